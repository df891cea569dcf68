package dev.lstm4j.forecast.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lstm4j.forecast.baseline.Climatology;
import dev.lstm4j.forecast.baseline.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {
    @TempDir
    Path folder;

    private static final List<Reference> REFERENCES = List.of(new Reference(new Climatology(0, 0, List.of(3.0)), 2),
            new Reference(new Climatology(0, 0, List.of(12.0)), 4));

    /// Two windows, at rows 1 and 2; the forecasts are off by 1 for a and by 2 for b.
    private static Evaluation evaluation() {
        double[] values = {3, 12, 5, 8, 3, 12, 9, 8};
        WindowForecasts forecasts = new WindowForecasts(List.of("a", "b"), 2, null,
                List.of(new double[]{1, 2, 4, 8}, new double[]{10, 10, 10, 10}), new int[]{1, 2}, values);
        return Evaluation.of(forecasts, REFERENCES, List.of());
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

    @Test
    void targetsAreAveraged() {
        Evaluation evaluation = evaluation();
        assertThat(evaluation.overall().network().mae()).isEqualTo(1.5);
        assertThat(evaluation.overall().network().mse()).isCloseTo(2.5, within(1e-12));
        assertThat(evaluation.scaled().mse()).isCloseTo(0.25, within(1e-12));
        assertThat(evaluation.steps()).hasSize(2);
    }

    @Test
    void theCsvContainsForecastsAndActualValues() throws IOException {
        WindowForecasts forecasts = evaluation().forecasts();
        assertThat(forecasts.predicted(1, 0, 1)).isEqualTo(12);
        assertThat(forecasts.actual(1, 1, 0)).isEqualTo(8);
        assertThat(forecasts.lastKnown(1, 0)).isEqualTo(2);
        assertThat(forecasts.time(1, 1)).isEqualTo("4");
        forecasts.writeCsv(folder.resolve("forecast.csv"));
        assertThat(Files.readAllLines(folder.resolve("forecast.csv"))).hasSize(1 + 8)
                .startsWith("time,actual,predicted,step,target", "2,2.0,3.0,1,a", "2,10.0,12.0,1,b", "3,4.0,5.0,2,a");
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
        assertThatThrownBy(() -> new WindowForecasts(List.of("a"), 2, null, List.of(new double[4]), new int[]{1},
                new double[3])).hasMessage("forecasts: expected 2 numbers for 1 targets, found 3 for 1");
        assertThatThrownBy(() -> new WindowForecasts(List.of("a"), 2, null, List.of(new double[4]), new int[0],
                new double[0])).hasMessage("forecasts: expected at least one window, found none");
    }
}
