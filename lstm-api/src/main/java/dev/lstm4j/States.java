package dev.lstm4j;

import java.util.Arrays;
import java.util.Objects;

/// The recurrent states of a batch between two steps: the hidden states `[L·D, B, P]` and the further states of the
/// cell, each `[L·D, B, H]`, in the order in which the cell declares them. An LSTM has one further state, its cell
/// state c; a GRU and an RNN have none.
///
/// The arrays are not copied: a session reads initial states from them and writes final states to them.
public final class States {
    private final int layers;
    private final int batch;
    private final float[] hidden;
    private final float[][] further;

    private States(int layers, int batch, float[] hidden, float[][] further) {
        this.layers = layers;
        this.batch = batch;
        this.hidden = hidden;
        this.further = further;
    }

    /// Creates states that are all zero: the initial states of a network without trainable states.
    ///
    /// @param architecture the network that they belong to
    /// @param batch B
    /// @return new arrays
    /// @throws IllegalArgumentException if batch is below 1, or an array would be too large
    public static States zeros(Architecture architecture, int batch) {
        int layers = layers(architecture, batch);
        float[][] further = new float[furtherStates(architecture)][];
        for (int i = 0; i < further.length; i++) {
            further[i] = new float[size("cell", layers, batch, architecture.hiddenSize())];
        }
        return new States(layers, batch, new float[size("hidden", layers, batch, architecture.stateSize())], further);
    }

    /// Wraps arrays without copying them.
    ///
    /// @param architecture the network that they belong to
    /// @param batch B
    /// @param hidden the hidden states `[L·D, B, P]`
    /// @param further the further states of the cell `[L·D, B, H]` each, as many as the cell has
    /// @return the states
    /// @throws IllegalArgumentException if batch is below 1, an array has another length, or the cell has more or
    ///         fewer states
    public static States of(Architecture architecture, int batch, float[] hidden, float[]... further) {
        int layers = layers(architecture, batch);
        requireLength("hidden", hidden, layers, batch, "P=", architecture.stateSize());
        int count = furtherStates(architecture);
        if (further.length != count) {
            throw new IllegalArgumentException("further: expected " + count + " state"
                    + (count == 1 ? "" : "s") + " besides the hidden state, found " + further.length);
        }
        for (float[] state : further) {
            requireLength("cell", state, layers, batch, "H=", architecture.hiddenSize());
        }
        return new States(layers, batch, hidden, further.clone());
    }

    private static int layers(Architecture architecture, int batch) {
        Objects.requireNonNull(architecture, "architecture");
        if (batch < 1) {
            throw new IllegalArgumentException("states: expected a batch of at least 1, found " + batch);
        }
        return architecture.numLayers() * architecture.directions();
    }

    private static int furtherStates(Architecture architecture) {
        return architecture.cell().states().size();
    }

    private static int size(String name, int layers, int batch, int width) {
        double floats = (double) layers * batch * width;
        if (floats > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(name + ": expected fewer than 2^31 floats, found [L·D=" + layers + ", B="
                    + batch + ", " + width + "]; use a smaller batch");
        }
        return (int) floats;
    }

    private static void requireLength(String name, float[] array, int layers, int batch, String letter, int width) {
        Objects.requireNonNull(array, name);
        int expected = size(name, layers, batch, width);
        if (array.length != expected) {
            throw new IllegalArgumentException(name + ": expected " + expected + " floats for [L·D=" + layers + ", B="
                    + batch + ", " + letter + width + "], found " + array.length);
        }
    }

    /// The number of sequences.
    ///
    /// @return B
    public int batch() {
        return batch;
    }

    /// The hidden states.
    ///
    /// @return `[L·D, B, P]`, not a copy
    public float[] hidden() {
        return hidden;
    }

    /// The cell state of a cell that has one, such as an LSTM.
    ///
    /// @return `[L·D, B, H]`, not a copy
    /// @throws IllegalStateException if the cell has no state besides the hidden state (GRU, RNN)
    public float[] cell() {
        if (further.length == 0) {
            throw new IllegalStateException(
                    "cell: expected a cell with a cell state, such as an LSTM, found one with only a hidden state");
        }
        return further[0];
    }

    /// The number of states that the cell has besides the hidden state.
    ///
    /// @return 1 for an LSTM, 0 for a GRU and an RNN
    public int further() {
        return further.length;
    }

    /// One of the states that the cell has besides the hidden state.
    ///
    /// @param index from 0, in the order in which the cell declares them
    /// @return `[L·D, B, H]`, not a copy
    /// @throws IndexOutOfBoundsException if there is no such state
    public float[] further(int index) {
        return further[index];
    }

    /// Copies every array.
    ///
    /// @return states that share no array with these
    public States copy() {
        float[][] copies = new float[further.length][];
        for (int i = 0; i < copies.length; i++) {
            copies[i] = further[i].clone();
        }
        return new States(layers, batch, hidden.clone(), copies);
    }

    /// Copies the values of other states of the same sizes into these.
    ///
    /// @param other the states to copy from
    /// @throws IllegalArgumentException if the sizes differ
    public void copyFrom(States other) {
        if (!hasSizesOf(other)) {
            throw new IllegalArgumentException("states: expected " + this + ", found " + other);
        }
        System.arraycopy(other.hidden, 0, hidden, 0, hidden.length);
        for (int i = 0; i < further.length; i++) {
            System.arraycopy(other.further[i], 0, further[i], 0, further[i].length);
        }
    }

    private boolean hasSizesOf(States other) {
        return layers == other.layers && batch == other.batch && hidden.length == other.hidden.length
                && further.length == other.further.length
                && (further.length == 0 || further[0].length == other.further[0].length);
    }

    /// Sets all values to zero.
    public void clear() {
        Arrays.fill(hidden, 0f);
        for (float[] state : further) {
            Arrays.fill(state, 0f);
        }
    }

    /// Checks that these states have the sizes for a network and a batch.
    ///
    /// @param name the caller's name for them
    /// @param architecture the network
    /// @param rows B
    /// @throws IllegalArgumentException if a size differs
    public void requireFit(String name, Architecture architecture, int rows) {
        int width = architecture.directions() * architecture.numLayers() * rows;
        boolean fits = batch == rows && hidden.length == width * architecture.stateSize()
                && further.length == furtherStates(architecture)
                && (further.length == 0 || further[0].length == width * architecture.hiddenSize());
        if (!fits) {
            throw new IllegalArgumentException(name + ": expected " + zeros(architecture, rows) + ", found " + this
                    + "; make them with States.zeros(architecture, batch)");
        }
    }

    @Override
    public String toString() {
        return "States[L·D=" + layers + ", B=" + batch + ", P=" + hidden.length / layers / batch
                + (further.length == 0
                        ? ""
                        : ", " + further.length + " further of H=" + further[0].length / layers / batch)
                + "]";
    }
}
