package dev.lstm4j.training.schedules;

/// Determines how the learning rate changes during training: a pure function of the optimizer's initial rate, the
/// position in the training run and the losses so far. A schedule is an immutable value without state, so any number of
/// training runs may share it, and a resumed run gets the same rates as an uninterrupted one.
///
/// [Schedules] creates those of PyTorch that depend only on the position; [ReduceOnPlateau] depends on the losses. A
/// lambda `(base, position, losses) -> ...` is a schedule too.
@FunctionalInterface
public interface LearningRateSchedule {

    /// The learning rate at a position.
    ///
    /// @param base the optimizer's initial rate
    /// @param position the number of completed epochs, or of completed updates if [#isPerUpdate()]
    /// @param losses of the completed epochs
    /// @return the learning rate, finite, not negative
    double rate(double base, long position, LossHistory losses);

    /// The learning rate at a position without any losses, for schedules that depend only on the position.
    ///
    /// @param base the optimizer's initial rate
    /// @param position from 0
    /// @return the learning rate
    default double rate(double base, long position) {
        return rate(base, position, LossHistory.EMPTY);
    }

    /// Whether positions count updates.
    ///
    /// @return true if the rate may change at each update, false if it may change at each epoch
    default boolean isPerUpdate() {
        return false;
    }

    /// Returns this schedule with positions that count updates.
    ///
    /// @return a schedule with the same rates, evaluated before each update
    default LearningRateSchedule perUpdate() {
        return isPerUpdate() ? this : new PerUpdate(this);
    }
}
