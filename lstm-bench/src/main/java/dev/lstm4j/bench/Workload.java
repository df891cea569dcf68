package dev.lstm4j.bench;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Parameters;
import dev.lstm4j.training.Initializer;
import java.util.Random;

/// What is measured: a network and the size of its batches, or a stream of single rows if `batch` and `time` are 1.
///
/// @param name name in reports
/// @param batch B
/// @param time T
/// @param architecture the network
public record Workload(String name, int batch, int time, Architecture architecture) {

    private static final int WIDEST_VECTOR = 16;

    /// Creates a workload of one LSTM layer in one direction, with a linear head of one output on the last step.
    ///
    /// @param name name in reports
    /// @param batch B
    /// @param time T
    /// @param input I
    /// @param hidden H
    /// @return the workload
    public static Workload of(String name, int batch, int time, int input, int hidden) {
        return new Workload(name, batch, time, Architecture.lstm(input, hidden).withHead(Head.finalStates(1)));
    }

    /// Creates a stream of single rows: one layer with as many inputs as units.
    ///
    /// @param hidden H and I
    /// @return the workload
    public static Workload stream(int hidden) {
        return of("step", 1, 1, hidden, hidden);
    }

    /// Changes the number of layers.
    ///
    /// @param layers L
    /// @return a changed copy
    public Workload withLayers(int layers) {
        return new Workload(name, batch, time, architecture.withLayers(layers));
    }

    /// Changes the number of directions.
    ///
    /// @param both whether each layer has two directions
    /// @return a changed copy
    public Workload withBidirectional(boolean both) {
        return new Workload(name, batch, time, architecture.withBidirectional(both));
    }

    /// Changes the name.
    ///
    /// @param newName name in reports
    /// @return a changed copy
    public Workload withName(String newName) {
        return new Workload(newName, batch, time, architecture);
    }

    /// Parses sizes of a network in one direction.
    ///
    /// @param option name of the option, for messages
    /// @param text such as `32,96,7,128,1`
    /// @return the workload; its name is the text
    /// @throws IllegalArgumentException if they are not five numbers of at least 1, or the network has too
    ///         many parameters
    public static Workload parse(String option, String text) {
        String[] parts = text.split(",", -1);
        int[] sizes = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i].strip();
            // One digit less than the largest int has: that cannot overflow.
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
        String name = text.replace(" ", "");
        try {
            return of(name, sizes[0], sizes[1], sizes[2], sizes[3]).withLayers(sizes[4]);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + " " + name + ": " + e.getMessage(), e);
        }
    }

    /// Whether the workload is a stream.
    ///
    /// @return true if B and T are 1
    public boolean isStep() {
        return batch == 1 && time == 1;
    }

    /// The number of inputs.
    ///
    /// @return I
    public int input() {
        return architecture.inputSize();
    }

    /// The number of hidden units of a layer in one direction.
    ///
    /// @return H
    public int hidden() {
        return architecture.hiddenSize();
    }

    /// The number of layers.
    ///
    /// @return L
    public int layers() {
        return architecture.numLayers();
    }

    /// Whether each layer has two directions.
    ///
    /// @return false for one direction
    public boolean bidirectional() {
        return architecture.bidirectional();
    }

    /// Creates parameters to measure with, the same each time.
    ///
    /// @return parameters of [#architecture]
    public Parameters parameters() {
        return Initializer.uniform(architecture, 1);
    }

    /// Creates a batch of signed numbers, the same each time.
    ///
    /// @return `[B, T, I]`
    public float[] inputs() {
        return signed(batch * time * input());
    }

    /// Counts the floating point operations of the matrix products of one inference: `2·4·H·(I + H)·B·T` per layer and
    /// direction, where I of a higher layer is the output size of the layer below. A training step has three times as
    /// many.
    ///
    /// @return the number of operations
    public double inferenceOperations() {
        return 2 * batch * recurrentWeights() * time;
    }

    /// The number of weights of inputs and hidden states.
    private double recurrentWeights() {
        double directions = bidirectional() ? 2 : 1;
        double lowest = (double) input() + hidden();
        double above = (layers() - 1) * (directions * hidden() + hidden());
        return directions * 4 * hidden() * (lowest + above);
    }

    /// Estimates the memory of a measurement. For inference: the weights twice, the inputs twice, and the outputs. For
    /// training: the weights six times (gradients, two moments of Adam, packed copies) and eight floats per unit, step
    /// and row.
    ///
    /// @param training whether training steps are measured
    /// @return bytes
    public double bytes(boolean training) {
        double steps = (double) batch * time;
        double units = (double) Math.ceilDiv(hidden(), WIDEST_VECTOR) * WIDEST_VECTOR * layers()
                * (bidirectional() ? 2 : 1);
        return 4 * ((training ? 6 : 2) * recurrentWeights() + steps * (2.0 * input() + (training ? 8 : 1) * units));
    }

    /// Draws normal deviates, the same each time.
    ///
    /// @param length number of values
    /// @return the numbers
    public static float[] signed(int length) {
        Random random = new Random(1);
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    /// Checks that values are finite and not all 0.
    ///
    /// @param what name of the values, for messages
    /// @param values the values
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
