package dev.lstm4j.io.safetensors;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// What the elements of a tensor are, under the names that safetensors gives them.
public enum DType {
    /// float64.
    F64(8),
    /// Signed 64-bit integers.
    I64(8),
    /// Unsigned 64-bit integers.
    U64(8),
    /// float32.
    F32(4),
    /// Signed 32-bit integers.
    I32(4),
    /// Unsigned 32-bit integers.
    U32(4),
    /// float16, the IEEE format.
    F16(2),
    /// bfloat16, the upper half of a float32.
    BF16(2),
    /// Signed 16-bit integers.
    I16(2),
    /// Unsigned 16-bit integers.
    U16(2),
    /// Signed bytes.
    I8(1),
    /// Unsigned bytes.
    U8(1),
    /// Truth values, a byte each: 0 or 1.
    BOOL(1);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /// How large an element is.
    ///
    /// @return in bytes: 1, 2, 4 or 8
    public int bytes() {
        return bytes;
    }

    /// Finds a type by its name in a file.
    ///
    /// @param name for example `F32`
    /// @return the type, or null where safetensors has it and this reader has not, or neither
    static @Nullable DType find(String name) {
        for (DType type : values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        return null;
    }

    /// The bits of an element in memory. Integers even for floats: a NaN keeps its payload.
    ///
    /// @return in the order of the machine
    ValueLayout memoryLayout() {
        return switch (bytes) {
        case 8 -> ValueLayout.JAVA_LONG_UNALIGNED;
        case 4 -> ValueLayout.JAVA_INT_UNALIGNED;
        case 2 -> ValueLayout.JAVA_SHORT_UNALIGNED;
        default -> ValueLayout.JAVA_BYTE;
        };
    }

    /// The bits of an element in a file.
    ///
    /// @return little-endian
    ValueLayout fileLayout() {
        return memoryLayout().withOrder(ByteOrder.LITTLE_ENDIAN);
    }

    /// Takes memory on the heap, aligned for the elements.
    ///
    /// @param elements how many
    /// @return zeros
    MemorySegment allocate(int elements) {
        return switch (bytes) {
        case 8 -> MemorySegment.ofArray(new long[elements]);
        case 4 -> MemorySegment.ofArray(new int[elements]);
        case 2 -> MemorySegment.ofArray(new short[elements]);
        default -> MemorySegment.ofArray(new byte[elements]);
        };
    }
}
