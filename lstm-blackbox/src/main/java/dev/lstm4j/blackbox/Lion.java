package dev.lstm4j.blackbox;

import dev.lstm4j.Optimizer;
import dev.lstm4j.OptimizerFactory;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.training.optimizers.ElementwiseOptimizer;
import java.util.List;

/// Lion (Chen et al. 2023): `p ← p - rate·sign(β₁·m + (1 - β₁)·g)`, then `m ← β₂·m + (1 - β₂)·g`.
///
/// @param learningRate how far each parameter moves in an update
public record Lion(double learningRate) implements OptimizerFactory {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.99f;

    @Override
    public Optimizer create() {
        return new ElementwiseOptimizer(this, List.of("momentum")) {
            private float rate;

            @Override
            protected void prepare(long step, double newRate) {
                rate = (float) newRate;
            }

            @Override
            protected void updateRange(Kernels kernels, float[] parameters, float[] gradients, int from, int to,
                    boolean decays) {
                float[] momentum = stateArray(0);
                for (int i = from; i < to; i++) {
                    parameters[i] -= rate * Math.signum(BETA1 * momentum[i] + (1 - BETA1) * gradients[i]);
                    momentum[i] = BETA2 * momentum[i] + (1 - BETA2) * gradients[i];
                }
            }
        };
    }
}
