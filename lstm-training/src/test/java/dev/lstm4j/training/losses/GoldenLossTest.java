package dev.lstm4j.training.losses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.Loss;
import dev.lstm4j.io.safetensors.DType;
import dev.lstm4j.io.safetensors.ModelFileException;
import dev.lstm4j.io.safetensors.Tensor;
import dev.lstm4j.training.GoldenFile;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Compares values and gradients of the losses with `torch.nn` on fixed numbers.
class GoldenLossTest {
    /// Value and gradient are computed in double from the same floats and rounded once; PyTorch also rounds
    /// intermediate results.
    private static final double TOLERANCE = 1e-6;

    private static final Map<String, Loss> ON_NUMBERS = Map.of("mse", MeanSquaredError.of(), "mae",
            MeanAbsoluteError.of(), "huber_delta_0.7", HuberLoss.of().withDelta(0.7), "smooth_l1_beta_0.7",
            SmoothL1Loss.of().withBeta(0.7),
            "pinball_0.1", QuantileLoss.of(0.1), "pinball_0.9", QuantileLoss.of(0.9));

    private static final Map<String, Loss> ON_CLASSES = Map.of("cross_entropy_ignore_-100", CrossEntropyLoss.of(),
            "cross_entropy_smoothing_0.1", CrossEntropyLoss.of().withLabelSmoothing(0.1));

    private static void assertAsPyTorch(String name, Loss loss, String predictions, String targets)
            throws ModelFileException {
        GoldenFile golden = GoldenFile.read("losses");
        float[] gradient = golden.floats(predictions).clone();
        double value = loss.forwardBackward(gradient, floats(golden.file().tensor(targets)), null,
                golden.size(predictions, 0),
                golden.size(predictions, 1), gradient);
        golden.assertClose(name + ".value", new float[]{(float) value}, TOLERANCE);
        golden.assertClose(name + ".grad", gradient, TOLERANCE);
    }

    /// Classes are integers in PyTorch.
    private static float[] floats(Tensor tensor) {
        if (tensor.dtype() != DType.I64) {
            return tensor.floats();
        }
        float[] numbers = new float[tensor.length()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = tensor.longs()[i];
        }
        return numbers;
    }

    @Test
    void everyLossOfTheFileIsTested() throws ModelFileException {
        Set<String> tried = new TreeSet<>(ON_NUMBERS.keySet());
        tried.addAll(ON_CLASSES.keySet());
        tried.addAll(Set.of("bce_with_logits", "gaussian_nll_var_given"));
        assertThat(GoldenFile.read("losses").file().tensors().stream().map(Tensor::name)
                .filter(name -> name.endsWith(".value")).map(name -> name.substring(0, name.length() - 6)))
                .containsExactlyInAnyOrderElementsOf(tried);
    }

    @Test
    void numericTargets() throws ModelFileException {
        for (Map.Entry<String, Loss> entry : ON_NUMBERS.entrySet()) {
            assertAsPyTorch(entry.getKey(), entry.getValue(), "pred", "target");
        }
    }

    @Test
    void binaryTargets() throws ModelFileException {
        assertAsPyTorch("bce_with_logits", BinaryCrossEntropyWithLogits.of(), "pred", "binary");
    }

    @Test
    void classTargets() throws ModelFileException {
        for (Map.Entry<String, Loss> entry : ON_CLASSES.entrySet()) {
            assertAsPyTorch(entry.getKey(), entry.getValue(), "logits", "labels");
        }
    }

    /// PyTorch has the variance as an argument; here its logarithm is an output of the network. Rounding the logarithm
    /// to float changes it by up to 6e-8 of itself, and the variance accordingly.
    @Test
    void gaussianWithAGivenVariance() throws ModelFileException {
        GoldenFile golden = GoldenFile.read("losses");
        float[] means = golden.floats("pred");
        float[] variances = golden.floats("variance");
        float[] answers = new float[2 * means.length];
        for (int k = 0; k < means.length; k++) {
            answers[2 * k] = means[k];
            answers[2 * k + 1] = (float) Math.log(variances[k]);
        }
        int rows = golden.size("pred", 0);
        double value = GaussianNll.of().forwardBackward(answers, golden.floats("target"), null, rows,
                answers.length / rows, answers);
        float[] gradient = new float[means.length];
        for (int k = 0; k < means.length; k++) {
            gradient[k] = answers[2 * k];
        }
        golden.assertClose("gaussian_nll_var_given.value", new float[]{(float) value}, TOLERANCE);
        golden.assertClose("gaussian_nll_var_given.grad", gradient, TOLERANCE);
    }
}
