package dev.lstm4j;

import org.jspecify.annotations.Nullable;

/// What a network looks like: its recurrent layers, named as in `torch.nn.LSTM`, and its head.
///
/// @param cell the kind of cell in every layer
/// @param inputSize I, features a time step
/// @param hiddenSize H, units of a layer and direction
/// @param numLayers L, layers on top of each other
/// @param bidirectional whether each layer also reads the sequence from its end
/// @param bias whether the gates have biases
/// @param dropout the probability with which an output of a layer below another one is zeroed while training, in [0, 1)
/// @param head the linear layer on top, or null: the network then answers the last layer's hidden states `[B, T, D·H]`
public record Architecture(CellType cell, int inputSize, int hiddenSize, int numLayers, boolean bidirectional,
        boolean bias, float dropout, @Nullable Head head) {

    /// Checks every size.
    ///
    /// @throws IllegalArgumentException where a size is below 1, dropout is outside [0, 1), or the parameters do not
    ///         fit one array
    public Architecture {
        requireAtLeastOne("inputSize", inputSize);
        requireAtLeastOne("hiddenSize", hiddenSize);
        requireAtLeastOne("numLayers", numLayers);
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("dropout: expected a probability in [0, 1), found " + dropout);
        }
        long count = parameterCount(cell, inputSize, hiddenSize, numLayers, bidirectional, bias, head);
        if (count > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("architecture: expected at most " + (Integer.MAX_VALUE - 8)
                    + " parameters (8 GiB), found " + count + "; take fewer or smaller layers");
        }
    }

    /// One layer of LSTM in one direction, with biases and no head.
    ///
    /// @param inputSize I
    /// @param hiddenSize H
    /// @return the architecture, to be refined with the `with…` methods
    public static Architecture lstm(int inputSize, int hiddenSize) {
        return new Architecture(CellType.LSTM, inputSize, hiddenSize, 1, false, true, 0, null);
    }

    /// The same with another number of layers.
    ///
    /// @param layers L
    /// @return a changed copy
    public Architecture withLayers(int layers) {
        return new Architecture(cell, inputSize, hiddenSize, layers, bidirectional, bias, dropout, head);
    }

    /// The same in one or both directions.
    ///
    /// @param both whether each layer also reads from the end
    /// @return a changed copy
    public Architecture withBidirectional(boolean both) {
        return new Architecture(cell, inputSize, hiddenSize, numLayers, both, bias, dropout, head);
    }

    /// The same with or without biases.
    ///
    /// @param biases whether the gates have biases
    /// @return a changed copy
    public Architecture withBias(boolean biases) {
        return new Architecture(cell, inputSize, hiddenSize, numLayers, bidirectional, biases, dropout, head);
    }

    /// The same with another dropout between layers.
    ///
    /// @param probability in [0, 1)
    /// @return a changed copy
    public Architecture withDropout(float probability) {
        return new Architecture(cell, inputSize, hiddenSize, numLayers, bidirectional, bias, probability, head);
    }

    /// The same with another head.
    ///
    /// @param newHead the linear layer on top, or null for none
    /// @return a changed copy
    public Architecture withHead(@Nullable Head newHead) {
        return new Architecture(cell, inputSize, hiddenSize, numLayers, bidirectional, bias, dropout, newHead);
    }

    /// How many directions each layer has.
    ///
    /// @return D, 1 or 2
    public int directions() {
        return bidirectional ? 2 : 1;
    }

    /// How many features a layer reads a step.
    ///
    /// @param layer from 0
    /// @return I for the lowest layer, D·H above it
    public int layerInputSize(int layer) {
        return layer == 0 ? inputSize : directions() * hiddenSize;
    }

    /// How many numbers the network answers for one step.
    ///
    /// @return O with a head, D·H without
    public int outputSize() {
        return head == null ? directions() * hiddenSize : head.outputSize();
    }

    /// For how many steps of a sequence the network answers.
    ///
    /// @param time T, the sequence's length
    /// @return 1 for a head on the last step, else T
    public int outputSteps(int time) {
        return head != null && head.steps() == Head.Steps.LAST ? 1 : time;
    }

    /// Where each parameter lies in the flat array.
    ///
    /// @return the plan, made anew
    public ParameterLayout parameterLayout() {
        return ParameterLayout.of(this);
    }

    private static long parameterCount(CellType cell, long input, long hidden, long layers, boolean bidirectional,
            boolean bias, @Nullable Head head) {
        // Doubles cannot overflow here, and 2^31 is far inside their exact integers.
        double directions = bidirectional ? 2 : 1;
        double rows = cell.gates() * (double) hidden;
        double first = rows * (input + hidden + (bias ? 2 : 0));
        double above = rows * (directions * hidden + hidden + (bias ? 2 : 0));
        double linear = head == null ? 0 : head.outputSize() * (directions * hidden + 1);
        return (long) (directions * (first + (layers - 1) * above) + linear);
    }

    private static void requireAtLeastOne(String name, int size) {
        if (size < 1) {
            throw new IllegalArgumentException(name + ": expected at least 1, found " + size);
        }
    }
}
