package dev.lstm4j.forecast.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lstm4j.forecast.baseline.Climatology;
import dev.lstm4j.forecast.baseline.Reference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationTest {
    /// Two windows, at rows 1 and 2; the forecasts are off by 1 for a and by 2 for b.
    private static Evaluation evaluation(WindowListener listener) {
        Evaluator evaluator = evaluator(listener);
        evaluator.add(new double[]{3, 12, 5, 8});
        evaluator.add(new double[]{3, 12, 9, 8});
        return evaluator.result(List.of());
    }

    private static Evaluator evaluator(WindowListener listener) {
        List<Reference> references = List.of(new Reference(new Climatology(0, 0, List.of(3.0)), 2),
                new Reference(new Climatology(0, 0, List.of(12.0)), 4));
        EvaluatedSeries series = new EvaluatedSeries(List.of("a", "b"), null,
                List.of(new double[]{1, 2, 4, 8}, new double[]{10, 10, 10, 10}));
        return new Evaluator(series, window -> 1 + window, series.span(window -> 1 + window, 2, 2, null), references,
                listener);
    }

    private static Evaluation evaluation() {
        return evaluation(WindowListener.none());
    }

    @Test
    void errorsEqualThoseComputedByHand() {
        Evaluation.Target a = evaluation().targets().getFirst();
        assertThat(a.overall().network()).isEqualTo(new Errors(1, 1));
        assertThat(a.scaled()).isEqualTo(new Errors(0.5, 0.5));
        // Persistence forecasts 1 for 2 and 4, and 2 for 4 and 8.
        assertThat(a.steps().get(0).persistence().mae()).isEqualTo(1.5);
        assertThat(a.steps().get(1).persistence().mae()).isEqualTo(4.5);
        assertThat(a.overall().persistence().rmse()).isCloseTo(Math.sqrt((1 + 4 + 9 + 36) / 4.0), within(1e-12));
        // Climatology forecasts 3 for 2, 4, 4 and 8.
        assertThat(a.overall().climatology().mae()).isEqualTo(2);
        assertThat(a.overall().network().skill(a.overall().climatology())).isEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-160, 1e160, 1e300})
    void errorsOfAnySizeAreExact(double size) {
        EvaluatedSeries series = new EvaluatedSeries(List.of("a"), null,
                List.of(new double[]{size, 2 * size, 4 * size, 8 * size}));
        Evaluator evaluator = new Evaluator(series, window -> 1 + window,
                series.span(window -> 1 + window, 2, 2, null),
                List.of(new Reference(new Climatology(0, 0, List.of(3 * size)), 2 * size)), WindowListener.none());
        evaluator.add(new double[]{3 * size, 3 * size});
        evaluator.add(new double[]{3 * size, 7 * size});
        Evaluation.Scores scores = evaluator.result(List.of()).overall();
        assertThat(scores.network().mae() / size).isCloseTo(1, within(1e-12));
        assertThat(scores.network().rmse() / size).isCloseTo(1, within(1e-12));
        assertThat(scores.persistence().rmse() / size).isCloseTo(Math.sqrt((1 + 9 + 4 + 36) / 4.0), within(1e-12));
    }

    @Test
    void targetsAreAveraged() {
        Evaluation evaluation = evaluation();
        assertThat(evaluation.overall().network().mae()).isEqualTo(1.5);
        assertThat(evaluation.overall().network().mse()).isCloseTo(2.5, within(1e-12));
        assertThat(evaluation.scaled().mse()).isCloseTo(0.25, within(1e-12));
        assertThat(evaluation.steps()).hasSize(2);
        assertThat(evaluation.span()).isEqualTo(new WindowSpan(2, 2, "2", "4", null, null));
    }

    @Test
    void aListenerGetsTheWindowsThatItWants() {
        List<WindowForecast> all = new ArrayList<>();
        evaluation(all::add);
        assertThat(all).hasSize(2);
        WindowForecast second = all.getLast();
        assertThat(second.predicted(0, 1)).isEqualTo(12);
        assertThat(all.getFirst().predicted(0, 0)).as("the forecast is a copy").isEqualTo(3);
        assertThat(second.actual(1, 0)).isEqualTo(8);
        assertThat(second.lastKnown(0)).isEqualTo(2);
        assertThat(second.time(1)).isEqualTo("4");
        assertThat(second.origin()).isEqualTo("2");
        assertThat(second).hasToString("WindowForecast[a, b, 3 to 4]");
        assertThatThrownBy(() -> second.actual(2, 0)).isInstanceOf(IndexOutOfBoundsException.class);

        List<String> told = new ArrayList<>();
        evaluation(new WindowListener() {
            @Override
            public void begin(WindowSpan span, List<String> targets) {
                told.add(span.windows() + " of " + targets);
            }

            @Override
            public boolean wants(int window) {
                return window == 1;
            }

            @Override
            public void accept(WindowForecast forecast) {
                told.add(forecast.time(0));
            }
        });
        assertThat(told).containsExactly("2 of [a, b]", "3");
    }

    @Test
    void equalsAndToStringUseTheContents() {
        assertThat(evaluation()).isEqualTo(evaluation()).hasSameHashCodeAs(evaluation());
        assertThat(evaluation()).hasToString("""
                a: mean absolute error 1.000 (persistence 3.000, climatology 2.000), 2 windows of 2 steps
                b: mean absolute error 2.000 (persistence 0.000, climatology 2.000), 2 windows of 2 steps""");
    }

    @Test
    void theNumberOfForecastsMustFitTheWindows() {
        Evaluator evaluator = evaluator(WindowListener.none());
        assertThatThrownBy(() -> evaluator.add(new double[3]))
                .hasMessage("forecasts: expected 4 numbers for 2 targets, found 3");
        assertThatThrownBy(() -> evaluator.result(List.of())).hasMessage("forecasts: expected 2 windows, found 0");
        evaluator.add(new double[4]);
        evaluator.add(new double[4]);
        assertThatThrownBy(() -> evaluator.add(new double[4]))
                .hasMessage("forecasts: expected 2 windows, found another");
        EvaluatedSeries series = new EvaluatedSeries(List.of("a"), null, List.of(new double[4]));
        assertThatThrownBy(() -> new Evaluator(series, window -> 1 + window,
                series.span(window -> 1 + window, 1, 2, null), List.of(),
                WindowListener.none())).hasMessageStartingWith("references: expected one for each of 1 targets");
        assertThatThrownBy(() -> series.span(window -> 1 + window, 0, 2, null))
                .hasMessageStartingWith("windows: expected at least one");
        assertThatThrownBy(() -> new EvaluatedSeries(List.of("a"), null, List.of()))
                .hasMessageStartingWith("series: expected a column for each of 1 targets");
    }
}
