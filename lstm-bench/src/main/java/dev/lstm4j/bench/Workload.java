package dev.lstm4j.bench;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Parameters;
import dev.lstm4j.training.Initializer;
import java.util.Random;

/// What is measured: a batch of sequences and a network with a linear head of one output on the final states of each direction
/// (in one direction, on the last step); or a stream of single rows if `batch` and `time` are 1.
///
/// @param name what reports call it
/// @param batch B
/// @param time T
/// @param input I
/// @param hidden H
/// @param layers L
/// @param bidirectional two directions a layer
public record Workload(String name, int batch, int time, int input, int hidden, int layers, boolean bidirectional) {

    private static final int WIDEST_VECTOR = 16;

    /// A stream of single rows, with as many inputs as units.
    ///
    /// @param hidden H and I
    /// @return a step of one layer
    public static Workload stream(int hidden) {
        return new Workload("step", 1, 1, hidden, hidden, 1, false);
    }

    /// Sizes as a user writes them, in one direction.
    ///
    /// @param option where, for messages
    /// @param text such as `32,96,7,128,1`
    /// @return B, T, I, H, L; the name is the text
    /// @throws IllegalArgumentException where they are not five numbers of at least 1
    public static Workload parse(String option, String text) {
        String[] parts = text.split(",", -1);
        int[] sizes = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i].strip();
            // One digit less than the largest int has: that cannot overflow.
            if (parts.length != 5 || !part.matches("-?\\d{1,9}")) {
                throw new IllegalArgumentException(
                        option + ": expected five whole numbers B,T,I,H,L such as 32,96,7,128,1, or a "
                                + "name of the table, found '" + text + "'");
            }
            sizes[i] = Integer.parseInt(part);
            if (sizes[i] < 1) {
                throw new IllegalArgumentException(
                        option + ": expected B, T, I, H and L of at least 1, found '" + text + "'");
            }
        }
        return new Workload(text.replace(" ", ""), sizes[0], sizes[1], sizes[2], sizes[3], sizes[4], false);
    }

    /// Whether it is a single row and step.
    ///
    /// @return true for a stream
    public boolean isStep() {
        return batch == 1 && time == 1;
    }

    /// The network.
    ///
    /// @return its architecture
    public Architecture architecture() {
        return Architecture.lstm(input, hidden).withLayers(layers).withBidirectional(bidirectional)
                .withHead(Head.finalStates(1));
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

    /// Floating point operations of the matrix products of one inference: `2·4·H·(I + H)·B·T` a layer and direction, where the I
    /// of a higher layer is the size of the outputs below it. A training step counts three times that.
    ///
    /// @return the number of operations
    public double inferenceOperations() {
        return 2 * batch * recurrentWeights() * time;
    }

    /// How many weights read inputs or hidden states.
    private double recurrentWeights() {
        double directions = bidirectional ? 2 : 1;
        double lowest = (double) input + hidden;
        double above = (layers - 1) * (directions * hidden + hidden);
        return directions * 4 * hidden * (lowest + above);
    }

    /// About how much memory a measurement takes: for an inference the weights twice, the inputs twice and the outputs; for
    /// training the weights six times (gradients, two of Adam, packed copies) and eight floats for each unit, step and row.
    ///
    /// @param training whether it trains
    /// @return bytes
    public double bytes(boolean training) {
        double steps = (double) batch * time;
        double units = (double) Math.ceilDiv(hidden, WIDEST_VECTOR) * WIDEST_VECTOR * layers * (bidirectional ? 2 : 1);
        return 4 * ((training ? 6 : 2) * recurrentWeights() + steps * (2.0 * input + (training ? 8 : 1) * units));
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
