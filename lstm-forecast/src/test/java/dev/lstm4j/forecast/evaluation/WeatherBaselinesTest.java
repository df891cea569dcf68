package dev.lstm4j.forecast.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lstm4j.forecast.Tables;
import dev.lstm4j.forecast.baseline.Climatology;
import dev.lstm4j.forecast.baseline.Reference;
import dev.lstm4j.forecast.series.Series;
import dev.lstm4j.forecast.settings.SplitSettings;
import dev.lstm4j.training.data.Split;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The errors of the baselines on the bundled weather data equal those that another program computed.
class WeatherBaselinesTest {
    private static final Series WEATHER = Tables.weather();
    private static final Split SPLIT = SplitSettings.DEFAULT.split(WEATHER.rows());

    /// The evaluation of a network that always predicts 0 °C, for the windows of the test set.
    private static Evaluation zeros(int horizon, List<Reference> references) {
        EvaluatedSeries series = new EvaluatedSeries(List.of("temp_max"), WEATHER.time(),
                List.of(WEATHER.number("temp_max")));
        int windows = SPLIT.test() - horizon - SPLIT.validation() + 1;
        Evaluator evaluator = new Evaluator(series, window -> SPLIT.validation() + window,
                series.span(window -> SPLIT.validation() + window, windows, horizon, null), references,
                WindowListener.none());
        for (int window = 0; window < windows; window++) {
            evaluator.add(new double[horizon]);
        }
        return evaluator.result(List.of());
    }

    @ParameterizedTest
    @CsvSource({"7, 3.462, 3.024", "1, 2.271, 3.024"})
    void persistenceAndClimatologyHaveTheKnownErrors(int horizon, double persistence, double climatology) {
        List<Reference> references = Reference.fit(List.of(WEATHER.number("temp_max")), WEATHER.time(),
                SPLIT.training());
        Evaluation evaluation = zeros(horizon, references);
        assertThat(evaluation.windows()).isEqualTo(1461 - 1241 - horizon + 1);
        assertThat(evaluation.overall().persistence().mae()).isCloseTo(persistence, within(0.0005));
        assertThat(evaluation.overall().climatology().mae()).isCloseTo(climatology, within(0.0005));
        assertThat(evaluation.targets().getFirst().overall()).isEqualTo(evaluation.overall());
        assertThat(evaluation.targets().getFirst().steps()).hasSize(horizon).isEqualTo(evaluation.steps());
    }

    @Test
    void theSplitIsThatOfTheKnownErrors() {
        assertThat(SPLIT).isEqualTo(new Split(1022, 1241, 1461));
        assertThat(WEATHER.label(SPLIT.validation())).isEqualTo("2015-05-26");
    }

    @Test
    void theClimatologyHasTwoYearlyHarmonics() {
        Climatology fit = Climatology.fit(WEATHER.number("temp_max"), WEATHER.time(), SPLIT.training());
        assertThat(fit.basis()).isEqualTo("2 yearly harmonics");
        var summer = Objects.requireNonNull(WEATHER.time()).stamps().get(210).local();
        assertThat(fit.at(summer)).as("end of July").isBetween(24.0, 29.0);
    }
}
