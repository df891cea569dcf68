package dev.lstm4j.training;

/// The report of one update, which may use several batches ([TrainingOptions#accumulate()]).
///
/// @param epoch the number of the epoch, from 1
/// @param batch the number of the update in the epoch, from 1
/// @param batches the number of updates in the epoch
/// @param loss the mean loss of the examples, before the update
/// @param gradientNorm the global gradient norm, before clipping
/// @param learningRate the learning rate
/// @param skipped whether the update was skipped because its loss or gradient norm was not finite
/// @param examples the number of examples in the update
/// @param seconds the duration, without the listeners
public record BatchReport(int epoch, int batch, int batches, double loss, double gradientNorm, double learningRate,
        boolean skipped, int examples, double seconds) {

    /// The throughput.
    ///
    /// @return examples per second
    public double examplesPerSecond() {
        return examples / seconds;
    }
}
