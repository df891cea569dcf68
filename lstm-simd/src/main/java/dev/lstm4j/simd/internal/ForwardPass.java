package dev.lstm4j.simd.internal;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Kernels;
import dev.lstm4j.Operand;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Runs a network forward: its buffers, sized once, and the order of its parts. Serves batches, streaming (a batch of one
/// row and one step whose states are carried), and training (which keeps what the way back needs). One user at a
/// time.
public final class ForwardPass {
    /// An inference projects the inputs of so many rows at a time: enough for the tiles, few enough for the cache.
    private static final int ROWS_AT_A_TIME = 256;

    private final PackedNetwork network;
    private final Architecture architecture;
    private final Kernels kernels;
    private final Workers workers;
    private final int maxBatch;
    private final int maxTime;
    private final float[] input;
    private final float[][] layerInputs;
    private final float[][] outputs;
    private final LayerForward[][] layers;
    private final Operand topRows;
    private final Operand headRows;
    private final LayerTransition transition;

    private int batch;
    private int time;
    private int layer;
    private int fromTime;
    private int toTime;
    private int chunkDirection;
    private final Workers.Job projectJob = this::project;
    private final Workers.Job recurJob = this::recur;
    private final Workers.Job headJob = this::head;

    /// Buffers for batches up to a size.
    ///
    /// @param network the weights
    /// @param workers who compute
    /// @param maxBatch the largest B
    /// @param maxTime the largest T
    /// @param kept whether gates and cell states of all steps are kept for the way back
    /// @param transition what happens to a layer's outputs on their way to the layer above, or null for nothing
    public ForwardPass(PackedNetwork network, Workers workers, int maxBatch, int maxTime, boolean kept,
            @Nullable LayerTransition transition) {
        if (maxBatch < 1 || maxTime < 1) {
            throw new IllegalArgumentException(
                    "session: expected a batch and a time of at least 1, found " + maxBatch + " and " + maxTime);
        }
        this.network = network;
        this.architecture = network.architecture();
        this.kernels = network.kernels();
        this.workers = workers;
        this.maxBatch = maxBatch;
        this.maxTime = maxTime;
        this.transition = transition == null ? LayerTransition.NONE : transition;
        int rows = Sizes.floats("session, batch times time", maxBatch, maxTime);
        // The product for the weights' gradient reads whole vectors, past the last row's end.
        int slack = network.shape(0).lanes();
        this.input = new float[Sizes.floats("session, input", (long) rows * architecture.inputSize() + slack)];
        int count = architecture.numLayers();
        this.outputs = new float[count][];
        this.layerInputs = new float[count][];
        this.layers = new LayerForward[count][architecture.directions()];
        int steps = kept ? maxTime : Math.clamp(ROWS_AT_A_TIME / maxBatch, 1, maxTime);
        for (int l = 0; l < count; l++) {
            LayerShape shape = network.shape(l);
            outputs[l] = new float[Sizes.floats("session, hidden states", maxTime + 2L, maxBatch, shape.outputWidth())];
            layerInputs[l] = l == 0 ? input : transition == null ? outputs[l - 1] : new float[outputs[l - 1].length];
            for (int d = 0; d < layers[l].length; d++) {
                LayerStates states = new LayerStates(shape, maxBatch, steps, kept);
                layers[l][d] = new LayerForward(network, l, d, states, layerInputs[l], outputs[l], workers.size());
            }
        }
        this.topRows = Operand.rows(outputs[count - 1], network.shape(count - 1).outputWidth());
        PackedHead linear = network.head();
        int headRowCount = linear == null ? 0 : linear.head().steps() == Head.Steps.LAST ? maxBatch : rows;
        int width = linear == null ? 0 : linear.width();
        this.headRows = Operand.rows(new float[Sizes.floats("session, answers", headRowCount, width)], width);
    }

    /// The input, time-major `[T, B, I]`, with a vector of slack at the end: to be filled before [#run].
    ///
    /// @return the buffer itself
    public float[] input() {
        return input;
    }

    /// The input of a layer, time-major with slots as [#outputs] has them; the lowest layer's is [#input].
    ///
    /// @param index the layer, from 0
    /// @return the buffer itself
    public float[] layerInput(int index) {
        return layerInputs[index];
    }

    /// Where time 0 begins in a layer's input.
    ///
    /// @param index the layer, from 0
    /// @param rows B of the current batch
    /// @return in floats
    public int layerInputOffset(int index, int rows) {
        return index == 0 ? 0 : rows * network.shape(index - 1).outputWidth();
    }

    /// A layer's outputs in time slots `[T + 2, B, D·U·N]`: slot t + 1 holds step t.
    ///
    /// @param index the layer, from 0
    /// @return the buffer itself
    public float[] outputs(int index) {
        return outputs[index];
    }

    /// The kept gates and cell states of a layer.
    ///
    /// @param index the layer, from 0
    /// @param direction 0 forward, 1 reverse
    /// @return the buffers themselves
    public LayerStates states(int index, int direction) {
        return layers[index][direction].states();
    }

    /// The head's answers, `[B, width]` or time-major `[T, B, width]`.
    ///
    /// @return the buffer itself; empty without a head
    public Operand headRows() {
        return headRows;
    }

    /// The largest batch.
    ///
    /// @return B
    public int maxBatch() {
        return maxBatch;
    }

    /// The longest sequence.
    ///
    /// @return T
    public int maxTime() {
        return maxTime;
    }

    /// Sets the states before the first step to zero.
    ///
    /// @param rows B
    /// @param steps T
    public void clearStates(int rows, int steps) {
        for (int l = 0; l < layers.length; l++) {
            LayerShape shape = network.shape(l);
            for (LayerForward forward : layers[l]) {
                int from = forward.startHidden(rows, steps);
                for (int row = 0; row < rows; row++) {
                    Arrays.fill(outputs[l], from + row * shape.outputWidth(),
                            from + row * shape.outputWidth() + shape.padded(), 0f);
                }
                int cell = forward.startCell(rows, steps);
                Arrays.fill(forward.states().cells(), cell, cell + rows * shape.padded(), 0f);
            }
        }
    }

    /// Sets the states before the first step.
    ///
    /// @param rows B
    /// @param steps T
    /// @param hidden `[L·D, B, H]`
    /// @param cell `[L·D, B, H]`
    public void setStates(int rows, int steps, float[] hidden, float[] cell) {
        clearStates(rows, steps);
        copyStates(rows, steps, hidden, cell, true, true);
    }

    /// Reads the states after the last step.
    ///
    /// @param rows B
    /// @param steps T
    /// @param hidden out: `[L·D, B, H]`
    /// @param cell out: `[L·D, B, H]`
    public void getStates(int rows, int steps, float[] hidden, float[] cell) {
        copyStates(rows, steps, hidden, cell, false, false);
    }

    /// Reads the states that a streaming session goes on from.
    ///
    /// @param hidden out: `[L·D, H]`
    /// @param cell out: `[L·D, H]`
    public void getCarriedStates(float[] hidden, float[] cell) {
        copyStates(1, 1, hidden, cell, true, false);
    }

    private void copyStates(int rows, int steps, float[] hidden, float[] cell, boolean start,
            boolean in) {
        int size = architecture.hiddenSize();
        int at = 0;
        for (int l = 0; l < layers.length; l++) {
            LayerShape shape = network.shape(l);
            for (LayerForward forward : layers[l]) {
                int h = start ? forward.startHidden(rows, steps) : forward.endHidden(rows, steps);
                int c = start ? forward.startCell(rows, steps) : forward.endCell(rows, steps);
                for (int row = 0; row < rows; row++, at += size) {
                    copy(in, hidden, at, outputs[l], h + row * shape.outputWidth(), size);
                    copy(in, cell, at, forward.states().cells(), c + row * shape.padded(), size);
                }
            }
        }
    }

    private static void copy(boolean in, float[] outside, int outsideOffset, float[] inside, int insideOffset,
            int length) {
        if (in) {
            System.arraycopy(outside, outsideOffset, inside, insideOffset, length);
        } else {
            System.arraycopy(inside, insideOffset, outside, outsideOffset, length);
        }
    }

    /// Makes the states after the last step those before the first step of the next run. For inference, whose cell states
    /// stay where they are.
    ///
    /// @param rows B
    /// @param steps T
    public void carryStates(int rows, int steps) {
        for (int l = 0; l < layers.length; l++) {
            LayerShape shape = network.shape(l);
            for (LayerForward forward : layers[l]) {
                int from = forward.endHidden(rows, steps);
                int to = forward.startHidden(rows, steps);
                for (int row = 0; row < rows; row++) {
                    System.arraycopy(outputs[l], from + row * shape.outputWidth(), outputs[l],
                            to + row * shape.outputWidth(), shape.padded());
                }
            }
        }
    }

    /// Runs the batch in [#input] from the states that were set.
    ///
    /// @param rows B, at most the largest batch
    /// @param steps T, at most the longest sequence
    public void run(int rows, int steps) {
        batch = rows;
        time = steps;
        for (layer = 0; layer < layers.length; layer++) {
            if (layer > 0) {
                transition.forward(network.shape(layer), outputs[layer - 1], layerInputs[layer], rows, steps);
            }
            for (chunkDirection = 0; chunkDirection < layers[layer].length; chunkDirection++) {
                runDirection(layers[layer][chunkDirection].states().rows() / batch);
            }
        }
        if (network.head() != null) {
            workers.run(headJob);
        }
    }

    private void runDirection(int stepsAtATime) {
        for (int done = 0; done < time; done += stepsAtATime) {
            int length = Math.min(stepsAtATime, time - done);
            fromTime = chunkDirection == 0 ? done : time - done - length;
            toTime = fromTime + length;
            workers.run(projectJob);
            workers.run(recurJob);
        }
    }

    private void project(int member, int members) {
        int rows = (toTime - fromTime) * batch;
        layers[layer][chunkDirection].projectInputs(batch, fromTime, Workers.share(rows, member, members),
                Workers.share(rows, member + 1, members), layerInputOffset(layer, batch));
    }

    private void recur(int member, int members) {
        layers[layer][chunkDirection].recur(member, batch, fromTime, toTime, Workers.share(batch, member, members),
                Workers.share(batch, member + 1, members));
    }

    private void head(int member, int members) {
        PackedHead packed = network.head();
        if (packed == null) {
            return;
        }
        boolean last = packed.head().steps() == Head.Steps.LAST;
        int rows = last ? batch : time * batch;
        int firstRow = Workers.share(rows, member, members);
        int count = Workers.share(rows, member + 1, members) - firstRow;
        int width = packed.width();
        for (int row = firstRow; row < firstRow + count; row++) {
            System.arraycopy(packed.bias(), 0, headRows.array(), row * width, width);
        }
        int outputWidth = packed.below().outputWidth();
        int from = ((last ? time : 1) * batch + firstRow) * outputWidth;
        kernels.product(count, topRows, from, packed.weights(), 0,
                packed.weights().panels(), 0, outputWidth, headRows, firstRow * width);
    }

    /// Copies the network's answers out of the padded, time-major buffers.
    ///
    /// @param y out: `[B, O]`, or `[B, T, O]` without a head or with one on every step
    public void readAnswers(float[] y) {
        int size = architecture.outputSize();
        int steps = architecture.outputSteps(time);
        PackedHead packed = network.head();
        if (packed != null) {
            for (int row = 0; row < batch; row++) {
                for (int t = 0; t < steps; t++) {
                    System.arraycopy(headRows.array(), (t * batch + row) * packed.width(), y, (row * steps + t) * size,
                            size);
                }
            }
            return;
        }
        LayerShape shape = network.shape(layers.length - 1);
        int hidden = shape.hidden();
        for (int row = 0; row < batch; row++) {
            for (int t = 0; t < steps; t++) {
                int from = ((t + 1) * batch + row) * shape.outputWidth();
                for (int d = 0; d < shape.directions(); d++) {
                    System.arraycopy(outputs[layers.length - 1], from + d * shape.padded(), y,
                            (row * steps + t) * size + d * hidden, hidden);
                }
            }
        }
    }

    /// Copies a batch-first input into the time-major buffer.
    ///
    /// @param rows B
    /// @param steps T
    /// @param x `[B, T, I]`
    public void writeInput(int rows, int steps, float[] x) {
        int features = architecture.inputSize();
        for (int row = 0; row < rows; row++) {
            for (int t = 0; t < steps; t++) {
                System.arraycopy(x, (row * steps + t) * features, input, (t * rows + row) * features, features);
            }
        }
    }
}
