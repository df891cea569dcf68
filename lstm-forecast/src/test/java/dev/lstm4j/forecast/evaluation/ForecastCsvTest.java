package dev.lstm4j.forecast.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.forecast.baseline.Climatology;
import dev.lstm4j.forecast.baseline.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastCsvTest {
    @TempDir
    Path folder;

    /// Forecasts that are the number of the window.
    private static Evaluation evaluate(int windows, int horizon, WindowListener listener) {
        double[] rows = IntStream.range(0, windows + horizon).asDoubleStream().toArray();
        EvaluatedSeries series = new EvaluatedSeries(List.of("y"), null, List.of(rows));
        Evaluator evaluator = new Evaluator(series, window -> 1 + window,
                series.span(window -> 1 + window, windows, horizon, null),
                List.of(new Reference(new Climatology(0, 0, List.of(3.0)), 2)), listener);
        for (int window = 0; window < windows; window++) {
            double[] forecast = new double[horizon];
            java.util.Arrays.fill(forecast, window);
            evaluator.add(forecast);
        }
        return evaluator.result(List.of());
    }

    private List<String> lines(int windows, int horizon, WindowChoice choice) throws IOException {
        Path file = folder.resolve("forecast.csv");
        try (ForecastCsv csv = ForecastCsv.open(file, choice)) {
            evaluate(windows, horizon, csv);
        }
        return Files.readAllLines(file);
    }

    @Test
    void aRowHasTimeValuesStepTargetAndOrigin() throws IOException {
        assertThat(lines(2, 2, WindowChoice.ALL)).containsExactly("time,actual,predicted,step,target,origin",
                "2,1,0,1,y,1", "3,2,0,2,y,1", "3,2,1,1,y,2", "4,3,1,2,y,2");
    }

    @Test
    void theLastWindowAloneOrNoneAreWritten() throws IOException {
        assertThat(lines(5, 3, WindowChoice.LAST)).containsExactly("time,actual,predicted,step,target,origin",
                "6,5,4,1,y,5", "7,6,4,2,y,5", "8,7,4,3,y,5");
        assertThat(lines(5, 3, WindowChoice.NONE)).hasSize(1);
    }

    @Test
    void byDefaultTheFileIsBounded() throws IOException {
        assertThat(lines(2000, 50, WindowChoice.AUTO)).as("exactly the bound").hasSize(1 + 100_000);
        List<String> thinned = lines(2010, 50, WindowChoice.AUTO);
        assertThat(thinned).as("41 windows of 50 steps").hasSize(1 + 41 * 50);
        assertThat(thinned.getLast()).as("the last window is one of them").startsWith("2060,").endsWith(",50,y,2010");
        List<String> times = thinned.stream().skip(1).map(line -> line.split(",")[0]).toList();
        assertThat(times).as("no row is forecast twice").doesNotHaveDuplicates();
        assertThat(lines(2010, 50, WindowChoice.ALL)).hasSize(1 + 2010 * 50);
    }

    @Test
    void theBoundCountsTargets() {
        WindowSpan span = new WindowSpan(1000, 50, "1", "1049", null, null);
        assertThat(WindowChoice.AUTO.thins(span, 2)).isFalse();
        assertThat(WindowChoice.AUTO.thins(span, 3)).isTrue();
        assertThat(WindowChoice.ALL.thins(span, 3)).isFalse();
        WindowSpan huge = new WindowSpan(300_000, 7400, "1", "307399", null, null);
        assertThat(WindowChoice.AUTO.thins(huge, 1)).as("more rows than an int counts").isTrue();
    }

    @Test
    void anErrorEndsTheFileButNotTheEvaluation() throws IOException {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full));
        ForecastCsv csv = ForecastCsv.open(full, WindowChoice.ALL);
        Evaluation evaluation = evaluate(500, 20, csv);
        assertThat(evaluation.windows()).isEqualTo(500);
        assertThat(csv.windows()).as("it gave up").isLessThan(500);
        assertThatThrownBy(csv::close).isInstanceOf(IOException.class).hasMessageContaining("No space left");
    }

    @Test
    void aFileThatIsNotEvaluatedIsEmpty() throws IOException {
        Path file = folder.resolve("empty.csv");
        try (ForecastCsv csv = ForecastCsv.open(file, WindowChoice.AUTO)) {
            assertThat(csv.isThinned()).isFalse();
        }
        assertThat(Files.readAllLines(file)).isEqualTo(Collections.emptyList());
    }
}
