package dev.lstm4j.training.schedules;

/// How the learning rate goes through a training: a function of the optimizer's own rate and of how far the training is.
/// [Schedules] makes those of PyTorch; [ReduceOnPlateau] also looks at the losses.
@FunctionalInterface
public interface LearningRateSchedule {

    /// The rate at a place of the training.
    ///
    /// @param base the rate that the optimizer began with
    /// @param position epochs that are over, or updates where [#everyUpdate()], from 0
    /// @return the learning rate
    double rate(double base, long position);

    /// Whether the position counts updates.
    ///
    /// @return true where each update may have a rate of its own, false where each epoch has
    default boolean everyUpdate() {
        return false;
    }

    /// Told how good the network is, after each epoch. Schedules that only count do not listen.
    ///
    /// @param position of the last [#rate(double, long)] asked for
    /// @param loss on the validation part, or the training loss where there is none
    default void observe(long position, double loss) {}

    /// This schedule, with its positions counted in updates.
    ///
    /// @return a schedule of the same rates, asked before each update
    default LearningRateSchedule perUpdate() {
        LearningRateSchedule schedule = this;
        return new LearningRateSchedule() {
            @Override
            public double rate(double base, long position) {
                return schedule.rate(base, position);
            }

            @Override
            public boolean everyUpdate() {
                return true;
            }

            @Override
            public void observe(long position, double loss) {
                schedule.observe(position, loss);
            }
        };
    }
}
