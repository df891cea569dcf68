package dev.lstm4j.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.Scaling;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SeriesWindowsTest {
    @Property
    void windowsOfAPartForecastOnlyItsRows(@ForAll @IntRange(min = 1, max = 60) int rows,
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
        SeriesWindows windows = new SeriesWindows(inputs, 2, targets, 1, lookback, horizon, stride, from, to);
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
    void partsAreCutByTime() {
        assertThat(Split.ofFractions(1461, 0.7, 0.15)).isEqualTo(new Split(1022, 1241, 1461));
        assertThat(Split.ofFractions(100, 0.29, 0.71)).isEqualTo(new Split(29, 100, 100));
        assertThat(Split.ofFractions(10, 0.8, 0).hasValidation()).isFalse();
        assertThatThrownBy(() -> Split.ofFractions(10, 0.8, 0.3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Split(5, 4, 6))
                .hasMessage("split: expected boundaries from 0 that do not fall, found 5, 4 and 6");
    }

    @Test
    void wrongSizesAreRefused() {
        assertThatThrownBy(() -> new SeriesWindows(new float[4], 2, new float[3], 1, 1, 1, 1, 0, 2))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("found 4 and 3 floats");
        assertThatThrownBy(() -> new SeriesWindows(new float[4], 2, new float[2], 1, 1, 1, 1, 0, 3))
                .hasMessage("windows: expected rows inside [0, 2), found [0, 3)");
        assertThatThrownBy(() -> new SeriesWindows(new float[4], 2, new float[2], 1, 0, 1, 1, 0, 2))
                .hasMessageContaining("of at least 1");
    }

    @Test
    void scalingIsFittedToItsRowsOnly() {
        double[] column = {1, 3, 5, 1e9};
        Scaling standard = ScalingKind.STANDARD.fit(List.of(column), 0, 3);
        assertThat(standard.scale(0, 3)).isZero();
        assertThat(standard.scale(0, 5)).isEqualTo(2 / Math.sqrt(8.0 / 3));
        assertThat(standard.unscale(0, standard.scale(0, 42))).isCloseTo(42,
                org.assertj.core.data.Offset.offset(1e-12));
        Scaling minmax = ScalingKind.MINMAX.fit(List.of(column), 0, 3);
        assertThat(minmax.scale(0, 1)).isZero();
        assertThat(minmax.scale(0, 5)).isEqualTo(1);
        Scaling none = ScalingKind.NONE.fit(List.of(column), 0, 3);
        assertThat(none.scale(0, 5)).isEqualTo(5);
        double[] constant = new double[11];
        java.util.Arrays.fill(constant, 0, 10, 0.1); // whose mean is not 0.1
        for (ScalingKind kind : ScalingKind.values()) {
            Scaling flat = kind.fit(List.of(constant), 0, 10);
            assertThat(flat.scales()).containsExactly(1.0);
            assertThat(Math.abs(flat.scale(0, 0.2))).isLessThan(1);
        }
        assertThatThrownBy(() -> ScalingKind.NONE.fit(List.of(column), 0, 5))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ScalingKind.STANDARD.fit(List.of(column), 2, 2))
                .hasMessage("scaling: expected at least one row of 4, found rows [2, 2)");
    }
}
