package dev.lstm4j;

/// The constants of one Adam update: `m ← m + (1-β₁)(g - m)`, `v ← β₂v + (1-β₂)g²`,
/// `p ← p·decay - stepSize · m / (√v / correction + ε)`.
///
/// @param newMean 1 - β₁, how much of the gradient enters the mean; taken in double, since 1 - 0.9f is not 0.1f
/// @param oldVariance β₂, how much of the variance stays
/// @param newVariance 1 - β₂, how much of the squared gradient enters it; taken in double likewise
/// @param stepSize learning rate / (1 - β₁ᵗ)
/// @param correction √(1 - β₂ᵗ)
/// @param epsilon ε
/// @param weightDecay added to the gradient as `weightDecay · p` (L2); 0 for none
/// @param decay what the parameter is multiplied with first (AdamW: 1 - learning rate · weight decay); 1 for none
/// @param amsgrad whether the largest v so far takes v's place (Reddi et al. 2018)
public record AdamUpdate(float newMean, float oldVariance, float newVariance, float stepSize, float correction,
        float epsilon, float weightDecay,
        float decay, boolean amsgrad) {}
