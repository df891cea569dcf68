package dev.lstm4j.training;

import dev.lstm4j.Parameters;
import java.util.List;

/// The gradients of one update after the backward passes of all its batches, before clipping: what a
/// [GradientReducer] sees and changes. The gradients are those of the mean loss `Σ w·loss / Σ w` over the
/// update's outputs.
public final class GradientSum {
    private final List<Parameters> gradients;
    private double loss;
    private double weight;

    GradientSum(List<Parameters> gradients) {
        this.gradients = List.copyOf(gradients);
    }

    /// The gradients of the mean loss, one flat array for each network: an encoder-decoder has two, the encoder's
    /// first.
    ///
    /// @return the training's own, to be changed in place
    public List<Parameters> gradients() {
        return gradients;
    }

    /// The mean loss.
    ///
    /// @return `Σ w·loss / Σ w`, 0 if no output counts
    public double loss() {
        return loss;
    }

    /// The weight of the mean.
    ///
    /// @return `Σ w`, the number of outputs if none is weighted or masked
    public double weight() {
        return weight;
    }

    /// The sum of the weighted losses.
    ///
    /// @return `Σ w·loss`
    public double lossSum() {
        return loss * weight;
    }

    /// Sets loss and weight, as the gradients were changed.
    ///
    /// @param newLoss the mean loss
    /// @param newWeight the weight of the mean, at least 0
    public void set(double newLoss, double newWeight) {
        loss = newLoss;
        weight = newWeight;
    }
}
