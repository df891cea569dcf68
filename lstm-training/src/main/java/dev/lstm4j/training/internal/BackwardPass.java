package dev.lstm4j.training.internal;

import dev.lstm4j.Head;
import dev.lstm4j.Kernels;
import dev.lstm4j.PackedMatrix;
import dev.lstm4j.Product;
import dev.lstm4j.simd.internal.ForwardPass;
import dev.lstm4j.simd.internal.LayerShape;
import dev.lstm4j.simd.internal.PackedHead;
import dev.lstm4j.simd.internal.PackedNetwork;
import dev.lstm4j.simd.internal.Sizes;
import dev.lstm4j.simd.internal.Strategy;
import dev.lstm4j.simd.internal.Workers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Takes a network backward after a [ForwardPass] that kept its gates: its buffers, sized once, and the order of its
/// parts. From the head down: the gradient of a layer's outputs, the time loop backward, the gradient of its
/// inputs; at last the gradients of all weights.
public final class BackwardPass {
    private final PackedNetwork network;
    private final Kernels kernels;
    private final ForwardPass forward;
    private final Workers workers;
    private final @Nullable Dropout dropout;
    private final boolean inputGradients;
    private final LayerBackward[][] layers;
    private final float[][] dOutputs;
    private final float[] dInputRows;
    private final int dInputWidth;
    private final @Nullable PackedMatrix headWeights;
    private final float[] dHead;
    private final float[] zeros;
    private final Product[] headProducts;
    private final WeightGradients[] weightGradients;
    private final boolean lastOnly;
    private final float[] dInput;

    private int batch;
    private int time;
    private int layer;
    private boolean wantStart;
    private float[] gradients = {};
    private float[] parameters = {};
    private final Workers.Job packJob = this::pack;
    private final Workers.Job headJob = this::head;
    private final Workers.Job recurJob = this::recur;
    private final Workers.Job gradientJob = this::weights;

    /// Buffers for the forward pass's largest batch.
    ///
    /// @param network the weights
    /// @param forward what ran forward
    /// @param workers who compute
    /// @param dropout what lay between the layers, or null
    /// @param inputGradients whether the gradient of the network's input is asked for
    public BackwardPass(PackedNetwork network, ForwardPass forward, Workers workers, @Nullable Dropout dropout,
            boolean inputGradients) {
        this.network = network;
        this.kernels = network.kernels();
        this.forward = forward;
        this.workers = workers;
        this.dropout = dropout;
        this.inputGradients = inputGradients;
        int count = network.architecture().numLayers();
        int directions = network.architecture().directions();
        int rows = Sizes.floats("session, batch times time", forward.maxBatch(), forward.maxTime());
        PackedHead head = network.head();
        this.lastOnly = head != null && head.head().steps() == Head.Steps.LAST;
        this.headWeights = head == null ? null : TransposedWeights.forHead(head);
        int headWidth = head == null ? 0 : head.width();
        this.dHead = new float[Sizes.floats("session, gradients of the answers", lastOnly ? forward.maxBatch() : rows,
                headWidth)];
        this.layers = new LayerBackward[count][directions];
        this.dOutputs = new float[count][];
        this.dInput = new float[inputGradients ? rows * network.architecture().inputSize() : 0];
        LayerShape lowest = network.shape(0);
        this.dInputWidth = Math.ceilDiv(lowest.inputWidth(), lowest.lanes()) * lowest.lanes();
        this.dInputRows = new float[Sizes.floats("session, input gradients", inputGradients ? rows : 0, dInputWidth)];
        for (int l = 0; l < count; l++) {
            LayerShape shape = network.shape(l);
            boolean top = l == count - 1;
            dOutputs[l] = new float[Sizes.floats("session, gradients", top && lastOnly ? forward.maxBatch() : rows,
                    shape.outputWidth())];
            for (int d = 0; d < directions; d++) {
                layers[l][d] = new LayerBackward(network, l, d, forward.states(l, d), forward.maxBatch(),
                        l > 0 || inputGradients, workers);
            }
        }
        this.zeros = new float[4 * lowest.lanes()];
        this.headProducts = new Product[workers.size()];
        this.weightGradients = new WeightGradients[workers.size()];
        for (int member = 0; member < workers.size(); member++) {
            headProducts[member] = new Product();
            weightGradients[member] = new WeightGradients(network, forward);
        }
    }

    /// Copies the parameters the way that the way back reads them; to be called after each change.
    ///
    /// @param flat the flat array
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

    /// Goes back from gradients of the network's answers and adds the gradients of the parameters.
    ///
    /// @param rows B of the forward run
    /// @param steps T of the forward run
    /// @param dAnswers `[B, O]`, or `[B, T, O]` without a head or with one on every step
    /// @param flatGradients added to; both biases of a layer must hold the same before
    public void run(int rows, int steps, float[] dAnswers, float[] flatGradients) {
        for (LayerBackward[] directions : layers) {
            for (LayerBackward backward : directions) {
                Arrays.fill(backward.dHidden(), 0f);
                Arrays.fill(backward.dCell(), 0f);
            }
        }
        run(rows, steps, dAnswers, flatGradients, false);
    }

    /// The same from gradients of the final states too, and on to those of the initial states; the forward run must have
    /// been asked for its final states.
    ///
    /// @param rows B of the forward run
    /// @param steps T of the forward run
    /// @param dAnswers as above
    /// @param dHidden in: of the hidden states after the last step, out: before the first step, `[L·D, B, H]`
    /// @param dCell the same of the cell states
    /// @param flatGradients added to
    public void run(int rows, int steps, float[] dAnswers, float[] dHidden, float[] dCell, float[] flatGradients) {
        copyStates(rows, dHidden, dCell, true);
        run(rows, steps, dAnswers, flatGradients, true);
        copyStates(rows, dHidden, dCell, false);
    }

    private void run(int rows, int steps, float[] dAnswers, float[] flatGradients, boolean start) {
        batch = rows;
        time = steps;
        wantStart = start;
        gradients = flatGradients;
        takeAnswers(dAnswers);
        for (layer = layers.length - 1; layer >= 0; layer--) {
            LayerShape shape = network.shape(layer);
            int meetings = Strategy.byUnits(shape, workers.size()) ? time : 1;
            workers.run(recurJob, Strategy.members(shape.weights() * batch * time / meetings, workers.size()));
            if (layer > 0 && dropout != null) {
                dropout.backward(shape, dOutputs[layer - 1], batch, time);
            }
        }
        workers.run(gradientJob, Strategy.members((long) flatGradients.length * batch * time, workers.size()));
        if (inputGradients) {
            readInputGradient();
        }
    }

    /// The gradient of the network's input of the last run.
    ///
    /// @return `[B, T, I]`; empty where it was not asked for
    public float[] inputGradient() {
        return dInput;
    }

    private void takeAnswers(float[] dAnswers) {
        int top = layers.length - 1;
        PackedHead head = network.head();
        int size = network.architecture().outputSize();
        if (head != null) {
            int steps = lastOnly ? 1 : time;
            for (int row = 0; row < batch; row++) {
                for (int t = 0; t < steps; t++) {
                    System.arraycopy(dAnswers, (row * steps + t) * size, dHead,
                            (t * batch + row) * head.width(), size);
                }
            }
            long multiplyAdds = (long) batch * steps * head.below().outputWidth() * head.head().outputSize();
            workers.run(headJob, Strategy.members(multiplyAdds, workers.size()));
            return;
        }
        LayerShape shape = network.shape(top);
        for (int row = 0; row < batch; row++) {
            for (int t = 0; t < time; t++) {
                for (int d = 0; d < shape.directions(); d++) {
                    System.arraycopy(dAnswers, (row * time + t) * size + d * shape.hidden(), dOutputs[top],
                            (t * batch + row) * shape.outputWidth() + d * shape.padded(), shape.hidden());
                }
            }
        }
    }

    private void head(int member, int members) {
        PackedHead head = network.head();
        PackedMatrix weights = headWeights;
        if (head == null || weights == null) {
            return;
        }
        int rows = lastOnly ? batch : batch * time;
        int from = Workers.share(rows, member, members);
        int outputWidth = head.below().outputWidth();
        Product product = headProducts[member];
        product.rows = Workers.share(rows, member + 1, members) - from;
        product.left(dHead, from * head.width(), head.width(), head.head().outputSize());
        product.from(zeros, 0, 0, 0);
        product.to(dOutputs[layers.length - 1], from * outputWidth, outputWidth, weights.column(1));
        kernels.product(product, weights, 0, weights.panels());
    }

    private void recur(int member, int members) {
        boolean top = layer == layers.length - 1;
        float[] dInputs = layer == 0 ? dInputRows : dOutputs[layer - 1];
        int width = layer == 0 ? dInputWidth : network.shape(layer).inputWidth();
        for (int d = 0; d < layers[layer].length; d++) {
            layers[layer][d].run(member, members, batch, forward.firstTime(layer, d), time, dOutputs[layer],
                    lastOnly && top, wantStart, dInputs, width);
        }
    }

    private void weights(int member, int members) {
        for (int l = 0; l < layers.length; l++) {
            for (int d = 0; d < layers[l].length; d++) {
                weightGradients[member].addLayer(l, d, member, members, batch, time, gradients);
            }
        }
        PackedHead head = network.head();
        if (head != null && member == members - 1) {
            int slot = lastOnly ? time : 1;
            weightGradients[member].addHead(head, dHead, lastOnly ? batch : batch * time,
                    slot * batch * head.below().outputWidth(), gradients);
        }
    }

    private void readInputGradient() {
        int features = network.architecture().inputSize();
        for (int row = 0; row < batch; row++) {
            for (int t = 0; t < time; t++) {
                System.arraycopy(dInputRows, (t * batch + row) * dInputWidth, dInput,
                        (row * time + t) * features, features);
            }
        }
    }

    private void copyStates(int rows, float[] dHidden, float[] dCell, boolean in) {
        int size = network.architecture().hiddenSize();
        int at = 0;
        for (LayerBackward[] directions : layers) {
            for (LayerBackward backward : directions) {
                int padded = network.shape(0).padded();
                for (int row = 0; row < rows; row++, at += size) {
                    if (in) {
                        System.arraycopy(dHidden, at, backward.dHidden(), row * padded, size);
                        System.arraycopy(dCell, at, backward.dCell(), row * padded, size);
                    } else {
                        System.arraycopy(backward.dHidden(), row * padded, dHidden, at, size);
                        System.arraycopy(backward.dCell(), row * padded, dCell, at, size);
                    }
                }
            }
        }
    }
}
