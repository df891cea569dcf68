package dev.lstm4j;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a network looks like: its recurrent layers, named as in `torch.nn.LSTM`, and its head.
///
/// @param cell the kind of cell in every layer
/// @param cellOptions what the cell does otherwise than PyTorch's
/// @param inputSize I, features a time step
/// @param hiddenSize H, units of a layer and direction
/// @param projSize P, to how many numbers an LSTM's hidden state is projected (Sak et al. 2014); 0 for none, then P = H
/// @param numLayers L, layers on top of each other
/// @param bidirectional whether each layer also reads the sequence from its end
/// @param bias whether the gates have biases
/// @param dropout the probability with which an output of a layer below another one is zeroed while training, in [0, 1)
/// @param recurrentDropout the probability with which an entry of a sequence's hidden state is zeroed, at all its steps alike, on its
///        way to the next step while training (variational, Gal and Ghahramani 2016; Keras' `recurrent_dropout`), in [0, 1)
/// @param trainableStates whether the states before the first step are parameters, which begin each sequence
/// @param numEmbeddings V, how many tokens an embedding knows, whose vectors of I numbers are then what the lowest layer reads; 0
///        for none
/// @param head the linear layer on top, or null: the network then answers the last layer's hidden states `[B, T, D·P]`
public record Architecture(CellType cell, CellOptions cellOptions, int inputSize, int hiddenSize, int projSize,
        int numLayers, boolean bidirectional, boolean bias, float dropout, float recurrentDropout,
        boolean trainableStates, int numEmbeddings, @Nullable Head head) {

    /// More tokens than this a float cannot count.
    private static final int MOST_EMBEDDINGS = 1 << 24;

    /// Checks every size.
    ///
    /// @throws IllegalArgumentException where a size is below 1, a projection is not smaller than the hidden size,
    ///         dropout is outside [0, 1), an option is not the cell's, or the parameters do not fit one array
    public Architecture {
        requireAtLeastOne("inputSize", inputSize);
        requireAtLeastOne("hiddenSize", hiddenSize);
        requireAtLeastOne("numLayers", numLayers);
        if (projSize < 0 || projSize >= hiddenSize) {
            throw new IllegalArgumentException(
                    "projSize: expected 0 for none, or less than the hidden size " + hiddenSize + ", found "
                            + projSize);
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("dropout: expected a probability in [0, 1), found " + dropout);
        }
        if (!(recurrentDropout >= 0 && recurrentDropout < 1)) {
            throw new IllegalArgumentException(
                    "recurrentDropout: expected a probability in [0, 1), found " + recurrentDropout);
        }
        if (numEmbeddings < 0 || numEmbeddings > MOST_EMBEDDINGS) {
            throw new IllegalArgumentException(
                    "numEmbeddings: expected 0 for none, or up to " + MOST_EMBEDDINGS + ", found " + numEmbeddings);
        }
        if (cell != CellType.LSTM && (cellOptions.peephole() || cellOptions.coupled()
                || cellOptions.layerNorm() || projSize > 0)) {
            throw new IllegalArgumentException(
                    "cell: expected an lstm for peepholes, coupled gates, layer normalisation or a projection, found "
                            + cell.label());
        }
        if (cell != CellType.GRU && !cellOptions.linearBeforeReset()) {
            throw new IllegalArgumentException(
                    "cell: expected a gru for a reset gate before the recurrent weights, found " + cell.label());
        }
        int both = bidirectional ? 2 : 1;
        double linear = head == null
                ? 0
                : head.outputSize() * (both * (double) (projSize > 0 ? projSize : hiddenSize) + 1);
        double count = linear + (double) numEmbeddings * inputSize + both * recurrentCount(cell, cellOptions, inputSize,
                hiddenSize, projSize, numLayers, both, bias, trainableStates);
        if (count > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("architecture: expected at most " + (Integer.MAX_VALUE - 8)
                    + " parameters (8 GiB), found " + (long) count + "; take fewer or smaller layers");
        }
    }

    /// One layer in one direction, as PyTorch's, with biases and no head.
    ///
    /// @param cell the kind of cell
    /// @param inputSize I
    /// @param hiddenSize H
    /// @return the architecture, to be refined with the `with…` methods
    public static Architecture of(CellType cell, int inputSize, int hiddenSize) {
        return new Architecture(cell, CellOptions.DEFAULT, inputSize, hiddenSize, 0, 1, false, true, 0, 0, false, 0,
                null);
    }

    /// One layer of LSTM in one direction, with biases and no head.
    ///
    /// @param inputSize I
    /// @param hiddenSize H
    /// @return the architecture, to be refined with the `with…` methods
    public static Architecture lstm(int inputSize, int hiddenSize) {
        return of(CellType.LSTM, inputSize, hiddenSize);
    }

    /// The same with another kind of cell.
    ///
    /// @param type the kind
    /// @param options what it does otherwise than PyTorch's
    /// @return a changed copy
    public Architecture withCell(CellType type, CellOptions options) {
        return change(draft -> {
            draft.cell = type;
            draft.cellOptions = options;
        });
    }

    /// The same with a projection of the hidden state.
    ///
    /// @param size P, or 0 for none
    /// @return a changed copy
    public Architecture withProjection(int size) {
        return change(draft -> draft.projSize = size);
    }

    /// The same with another number of layers.
    ///
    /// @param layers L
    /// @return a changed copy
    public Architecture withLayers(int layers) {
        return change(draft -> draft.numLayers = layers);
    }

    /// The same in one or both directions.
    ///
    /// @param both whether each layer also reads from the end
    /// @return a changed copy
    public Architecture withBidirectional(boolean both) {
        return change(draft -> draft.bidirectional = both);
    }

    /// The same with or without biases.
    ///
    /// @param biases whether the gates have biases
    /// @return a changed copy
    public Architecture withBias(boolean biases) {
        return change(draft -> draft.bias = biases);
    }

    /// The same with another dropout between layers.
    ///
    /// @param probability in [0, 1)
    /// @return a changed copy
    public Architecture withDropout(float probability) {
        return change(draft -> draft.dropout = probability);
    }

    /// The same with another dropout of the hidden states.
    ///
    /// @param probability in [0, 1)
    /// @return a changed copy
    public Architecture withRecurrentDropout(float probability) {
        return change(draft -> draft.recurrentDropout = probability);
    }

    /// The same with states before the first step that are learned, or zero.
    ///
    /// @param on whether they are parameters
    /// @return a changed copy
    public Architecture withTrainableStates(boolean on) {
        return change(draft -> draft.trainableStates = on);
    }

    /// The same with tokens for inputs.
    ///
    /// @param tokens V, how many there are; 0 for inputs that are numbers themselves
    /// @return a changed copy
    public Architecture withEmbedding(int tokens) {
        return change(draft -> draft.numEmbeddings = tokens);
    }

    /// The same with another head.
    ///
    /// @param newHead the linear layer on top, or null for none
    /// @return a changed copy
    public Architecture withHead(@Nullable Head newHead) {
        return change(draft -> draft.head = newHead);
    }

    private Architecture change(Consumer<Draft> what) {
        Draft draft = new Draft(this);
        what.accept(draft);
        return draft.build();
    }

    /// How many directions each layer has.
    ///
    /// @return D, 1 or 2
    public int directions() {
        return bidirectional ? 2 : 1;
    }

    /// How many blocks of H rows the weights have.
    ///
    /// @return G: 4 i f g o for the LSTM, 3 i g o for the coupled one, 3 r z n for the GRU, 1 for the RNN
    public int gates() {
        return cell.gates() - (cellOptions.coupled() ? 1 : 0);
    }

    /// How many numbers a layer's hidden state has in one direction.
    ///
    /// @return P, which is H without a projection
    public int stateSize() {
        return projSize > 0 ? projSize : hiddenSize;
    }

    /// Whether the cell has a cell state beside its hidden state.
    ///
    /// @return true for the LSTM
    public boolean hasCellState() {
        return cell == CellType.LSTM;
    }

    /// How many numbers the caller gives for one step.
    ///
    /// @return I, or 1, a token's number from 0 to V - 1, with an embedding
    public int stepSize() {
        return numEmbeddings > 0 ? 1 : inputSize;
    }

    /// How many features a layer reads a step.
    ///
    /// @param layer from 0
    /// @return I for the lowest layer, D·P above it
    public int layerInputSize(int layer) {
        return layer == 0 ? inputSize : directions() * stateSize();
    }

    /// How many numbers the network answers for one step.
    ///
    /// @return O with a head, D·P without
    public int outputSize() {
        return head == null ? directions() * stateSize() : head.outputSize();
    }

    /// For how many steps of a sequence the network answers.
    ///
    /// @param time T, the sequence's length
    /// @return T for a head on every step or none, else 1
    public int outputSteps(int time) {
        return head == null || head.everyStep() ? time : 1;
    }

    /// Where each parameter lies in the flat array.
    ///
    /// @return the plan, made anew
    public ParameterLayout parameterLayout() {
        return ParameterLayout.of(this);
    }

    /// Of one direction of all layers; in doubles, which cannot overflow here and hold 2^31 exactly.
    private static double recurrentCount(CellType cell, CellOptions options, double input, double hidden,
            double projection,
            int layers, int directions, boolean bias, boolean trainableStates) {
        double state = projection > 0 ? projection : hidden;
        int gates = cell.gates() - (options.coupled() ? 1 : 0);
        double rows = gates * hidden;
        double each = rows * state + projection * hidden
                + (options.peephole() ? (gates - 1) * hidden : 0)
                + (options.layerNorm() ? (rows + hidden) * (bias ? 2 : 1) : bias ? 2 * rows : 0)
                + (trainableStates ? state + (cell == CellType.LSTM ? hidden : 0) : 0);
        return rows * (input + (layers - 1.0) * directions * state) + layers * each;
    }

    private static void requireAtLeastOne(String name, int size) {
        if (size < 1) {
            throw new IllegalArgumentException(name + ": expected at least 1, found " + size);
        }
    }

    /// An architecture whose parts are being changed.
    private static final class Draft {
        private CellType cell;
        private CellOptions cellOptions;
        private final int inputSize;
        private final int hiddenSize;
        private int projSize;
        private int numLayers;
        private boolean bidirectional;
        private boolean bias;
        private float dropout;
        private float recurrentDropout;
        private boolean trainableStates;
        private int numEmbeddings;
        private @Nullable Head head;

        Draft(Architecture from) {
            cell = from.cell;
            cellOptions = from.cellOptions;
            inputSize = from.inputSize;
            hiddenSize = from.hiddenSize;
            projSize = from.projSize;
            numLayers = from.numLayers;
            bidirectional = from.bidirectional;
            bias = from.bias;
            dropout = from.dropout;
            recurrentDropout = from.recurrentDropout;
            trainableStates = from.trainableStates;
            numEmbeddings = from.numEmbeddings;
            head = from.head;
        }

        Architecture build() {
            return new Architecture(cell, cellOptions, inputSize, hiddenSize, projSize, numLayers, bidirectional, bias,
                    dropout, recurrentDropout, trainableStates, numEmbeddings, head);
        }
    }
}
