package dev.lstm4j.training;

import java.util.List;

/// Is told how a training goes; called by the thread that trains. What it throws ends the training. It may ask the
/// training to stop, set its learning rate, which holds until the schedule has another, and take checkpoints.
@FunctionalInterface
public interface TrainingListener {

    /// After each epoch, and its validation.
    ///
    /// @param report its figures
    /// @param training its state; the weights are those trained on, not their average
    void epochEnded(EpochReport report, Training training);

    /// After each update of the parameters, made or left out. Asked to stop here, the training leaves out the rest of
    /// the epoch, and judges and reports what there is of it.
    ///
    /// @param report its figures
    /// @param training its state
    default void batchEnded(BatchReport report, Training training) {}

    /// Before a training continues from a [Checkpoint].
    ///
    /// @param training its state; the history has the epochs before
    default void trainingResumed(Training training) {}

    /// Listens to nothing.
    ///
    /// @return a listener that does nothing
    static TrainingListener none() {
        return (_, _) -> {
        };
    }

    /// Several listeners, told in order; each is told of everything, even if one before has asked to stop.
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
