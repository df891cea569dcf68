package dev.lstm4j.simd.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.engine.AdamUpdate;
import dev.lstm4j.engine.CellStep;
import dev.lstm4j.engine.ColumnPanel;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.engine.PackedMatrix;
import dev.lstm4j.engine.Product;
import dev.lstm4j.simd.KernelSelection;
import java.util.function.BiConsumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/// Every vector kernel gives the same bits as its scalar counterpart for every shape, since both do the same
/// operations in the same order.
@Tag("vector")
class VectorAgainstScalarProperties {
    private final Kernels vector = KernelSelection.choose("vector");
    private final Kernels scalar = KernelSelection.choose("scalar");
    private final int lanes = vector.format().lanes();

    private static void assertSameBits(float[] found, float[] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(Float.floatToIntBits(found[i])).as("float %d: %s and %s", i, found[i], expected[i])
                    .isEqualTo(Float.floatToIntBits(expected[i]));
        }
    }

    @Property(tries = 300)
    void product(@ForAll @IntRange(max = 14) int rows, @ForAll @IntRange(max = 70) int depth,
            @ForAll @IntRange(max = 20) int more, @ForAll @IntRange(min = 1, max = 9) int vectors,
            @ForAll @IntRange(max = 3) int pad, @ForAll long seed) {
        Draws draws = new Draws(seed);
        long weights = draws.seed();
        PackedMatrix b = new Draws(weights).packed(depth + more, vectors * lanes, vector.format(), 4);
        PackedMatrix plain = new Draws(weights).packed(depth + more, vectors * lanes,
                new PackedMatrix.Format(lanes, PackedMatrix.MAX_VECTORS, false), 4);
        float[] start = draws.floats(rows * vectors * lanes);
        float[] found = start.clone();
        Product product = new Product();
        product.rows = rows;
        product.left(draws.floats(pad + rows * (depth + pad)), pad, depth + pad, depth);
        product.beside(draws.floats(rows * more), 0, more, more);
        for (float[] result : new float[][]{found, start}) {
            product.from(result, 0, vectors * lanes, b.panelWidth()).to(result, 0, vectors * lanes, b.panelWidth());
            if (result == found) {
                vector.product(product, b, 0, b.panels());
            } else {
                scalar.product(product, plain, 0, plain.panels());
            }
        }
        assertSameBits(found, start);
    }

    @Property(tries = 300)
    void transposedProduct(@ForAll @IntRange(max = 19) int rows, @ForAll @IntRange(max = 300) int depth,
            @ForAll @IntRange(min = 1, max = 70) int drawnColumns, @ForAll @IntRange(max = 3) int pad,
            @ForAll long seed) {
        Draws draws = new Draws(seed);
        ColumnPanel panel = vector.columnPanel(depth);
        int columns = Math.min(drawnColumns, panel.maxColumns());
        ColumnPanel plain = new ColumnPanel(depth, panel.maxColumns(), lanes, panel.maxColumns());
        float[] a = draws.floats(depth * (rows + pad));
        float[] b = draws.floats(depth * columns);
        panel.resize(depth, columns);
        plain.resize(depth, columns);
        for (int k = 0; k < depth; k++) {
            panel.copyRow(k, b, k * columns);
            plain.copyRow(k, b, k * columns);
        }
        float[] start = draws.floats(rows * columns);
        float[] found = start.clone();
        vector.transposedProduct(a, 0, rows + pad, rows, panel, found, 0, columns);
        scalar.transposedProduct(a, 0, rows + pad, rows, plain, start, 0, columns);
        assertSameBits(found, start);
    }

    @Property(tries = 100)
    void columnSums(@ForAll @IntRange(max = 40) int depth, @ForAll @IntRange(max = 70) int columns,
            @ForAll long seed) {
        Draws draws = new Draws(seed);
        float[] a = draws.floats(depth * columns);
        float[] start = draws.floats(columns);
        float[] found = start.clone();
        vector.columnSums(depth, a, 0, columns, columns, found, 0);
        scalar.columnSums(depth, a, 0, columns, columns, start, 0);
        assertSameBits(found, start);
    }

    @Property(tries = 200)
    void activations(@ForAll @IntRange(max = 70) int length, @ForAll @IntRange(max = 9) int from, @ForAll long seed) {
        Draws draws = new Draws(seed);
        float[] start = draws.floats(from + length + 3);
        float[] specials = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MIN_VALUE,
                -Float.MIN_NORMAL, Float.MAX_VALUE, -Float.MAX_VALUE, -104f, 88.8f, -0f};
        for (int i = 0; i < length; i += 5) {
            start[from + i] = specials[Math.floorMod(seed + i, specials.length)];
        }
        for (BiConsumer<Kernels, float[]> kernel : java.util.List.<BiConsumer<Kernels, float[]>>of(
                (k, x) -> k.logistic(x, from, from + length), (k, x) -> k.tanh(x, from, from + length),
                (k, x) -> k.scale(x, from, from + length, -1.7f))) {
            float[] found = start.clone();
            float[] expected = start.clone();
            kernel.accept(vector, found);
            kernel.accept(scalar, expected);
            assertSameBits(found, expected);
        }
        assertThat(Double.doubleToLongBits(vector.sumOfSquares(start, from, from + length)))
                .isEqualTo(Double.doubleToLongBits(scalar.sumOfSquares(start, from, from + length)));
    }

    @Property(tries = 200)
    void lstmForwardAndBackward(@ForAll @IntRange(max = 9) int rows, @ForAll @IntRange(max = 5) int pad,
            @ForAll boolean inPlace, @ForAll long seed) {
        CellStep found = step(rows, pad, inPlace, seed);
        CellStep expected = step(rows, pad, inPlace, seed);
        vector.lstmForward(found);
        scalar.lstmForward(expected);
        assertSameBits(found.gates, expected.gates);
        assertSameBits(found.cell, expected.cell);
        assertSameBits(found.hidden, expected.hidden);
        if (inPlace) { // forward only: the backward pass needs the previous cell state
            return;
        }
        vector.lstmBackward(found);
        scalar.lstmBackward(expected);
        assertSameBits(found.gates, expected.gates);
        assertSameBits(found.dGates, expected.dGates);
        assertSameBits(found.dCell, expected.dCell);
    }

    private CellStep step(int rows, int pad, boolean inPlace, long seed) {
        Draws draws = new Draws(seed);
        CellStep step = new CellStep();
        step.rows = rows;
        step.units = lanes;
        step.gatesOffset = pad;
        step.gatesStride = 4 * lanes + pad;
        step.gates = draws.floats(pad + rows * step.gatesStride + 1);
        step.dGatesStride = 4 * lanes + 2 * pad;
        step.dGatesOffset = 1;
        step.dGates = new float[rows * step.dGatesStride + 1];
        step.cellStride = lanes + pad;
        step.cellBefore = draws.floats(rows * step.cellStride + lanes);
        step.cell = inPlace ? step.cellBefore : draws.floats(rows * step.cellStride + lanes);
        step.cellOffset = inPlace ? 0 : 2;
        step.hiddenStride = lanes + 2 * pad;
        step.hidden = draws.floats(rows * step.hiddenStride + lanes);
        step.dHiddenStride = lanes + 1;
        step.dCellStride = lanes + 2;
        step.dHidden = draws.floats(rows * step.dHiddenStride + lanes);
        step.dCell = draws.floats(rows * step.dCellStride + lanes);
        step.dOutputStride = pad % 2 == 0 ? 0 : lanes;
        step.dOutput = draws.floats(rows * lanes + lanes);
        return step;
    }

    @Property(tries = 200)
    void adam(@ForAll @IntRange(max = 70) int length, @ForAll @IntRange(max = 5) int from, @ForAll boolean amsgrad,
            @ForAll long seed) {
        AdamUpdate update = new AdamUpdate();
        update.newMean = 0.1f;
        update.oldVariance = 0.999f;
        update.newVariance = 0.001f;
        update.stepSize = 0.013f;
        update.correction = 0.4f;
        update.epsilon = 1e-8f;
        update.weightDecay = 0.05f;
        update.decay = 0.995f;
        update.amsgrad = amsgrad;
        float[][] found = arrays(from + length + 2, seed);
        float[][] expected = arrays(from + length + 2, seed);
        vector.adam(update, found[0], found[1], found[2], found[3], found[4], from, from + length);
        scalar.adam(update, expected[0], expected[1], expected[2], expected[3], expected[4], from, from + length);
        for (int i = 0; i < found.length; i++) {
            assertSameBits(found[i], expected[i]);
        }
    }

    private static float[][] arrays(int length, long seed) {
        Draws draws = new Draws(seed);
        float[][] arrays = new float[5][];
        for (int i = 0; i < 5; i++) {
            arrays[i] = draws.floats(length);
        }
        for (int i = 0; i < length; i++) { // variances are never negative
            arrays[3][i] = Math.abs(arrays[3][i]);
            arrays[4][i] = Math.abs(arrays[4][i]);
        }
        return arrays;
    }
}
