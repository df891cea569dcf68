package dev.lstm4j.training;

import dev.lstm4j.Parameters;
import java.util.List;

/// The gradients of one update after the backward passes of all its batches and before clipping, which a
/// [GradientReducer] reads and changes. They are the gradients of the mean loss `Σ w·loss / Σ w` over the
/// update's outputs.
public final class GradientSum {
    private final List<Parameters> gradients;
    private double loss;
    private double weight;

    GradientSum(List<Parameters> gradients) {
        this.gradients = List.copyOf(gradients);
    }

    /// The gradients of the mean loss, one flat array for each network; an encoder-decoder has two, the encoder's
    /// first.
    ///
    /// @return the live gradients, to be changed in place
    public List<Parameters> gradients() {
        return gradients;
    }

    /// The mean loss.
    ///
    /// @return `Σ w·loss / Σ w`; 0 if all weights are 0
    public double loss() {
        return loss;
    }

    /// The total weight of the mean.
    ///
    /// @return `Σ w`; the number of outputs if there are no weights and no mask
    public double weight() {
        return weight;
    }

    /// The sum of the weighted losses.
    ///
    /// @return `Σ w·loss`
    public double lossSum() {
        return loss * weight;
    }

    /// Sets loss and weight to match changed gradients.
    ///
    /// @param newLoss the mean loss
    /// @param newWeight the total weight of the mean, not negative
    public void set(double newLoss, double newWeight) {
        loss = newLoss;
        weight = newWeight;
    }
}
