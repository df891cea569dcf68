package dev.lstm4j.cli.bench;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Parameters;
import dev.lstm4j.training.Initializer;
import java.util.Random;

/// What is measured: a batch of sequences and a network with a linear head of one output on the last step, or a stream
/// of single rows where `batch` and `time` are 1.
///
/// @param name what reports call it
/// @param batch B
/// @param time T
/// @param input I
/// @param hidden H
/// @param layers L
/// @param bidirectional two directions a layer
public record Workload(String name, int batch, int time, int input, int hidden, int layers, boolean bidirectional) {

    /// The network.
    ///
    /// @return its architecture
    public Architecture architecture() {
        return Architecture.lstm(input, hidden).withLayers(layers).withBidirectional(bidirectional)
                .withHead(Head.lastStep(1));
    }

    /// Parameters to measure with, the same ones each time.
    ///
    /// @return parameters of [#architecture]
    public Parameters parameters() {
        return Initializer.uniform(architecture(), 1);
    }

    /// A batch of signed numbers, the same ones each time.
    ///
    /// @return `[B, T, I]`
    public float[] inputs() {
        return signed(batch * time * input);
    }

    /// Floating point operations of the matrix products of one inference: `2·4·H·(I + H)·B·T` a layer and direction, where
    /// a higher layer's I is what the one below gives. A training step counts three times that.
    ///
    /// @return the number of operations
    public double inferenceOperations() {
        int directions = bidirectional ? 2 : 1;
        double operations = 0;
        for (int layer = 0; layer < layers; layer++) {
            int width = layer == 0 ? input : directions * hidden;
            operations += directions * 2.0 * 4 * hidden * ((double) width + hidden) * batch * time;
        }
        return operations;
    }

    /// Signed numbers of a normal distribution, the same ones each time.
    ///
    /// @param length how many
    /// @return the numbers
    public static float[] signed(int length) {
        Random random = new Random(1);
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    /// What a measurement checks before it starts: finite numbers, and not all of them 0.
    ///
    /// @param what their name
    /// @param values the numbers
    public static void requireFinite(String what, float[] values) {
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
