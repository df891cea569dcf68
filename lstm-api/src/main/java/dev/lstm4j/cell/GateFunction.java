package dev.lstm4j.cell;

import dev.lstm4j.engine.Kernels;

/// Applies an [Activation] in place: clips the argument, then applies the function. The derivative is computed from
/// the function's value, since only values are kept for the backward pass.
final class GateFunction {
    private final Activation.Kind kind;
    private final float alpha;
    private final float beta;
    private final float clip;
    private final Kernels kernels;
    private final float[] ends;

    GateFunction(Activation activation, float clip, Kernels kernels) {
        this.kind = activation.kind();
        this.alpha = activation.alpha();
        this.beta = activation.beta();
        this.clip = clip;
        this.kernels = kernels;
        this.ends = new float[]{-clip, clip};
        if (clip > 0) {
            apply(ends, 0, 2);
        }
    }

    /// Replaces the arguments in a range with the function's values. NaN stays NaN.
    void apply(float[] x, int from, int to) {
        if (clip > 0) {
            for (int i = from; i < to; i++) {
                x[i] = Math.clamp(x[i], -clip, clip);
            }
        }
        switch (kind) {
            case SIGMOID -> kernels.logistic(x, from, to);
            case TANH -> kernels.tanh(x, from, to);
            case SCALED_TANH -> {
                for (int i = from; i < to; i++) {
                    x[i] *= beta;
                }
                kernels.tanh(x, from, to);
                for (int i = from; i < to; i++) {
                    x[i] *= alpha;
                }
            }
            case RELU, HARD_SIGMOID, SOFTSIGN, AFFINE, ELU, LEAKY_RELU, THRESHOLDED_RELU, SOFTPLUS -> {
                for (int i = from; i < to; i++) {
                    x[i] = value(x[i]);
                }
            }
        }
    }

    private float value(float x) {
        return switch (kind) {
            case RELU -> Math.max(0f, x);
            case HARD_SIGMOID -> Math.clamp(alpha * x + beta, 0f, 1f);
            case SOFTSIGN -> x / (1f + Math.abs(x));
            case AFFINE -> alpha * x + beta;
            case ELU -> x >= 0 ? x : (float) (alpha * StrictMath.expm1(x));
            case LEAKY_RELU -> x >= 0 ? x : alpha * x;
            case THRESHOLDED_RELU -> x <= alpha ? 0f : x;
            case SOFTPLUS -> (float) (Math.max(x, 0f) + StrictMath.log1p(StrictMath.exp(-Math.abs(x))));
            case SIGMOID, TANH, SCALED_TANH -> throw new IllegalStateException(
                    "activation: expected one without a kernel, found " + kind.label());
        };
    }

    /// The derivative at the value y; 0 if the argument was clipped.
    float derivative(float y) {
        if (clip > 0 && (y == ends[0] || y == ends[1])) {
            return 0f;
        }
        return switch (kind) {
            case SIGMOID -> y * (1f - y);
            case TANH -> 1f - y * y;
            case RELU -> y > 0 ? 1f : 0f;
            case HARD_SIGMOID -> y > 0 && y < 1 ? alpha : 0f;
            case SOFTSIGN -> (1f - Math.abs(y)) * (1f - Math.abs(y));
            case AFFINE -> alpha;
            case SCALED_TANH -> alpha * beta * (1f - y / alpha * (y / alpha));
            case ELU -> y > 0 ? 1f : y + alpha;
            case LEAKY_RELU -> y > 0 ? 1f : alpha;
            case THRESHOLDED_RELU -> y == 0 ? 0f : 1f;
            case SOFTPLUS -> (float) -StrictMath.expm1(-y);
        };
    }
}
