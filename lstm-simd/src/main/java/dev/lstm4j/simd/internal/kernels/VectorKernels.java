package dev.lstm4j.simd.internal.kernels;

import static dev.lstm4j.simd.internal.kernels.VectorLanes.LANES;
import static dev.lstm4j.simd.internal.kernels.VectorLanes.SPECIES;

import dev.lstm4j.cell.Gate;
import dev.lstm4j.engine.AdamUpdate;
import dev.lstm4j.engine.CellStep;
import dev.lstm4j.engine.ColumnPanel;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.engine.PackedMatrix;
import dev.lstm4j.engine.Product;
import dev.lstm4j.engine.QuantizedMatrix;
import dev.lstm4j.quantization.WeightType;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// The arithmetic with the Vector API. The counterpart is [ScalarKernels]; every tail loop calls its methods.
public final class VectorKernels implements Kernels {
    private static final int INPUT = Gate.INPUT.ordinal() * LANES;
    private static final int FORGET = Gate.FORGET.ordinal() * LANES;
    private static final int CANDIDATE = Gate.CANDIDATE.ordinal() * LANES;
    private static final int OUTPUT = Gate.OUTPUT.ordinal() * LANES;

    private final String reason;

    /// Creates kernels for the vector width that [VectorWidth] chooses.
    ///
    /// @param reason why these kernels were chosen, for the description
    public VectorKernels(String reason) {
        this.reason = reason;
    }

    /// Whether the processor can run these kernels. Without fused multiply-add they would be a thousand times slower
    /// than the scalar kernels.
    ///
    /// @return whether the processor has fused multiply-add
    public static boolean supported() {
        return HardwareFma.PRESENT;
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public String description() {
        return "vector, " + LANES + " lanes, fma (" + reason + ")";
    }

    @Override
    public PackedMatrix.Format format() {
        return VectorTiles.FORMAT;
    }

    @Override
    public boolean pack(Product product) {
        if (!VectorLanes.MANY_REGISTERS) {
            LeftPacking.pack(product);
        }
        return product.isPacked;
    }

    @Override
    public void product(Product product, PackedMatrix b, int panel, int panels) {
        VectorTiles.product(product, b, panel, panels);
    }

    @Override
    public void product(Product product, QuantizedMatrix b, int panel, int panels) {
        VectorQuantizedTiles.product(this, product, b, panel, panels);
    }

    @Override
    public long leastQuantized(WeightType type) {
        return VectorQuantizedTiles.least(type);
    }

    @Override
    public ColumnPanel columnPanel(int maxDepth) {
        return new ColumnPanel(maxDepth, VectorGradientTiles.VECTORS * LANES, LANES,
                VectorGradientTiles.STRIP_VECTORS * LANES);
    }

    @Override
    public void transposedProduct(float[] a, int aOffset, int aStride, int rows, ColumnPanel b, float[] c, int cOffset,
            int cStride) {
        VectorGradientTiles.product(a, aOffset, aStride, rows, b, c, cOffset, cStride);
    }

    @Override
    public void columnSums(int depth, float[] a, int aOffset, int aStride, int columns, float[] sums, int sumsOffset) {
        int column = 0;
        for (; column + LANES <= columns; column += LANES) {
            FloatVector sum = FloatVector.fromArray(SPECIES, sums, sumsOffset + column);
            for (int k = 0; k < depth; k++) {
                sum = sum.add(FloatVector.fromArray(SPECIES, a, aOffset + k * aStride + column));
            }
            sum.intoArray(sums, sumsOffset + column);
        }
        if (column < columns && aOffset + (depth - 1) * aStride + column + LANES <= a.length) {
            VectorMask<Float> own = SPECIES.indexInRange(column, columns);
            FloatVector sum = FloatVector.fromArray(SPECIES, sums, sumsOffset + column, own);
            for (int k = 0; k < depth; k++) {
                sum = sum.add(FloatVector.fromArray(SPECIES, a, aOffset + k * aStride + column));
            }
            sum.intoArray(sums, sumsOffset + column, own);
            return;
        }
        ScalarKernels.sumColumns(depth, a, aOffset, aStride, column, columns, sums, sumsOffset);
    }

    @Override
    public void logistic(float[] x, int from, int to) {
        int vectors = (to - from) / LANES;
        VectorActivations.logistic(vectors, 1, x, from, LANES);
        for (int i = from + vectors * LANES; i < to; i++) {
            x[i] = ScalarMath.logistic(x[i]);
        }
    }

    @Override
    public void tanh(float[] x, int from, int to) {
        int vectors = (to - from) / LANES;
        VectorActivations.tanh(vectors, x, from, LANES, x, from, LANES);
        for (int i = from + vectors * LANES; i < to; i++) {
            x[i] = ScalarMath.tanh(x[i]);
        }
    }

    /// Several short passes over data in the L1 cache. One method with all five activations would be too large for the
    /// JIT compiler to inline, and its vectors would be boxed.
    @Override
    public void lstmForward(CellStep step) {
        assert step.units == LANES : step.units;
        int rows = step.rows;
        float[] gates = step.gates;
        int offset = step.gatesOffset;
        int stride = step.gatesStride;
        VectorActivations.logistic(rows, 2, gates, offset + INPUT, stride); // input and forget gate, which are adjacent
        VectorActivations.tanh(rows, gates, offset + CANDIDATE, stride, gates, offset + CANDIDATE, stride);
        VectorActivations.logistic(rows, 1, gates, offset + OUTPUT, stride);
        for (int row = 0; row < rows; row++) {
            int gate = offset + row * stride;
            FloatVector i = FloatVector.fromArray(SPECIES, gates, gate + INPUT);
            FloatVector f = FloatVector.fromArray(SPECIES, gates, gate + FORGET);
            FloatVector g = FloatVector.fromArray(SPECIES, gates, gate + CANDIDATE);
            FloatVector before = FloatVector.fromArray(SPECIES, step.cellBefore,
                    step.cellBeforeOffset + row * step.cellStride);
            f.fma(before, i.mul(g)).intoArray(step.cell, step.cellOffset + row * step.cellStride);
        }
        VectorActivations.tanh(rows, step.cell, step.cellOffset, step.cellStride, step.hidden, step.hiddenOffset,
                step.hiddenStride);
        for (int row = 0; row < rows; row++) {
            int hidden = step.hiddenOffset + row * step.hiddenStride;
            FloatVector o = FloatVector.fromArray(SPECIES, gates, offset + row * stride + OUTPUT);
            o.mul(FloatVector.fromArray(SPECIES, step.hidden, hidden)).intoArray(step.hidden, hidden);
        }
    }

    @Override
    public void lstmBackward(CellStep step) {
        assert step.units == LANES : step.units;
        float[] gates = step.gates;
        VectorActivations.tanh(step.rows, step.cell, step.cellOffset, step.cellStride, step.cell, step.cellOffset,
                step.cellStride);
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        // From the last row to the first, so that the backward pass reads a long sequence in one direction.
        for (int row = step.rows - 1; row >= 0; row--) {
            int gate = step.gatesOffset + row * step.gatesStride;
            int dCell = step.dCellOffset + row * step.dCellStride;
            FloatVector i = FloatVector.fromArray(SPECIES, gates, gate + INPUT);
            FloatVector f = FloatVector.fromArray(SPECIES, gates, gate + FORGET);
            FloatVector g = FloatVector.fromArray(SPECIES, gates, gate + CANDIDATE);
            FloatVector o = FloatVector.fromArray(SPECIES, gates, gate + OUTPUT);
            FloatVector tanhC = FloatVector.fromArray(SPECIES, step.cell, step.cellOffset + row * step.cellStride);
            FloatVector before = FloatVector.fromArray(SPECIES, step.cellBefore,
                    step.cellBeforeOffset + row * step.cellStride);
            FloatVector dH = FloatVector.fromArray(SPECIES, step.dHidden, step.dHiddenOffset + row * step.dHiddenStride)
                    .add(FloatVector.fromArray(SPECIES, step.dOutput, step.dOutputOffset + row * step.dOutputStride));
            FloatVector dC = FloatVector.fromArray(SPECIES, step.dCell, dCell)
                    .add(dH.mul(o).mul(one.sub(tanhC.mul(tanhC))));
            int dGate = step.dGatesOffset + row * step.dGatesStride;
            FloatVector dI = dC.mul(g).mul(i.mul(one.sub(i)));
            dI.intoArray(gates, gate + INPUT);
            dI.intoArray(step.dGates, dGate + INPUT);
            FloatVector dF = dC.mul(before).mul(f.mul(one.sub(f)));
            dF.intoArray(gates, gate + FORGET);
            dF.intoArray(step.dGates, dGate + FORGET);
            FloatVector dG = dC.mul(i).mul(one.sub(g.mul(g)));
            dG.intoArray(gates, gate + CANDIDATE);
            dG.intoArray(step.dGates, dGate + CANDIDATE);
            FloatVector dO = dH.mul(tanhC).mul(o.mul(one.sub(o)));
            dO.intoArray(gates, gate + OUTPUT);
            dO.intoArray(step.dGates, dGate + OUTPUT);
            dC.mul(f).intoArray(step.dCell, dCell);
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
            FloatVector.fromArray(SPECIES, x, i).mul(factor).intoArray(x, i);
        }
        for (; i < to; i++) {
            x[i] *= factor;
        }
    }

    @Override
    public void adam(AdamUpdate update, float[] parameters, float[] gradients, float[] mean, float[] variance,
            float[] maxVariance, int from, int to) {
        FloatVector weightDecay = FloatVector.broadcast(SPECIES, update.weightDecay);
        FloatVector newMean = FloatVector.broadcast(SPECIES, update.newMean);
        FloatVector newVariance = FloatVector.broadcast(SPECIES, update.newVariance);
        FloatVector oldVariance = FloatVector.broadcast(SPECIES, update.oldVariance);
        FloatVector correction = FloatVector.broadcast(SPECIES, update.correction);
        FloatVector epsilon = FloatVector.broadcast(SPECIES, update.epsilon);
        FloatVector decay = FloatVector.broadcast(SPECIES, update.decay);
        FloatVector stepSize = FloatVector.broadcast(SPECIES, update.stepSize);
        boolean amsgrad = update.amsgrad;
        int i = from;
        int end = from + SPECIES.loopBound(to - from);
        for (; i < end; i += LANES) {
            FloatVector p = FloatVector.fromArray(SPECIES, parameters, i);
            FloatVector g = p.fma(weightDecay, FloatVector.fromArray(SPECIES, gradients, i));
            FloatVector m = FloatVector.fromArray(SPECIES, mean, i);
            m = g.sub(m).fma(newMean, m);
            FloatVector v = g.mul(newVariance).fma(g, FloatVector.fromArray(SPECIES, variance, i).mul(oldVariance));
            m.intoArray(mean, i);
            v.intoArray(variance, i);
            if (amsgrad) {
                v = v.max(FloatVector.fromArray(SPECIES, maxVariance, i));
                v.intoArray(maxVariance, i);
            }
            FloatVector denominator = v.sqrt().div(correction).add(epsilon);
            p.mul(decay).sub(m.mul(stepSize).div(denominator)).intoArray(parameters, i);
        }
        ScalarKernels.adamTail(update, parameters, gradients, mean, variance, maxVariance, i, to);
    }
}
