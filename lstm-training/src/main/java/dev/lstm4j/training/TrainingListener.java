package dev.lstm4j.training;

/// Told how a training goes; called by the thread that trains.
public interface TrainingListener {

    /// After each epoch.
    ///
    /// @param report its figures
    void epochEnded(EpochReport report);

    /// After each update of the parameters.
    ///
    /// @param epoch from 1
    /// @param batch from 1
    /// @param batches in an epoch
    /// @param loss of this batch
    default void batchEnded(int epoch, int batch, int batches, double loss) {}

    /// Listens to nothing.
    ///
    /// @return a listener that does nothing
    static TrainingListener none() {
        return report -> {
        };
    }
}
