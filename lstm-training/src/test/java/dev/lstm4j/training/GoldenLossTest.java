package dev.lstm4j.training;

import dev.lstm4j.Loss;
import dev.lstm4j.io.ModelFileException;
import org.junit.jupiter.api.Test;

/// The losses of `torch.nn` on fixed numbers: value and gradient.
class GoldenLossTest {
    /// Both are computed in double from the same floats and rounded once; PyTorch rounds a few times on the way.
    private static final double TOLERANCE = 1e-6;

    private static void assertAsPyTorch(String name, Loss loss, String predictions, String targets)
            throws ModelFileException {
        GoldenFile golden = GoldenFile.read("losses");
        float[] gradient = golden.floats(predictions).clone();
        double value = loss.forwardBackward(gradient, golden.floats(targets), null, golden.size(predictions, 0),
                golden.size(predictions, 1), gradient);
        golden.assertClose(name + ".value", new float[]{(float) value}, TOLERANCE);
        golden.assertClose(name + ".grad", gradient, TOLERANCE);
    }

    @Test
    void meanSquaredError() throws ModelFileException {
        assertAsPyTorch("mse", new MeanSquaredError(), "pred", "target");
    }
}
