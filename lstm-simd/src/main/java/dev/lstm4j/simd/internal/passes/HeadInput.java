package dev.lstm4j.simd.internal.passes;

import dev.lstm4j.Head;
import dev.lstm4j.simd.internal.Sizes;
import dev.lstm4j.simd.internal.packing.LayerShape;
import java.util.Arrays;

/// The rows that the head reads: hidden states of the top layer, selected or pooled according to [Head.Steps]. If they
/// are contiguous in the layer's outputs, nothing is copied.
public final class HeadInput {
    private final Head.Steps steps;
    private final Sequences sequences;
    private final LayerShape shape;
    private final float[] outputs;
    private final int maxRows;
    private float[] gathered = {};

    HeadInput(Head.Steps steps, LayerShape shape, ForwardBuffers buffers) {
        this.steps = steps == Head.Steps.FINAL && shape.directions() == 1 ? Head.Steps.LAST : steps;
        this.sequences = buffers.sequences();
        this.shape = shape;
        this.outputs = buffers.outputs(shape.layer());
        this.maxRows = hasEveryStep()
                ? Sizes.floats("session, batch times time", buffers.maxBatch(), buffers.maxTime())
                : buffers.maxBatch();
    }

    private boolean hasEveryStep() {
        return switch (steps) {
            case EVERY -> true;
            case LAST, FINAL, MEAN, MAX -> false;
        };
    }

    /// The largest number of rows.
    ///
    /// @return B, or B·T
    public int maxRows() {
        return maxRows;
    }

    /// The number of rows.
    ///
    /// @return B, or the number of valid steps of all sequences
    public int rows() {
        return hasEveryStep() ? sequences.start(sequences.time()) : sequences.batch();
    }

    /// The array that contains the rows.
    ///
    /// @return the layer's outputs, or a buffer
    public float[] array() {
        return gathers() ? gathered : outputs;
    }

    /// The offset of the first row.
    ///
    /// @return its index in [#array]
    public int offset() {
        return gathers() ? 0 : slot(hasEveryStep() ? 1 : sequences.time());
    }

    private boolean gathers() {
        return sequences.masked() || switch (steps) {
            case LAST, EVERY -> false;
            case FINAL, MEAN, MAX -> true;
        };
    }

    /// The offset of a time slot: slot t + 1 holds step t.
    private int slot(int index) {
        return index * sequences.batch() * shape.outputWidth();
    }

    /// Copies or pools the rows, unless they are contiguous already.
    void gather() {
        if (!gathers()) {
            return;
        }
        int width = shape.outputWidth();
        if (gathered.length == 0) {
            gathered = new float[Sizes.floats("session, input of the head", maxRows, width)];
        }
        if (hasEveryStep()) {
            for (int t = 0; t < sequences.time(); t++) {
                System.arraycopy(outputs, slot(t + 1), gathered, sequences.start(t) * width,
                        sequences.active(t) * width);
            }
            return;
        }
        for (int row = 0; row < sequences.batch(); row++) {
            gather(row);
        }
    }

    private void gather(int row) {
        int width = shape.outputWidth();
        int at = row * width;
        int last = slot(sequences.length(row)) + at;
        switch (steps) {
            case LAST -> System.arraycopy(outputs, last, gathered, at, width);
            case FINAL -> {
                int half = shape.statePadded();
                System.arraycopy(outputs, last, gathered, at, half);
                System.arraycopy(outputs, slot(1) + at + half, gathered, at + half, half);
            }
            case MEAN -> mean(row);
            case MAX -> largest(row);
            case EVERY -> throw new IllegalStateException("head: expected one row a sequence, found " + steps);
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
                gathered[to + i] = Math.max(gathered[to + i], outputs[from + i]); // NaN if any value is NaN
            }
        }
    }

    /// Whether the gradients of the rows can be used as gradients of the layer's outputs without being moved: those of
    /// all steps, `[T, B, D·V]`; or, with one row per sequence, those of the step [#stepOfRow] of each direction, `[B,
    /// D·V]`.
    ///
    /// @return false if [#spread] must move them
    public boolean inPlace() {
        return !sequences.masked() && switch (steps) {
            case LAST, FINAL, EVERY -> true;
            case MEAN, MAX -> false;
        };
    }

    /// The step whose hidden state the head reads, if it reads one step of each direction and there is no mask.
    ///
    /// @param direction 0 forward, 1 reverse
    /// @return the last step; the first step for the reverse direction of a head on the final states
    public int stepOfRow(int direction) {
        int last = sequences.time() - 1;
        return switch (steps) {
            case LAST -> last;
            case FINAL -> direction == 0 ? last : 0;
            case EVERY, MEAN, MAX -> throw new IllegalStateException(
                    "head: expected one step a sequence, found " + steps);
        };
    }

    /// Moves the gradients of the rows to those of the layer's outputs.
    ///
    /// @param dRows `[rows, D·V]`
    /// @param dOutputs out: `[T, B, D·V]`; invalid steps are not written if the head reads every step
    public void spread(float[] dRows, float[] dOutputs) {
        int width = shape.outputWidth();
        int slots = sequences.batch() * width;
        if (hasEveryStep()) {
            for (int t = 0; t < sequences.time(); t++) {
                System.arraycopy(dRows, sequences.start(t) * width, dOutputs, t * slots, sequences.active(t) * width);
            }
            return;
        }
        Arrays.fill(dOutputs, 0, sequences.time() * slots, 0f);
        for (int row = 0; row < sequences.batch(); row++) {
            spread(row, slots, dRows, dOutputs);
        }
    }

    private void spread(int row, int slots, float[] dRows, float[] dOutputs) {
        int width = shape.outputWidth();
        int from = row * width;
        int last = sequences.length(row) - 1;
        switch (steps) {
            case LAST -> System.arraycopy(dRows, from, dOutputs, last * slots + from, width);
            case FINAL -> {
                int half = shape.statePadded();
                System.arraycopy(dRows, from, dOutputs, last * slots + from, half);
                System.arraycopy(dRows, from + half, dOutputs, from + half, half);
            }
            case MEAN -> {
                for (int t = 0; t <= last; t++) {
                    for (int i = 0; i < width; i++) {
                        dOutputs[t * slots + from + i] = dRows[from + i] / (last + 1);
                    }
                }
            }
            case MAX -> {
                for (int i = 0; i < width; i++) {
                    dOutputs[timeOfLargest(row, i) * slots + from + i] = dRows[from + i];
                }
            }
            case EVERY -> throw new IllegalStateException("head: expected one row a sequence, found " + steps);
        }
    }

    /// The first step at which a unit has its largest value, as in PyTorch.
    private int timeOfLargest(int row, int unit) {
        int at = row * shape.outputWidth() + unit;
        int t = 0;
        while (t < sequences.length(row) - 1 && outputs[slot(t + 1) + at] != gathered[at]) {
            t++;
        }
        return t;
    }
}
