package dev.lstm4j;

import org.jspecify.annotations.Nullable;

/// How far predictions are from targets, and the gradient of that. A row is one output of a network: O values
/// (`outputSize`), that of the last step or that of one step. What O means is the loss's own: a number for each target,
/// or several, such as a mean and a variance, side by side; docs/losses.md has the formulas.
public interface Loss {

    /// The number of target numbers for one output row.
    ///
    /// @param outputSize O
    /// @return at least 1; O where there is one output for each target, less where several outputs describe one target
    /// @throws IllegalArgumentException if an output of O values does not fit this loss
    int targetSize(int outputSize);

    /// The weighted mean loss and its gradient: `Σ w·loss / Σ w` over the target numbers of all rows, so PyTorch's
    /// `reduction="mean"` where there are no weights. Where nothing counts, because all weights are 0, loss and gradient
    /// are 0. Allocates nothing.
    ///
    /// @param predictions `[rows, O]`, what the network answered
    /// @param targets `[rows, targetSize(O)]`, what would have been right
    /// @param weights `[rows]`, finite and not negative, or null for all 1. Of a row of weight 0 neither prediction nor
    ///        target is read, and its gradient is exactly 0
    /// @param rows the number of output rows to read from the start of each array
    /// @param outputSize O
    /// @param dPredictions `[rows, O]`, out: the gradient of the loss by each prediction; may alias predictions, not the
    ///        others
    /// @return the mean loss, summed in double
    /// @throws IllegalArgumentException if O does not fit, an array is too short, or a weight or target is not allowed
    double forwardBackward(float[] predictions, float[] targets, float @Nullable [] weights, int rows, int outputSize,
            float[] dPredictions);

    /// The sum of the rows' weights, by which [#forwardBackward] divided: the means of several batches are put together
    /// by it.
    ///
    /// @param targets as for [#forwardBackward]
    /// @param weights `[rows]`, or null for all 1
    /// @param rows the number of output rows
    /// @param outputSize O
    /// @return `Σ w`, at least 0; of classes only those that count, with their own weights
    /// @throws IllegalArgumentException as for [#forwardBackward]
    double totalWeight(float[] targets, float @Nullable [] weights, int rows, int outputSize);
}
