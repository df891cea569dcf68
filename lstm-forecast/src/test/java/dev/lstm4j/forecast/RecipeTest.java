package dev.lstm4j.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lstm4j.cell.Cells;
import dev.lstm4j.forecast.settings.Aggregate;
import dev.lstm4j.forecast.settings.ColumnSettings;
import dev.lstm4j.forecast.settings.Duplicates;
import dev.lstm4j.forecast.settings.FileSettings;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.MissingPolicy;
import dev.lstm4j.forecast.settings.OptimizerSettings;
import dev.lstm4j.forecast.settings.ScheduleSettings;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.StartSettings;
import dev.lstm4j.forecast.settings.TrainingSettings;
import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.training.NonFinite;
import dev.lstm4j.training.data.ScalingKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeTest {
    private static final Recipe RECIPE = Recipe.forTarget("temp");

    /// One change of each setting.
    private static final Map<Setting, UnaryOperator<Recipe>> CHANGES = new TreeMap<>(Map.ofEntries(
            Map.entry(Setting.TARGETS, r -> r.withTargets("a", "b")),
            Map.entry(Setting.FEATURES, r -> r.withFeatures("a", "\"quoted\"", "größe")),
            Map.entry(Setting.TIME, r -> r.withTime("date", "hour")),
            Map.entry(Setting.MINIMUM, r -> r.withMinimum(-1e-300)), Map.entry(Setting.MAXIMUM, r -> r.withMaximum(50)),
            Map.entry(Setting.DECIMAL, r -> r.withDecimal(",")),
            Map.entry(Setting.THOUSANDS, r -> r.withThousands(" ")),
            Map.entry(Setting.TIME_FORMAT, r -> r.withTimeFormat("dd.MM.yyyy")),
            Map.entry(Setting.MISSING, r -> r.withMissing(MissingPolicy.FORWARD)),
            Map.entry(Setting.MISSING_VALUES, r -> r.withMissingValues("n/a", "-999")),
            Map.entry(Setting.ALLOW_GAPS, r -> r.withAllowGaps(true)),
            Map.entry(Setting.SORT, r -> r.withSort(true)),
            Map.entry(Setting.DUPLICATES, r -> r.withDuplicates(Duplicates.MEAN)),
            Map.entry(Setting.ZONE, r -> r.withZone("Europe/Berlin")),
            Map.entry(Setting.RESAMPLE, r -> r.withResample("15min", r.reading().times().aggregate())),
            Map.entry(Setting.AGGREGATE,
                    r -> r.withReading(r.reading().withTimes(r.reading().times().withAggregate(Aggregate.SUM)))),
            Map.entry(Setting.ENCODING, r -> r.withEncoding("windows-1252")),
            Map.entry(Setting.HEADER, r -> r.withHeader(false)),
            Map.entry(Setting.SEPARATOR, r -> withFile(r, r.reading().file().withSeparator("tab"))),
            Map.entry(Setting.COMMENT, r -> withFile(r, r.reading().file().withComment("//"))),
            Map.entry(Setting.SKIP_ROWS, r -> withFile(r, r.reading().file().withSkipRows(3))),
            Map.entry(Setting.SKIP_END, r -> withFile(r, r.reading().file().withSkipEnd(1))),
            Map.entry(Setting.LOOKBACK, r -> r.withLookback(12)), Map.entry(Setting.HORIZON, r -> r.withHorizon(3)),
            Map.entry(Setting.STRIDE, r -> r.withStride(2)),
            Map.entry(Setting.SPLIT, r -> r.withSplit(1000, 200, 261)),
            Map.entry(Setting.SCALING, r -> r.withScaling(ScalingKind.MINMAX)),
            Map.entry(Setting.CELL, r -> r.withCell("gru")), Map.entry(Setting.HIDDEN, r -> r.withHidden(7)),
            Map.entry(Setting.LAYERS, r -> r.withLayers(2)),
            Map.entry(Setting.BIDIRECTIONAL, r -> r.withBidirectional(true)),
            Map.entry(Setting.DROPOUT, r -> r.withDropout(0.1f)),
            Map.entry(Setting.INITIAL_WEIGHTS,
                    r -> r.withInitialWeights(StartSettings.Distribution.GLOROT_ORTHOGONAL)),
            Map.entry(Setting.FORGET_BIAS, r -> r.withForgetBias(0.1)),
            Map.entry(Setting.OPTIMIZER, r -> r.withOptimizer(OptimizerSettings.Kind.RMSPROP)),
            Map.entry(Setting.LEARNING_RATE, r -> r.withLearningRate(1e-300)),
            Map.entry(Setting.MOMENTUM, r -> r.withMomentum(0.9)),
            Map.entry(Setting.WEIGHT_DECAY, r -> r.withWeightDecay(0.1)),
            Map.entry(Setting.SCHEDULE, r -> r.withSchedule(ScheduleSettings.Kind.ONE_CYCLE)),
            Map.entry(Setting.WARMUP, r -> r.withWarmup(3)), Map.entry(Setting.CLIP, r -> r.withClip(0.3)),
            Map.entry(Setting.CLIP_VALUE, r -> r.withClipValue(0.3)),
            Map.entry(Setting.ACCUMULATE, r -> r.withAccumulate(4)), Map.entry(Setting.EMA, r -> r.withEma(0.999)),
            Map.entry(Setting.LOSS, r -> r.withLoss(TrainingSettings.Loss.HUBER)),
            Map.entry(Setting.EPOCHS, r -> r.withEpochs(9)), Map.entry(Setting.BATCH_SIZE, r -> r.withBatchSize(5)),
            Map.entry(Setting.PATIENCE, r -> r.withPatience(0)),
            Map.entry(Setting.NON_FINITE, r -> r.withNonFinite(NonFinite.SKIP)),
            Map.entry(Setting.SEED, r -> r.withSeed(Long.MIN_VALUE))));

    @ParameterizedTest
    @EnumSource
    void everySettingChangesItsOwnKeyAndIsReadBackFromJson(Setting setting) {
        Recipe changed = CHANGES.get(setting).apply(RECIPE);
        assertThat(changed).isNotEqualTo(RECIPE);
        assertThat(Recipe.fromJson(changed.toJson())).isEqualTo(changed).hasSameHashCodeAs(changed);
        assertThat(changed.toJson()).contains("\"" + setting.key() + "\"").isNotEqualTo(RECIPE.toJson());
        assertThat(undo(setting, changed)).as("no other setting changed").isEqualTo(RECIPE);
    }

    /// Replaces the group of settings that contains this one by that of [#RECIPE].
    private static Recipe undo(Setting setting, Recipe recipe) {
        return switch (setting.path().split("\\.")[0]) {
            case "columns" -> recipe.withColumns(RECIPE.columns());
            case "reading" -> recipe.withReading(RECIPE.reading());
            case "windows" -> recipe.withWindows(RECIPE.windows());
            case "network" -> recipe.withNetwork(RECIPE.network());
            case "updates" -> recipe.withUpdates(RECIPE.updates());
            default -> recipe.withTraining(RECIPE.training());
        };
    }

    private static Recipe withFile(Recipe recipe, FileSettings file) {
        return recipe.withReading(recipe.reading().withFile(file));
    }

    @Test
    void allSettingsTogetherAreReadBackFromJson() {
        Recipe all = RECIPE;
        for (Setting setting : Setting.values()) {
            all = setting == Setting.SCHEDULE ? all : CHANGES.get(setting).apply(all);
        }
        assertThat(Recipe.fromJson(all.toJson())).isEqualTo(all);
        assertThat(Recipe.fromJson(RECIPE.withoutTime().toJson()).columns().time()).isEqualTo(ColumnSettings.NO_TIME);
    }

    @Test
    void missingKeysHaveDefaultValues() {
        assertThat(Recipe.fromJson("{}")).isEqualTo(Recipe.defaults());
        assertThat(Recipe.fromJson("{\"columns\":{\"targets\":[\"temp\"]},\"windows\":{\"lookback\":12}}"))
                .isEqualTo(RECIPE.withLookback(12));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "`{\"window\":{}}` | recipe: expected only keys that this version knows, found 'window'; try a newer version of LSTM4J; this one knows columns, reading, windows,",
            "`{\"windows\":{\"look_back\":3}}` | recipe.windows: expected only keys that this version knows, found 'look_back'; try a newer version of LSTM4J; this one knows lookback, horizon, stride, split, scaling",
            "`{\"windows\":{\"lookback\":\"3\"}}` | recipe.windows.lookback: expected a whole number, found '3'",
            "`{\"windows\":{\"lookback\":0}}` | windows.lookback: expected at least 1, found 0",
            "`{\"windows\":{\"split\":[0.5,0.5]}}` | windows.split: expected three numbers (training, validation, test), found 2",
            "`{\"windows\":{\"scaling\":\"log\"}}` | windows.scaling: expected standard, minmax or none, found 'log'",
            "`{\"network\":{\"cell\":\"quantum\"}}` | network.cell: expected lstm, peephole, coupled, layernorm, gru,",
            "`{\"updates\":{\"schedule\":{\"warmup\":100}}}` | updates.schedule.warmup: expected fewer than 100, the number of epochs, found 100",
            "`{\"training\":{\"seed\":1e3}}` | recipe.training.seed: expected a whole number",
            "`{\"training\":{\"epochs\":1,\"epochs\":2}}` | recipe: expected JSON, found: Duplicate",
            "`[]` | recipe: expected an object, found a list", "`` | recipe: expected",
            "`{} {}` | recipe: expected one"})
    void invalidTextsAreRejected(String json, String message) {
        assertThatThrownBy(() -> Recipe.fromJson(json == null ? "" : json)).isInstanceOf(ForecastException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void theErrorOfAnUnknownCellListsTheAvailableOnes() {
        assertThatThrownBy(() -> RECIPE.withCell("quantum").check())
                .hasMessageStartingWith("network.cell: expected lstm, ").hasMessageEndingWith(", found 'quantum'");
        for (String cell : Cells.choices().keySet()) {
            assertThat(RECIPE.withCell(cell).check()).as(cell).isEmpty();
        }
    }

    @Test
    void deepAndLongTextsAreRejected() {
        String deep = "{\"columns\":".repeat(100) + "{}" + "}".repeat(100);
        assertThatThrownBy(() -> Recipe.fromJson(deep)).isInstanceOf(ForecastException.class);
        assertThatThrownBy(() -> Recipe.fromJson(" ".repeat(1 << 21))).isInstanceOf(ForecastException.class)
                .hasMessageContaining("expected at most 1048576 characters");
    }

    static Stream<Arguments> outOfRange() {
        return Stream.of(bad(Setting.LOOKBACK, r -> r.withLookback(0)), bad(Setting.HORIZON, r -> r.withHorizon(0)),
                bad(Setting.ZONE, r -> r.withZone("Europe/Bonn")),
                bad(Setting.RESAMPLE, r -> r.withResample("5", Aggregate.MEAN)),
                bad(Setting.RESAMPLE, r -> r.withResample("0min", Aggregate.MEAN)),
                bad(Setting.STRIDE, r -> r.withStride(0)), bad(Setting.SPLIT, r -> r.withSplit(0.5, 0.4, 0.2)),
                bad(Setting.HIDDEN, r -> r.withHidden(0)), bad(Setting.LAYERS, r -> r.withLayers(0)),
                bad(Setting.DROPOUT, r -> r.withDropout(1)), bad(Setting.DROPOUT, r -> r.withDropout(Float.NaN)),
                bad(Setting.FORGET_BIAS, r -> r.withForgetBias(Double.NaN)),
                bad(Setting.LEARNING_RATE, r -> r.withLearningRate(0)),
                bad(Setting.MOMENTUM, r -> r.withMomentum(1)),
                bad(Setting.WEIGHT_DECAY, r -> r.withWeightDecay(Double.POSITIVE_INFINITY)),
                bad(Setting.WARMUP, r -> r.withWarmup(-1)), bad(Setting.CLIP, r -> r.withClip(-1)),
                bad(Setting.CLIP, r -> r.withClip(Double.POSITIVE_INFINITY)),
                bad(Setting.CLIP_VALUE, r -> r.withClipValue(Double.NaN)),
                bad(Setting.ACCUMULATE, r -> r.withAccumulate(0)), bad(Setting.EMA, r -> r.withEma(1)),
                bad(Setting.EPOCHS, r -> r.withEpochs(0)), bad(Setting.BATCH_SIZE, r -> r.withBatchSize(0)),
                bad(Setting.PATIENCE, r -> r.withPatience(-1)), bad(Setting.TARGETS, r -> r.withTargets("a", "a")),
                bad(Setting.FEATURES, r -> r.withFeatures()),
                bad(Setting.CELL, r -> Forecaster.of(r.withCell("tree")).recipe()),
                bad(Setting.WARMUP, r -> Forecaster.of(r.withEpochs(3).withWarmup(3)).recipe()),
                bad(Setting.WARMUP, r -> Forecaster
                        .of(r.withWarmup(3).withSchedule(ScheduleSettings.Kind.ONE_CYCLE)).recipe()));
    }

    private static Arguments bad(Setting setting, UnaryOperator<Recipe> change) {
        return Arguments.of(setting, change);
    }

    @ParameterizedTest
    @MethodSource
    void outOfRange(Setting setting, UnaryOperator<Recipe> change) {
        ForecastException e = catchThrowableOfType(ForecastException.class, () -> change.apply(RECIPE));
        assertThat(e.setting()).isEqualTo(setting);
        assertThat(e.reason()).isEqualTo(ForecastException.Reason.SETTING);
        assertThat(e).hasMessage(setting.path() + ": " + e.problem());
    }

    @Test
    void settingsWithoutEffectCauseWarnings() {
        assertThat(RECIPE.check()).isEmpty();
        assertThat(RECIPE.withDropout(0.5f).withMomentum(0.9).withCell("gru").withForgetBias(1).check())
                .extracting(Warning::toString).containsExactly(
                        "network.start.forget_bias: has no effect: the cell gru has no forget gate of its own",
                        "network.dropout: has no effect: it acts between layers, and there is only one",
                        "updates.optimizer.momentum: has no effect: only sgd and rmsprop use it, not adam");
        assertThat(RECIPE.withDropout(0.5f).withLayers(2).withMomentum(0.9)
                .withOptimizer(OptimizerSettings.Kind.SGD).withForgetBias(1).check()).isEmpty();
    }

    /// Option names such as `--lookback` belong to the command line.
    @Test
    void pathsAreKeysRatherThanOptions() {
        List<String> paths = Arrays.stream(Setting.values()).map(Setting::path).toList();
        assertThat(paths).doesNotHaveDuplicates().allMatch(path -> path.matches("[a-z_.]+"));
        assertThat(CHANGES).containsOnlyKeys(Setting.values());
    }
}
