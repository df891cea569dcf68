package dev.lstm4j.training.schedules;

import dev.lstm4j.training.internal.Numbers;

/// Lowers the learning rate when the loss has not got better for some epochs, as `torch.optim.lr_scheduler.ReduceLROnPlateau`
/// in mode `min` with a relative threshold. What it remembers follows from the losses alone: a training that is taken up
/// again gives it those of the epochs before once more. One belongs to one training.
public final class ReduceOnPlateau implements LearningRateSchedule {
    /// A smaller change of the rate is not made (PyTorch's `eps`).
    private static final double SMALLEST_CHANGE = 1e-8;

    private final double factor;
    private final int patience;
    private final double threshold;
    private final int cooldown;
    private final double lowest;
    private double best = Double.POSITIVE_INFINITY;
    private int bad;
    private int cooling;
    private int reductions;

    /// With PyTorch's other defaults: threshold 1e-4, no cooldown, no lowest rate.
    ///
    /// @param factor what the rate is multiplied with, above 0 and below 1
    /// @param patience epochs without a better loss that are borne; one more lowers the rate
    /// @throws IllegalArgumentException where one is out of range
    public ReduceOnPlateau(double factor, int patience) {
        this(factor, patience, 1e-4, 0, 0);
    }

    /// With all settings.
    ///
    /// @param factor what the rate is multiplied with, above 0 and below 1; PyTorch's default is 0.1
    /// @param patience epochs without a better loss that are borne; PyTorch's default is 10
    /// @param threshold a loss is better where it is below best · (1 - threshold)
    /// @param cooldown epochs after a reduction in which none is counted
    /// @param lowest the rate falls no further
    /// @throws IllegalArgumentException where one is out of range
    public ReduceOnPlateau(double factor, int patience, double threshold, int cooldown, double lowest) {
        if (!(factor > 0 && factor < 1)) {
            throw new IllegalArgumentException("factor: expected a number above 0 and below 1, found " + factor);
        }
        if (patience < 0 || cooldown < 0) {
            throw new IllegalArgumentException("patience, cooldown: expected at least 0, found " + patience + " and "
                    + cooldown);
        }
        this.factor = factor;
        this.patience = patience;
        this.threshold = Numbers.requireFinite("threshold", threshold);
        this.cooldown = cooldown;
        this.lowest = Numbers.requireFinite("lowest", lowest);
    }

    @Override
    public double rate(double base, long position) {
        double rate = base;
        for (int i = 0; i < reductions; i++) {
            double next = Math.max(rate * factor, lowest);
            if (rate - next <= SMALLEST_CHANGE) {
                break;
            }
            rate = next;
        }
        return rate;
    }

    @Override
    public void observe(long position, double loss) {
        if (loss < best * (1 - threshold)) {
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
}
