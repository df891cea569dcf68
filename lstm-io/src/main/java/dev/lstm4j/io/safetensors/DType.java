package dev.lstm4j.io.safetensors;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// Element types of tensors, with the names that safetensors gives them.
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
    /// IEEE float16.
    F16(2),
    /// bfloat16: the upper 16 bits of a float32.
    BF16(2),
    /// Signed 16-bit integers.
    I16(2),
    /// Unsigned 16-bit integers.
    U16(2),
    /// Signed 8-bit integers.
    I8(1),
    /// Unsigned 8-bit integers.
    U8(1),
    /// Booleans, one byte each: 0 or 1.
    BOOL(1);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /// The size of an element.
    ///
    /// @return bytes: 1, 2, 4 or 8
    public int bytes() {
        return bytes;
    }

    /// Finds a type by its name.
    ///
    /// @param name for example `F32`
    /// @return the type, or null if this version does not know it
    static @Nullable DType find(String name) {
        for (DType type : values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        return null;
    }

    /// The layout of an element in memory. An integer layout also for floats, so that a NaN keeps its payload.
    ///
    /// @return in native byte order
    ValueLayout memoryLayout() {
        return switch (bytes) {
            case 8 -> ValueLayout.JAVA_LONG_UNALIGNED;
            case 4 -> ValueLayout.JAVA_INT_UNALIGNED;
            case 2 -> ValueLayout.JAVA_SHORT_UNALIGNED;
            default -> ValueLayout.JAVA_BYTE;
        };
    }

    /// Allocates memory on the heap, aligned for the elements.
    ///
    /// @param elements number of elements
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
