package dev.lstm4j.cell;

import java.util.Locale;

/// The gates of the built-in cells. The first four are in the order in which an LSTM stores its weights, biases and
/// pre-activations, which is PyTorch's: i f g o. Cells name their gates by text ([Cell#gates()]), so other cells may
/// have other gates.
public enum Gate {
    /// i: how much of the candidate enters the cell state.
    INPUT,
    /// f: how much of the previous cell state is kept.
    FORGET,
    /// g, or n in a GRU: the candidate, the new value that a step may write.
    CANDIDATE,
    /// o: how much of the cell state is output as the hidden state.
    OUTPUT,
    /// r: how much of the previous hidden state enters the candidate (GRU).
    RESET,
    /// z: how much of the previous hidden state is kept (GRU).
    UPDATE;

    /// The name by which cells declare the gate.
    ///
    /// @return a lower-case word such as `input`
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
