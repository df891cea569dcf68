package dev.lstm4j.simd.internal.passes;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Mask;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.engine.Product;
import dev.lstm4j.simd.internal.Sizes;
import dev.lstm4j.simd.internal.packing.LayerShape;
import dev.lstm4j.simd.internal.packing.PackedHead;
import dev.lstm4j.simd.internal.packing.PackedLayer;
import dev.lstm4j.simd.internal.packing.PackedNetwork;
import dev.lstm4j.simd.internal.packing.Strategy;
import dev.lstm4j.simd.internal.passes.LayerStates.Keep;
import dev.lstm4j.simd.internal.threads.Workers;
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
    private final @Nullable HeadInput headInput;
    private final float[] headRows;
    private final Product[] headProducts;
    private final LayerTransition transition;
    private final Sequences sequences;
    private final RecurrentFactors[][] factors;
    private float[] gathered = {};
    private int[] tokens = {};
    private boolean fromOwnStates;

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
    /// @param kept what of all steps is kept
    /// @param transition what happens to a layer's outputs on their way to the layer above, or null for nothing
    public ForwardPass(PackedNetwork network, Workers workers, int maxBatch, int maxTime, Keep kept,
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
        this.sequences = new Sequences(maxBatch, maxTime);
        int count = architecture.numLayers();
        this.outputs = new float[count][];
        this.dropped = new float[count][];
        this.inputs = new LayerInput[count];
        this.layers = new LayerForward[count][architecture.directions()];
        boolean drops = kept == Keep.FOR_TRAINING && architecture.recurrentDropout() > 0;
        this.factors = new RecurrentFactors[drops ? count : 0][architecture.directions()];
        for (int l = 0; l < count; l++) {
            LayerShape shape = network.shape(l);
            outputs[l] = new float[Sizes.floats("session, hidden states", maxTime + 2L, maxBatch, shape.outputWidth())];
            dropped[l] = l == 0 ? new float[0] : transition == null ? outputs[l - 1] : new float[outputs[l - 1].length];
            inputs[l] = new LayerInput();
            for (int d = 0; d < layers[l].length; d++) {
                if (drops) {
                    factors[l][d] = new RecurrentFactors(shape, d, maxBatch, maxTime);
                }
                layers[l][d] = new LayerForward(network, l, d, states(shape, kept), inputs[l], outputs[l],
                        sequences, recurrentFactors(l, d), workers);
            }
        }
        PackedHead linear = network.head();
        this.headInput = linear == null
                ? null
                : new HeadInput(linear.head().steps(), sequences, linear.below(), outputs[count - 1], maxBatch,
                        maxTime);
        int headRowCount = headInput == null ? 0 : headInput.maxRows();
        int width = linear == null ? 0 : linear.width();
        this.headRows = new float[Sizes.floats("session, answers", headRowCount, width)];
        this.headProducts = new Product[workers.size()];
        Arrays.setAll(headProducts, _ -> new Product());
    }

    private LayerStates states(LayerShape shape, Keep kept) {
        if (kept != Keep.NOTHING) {
            return LayerStates.ofSteps(shape, maxBatch, maxTime, kept);
        }
        if (Strategy.projected(shape)) {
            return LayerStates.ofSteps(shape, maxBatch, Math.clamp(ROWS_AT_A_TIME / maxBatch, 1, maxTime), kept);
        }
        if (shape.wholeRows()) {
            return LayerStates.ofSteps(shape, maxBatch, 1, kept);
        }
        return LayerStates.ofBlock(shape, maxBatch, workers.size());
    }

    /// What the hidden states of a direction of a layer are multiplied with on their way to the next step.
    ///
    /// @param index the layer, from 0
    /// @param direction 0 forward, 1 reverse
    /// @return null where nothing drops
    public @Nullable RecurrentFactors recurrentFactors(int index, int direction) {
        return factors.length == 0 ? null : factors[index][direction];
    }

    /// Where a layer's inputs lie in the current batch.
    ///
    /// @param index the layer, from 0
    /// @return the place
    public LayerInput input(int index) {
        return inputs[index];
    }

    /// The rows and steps of the current batch.
    ///
    /// @return the same object for each batch
    public Sequences sequences() {
        return sequences;
    }

    /// A layer's outputs in time slots `[T + 2, B, D·V]`: slot t + 1 holds step t.
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

    /// Takes a batch; to be called before its states are set.
    ///
    /// @param rows B, at most the largest batch
    /// @param steps T, at most the longest sequence
    /// @param mask which steps count; null for all
    /// @throws IllegalArgumentException where the mask is one of another batch
    public void begin(int rows, int steps, @Nullable Mask mask) {
        sequences.set(rows, steps, mask);
    }

    /// Sets the states before the first step to the network's own: zero, where they are no parameters.
    public void clearStates() {
        fromOwnStates = true;
        for (int l = 0; l < layers.length; l++) {
            LayerShape shape = network.shape(l);
            for (int d = 0; d < layers[l].length; d++) {
                LayerForward forward = layers[l][d];
                PackedLayer packed = network.layer(l, d);
                for (int row = 0; row < sequences.batch(); row++) {
                    System.arraycopy(packed.startHidden(), 0, outputs[l], forward.startHidden(row),
                            shape.statePadded());
                    System.arraycopy(packed.startCell(), 0, forward.states().cells(), forward.startCell(row),
                            shape.padded());
                }
            }
        }
    }

    /// Whether the run began with the network's own states, and with trainable ones.
    ///
    /// @return true where they have gradients
    public boolean beganTrainable() {
        return fromOwnStates && architecture.trainableStates();
    }

    /// Sets the states before the first step.
    ///
    /// @param hidden `[L·D, B, P]`
    /// @param cell `[L·D, B, H]`; not read where the cell has none
    public void setStates(float[] hidden, float[] cell) {
        clearStates();
        fromOwnStates = false;
        copyStates(hidden, cell, 0, true);
    }

    /// Reads the states after the last step.
    ///
    /// @param hidden out: `[L·D, B, P]`
    /// @param cell out: `[L·D, B, H]`; not written where the cell has none
    public void getStates(float[] hidden, float[] cell) {
        copyStates(hidden, cell, Integer.MAX_VALUE, false);
    }

    /// Reads the states after some of the steps of a run that kept them, in one direction.
    ///
    /// @param steps how many; where a sequence has fewer, after its last
    /// @param hidden out: `[L, B, P]`
    /// @param cell out: `[L, B, H]`; not written where the cell has none
    public void getStatesAfter(int steps, float[] hidden, float[] cell) {
        copyStates(hidden, cell, steps, false);
    }

    /// Reads the states that a streaming session goes on from.
    ///
    /// @param hidden out: `[L·D, P]`
    /// @param cell out: `[L·D, H]`; not written where the cell has none
    public void getCarriedStates(float[] hidden, float[] cell) {
        copyStates(hidden, cell, 0, false);
    }

    private void copyStates(float[] hidden, float[] cell, int steps, boolean in) {
        int state = architecture.stateSize();
        int units = architecture.hiddenSize();
        boolean keepsHidden = network.cell().keepsHidden();
        int first = 0;
        for (int l = 0; l < layers.length; l++) {
            for (LayerForward forward : layers[l]) {
                float[] cells = forward.states().cells();
                for (int row = 0; row < sequences.batch(); row++) {
                    int at = first + sequences.outerRow(row);
                    int h = forward.hiddenAfter(row, steps);
                    int c = forward.cellAfter(row, steps);
                    copy(in, hidden, at * state, outputs[l], h, state);
                    if (!architecture.cell().states().isEmpty()) {
                        copy(in, cell, at * units, cells, c, units);
                    } else if (in && keepsHidden) {
                        copy(true, hidden, at * units, cells, c, units);
                    }
                }
                first += sequences.batch();
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
    public void carryStates() {
        for (int l = 0; l < layers.length; l++) {
            LayerShape shape = network.shape(l);
            for (LayerForward forward : layers[l]) {
                for (int row = 0; row < sequences.batch(); row++) {
                    System.arraycopy(outputs[l], forward.endHidden(row), outputs[l], forward.startHidden(row),
                            shape.statePadded());
                }
            }
        }
    }

    /// Runs the batch from the states that were set.
    ///
    /// @param x `[B, T, I]`, read where it lies until the way back is done
    /// @param finalStates whether the states after the last step are asked for: a head on the last step alone needs of the
    ///        reverse direction only its first step
    public void run(float[] x, boolean finalStates) {
        int rows = sequences.batch();
        int steps = sequences.time();
        PackedHead head = network.head();
        boolean last = head != null && head.head().steps() == Head.Steps.LAST;
        onlyLast = last && !finalStates && !sequences.masked();
        for (layer = 0; layer < layers.length; layer++) {
            LayerShape shape = network.shape(layer);
            int width = shape.inputWidth();
            if (layer > 0) {
                transition.forward(shape, outputs[layer - 1], dropped[layer], rows, steps);
                inputs[layer].set(dropped[layer], rows * width, rows * width, width);
            } else if (sequences.masked() || architecture.numEmbeddings() > 0) {
                gather(x);
                inputs[0].set(gathered, 0, rows * width, width);
            } else {
                inputs[0].set(x, 0, width, steps * width);
            }
            // Sharing by units the threads meet at each step, sharing by rows only at the end.
            int meetings = Strategy.byUnits(shape, workers.size()) ? steps : 1;
            workers.run(layerJob,
                    Strategy.members(shape.weights() * sequences.start(steps) / meetings, workers.size()));
        }
        if (head != null && headInput != null) {
            headInput.gather();
            long size = (long) head.weights().data().length * headInput.rows();
            workers.run(headJob, Strategy.members(size, workers.size()));
        }
    }

    /// Copies the steps that count, or what their tokens become, time-major, in the inner order of rows.
    private void gather(float[] x) {
        int width = architecture.inputSize();
        int batch = sequences.batch();
        if (gathered.length == 0) {
            gathered = new float[Sizes.floats("session, input", maxBatch, maxTime, width)];
        }
        if (architecture.numEmbeddings() > 0) {
            readTokens(x);
        }
        for (int row = 0; row < batch; row++) {
            int outer = sequences.outerRow(row) * sequences.outerTime();
            for (int t = 0; t < sequences.length(row); t++) {
                boolean embeds = tokens.length > 0;
                int from = (embeds ? tokens[t * batch + row] : outer + sequences.outerStep(row, t)) * width;
                System.arraycopy(embeds ? network.embedding() : x, from, gathered, (t * batch + row) * width, width);
            }
        }
    }

    private void readTokens(float[] x) {
        int batch = sequences.batch();
        if (tokens.length == 0) {
            tokens = new int[maxBatch * maxTime];
        }
        for (int row = 0; row < batch; row++) {
            for (int t = 0; t < sequences.length(row); t++) {
                int outer = sequences.outerRow(row) * sequences.outerTime() + sequences.outerStep(row, t);
                int token = (int) x[outer];
                if (token != x[outer] || token < 0 || token >= architecture.numEmbeddings()) {
                    throw new IllegalArgumentException("x: expected tokens from 0 to "
                            + (architecture.numEmbeddings() - 1) + ", found " + x[outer] + " in sequence "
                            + sequences.outerRow(row) + " at step " + sequences.outerStep(row, t));
                }
                tokens[t * batch + row] = token;
            }
        }
    }

    /// The tokens of the current batch.
    ///
    /// @return `[T, B]`, set where a row goes on; empty where inputs are numbers themselves
    public int[] tokens() {
        return tokens;
    }

    /// The rows that the head stands on.
    ///
    /// @return null without a head
    public @Nullable HeadInput headInput() {
        return headInput;
    }

    /// The first time that a direction of a layer ran at: after a run that asked for no final states, the reverse
    /// direction under a head on the last step ran at that step alone.
    ///
    /// @param index the layer, from 0
    /// @param direction 0 forward, 1 reverse
    /// @return 0, or T - 1
    public int firstTime(int index, int direction) {
        return onlyLast && direction == 1 && index == layers.length - 1 ? sequences.time() - 1 : 0;
    }

    private void layer(int member, int members) {
        for (int d = 0; d < layers[layer].length; d++) {
            layers[layer][d].run(member, members, firstTime(layer, d), sequences.time());
        }
    }

    private void head(int member, int members) {
        PackedHead packed = network.head();
        if (packed == null || headInput == null) {
            return;
        }
        int rows = headInput.rows();
        int firstRow = Workers.share(rows, member, members);
        int width = packed.width();
        int outputWidth = packed.below().outputWidth();
        Product product = headProducts[member];
        product.rows = Workers.share(rows, member + 1, members) - firstRow;
        product.left(headInput.array(), headInput.offset() + firstRow * outputWidth, outputWidth, outputWidth);
        product.from(packed.bias(), 0, 0, packed.weights().column(1));
        product.to(headRows, firstRow * width, width, packed.weights().column(1));
        kernels.product(product, packed.weights(), 0, packed.weights().panels());
    }

    /// Copies the network's answers out of the padded, time-major buffers; those of steps that do not count are 0.
    ///
    /// @param y out: `[B, O]`, or `[B, T, O]` without a head or with one on every step
    public void readAnswers(float[] y) {
        int size = architecture.outputSize();
        int batch = sequences.batch();
        int steps = architecture.outputSteps(sequences.outerTime());
        boolean one = network.head() != null && !network.head().head().everyStep();
        if (sequences.masked() && !one) {
            Arrays.fill(y, 0, batch * steps * size, 0f);
        }
        for (int row = 0; row < batch; row++) {
            int outer = sequences.outerRow(row) * steps;
            int length = one ? 1 : sequences.length(row);
            for (int t = 0; t < length; t++) {
                readAnswer(t, row, y, (outer + (one ? 0 : sequences.outerStep(row, t))) * size);
            }
        }
    }

    /// The same as predictions: what the head says becomes of its numbers.
    ///
    /// @param y out: as above
    public void readPredictions(float[] y) {
        readAnswers(y);
        PackedHead packed = network.head();
        if (packed != null && packed.head().output() != Head.Output.LINEAR) {
            HeadOutput.apply(packed.head(), kernels, y,
                    sequences.batch() * architecture.outputSteps(sequences.outerTime()));
        }
    }

    private void readAnswer(int t, int row, float[] y, int at) {
        PackedHead packed = network.head();
        if (packed != null) {
            System.arraycopy(headRows, (sequences.start(t) + row) * packed.width(), y, at, packed.head().outputSize());
            return;
        }
        int top = layers.length - 1;
        LayerShape shape = network.shape(top);
        int from = ((t + 1) * sequences.batch() + row) * shape.outputWidth();
        for (int d = 0; d < shape.directions(); d++) {
            System.arraycopy(outputs[top], from + d * shape.statePadded(), y, at + d * shape.state(), shape.state());
        }
    }
}
