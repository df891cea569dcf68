package dev.lstm4j;

/// The constants of one Adam update: `m ← m + (1-β₁)(g - m)`, `v ← β₂v + (1-β₂)g²`,
/// `p ← p·decay - stepSize · m / (√v / correction + ε)`.
///
/// @param beta1 β₁, decay of the mean
/// @param beta2 β₂, decay of the variance
/// @param stepSize learning rate / (1 - β₁ᵗ)
/// @param correction √(1 - β₂ᵗ)
/// @param epsilon ε
/// @param weightDecay added to the gradient as `weightDecay · p` (L2); 0 for none
/// @param decay what the parameter is multiplied with first (AdamW: 1 - learning rate · weight decay); 1 for none
/// @param amsgrad whether the largest v so far takes v's place (Reddi et al. 2018)
public record AdamUpdate(float beta1, float beta2, float stepSize, float correction, float epsilon, float weightDecay,
        float decay, boolean amsgrad) {}
