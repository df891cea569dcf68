package dev.lstm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.forecast.ForecastModel;
import dev.lstm4j.forecast.Forecaster;
import dev.lstm4j.forecast.Recipe;
import dev.lstm4j.forecast.table.Table;
import dev.lstm4j.training.TrainingListener;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedModelTest {
    @TempDir
    Path folder;

    private static ForecastModel fit(TrainingListener listener) throws IOException {
        byte[] rows = String.join("\n", Program.rows(120)).getBytes(StandardCharsets.UTF_8);
        Recipe recipe = Recipe.forTarget("temp").withLookback(5).withHorizon(3).withHidden(4).withEpochs(3);
        return Forecaster.of(recipe).fit(Table.readCsv("data.csv", new ByteArrayInputStream(rows)), listener);
    }

    @Test
    void aModelThatItsFolderCannotTakeIsSavedElsewhere() throws IOException {
        ForecastModel model = fit(TrainingListener.none());
        SavedModel saved = SavedModel.save(model, folder.resolve("out/model.safetensors"));
        assertThat(saved).isEqualTo(new SavedModel(folder.resolve("out/model.safetensors"), true));
        Path file = Files.writeString(folder.resolve("file"), "");
        SavedModel other = SavedModel.save(model, file.resolve("model.safetensors"));
        assertThat(other.isInPlace()).isFalse();
        Path place = Objects.requireNonNull(other.file());
        assertThat(ForecastModel.load(place).model().parameters().values())
                .isEqualTo(model.model().parameters().values());
        assertThat(other.reassurance()).isEqualTo("; the model is saved as " + place);
        Files.delete(place);
        Files.delete(place.getParent());
    }

    @Test
    void aFullDiskDoesNotEndTheTraining() throws IOException {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full));
        HistoryLog log = new HistoryLog(full);
        assertThat(fit(log).history()).hasSize(3);
        assertThat(log.hasFailed()).isTrue();
        HistoryLog good = new HistoryLog(folder.resolve("history.csv"));
        fit(good);
        assertThat(good.hasFailed()).isFalse();
        assertThat(folder.resolve("history.csv")).content().hasLineCount(4);
    }

    @Test
    void theMessageSaysWhatTheMemoryWasFor() {
        assertThatThrownBy(() -> MemoryException.whenShort("evaluating the test set", "", () -> {
            throw new OutOfMemoryError("Java heap space");
        })).isInstanceOf(MemoryException.class).hasMessageMatching("out of memory while evaluating the test set: \\d+"
                + " MiB are not enough; give Java more memory with the environment variable LSTM_JAVA_OPTIONS=-Xmx\\.\\.\\.");
        assertThatThrownBy(() -> MemoryException.whenShort("training", "use less", () -> {
            throw new OutOfMemoryError("unable to create native thread");
        })).hasMessage("the system starts no more threads while training; use --threads 1, or allow more processes");
    }
}
