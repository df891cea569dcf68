package dev.lstm4j.training;

import java.util.List;

/// Is notified of the progress of a training run, on the training thread. An exception ends the run. A listener may
/// stop the run, set the learning rate, which stays in effect until the schedule next changes its rate, and
/// take checkpoints.
@FunctionalInterface
public interface TrainingListener {

    /// Called after each epoch, including its validation.
    ///
    /// @param report the report of the epoch
    /// @param training the state of the run; its weights are the current ones, not their average
    void epochEnded(EpochReport report, Training training);

    /// Called after each update, made or skipped. If the listener stops the run here, the rest of the epoch is skipped,
    /// and the incomplete epoch is evaluated and reported.
    ///
    /// @param report the report of the update
    /// @param training the state of the run
    default void batchEnded(BatchReport report, Training training) {}

    /// Called before a training run continues from a [Checkpoint].
    ///
    /// @param training the state of the run; the history has the earlier epochs
    default void trainingResumed(Training training) {}

    /// Ignores all events.
    ///
    /// @return a listener that does nothing
    static TrainingListener none() {
        return (_, _) -> {
        };
    }

    /// Combines several listeners, which are called in order. Each is called for every event, even if an earlier one
    /// has stopped the run.
    ///
    /// @param listeners any number
    /// @return one listener
    static TrainingListener all(TrainingListener... listeners) {
        List<TrainingListener> told = List.of(listeners);
        return new TrainingListener() {
            @Override
            public void epochEnded(EpochReport report, Training training) {
                for (TrainingListener listener : told) {
                    listener.epochEnded(report, training);
                }
            }

            @Override
            public void batchEnded(BatchReport report, Training training) {
                for (TrainingListener listener : told) {
                    listener.batchEnded(report, training);
                }
            }

            @Override
            public void trainingResumed(Training training) {
                for (TrainingListener listener : told) {
                    listener.trainingResumed(training);
                }
            }
        };
    }
}
