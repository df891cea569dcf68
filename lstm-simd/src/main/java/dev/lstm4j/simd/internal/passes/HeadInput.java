package dev.lstm4j.simd.internal.passes;

import dev.lstm4j.Head;
import dev.lstm4j.simd.internal.Sizes;
import dev.lstm4j.simd.internal.packing.LayerShape;
import java.util.Arrays;

/// The rows that a head stands on, one after the other, time after time: the hidden states of all steps that count, of each
/// sequence's last one, or their mean or largest values. Where they lie so already, nothing is copied.
public final class HeadInput {
    private final Head.Steps steps;
    private final Sequences sequences;
    private final LayerShape shape;
    private final float[] outputs;
    private final int maxRows;
    private float[] gathered = {};

    HeadInput(Head.Steps steps, LayerShape shape, ForwardBuffers buffers) {
        this.steps = steps;
        this.sequences = buffers.sequences();
        this.shape = shape;
        this.outputs = buffers.outputs(shape.layer());
        this.maxRows = steps == Head.Steps.EVERY
                ? Sizes.floats("session, batch times time", buffers.maxBatch(), buffers.maxTime())
                : buffers.maxBatch();
    }

    /// The most rows there can be.
    ///
    /// @return B, or B·T
    public int maxRows() {
        return maxRows;
    }

    /// How many rows there are.
    ///
    /// @return B, or the steps of all sequences that count
    public int rows() {
        return steps == Head.Steps.EVERY ? sequences.start(sequences.time()) : sequences.batch();
    }

    /// The array that they lie in.
    ///
    /// @return the layer's outputs, or a buffer
    public float[] array() {
        return gathers() ? gathered : outputs;
    }

    /// Where the first begins.
    ///
    /// @return its first float
    public int offset() {
        return gathers() ? 0 : slot(steps == Head.Steps.LAST ? sequences.time() : 1);
    }

    private boolean gathers() {
        return sequences.masked() || steps == Head.Steps.MEAN || steps == Head.Steps.MAX;
    }

    private int slot(int index) {
        return index * sequences.batch() * shape.outputWidth();
    }

    /// Copies what does not lie there yet.
    void gather() {
        if (!gathers()) {
            return;
        }
        int width = shape.outputWidth();
        if (gathered.length == 0) {
            gathered = new float[Sizes.floats("session, input of the head", maxRows, width)];
        }
        for (int t = 0; steps == Head.Steps.EVERY && t < sequences.time(); t++) {
            System.arraycopy(outputs, slot(t + 1), gathered, sequences.start(t) * width, sequences.active(t) * width);
        }
        for (int row = 0; steps != Head.Steps.EVERY && row < sequences.batch(); row++) {
            switch (steps) {
                case LAST -> System.arraycopy(outputs, slot(sequences.length(row)) + row * width, gathered, row * width,
                        width);
                case MEAN -> mean(row);
                default -> largest(row);
            }
        }
    }

    private void mean(int row) {
        int width = shape.outputWidth();
        int to = row * width;
        Arrays.fill(gathered, to, to + width, 0f);
        for (int t = 0; t < sequences.length(row); t++) {
            int from = slot(t + 1) + row * width;
            for (int i = 0; i < width; i++) {
                gathered[to + i] += outputs[from + i];
            }
        }
        for (int i = 0; i < width; i++) {
            gathered[to + i] /= sequences.length(row);
        }
    }

    private void largest(int row) {
        int width = shape.outputWidth();
        int to = row * width;
        Arrays.fill(gathered, to, to + width, Float.NEGATIVE_INFINITY);
        for (int t = 0; t < sequences.length(row); t++) {
            int from = slot(t + 1) + row * width;
            for (int i = 0; i < width; i++) {
                gathered[to + i] = Math.max(gathered[to + i], outputs[from + i]); // NaN wins
            }
        }
    }

    /// Whether gradients of the rows, laid out as the rows, are already gradients of the layer's outputs: of all steps,
    /// `[T, B, D·V]`, or of the last alone, `[B, D·V]`.
    ///
    /// @return false where [#spread] must take them there
    public boolean inPlace() {
        return !gathers();
    }

    /// Takes gradients of the rows back to gradients of the layer's outputs.
    ///
    /// @param dRows `[rows, D·V]`
    /// @param dOutputs out: `[T, B, D·V]`; steps that do not count are not written where each step has a row
    public void spread(float[] dRows, float[] dOutputs) {
        int width = shape.outputWidth();
        int slots = sequences.batch() * width;
        if (steps == Head.Steps.EVERY) {
            for (int t = 0; t < sequences.time(); t++) {
                System.arraycopy(dRows, sequences.start(t) * width, dOutputs, t * slots, sequences.active(t) * width);
            }
            return;
        }
        Arrays.fill(dOutputs, 0, sequences.time() * slots, 0f);
        for (int row = 0; row < sequences.batch(); row++) {
            int last = sequences.length(row) - 1;
            int from = row * width;
            switch (steps) {
                case LAST -> System.arraycopy(dRows, from, dOutputs, last * slots + from, width);
                case MEAN -> {
                    for (int t = 0; t <= last; t++) {
                        for (int i = 0; i < width; i++) {
                            dOutputs[t * slots + from + i] = dRows[from + i] / (last + 1);
                        }
                    }
                }
                default -> {
                    for (int i = 0; i < width; i++) {
                        dOutputs[timeOfLargest(row, i) * slots + from + i] = dRows[from + i];
                    }
                }
            }
        }
    }

    /// The first step at which a unit is as large as it gets, as PyTorch has it.
    private int timeOfLargest(int row, int unit) {
        int at = row * shape.outputWidth() + unit;
        int t = 0;
        while (t < sequences.length(row) - 1 && outputs[slot(t + 1) + at] != gathered[at]) {
            t++;
        }
        return t;
    }
}
