package dev.lstm4j.training;

/// The figures of one update, which may be made of several batches ([TrainingOptions#accumulate()]).
///
/// @param epoch from 1
/// @param batch from 1, in the epoch
/// @param batches number of batches in the epoch
/// @param loss mean over the examples, before the update
/// @param gradientNorm global, before clipping
/// @param learningRate of the update
/// @param skipped whether the update was skipped because its loss or gradient norm was not finite
/// @param examples number of examples in the update
/// @param seconds duration, without the listeners
public record BatchReport(int epoch, int batch, int batches, double loss, double gradientNorm, double learningRate,
        boolean skipped, int examples, double seconds) {

    /// The throughput.
    ///
    /// @return examples per second
    public double examplesPerSecond() {
        return examples / seconds;
    }
}
