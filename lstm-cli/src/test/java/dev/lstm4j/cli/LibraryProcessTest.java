package dev.lstm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.cli.report.ResultJson;
import dev.lstm4j.forecast.Forecast;
import dev.lstm4j.forecast.ForecastModel;
import dev.lstm4j.forecast.Forecaster;
import dev.lstm4j.forecast.Recipe;
import dev.lstm4j.forecast.TrainingPlan;
import dev.lstm4j.forecast.evaluation.Evaluation;
import dev.lstm4j.forecast.evaluation.ForecastCsv;
import dev.lstm4j.forecast.evaluation.WindowChoice;
import dev.lstm4j.forecast.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command line and the library give the same bits for the same model and file.
class LibraryProcessTest {
    @TempDir
    static Path folder;

    private static ForecastModel model;
    private static Table table;

    private static Program run(String args) {
        Program result = Program.run(folder, args.split(" "));
        assertThat(result.exit()).as(result.err().toString()).isZero();
        return result;
    }

    @BeforeAll
    static void train() throws IOException {
        Files.writeString(folder.resolve("good.csv"), String.join("\n", Program.rows(120)));
        run("train --data good.csv --target temp,wind --lookback 5 --horizon 3 --hidden 4 --epochs 2 --cell gru --quiet"
                + " --out run");
        model = ForecastModel.load(folder.resolve("run/model.safetensors"));
        table = Table.readCsv(folder.resolve("good.csv"));
    }

    @Test
    void theRecipeInTheFileTrainsTheSameWeights() {
        Recipe recipe = Recipe.defaults().withTargets("temp", "wind").withLookback(5).withHorizon(3).withHidden(4)
                .withEpochs(2).withCell("gru");
        assertThat(model.recipe()).isEqualTo(recipe);
        ForecastModel fitted = Forecaster.of(recipe).fit(table);
        assertThat(fitted.model().parameters().values()).isEqualTo(model.model().parameters().values());
        assertThat(fitted.model().task()).isEqualTo(model.task());
        assertThat(fitted.model().profile()).isEqualTo(model.model().profile());
    }

    @Test
    void forecastsAreEqual() throws IOException {
        Forecast forecast = model.predict(table);
        run("predict --model run/model.safetensors --data good.csv --out next.csv");
        assertThat(Files.readString(folder.resolve("next.csv"))).isEqualTo(forecast.toCsv());
        String printed = run("predict --model run/model.safetensors --data good.csv --kernels vector").out();
        for (int step = 0; step < forecast.horizon(); step++) {
            assertThat(printed).containsPattern(String.format(java.util.Locale.ROOT, "%s +%.3f +%.3f",
                    forecast.times().get(step), forecast.value(step, 0), forecast.value(step, 1)));
        }
    }

    @Test
    void evaluationsAreEqual() throws IOException {
        Evaluation evaluation = model.evaluate(table);
        String json = ResultJson.text(evaluation, new ResultJson.Facts(2, null, 0, "", ""));
        String printed = run("evaluate --model run/model.safetensors --data good.csv --json").out();
        assertThat(errors(printed)).isNotEmpty().isEqualTo(errors(json));
        String trained = run("train --data good.csv --target temp,wind --lookback 5 --horizon 3 --hidden 4 --epochs 2"
                + " --cell gru --quiet --json --out again").out();
        Forecaster forecaster = Forecaster.of(model.recipe());
        TrainingPlan plan = forecaster.plan(table);
        ForecastModel fitted = plan.fit();
        Evaluation test = fitted.evaluation();
        assertThat(errors(trained)).isEqualTo(errors(ResultJson.text(test, new ResultJson.Facts(2, null, 0, "", ""))));
        try (ForecastCsv csv = ForecastCsv.open(folder.resolve("library.csv"), WindowChoice.ALL)) {
            assertThat(plan.evaluate(fitted, csv)).isEqualTo(test);
        }
        assertThat(folder.resolve("library.csv")).hasSameTextualContentAs(folder.resolve("again/forecast.csv"));
    }

    /// All digits of all errors.
    private static String errors(String json) {
        return json.substring(0, json.indexOf(",\"epochs\""));
    }
}
