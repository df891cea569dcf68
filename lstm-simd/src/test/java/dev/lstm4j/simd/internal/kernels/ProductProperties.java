package dev.lstm4j.simd.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.engine.ColumnPanel;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.engine.PackedMatrix;
import dev.lstm4j.engine.Product;
import dev.lstm4j.engine.QuantizedMatrix;
import dev.lstm4j.quantization.Quantization;
import dev.lstm4j.quantization.WeightType;
import dev.lstm4j.simd.KernelSelection;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// The products of the chosen kernels against three plain loops in double, over all sizes, odd strides, offsets and
/// NaN in every float that is none of theirs.
class ProductProperties {
    private final Kernels kernels = KernelSelection.kernels();

    @Property(tries = 600)
    void productIsThreeLoops(@ForAll @IntRange(max = 19) int rows, @ForAll @IntRange(max = 40) int firstDepth,
            @ForAll @IntRange(max = 40) int secondDepth, @ForAll @IntRange(min = 1, max = 200) int columns,
            @ForAll @IntRange(min = 1, max = 4) int vectors, @ForAll @IntRange(max = 5) int fromDepth,
            @ForAll @IntRange(max = 7) int pad, @ForAll boolean inPlace, @ForAll boolean oneStart, @ForAll long seed) {
        Draws draws = new Draws(seed);
        int lanes = kernels.format().lanes();
        PackedMatrix b = draws.packed(fromDepth + firstDepth + secondDepth, columns, kernels.format(), vectors);
        int panelWidth = vectors * lanes;
        int panelStride = panelWidth + pad;
        int stride = b.panels() * panelStride + pad;
        Product product = new Product();
        product.rows = rows;
        product.depthOffset = fromDepth;
        float[] first = Draws.poisoned(3 + rows * (firstDepth + pad));
        float[] second = Draws.poisoned(1 + rows * (secondDepth + 2 * pad));
        product.left(first, 3, firstDepth + pad, firstDepth).beside(second, 1, secondDepth + 2 * pad, secondDepth);
        float[] c = Draws.poisoned(pad + rows * stride);
        product.to(c, pad, stride, panelStride);
        int startStride = oneStart ? 0 : stride;
        float[] start = inPlace ? c : Draws.poisoned(pad + rows * stride + panelWidth);
        if (inPlace) {
            product.from(c, pad, stride, panelStride);
        } else {
            product.from(start, 0, startStride, oneStart ? 0 : panelStride);
        }
        for (int r = 0; r < rows; r++) {
            for (int k = 0; k < firstDepth; k++) {
                first[3 + r * (firstDepth + pad) + k] = draws.next();
            }
            for (int k = 0; k < secondDepth; k++) {
                second[1 + r * (secondDepth + 2 * pad) + k] = draws.next();
            }
            for (int p = 0; p < b.panels(); p++) {
                for (int n = 0; n < b.vectors(p) * lanes; n++) {
                    start[product.startOffset + r * product.startStride + p * product.startPanel + n] = draws.next();
                }
            }
        }
        float[] before = c.clone();
        float[] startBefore = start.clone();
        int skipped = b.panels() > 1 ? 1 : 0;

        kernels.product(product, b, skipped, b.panels() - skipped);

        boolean[] written = new boolean[c.length];
        for (int r = 0; r < rows; r++) {
            for (int p = skipped; p < b.panels(); p++) {
                for (int n = 0; n < b.vectors(p) * lanes; n++) {
                    int at = pad + r * stride + p * panelStride + n;
                    written[at] = true;
                    double expected = startBefore[product.startOffset + r * product.startStride
                            + p * product.startPanel + n];
                    double magnitude = Math.abs(expected);
                    for (int k = 0; k < firstDepth + secondDepth; k++) {
                        float left = k < firstDepth
                                ? first[3 + r * (firstDepth + pad) + k]
                                : second[1 + r * (secondDepth + 2 * pad) + k - firstDepth];
                        double term = (double) left * b.get(fromDepth + k, b.column(p) + n);
                        expected += term;
                        magnitude += Math.abs(term);
                    }
                    assertThat(Math.abs(c[at] - expected)).as("row %d panel %d column %d", r, p, n)
                            .isLessThanOrEqualTo(sumError(firstDepth + secondDepth) * magnitude);
                }
            }
        }
        assertOnlyWritten(c, before, written);
    }

    @Property(tries = 400)
    void quantizedWeightsGiveTheBitsOfFloats(@ForAll @IntRange(min = 1, max = 7) int rows,
            @ForAll @IntRange(min = 1, max = 40) int firstDepth, @ForAll @IntRange(max = 40) int secondDepth,
            @ForAll @IntRange(min = 1, max = 200) int columns, @ForAll @IntRange(min = 1, max = 4) int vectors,
            @ForAll boolean isInt8, @ForAll boolean onlySecond, @ForAll long seed) {
        Draws draws = new Draws(seed);
        WeightType type = isInt8 ? WeightType.INT8 : WeightType.BF16;
        PackedMatrix b = draws.packed(firstDepth + secondDepth, columns, kernels.format(), vectors);
        round(b, type, firstDepth);
        QuantizedMatrix quantized = new QuantizedMatrix(b, type, firstDepth);
        for (int n = 0; n < b.panels() * b.panelWidth() && n < columns; n++) {
            for (int k = 0; k < b.depth(); k++) {
                assertThat(quantized.get(k, n)).isEqualTo(b.get(k, n));
            }
        }
        int width = vectors * kernels.format().lanes();
        Product product = new Product();
        product.rows = rows;
        if (onlySecond) {
            product.depthOffset = firstDepth;
            product.left(draws.floats(rows * secondDepth), 0, secondDepth, secondDepth);
        } else {
            product.left(draws.floats(rows * firstDepth), 0, firstDepth, firstDepth)
                    .beside(draws.floats(rows * secondDepth), 0, secondDepth, secondDepth);
        }
        product.from(draws.floats(width), 0, 0, 0);
        float[] expected = new float[rows * b.panels() * width];
        product.to(expected, 0, b.panels() * width, width);
        kernels.product(product, b, 0, b.panels());
        float[] found = Draws.poisoned(expected.length);
        product.to(found, 0, b.panels() * width, width);
        for (int panel = b.panels() - 1; panel >= 0; panel--) {
            kernels.product(product, quantized, panel, 1);
        }
        int unused = width - b.vectors(b.panels() - 1) * kernels.format().lanes();
        for (int row = 0; row < rows; row++) {
            int from = row * b.panels() * width;
            int end = from + b.panels() * width - unused;
            assertThat(Arrays.copyOfRange(found, from, end)).isEqualTo(Arrays.copyOfRange(expected, from, end));
        }
    }

    /// Rounds the rows above and below the split separately, as those of two matrices.
    private static void round(PackedMatrix b, WeightType type, int split) {
        int columns = b.column(b.panels() - 1) + b.vectors(b.panels() - 1) * b.lanes();
        for (int n = 0; n < columns; n++) {
            float[] column = new float[b.depth()];
            for (int k = 0; k < column.length; k++) {
                column[k] = b.get(k, n);
            }
            Quantization.round(type, column, 0, split);
            Quantization.round(type, column, split, column.length - split);
            for (int k = 0; k < column.length; k++) {
                b.set(k, n, column[k]);
            }
        }
    }

    @Property(tries = 400)
    void transposedProductIsThreeLoops(@ForAll @IntRange(max = 21) int rows, @ForAll @IntRange(max = 300) int depth,
            @ForAll @IntRange(min = 1, max = 96) int drawnColumns, @ForAll @IntRange(max = 7) int pad,
            @ForAll long seed) {
        Draws draws = new Draws(seed);
        ColumnPanel panel = kernels.columnPanel(300);
        int columns = Math.min(drawnColumns, panel.maxColumns());
        int aStride = rows + pad;
        int bStride = columns + 2 * pad;
        int cStride = columns + pad;
        float[] a = draws.floats(2 + depth * aStride);
        float[] b = draws.floats(1 + depth * bStride);
        Arrays.fill(panel.data(), Float.NaN);
        Arrays.fill(panel.edge(), Float.NaN);
        Arrays.fill(panel.left(), Float.NaN);
        panel.resize(depth, columns);
        for (int k = 0; k < depth; k++) {
            panel.copyRow(k, b, 1 + k * bStride);
        }
        float[] c = Draws.poisoned(pad + rows * cStride);
        boolean[] written = new boolean[c.length];
        for (int r = 0; r < rows; r++) {
            for (int n = 0; n < columns; n++) {
                c[pad + r * cStride + n] = draws.next();
                written[pad + r * cStride + n] = true;
            }
        }
        float[] before = c.clone();

        kernels.transposedProduct(a, 2, aStride, rows, panel, c, pad, cStride);

        for (int r = 0; r < rows; r++) {
            for (int n = 0; n < columns; n++) {
                double expected = before[pad + r * cStride + n];
                double magnitude = Math.abs(expected);
                for (int k = 0; k < depth; k++) {
                    double term = (double) a[2 + k * aStride + r] * b[1 + k * bStride + n];
                    expected += term;
                    magnitude += Math.abs(term);
                }
                assertThat(Math.abs(c[pad + r * cStride + n] - expected))
                        .isLessThanOrEqualTo(sumError(depth) * magnitude);
            }
        }
        assertOnlyWritten(c, before, written);
    }

    @Property(tries = 200)
    void columnSumsAddEveryRow(@ForAll @IntRange(max = 300) int depth, @ForAll @IntRange(max = 70) int columns,
            @ForAll @IntRange(max = 7) int pad, @ForAll long seed) {
        Draws draws = new Draws(seed);
        int stride = columns + pad;
        float[] a = draws.floats(pad + depth * stride);
        float[] sums = draws.floats(pad + columns + pad);
        float[] before = sums.clone();

        kernels.columnSums(depth, a, pad, stride, columns, sums, pad);

        for (int n = 0; n < sums.length; n++) {
            double expected = before[n];
            double magnitude = Math.abs(expected);
            if (n >= pad && n < pad + columns) {
                for (int k = 0; k < depth; k++) {
                    expected += a[pad + k * stride + n - pad];
                    magnitude += Math.abs(a[pad + k * stride + n - pad]);
                }
            }
            assertThat(Math.abs(sums[n] - expected)).isLessThanOrEqualTo(sumError(depth) * magnitude);
        }
    }

    /// A chain of n multiply-adds errs by at most about n half-ULPs of the sum of magnitudes (Higham 2002, 3.1).
    private static double sumError(int terms) {
        return (terms + 1) * 0x1.0p-24;
    }

    private static void assertOnlyWritten(float[] c, float[] before, boolean[] written) {
        for (int i = 0; i < before.length; i++) {
            if (!written[i]) {
                assertThat(Float.floatToRawIntBits(c[i])).as("float %d outside", i)
                        .isEqualTo(Float.floatToRawIntBits(before[i]));
            }
        }
    }
}
