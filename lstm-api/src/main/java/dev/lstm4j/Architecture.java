package dev.lstm4j;

import dev.lstm4j.cell.Cell;
import dev.lstm4j.cell.Lstm;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a network looks like: its recurrent layers, named as in `torch.nn.LSTM`, and its head. Immutable: each `with…`
/// method returns a changed copy.
///
/// ```java
/// Architecture.lstm(7, 32).withLayers(2).withHead(Head.lastStep(1))
/// Architecture.of(Gru.create(), 7, 32)
/// ```
///
public final class Architecture {

    /// A float cannot count more tokens than this.
    private static final int MOST_EMBEDDINGS = 1 << 24;
    /// Some virtual machines allow a few elements less than the largest int.
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final Cell cell;
    private final int inputSize;
    private final int hiddenSize;
    private final int projSize;
    private final int numLayers;
    private final boolean bidirectional;
    private final boolean bias;
    private final float dropout;
    private final float recurrentDropout;
    private final boolean trainableStates;
    private final int numEmbeddings;
    private final @Nullable Head head;

    private Architecture(Draft draft) {
        cell = draft.cell;
        inputSize = draft.inputSize;
        hiddenSize = draft.hiddenSize;
        projSize = draft.projSize;
        numLayers = draft.numLayers;
        bidirectional = draft.bidirectional;
        bias = draft.bias;
        dropout = draft.dropout;
        recurrentDropout = draft.recurrentDropout;
        trainableStates = draft.trainableStates;
        numEmbeddings = draft.numEmbeddings;
        head = draft.head;
        CellDeclaration.check(cell);
        requireAtLeastOne("inputSize", inputSize);
        requireAtLeastOne("hiddenSize", hiddenSize);
        requireAtLeastOne("numLayers", numLayers);
        if (projSize < 0 || projSize >= hiddenSize) {
            throw new IllegalArgumentException(
                    "projSize: expected 0 for none, or less than the hidden size " + hiddenSize + ", found "
                            + projSize);
        }
        if (projSize > 0 && !cell.allowsProjection()) {
            throw new IllegalArgumentException("projSize: expected 0, since " + cell.description()
                    + " allows no projection, found " + projSize);
        }
        requireProbability("dropout", dropout);
        requireProbability("recurrentDropout", recurrentDropout);
        if (numEmbeddings < 0 || numEmbeddings > MOST_EMBEDDINGS) {
            throw new IllegalArgumentException(
                    "numEmbeddings: expected 0 for none, or up to " + MOST_EMBEDDINGS + ", found " + numEmbeddings);
        }
        double count = ParameterLayout.floats(this);
        if (count > LARGEST_ARRAY) {
            throw new IllegalArgumentException("architecture: expected at most " + LARGEST_ARRAY
                    + " parameters (8 GiB), found " + (long) count + "; take fewer or smaller layers");
        }
    }

    /// One layer in one direction, with biases and no head.
    ///
    /// @param cell the kind of cell in every layer
    /// @param inputSize I, features of a time step
    /// @param hiddenSize H, units of a layer and direction
    /// @return the architecture, to be changed with the `with…` methods
    /// @throws IllegalArgumentException if a size is below 1, the parameters do not fit one array, or the cell's
    ///         declaration is contradictory
    public static Architecture of(Cell cell, int inputSize, int hiddenSize) {
        return of(cell, inputSize, hiddenSize, 0);
    }

    /// The same with a projection of the hidden state.
    ///
    /// @param cell the kind of cell in every layer
    /// @param inputSize I, features of a time step
    /// @param hiddenSize H, units of a layer and direction
    /// @param projSize P, the size of the projected hidden state; 0 for no projection, then P = H
    /// @return the architecture, to be changed with the `with…` methods
    /// @throws IllegalArgumentException if a size is out of range, the parameters do not fit one array, or the cell's
    ///         declaration is contradictory or allows no projection
    public static Architecture of(Cell cell, int inputSize, int hiddenSize, int projSize) {
        return new Architecture(new Draft(cell, inputSize, hiddenSize, projSize));
    }

    /// One layer of PyTorch's LSTM in one direction, with biases and no head.
    ///
    /// @param inputSize I, features of a time step
    /// @param hiddenSize H, units of a layer and direction
    /// @return the architecture, to be changed with the `with…` methods
    /// @throws IllegalArgumentException if a size is below 1, or the parameters do not fit one array
    public static Architecture lstm(int inputSize, int hiddenSize) {
        return of(Lstm.create(), inputSize, hiddenSize);
    }

    /// The same with another cell.
    ///
    /// @param newCell the kind of cell in every layer
    /// @return a changed copy
    /// @throws IllegalArgumentException if its declaration is contradictory, or it does not allow the
    ///         architecture's projection
    public Architecture withCell(Cell newCell) {
        return change(draft -> draft.cell = newCell);
    }

    /// The same with another projection of the hidden state (Sak et al. 2014).
    ///
    /// @param size P, the size of the projected hidden state, or 0 for no projection
    /// @return a changed copy
    /// @throws IllegalArgumentException if the size is negative or not below the hidden size, or the cell allows
    ///         no projection
    public Architecture withProjection(int size) {
        return change(draft -> draft.projSize = size);
    }

    /// The same with another number of layers.
    ///
    /// @param layers L, layers on top of each other
    /// @return a changed copy
    /// @throws IllegalArgumentException if there are fewer than 1
    public Architecture withLayers(int layers) {
        return change(draft -> draft.numLayers = layers);
    }

    /// The same in one direction or both.
    ///
    /// @param both whether each layer also reads the sequence from its end
    /// @return a changed copy
    public Architecture withBidirectional(boolean both) {
        return change(draft -> draft.bidirectional = both);
    }

    /// The same with or without biases.
    ///
    /// @param biases whether the cells have biases
    /// @return a changed copy
    public Architecture withBias(boolean biases) {
        return change(draft -> draft.bias = biases);
    }

    /// The same with another dropout between layers.
    ///
    /// @param probability with which an output of a layer below another one is zeroed in training, in [0, 1)
    /// @return a changed copy
    /// @throws IllegalArgumentException if the probability is out of range
    public Architecture withDropout(float probability) {
        return change(draft -> draft.dropout = probability);
    }

    /// The same with another dropout of the hidden states (variational, Gal and Ghahramani 2016; Keras'
    /// `recurrent_dropout`).
    ///
    /// @param probability with which an entry of a sequence's hidden state is zeroed before the recurrent weights in
    ///        training, at all steps alike, in [0, 1)
    /// @return a changed copy
    /// @throws IllegalArgumentException if the probability is out of range
    public Architecture withRecurrentDropout(float probability) {
        return change(draft -> draft.recurrentDropout = probability);
    }

    /// The same with initial states that are learned, or zero.
    ///
    /// @param on whether the states before the first step are parameters, the same for all sequences
    /// @return a changed copy
    public Architecture withTrainableStates(boolean on) {
        return change(draft -> draft.trainableStates = on);
    }

    /// The same with tokens as inputs, each of which is replaced by a learned vector of I numbers.
    ///
    /// @param tokens V, the number of different tokens; 0 for inputs that are numbers themselves
    /// @return a changed copy
    /// @throws IllegalArgumentException if the number is out of range
    public Architecture withEmbedding(int tokens) {
        return change(draft -> draft.numEmbeddings = tokens);
    }

    /// The same with another head.
    ///
    /// @param newHead the linear layer on top, or null for none: the network then outputs the last layer's hidden states
    ///        `[B, T, D·P]`
    /// @return a changed copy
    public Architecture withHead(@Nullable Head newHead) {
        return change(draft -> draft.head = newHead);
    }

    private Architecture change(Consumer<Draft> what) {
        Draft draft = new Draft(cell, inputSize, hiddenSize, projSize);
        draft.numLayers = numLayers;
        draft.bidirectional = bidirectional;
        draft.bias = bias;
        draft.dropout = dropout;
        draft.recurrentDropout = recurrentDropout;
        draft.trainableStates = trainableStates;
        draft.numEmbeddings = numEmbeddings;
        draft.head = head;
        what.accept(draft);
        return new Architecture(draft);
    }

    /// The kind of cell in every layer.
    ///
    /// @return the cell
    public Cell cell() {
        return cell;
    }

    /// Features of a time step.
    ///
    /// @return I
    public int inputSize() {
        return inputSize;
    }

    /// Units of a layer and direction.
    ///
    /// @return H
    public int hiddenSize() {
        return hiddenSize;
    }

    /// The size of the projected hidden state.
    ///
    /// @return P, or 0 without a projection
    public int projSize() {
        return projSize;
    }

    /// Layers on top of each other.
    ///
    /// @return L
    public int numLayers() {
        return numLayers;
    }

    /// Whether each layer also reads the sequence from its end.
    ///
    /// @return true for two directions
    public boolean bidirectional() {
        return bidirectional;
    }

    /// Whether the cells have biases.
    ///
    /// @return true by default
    public boolean bias() {
        return bias;
    }

    /// The probability with which an output of a layer below another one is zeroed in training.
    ///
    /// @return in [0, 1)
    public float dropout() {
        return dropout;
    }

    /// The probability with which an entry of a sequence's hidden state is zeroed before the recurrent weights in
    /// training.
    ///
    /// @return in [0, 1)
    public float recurrentDropout() {
        return recurrentDropout;
    }

    /// Whether the states before the first step are parameters.
    ///
    /// @return false by default
    public boolean trainableStates() {
        return trainableStates;
    }

    /// The number of different tokens of the embedding.
    ///
    /// @return V, or 0 without an embedding
    public int numEmbeddings() {
        return numEmbeddings;
    }

    /// The linear layer on top.
    ///
    /// @return the head, or null without one
    public @Nullable Head head() {
        return head;
    }

    /// The number of directions of each layer.
    ///
    /// @return D, 1 or 2
    public int directions() {
        return bidirectional ? 2 : 1;
    }

    /// The size of a layer's hidden state in one direction.
    ///
    /// @return P, which is H without a projection
    public int stateSize() {
        return projSize > 0 ? projSize : hiddenSize;
    }

    /// The number of inputs of one step, as the caller passes them.
    ///
    /// @return I, or 1, a token's number from 0 to V - 1, with an embedding
    public int stepSize() {
        return numEmbeddings > 0 ? 1 : inputSize;
    }

    /// The number of input features of a layer at each step.
    ///
    /// @param layer from 0
    /// @return I for the lowest layer, D·P above it
    public int layerInputSize(int layer) {
        return layer == 0 ? inputSize : directions() * stateSize();
    }

    /// The number of outputs for one step.
    ///
    /// @return O with a head, D·P without
    public int outputSize() {
        return head == null ? directions() * stateSize() : head.outputSize();
    }

    /// The number of steps of a sequence for which the network has outputs.
    ///
    /// @param time T, the sequence's length
    /// @return T for a head on every step or none, else 1
    public int outputSteps(int time) {
        return head == null || head.everyStep() ? time : 1;
    }

    /// The number of floats in all parameters.
    ///
    /// @return the size of [#parameterLayout()], without making it
    public int parameterCount() {
        return (int) ParameterLayout.floats(this);
    }

    /// The number of named parameters.
    ///
    /// @return the number of entries of [#parameterLayout()], without making it
    public long tensorCount() {
        return ParameterLayout.count(this);
    }

    /// The place of each parameter in the flat array.
    ///
    /// @return a new layout
    public ParameterLayout parameterLayout() {
        return ParameterLayout.of(this);
    }

    private static void requireAtLeastOne(String name, int size) {
        if (size < 1) {
            throw new IllegalArgumentException(name + ": expected at least 1, found " + size);
        }
    }

    private static void requireProbability(String name, float found) {
        if (!(found >= 0 && found < 1)) {
            throw new IllegalArgumentException(name + ": expected a probability in [0, 1), found " + found);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Architecture that && cell.equals(that.cell) && inputSize == that.inputSize
                && hiddenSize == that.hiddenSize && projSize == that.projSize && numLayers == that.numLayers
                && bidirectional == that.bidirectional && bias == that.bias && Float.compare(dropout, that.dropout) == 0
                && Float.compare(recurrentDropout, that.recurrentDropout) == 0
                && trainableStates == that.trainableStates
                && numEmbeddings == that.numEmbeddings && Objects.equals(head, that.head);
    }

    @Override
    public int hashCode() {
        return Objects.hash(cell, inputSize, hiddenSize, projSize, numLayers, bidirectional, bias, dropout,
                recurrentDropout,
                trainableStates, numEmbeddings, head);
    }

    @Override
    public String toString() {
        return "Architecture[" + cell + ", inputSize=" + inputSize + ", hiddenSize=" + hiddenSize + ", projSize="
                + projSize
                + ", numLayers=" + numLayers + ", bidirectional=" + bidirectional + ", bias=" + bias + ", dropout="
                + dropout
                + ", recurrentDropout=" + recurrentDropout + ", trainableStates=" + trainableStates + ", numEmbeddings="
                + numEmbeddings + ", head=" + head + "]";
    }

    /// An architecture while it is being made.
    private static final class Draft {
        private Cell cell;
        private final int inputSize;
        private final int hiddenSize;
        private int projSize;
        private int numLayers = 1;
        private boolean bidirectional;
        private boolean bias = true;
        private float dropout;
        private float recurrentDropout;
        private boolean trainableStates;
        private int numEmbeddings;
        private @Nullable Head head;

        Draft(Cell cell, int inputSize, int hiddenSize, int projSize) {
            this.cell = cell;
            this.inputSize = inputSize;
            this.hiddenSize = hiddenSize;
            this.projSize = projSize;
        }
    }
}
