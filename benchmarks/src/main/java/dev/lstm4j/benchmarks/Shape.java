package dev.lstm4j.benchmarks;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Parameters;
import dev.lstm4j.training.Initializer;
import java.util.Random;

/// The sizes that are measured: B batch, T time, I input, H hidden, L layers; a linear head of one output on the last step.
/// `odd` fits no vector width.
public enum Shape {
    /// The tutorial's program.
    TUTORIAL(3, 5, 1, 10, 1, false),
    /// A small multivariate forecast.
    FORECAST(32, 96, 7, 128, 1, false),
    /// No size a multiple of the lanes.
    ODD(13, 37, 19, 101, 1, false),
    /// Mid-sized.
    MEDIUM(64, 100, 64, 256, 1, false),
    /// Large enough to reach the limit.
    LARGE(64, 50, 512, 512, 1, false),
    /// Two layers.
    STACKED(32, 50, 128, 256, 2, false),
    /// Both directions.
    BIDIRECTIONAL(32, 50, 128, 256, 1, true),
    /// A small language model.
    LANGUAGE(20, 20, 200, 200, 2, false),
    /// Weights larger than the caches.
    XL(20, 35, 1500, 1500, 1, false);

    /// B.
    final int batch;
    /// T.
    final int time;
    /// The network.
    final Architecture architecture;

    Shape(int batch, int time, int input, int hidden, int layers, boolean bidirectional) {
        this.batch = batch;
        this.time = time;
        this.architecture = Architecture.lstm(input, hidden).withLayers(layers).withBidirectional(bidirectional)
                .withHead(Head.lastStep(1));
    }

    /// Parameters to measure with.
    Parameters parameters() {
        return Initializer.uniform(architecture, 1);
    }

    /// A batch of signed numbers, `[B, T, I]`.
    float[] input() {
        return signed(batch * time * architecture.inputSize());
    }

    static float[] signed(int length) {
        Random random = new Random(1);
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    /// What a benchmark checks in its setup: finite numbers, and not all of them 0.
    static void requireFinite(String what, float[] values) {
        boolean some = false;
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IllegalStateException(what + ": expected finite numbers, found " + value);
            }
            some |= value != 0;
        }
        if (!some) {
            throw new IllegalStateException(what + ": expected some numbers other than 0, found none");
        }
    }
}
