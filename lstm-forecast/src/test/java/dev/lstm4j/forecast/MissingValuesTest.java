package dev.lstm4j.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lstm4j.ForecastTask;
import dev.lstm4j.forecast.encoding.EncodedSeries;
import dev.lstm4j.forecast.encoding.Encoding;
import dev.lstm4j.forecast.encoding.ForecastWindows;
import dev.lstm4j.forecast.evaluation.Evaluation;
import dev.lstm4j.forecast.evaluation.EvaluationOptions;
import dev.lstm4j.forecast.evaluation.WindowForecast;
import dev.lstm4j.forecast.series.ColumnChoice;
import dev.lstm4j.forecast.series.Series;
import dev.lstm4j.forecast.series.SeriesReader;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.MissingPolicy;
import dev.lstm4j.forecast.table.Table;
import dev.lstm4j.training.data.ScalingKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tables with missing values, from training to forecasts.
class MissingValuesTest {
    private static final int ROWS = 120;

    private static double[] wave(Random random, int rows) {
        return IntStream.range(0, rows).mapToDouble(row -> 10 + 5 * Math.sin(row / 4.0) + random.nextDouble())
                .toArray();
    }

    private static Table table(int rows, double[]... columns) {
        Map<String, double[]> numbers = new LinkedHashMap<>();
        for (int k = 0; k < columns.length; k++) {
            numbers.put(k == 0 ? "y" : "a" + k, Arrays.copyOf(columns[k], rows));
        }
        LocalDate first = LocalDate.of(2020, 1, 1);
        return Table.of(numbers).withTimes("date", IntStream.range(0, rows).mapToObj(first::plusDays).toList());
    }

    private static Recipe recipe(MissingPolicy policy) {
        return Recipe.forTarget("y").withLookback(6).withHorizon(3).withHidden(4).withEpochs(2).withMissing(policy);
    }

    private static float[] weights(Table table, Recipe recipe) {
        return Forecaster.of(recipe).fit(table).model().parameters().values();
    }

    /// A gap in two columns, which spans the end of the training set at row 84.
    @ParameterizedTest
    @EnumSource(value = MissingPolicy.class, names = {"FORWARD", "INTERPOLATE", "DROP"})
    void rowsAfterTheTrainingSetDoNotInfluenceIt(MissingPolicy policy) {
        Recipe recipe = recipe(policy).withSplit(84, 0, 36);
        double[] y = wave(new Random(1), ROWS);
        double[] a = wave(new Random(2), ROWS);
        Arrays.fill(y, 80, 87, Double.NaN);
        Arrays.fill(a, 82, 89, Double.NaN);
        y[40] = Double.NaN;
        float[] weights = weights(table(ROWS, y, a), recipe);
        for (int row = 84; row < ROWS; row++) {
            y[row] = 1000 - 3 * y[row];
            a[row] = -a[row];
        }
        assertThat(weights(table(ROWS, y, a), recipe)).isEqualTo(weights);
    }

    /// A window of an evaluation reads exactly what a forecast reads whose table ends before the window's targets.
    @Property(tries = 200)
    void aWindowSeesWhatAForecastSees(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int lookback,
            @ForAll boolean interpolated) {
        Random random = new Random(seed);
        MissingPolicy policy = interpolated ? MissingPolicy.INTERPOLATE : MissingPolicy.FORWARD;
        int rows = 40;
        double[] y = wave(random, rows);
        double[] a = wave(random, rows);
        for (int row = 1; row < rows; row++) {
            a[row] = random.nextInt(3) == 0 ? a[row] : Double.NaN;
            y[row] = random.nextInt(4) == 0 ? Double.NaN : y[row];
        }
        Table all = table(rows, y, a);
        ColumnChoice choice = Tables.choice(all, "y");
        Series series = SeriesReader.read(all, choice, Tables.rules(policy));
        ForecastTask task = Encoding.fit(choice, series, series.rows(), ScalingKind.NONE, lookback, 2);
        ForecastWindows windows = EncodedSeries.of(task, series, _ -> {
        }).windows();
        int width = task.features().size();
        for (int index = 0; index < windows.size(); index++) {
            int end = windows.targetRow(index);
            if (Double.isNaN(y[end - 1])) {
                continue; // a table that ends there is forecast from an earlier row
            }
            float[] window = new float[lookback * width];
            windows.copyInput(index, window, 0, width);
            Series last = SeriesReader.readLast(table(end, y, a), task, Tables.rules(policy), null);
            assertThat(window).as("window %d", index).isEqualTo(Encoding.inputs(task, last, _ -> {
            }));
        }
    }

    @ParameterizedTest
    @EnumSource(value = MissingPolicy.class, names = {"FORWARD", "INTERPOLATE", "DROP"})
    void targetsThatAreMissingHaveNoErrors(MissingPolicy policy) {
        double[] y = wave(new Random(3), ROWS);
        for (int row : new int[]{30, 31, 90, 104, 105}) {
            y[row] = Double.NaN;
        }
        ForecastModel model = Forecaster.of(recipe(policy)).fit(table(ROWS, y));
        List<WindowForecast> forecasts = new ArrayList<>();
        Evaluation evaluation = model.evaluate(table(ROWS, y),
                EvaluationOptions.DEFAULT.withForecasts(forecasts::add));
        double sum = 0;
        double naive = 0;
        int count = 0;
        for (WindowForecast forecast : forecasts) {
            for (int step = 0; step < forecast.horizon(); step++) {
                double actual = forecast.actual(step, 0);
                if (!Double.isNaN(actual)) {
                    sum += Math.abs(forecast.predicted(step, 0) - actual);
                    naive += Math.abs(forecast.lastKnown(0) - actual);
                    count++;
                }
            }
        }
        assertThat(count).isLessThan(3 * forecasts.size());
        assertThat(evaluation.windows()).isEqualTo(forecasts.size());
        assertThat(evaluation.overall().network().mae()).isCloseTo(sum / count, within(1e-12));
        assertThat(evaluation.overall().persistence().mae()).isCloseTo(naive / count, within(1e-12));
        assertThat(model.evaluation().overall().network().mae()).isFinite();
    }

    @Test
    void windowsDoNotSpanDroppedRows() {
        double[] y = wave(new Random(4), ROWS);
        y[50] = Double.NaN;
        Forecaster forecaster = Forecaster.of(recipe(MissingPolicy.DROP));
        int all = forecaster.plan(table(ROWS, wave(new Random(4), ROWS))).trainingWindows();
        assertThat(forecaster.plan(table(ROWS, y)).trainingWindows()).as("the six windows that read row 50")
                .isEqualTo(all - 6);
    }

    @Test
    void aPartWithoutACompleteWindowIsNamed() {
        double[] y = wave(new Random(5), ROWS);
        for (int row = 97; row < ROWS - 1; row += 3) {
            y[row] = Double.NaN;
        }
        assertThatThrownBy(() -> Forecaster.of(recipe(MissingPolicy.DROP)).plan(table(ROWS, y)))
                .isInstanceOf(ForecastException.class)
                .hasMessage(
                        "table: expected 6 consecutive rows (the lookback) without a missing value, and a target after "
                                + "them, in rows 97 to 120, found none; fill missing values, or shorten the lookback");
    }
}
