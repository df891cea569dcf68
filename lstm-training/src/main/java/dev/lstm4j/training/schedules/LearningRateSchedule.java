package dev.lstm4j.training.schedules;

/// How the learning rate changes during a training: a pure function of the optimizer's own rate, of the position in
/// the training, and of the losses so far. A schedule is an immutable value without memory, so one may serve any number
/// of trainings, and a resumed training gets the same rates as one that was not interrupted.
///
/// [Schedules] makes those of PyTorch that depend on the position alone; [ReduceOnPlateau] depends on the losses. A
/// lambda `(base, position, losses) -> ...` is a schedule too.
@FunctionalInterface
public interface LearningRateSchedule {

    /// The rate at a position.
    ///
    /// @param base the rate that the optimizer began with
    /// @param position the number of epochs, or of updates if [#isPerUpdate()], that have ended
    /// @param losses of the epochs that have ended
    /// @return the learning rate, finite and at least 0
    double rate(double base, long position, LossHistory losses);

    /// The rate at a position of a training without losses, to look at schedules that depend on the position alone.
    ///
    /// @param base the rate that the optimizer began with
    /// @param position from 0
    /// @return the learning rate
    default double rate(double base, long position) {
        return rate(base, position, LossHistory.EMPTY);
    }

    /// Whether positions count updates.
    ///
    /// @return true if each update may have another rate, false if each epoch may
    default boolean isPerUpdate() {
        return false;
    }

    /// This schedule with positions that count updates.
    ///
    /// @return a schedule with the same rates that is asked before each update
    default LearningRateSchedule perUpdate() {
        return isPerUpdate() ? this : new PerUpdate(this);
    }
}
