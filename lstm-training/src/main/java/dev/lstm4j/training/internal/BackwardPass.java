package dev.lstm4j.training.internal;

import dev.lstm4j.Head;
import dev.lstm4j.Kernels;
import dev.lstm4j.Operand;
import dev.lstm4j.PackedMatrix;
import dev.lstm4j.simd.internal.ForwardPass;
import dev.lstm4j.simd.internal.LayerShape;
import dev.lstm4j.simd.internal.PackedHead;
import dev.lstm4j.simd.internal.PackedNetwork;
import dev.lstm4j.simd.internal.Sizes;
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
    private final @Nullable PackedMatrix[][] inputWeights;
    private final float[][] dOutputs;
    private final Operand[] dInputs;
    private final @Nullable PackedMatrix headWeights;
    private final Operand dHead;
    private final Operand dTop;
    private final boolean lastOnly;
    private final float[] dInput;

    private int batch;
    private int time;
    private int layer;
    private int direction;
    private boolean wantStart;
    private float[] gradients = {};
    private float[] parameters = {};
    private final Workers.Job packJob = this::pack;
    private final Workers.Job headJob = this::head;
    private final Workers.Job recurJob = this::recur;
    private final Workers.Job inputJob = this::inputs;
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
        this.dHead = Operand.rows(new float[Sizes.floats("session, gradients of the answers",
                lastOnly ? forward.maxBatch() : rows, headWidth)], headWidth);
        this.layers = new LayerBackward[count][directions];
        this.inputWeights = new PackedMatrix[count][directions];
        this.dOutputs = new float[count][];
        this.dInputs = new Operand[count];
        this.dInput = new float[inputGradients ? rows * network.architecture().inputSize() : 0];
        LayerShape lowest = network.shape(0);
        int width = Math.ceilDiv(lowest.inputWidth(), lowest.lanes()) * lowest.lanes();
        float[] dInputRows = new float[Sizes.floats("session, input gradients", inputGradients ? rows : 0, width)];
        for (int l = 0; l < count; l++) {
            LayerShape shape = network.shape(l);
            boolean top = l == count - 1;
            dOutputs[l] = new float[Sizes.floats("session, gradients", top && lastOnly ? forward.maxBatch() : rows,
                    shape.outputWidth())];
            dInputs[l] = l == 0 ? Operand.rows(dInputRows, width) : Operand.rows(dOutputs[l - 1], shape.inputWidth());
            for (int d = 0; d < directions; d++) {
                layers[l][d] = new LayerBackward(network, l, d, forward.states(l, d), forward.maxBatch(),
                        workers.size());
                inputWeights[l][d] = l > 0 || inputGradients ? TransposedWeights.forInput(shape) : null;
            }
        }
        this.dTop = Operand.rows(dOutputs[count - 1], network.shape(count - 1).outputWidth());
    }

    /// Copies the parameters the way that the way back reads them; to be called after each change.
    ///
    /// @param flat the flat array
    public void pack(float[] flat) {
        parameters = flat;
        workers.run(packJob);
    }

    private void pack(int member, int members) {
        for (int l = 0; l < layers.length; l++) {
            int from = Workers.share(network.shape(l).blocks(), member, members);
            int to = Workers.share(network.shape(l).blocks(), member + 1, members);
            for (int d = 0; d < layers[l].length; d++) {
                TransposedWeights.packHidden(network.layer(l, d), parameters, layers[l][d].hiddenWeights(), from, to);
                PackedMatrix matrix = inputWeights[l][d];
                if (matrix != null) {
                    TransposedWeights.packInput(network.layer(l, d), parameters, matrix, from, to);
                }
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

    /// The same from gradients of the final states too, and on to those of the initial states.
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
            workers.run(recurJob);
            if (layer > 0 || inputGradients) {
                Arrays.fill(dInputs[layer].array(), 0, batch * time * dInputs[layer].rowStride(), 0f);
                for (direction = 0; direction < layers[layer].length; direction++) {
                    workers.run(inputJob);
                }
            }
            if (layer > 0 && dropout != null) {
                dropout.backward(network.shape(layer), dOutputs[layer - 1], batch, time);
            }
        }
        workers.run(gradientJob);
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
                    System.arraycopy(dAnswers, (row * steps + t) * size, dHead.array(),
                            (t * batch + row) * head.width(), size);
                }
            }
            Arrays.fill(dOutputs[top], 0, batch * steps * head.below().outputWidth(), 0f);
            workers.run(headJob);
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
        int to = Workers.share(rows, member + 1, members);
        int outputWidth = head.below().outputWidth();
        kernels.product(to - from, dHead, from * head.width(), weights, 0, weights.panels(), 0,
                head.head().outputSize(), dTop, from * outputWidth);
    }

    private void recur(int member, int members) {
        int from = Workers.share(batch, member, members);
        int to = Workers.share(batch, member + 1, members);
        for (LayerBackward backward : layers[layer]) {
            backward.recur(member, batch, time, from, to, dOutputs[layer], lastOnly && layer == layers.length - 1,
                    wantStart);
        }
    }

    private void inputs(int member, int members) {
        PackedMatrix weights = inputWeights[layer][direction];
        if (weights == null) {
            return;
        }
        Operand gates = forward.states(layer, direction).gates();
        int from = Workers.share(batch * time, member, members);
        int to = Workers.share(batch * time, member + 1, members);
        kernels.product(to - from, gates, from * gates.rowStride(), weights, 0, weights.panels(), 0, weights.depth(),
                dInputs[layer], from * dInputs[layer].rowStride());
    }

    private void weights(int member, int members) {
        for (int l = 0; l < layers.length; l++) {
            int blocks = network.shape(l).blocks();
            for (int d = 0; d < layers[l].length; d++) {
                int to = Workers.share(blocks, member + 1, members);
                for (int block = Workers.share(blocks, member, members); block < to; block++) {
                    WeightGradients.addBlock(kernels, forward, network.layer(l, d), d, block, batch, time, gradients);
                }
            }
        }
        PackedHead head = network.head();
        if (head != null && member == members - 1) {
            int slot = lastOnly ? time : 1;
            WeightGradients.addHead(kernels, forward, head, dHead.array(), lastOnly ? batch : batch * time,
                    slot * batch * head.below().outputWidth(), gradients);
        }
    }

    private void readInputGradient() {
        int features = network.architecture().inputSize();
        for (int row = 0; row < batch; row++) {
            for (int t = 0; t < time; t++) {
                System.arraycopy(dInputs[0].array(), (t * batch + row) * dInputs[0].rowStride(), dInput,
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
