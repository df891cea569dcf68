package dev.lstm4j.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SeriesWindowsTest {
    @Property
    void windowsOfAPartForecastOnlyRowsOfThePart(@ForAll @IntRange(min = 1, max = 60) int rows,
            @ForAll @IntRange(min = 1, max = 9) int lookback, @ForAll @IntRange(min = 1, max = 5) int horizon,
            @ForAll @IntRange(min = 1, max = 4) int stride, @ForAll @IntRange(max = 60) int a,
            @ForAll @IntRange(max = 60) int b) {
        int from = Math.min(Math.min(a, b), rows);
        int to = Math.min(Math.max(a, b), rows);
        float[] inputs = new float[rows * 2];
        float[] targets = new float[rows];
        for (int row = 0; row < rows; row++) {
            inputs[2 * row] = row;
            inputs[2 * row + 1] = -row;
            targets[row] = 1000 + row;
        }
        Windows spec = Windows.over(inputs, 2).withTargets(targets, 1).withLookback(lookback).withHorizon(horizon)
                .withStride(stride);
        if (spec.count(from, to) == 0) {
            assertThat(Math.max(from, lookback) + horizon).isGreaterThan(to);
            assertThatThrownBy(() -> spec.dataset(from, to)).hasMessageContaining("a lookback of " + lookback
                    + " and a horizon of " + horizon + " need " + (lookback + horizon) + " rows, the series has "
                    + rows);
            return;
        }
        SeriesWindows windows = spec.dataset(from, to);
        assertThat(spec.count(from, to)).isEqualTo(windows.size());
        int expected = 0;
        for (int first = Math.max(from, lookback); first + horizon <= to; first += stride) {
            float[] x = new float[lookback * 3];
            float[] y = new float[horizon];
            windows.copyInput(expected, x, 0, 3);
            windows.copyTarget(expected, y, 0);
            for (int t = 0; t < lookback; t++) {
                assertThat(x[3 * t]).isEqualTo(first - lookback + t);
                assertThat(x[3 * t + 1]).isEqualTo(-(first - lookback + t));
                assertThat(x[3 * t + 2]).isZero();
            }
            for (int step = 0; step < horizon; step++) {
                assertThat(y[step]).isEqualTo(1000 + first + step);
            }
            assertThat(windows.targetRow(expected)).isEqualTo(first);
            expected++;
        }
        assertThat(windows.size()).isEqualTo(expected);
    }

    @Test
    void partsAreSplitByTime() {
        assertThat(Split.ofFractions(1461, 0.7, 0.15)).isEqualTo(new Split(1022, 1241, 1461));
        assertThat(Split.ofFractions(100, 0.29, 0.71)).isEqualTo(new Split(29, 100, 100));
        assertThat(Split.ofFractions(10, 0.8, 0).hasValidation()).isFalse();
        assertThatThrownBy(() -> Split.ofFractions(10, 0.8, 0.3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Split(5, 4, 6))
                .hasMessage("split: expected boundaries of at least 0 that do not decrease, found 5, 4 and 6");
    }

    @Property(tries = 100)
    void seriesInAllArraysGiveTheSameWindows(@ForAll @IntRange(min = 8, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 3) int columns, @ForAll @IntRange(min = 1, max = 4) int lookback,
            @ForAll @IntRange(min = 1, max = 4) int horizon) {
        float[] flat = new float[rows * columns];
        float[][] floats = new float[rows][columns];
        double[][] doubles = new double[rows][columns];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) Math.sin(i);
            floats[i / columns][i % columns] = flat[i];
            doubles[i / columns][i % columns] = flat[i];
        }
        List<SeriesWindows> all = Stream.of(Windows.over(flat, columns), Windows.over(floats), Windows.over(doubles),
                Windows.over(flat, columns).withTargets(doubles), Windows.over(doubles).withTargets(floats),
                Windows.over(floats).withTargets(flat, columns))
                .map(windows -> windows.withLookback(lookback).withHorizon(horizon).dataset()).toList();
        for (SeriesWindows windows : all) {
            assertThat(windows.inputSize()).isEqualTo(columns);
            assertThat(windows.targetSize()).isEqualTo(horizon * columns);
            for (int index = 0; index < windows.size(); index++) {
                float[] x = new float[lookback * (columns + 1)];
                float[] expectedX = x.clone();
                windows.copyInput(index, x, 0, columns + 1);
                all.getFirst().copyInput(index, expectedX, 0, columns + 1);
                assertThat(x).isEqualTo(expectedX);
                float[] y = new float[horizon * columns];
                windows.copyTarget(index, y, 0);
                assertThat(y).isEqualTo(Arrays.copyOfRange(flat, windows.targetRow(index) * columns,
                        (windows.targetRow(index) + horizon) * columns));
            }
        }
    }

    @Property
    void windowsWithMissingValuesAreSkipped(@ForAll @IntRange(min = 3, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 5) int lookback, @ForAll @IntRange(min = 1, max = 4) int horizon,
            @ForAll @IntRange(min = 1, max = 3) int stride, @ForAll long seed) {
        Random random = new Random(seed);
        double[][] inputs = new double[rows][2];
        double[][] targets = new double[rows][2];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < 2; column++) {
                inputs[row][column] = random.nextInt(12) == 0 ? Double.NaN : row;
                targets[row][column] = random.nextInt(2) == 0 ? Double.NaN : -row;
            }
        }
        int from = random.nextInt(rows);
        Windows spec = Windows.over(inputs).withTargets(targets).withLookback(lookback).withHorizon(horizon)
                .withStride(stride).withMissingSkipped();
        List<Integer> expected = new ArrayList<>();
        for (int row = Math.max(from, lookback); row + horizon <= rows; row += stride) {
            if (Arrays.stream(inputs, row - lookback, row).flatMapToDouble(Arrays::stream).noneMatch(Double::isNaN)
                    && !Arrays.stream(targets, row, row + horizon).flatMapToDouble(Arrays::stream)
                            .allMatch(Double::isNaN)) {
                expected.add(row);
            }
        }
        assertThat(spec.count(from, rows)).isEqualTo(expected.size());
        if (expected.isEmpty()) {
            assertThatThrownBy(() -> spec.dataset(from, rows)).isInstanceOf(IllegalArgumentException.class);
            return;
        }
        SeriesWindows windows = spec.dataset(from, rows);
        assertThat(IntStream.range(0, windows.size()).mapToObj(windows::targetRow)).isEqualTo(expected);
        for (int index = 0; index < windows.size(); index++) {
            float[] x = new float[2 * lookback];
            float[] y = new float[2 * horizon];
            windows.copyInput(index, x, 0, 2);
            windows.copyTarget(index, y, 0);
            assertThat(x[0]).isEqualTo(expected.get(index) - lookback);
            assertThat(y).isEqualTo(flat(targets, expected.get(index), horizon));
        }
    }

    private static float[] flat(double[][] rows, int from, int count) {
        float[] flat = new float[count * rows[0].length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) rows[from + i / rows[0].length][i % rows[0].length];
        }
        return flat;
    }

    @Test
    void infiniteValuesAreNotMissing() {
        Windows windows = Windows.over(new double[]{1, Double.POSITIVE_INFINITY, 3}).withMissingSkipped();
        assertThatThrownBy(windows::dataset).hasMessageStartingWith("inputs: expected finite numbers, found Infinity");
        assertThatThrownBy(Windows.over(new double[]{1, Double.NaN, 3, Double.NaN}).withMissingSkipped()::dataset)
                .hasMessage("windows: expected at least one of 1 rows with all inputs and 1 with a target, found none "
                        + "in rows [0, 4); fill the gaps, or use a smaller lookback");
    }

    @Test
    void oneColumnOfDoubles() {
        double[] series = {1, 2, 3, 4, 5};
        SeriesWindows windows = Windows.over(series).withLookback(2).dataset();
        assertThat(windows.size()).isEqualTo(3);
        float[] x = new float[2];
        windows.copyInput(1, x, 0, 1);
        assertThat(x).containsExactly(2, 3);
        assertThat(windows).hasToString(
                "3 of Windows[5 rows, 1 inputs, 1 targets, lookback 2, horizon 1, stride 1]");
        Split split = new Split(3, 4, 5);
        assertThat(Windows.over(series).training(split).size()).isEqualTo(2);
        assertThat(Windows.over(series).validation(split).targetRow(0)).isEqualTo(3);
        assertThat(Windows.over(series).test(split).targetRow(0)).isEqualTo(4);
    }

    @Test
    void wrongSizesAreRefused() {
        assertThatThrownBy(() -> Windows.over(new float[5], 2))
                .hasMessage("series: expected whole rows of 2 floats, found 5 floats");
        assertThatThrownBy(() -> Windows.over(new float[4], 2).withTargets(new float[3], 1))
                .hasMessage("targets: expected 2 rows as in the inputs, found 3");
        assertThatThrownBy(() -> Windows.over(new float[4], 2).dataset(0, 3))
                .hasMessage("windows: expected rows inside [0, 2), found [0, 3)");
        assertThatThrownBy(() -> Windows.over(new float[4], 2).withLookback(0))
                .hasMessage("lookback: expected at least 1, found 0");
        assertThatThrownBy(() -> Windows.over(new float[][]{{1}, {1, 2}}))
                .hasMessage("series: expected 1 columns in each row as in the first, found 2 in row 1");
        assertThatThrownBy(() -> Windows.over(new double[36]).withLookback(48).withHorizon(3).dataset()).hasMessage(
                "windows: expected rows for at least one window, found none: a lookback of 48 and a horizon of 3 need 51 "
                        + "rows, the series has 36, of which [0, 36) may be forecast; use a smaller lookback or horizon");
        assertThatThrownBy(
                () -> Windows.over(new double[36]).withLookback(Integer.MAX_VALUE).withHorizon(Integer.MAX_VALUE)
                        .dataset())
                .hasMessageContaining("need 4294967294 rows");
    }

    @Test
    void aNonFiniteNumberIsReportedIfAWindowReadsIt() {
        double[][] series = new double[10][2];
        series[3][1] = Double.NaN;
        assertThatThrownBy(() -> Windows.over(series).withLookback(2).dataset()).hasMessage(
                "inputs: expected finite numbers, found NaN in row 3, column 1; fill the gap, forecast only rows after "
                        + "it, or skip windows with missing values");
        assertThat(Windows.over(series).withLookback(2).dataset(6, 10).size()).isEqualTo(4);
        assertThatThrownBy(() -> Windows.over(series).withLookback(2).dataset(5, 10)).hasMessageContaining("row 3");
        assertThatThrownBy(() -> Windows.over(new double[10][2]).withTargets(series).dataset(3, 5))
                .hasMessageStartingWith("targets: expected finite numbers, found NaN in row 3, column 1");
        series[3][1] = 1e60; // overflows as a float
        assertThatThrownBy(() -> Windows.over(series).dataset()).hasMessageContaining("found 1.0E60 in row 3");
    }
}
