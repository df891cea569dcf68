package dev.lstm4j.io;

import dev.lstm4j.ParameterLayout;
import dev.lstm4j.io.safetensors.DType;
import dev.lstm4j.io.safetensors.Tensor;
import dev.lstm4j.quantization.Quantization;
import dev.lstm4j.quantization.WeightType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/// Weight matrices of 16 and 8 bits as tensors: `BF16` under the name of the parameter, or `I8` and one `F32` scale
/// for each row under the name of the parameter followed by [#SCALE]. A weight is its integer times the scale of
/// its row.
final class QuantizedTensors {
    static final String SCALE = ".scale";

    private QuantizedTensors() {}

    /// The type of a matrix in the file.
    ///
    /// @param type the type of the model's weights
    /// @return its safetensors name
    static DType dtype(WeightType type) {
        return switch (type) {
            case FLOAT32 -> DType.F32;
            case BF16 -> DType.BF16;
            case INT8 -> DType.I8;
        };
    }

    /// Appends the tensors of a matrix.
    ///
    /// @param tensors appended to
    /// @param entry the matrix
    /// @param values all parameters, which are representable as the type
    /// @param type 16 or 8 bits
    static void add(List<Tensor> tensors, ParameterLayout.Entry entry, float[] values, WeightType type) {
        if (type == WeightType.BF16) {
            short[] bits = new short[entry.length()];
            for (int i = 0; i < bits.length; i++) {
                bits[i] = Quantization.toBf16(values[entry.offset() + i]);
            }
            tensors.add(new Tensor(entry.name(), DType.BF16, entry.shape(), MemorySegment.ofArray(bits)));
            return;
        }
        byte[] integers = new byte[entry.length()];
        float[] scales = new float[entry.shape().getFirst()];
        int columns = entry.shape().getLast();
        for (int row = 0; row < scales.length; row++) {
            scales[row] = Quantization.scale(values, entry.offset() + row * columns, columns);
            for (int i = row * columns; i < (row + 1) * columns; i++) {
                integers[i] = Quantization.toInt8(values[entry.offset() + i], scales[row]);
            }
        }
        tensors.add(new Tensor(entry.name(), DType.I8, entry.shape(), MemorySegment.ofArray(integers)));
        tensors.add(Tensor.ofFloats(entry.name() + SCALE, scales, scales.length));
    }

    /// Computes the weights from integers and scales.
    ///
    /// @param integers `[rows, columns]`
    /// @param scales `[rows]`
    /// @return `[rows, columns]`
    static float[] floats(Tensor integers, Tensor scales) {
        float[] rows = scales.floats();
        float[] floats = new float[integers.length()];
        int columns = integers.shape().getLast();
        for (int i = 0; i < floats.length; i++) {
            floats[i] = integers.data().get(ValueLayout.JAVA_BYTE, i) * rows[i / columns];
        }
        return floats;
    }
}
