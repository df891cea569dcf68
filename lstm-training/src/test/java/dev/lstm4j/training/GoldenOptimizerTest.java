package dev.lstm4j.training;

import dev.lstm4j.Optimizer;
import dev.lstm4j.io.ModelFileException;
import dev.lstm4j.simd.KernelSelection;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// 25 updates of `torch.optim`, parameters after each.
class GoldenOptimizerTest {
    private static final Map<String, Optimizer> OPTIMIZERS = Map.of(
            "optimizer_adam", Adam.withLearningRate(0.1),
            "optimizer_adam_weight_decay", Adam.builder(0.1).weightDecay(0.05).build(),
            "optimizer_adam_amsgrad", Adam.builder(0.1).amsgrad(true).build(),
            "optimizer_adam_betas_eps", Adam.builder(0.02).betas(0.8, 0.95).epsilon(1e-4).build(),
            "optimizer_adamw", Adam.builder(0.1).decoupledWeightDecay(0.05).build());

    @ParameterizedTest
    @ValueSource(strings = {"optimizer_adam", "optimizer_adam_weight_decay", "optimizer_adam_amsgrad",
            "optimizer_adam_betas_eps", "optimizer_adamw"})
    void everyStepAsPyTorch(String name) throws ModelFileException {
        GoldenFile golden = GoldenFile.read(name);
        Optimizer optimizer = OPTIMIZERS.get(name);
        float[] parameters = golden.floats("start").clone();
        float[] gradients = golden.floats("grads");
        int steps = golden.size("grads", 0);
        int size = golden.size("grads", 1);
        float[] path = new float[steps * size];
        for (int step = 0; step < steps; step++) {
            optimizer.step(KernelSelection.kernels(), parameters,
                    Arrays.copyOfRange(gradients, step * size, (step + 1) * size));
            System.arraycopy(parameters, 0, path, step * size, size);
        }
        golden.assertClose("params_after_step", path, 1e-5);
    }
}
