package dev.lstm4j.simd.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.Kernels;
import dev.lstm4j.Operand;
import dev.lstm4j.PackedMatrix;
import dev.lstm4j.simd.KernelSelection;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// The products of the kernels at hand against three plain loops in double, over all sizes, odd strides, offsets and NaN in
/// every float that is none of theirs.
class ProductProperties {
    private final Kernels kernels = KernelSelection.kernels();

    @Property(tries = 400)
    void productIsThreeLoops(@ForAll @IntRange(max = 19) int rows, @ForAll @IntRange(max = 40) int depth,
            @ForAll @IntRange(min = 1, max = 200) int columns, @ForAll @IntRange(min = 1, max = 4) int vectors,
            @ForAll @IntRange(max = 5) int fromDepth, @ForAll @IntRange(max = 7) int pad, @ForAll long seed) {
        Draws draws = new Draws(seed);
        int lanes = kernels.lanes(16);
        PackedMatrix b = draws.packed(fromDepth + depth, columns, lanes, vectors);
        int width = b.column(b.panels() - 1) + b.vectors(b.panels() - 1) * lanes;
        Operand a = Operand.rows(Draws.poisoned(3 + rows * (depth + pad)), depth + pad);
        Operand c = Operand.rows(Draws.poisoned(pad + rows * (width + pad)), width + pad);
        for (int r = 0; r < rows; r++) {
            for (int k = 0; k < depth; k++) {
                a.array()[3 + r * a.rowStride() + k] = draws.next();
            }
            for (int n = 0; n < width; n++) {
                c.array()[pad + r * c.rowStride() + n] = draws.next();
            }
        }
        float[] before = c.array().clone();

        kernels.product(rows, a, 3, b, 0, b.panels(), fromDepth, depth, c, pad);

        for (int r = 0; r < rows; r++) {
            for (int n = 0; n < width; n++) {
                int at = pad + r * c.rowStride() + n;
                double expected = before[at];
                double magnitude = Math.abs(before[at]);
                for (int k = 0; k < depth; k++) {
                    double term = (double) a.array()[3 + r * a.rowStride() + k]
                            * b.data()[b.index(fromDepth + k, n)];
                    expected += term;
                    magnitude += Math.abs(term);
                }
                assertThat(Math.abs(c.array()[at] - expected)).as("row %d column %d", r, n)
                        .isLessThanOrEqualTo(sumError(depth) * magnitude);
            }
        }
        assertOnlyWritten(c, before, rows, width, pad);
    }

    @Property(tries = 200)
    void productReadsAndWritesInBlocks(@ForAll @IntRange(min = 1, max = 13) int rows,
            @ForAll @IntRange(min = 1, max = 5) int blocks, @ForAll @IntRange(min = 1, max = 70) int columns,
            @ForAll @IntRange(max = 9) int pad, @ForAll long seed) {
        Draws draws = new Draws(seed);
        int lanes = kernels.lanes(16);
        int depthBlock = 4 * lanes;
        int depth = blocks * depthBlock;
        PackedMatrix b = draws.packed(depth, columns, lanes, 4);
        int width = b.column(b.panels() - 1) + b.vectors(b.panels() - 1) * lanes;
        Operand blocked = new Operand(draws.floats(blocks * (rows * depthBlock + pad)), depthBlock, depthBlock,
                rows * depthBlock + pad);
        Operand plain = Operand.rows(new float[rows * depth], depth);
        for (int r = 0; r < rows; r++) {
            for (int k = 0; k < depth; k++) {
                plain.array()[r * depth + k] = blocked.array()[r * depthBlock + blocked.column(k)];
            }
        }
        Operand plainC = Operand.rows(new float[rows * width], width);
        int panelWidth = 4 * lanes;
        Operand blockedC = new Operand(new float[b.panels() * rows * panelWidth], panelWidth, panelWidth,
                rows * panelWidth);

        kernels.product(rows, plain, 0, b, 0, b.panels(), 0, depth, plainC, 0);
        kernels.product(rows, blocked, 0, b, 0, b.panels(), 0, depth, blockedC, 0);

        for (int r = 0; r < rows; r++) {
            for (int n = 0; n < width; n++) {
                assertThat(blockedC.array()[r * panelWidth + blockedC.column(n)])
                        .isEqualTo(plainC.array()[r * width + n]);
            }
        }
    }

    @Property(tries = 400)
    void transposedProductIsThreeLoops(@ForAll @IntRange(max = 21) int rows, @ForAll @IntRange(max = 600) int depth,
            @ForAll @IntRange(max = 120) int columns, @ForAll @IntRange(max = 7) int pad, @ForAll long seed) {
        Draws draws = new Draws(seed);
        int aStride = rows + pad;
        int bStride = columns + 2 * pad;
        int cStride = columns + pad;
        float[] a = draws.floats(2 + depth * aStride);
        float[] b = withSlack(draws.floats(1 + depth * bStride));
        Operand c = Operand.rows(Draws.poisoned(pad + rows * cStride), cStride);
        for (int r = 0; r < rows; r++) {
            for (int n = 0; n < columns; n++) {
                c.array()[pad + r * cStride + n] = draws.next();
            }
        }
        float[] before = c.array().clone();

        kernels.transposedProduct(depth, a, 2, aStride, rows, b, 1, bStride, columns, c.array(), pad, cStride);

        for (int r = 0; r < rows; r++) {
            for (int n = 0; n < columns; n++) {
                double expected = before[pad + r * cStride + n];
                double magnitude = Math.abs(expected);
                for (int k = 0; k < depth; k++) {
                    double term = (double) a[2 + k * aStride + r] * b[1 + k * bStride + n];
                    expected += term;
                    magnitude += Math.abs(term);
                }
                assertThat(Math.abs(c.array()[pad + r * cStride + n] - expected))
                        .isLessThanOrEqualTo(sumError(depth) * magnitude);
            }
        }
        assertOnlyWritten(c, before, rows, columns, pad);
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

    /// NaN where a kernel may read but must not use.
    private float[] withSlack(float[] array) {
        float[] longer = Draws.poisoned(array.length + kernels.lanes(1000));
        System.arraycopy(array, 0, longer, 0, array.length);
        return longer;
    }

    /// A chain of n multiply-adds errs by at most about n half-ULPs of the sum of magnitudes (Higham 2002, 3.1).
    private static double sumError(int terms) {
        return (terms + 1) * 0x1.0p-24;
    }

    private static void assertOnlyWritten(Operand c, float[] before, int rows, int width, int offset) {
        for (int i = 0; i < before.length; i++) {
            int within = i - offset;
            boolean inside = within >= 0 && within / c.rowStride() < rows && within % c.rowStride() < width;
            if (!inside) {
                assertThat(Float.floatToRawIntBits(c.array()[i])).as("float %d outside", i)
                        .isEqualTo(Float.floatToRawIntBits(before[i]));
            }
        }
    }
}
