package dev.lstm4j;

/// How far predictions are from targets, and the gradient of that.
public interface Loss {

    /// The loss and its gradient, averaged over all numbers (PyTorch's `reduction="mean"`).
    ///
    /// @param predictions what the network answered
    /// @param targets what would have been right
    /// @param length how many numbers to read from the start of each array
    /// @param dPredictions out: the gradient of the loss by each prediction; may alias predictions, not targets
    /// @return the mean loss, summed in double
    double forwardBackward(float[] predictions, float[] targets, int length, float[] dPredictions);
}
