package dev.lstm4j.engine;

/// The constants of one Adam update: `m ← m + (1-β₁)(g - m)`, `v ← β₂v + (1-β₂)g²`, `p ← p·decay - stepSize · m / (√v
/// / correction + ε)`. An optimizer keeps one and sets its fields before each step, so that a step allocates nothing.
public final class AdamUpdate {
    /// 1 - β₁, the weight of the gradient in the mean; computed in double, since 1 - 0.9f is not 0.1f.
    public float newMean;
    /// β₂, the weight of the previous variance.
    public float oldVariance;
    /// 1 - β₂, the weight of the squared gradient in the variance; also computed in double.
    public float newVariance;
    /// Learning rate / (1 - β₁ᵗ).
    public float stepSize;
    /// √(1 - β₂ᵗ).
    public float correction;
    /// ε.
    public float epsilon;
    /// Added to the gradient as `weightDecay · p` (L2); 0 for none.
    public float weightDecay;
    /// The factor by which the parameter is multiplied first (AdamW: 1 - learning rate · weight decay); 1 for none.
    public float decay;
    /// Whether the largest v so far is used instead of v (AMSGrad, Reddi et al. 2018).
    public boolean amsgrad;

    /// Sets all fields to zero.
    public AdamUpdate() {}
}
