package dev.lstm4j.engine;

/// The constants of one Adam update: `m ← m + (1-β₁)(g - m)`, `v ← β₂v + (1-β₂)g²`, `p ← p·decay - stepSize · m / (√v
/// / correction + ε)`. An optimizer keeps one and sets its fields before each step, so that a step allocates nothing.
public final class AdamUpdate {
    /// 1 - β₁, how much of the gradient enters the mean; taken in double, since 1 - 0.9f is not 0.1f.
    public float newMean;
    /// β₂, how much of the variance stays.
    public float oldVariance;
    /// 1 - β₂, how much of the squared gradient enters the variance; taken in double likewise.
    public float newVariance;
    /// Learning rate / (1 - β₁ᵗ).
    public float stepSize;
    /// √(1 - β₂ᵗ).
    public float correction;
    /// ε.
    public float epsilon;
    /// Added to the gradient as `weightDecay · p` (L2); 0 for none.
    public float weightDecay;
    /// What the parameter is multiplied with first (AdamW: 1 - learning rate · weight decay); 1 for none.
    public float decay;
    /// Whether the largest v so far takes v's place (Reddi et al. 2018).
    public boolean amsgrad;

    /// All fields zero.
    public AdamUpdate() {}
}
