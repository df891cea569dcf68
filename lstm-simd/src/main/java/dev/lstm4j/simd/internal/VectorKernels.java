package dev.lstm4j.simd.internal;

import static dev.lstm4j.simd.internal.VectorLanes.LANES;
import static dev.lstm4j.simd.internal.VectorLanes.SPECIES;
import static dev.lstm4j.simd.internal.VectorLanes.all;
import static dev.lstm4j.simd.internal.VectorLanes.fma;
import static dev.lstm4j.simd.internal.VectorLanes.load;

import dev.lstm4j.AdamUpdate;
import dev.lstm4j.CellStep;
import dev.lstm4j.Kernels;
import dev.lstm4j.Operand;
import dev.lstm4j.PackedMatrix;
import jdk.incubator.vector.FloatVector;

/// The arithmetic on the Vector API. Its twin is [ScalarKernels]; every tail calls the twin's own methods.
public final class VectorKernels implements Kernels {
    private final String reason;

    /// Kernels of the width that the machine or `lstm4j.vectorBits` asks for.
    ///
    /// @param reason why these kernels, for people
    public VectorKernels(String reason) {
        this.reason = reason;
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public String description() {
        return "vector, " + LANES + " lanes, " + (HardwareFma.PRESENT ? "fma" : "no fma") + " (" + reason + ")";
    }

    @Override
    public int lanes(int hiddenSize) {
        return LANES;
    }

    @Override
    public void product(int rows, Operand a, int aOffset, PackedMatrix b, int panel, int panels, int fromDepth,
            int depth, Operand c, int cOffset) {
        int p = panel;
        int end = panel + panels;
        if (rows == 1) {
            for (; p + 1 < end && b.vectors(p + 1) == 4; p += 2) {
                int cPanel = c.column(b.column(p + 1)) - c.column(b.column(p));
                VectorTiles.tile1x8(depth, a, aOffset, b.data(), b.offset(p) + fromDepth * 4 * LANES,
                        b.offset(p + 1) - b.offset(p), c.array(), cOffset + c.column(b.column(p)), cPanel);
            }
        }
        for (; p < end; p++) {
            int vectors = b.vectors(p);
            int stride = vectors * LANES;
            int from = b.offset(p) + fromDepth * stride;
            int to = cOffset + c.column(b.column(p));
            if (vectors == 4) {
                VectorTiles.panel4(rows, depth, a, aOffset, b.data(), from, c.array(), to, c.rowStride());
                continue;
            }
            if (vectors >= 2) {
                VectorTiles.panel2(rows, depth, a, aOffset, b.data(), from, stride, c.array(), to, c.rowStride());
            }
            if (vectors != 2) {
                int last = (vectors - 1) * LANES;
                VectorTiles.panel1(rows, depth, a, aOffset, b.data(), from + last, stride, c.array(), to + last,
                        c.rowStride());
            }
        }
    }

    @Override
    public void transposedProduct(int depth, float[] a, int aOffset, int aStride, int rows, float[] b, int bOffset,
            int bStride, int columns, float[] c, int cOffset, int cStride) {
        VectorGradientTiles.product(depth, a, aOffset, aStride, rows, b, bOffset, bStride, columns, c, cOffset,
                cStride);
    }

    @Override
    public void columnSums(int depth, float[] a, int aOffset, int aStride, int columns, float[] sums, int sumsOffset) {
        int column = 0;
        for (; column + LANES <= columns; column += LANES) {
            FloatVector sum = load(sums, sumsOffset + column);
            for (int k = 0; k < depth; k++) {
                sum = sum.add(load(a, aOffset + k * aStride + column));
            }
            sum.intoArray(sums, sumsOffset + column);
        }
        ScalarKernels.sumColumns(depth, a, aOffset, aStride, column, columns, sums, sumsOffset);
    }

    @Override
    public void logistic(float[] x, int from, int to) {
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            VectorMath.logistic(load(x, i)).intoArray(x, i);
        }
        for (; i < to; i++) {
            x[i] = ScalarMath.logistic(x[i]);
        }
    }

    @Override
    public void tanh(float[] x, int from, int to) {
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            VectorMath.tanh(load(x, i)).intoArray(x, i);
        }
        for (; i < to; i++) {
            x[i] = ScalarMath.tanh(x[i]);
        }
    }

    @Override
    public void lstmForward(CellStep step) {
        assert step.units == LANES : step.units;
        float[] gates = step.gates;
        float[] before = step.cellBefore;
        float[] after = step.cell;
        float[] hidden = step.hidden;
        for (int row = 0; row < step.rows; row++) {
            int gate = step.gatesOffset + row * 4 * LANES;
            FloatVector i = VectorMath.logistic(load(gates, gate));
            FloatVector f = VectorMath.logistic(load(gates, gate + LANES));
            FloatVector g = VectorMath.tanh(load(gates, gate + 2 * LANES));
            FloatVector o = VectorMath.logistic(load(gates, gate + 3 * LANES));
            FloatVector c = fma(f, load(before, step.cellBeforeOffset + row * step.cellStride), i.mul(g));
            i.intoArray(gates, gate);
            f.intoArray(gates, gate + LANES);
            g.intoArray(gates, gate + 2 * LANES);
            o.intoArray(gates, gate + 3 * LANES);
            c.intoArray(after, step.cellOffset + row * step.cellStride);
            o.mul(VectorMath.tanh(c)).intoArray(hidden, step.hiddenOffset + row * step.hiddenStride);
        }
    }

    @Override
    public void lstmBackward(CellStep step) {
        assert step.units == LANES : step.units;
        float[] gates = step.gates;
        FloatVector one = all(1f);
        for (int row = 0; row < step.rows; row++) {
            int gate = step.gatesOffset + row * 4 * LANES;
            int dRow = row * step.dHiddenStride;
            FloatVector i = load(gates, gate);
            FloatVector f = load(gates, gate + LANES);
            FloatVector g = load(gates, gate + 2 * LANES);
            FloatVector o = load(gates, gate + 3 * LANES);
            FloatVector tanhC = VectorMath.tanh(load(step.cell, step.cellOffset + row * step.cellStride));
            FloatVector before = load(step.cellBefore, step.cellBeforeOffset + row * step.cellStride);
            FloatVector dH = load(step.dHidden, step.dHiddenOffset + dRow)
                    .add(load(step.dOutput, step.dOutputOffset + row * step.dOutputStride));
            FloatVector dC = load(step.dCell, step.dCellOffset + dRow)
                    .add(dH.mul(o).mul(one.sub(tanhC.mul(tanhC))));
            dC.mul(g).mul(i.mul(one.sub(i))).intoArray(gates, gate);
            dC.mul(before).mul(f.mul(one.sub(f))).intoArray(gates, gate + LANES);
            dC.mul(i).mul(one.sub(g.mul(g))).intoArray(gates, gate + 2 * LANES);
            dH.mul(tanhC).mul(o.mul(one.sub(o))).intoArray(gates, gate + 3 * LANES);
            dC.mul(f).intoArray(step.dCell, step.dCellOffset + dRow);
        }
    }

    @Override
    public double sumOfSquares(float[] x, int from, int to) {
        return ScalarKernels.squares(x, from, to);
    }

    @Override
    public void scale(float[] x, int from, int to, float factor) {
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            load(x, i).mul(factor).intoArray(x, i);
        }
        for (; i < to; i++) {
            x[i] *= factor;
        }
    }

    @Override
    public void adam(AdamUpdate update, float[] parameters, float[] gradients, float[] mean, float[] variance,
            float[] maxVariance, int from, int to) {
        int i = from;
        int end = from + SPECIES.loopBound(to - from);
        for (; i < end; i += LANES) {
            FloatVector p = load(parameters, i);
            FloatVector g = fma(p, all(update.weightDecay()), load(gradients, i));
            FloatVector m = load(mean, i);
            m = fma(g.sub(m), all(1f - update.beta1()), m);
            FloatVector v = fma(g.mul(1f - update.beta2()), g, load(variance, i).mul(update.beta2()));
            m.intoArray(mean, i);
            v.intoArray(variance, i);
            if (update.amsgrad()) {
                v = v.max(load(maxVariance, i));
                v.intoArray(maxVariance, i);
            }
            FloatVector denominator = v.sqrt().div(update.correction()).add(update.epsilon());
            p.mul(update.decay()).sub(m.mul(update.stepSize()).div(denominator)).intoArray(parameters, i);
        }
        ScalarKernels.adamTail(update, parameters, gradients, mean, variance, maxVariance, i, to);
    }
}
