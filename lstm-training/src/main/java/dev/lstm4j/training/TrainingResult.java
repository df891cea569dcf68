package dev.lstm4j.training;

import dev.lstm4j.Model;
import dev.lstm4j.Parameters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The result of a training.
///
/// @param models of the best epoch by validation loss, or of the last epoch if there is no validation part: one
///        network, or encoder and decoder
/// @param bestEpoch that epoch, from 1
/// @param history every epoch's figures
/// @param seconds the training took; of a resumed one, since it was resumed
/// @param failure why it ended early, if a later epoch met a loss or gradient that is not finite; else null
/// @param stopped why a listener stopped it, such as [EarlyStopping]; else null
public record TrainingResult(List<Model> models, int bestEpoch, List<EpochReport> history, double seconds,
        @Nullable String failure, @Nullable String stopped) {

    /// Copies the lists.
    public TrainingResult {
        models = List.copyOf(models);
        history = List.copyOf(history);
    }

    /// The trained network, ready to run or to be saved.
    ///
    /// @return of an encoder-decoder the encoder; [#models()] has both
    public Model model() {
        return models.getFirst();
    }

    /// The parameters of [#model()].
    ///
    /// @return not a copy
    public Parameters parameters() {
        return model().parameters();
    }

    /// The number of updates that were left out in all epochs of the history, since a loss or gradient was not finite.
    ///
    /// @return the sum, 0 if none was
    public long skipped() {
        return history.stream().mapToLong(EpochReport::skipped).sum();
    }
}
