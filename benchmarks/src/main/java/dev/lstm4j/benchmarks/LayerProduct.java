package dev.lstm4j.benchmarks;

import dev.lstm4j.bench.Workload;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.engine.PackedMatrix;
import dev.lstm4j.engine.Product;

/// One product `C = A·B` of a layer. The operands have the engine's memory layout (docs/architecture.md, Memory) and
/// random values.
final class LayerProduct {
    private static final int GATES = 4;

    private final Kernels kernels;
    private final PackedMatrix b;
    private final Product product = new Product();

    private LayerProduct(Kernels kernels, int rows, int depth, PackedMatrix b) {
        this.kernels = kernels;
        this.b = b;
        product.rows = rows;
        product.left(Workload.signed(rows * depth), 0, depth, depth);
        product.from(new float[b.panelWidth()], 0, 0, 0);
        int columns = columns(b);
        float[] weights = Workload.signed(depth * columns);
        for (int k = 0; k < depth; k++) {
            b.setRow(k, 0, weights, k * columns, columns);
        }
    }

    /// Forward, from inputs or hidden states `[rows, depth]` to gates `[U, rows, 4·N]`.
    static LayerProduct toGates(Kernels kernels, int rows, int depth, int hidden) {
        int lanes = kernels.format().lanes();
        int blocks = Math.ceilDiv(hidden, lanes);
        int width = GATES * lanes;
        LayerProduct made = new LayerProduct(kernels, rows, depth,
                new PackedMatrix(depth, blocks * width, kernels.format(), GATES));
        made.product.to(new float[blocks * rows * width], 0, width, rows * width);
        return made;
    }

    /// Backward, from the gradients of gates `[rows, U·4·N]` to those of hidden states `[rows, U·N]`.
    static LayerProduct toHidden(Kernels kernels, int rows, int hidden) {
        int lanes = kernels.format().lanes();
        int blocks = Math.ceilDiv(hidden, lanes);
        int width = GATES * lanes;
        LayerProduct made = new LayerProduct(kernels, rows, blocks * width,
                new PackedMatrix(blocks * width, hidden, kernels.format(), GATES));
        made.product.to(new float[rows * blocks * lanes], 0, blocks * lanes, made.b.panelWidth());
        return made;
    }

    private static int columns(PackedMatrix b) {
        int last = b.panels() - 1;
        return b.column(last) + b.vectors(last) * b.lanes();
    }

    /// Multiplies.
    ///
    /// @return C
    float[] multiply() {
        product.isPacked = false; // a step has new inputs
        kernels.product(product, b, 0, b.panels());
        return product.result;
    }

    /// Multiplies, and compares some of the results with loops in double precision. The error of a chain of K
    /// multiply-adds is at most (K + 1)·2⁻²⁴ times the sum of magnitudes (docs/numerics.md).
    LayerProduct checked() {
        multiply();
        int columns = columns(b);
        for (int place : Check.places(product.rows * columns)) {
            int row = place / columns;
            int column = place % columns;
            double sum = 0;
            double magnitude = 0;
            for (int k = 0; k < b.depth(); k++) {
                double term = (double) product.first[row * product.firstStride + k] * b.get(k, column);
                sum += term;
                magnitude += Math.abs(term);
            }
            int panel = column / b.panelWidth();
            int at = row * product.resultStride + panel * product.resultPanel + column - b.column(panel);
            Check.near("product", at, sum, (b.depth() + 1) * Check.ROUNDING * magnitude, product.result[at]);
        }
        return this;
    }
}
