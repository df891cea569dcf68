package dev.lstm4j.training.schedules;

/// A schedule whose positions count updates.
///
/// @param schedule computes the rates
record PerUpdate(LearningRateSchedule schedule) implements LearningRateSchedule {
    @Override
    public double rate(double base, long position, LossHistory losses) {
        return schedule.rate(base, position, losses);
    }

    @Override
    public boolean isPerUpdate() {
        return true;
    }

    @Override
    public String toString() {
        return schedule + ".perUpdate()";
    }
}
