package dev.lstm4j.simd.internal;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Kernels;
import dev.lstm4j.Product;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Runs a network forward: its buffers, sized once, and the order of its parts. Serves batches, streaming (a batch of one
/// row and one step whose states are carried), and training (which keeps what the way back needs). One user at a
/// time.
public final class ForwardPass {
    /// Of weights that no cache holds, an inference multiplies the inputs of so many rows at a time.
    private static final int ROWS_AT_A_TIME = 256;

    private final PackedNetwork network;
    private final Architecture architecture;
    private final Kernels kernels;
    private final Workers workers;
    private final int maxBatch;
    private final int maxTime;
    private final LayerInput[] inputs;
    private final float[][] dropped;
    private final float[][] outputs;
    private final LayerForward[][] layers;
    private final float[] headRows;
    private final Product[] headProducts;
    private final LayerTransition transition;

    private int batch;
    private int time;
    private int layer;
    private boolean onlyLast;
    private final Workers.Job layerJob = this::layer;
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
        int count = architecture.numLayers();
        this.outputs = new float[count][];
        this.dropped = new float[count][];
        this.inputs = new LayerInput[count];
        this.layers = new LayerForward[count][architecture.directions()];
        for (int l = 0; l < count; l++) {
            LayerShape shape = network.shape(l);
            outputs[l] = new float[Sizes.floats("session, hidden states", maxTime + 2L, maxBatch, shape.outputWidth())];
            dropped[l] = l == 0 ? new float[0] : transition == null ? outputs[l - 1] : new float[outputs[l - 1].length];
            inputs[l] = new LayerInput();
            for (int d = 0; d < layers[l].length; d++) {
                layers[l][d] = new LayerForward(network, l, d, states(shape, kept), inputs[l], outputs[l], workers);
            }
        }
        PackedHead linear = network.head();
        int headRowCount = linear == null ? 0 : linear.head().steps() == Head.Steps.LAST ? maxBatch : rows;
        int width = linear == null ? 0 : linear.width();
        this.headRows = new float[Sizes.floats("session, answers", headRowCount, width)];
        this.headProducts = new Product[workers.size()];
        Arrays.setAll(headProducts, _ -> new Product());
    }

    private LayerStates states(LayerShape shape, boolean kept) {
        if (kept) {
            return LayerStates.ofSteps(shape, maxBatch, maxTime, true);
        }
        if (Strategy.projected(shape)) {
            return LayerStates.ofSteps(shape, maxBatch, Math.clamp(ROWS_AT_A_TIME / maxBatch, 1, maxTime), false);
        }
        return LayerStates.ofBlock(shape, maxBatch, workers.size());
    }

    /// Where a layer's inputs lie in the current batch.
    ///
    /// @param index the layer, from 0
    /// @return the place
    public LayerInput input(int index) {
        return inputs[index];
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

    /// Runs a batch from the states that were set.
    ///
    /// @param x `[B, T, I]`, read where it lies until the way back is done
    /// @param rows B, at most the largest batch
    /// @param steps T, at most the longest sequence
    /// @param finalStates whether the states after the last step are asked for: a head on the last step alone needs of the
    ///        reverse direction only its first step
    public void run(float[] x, int rows, int steps, boolean finalStates) {
        batch = rows;
        time = steps;
        PackedHead head = network.head();
        onlyLast = head != null && head.head().steps() == Head.Steps.LAST && !finalStates;
        for (layer = 0; layer < layers.length; layer++) {
            LayerShape shape = network.shape(layer);
            int width = shape.inputWidth();
            if (layer == 0) {
                inputs[0].set(x, 0, width, steps * width);
            } else {
                transition.forward(shape, outputs[layer - 1], dropped[layer], rows, steps);
                inputs[layer].set(dropped[layer], rows * width, rows * width, width);
            }
            // Sharing by units the threads meet at each step, sharing by rows only at the end.
            int meetings = Strategy.byUnits(shape, workers.size()) ? steps : 1;
            workers.run(layerJob, Strategy.members(shape.weights() * rows * steps / meetings, workers.size()));
        }
        if (head != null) {
            long size = (long) head.weights().data().length * rows
                    * (head.head().steps() == Head.Steps.LAST ? 1 : steps);
            workers.run(headJob, Strategy.members(size, workers.size()));
        }
    }

    /// The first time that a direction of a layer ran at: after a run that asked for no final states, the reverse
    /// direction under a head on the last step ran at that step alone.
    ///
    /// @param index the layer, from 0
    /// @param direction 0 forward, 1 reverse
    /// @return 0, or T - 1
    public int firstTime(int index, int direction) {
        return onlyLast && direction == 1 && index == layers.length - 1 ? time - 1 : 0;
    }

    private void layer(int member, int members) {
        for (int d = 0; d < layers[layer].length; d++) {
            layers[layer][d].run(member, members, batch, firstTime(layer, d), time);
        }
    }

    private void head(int member, int members) {
        PackedHead packed = network.head();
        if (packed == null) {
            return;
        }
        boolean last = packed.head().steps() == Head.Steps.LAST;
        int rows = last ? batch : time * batch;
        int firstRow = Workers.share(rows, member, members);
        int width = packed.width();
        int outputWidth = packed.below().outputWidth();
        Product product = headProducts[member];
        product.rows = Workers.share(rows, member + 1, members) - firstRow;
        product.left(outputs[layers.length - 1], ((last ? time : 1) * batch + firstRow) * outputWidth, outputWidth,
                outputWidth);
        product.from(packed.bias(), 0, 0, packed.weights().column(1));
        product.to(headRows, firstRow * width, width, packed.weights().column(1));
        kernels.product(product, packed.weights(), 0, packed.weights().panels());
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
                    System.arraycopy(headRows, (t * batch + row) * packed.width(), y, (row * steps + t) * size,
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
}
