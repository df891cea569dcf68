package dev.lstm4j;

import dev.lstm4j.cell.Cell;
import dev.lstm4j.cell.Lstm;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The structure of a network: its recurrent layers, with settings named as in `torch.nn.LSTM`, and its head.
/// Immutable: each `with…` method returns a changed copy.
///
/// ```java
/// Architecture.lstm(7, 32).withLayers(2).withHead(Head.lastStep(1))
/// Architecture.of(Gru.create(), 7, 32)
/// ```
///
public final class Architecture {

    /// Token numbers are passed as floats, which represent every integer exactly only up to this one.
    private static final int MOST_EMBEDDINGS = 1 << 24;
    /// Some JVMs limit the length of an array to slightly less than the largest int.
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
                    + " parameters (8 GiB), found " + (long) count + "; use fewer or smaller layers");
        }
    }

    /// One layer in one direction, with biases and no head.
    ///
    /// @param cell the kind of cell in every layer
    /// @param inputSize I, features per time step
    /// @param hiddenSize H, units per layer and direction
    /// @return the architecture, to be changed with the `with…` methods
    /// @throws IllegalArgumentException if a size is below 1, the parameters do not fit one array, or the cell's
    ///         declaration is contradictory
    public static Architecture of(Cell cell, int inputSize, int hiddenSize) {
        return of(cell, inputSize, hiddenSize, 0);
    }

    /// One layer in one direction, with biases, a projection of the hidden state and no head.
    ///
    /// @param cell the kind of cell in every layer
    /// @param inputSize I, features per time step
    /// @param hiddenSize H, units per layer and direction
    /// @param projSize P, the size of the projected hidden state; 0 for no projection, then P = H
    /// @return the architecture, to be changed with the `with…` methods
    /// @throws IllegalArgumentException if a size is out of range, the parameters do not fit one array, or the cell's
    ///         declaration is contradictory or allows no projection
    public static Architecture of(Cell cell, int inputSize, int hiddenSize, int projSize) {
        return new Architecture(new Draft(cell, inputSize, hiddenSize, projSize));
    }

    /// One layer of PyTorch's LSTM in one direction, with biases and no head.
    ///
    /// @param inputSize I, features per time step
    /// @param hiddenSize H, units per layer and direction
    /// @return the architecture, to be changed with the `with…` methods
    /// @throws IllegalArgumentException if a size is below 1, or the parameters do not fit one array
    public static Architecture lstm(int inputSize, int hiddenSize) {
        return of(Lstm.create(), inputSize, hiddenSize);
    }

    /// Sets the kind of cell.
    ///
    /// @param newCell the kind of cell in every layer
    /// @return a changed copy
    /// @throws IllegalArgumentException if its declaration is contradictory, or it does not allow the
    ///         architecture's projection
    public Architecture withCell(Cell newCell) {
        return change(draft -> draft.cell = newCell);
    }

    /// Sets the projection of the hidden state (Sak et al. 2014).
    ///
    /// @param size P, the size of the projected hidden state, or 0 for no projection
    /// @return a changed copy
    /// @throws IllegalArgumentException if the size is negative or not below the hidden size, or the cell allows
    ///         no projection
    public Architecture withProjection(int size) {
        return change(draft -> draft.projSize = size);
    }

    /// Sets the number of layers.
    ///
    /// @param layers L, the number of stacked layers
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is below 1
    public Architecture withLayers(int layers) {
        return change(draft -> draft.numLayers = layers);
    }

    /// Sets whether the layers are bidirectional.
    ///
    /// @param both whether each layer also reads the sequence in reverse
    /// @return a changed copy
    public Architecture withBidirectional(boolean both) {
        return change(draft -> draft.bidirectional = both);
    }

    /// Sets whether the cells have biases.
    ///
    /// @param biases whether the cells have biases
    /// @return a changed copy
    public Architecture withBias(boolean biases) {
        return change(draft -> draft.bias = biases);
    }

    /// Sets the dropout between layers.
    ///
    /// @param probability the probability that an output of a layer other than the last is zeroed during training, in
    ///        [0, 1)
    /// @return a changed copy
    /// @throws IllegalArgumentException if the probability is out of range
    public Architecture withDropout(float probability) {
        return change(draft -> draft.dropout = probability);
    }

    /// Sets the dropout of the hidden states (variational, Gal and Ghahramani 2016; Keras' `recurrent_dropout`).
    ///
    /// @param probability the probability that an element of a sequence's hidden state is zeroed before the recurrent
    ///        weights during training, in [0, 1); the same elements are zeroed at all steps
    ///        @return a changed copy
    /// @throws IllegalArgumentException if the probability is out of range
    public Architecture withRecurrentDropout(float probability) {
        return change(draft -> draft.recurrentDropout = probability);
    }

    /// Sets whether the initial states are learned or zero.
    ///
    /// @param on whether the initial states are parameters, shared by all sequences
    /// @return a changed copy
    public Architecture withTrainableStates(boolean on) {
        return change(draft -> draft.trainableStates = on);
    }

    /// Sets the size of an embedding, which maps each input token to a learned vector of I numbers.
    ///
    /// @param tokens V, the number of different tokens; 0 for numeric inputs without an embedding
    /// @return a changed copy
    /// @throws IllegalArgumentException if the number is out of range
    public Architecture withEmbedding(int tokens) {
        return change(draft -> draft.numEmbeddings = tokens);
    }

    /// Sets the head.
    ///
    /// @param newHead the linear layer on top, or null for none: the network then outputs the hidden states of the last
    ///        layer, `[B, T, D·P]`
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

    /// The number of features per time step.
    ///
    /// @return I
    public int inputSize() {
        return inputSize;
    }

    /// The number of units per layer and direction.
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

    /// The number of stacked layers.
    ///
    /// @return L
    public int numLayers() {
        return numLayers;
    }

    /// Whether each layer also reads the sequence in reverse.
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

    /// The probability that an output of a layer other than the last is zeroed during training.
    ///
    /// @return in [0, 1)
    public float dropout() {
        return dropout;
    }

    /// The probability that an element of a sequence's hidden state is zeroed before the recurrent weights during
    /// training.
    ///
    /// @return in [0, 1)
    public float recurrentDropout() {
        return recurrentDropout;
    }

    /// Whether the initial states are parameters.
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

    /// The number of input values per time step.
    ///
    /// @return I; with an embedding 1, the token number from 0 to V - 1
    public int stepSize() {
        return numEmbeddings > 0 ? 1 : inputSize;
    }

    /// The number of input features of a layer.
    ///
    /// @param layer from 0
    /// @return I for the lowest layer, D·P above it
    public int layerInputSize(int layer) {
        return layer == 0 ? inputSize : directions() * stateSize();
    }

    /// The number of output values per output step.
    ///
    /// @return O with a head, D·P without
    public int outputSize() {
        return head == null ? directions() * stateSize() : head.outputSize();
    }

    /// The number of steps of a sequence for which the network has an output.
    ///
    /// @param time T, the sequence's length
    /// @return T without a head or with a head on every step, else 1
    public int outputSteps(int time) {
        return head == null || head.everyStep() ? time : 1;
    }

    /// The total number of values in all parameters.
    ///
    /// @return the size of [#parameterLayout()], without creating the layout
    public int parameterCount() {
        return (int) ParameterLayout.floats(this);
    }

    /// The number of named parameters.
    ///
    /// @return the number of entries of [#parameterLayout()], without creating the layout
    public long tensorCount() {
        return ParameterLayout.count(this);
    }

    /// The position of each parameter in the flat array.
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

    /// An architecture under construction.
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
