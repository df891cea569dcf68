package dev.lstm4j;

/// The gates of an LSTM in the order in which weights, biases and pre-activations store them: i f g o, as PyTorch does.
public enum Gate {
    /// i: how much of the candidate enters the cell state.
    INPUT,
    /// f: how much of the cell state before stays.
    FORGET,
    /// g: the candidate, what the step would write into the cell state.
    CANDIDATE,
    /// o: how much of the cell state is shown as hidden state.
    OUTPUT
}
