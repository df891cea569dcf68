package dev.lstm4j.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lstm4j.Scaling;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// Fitting scalings, and scaling and unscaling whole arrays.
class ScalingTest {
    @Test
    void scalingIsFittedToItsRowsOnly() {
        double[] column = {1, 3, 5, 1e9};
        Scaling standard = ScalingKind.STANDARD.fit(List.of(column), 0, 3);
        assertThat(standard.scale(0, 3)).isZero();
        assertThat(standard.scale(0, 5)).isEqualTo(2 / Math.sqrt(8.0 / 3));
        assertThat(standard.unscale(0, standard.scale(0, 42))).isCloseTo(42,
                within(1e-12));
        Scaling minmax = ScalingKind.MINMAX.fit(List.of(column), 0, 3);
        assertThat(minmax.scale(0, 1)).isZero();
        assertThat(minmax.scale(0, 5)).isEqualTo(1);
        Scaling none = ScalingKind.NONE.fit(List.of(column), 0, 3);
        assertThat(none.scale(0, 5)).isEqualTo(5);
        double[] constant = new double[11];
        Arrays.fill(constant, 0, 10, 0.1); // the rounded mean is not 0.1
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

    @Property(tries = 200)
    void scaledArraysCanBeUnscaled(@ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int rows,
            @ForAll @IntRange(min = 1, max = 4) int columns, @ForAll @DoubleRange(min = -1e3, max = 1e3) double offset,
            @ForAll @DoubleRange(min = 0.01, max = 1e3) double spread, @ForAll ScalingKind kind) {
        Random random = new Random(seed);
        double[][] values = new double[rows][columns];
        float[][] floats = new float[rows][columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                floats[row][column] = (float) (offset + spread * random.nextGaussian());
                values[row][column] = floats[row][column];
            }
        }
        float[][][] sequences = {floats, Arrays.copyOf(floats, (rows + 1) / 2)};
        Scaling scaling = kind.fit(values);
        assertThat(kind.fit(floats)).isEqualTo(scaling);
        assertThat(kind.fit(new float[][][]{floats})).isEqualTo(scaling);
        double[][] scaled = scaling.scale(values);
        double[][] back = scaling.unscale(scaled);
        float[][] scaledFloats = scaling.scale(floats);
        float[][][] scaledSequences = scaling.scale(sequences);
        float[][][] backSequences = scaling.unscale(scaledSequences);
        double unit = 1e-12 * (Math.abs(offset) + 10 * spread);
        for (int column = 0; column < columns; column++) {
            double[] one = new double[rows];
            for (int row = 0; row < rows; row++) {
                one[row] = values[row][column];
                assertThat(scaled[row][column]).isEqualTo(scaling.scale(column, values[row][column]));
                assertThat(back[row][column]).isCloseTo(values[row][column], within(unit));
                assertThat(scaledFloats[row][column]).isEqualTo((float) scaled[row][column]);
            }
            if (columns == 1) {
                Scaling alone = kind.fit(one);
                assertThat(alone).isEqualTo(scaling);
                assertThat(alone.unscale(alone.scale(one))).containsExactly(one, within(unit));
            }
            assertMoments(kind, scaled, column);
        }
        assertThat(scaledSequences[0]).isDeepEqualTo(scaledFloats);
        assertThat(scaledSequences[1]).isDeepEqualTo(Arrays.copyOf(scaledFloats, sequences[1].length));
        assertThat(backSequences).isDeepEqualTo(new float[][][]{scaling.unscale(scaledFloats),
                scaling.unscale(scaledSequences[1])});
        assertThat(backSequences[1][0][0]).isEqualTo((float) scaling.unscale(0, scaledSequences[1][0][0]));
        assertThat(floats[0][0]).as("the argument is not changed").isEqualTo((float) values[0][0]);
    }

    private static void assertMoments(ScalingKind kind, double[][] scaled, int column) {
        double[] all = Arrays.stream(scaled).mapToDouble(row -> row[column]).toArray();
        boolean constant = Arrays.stream(all).distinct().count() == 1;
        if (kind == ScalingKind.STANDARD) {
            double mean = Arrays.stream(all).average().orElseThrow();
            double variance = Arrays.stream(all).map(value -> (value - mean) * (value - mean)).average().orElseThrow();
            assertThat(mean).isCloseTo(0, within(1e-6));
            assertThat(variance).isCloseTo(constant ? 0 : 1, within(1e-6));
        } else if (kind == ScalingKind.MINMAX) {
            assertThat(Arrays.stream(all).min().orElseThrow()).isZero();
            assertThat(Arrays.stream(all).max().orElseThrow()).isEqualTo(constant ? 0 : 1);
        }
    }

    /// Sums and squares of such numbers overflow or underflow.
    @Test
    void numbersOfAnySizeAreScaled() {
        for (double size : new double[]{1e-300, 1e-200, 1e-100, 1, 1e100, 1e200, 1e300, 1e307}) {
            double[] column = new double[200];
            Arrays.setAll(column, row -> size * (1 + row % 3));
            for (ScalingKind kind : List.of(ScalingKind.STANDARD, ScalingKind.MINMAX)) {
                Scaling scaling = kind.fit(column);
                double[] plain = kind.fit(Arrays.stream(column).map(value -> value / size).toArray())
                        .scale(new double[]{1, 2, 3});
                double[] scaled = scaling.scale(new double[]{size, 2 * size, 3 * size});
                for (int i = 0; i < plain.length; i++) {
                    assertThat(scaled[i]).as("%s, %s", size, kind).isCloseTo(plain[i], within(1e-12));
                    assertThat(scaling.unscale(0, scaled[i]) / size).isCloseTo(i + 1, within(1e-12));
                }
            }
        }
    }

    @Test
    void mismatchedArraysAreRefused() {
        Scaling two = ScalingKind.STANDARD.fit(new double[][]{{1, 2}, {3, 4}});
        assertThatThrownBy(() -> two.scale(new double[3]))
                .hasMessage("series: expected 2 columns, as in the scaling, found 1");
        assertThatThrownBy(() -> two.scale(new float[][]{{1, 2}, {1}}))
                .hasMessage("row 1: expected 2 columns, as in the scaling, found 1");
        assertThatThrownBy(() -> two.unscale(new float[][][]{{{1, 2}}, {{1, 2}, {1, 2, 3}}}))
                .hasMessage("example 1, step 1: expected 2 columns, as in the scaling, found 3");
        assertThatThrownBy(() -> ScalingKind.MINMAX.fit(new double[][]{{1, 2}, {3, Double.NaN}}))
                .hasMessage("scaling: expected finite numbers, found NaN in row 1, column 1");
    }
}
