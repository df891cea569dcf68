package dev.lstm4j.simd.internal;

import static dev.lstm4j.simd.internal.ScalarMath.fma;

import dev.lstm4j.AdamUpdate;
import dev.lstm4j.CellStep;
import dev.lstm4j.Gate;
import dev.lstm4j.Kernels;
import dev.lstm4j.Operand;
import dev.lstm4j.PackedMatrix;

/// The arithmetic in plain Java, for machines and processes without the Vector API. Its twin is [VectorKernels]. Loops
/// run over neighbouring floats, so that the JIT compiler can turn them into vectors by itself; blocks of units are as
/// wide as that needs.
public final class ScalarKernels implements Kernels {
    private static final int MOST_LANES = 64;
    private static final int INPUT = Gate.INPUT.ordinal();
    private static final int FORGET = Gate.FORGET.ordinal();
    private static final int CANDIDATE = Gate.CANDIDATE.ordinal();
    private static final int OUTPUT = Gate.OUTPUT.ordinal();

    private final String reason;

    /// Kernels without any need.
    ///
    /// @param reason why these kernels, for people
    public ScalarKernels(String reason) {
        this.reason = reason;
    }

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public String description() {
        return "scalar, " + (HardwareFma.PRESENT ? "fma" : "no fma") + " (" + reason + ")";
    }

    @Override
    public int lanes(int hiddenSize) {
        return Math.clamp(Integer.highestOneBit(2 * hiddenSize - 1), 4, MOST_LANES);
    }

    @Override
    public void product(int rows, Operand a, int aOffset, PackedMatrix b, int panel, int panels, int fromDepth,
            int depth, Operand c, int cOffset) {
        int block = Math.min(depth, a.depthBlock());
        for (int p = panel; p < panel + panels; p++) {
            int width = b.vectors(p) * b.lanes();
            int to = cOffset + c.column(b.column(p));
            for (int row = 0; row < rows; row++) {
                int bRow = b.offset(p) + fromDepth * width;
                int aBlock = aOffset + row * a.rowStride();
                for (int from = 0; from < depth; from += block) {
                    int length = Math.min(block, depth - from);
                    multiplyRow(length, a.array(), aBlock, b.data(), bRow, width, c.array(), to + row * c.rowStride());
                    bRow += length * width;
                    aBlock += a.blockStride();
                }
            }
        }
    }

    /// `c[j] += Σₖ a[k]·b[k, j]`, four k at a time so that c is read and written a quarter as often.
    private static void multiplyRow(int depth, float[] a, int aOffset, float[] b, int bOffset, int width, float[] c,
            int cOffset) {
        int k = 0;
        for (; k + 4 <= depth; k += 4) {
            float a0 = a[aOffset + k];
            float a1 = a[aOffset + k + 1];
            float a2 = a[aOffset + k + 2];
            float a3 = a[aOffset + k + 3];
            int b0 = bOffset + k * width;
            int b1 = b0 + width;
            int b2 = b1 + width;
            int b3 = b2 + width;
            for (int j = 0; j < width; j++) {
                float sum = fma(a0, b[b0 + j], c[cOffset + j]);
                sum = fma(a1, b[b1 + j], sum);
                sum = fma(a2, b[b2 + j], sum);
                c[cOffset + j] = fma(a3, b[b3 + j], sum);
            }
        }
        for (; k < depth; k++) {
            addMultiple(a[aOffset + k], b, bOffset + k * width, width, c, cOffset);
        }
    }

    private static void addMultiple(float factor, float[] b, int bOffset, int width, float[] c, int cOffset) {
        for (int j = 0; j < width; j++) {
            c[cOffset + j] = fma(factor, b[bOffset + j], c[cOffset + j]);
        }
    }

    @Override
    public void transposedProduct(int depth, float[] a, int aOffset, int aStride, int rows, float[] b, int bOffset,
            int bStride, int columns, float[] c, int cOffset, int cStride) {
        for (int k = 0; k < depth; k++) {
            for (int row = 0; row < rows; row++) {
                addMultiple(a[aOffset + k * aStride + row], b, bOffset + k * bStride, columns, c,
                        cOffset + row * cStride);
            }
        }
    }

    @Override
    public void columnSums(int depth, float[] a, int aOffset, int aStride, int columns, float[] sums, int sumsOffset) {
        sumColumns(depth, a, aOffset, aStride, 0, columns, sums, sumsOffset);
    }

    static void sumColumns(int depth, float[] a, int aOffset, int aStride, int from, int to, float[] sums,
            int sumsOffset) {
        for (int k = 0; k < depth; k++) {
            for (int column = from; column < to; column++) {
                sums[sumsOffset + column] += a[aOffset + k * aStride + column];
            }
        }
    }

    @Override
    public void logistic(float[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            x[i] = ScalarMath.logistic(x[i]);
        }
    }

    @Override
    public void tanh(float[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            x[i] = ScalarMath.tanh(x[i]);
        }
    }

    @Override
    public void lstmForward(CellStep step) {
        float[] gates = step.gates;
        int units = step.units;
        for (int row = 0; row < step.rows; row++) {
            int gate = step.gatesOffset + row * step.gatesStride;
            logistic(gates, gate + INPUT * units, gate + CANDIDATE * units); // and the forget gate
            tanh(gates, gate + CANDIDATE * units, gate + OUTPUT * units);
            logistic(gates, gate + OUTPUT * units, gate + (OUTPUT + 1) * units);
            int before = step.cellBeforeOffset + row * step.cellStride;
            int after = step.cellOffset + row * step.cellStride;
            int hidden = step.hiddenOffset + row * step.hiddenStride;
            for (int j = 0; j < units; j++) {
                float i = gates[gate + INPUT * units + j];
                float f = gates[gate + FORGET * units + j];
                float g = gates[gate + CANDIDATE * units + j];
                float o = gates[gate + OUTPUT * units + j];
                float c = fma(f, step.cellBefore[before + j], i * g);
                step.cell[after + j] = c;
                step.hidden[hidden + j] = o * ScalarMath.tanh(c);
            }
        }
    }

    @Override
    public void lstmBackward(CellStep step) {
        float[] gates = step.gates;
        int units = step.units;
        for (int row = 0; row < step.rows; row++) {
            int gate = step.gatesOffset + row * step.gatesStride;
            int cell = step.cellOffset + row * step.cellStride;
            int before = step.cellBeforeOffset + row * step.cellStride;
            int dHidden = step.dHiddenOffset + row * step.dHiddenStride;
            int dOutput = step.dOutputOffset + row * step.dOutputStride;
            int dCell = step.dCellOffset + row * step.dHiddenStride;
            for (int j = 0; j < units; j++) {
                float i = gates[gate + INPUT * units + j];
                float f = gates[gate + FORGET * units + j];
                float g = gates[gate + CANDIDATE * units + j];
                float o = gates[gate + OUTPUT * units + j];
                float tanhC = ScalarMath.tanh(step.cell[cell + j]);
                float dH = step.dHidden[dHidden + j] + step.dOutput[dOutput + j];
                float dC = step.dCell[dCell + j] + dH * o * (1f - tanhC * tanhC);
                gates[gate + INPUT * units + j] = dC * g * (i * (1f - i));
                gates[gate + FORGET * units + j] = dC * step.cellBefore[before + j] * (f * (1f - f));
                gates[gate + CANDIDATE * units + j] = dC * i * (1f - g * g);
                gates[gate + OUTPUT * units + j] = dH * tanhC * (o * (1f - o));
                step.dCell[dCell + j] = dC * f;
            }
        }
    }

    @Override
    public double sumOfSquares(float[] x, int from, int to) {
        return squares(x, from, to);
    }

    /// Four sums side by side: fast enough for memory, and always in the same order.
    static double squares(float[] x, int from, int to) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = from;
        for (; i + 4 <= to; i += 4) {
            s0 += (double) x[i] * x[i];
            s1 += (double) x[i + 1] * x[i + 1];
            s2 += (double) x[i + 2] * x[i + 2];
            s3 += (double) x[i + 3] * x[i + 3];
        }
        for (; i < to; i++) {
            s0 += (double) x[i] * x[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    @Override
    public void scale(float[] x, int from, int to, float factor) {
        for (int i = from; i < to; i++) {
            x[i] *= factor;
        }
    }

    @Override
    public void adam(AdamUpdate update, float[] parameters, float[] gradients, float[] mean, float[] variance,
            float[] maxVariance, int from, int to) {
        adamTail(update, parameters, gradients, mean, variance, maxVariance, from, to);
    }

    static void adamTail(AdamUpdate update, float[] parameters, float[] gradients, float[] mean, float[] variance,
            float[] maxVariance, int from, int to) {
        for (int i = from; i < to; i++) {
            float p = parameters[i];
            float g = fma(p, update.weightDecay, gradients[i]);
            float m = fma(g - mean[i], update.newMean, mean[i]);
            float v = fma(g * update.newVariance, g, variance[i] * update.oldVariance);
            mean[i] = m;
            variance[i] = v;
            if (update.amsgrad) {
                v = Math.max(v, maxVariance[i]);
                maxVariance[i] = v;
            }
            float denominator = (float) Math.sqrt(v) / update.correction + update.epsilon;
            parameters[i] = p * update.decay - m * update.stepSize / denominator;
        }
    }
}
