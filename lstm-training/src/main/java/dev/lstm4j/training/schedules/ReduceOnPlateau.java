package dev.lstm4j.training.schedules;

import dev.lstm4j.training.internal.Numbers;

/// Reduces the learning rate when the loss has stopped improving, as `torch.optim.lr_scheduler.ReduceLROnPlateau` in
/// mode `min` with a relative threshold. A loss is an improvement if it is below `best - threshold·|best|`. For a
/// positive best loss this is PyTorch's `best·(1 - threshold)`. For a negative one PyTorch's formula also counts equal
/// and slightly higher losses as improvements, so that it never reduces the rate; this one does.
///
/// @param factor by which the rate is multiplied, above 0 and below 1; PyTorch's default is 0.1
/// @param patience the number of epochs without improvement that are allowed; one more reduces the rate
/// @param threshold the smallest relative improvement that counts, not negative
/// @param cooldown the number of epochs after a reduction that do not count
/// @param lowest the lowest rate
public record ReduceOnPlateau(double factor, int patience, double threshold, int cooldown, double lowest)
        implements
            LearningRateSchedule {
    /// Changes of the rate up to this are ignored (PyTorch's `eps`).
    private static final double SMALLEST_CHANGE = 1e-8;
    private static final double DEFAULT_THRESHOLD = 1e-4;

    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if one is out of range
    public ReduceOnPlateau {
        if (!(factor > 0 && factor < 1)) {
            throw new IllegalArgumentException("factor: expected a number above 0 and below 1, found " + factor);
        }
        if (patience < 0) {
            throw new IllegalArgumentException("patience: expected at least 0, found " + patience);
        }
        if (cooldown < 0) {
            throw new IllegalArgumentException("cooldown: expected at least 0, found " + cooldown);
        }
        Numbers.requireFinite("threshold", threshold);
        Numbers.requireFinite("lowest", lowest);
    }

    /// A schedule with PyTorch's other defaults: threshold 1e-4, no cooldown, lowest rate 0.
    ///
    /// @param factor by which the rate is multiplied, above 0 and below 1
    /// @param patience the number of epochs without improvement that are allowed; one more reduces the rate
    /// @return the schedule
    /// @throws IllegalArgumentException if one is out of range
    public static ReduceOnPlateau of(double factor, int patience) {
        return new ReduceOnPlateau(factor, patience, DEFAULT_THRESHOLD, 0, 0);
    }

    /// Sets the smallest improvement that counts.
    ///
    /// @param relative as a fraction of the best loss, not negative
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public ReduceOnPlateau withThreshold(double relative) {
        return new ReduceOnPlateau(factor, patience, relative, cooldown, lowest);
    }

    /// Sets the number of epochs after a reduction that do not count.
    ///
    /// @param epochs at least 0
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative
    public ReduceOnPlateau withCooldown(int epochs) {
        return new ReduceOnPlateau(factor, patience, threshold, epochs, lowest);
    }

    /// Sets the lowest rate.
    ///
    /// @param rate not negative
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public ReduceOnPlateau withLowest(double rate) {
        return new ReduceOnPlateau(factor, patience, threshold, cooldown, rate);
    }

    @Override
    public double rate(double base, long position, LossHistory losses) {
        double rate = base;
        for (int i = reductions(losses); i > 0; i--) {
            double next = Math.max(rate * factor, lowest);
            if (rate - next <= SMALLEST_CHANGE) {
                break;
            }
            rate = next;
        }
        return rate;
    }

    private int reductions(LossHistory losses) {
        double best = Double.POSITIVE_INFINITY;
        int bad = 0;
        int cooling = 0;
        int reductions = 0;
        for (int epoch = 0; epoch < losses.size(); epoch++) {
            double loss = losses.loss(epoch);
            if (isBetter(loss, best)) {
                best = loss;
                bad = 0;
            } else {
                bad++;
            }
            if (cooling > 0) {
                cooling--;
                bad = 0;
            }
            if (bad > patience) {
                reductions++;
                cooling = cooldown;
                bad = 0;
            }
        }
        return reductions;
    }

    /// For a positive best loss, uses PyTorch's formula, so that the rounding is the same as in the golden files.
    private boolean isBetter(double loss, double best) {
        if (best == Double.POSITIVE_INFINITY) {
            return loss < best;
        }
        return loss < (best < 0 ? best * (1 + threshold) : best * (1 - threshold));
    }
}
