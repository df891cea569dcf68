package dev.lstm4j.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lstm4j.Architecture;
import dev.lstm4j.Model;
import dev.lstm4j.Parameters;
import dev.lstm4j.SeriesProfile;
import dev.lstm4j.forecast.evaluation.Evaluation;
import dev.lstm4j.forecast.evaluation.EvaluationOptions;
import dev.lstm4j.forecast.evaluation.WindowForecast;
import dev.lstm4j.forecast.evaluation.WindowListener;
import dev.lstm4j.forecast.evaluation.WindowSpan;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.MissingPolicy;
import dev.lstm4j.forecast.settings.ReadingSettings;
import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.forecast.table.Table;
import dev.lstm4j.io.ModelFile;
import dev.lstm4j.simd.Engine;
import dev.lstm4j.training.EpochReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastModelTest {
    private static final Table TABLE = Tables.waves(120);

    @TempDir
    static Path folder;

    private static ForecastModel model;

    @BeforeAll
    static void fit() {
        model = Forecaster.of(Tables.tinyRecipe()).fit(TABLE);
    }

    @Test
    void modelsAndForecastsThatAreNotFiniteAreRefused() {
        Model good = model.model();
        Parameters weights = Parameters.zeros(good.architecture().parameterLayout());
        Arrays.fill(weights.values(), 100);
        for (String name : List.of("fc.weight", "fc.bias")) {
            for (int i = 0; i < weights.view(name).capacity(); i++) {
                weights.view(name).put(i, Float.MAX_VALUE);
            }
        }
        Model large = new Model(good.architecture(), weights, good.weights(), good.task(), good.profile(),
                good.provenance());
        ForecastModel overflowing = ForecastModel.of(large);
        assertThatThrownBy(() -> overflowing.predict(TABLE)).isInstanceOf(ForecastException.class)
                .hasMessage("forecast: expected finite numbers, found Infinity; the weights or the scaling of the model"
                        + " are too large: train it again");
        for (float wrong : new float[]{Float.NaN, Float.NEGATIVE_INFINITY}) {
            weights.view("fc.bias").put(0, wrong);
            assertThatThrownBy(() -> ForecastModel.of(large)).isInstanceOf(ForecastException.class)
                    .hasMessageStartingWith("model: expected finite weights, found " + wrong + " in fc.bias;");
        }
    }

    @Test
    void forecastsHaveTimesAndTheUnitsOfTheColumn() {
        Forecast forecast = model.predict(TABLE);
        assertThat(forecast.targets()).containsExactly("temp");
        assertThat(forecast.horizon()).isEqualTo(3);
        assertThat(forecast.after()).isEqualTo("2020-04-29");
        assertThat(forecast.times()).containsExactly("2020-04-30", "2020-05-01", "2020-05-02");
        assertThat(forecast.localTimes()).first().isEqualTo(LocalDateTime.of(2020, 4, 30, 0, 0));
        assertThat(forecast.values("temp")).hasSize(3).containsExactly(forecast.value(0, 0), forecast.value(1, 0),
                forecast.value(2, 0));
        assertThat(Arrays.stream(forecast.values("temp"))).as("temperatures, not standard deviations")
                .allMatch(value -> value > 4 && value < 18);
        assertThat(forecast.warnings()).isEmpty();
        assertThat(forecast.toCsv()).startsWith("date,temp\n2020-04-30,");
        double written = Double.parseDouble(forecast.toCsv().split("[\n,]")[3]);
        assertThat(written).as("without digits that a float does not have")
                .isCloseTo(forecast.value(0, 0), within(1e-6))
                .isNotEqualTo(forecast.value(0, 0));
        assertThatThrownBy(() -> forecast.values("heat")).hasMessage("target: expected one of [temp], found heat");
    }

    @Test
    void theEvaluationUsesTheTestSet() {
        Evaluation evaluation = model.evaluation();
        assertThat(evaluation.windows()).isEqualTo(16);
        assertThat(evaluation.span()).extracting(WindowSpan::first, WindowSpan::last, WindowSpan::horizon)
                .containsExactly("2020-04-12", "2020-04-29", 3);
        assertThat(evaluation.overall().network().mae()).isPositive();
        assertThat(model.history()).hasSize(2).extracting(EpochReport::epoch).containsExactly(1, 2);
        assertThat(Objects.requireNonNull(model.training()).epochs()).isEqualTo(2);
        Evaluation all = model.evaluate(TABLE);
        assertThat(all.windows()).isEqualTo(113);
        assertThat(all.warnings()).extracting(Warning::message)
                .containsExactly("table is the file that the model was trained on: errors on new data may be larger"
                        + " (79 in the training set, 18 in the validation set, 16 in the test set)");
    }

    @Test
    void theEvaluationIsComputedOnceAndWhenItIsNeeded() {
        TrainingPlan plan = Forecaster.of(Tables.tinyRecipe()).plan(TABLE);
        ForecastModel fitted = plan.fit();
        List<WindowForecast> forecasts = new ArrayList<>();
        Evaluation listened = plan.evaluate(fitted, forecasts::add);
        assertThat(forecasts).hasSize(16).last().extracting(WindowForecast::origin).isEqualTo("2020-04-26");
        List<Evaluation> all = IntStream.range(0, 4).parallel().mapToObj(i -> fitted.evaluation()).toList();
        assertThat(all).allSatisfy(evaluation -> assertThat(evaluation).isSameAs(all.getFirst()).isEqualTo(listened));
        ForecastModel other = Forecaster.of(Tables.tinyRecipe().withHorizon(2)).fit(TABLE);
        assertThatThrownBy(() -> plan.evaluate(other, WindowListener.none()))
                .hasMessageStartingWith("model: expected one that this plan trained");
    }

    @Test
    void anEvaluationThatFailsIsTriedAgain() {
        Evaluation evaluation = model.evaluation();
        List<RuntimeException> failures = new ArrayList<>(List.of(new IllegalStateException("no memory")));
        DeferredEvaluation deferred = new DeferredEvaluation(() -> {
            if (!failures.isEmpty()) {
                throw failures.removeFirst();
            }
            return evaluation;
        });
        assertThatThrownBy(deferred::get).hasMessage("no memory");
        assertThat(deferred.get()).isSameAs(evaluation);
    }

    @Test
    void laterWindowsAreEvaluatedAlone() {
        List<WindowForecast> all = new ArrayList<>();
        model.evaluate(TABLE, EvaluationOptions.DEFAULT.withForecasts(all::add));
        List<WindowForecast> some = new ArrayList<>();
        Evaluation later = model.evaluate(TABLE.slice(20, 120),
                EvaluationOptions.DEFAULT.withSince("2020-04-12").withForecasts(some::add));
        assertThat(later.overall()).as("those of the test set").isEqualTo(model.evaluation().overall());
        assertThat(later.span().first()).isEqualTo("2020-04-12");
        assertThat(some).hasSize(16).extracting(forecast -> forecast.predicted(2, 0))
                .isEqualTo(all.subList(97, 113).stream().map(forecast -> forecast.predicted(2, 0)).toList());
        assertThatThrownBy(() -> model.evaluate(TABLE, EvaluationOptions.DEFAULT.withSince("2020-04-28")))
                .isInstanceOfSatisfying(ForecastException.class,
                        e -> assertThat(e.reason()).isEqualTo(ForecastException.Reason.EVALUATION))
                .hasMessage("since: expected at least 3 rows (the model's horizon) from 2020-04-28 on, found 2;"
                        + " the last window of table begins at 2020-04-27");
    }

    @Test
    void aLoadedModelEqualsTheSavedOne() throws IOException {
        Path file = folder.resolve("model.safetensors");
        model.save(file);
        ForecastModel loaded = ForecastModel.load(file);
        assertThat(loaded.recipe()).isEqualTo(model.recipe()).isEqualTo(Tables.tinyRecipe());
        assertThat(loaded.predict(TABLE)).isEqualTo(model.predict(TABLE));
        assertThat(loaded.evaluate(TABLE)).isEqualTo(model.evaluate(TABLE));
        assertThat(loaded.training()).isEqualTo(model.training());
        assertThat(loaded.model().profile()).isEqualTo(model.model().profile());
        assertThat(loaded.hasEvaluation()).isFalse();
        assertThat(loaded.history()).isEmpty();
        assertThatThrownBy(loaded::evaluation).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("use evaluate(table)");
        assertThat(loaded).hasToString("ForecastModel[temp, 5 rows to 3, 207 parameters]");
    }

    @Test
    void theSameRecipeAndTableGiveTheSameWeightsWithAnyNumberOfThreads() {
        ForecastModel again = Forecaster.of(Recipe.fromJson(model.recipe().toJson()))
                .withEngine(Engine.auto().withThreads(2)).fit(TABLE);
        assertThat(again.model().parameters().values()).isEqualTo(model.model().parameters().values());
        ForecastModel other = Forecaster.of(model.recipe().withSeed(2)).fit(TABLE);
        assertThat(other.model().parameters().values()).isNotEqualTo(model.model().parameters().values());
    }

    @Test
    void aTableFromAFileGivesTheSameModelAsOneFromArrays() {
        StringBuilder text = new StringBuilder("date,temp,wind,sky\n");
        for (int row = 0; row < TABLE.rows(); row++) {
            text.append(TABLE.text(row, "date")).append(',').append(TABLE.text(row, "temp")).append(',')
                    .append(TABLE.text(row, "wind")).append(',').append(TABLE.text(row, "sky")).append('\n');
        }
        ForecastModel fromFile = Forecaster.of(Tables.tinyRecipe()).fit(Tables.of(text.toString()));
        assertThat(fromFile.model().parameters().values()).isEqualTo(model.model().parameters().values());
        assertThat(fromFile.predict(TABLE)).isEqualTo(model.predict(TABLE));
    }

    @Test
    void forecastsDoNotDependOnKernelsOrThreads() {
        Forecast expected = model.predict(TABLE);
        assertThat(model.withEngine(Engine.scalar()).predict(TABLE)).isEqualTo(expected);
        assertThat(model.withEngine(Engine.auto().withThreads(2)).predict(TABLE)).isEqualTo(expected);
        assertThat(model.withThreads(2).predict(TABLE)).isEqualTo(expected);
        assertThatThrownBy(() -> model.withThreads(0)).hasMessageStartingWith("threads: expected at least 1");
    }

    @Test
    void thePlanDescribesTheTrainingAndAListenerGetsEachEpoch() {
        TrainingPlan plan = Forecaster.of(Tables.tinyRecipe().withDropout(0.5f)).plan(TABLE);
        assertThat(plan.trainingWindows()).isEqualTo(77);
        assertThat(plan.validationWindows()).isEqualTo(16);
        assertThat(plan.testWindows()).isEqualTo(16);
        assertThat(plan.architecture().hiddenSize()).isEqualTo(4);
        assertThat(plan.warnings()).hasSize(1);
        List<Integer> epochs = new ArrayList<>();
        ForecastModel fitted = plan.fit((report, _) -> epochs.add(report.epoch()));
        assertThat(epochs).containsExactly(1, 2);
        assertThat(fitted.warnings()).isEqualTo(plan.warnings());
    }

    @Test
    void theRecipeDecidesHowMissingValuesAreReadUnlessOverridden() {
        double[] temps = new double[TABLE.rows()];
        for (int row = 0; row < temps.length; row++) {
            temps[row] = row == 118 ? Double.NaN : TABLE.number(row, "temp");
        }
        Table holes = TABLE.withNumbers("temp", temps);
        assertThatThrownBy(() -> model.predict(holes)).isInstanceOf(ForecastException.class)
                .hasMessageStartingWith("table row 119, column temp: expected a value, found 'NaN'");
        ForecastModel lenient = Forecaster.of(Tables.tinyRecipe().withMissing(MissingPolicy.FORWARD)).fit(holes);
        assertThat(lenient.predict(holes).horizon()).isEqualTo(3);
        ReadingSettings forward = ReadingSettings.DEFAULT.withMissing(MissingPolicy.FORWARD);
        assertThat(model.withReading(forward).predict(holes).horizon()).isEqualTo(3);
    }

    @Test
    void rowsWithoutTimesAreNumbered() {
        ForecastModel counted = Forecaster.of(Tables.tinyRecipe().withoutTime().withFeatures("temp")).fit(TABLE);
        Forecast forecast = counted.predict(TABLE);
        assertThat(forecast.times()).containsExactly("1", "2", "3");
        assertThat(forecast.localTimes()).isEmpty();
        assertThat(forecast.after()).isEqualTo("120");
        assertThat(forecast.toCsv()).startsWith("step,temp\n1,");
        assertThat(counted.evaluation().span().first()).isEqualTo("103");
    }

    @Test
    void aSingleRowIsContinuedWithTheSpacingOfTheTrainingData() {
        ForecastModel short1 = Forecaster.of(Tables.tinyRecipe().withLookback(1)).fit(TABLE);
        assertThat(short1.predict(TABLE.slice(119, 120)).times()).containsExactly("2020-04-30", "2020-05-01",
                "2020-05-02");
    }

    @Test
    void otherSpacingsAndUnknownWordsCauseWarnings() {
        List<LocalDate> weekly = new ArrayList<>();
        for (int row = 0; row < 10; row++) {
            weekly.add(LocalDate.of(2021, 1, 1).plusWeeks(row));
        }
        Table table = TABLE.slice(0, 10).withTimes("date", weekly)
                .withTexts("sky", List.of("rain", "sun", "sun", "sun", "sun", "sun", "sun", "hail", "sun", "hail"));
        assertThat(model.predict(table).warnings()).extracting(Warning::message).containsExactly(
                "table: the rows are 7 days apart, but 1 day apart in the training table",
                "table row 8, column sky: 'hail' is not in the training set; it counts as none of rain, sun");
    }

    @Test
    void theErrorOfAShortTableNamesLookbackHorizonAndRows() {
        Recipe recipe = Tables.tinyRecipe().withLookback(150);
        assertThatThrownBy(() -> Forecaster.of(recipe).fit(TABLE)).isInstanceOf(ForecastException.class)
                .hasMessageStartingWith(
                        "windows.split: the training set has 84 of 120 rows, too few for a window with a"
                                + " lookback of 150 and a horizon of 3; use a lookback of at most 81, or at least 219 rows");
        assertThatThrownBy(() -> model.predict(TABLE.slice(0, 4)))
                .hasMessage("table: expected at least 5 rows, the lookback of the model, found 4");
    }

    @Test
    void theProvenanceContainsTheRecipeAndFacts() {
        Map<String, String> facts = model.model().provenance();
        assertThat(Recipe.fromJson(facts.get("recipe"))).isEqualTo(Tables.tinyRecipe());
        assertThat(facts).containsEntry("data.sha256", TABLE.sha256()).containsEntry("data.rows", "120")
                .containsEntry("split.training_end", "84").containsEntry("split.validation_end", "102")
                .containsEntry("split.test_end", "120").containsEntry("training.epochs", "2")
                .containsKeys("training.best_epoch", "version.lstm4j", "version.java", "kernels", "created");
        assertThat(facts.get("version.lstm4j")).matches("\\d.*");
        SeriesProfile profile = Objects.requireNonNull(model.model().profile());
        assertThat(profile.step()).isEqualTo(new SeriesProfile.Step(86_400_000_000L, 0, 0));
        assertThat(profile.targets().getFirst().coefficients()).hasSize(1);
    }

    @Test
    void aNetworkWithoutATaskCannotForecast() {
        Architecture architecture = Architecture.lstm(1, 2);
        Model bare = new Model(architecture, Parameters.zeros(architecture.parameterLayout()));
        assertThatThrownBy(() -> ForecastModel.of(bare)).isInstanceOf(ForecastException.class)
                .hasMessage("model: expected a forecasting model, found a network without a task");
        Model anonymous = new Model(model.model().architecture(), model.model().parameters(), model.task(), Map.of());
        ForecastModel found = ForecastModel.of(anonymous);
        assertThat(found.predict(TABLE).values("temp")).isEqualTo(model.predict(TABLE).values("temp"));
        assertThat(found.hasRecipe()).isFalse();
        assertThat(found.training()).isNull();
        assertThatThrownBy(found::recipe).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> found.evaluate(TABLE)).isInstanceOf(ForecastException.class)
                .hasMessageContaining(
                        "expected the climatology and deviation of temp, which an evaluation needs, found none");
    }

    @Test
    void aModelWithARecipeOfANewerVersionCanForecast() {
        Model newer = new Model(model.model().architecture(), model.model().parameters(), model.task(),
                Map.of("recipe", "{\"ensemble\":{}}"));
        ForecastModel found = ForecastModel.of(newer);
        assertThat(found.predict(TABLE)).isEqualTo(model.predict(TABLE));
        assertThat(found.hasRecipe()).isFalse();
        assertThatThrownBy(found::recipe).isInstanceOf(ForecastException.class).hasMessageContaining("'ensemble'");
    }

    /// Old files have no recipe and no profile, but texts in the provenance.
    @Test
    void oldModelFilesAreRead() throws IOException {
        SeriesProfile.Target target = Objects.requireNonNull(model.model().profile()).targets().getFirst();
        Map<String, String> old = new LinkedHashMap<>();
        old.put("climatology.temp", target.yearlyHarmonics() + " " + target.dailyHarmonics() + " "
                + String.join(" ", target.coefficients().stream().map(String::valueOf).toList()));
        old.put("deviation.temp", Double.toString(target.deviation()));
        old.put("data.spacing", "PT24H");
        old.put("training.epochs", "2");
        old.put("training.best_epoch", "1");
        Path file = folder.resolve("old.safetensors");
        ModelFile.save(file, new Model(model.model().architecture(), model.model().parameters(), model.task(), old));
        ForecastModel read = ForecastModel.load(file);
        assertThat(read.evaluate(TABLE).overall()).isEqualTo(model.evaluate(TABLE).overall());
        assertThat(read.predict(TABLE)).isEqualTo(model.predict(TABLE));
        assertThat(Objects.requireNonNull(read.training()).bestEpoch()).isEqualTo(1);
        assertThat(Files.size(file)).isPositive();
        for (String broken : List.of("", "2 0 1", "x 0 1", "0 0 NaN", "-1 1 3", "0 0")) {
            old.put("climatology.temp", broken);
            assertThat(OldProvenance.profile(model.task(), old)).as(broken).isNull();
        }
    }
}
