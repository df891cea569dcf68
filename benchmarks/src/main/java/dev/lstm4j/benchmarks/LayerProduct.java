package dev.lstm4j.benchmarks;

import dev.lstm4j.Kernels;
import dev.lstm4j.Operand;
import dev.lstm4j.PackedMatrix;
import dev.lstm4j.cli.bench.Workload;

/// One product `C += A·B` of a layer, its operands laid out as the engine lays them out (docs/architecture.md, memory) and
/// filled with drawn numbers.
final class LayerProduct {
    private static final int GATES = 4;

    private final Kernels kernels;
    private final int rows;
    private final Operand a;
    private final PackedMatrix b;
    private final Operand c;

    private LayerProduct(Kernels kernels, int rows, Operand a, PackedMatrix b, Operand c) {
        this.kernels = kernels;
        this.rows = rows;
        this.a = a;
        this.b = b;
        this.c = c;
        float[] weights = Workload.signed(b.data().length);
        System.arraycopy(weights, 0, b.data(), 0, weights.length);
    }

    /// Forward, from inputs or hidden states `[rows, depth]` to gates `[U, rows, 4·N]`.
    static LayerProduct toGates(Kernels kernels, int rows, int depth, int hidden) {
        int lanes = kernels.lanes(hidden);
        int blocks = Math.ceilDiv(hidden, lanes);
        int width = GATES * lanes;
        return new LayerProduct(kernels, rows, Operand.rows(Workload.signed(rows * depth), depth),
                new PackedMatrix(depth, blocks * width, lanes, GATES),
                new Operand(new float[blocks * rows * width], width, width, rows * width));
    }

    /// Backward, from the gradients of gates `[U, rows, 4·N]` to those of hidden states `[rows, U·N]`.
    static LayerProduct toHidden(Kernels kernels, int rows, int hidden) {
        int lanes = kernels.lanes(hidden);
        int blocks = Math.ceilDiv(hidden, lanes);
        int width = GATES * lanes;
        return new LayerProduct(kernels, rows,
                new Operand(Workload.signed(blocks * rows * width), width, width, rows * width),
                new PackedMatrix(blocks * width, hidden, lanes, GATES),
                Operand.rows(new float[rows * blocks * lanes], blocks * lanes));
    }

    /// Adds the product to C once more.
    ///
    /// @return C
    float[] add() {
        kernels.product(rows, a, 0, b, 0, b.panels(), 0, b.depth(), c, 0);
        return c.array();
    }

    /// Adds the product for the first time and holds some of its floats against loops in double. A chain of K
    /// multiply-adds errs by at most (K + 1)·2⁻²⁴ of the sum of magnitudes (docs/numerics.md).
    LayerProduct checked() {
        add();
        int last = b.panels() - 1;
        int columns = b.column(last) + b.vectors(last) * b.lanes();
        for (int place : Check.places(rows * columns)) {
            int row = place / columns;
            int column = place % columns;
            double sum = 0;
            double magnitude = 0;
            for (int k = 0; k < b.depth(); k++) {
                double term = (double) a.array()[row * a.rowStride() + a.column(k)] * b.data()[b.index(k, column)];
                sum += term;
                magnitude += Math.abs(term);
            }
            int at = row * c.rowStride() + c.column(column);
            Check.near("product", at, sum, (b.depth() + 1) * Check.ROUNDING * magnitude, c.array()[at]);
        }
        return this;
    }
}
