package dev.lstm4j.simd.internal.kernels;

import dev.lstm4j.engine.ColumnPanel;
import dev.lstm4j.engine.PackedMatrix;
import dev.lstm4j.engine.Product;
import dev.lstm4j.engine.QuantizedMatrix;
import dev.lstm4j.quantization.WeightType;

/// A program that calls every register tile until C2 has compiled it, for [MachineCodeTest].
final class TileDriver {
    private static final int DEPTH = 96;
    private static final int CALLS = 12_000;

    private TileDriver() {}

    /// Calls the tiles.
    ///
    /// @param arguments none
    public static void main(String[] arguments) {
        VectorKernels kernels = new VectorKernels("test");
        int lanes = kernels.format().lanes();
        for (int vectors = 1; vectors <= PackedMatrix.MAX_VECTORS; vectors++) {
            for (int rows = 1; rows <= 6; rows++) {
                multiply(kernels, rows, 1, vectors);
            }
        }
        multiply(kernels, 1, 2, PackedMatrix.MAX_VECTORS);
        multiplyQuantized(kernels, WeightType.BF16);
        multiplyQuantized(kernels, WeightType.INT8);
        for (int columns = lanes; columns <= VectorGradientTiles.STRIP_VECTORS * lanes; columns += lanes) {
            for (int rows : new int[]{1, 4, 8}) {
                multiplyTransposed(kernels, rows, columns);
            }
        }
    }

    private static void multiply(VectorKernels kernels, int rows, int panels, int vectors) {
        int lanes = kernels.format().lanes();
        int columns = panels * vectors * lanes;
        PackedMatrix b = new PackedMatrix(DEPTH, columns, kernels.format(), vectors);
        Product product = new Product();
        product.rows = rows;
        product.left(new float[rows * DEPTH], 0, DEPTH / 2, DEPTH / 2);
        product.beside(new float[rows * DEPTH], 0, DEPTH / 2, DEPTH / 2);
        product.from(new float[columns], 0, 0, vectors * lanes);
        product.to(new float[rows * columns], 0, columns, vectors * lanes);
        for (int call = 0; call < CALLS; call++) {
            kernels.product(product, b, 0, panels);
        }
    }

    private static void multiplyQuantized(VectorKernels kernels, WeightType type) {
        int columns = PackedMatrix.MAX_VECTORS * kernels.format().lanes();
        QuantizedMatrix b = new QuantizedMatrix(PackedMatrix.ofWidePanels(DEPTH, columns, kernels.format()), type,
                DEPTH / 2);
        Product product = new Product();
        product.rows = 1;
        product.left(new float[DEPTH], 0, DEPTH / 2, DEPTH / 2);
        product.beside(new float[DEPTH], 0, DEPTH / 2, DEPTH / 2);
        product.from(new float[columns], 0, 0, 0);
        product.to(new float[columns], 0, columns, columns);
        for (int call = 0; call < CALLS; call++) {
            kernels.product(product, b, 0, 1);
        }
    }

    private static void multiplyTransposed(VectorKernels kernels, int rows, int columns) {
        ColumnPanel panel = kernels.columnPanel(DEPTH);
        panel.resize(DEPTH, columns);
        float[] a = new float[DEPTH * rows];
        float[] c = new float[rows * columns];
        for (int call = 0; call < CALLS; call++) {
            kernels.transposedProduct(a, 0, rows, rows, panel, c, 0, columns);
        }
    }
}
