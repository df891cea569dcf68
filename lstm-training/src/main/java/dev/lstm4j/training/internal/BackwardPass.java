package dev.lstm4j.training.internal;

import dev.lstm4j.States;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.engine.PackedMatrix;
import dev.lstm4j.engine.Product;
import dev.lstm4j.simd.internal.Sizes;
import dev.lstm4j.simd.internal.packing.LayerShape;
import dev.lstm4j.simd.internal.packing.PackedHead;
import dev.lstm4j.simd.internal.packing.PackedNetwork;
import dev.lstm4j.simd.internal.packing.Strategy;
import dev.lstm4j.simd.internal.passes.ForwardBuffers;
import dev.lstm4j.simd.internal.passes.ForwardPass;
import dev.lstm4j.simd.internal.passes.HeadInput;
import dev.lstm4j.simd.internal.passes.Sequences;
import dev.lstm4j.simd.internal.threads.Workers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The backward pass of a network after a [ForwardPass] that kept its gates, with buffers allocated once. From the
/// head down, each layer gets the gradient of its outputs, runs the backward time loop and computes the gradient of its
/// inputs; the gradients of all weights follow at the end.
public final class BackwardPass {
    private final PackedNetwork network;
    private final Kernels kernels;
    private final ForwardPass forward;
    private final ForwardBuffers buffers;
    private final Workers workers;
    private final @Nullable Dropout dropout;
    private final boolean inputGradients;
    private final boolean embeds;
    private final LayerBackward[][] layers;
    private final float[][] dOutputs;
    private final float[] dInputRows;
    private final int dInputWidth;
    private final @Nullable PackedMatrix headWeights;
    private final float[] dHead;
    private final float[] zeros;
    private final Product[] headProducts;
    private final WeightGradients[] weightGradients;
    private final boolean oneAnswer;
    private final @Nullable HeadInput headInput;
    private final float[] dInput;
    private final Sequences sequences;
    private float[] dHeadInput = {};
    private float[] dSpread = {};

    private final GradientFlow[] flows = {new GradientFlow(), new GradientFlow()};
    private int layer;
    private boolean wantStart;
    private float[] gradients = {};
    private float[] parameters = {};
    private final Workers.Job packJob = this::pack;
    private final Workers.Job headJob = this::head;
    private final Workers.Job recurJob = this::recur;
    private final Workers.Job gradientJob = this::weights;

    /// Allocates buffers for the largest batch of the forward pass.
    ///
    /// @param network the weights
    /// @param forward the forward pass
    /// @param workers the threads
    /// @param dropout the dropout between the layers, or null
    /// @param inputGradients whether to compute the gradient of the lowest layer's input
    public BackwardPass(PackedNetwork network, ForwardPass forward, Workers workers, @Nullable Dropout dropout,
            boolean inputGradients) {
        this.network = network;
        this.kernels = network.kernels();
        this.forward = forward;
        this.buffers = forward.buffers();
        this.workers = workers;
        this.sequences = buffers.sequences();
        this.dropout = dropout;
        this.inputGradients = inputGradients;
        this.embeds = network.architecture().numEmbeddings() > 0;
        boolean lowest = inputGradients || embeds;
        int count = network.architecture().numLayers();
        int directions = network.architecture().directions();
        int rows = Sizes.floats("session, batch times time", buffers.maxBatch(), buffers.maxTime());
        PackedHead head = network.head();
        this.oneAnswer = head != null && !head.head().everyStep();
        this.headInput = forward.headInput();
        this.headWeights = head == null ? null : TransposedWeights.forHead(head);
        int headWidth = head == null ? 0 : head.width();
        this.dHead = new float[Sizes.floats("session, gradients of the outputs", oneAnswer ? buffers.maxBatch() : rows,
                headWidth)];
        this.layers = new LayerBackward[count][directions];
        this.dOutputs = new float[count][];
        this.dInput = new float[inputGradients ? rows * network.architecture().inputSize() : 0];
        LayerShape first = network.shape(0);
        this.dInputWidth = Math.ceilDiv(first.inputWidth(), first.lanes()) * first.lanes();
        this.dInputRows = new float[Sizes.floats("session, input gradients", lowest ? rows : 0, dInputWidth)];
        for (int l = 0; l < count; l++) {
            LayerShape shape = network.shape(l);
            boolean top = l == count - 1;
            dOutputs[l] = new float[Sizes.floats("session, gradients", top && oneAnswer ? buffers.maxBatch() : rows,
                    shape.outputWidth())];
            for (int d = 0; d < directions; d++) {
                layers[l][d] = new LayerBackward(network, l, d, buffers, l > 0 || lowest, workers);
            }
        }
        this.zeros = PackedMatrix.zeroStart(first.lanes());
        this.headProducts = new Product[workers.size()];
        this.weightGradients = new WeightGradients[workers.size()];
        for (int member = 0; member < workers.size(); member++) {
            headProducts[member] = new Product();
            weightGradients[member] = new WeightGradients(network, forward, workers);
        }
    }

    /// Packs the parameters in the order in which the backward pass reads them. Call this after each change of them.
    ///
    /// @param flat the flat parameter array
    public void pack(float[] flat) {
        parameters = flat;
        workers.run(packJob, Strategy.members(flat.length, workers.size()));
    }

    private void pack(int member, int members) {
        for (int l = 0; l < layers.length; l++) {
            int from = Workers.share(network.shape(l).blocks(), member, members);
            int to = Workers.share(network.shape(l).blocks(), member + 1, members);
            for (LayerBackward backward : layers[l]) {
                backward.pack(parameters, from, to);
            }
        }
        PackedHead head = network.head();
        if (head != null && headWeights != null && member == 0) {
            TransposedWeights.packHead(head, parameters, headWeights);
        }
    }

    /// Backpropagates the gradients of the outputs and adds the gradients of the parameters.
    ///
    /// @param dAnswers `[B, O]`, or `[B, T, O]` without a head or with one on every step; those of masked steps are not
    ///        read
    /// @param flatGradients added to; the gradients of both biases of a layer must be equal before
    public void run(float[] dAnswers, float[] flatGradients) {
        for (LayerBackward[] directions : layers) {
            for (LayerBackward backward : directions) {
                Arrays.fill(backward.dHidden(), 0f);
                Arrays.fill(backward.dCell(), 0f);
            }
        }
        run(dAnswers, flatGradients, forward.startedTrainable());
    }

    /// Backpropagates the gradients of the outputs and final states to the parameters and initial states. The forward
    /// run must have requested its final states.
    ///
    /// @param dAnswers as above
    /// @param dStates in: the gradients of the final states, out: those of the initial states
    /// @param flatGradients added to
    public void run(float[] dAnswers, States dStates, float[] flatGradients) {
        copyStates(dStates, true);
        run(dAnswers, flatGradients, true);
        copyStates(dStates, false);
    }

    private void run(float[] dAnswers, float[] flatGradients, boolean start) {
        wantStart = start;
        gradients = flatGradients;
        long rows = sequences.start(sequences.time());
        takeAnswers(dAnswers);
        for (layer = layers.length - 1; layer >= 0; layer--) {
            LayerShape shape = network.shape(layer);
            boolean byUnits = Strategy.byUnits(shape, workers.size());
            int members = Strategy.members(shape.weights() * rows / (byUnits ? sequences.time() : 1), workers.size());
            setFlows();
            if (byUnits) {
                workers.run(recurJob, members);
            } else {
                workers.runBySpeed(recurJob, members);
            }
            if (layer > 0 && dropout != null) {
                dropout.backward(shape, dOutputs[layer - 1], sequences.batch(), sequences.time());
            }
        }
        workers.runBySpeed(gradientJob, Strategy.members(flatGradients.length * rows, workers.size()));
        if (inputGradients) {
            readInputGradient();
        }
    }

    /// The gradient of the lowest layer's input in the last run: the input of the network, or the embedding vectors of
    /// its tokens.
    ///
    /// @return `[B, T, I]`; empty if it was not requested
    public float[] inputGradient() {
        return dInput;
    }

    private void takeAnswers(float[] dAnswers) {
        int top = layers.length - 1;
        PackedHead head = network.head();
        int size = network.architecture().outputSize();
        int batch = sequences.batch();
        int outerSteps = oneAnswer ? 1 : sequences.outerTime();
        LayerShape shape = network.shape(top);
        for (int row = 0; row < batch; row++) {
            int steps = oneAnswer ? 1 : sequences.length(row);
            for (int t = 0; t < steps; t++) {
                int from = (sequences.outerRow(row) * outerSteps + (oneAnswer ? 0 : sequences.outerStep(row, t)))
                        * size;
                if (head != null) {
                    System.arraycopy(dAnswers, from, dHead, (sequences.start(t) + row) * head.width(), size);
                    continue;
                }
                for (int d = 0; d < shape.directions(); d++) {
                    System.arraycopy(dAnswers, from + d * shape.state(), dOutputs[top],
                            (t * batch + row) * shape.outputWidth() + d * shape.statePadded(), shape.state());
                }
            }
        }
        if (head == null || headInput == null) {
            return;
        }
        boolean spreads = !headInput.inPlace();
        if (spreads && dHeadInput.length == 0) {
            dHeadInput = new float[headInput.maxRows() * shape.outputWidth()];
            dSpread = oneAnswer
                    ? new float[Sizes.floats("session, gradients", buffers.maxTime(), buffers.maxBatch(),
                            shape.outputWidth())]
                    : dOutputs[top];
        }
        long multiplyAdds = (long) headInput.rows() * shape.outputWidth() * size;
        workers.run(headJob, Strategy.members(multiplyAdds, workers.size()));
        if (spreads) {
            headInput.spread(dHeadInput, dSpread);
        }
    }

    private void head(int member, int members) {
        PackedHead head = network.head();
        PackedMatrix weights = headWeights;
        if (head == null || weights == null || headInput == null) {
            return;
        }
        int rows = headInput.rows();
        int from = Workers.share(rows, member, members);
        int outputWidth = head.below().outputWidth();
        Product product = headProducts[member];
        product.rows = Workers.share(rows, member + 1, members) - from;
        product.left(dHead, from * head.width(), head.width(), head.head().outputSize());
        product.from(zeros, 0, 0, 0);
        product.to(headInput.inPlace() ? dOutputs[layers.length - 1] : dHeadInput, from * outputWidth, outputWidth,
                weights.panelWidth());
        kernels.product(product, weights, 0, weights.panels());
    }

    private void recur(int member, int members) {
        for (int d = 0; d < layers[layer].length; d++) {
            layers[layer][d].run(member, members, flows[d]);
        }
    }

    /// Sets the inputs and outputs of the current layer, before the threads start.
    private void setFlows() {
        boolean top = layer == layers.length - 1;
        boolean spread = top && headInput != null && !headInput.inPlace();
        boolean oneStep = top && oneAnswer && !spread && headInput != null;
        for (int d = 0; d < layers[layer].length; d++) {
            GradientFlow flow = flows[d];
            flow.fromTime = forward.firstTime(layer, d);
            flow.toTime = sequences.time();
            flow.dOutputs = spread ? dSpread : dOutputs[layer];
            flow.given = oneStep && headInput != null ? headInput.stepOfRow(d) : GradientFlow.EVERY_STEP;
            flow.wantStart = wantStart;
            flow.dInputs = layer == 0 ? dInputRows : dOutputs[layer - 1];
            flow.dInputWidth = layer == 0 ? dInputWidth : network.shape(layer).inputWidth();
        }
    }

    private void weights(int member, int members) {
        for (int l = 0; l < layers.length; l++) {
            for (int d = 0; d < layers[l].length; d++) {
                weightGradients[member].addLayer(l, d, member, members, layers[l][d], gradients);
                if (member == 0 && forward.startedTrainable()) {
                    weightGradients[member].addStart(l, d, layers[l][d], gradients);
                }
            }
        }
        if (member == 0 && embeds) {
            weightGradients[member].addEmbedding(dInputRows, dInputWidth, gradients);
        }
        PackedHead head = network.head();
        if (head != null && headInput != null && member == members - 1) {
            weightGradients[member].addHead(head, headInput, dHead, gradients);
        }
    }

    private void readInputGradient() {
        int features = network.architecture().inputSize();
        int batch = sequences.batch();
        if (sequences.masked()) {
            Arrays.fill(dInput, 0, batch * sequences.outerTime() * features, 0f);
        }
        for (int row = 0; row < batch; row++) {
            int outer = sequences.outerRow(row) * sequences.outerTime();
            for (int t = 0; t < sequences.length(row); t++) {
                System.arraycopy(dInputRows, (t * batch + row) * dInputWidth, dInput,
                        (outer + sequences.outerStep(row, t)) * features, features);
            }
        }
    }

    private void copyStates(States dStates, boolean in) {
        int state = network.architecture().stateSize();
        int units = network.architecture().hiddenSize();
        float[] dHidden = dStates.hidden();
        int paddedState = network.shape(0).statePadded();
        int paddedUnits = network.shape(0).padded();
        int cellWidth = network.shape(0).cellWidth();
        int first = 0;
        for (LayerBackward[] directions : layers) {
            for (LayerBackward backward : directions) {
                for (int row = 0; row < sequences.batch(); row++) {
                    int at = first + sequences.outerRow(row);
                    int cell = row * cellWidth;
                    if (in) {
                        // Clears the padding too: an earlier batch with non-finite gradients leaves NaN there.
                        Arrays.fill(backward.dHidden(), row * paddedState, (row + 1) * paddedState, 0f);
                        System.arraycopy(dHidden, at * state, backward.dHidden(), row * paddedState, state);
                        Arrays.fill(backward.dCell(), cell, cell + cellWidth, 0f);
                        for (int k = 0; k < dStates.further(); k++) {
                            System.arraycopy(dStates.further(k), at * units, backward.dCell(), cell + k * paddedUnits,
                                    units);
                        }
                        continue;
                    }
                    System.arraycopy(backward.dHidden(), row * paddedState, dHidden, at * state, state);
                    for (int k = 0; k < dStates.further(); k++) {
                        System.arraycopy(backward.dCell(), cell + k * paddedUnits, dStates.further(k), at * units,
                                units);
                    }
                    if (network.cell().keepsHidden()) {
                        for (int unit = 0; unit < units; unit++) {
                            dHidden[at * units + unit] += backward.dCell()[cell + unit];
                        }
                    }
                }
                first += sequences.batch();
            }
        }
    }
}
