package dev.lstm4j.simd.internal.kernels;

import dev.lstm4j.engine.Kernels;
import dev.lstm4j.engine.PackedMatrix;
import dev.lstm4j.engine.Product;
import dev.lstm4j.engine.QuantizedMatrix;

/// Products with quantized weights by way of floats: a panel is unpacked once, then multiplied with all rows.
final class QuantizedPanel {
    private QuantizedPanel() {}

    /// Provides the memory for a panel in `product.unpacked`.
    ///
    /// @return whether the panel must be unpacked; false if the memory already holds it
    static boolean prepare(Product product, QuantizedMatrix b, int panel, PackedMatrix.Format format) {
        int vectors = b.vectors(panel);
        PackedMatrix floats = product.unpacked;
        if (floats == null || floats.depth() != b.depth() || floats.vectors(0) != vectors) {
            product.unpacked = new PackedMatrix(b.depth(), vectors * format.lanes(), format, vectors);
        } else if (product.unpackedFrom == b && product.unpackedPanel == panel) {
            return false;
        }
        product.unpackedFrom = b;
        product.unpackedPanel = panel;
        return true;
    }

    /// Unpacks a panel of any width.
    static void unpack(QuantizedMatrix b, int panel, PackedMatrix floats) {
        int column = panel * b.vectors(0) * floats.lanes();
        int width = floats.vectors(0) * floats.lanes();
        for (int row = 0; row < b.depth(); row++) {
            for (int n = 0; n < width; n++) {
                floats.set(row, n, b.get(row, column + n));
            }
        }
    }

    /// Multiplies with the unpacked panel.
    static void multiply(Kernels kernels, Product product, int panel, PackedMatrix floats) {
        int start = product.startOffset;
        int result = product.resultOffset;
        product.startOffset = start + panel * product.startPanel;
        product.resultOffset = result + panel * product.resultPanel;
        kernels.product(product, floats, 0, 1);
        product.startOffset = start;
        product.resultOffset = result;
    }
}
