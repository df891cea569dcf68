package dev.lstm4j.simd.internal.kernels;

import static dev.lstm4j.simd.internal.kernels.VectorLanes.MANY_REGISTERS;

import dev.lstm4j.engine.Kernels;
import dev.lstm4j.engine.PackedMatrix;
import dev.lstm4j.engine.Product;
import dev.lstm4j.engine.QuantizedMatrix;
import dev.lstm4j.quantization.WeightType;
import java.util.Objects;

/// Products with quantized weights. A single row is limited by reading the weights, so its tiles widen them in
/// registers. For several rows, each panel is unpacked once and multiplied by the tiles for floats.
final class VectorQuantizedTiles {
    private VectorQuantizedTiles() {}

    /// From which size on reading floats takes longer than reading quantized weights and widening them: 1 MiB of floats
    /// with 32 registers. With 16 registers widening takes longer: 4 MiB for 16 bits, 16 MiB for 8 bits.
    static long least(WeightType type) {
        if (MANY_REGISTERS) {
            return 1 << 18;
        }
        return type == WeightType.BF16 ? 1 << 20 : 1 << 22;
    }

    static void product(Kernels kernels, Product p, QuantizedMatrix b, int panel, int panels) {
        boolean isInt8 = b.type() == WeightType.INT8;
        for (int index = panel; index < panel + panels; index++) {
            if (p.rows == 1 && b.vectors(index) == PackedMatrix.MAX_VECTORS) {
                if (isInt8) {
                    VectorTilesInt8.tile1x4(p, b, index);
                } else {
                    VectorTilesBf16.tile1x4(p, b, index);
                }
                continue;
            }
            boolean isNew = QuantizedPanel.prepare(p, b, index, kernels.format());
            PackedMatrix floats = Objects.requireNonNull(p.unpacked);
            if (isNew) {
                unpack(b, index, floats, isInt8);
            }
            QuantizedPanel.multiply(kernels, p, index, floats);
        }
    }

    private static void unpack(QuantizedMatrix b, int panel, PackedMatrix floats, boolean isInt8) {
        if (b.vectors(panel) < PackedMatrix.MAX_VECTORS) {
            QuantizedPanel.unpack(b, panel, floats);
        } else if (!isInt8) {
            if (MANY_REGISTERS) {
                VectorTilesBf16.unpack(b, panel, floats);
            } else {
                VectorTilesBf16.unpackStrips(b, panel, floats);
            }
        } else if (MANY_REGISTERS) {
            VectorTilesInt8.unpack(b, panel, 0, b.split(), floats);
            VectorTilesInt8.unpack(b, panel, b.split(), b.depth(), floats);
        } else {
            VectorTilesInt8.unpackStrips(b, panel, 0, b.split(), floats);
            VectorTilesInt8.unpackStrips(b, panel, b.split(), b.depth(), floats);
        }
    }
}
