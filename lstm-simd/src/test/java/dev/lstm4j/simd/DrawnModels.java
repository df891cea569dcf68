package dev.lstm4j.simd;

import dev.lstm4j.Architecture;
import dev.lstm4j.Model;
import dev.lstm4j.Parameters;
import java.util.Random;

/// Random models and numbers from a seed.
final class DrawnModels {
    private DrawnModels() {}

    /// A model with random weights. They are smaller for cells with settings, whose functions may be unbounded.
    static Model model(Architecture architecture, long seed) {
        Random random = new Random(seed);
        Parameters parameters = Parameters.zeros(architecture.parameterLayout());
        float scale = architecture.cell().settings().isEmpty() ? 0.4f : 0.1f;
        for (int i = 0; i < parameters.values().length; i++) {
            parameters.values()[i] = (float) random.nextGaussian() * scale;
        }
        return new Model(architecture, parameters);
    }

    /// Signed numbers.
    static float[] draw(int length, long seed) {
        Random random = new Random(~seed);
        float[] x = new float[length];
        for (int i = 0; i < length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }
}
