package dev.lstm4j.training;

/// The report of one update, which may use several batches ([TrainingOptions#accumulate()]).
///
/// @param position which update it is
/// @param update what it did
/// @param examples the number of examples in the update
/// @param seconds the duration, without the listeners
public record BatchReport(Position position, Update update, int examples, double seconds) {

    /// The position of an update in the training.
    ///
    /// @param epoch the number of the epoch, from 1
    /// @param batch the number of the update in the epoch, from 1
    /// @param batches the number of updates in the epoch
    public record Position(int epoch, int batch, int batches) {}

    /// The figures of an update.
    ///
    /// @param loss the mean loss of the examples, before the update
    /// @param gradientNorm the global gradient norm, before clipping
    /// @param learningRate the learning rate
    /// @param skipped whether the update was skipped because its loss or gradient norm was not finite
    public record Update(double loss, double gradientNorm, double learningRate, boolean skipped) {}

    /// The number of the epoch.
    ///
    /// @return [Position#epoch]
    public int epoch() {
        return position.epoch();
    }

    /// The number of the update in the epoch.
    ///
    /// @return [Position#batch]
    public int batch() {
        return position.batch();
    }

    /// The number of updates in the epoch.
    ///
    /// @return [Position#batches]
    public int batches() {
        return position.batches();
    }

    /// The mean loss of the examples, before the update.
    ///
    /// @return [Update#loss]
    public double loss() {
        return update.loss();
    }

    /// The global gradient norm, before clipping.
    ///
    /// @return [Update#gradientNorm]
    public double gradientNorm() {
        return update.gradientNorm();
    }

    /// The learning rate.
    ///
    /// @return [Update#learningRate]
    public double learningRate() {
        return update.learningRate();
    }

    /// Whether the update was skipped.
    ///
    /// @return [Update#skipped]
    public boolean skipped() {
        return update.skipped();
    }

    /// The throughput.
    ///
    /// @return examples per second
    public double examplesPerSecond() {
        return examples / seconds;
    }
}
