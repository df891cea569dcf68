package dev.lstm4j.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.Model;
import dev.lstm4j.Parameters;
import dev.lstm4j.SeriesProfile;
import dev.lstm4j.forecast.evaluation.EvaluationOptions;
import dev.lstm4j.forecast.evaluation.WindowForecast;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.forecast.table.Table;
import dev.lstm4j.io.safetensors.ModelFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetRangeTest {
    private static final Recipe RECIPE = Recipe.forTarget("y").withLookback(4).withHorizon(2).withHidden(4)
            .withEpochs(1);

    @TempDir
    private Path folder;

    /// Mostly 0, like the sales of spare parts.
    private static Table sales(double sign) {
        return Table.of(Map.of("y", IntStream.range(0, 150)
                .mapToDouble(row -> row * 37 % 11 < 3 ? sign * (1 + row % 5) : 0).toArray()));
    }

    private static DoubleStream forecasts(ForecastModel model, Table table) {
        List<WindowForecast> forecasts = new ArrayList<>();
        model.evaluate(table, EvaluationOptions.DEFAULT.withForecasts(forecasts::add));
        return DoubleStream.concat(DoubleStream.of(model.predict(table).values("y")), forecasts.stream()
                .flatMapToDouble(one -> IntStream.range(0, one.horizon()).mapToDouble(step -> one.predicted(step, 0))));
    }

    @Test
    void theRangeIsKeptInTheFileAndDoesNotChangeTheNetwork() throws ModelFileException {
        Table table = sales(1);
        Path file = folder.resolve("model.safetensors");
        Forecaster.of(RECIPE.withMinimum(0).withMaximum(5.5)).fit(table).save(file);
        ForecastModel model = ForecastModel.load(file);
        assertThat(model.model().profile()).extracting(SeriesProfile::bounds)
                .isEqualTo(new SeriesProfile.Bounds(0, 5.5));
        assertThat(model.model().parameters().values())
                .isEqualTo(Forecaster.of(RECIPE).fit(table).model().parameters().values());
    }

    /// Whatever the network computes.
    @ParameterizedTest
    @CsvSource({"-100, 0", "100, 5.5"})
    void everyForecastIsMovedIntoTheRange(float bias, double expected) {
        Table table = sales(1);
        Model trained = Forecaster.of(RECIPE.withMinimum(0).withMaximum(5.5)).fit(table).model();
        Parameters parameters = trained.parameters().copy();
        Arrays.fill(parameters.values(), parameters.values().length - 2, parameters.values().length, bias);
        ForecastModel far = ForecastModel.of(new Model(trained.architecture(), parameters, trained.task(),
                trained.profile(), trained.provenance()));
        assertThat(forecasts(far, table)).containsOnly(expected);
    }

    @Test
    void valuesOutsideOfTheRangeAreRefused() {
        assertThatThrownBy(() -> Forecaster.of(RECIPE.withMinimum(0)).plan(sales(-1)))
                .isInstanceOf(ForecastException.class)
                .hasMessage("table row 1, column y: expected a value of at least 0, found -1");
        assertThatThrownBy(() -> Forecaster.of(RECIPE.withMaximum(4.5)).plan(sales(1)))
                .hasMessageContaining("expected a value of at most 4.5, found 5");
        assertThatThrownBy(() -> RECIPE.withMinimum(2).withMaximum(1))
                .hasMessage("columns.maximum: expected a minimum below the maximum, found 2.0 and 1.0");
        assertThatThrownBy(() -> RECIPE.withMinimum(Double.NaN)).hasMessageContaining("expected a finite number");
    }

    @Test
    void aMinimumOfZeroIsProposedWhereItMayHelp() {
        String proposal = "table, column y: no value of the training set is below 0, but forecasts may be; a minimum of 0 "
                + "prevents it";
        assertThat(Forecaster.of(RECIPE).plan(sales(1)).warnings()).extracting(Warning::message)
                .containsExactly(proposal);
        assertThat(Forecaster.of(RECIPE.withMinimum(0)).plan(sales(1)).warnings()).isEmpty();
        assertThat(Forecaster.of(RECIPE).plan(sales(-1)).warnings()).isEmpty();
    }
}
