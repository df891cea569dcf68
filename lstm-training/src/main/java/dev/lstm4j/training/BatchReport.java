package dev.lstm4j.training;

/// The figures of one update; where batches accumulate ([TrainingOptions#accumulate()]), of all of them.
///
/// @param epoch from 1
/// @param batch from 1, in the epoch
/// @param batches in the epoch
/// @param loss mean over the examples, before the update
/// @param gradientNorm global, before clipping
/// @param learningRate of the update
/// @param skipped whether it was left out, since loss or gradient norm was not finite
/// @param examples how many it was made of
/// @param seconds it took, without the listeners
public record BatchReport(int epoch, int batch, int batches, double loss, double gradientNorm, double learningRate,
        boolean skipped, int examples, double seconds) {

    /// How fast it was.
    ///
    /// @return examples a second
    public double examplesPerSecond() {
        return examples / seconds;
    }
}
