package dev.lstm4j.training;

import dev.lstm4j.Model;
import dev.lstm4j.Parameters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The result of a training run.
///
/// @param models the models of the epoch with the lowest validation loss, or of the last epoch without a validation
///        set: one network, or encoder and decoder
/// @param bestEpoch the number of that epoch, from 1
/// @param history the reports of all epochs
/// @param seconds the duration; of a resumed run, since it was resumed
/// @param failure why the run ended early, if a loss or gradient was not finite after the first epoch; else null
/// @param stopped why a listener such as [EarlyStopping] stopped the run; else null
public record TrainingResult(List<Model> models, int bestEpoch, List<EpochReport> history, double seconds,
        @Nullable String failure, @Nullable String stopped) {

    /// Copies the lists.
    public TrainingResult {
        models = List.copyOf(models);
        history = List.copyOf(history);
    }

    /// The trained network, ready to run or to be saved.
    ///
    /// @return for an encoder-decoder, the encoder; [#models()] has both
    public Model model() {
        return models.getFirst();
    }

    /// The parameters of [#model()].
    ///
    /// @return the live parameters, not a copy
    public Parameters parameters() {
        return model().parameters();
    }

    /// The number of updates skipped in all epochs because a loss or gradient was not finite.
    ///
    /// @return at least 0
    public long skipped() {
        return history.stream().mapToLong(EpochReport::skipped).sum();
    }
}
