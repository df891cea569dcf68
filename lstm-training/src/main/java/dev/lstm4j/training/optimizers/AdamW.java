package dev.lstm4j.training.optimizers;

/// Adam with decoupled weight decay (Loshchilov and Hutter 2019), as `torch.optim.AdamW`.
public final class AdamW {
    private static final double DEFAULT_WEIGHT_DECAY = 0.01;

    private AdamW() {}

    /// Adam with PyTorch's defaults for AdamW: a decoupled weight decay of 0.01, β₁ 0.9, β₂ 0.999, ε 1e-8.
    ///
    /// @param learningRate finite, not negative
    /// @return `Adam.of(learningRate).withDecoupledWeightDecay(0.01)`
    /// @throws IllegalArgumentException if the learning rate is negative or not finite
    public static Adam of(double learningRate) {
        return Adam.of(learningRate).withDecoupledWeightDecay(DEFAULT_WEIGHT_DECAY);
    }
}
