package dev.lstm4j.simd.internal.kernels;

import static dev.lstm4j.simd.internal.kernels.ScalarMath.fma;

import dev.lstm4j.cell.Gate;
import dev.lstm4j.engine.AdamUpdate;
import dev.lstm4j.engine.CellStep;
import dev.lstm4j.engine.ColumnPanel;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.engine.PackedMatrix;
import dev.lstm4j.engine.Product;
import dev.lstm4j.engine.QuantizedMatrix;
import dev.lstm4j.quantization.WeightType;
import java.util.Objects;

/// The arithmetic in plain Java, for machines and processes without the Vector API. The counterpart is
/// [VectorKernels]. Matrix products keep sixteen sums in registers. Each step multiplies four floats of A with four
/// floats of B: sixteen multiply-adds for eight loads. Loops over whole rows, which the JIT compiler could vectorize,
/// are slower: the compiler cannot prove that C and B are different arrays, so it does not vectorize them.
public final class ScalarKernels implements Kernels {
    private static final int LANES = 4;
    private static final int PANEL_COLUMNS = 32;
    private static final PackedMatrix.Format FORMAT = new PackedMatrix.Format(LANES, PackedMatrix.MAX_VECTORS, false);
    private static final int INPUT = Gate.INPUT.ordinal();
    private static final int FORGET = Gate.FORGET.ordinal();
    private static final int CANDIDATE = Gate.CANDIDATE.ordinal();
    private static final int OUTPUT = Gate.OUTPUT.ordinal();

    private final String reason;

    /// Creates the kernels. They have no requirements.
    ///
    /// @param reason why these kernels were chosen, for the description
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
    public PackedMatrix.Format format() {
        return FORMAT;
    }

    @Override
    public boolean pack(Product product) {
        return false;
    }

    @Override
    public void product(Product product, PackedMatrix b, int panel, int panels) {
        for (int index = panel; index < panel + panels; index++) {
            int width = b.vectors(index) * b.lanes();
            int from = b.offset(index) + product.depthOffset * width;
            int start = product.startOffset + index * product.startPanel;
            int result = product.resultOffset + index * product.resultPanel;
            for (int column = 0; column < width; column += 4) { // the width is a multiple of four
                int row = 0;
                for (; product.rows - row >= 4; row += 4) {
                    tile4x4(product, row, b.array(), from + column, width, start + column, result + column);
                }
                for (; row < product.rows; row++) {
                    tile1x4(product, row, b.array(), from + column, width, start + column, result + column);
                }
            }
        }
    }

    @Override
    public void product(Product product, QuantizedMatrix b, int panel, int panels) {
        for (int index = panel; index < panel + panels; index++) {
            boolean isNew = QuantizedPanel.prepare(product, b, index, FORMAT);
            PackedMatrix floats = Objects.requireNonNull(product.unpacked);
            if (isNew) {
                QuantizedPanel.unpack(b, index, floats);
            }
            QuantizedPanel.multiply(this, product, index, floats);
        }
    }

    @Override
    public long leastQuantized(WeightType type) {
        return Long.MAX_VALUE;
    }

    /// Four rows, four columns.
    private static void tile4x4(Product p, int row, float[] b, int bOffset, int width, int startOffset,
            int resultOffset) {
        float[] start = p.start;
        int s0 = startOffset + row * p.startStride;
        int s1 = s0 + p.startStride;
        int s2 = s1 + p.startStride;
        int s3 = s2 + p.startStride;
        float c00 = start[s0];
        float c01 = start[s0 + 1];
        float c02 = start[s0 + 2];
        float c03 = start[s0 + 3];
        float c10 = start[s1];
        float c11 = start[s1 + 1];
        float c12 = start[s1 + 2];
        float c13 = start[s1 + 3];
        float c20 = start[s2];
        float c21 = start[s2 + 1];
        float c22 = start[s2 + 2];
        float c23 = start[s2 + 3];
        float c30 = start[s3];
        float c31 = start[s3 + 1];
        float c32 = start[s3 + 2];
        float c33 = start[s3 + 3];
        float[] a = p.first;
        int a0 = p.firstOffset + row * p.firstStride;
        int stride = p.firstStride;
        int depth = p.firstDepth;
        int bRow = bOffset;
        for (int part = 0; part < 2; part++) {
            int a1 = a0 + stride;
            int a2 = a1 + stride;
            int a3 = a2 + stride;
            for (int k = 0; k < depth; k++) {
                float b0 = b[bRow];
                float b1 = b[bRow + 1];
                float b2 = b[bRow + 2];
                float b3 = b[bRow + 3];
                float x = a[a0 + k];
                c00 = fma(x, b0, c00);
                c01 = fma(x, b1, c01);
                c02 = fma(x, b2, c02);
                c03 = fma(x, b3, c03);
                x = a[a1 + k];
                c10 = fma(x, b0, c10);
                c11 = fma(x, b1, c11);
                c12 = fma(x, b2, c12);
                c13 = fma(x, b3, c13);
                x = a[a2 + k];
                c20 = fma(x, b0, c20);
                c21 = fma(x, b1, c21);
                c22 = fma(x, b2, c22);
                c23 = fma(x, b3, c23);
                x = a[a3 + k];
                c30 = fma(x, b0, c30);
                c31 = fma(x, b1, c31);
                c32 = fma(x, b2, c32);
                c33 = fma(x, b3, c33);
                bRow += width;
            }
            a = p.second;
            a0 = p.secondOffset + row * p.secondStride;
            stride = p.secondStride;
            depth = p.secondDepth;
        }
        float[] c = p.result;
        int r0 = resultOffset + row * p.resultStride;
        int r1 = r0 + p.resultStride;
        int r2 = r1 + p.resultStride;
        int r3 = r2 + p.resultStride;
        c[r0] = c00;
        c[r0 + 1] = c01;
        c[r0 + 2] = c02;
        c[r0 + 3] = c03;
        c[r1] = c10;
        c[r1 + 1] = c11;
        c[r1 + 2] = c12;
        c[r1 + 3] = c13;
        c[r2] = c20;
        c[r2 + 1] = c21;
        c[r2 + 2] = c22;
        c[r2 + 3] = c23;
        c[r3] = c30;
        c[r3 + 1] = c31;
        c[r3 + 2] = c32;
        c[r3 + 3] = c33;
    }

    /// One row, four columns.
    private static void tile1x4(Product p, int row, float[] b, int bOffset, int width, int startOffset,
            int resultOffset) {
        float[] start = p.start;
        int s0 = startOffset + row * p.startStride;
        float c00 = start[s0];
        float c01 = start[s0 + 1];
        float c02 = start[s0 + 2];
        float c03 = start[s0 + 3];
        float[] a = p.first;
        int a0 = p.firstOffset + row * p.firstStride;
        int stride = p.firstStride;
        int depth = p.firstDepth;
        int bRow = bOffset;
        for (int part = 0; part < 2; part++) {
            for (int k = 0; k < depth; k++) {
                float b0 = b[bRow];
                float b1 = b[bRow + 1];
                float b2 = b[bRow + 2];
                float b3 = b[bRow + 3];
                float x = a[a0 + k];
                c00 = fma(x, b0, c00);
                c01 = fma(x, b1, c01);
                c02 = fma(x, b2, c02);
                c03 = fma(x, b3, c03);
                bRow += width;
            }
            a = p.second;
            a0 = p.secondOffset + row * p.secondStride;
            stride = p.secondStride;
            depth = p.secondDepth;
        }
        float[] c = p.result;
        int r0 = resultOffset + row * p.resultStride;
        c[r0] = c00;
        c[r0 + 1] = c01;
        c[r0 + 2] = c02;
        c[r0 + 3] = c03;
    }

    @Override
    public ColumnPanel columnPanel(int maxDepth) {
        return new ColumnPanel(maxDepth, PANEL_COLUMNS, LANES, PANEL_COLUMNS);
    }

    @Override
    public void transposedProduct(float[] a, int aOffset, int aStride, int rows, ColumnPanel b, float[] c, int cOffset,
            int cStride) {
        int columns = b.columns();
        for (int row = 0; row < rows; row += 4) {
            for (int column = 0; column < columns; column += 4) {
                int at = cOffset + row * cStride + column;
                if (rows - row >= 4 && columns - column >= 4) {
                    gradient4x4(a, aOffset + row, aStride, b, column, c, at, cStride);
                    continue;
                }
                for (int r = 0; r < Math.min(4, rows - row); r++) {
                    for (int n = 0; n < Math.min(4, columns - column); n++) {
                        gradient1x1(a, aOffset + row + r, aStride, b, column + n, c, at + r * cStride + n);
                    }
                }
            }
        }
    }

    private static void gradient4x4(float[] a, int aOffset, int aStride, ColumnPanel panel, int column, float[] c,
            int cOffset, int cStride) {
        float c00 = c[cOffset];
        float c01 = c[cOffset + 1];
        float c02 = c[cOffset + 2];
        float c03 = c[cOffset + 3];
        float c10 = c[cOffset + cStride];
        float c11 = c[cOffset + cStride + 1];
        float c12 = c[cOffset + cStride + 2];
        float c13 = c[cOffset + cStride + 3];
        float c20 = c[cOffset + 2 * cStride];
        float c21 = c[cOffset + 2 * cStride + 1];
        float c22 = c[cOffset + 2 * cStride + 2];
        float c23 = c[cOffset + 2 * cStride + 3];
        float c30 = c[cOffset + 3 * cStride];
        float c31 = c[cOffset + 3 * cStride + 1];
        float c32 = c[cOffset + 3 * cStride + 2];
        float c33 = c[cOffset + 3 * cStride + 3];
        float[] b = panel.data();
        int width = panel.width();
        int depth = panel.depth();
        int aRow = aOffset;
        int bRow = column;
        for (int k = 0; k < depth; k++) {
            float b0 = b[bRow];
            float b1 = b[bRow + 1];
            float b2 = b[bRow + 2];
            float b3 = b[bRow + 3];
            float x = a[aRow];
            c00 = fma(x, b0, c00);
            c01 = fma(x, b1, c01);
            c02 = fma(x, b2, c02);
            c03 = fma(x, b3, c03);
            x = a[aRow + 1];
            c10 = fma(x, b0, c10);
            c11 = fma(x, b1, c11);
            c12 = fma(x, b2, c12);
            c13 = fma(x, b3, c13);
            x = a[aRow + 2];
            c20 = fma(x, b0, c20);
            c21 = fma(x, b1, c21);
            c22 = fma(x, b2, c22);
            c23 = fma(x, b3, c23);
            x = a[aRow + 3];
            c30 = fma(x, b0, c30);
            c31 = fma(x, b1, c31);
            c32 = fma(x, b2, c32);
            c33 = fma(x, b3, c33);
            aRow += aStride;
            bRow += width;
        }
        c[cOffset] = c00;
        c[cOffset + 1] = c01;
        c[cOffset + 2] = c02;
        c[cOffset + 3] = c03;
        c[cOffset + cStride] = c10;
        c[cOffset + cStride + 1] = c11;
        c[cOffset + cStride + 2] = c12;
        c[cOffset + cStride + 3] = c13;
        c[cOffset + 2 * cStride] = c20;
        c[cOffset + 2 * cStride + 1] = c21;
        c[cOffset + 2 * cStride + 2] = c22;
        c[cOffset + 2 * cStride + 3] = c23;
        c[cOffset + 3 * cStride] = c30;
        c[cOffset + 3 * cStride + 1] = c31;
        c[cOffset + 3 * cStride + 2] = c32;
        c[cOffset + 3 * cStride + 3] = c33;
    }

    private static void gradient1x1(float[] a, int aOffset, int aStride, ColumnPanel panel, int column, float[] c,
            int at) {
        float[] b = panel.data();
        float sum = c[at];
        for (int k = 0; k < panel.depth(); k++) {
            sum = fma(a[aOffset + k * aStride], b[k * panel.width() + column], sum);
        }
        c[at] = sum;
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
            logistic(gates, gate + INPUT * units, gate + CANDIDATE * units); // input and forget gate
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
            int dCell = step.dCellOffset + row * step.dCellStride;
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
            System.arraycopy(gates, gate, step.dGates, step.dGatesOffset + row * step.dGatesStride,
                    (OUTPUT + 1) * units);
        }
    }

    @Override
    public double sumOfSquares(float[] x, int from, int to) {
        return squares(x, from, to);
    }

    /// Eight independent sums: fast enough to be limited by memory, and always in the same order.
    static double squares(float[] x, int from, int to) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int i = from;
        for (; i + 8 <= to; i += 8) {
            s0 += (double) x[i] * x[i];
            s1 += (double) x[i + 1] * x[i + 1];
            s2 += (double) x[i + 2] * x[i + 2];
            s3 += (double) x[i + 3] * x[i + 3];
            s4 += (double) x[i + 4] * x[i + 4];
            s5 += (double) x[i + 5] * x[i + 5];
            s6 += (double) x[i + 6] * x[i + 6];
            s7 += (double) x[i + 7] * x[i + 7];
        }
        for (; i < to; i++) {
            s0 += (double) x[i] * x[i];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
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
