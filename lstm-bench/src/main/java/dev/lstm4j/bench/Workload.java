package dev.lstm4j.bench;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Parameters;
import dev.lstm4j.training.Initializer;
import java.util.Random;

/// The sizes of a measurement: a batch of sequences, and a network with a linear head with one output on the last step. If
/// `batch` and `time` are 1, it is a streaming step.
///
/// @param name the name in reports
/// @param batch B
/// @param time T
/// @param input I
/// @param hidden H
/// @param layers L
/// @param bidirectional whether layers have two directions
public record Workload(String name, int batch, int time, int input, int hidden, int layers, boolean bidirectional) {

    private static final int WIDEST_VECTOR = 16;

    /// A streaming step through one layer, with as many inputs as units.
    ///
    /// @param hidden H and I
    /// @return the workload
    public static Workload stream(int hidden) {
        return new Workload("step", 1, 1, hidden, hidden, 1, false);
    }

    /// Parses sizes that a user has typed, for a network with one direction.
    ///
    /// @param option the name of the option, for messages
    /// @param text B,T,I,H,L such as `32,96,7,128,1`
    /// @return the workload; its name is the text
    /// @throws IllegalArgumentException if the text is not five whole numbers of at least 1
    public static Workload parse(String option, String text) {
        String[] parts = text.split(",", -1);
        int[] sizes = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i].strip();
            // Nine digits are one less than the largest int has, so parsing cannot overflow.
            if (parts.length != 5 || !part.matches("-?\\d{1,9}")) {
                throw new IllegalArgumentException(
                        option + ": expected five whole numbers B,T,I,H,L such as 32,96,7,128,1, or a "
                                + "name from the table, found '" + text + "'");
            }
            sizes[i] = Integer.parseInt(part);
            if (sizes[i] < 1) {
                throw new IllegalArgumentException(
                        option + ": expected B, T, I, H and L of at least 1, found '" + text + "'");
            }
        }
        return new Workload(text.replace(" ", ""), sizes[0], sizes[1], sizes[2], sizes[3], sizes[4], false);
    }

    /// Whether this is a single step of a single row.
    ///
    /// @return true for a streaming step
    public boolean isStep() {
        return batch == 1 && time == 1;
    }

    /// The network.
    ///
    /// @return its architecture
    public Architecture architecture() {
        return Architecture.lstm(input, hidden).withLayers(layers).withBidirectional(bidirectional)
                .withHead(Head.lastStep(1));
    }

    /// Random parameters, the same in every call.
    ///
    /// @return parameters of [#architecture]
    public Parameters parameters() {
        return Initializer.uniform(architecture(), 1);
    }

    /// A batch of random inputs, positive and negative, the same in every call.
    ///
    /// @return `[B, T, I]`
    public float[] inputs() {
        return signed(batch * time * input);
    }

    /// The floating-point operations of the matrix products of one inference: `2·4·H·(I + H)·B·T` per layer and direction.
    /// In a higher layer, I is the output size of the layer below. In the reverse direction of the top layer, only the step
    /// that the head reads is counted. A training step has three times as many operations.
    ///
    /// @return the number of operations
    public double inferenceOperations() {
        double unread = bidirectional
                ? 4.0 * hidden * ((layers == 1 ? input : 2.0 * hidden) + hidden) * (time - 1)
                : 0;
        return 2 * batch * (recurrentWeights() * time - unread);
    }

    /// The number of weights that multiply inputs or hidden states.
    private double recurrentWeights() {
        double directions = bidirectional ? 2 : 1;
        double lowest = (double) input + hidden;
        double above = (layers - 1) * (directions * hidden + hidden);
        return directions * 4 * hidden * (lowest + above);
    }

    /// An estimate of the memory of a measurement. Inference needs the weights twice, the inputs twice, and the outputs.
    /// Training needs the weights six times (gradients, two moments of Adam, packed copies), the inputs twice, and eight
    /// floats for each unit, step and row.
    ///
    /// @param training whether the measurement trains
    /// @return bytes
    public double bytes(boolean training) {
        double steps = (double) batch * time;
        double units = (double) Math.ceilDiv(hidden, WIDEST_VECTOR) * WIDEST_VECTOR * layers * (bidirectional ? 2 : 1);
        return 4 * ((training ? 6 : 2) * recurrentWeights() + steps * (2.0 * input + (training ? 8 : 1) * units));
    }

    /// Random numbers from the standard normal distribution, the same in every call.
    ///
    /// @param length the number of numbers
    /// @return the numbers
    public static float[] signed(int length) {
        Random random = new Random(1);
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    /// Checks results: all must be finite, and at least one must not be 0.
    ///
    /// @param what the name of the results
    /// @param values the results
    public static void requireFinite(String what, float[] values) {
        boolean some = false;
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IllegalStateException(what + ": expected finite numbers, found " + value);
            }
            some |= value != 0;
        }
        if (!some) {
            throw new IllegalStateException(what + ": expected at least one number other than 0, found none");
        }
    }
}
