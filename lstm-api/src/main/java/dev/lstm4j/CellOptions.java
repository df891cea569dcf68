package dev.lstm4j;

/// What a cell does otherwise than PyTorch's: the attributes of the ONNX operators LSTM, GRU and RNN.
///
/// @param gate the function of the gates (ONNX's f)
/// @param candidate the function of the candidate (ONNX's g); of an RNN, its only one
/// @param output the function of the cell state on its way to the hidden state (ONNX's h); only an LSTM has it
/// @param peephole whether an LSTM's gates also see the cell state, each unit its own (Gers and Schmidhuber 2000)
/// @param coupled whether an LSTM's forget gate is one minus its input gate (Greff et al. 2017, CIFG); it then has three
///        gates i g o
/// @param layerNorm whether an LSTM normalises what goes into each gate over the layer's units, and its cell state on the way out
///        (Ba et al. 2016)
/// @param linearBeforeReset whether a GRU's reset gate acts behind the recurrent weights, as PyTorch's does (`reset_after` in
///        Keras), and not before them, as ONNX's does unless told otherwise (Cho et al. 2014)
/// @param clip the bound of what goes into the functions, from -clip to clip; 0 for none
public record CellOptions(Activation gate, Activation candidate, Activation output, boolean peephole,
        boolean coupled, boolean layerNorm, boolean linearBeforeReset, float clip) {

    /// PyTorch's cell.
    public static final CellOptions DEFAULT = new CellOptions(Activation.SIGMOID, Activation.TANH, Activation.TANH,
            false, false, false, true, 0);

    /// Checks the bound.
    ///
    /// @throws IllegalArgumentException where it is negative or not finite, or layer normalisation meets an option that it has
    ///         not
    public CellOptions {
        if (!(clip >= 0) || Float.isInfinite(clip)) {
            throw new IllegalArgumentException("clip: expected a finite number of at least 0, found " + clip);
        }
        if (layerNorm && (peephole || coupled || clip > 0)) {
            throw new IllegalArgumentException(
                    "layerNorm: expected neither peepholes nor a coupled gate nor a clip beside it, found one");
        }
    }

    /// The same with other functions.
    ///
    /// @param newGate of the gates
    /// @param newCandidate of the candidate
    /// @param newOutput of the cell state
    /// @return a changed copy
    public CellOptions withActivations(Activation newGate, Activation newCandidate, Activation newOutput) {
        return new CellOptions(newGate, newCandidate, newOutput, peephole, coupled, layerNorm, linearBeforeReset, clip);
    }

    /// The same with or without peepholes.
    ///
    /// @param on whether gates see the cell state
    /// @return a changed copy
    public CellOptions withPeephole(boolean on) {
        return new CellOptions(gate, candidate, output, on, coupled, layerNorm, linearBeforeReset, clip);
    }

    /// The same with a forget gate that is coupled or its own.
    ///
    /// @param on whether it is one minus the input gate
    /// @return a changed copy
    public CellOptions withCoupled(boolean on) {
        return new CellOptions(gate, candidate, output, peephole, on, layerNorm, linearBeforeReset, clip);
    }

    /// The same with or without layer normalisation.
    ///
    /// @param on whether gates and cell state are normalised
    /// @return a changed copy
    public CellOptions withLayerNorm(boolean on) {
        return new CellOptions(gate, candidate, output, peephole, coupled, on, linearBeforeReset, clip);
    }

    /// The same with a GRU's reset gate behind its recurrent weights or before them.
    ///
    /// @param on whether it is behind them
    /// @return a changed copy
    public CellOptions withLinearBeforeReset(boolean on) {
        return new CellOptions(gate, candidate, output, peephole, coupled, layerNorm, on, clip);
    }

    /// The same with another bound.
    ///
    /// @param bound 0 for none
    /// @return a changed copy
    public CellOptions withClip(float bound) {
        return new CellOptions(gate, candidate, output, peephole, coupled, layerNorm, linearBeforeReset, bound);
    }
}
