package dev.lstm4j.io.safetensors;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the header of a safetensors file says about one tensor. The byte range is inside the file, and its length
/// matches the type and shape if the type is known. A tensor may still be too large for a Java array; reading it then
/// fails.
///
/// @param name name in the file
/// @param typeName type of the elements as named in the file, for example `F32`
/// @param shape sizes, outermost first; empty for a single number
/// @param begin first byte, counted from the start of the data
/// @param end end (exclusive), counted from the start of the data
/// @param position byte of the file at which the header describes the tensor, for messages
public record TensorInfo(String name, String typeName, List<Long> shape, long begin, long end, long position) {

    /// Copies the shape.
    public TensorInfo {
        shape = List.copyOf(shape);
    }

    /// The type of the elements.
    ///
    /// @return null if this version does not know the type; such a tensor cannot be read
    public @Nullable DType dtype() {
        return DType.find(typeName);
    }

    /// The size of the data.
    ///
    /// @return bytes
    public long byteSize() {
        return end - begin;
    }
}
