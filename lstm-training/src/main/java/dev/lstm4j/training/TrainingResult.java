package dev.lstm4j.training;

import dev.lstm4j.Parameters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a training ended with.
///
/// @param parameters of the best epoch by validation loss, or of the last epoch where there is no validation part
/// @param bestEpoch that epoch, from 1
/// @param history every epoch's figures
/// @param seconds the training took
/// @param failure why it stopped before its time, where a later epoch met a loss or gradient that is not finite; else null
/// @param stopped why a listener stopped it, such as [EarlyStopping]; else null
public record TrainingResult(Parameters parameters, int bestEpoch, List<EpochReport> history, double seconds,
        @Nullable String failure, @Nullable String stopped) {

    /// Copies the history.
    public TrainingResult {
        history = List.copyOf(history);
    }

    /// How many updates were left out in all epochs of the history, since a loss or gradient was not finite.
    ///
    /// @return the sum, 0 where none was
    public long skipped() {
        return history.stream().mapToLong(EpochReport::skipped).sum();
    }
}
