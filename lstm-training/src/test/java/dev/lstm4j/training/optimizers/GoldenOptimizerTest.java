package dev.lstm4j.training.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.Optimizer;
import dev.lstm4j.OptimizerFactory;
import dev.lstm4j.io.safetensors.ModelFileException;
import dev.lstm4j.simd.KernelSelection;
import dev.lstm4j.training.GoldenFile;
import dev.lstm4j.training.GoldenJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Compares the parameters after each of 25 updates with `torch.optim`; the settings are in the golden file.
class GoldenOptimizerTest {

    private static OptimizerFactory optimizer(String name, GoldenJson settings) {
        double rate = settings.number("lr");
        double decay = settings.number("weight_decay");
        return switch (name.split("_")[1]) {
            case "adam", "adamw" -> {
                Adam adam = Adam.of(rate).withBetas(settings.numbers("betas")[0], settings.numbers("betas")[1])
                        .withEpsilon(settings.number("eps")).withAmsgrad(settings.flag("amsgrad"));
                yield settings.flag("decoupled_weight_decay")
                        ? adam.withDecoupledWeightDecay(decay)
                        : adam.withWeightDecay(decay);
            }
            case "nadam" -> {
                NAdam nadam = NAdam.of(rate).withBetas(settings.numbers("betas")[0], settings.numbers("betas")[1])
                        .withEpsilon(settings.number("eps")).withMomentumDecay(settings.number("momentum_decay"));
                yield settings.flag("decoupled_weight_decay")
                        ? nadam.withDecoupledWeightDecay(decay)
                        : nadam.withWeightDecay(decay);
            }
            case "radam" -> {
                RAdam radam = RAdam.of(rate).withBetas(settings.numbers("betas")[0], settings.numbers("betas")[1])
                        .withEpsilon(settings.number("eps"));
                yield settings.flag("decoupled_weight_decay")
                        ? radam.withDecoupledWeightDecay(decay)
                        : radam.withWeightDecay(decay);
            }
            case "sgd" -> SGD.of(rate).withMomentum(settings.number("momentum"))
                    .withDampening(settings.number("dampening")).withNesterov(settings.flag("nesterov"))
                    .withWeightDecay(decay);
            case "rmsprop" -> RMSprop.of(rate).withAlpha(settings.number("alpha")).withEpsilon(settings.number("eps"))
                    .withCentered(settings.flag("centered")).withMomentum(settings.number("momentum"))
                    .withWeightDecay(decay);
            case "adagrad" -> Adagrad.of(rate).withRateDecay(settings.number("lr_decay"))
                    .withInitialAccumulator(settings.number("initial_accumulator_value"))
                    .withEpsilon(settings.number("eps")).withWeightDecay(decay);
            default -> throw new IllegalArgumentException(name);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"optimizer_adam", "optimizer_adam_weight_decay", "optimizer_adam_amsgrad",
            "optimizer_adam_betas_eps", "optimizer_adamw", "optimizer_nadam", "optimizer_nadam_decoupled",
            "optimizer_radam", "optimizer_radam_decoupled", "optimizer_radam_weight_decay", "optimizer_sgd",
            "optimizer_sgd_momentum", "optimizer_sgd_dampening", "optimizer_sgd_nesterov", "optimizer_rmsprop",
            "optimizer_rmsprop_centered", "optimizer_rmsprop_centered_momentum", "optimizer_rmsprop_weight_decay",
            "optimizer_adagrad", "optimizer_adagrad_all"})
    void everyUpdateMatchesPyTorch(String name) throws ModelFileException {
        GoldenFile golden = GoldenFile.read(name);
        Optimizer optimizer = optimizer(name, GoldenJson.parse(golden.file().metadata().get("defaults")))
                .create();
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

    @Test
    void everyFileIsTested() throws IOException, NoSuchMethodException {
        Path folder = Path.of(Objects.requireNonNull(System.getProperty("lstm4j.testdata")), "golden");
        ValueSource names = GoldenOptimizerTest.class.getDeclaredMethod("everyUpdateMatchesPyTorch", String.class)
                .getAnnotation(ValueSource.class);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".safetensors", ""))
                    .filter(name -> name.startsWith("optimizer_"))).containsExactlyInAnyOrder(names.strings());
        }
    }
}
