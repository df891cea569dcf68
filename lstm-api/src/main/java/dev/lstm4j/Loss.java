package dev.lstm4j;

import org.jspecify.annotations.Nullable;

/// A measure of the error of predictions, and its gradient. A row is one output of a network, for a whole sequence or
/// for one step: O numbers (`outputSize`). Each loss defines their meaning: one number for each target, or several
/// adjacent ones, such as a mean and a variance. docs/losses.md has the formulas.
public interface Loss {

    /// The number of target values in a row.
    ///
    /// @param outputSize O
    /// @return at least 1; O if there is one output for each target, less if several outputs describe one target
    /// @throws IllegalArgumentException if this loss does not accept rows of O outputs
    int targetSize(int outputSize);

    /// The weighted mean loss and its gradient: `Σ w·loss / Σ w` over the target values of all rows; without weights
    /// this is PyTorch's `reduction="mean"`. If all weights are 0, loss and gradient are 0. Allocates nothing.
    ///
    /// @param predictions `[rows, O]`, the outputs of the network
    /// @param targets `[rows, targetSize(O)]`, the true values
    /// @param weights `[rows]`, finite and not negative, or null for all 1. For a row with weight 0, neither prediction
    ///        nor target is read, and the gradient is exactly 0
    /// @param rows the number of rows to read from the start of each array
    /// @param outputSize O
    /// @param dPredictions `[rows, O]`, out: the gradient of the loss with respect to each prediction; may alias
    ///        predictions but no other array
    /// @return the mean loss, summed in double
    /// @throws IllegalArgumentException if O does not fit, an array is too short, or a weight or target is not allowed
    double forwardBackward(float[] predictions, float[] targets, float @Nullable [] weights, int rows, int outputSize,
            float[] dPredictions);

    /// The sum of the weights, by which [#forwardBackward] divides. The means of several batches are combined with it.
    ///
    /// @param targets as for [#forwardBackward]
    /// @param weights `[rows]`, or null for all 1
    /// @param rows the number of rows
    /// @param outputSize O
    /// @return `Σ w`, at least 0; a loss with class weights multiplies them in, and ignored classes do not count
    /// @throws IllegalArgumentException as for [#forwardBackward]
    double totalWeight(float[] targets, float @Nullable [] weights, int rows, int outputSize);
}
