package dev.lstm4j.io.safetensors;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;

/// A named tensor of a safetensors file: row-major, contiguous.
public final class Tensor {
    private final String name;
    private final DType dtype;
    private final List<Integer> shape;
    private final MemorySegment data;

    /// Wraps memory without copying it.
    ///
    /// @param name name in the file
    /// @param dtype type of the elements
    /// @param shape sizes, outermost first; empty for a single number
    /// @param data the elements in native byte order
    /// @throws IllegalArgumentException if the shape has a different number of elements than the data
    public Tensor(String name, DType dtype, List<Integer> shape, MemorySegment data) {
        this.name = name;
        this.dtype = dtype;
        this.shape = List.copyOf(shape);
        this.data = data;
        long elements = 1;
        for (int size : shape) {
            if (size < 0) {
                throw new IllegalArgumentException(
                        "shape of " + name + ": expected sizes of at least 0, found " + shape);
            }
            // Cannot overflow: the first factor has at most 31 bits. If it was cut, the check below fails in any case.
            elements = Math.min(elements, Integer.MAX_VALUE) * size;
        }
        if (elements * dtype.bytes() != data.byteSize()) {
            throw new IllegalArgumentException(
                    "values of " + name + ": expected one for each element of the shape " + shape
                            + ", found " + data.byteSize() / dtype.bytes());
        }
    }

    /// Creates a tensor of float32.
    ///
    /// @param name name in the file
    /// @param values elements, row-major; copied
    /// @param shape sizes, outermost first; none for a single number
    /// @return the tensor
    /// @throws IllegalArgumentException if the shape has a different number of elements
    public static Tensor ofFloats(String name, float[] values, int... shape) {
        return new Tensor(name, DType.F32, sizes(shape), MemorySegment.ofArray(values.clone()));
    }

    /// Creates a tensor of float64.
    ///
    /// @param name name in the file
    /// @param values elements, row-major; copied
    /// @param shape sizes, outermost first; none for a single number
    /// @return the tensor
    /// @throws IllegalArgumentException if the shape has a different number of elements
    public static Tensor ofDoubles(String name, double[] values, int... shape) {
        return new Tensor(name, DType.F64, sizes(shape), MemorySegment.ofArray(values.clone()));
    }

    /// Creates a tensor of signed 64-bit integers.
    ///
    /// @param name name in the file
    /// @param values elements, row-major; copied
    /// @param shape sizes, outermost first; none for a single number
    /// @return the tensor
    /// @throws IllegalArgumentException if the shape has a different number of elements
    public static Tensor ofLongs(String name, long[] values, int... shape) {
        return new Tensor(name, DType.I64, sizes(shape), MemorySegment.ofArray(values.clone()));
    }

    /// Creates a tensor of signed 32-bit integers.
    ///
    /// @param name name in the file
    /// @param values elements, row-major; copied
    /// @param shape sizes, outermost first; none for a single number
    /// @return the tensor
    /// @throws IllegalArgumentException if the shape has a different number of elements
    public static Tensor ofInts(String name, int[] values, int... shape) {
        return new Tensor(name, DType.I32, sizes(shape), MemorySegment.ofArray(values.clone()));
    }

    private static List<Integer> sizes(int[] shape) {
        return Arrays.stream(shape).boxed().toList();
    }

    /// The name.
    ///
    /// @return name in the file, for a `state_dict` for example `weight_ih_l0`
    public String name() {
        return name;
    }

    /// The type of the elements.
    ///
    /// @return type in the file
    public DType dtype() {
        return dtype;
    }

    /// The shape.
    ///
    /// @return outermost first; empty for a single number
    public List<Integer> shape() {
        return shape;
    }

    /// The number of elements.
    ///
    /// @return the product of the sizes
    public int length() {
        return (int) (data.byteSize() / dtype.bytes());
    }

    /// The elements as float32 without rounding: F32 unchanged, F16 and BF16 widened.
    ///
    /// @return a copy, row-major
    /// @throws IllegalArgumentException if the tensor has another type
    public float[] floats() {
        if (dtype == DType.F32) {
            return data.toArray(ValueLayout.JAVA_FLOAT_UNALIGNED);
        }
        float[] floats = new float[length()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = switch (dtype) {
                case F16 -> Float.float16ToFloat(data.get(ValueLayout.JAVA_SHORT_UNALIGNED, 2L * i));
                case BF16 -> Float.intBitsToFloat(data.get(ValueLayout.JAVA_SHORT_UNALIGNED, 2L * i) << 16);
                default -> throw wrongType("F32, F16 or BF16");
            };
        }
        return floats;
    }

    /// The elements as float64 without rounding: F64 unchanged, F32, F16 and BF16 widened.
    ///
    /// @return a copy, row-major
    /// @throws IllegalArgumentException if the tensor has another type
    public double[] doubles() {
        if (dtype == DType.F64) {
            return data.toArray(ValueLayout.JAVA_DOUBLE_UNALIGNED);
        }
        float[] floats = floats();
        double[] doubles = new double[floats.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = floats[i];
        }
        return doubles;
    }

    /// The elements as signed 64-bit integers: I64 unchanged, shorter integers and booleans widened.
    ///
    /// @return a copy, row-major
    /// @throws IllegalArgumentException if the tensor has another type
    public long[] longs() {
        if (dtype == DType.I64) {
            return data.toArray(ValueLayout.JAVA_LONG_UNALIGNED);
        }
        long[] longs = new long[length()];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = switch (dtype) {
                case I32 -> data.get(ValueLayout.JAVA_INT_UNALIGNED, 4L * i);
                case U32 -> Integer.toUnsignedLong(data.get(ValueLayout.JAVA_INT_UNALIGNED, 4L * i));
                case I16 -> data.get(ValueLayout.JAVA_SHORT_UNALIGNED, 2L * i);
                case U16 -> Short.toUnsignedLong(data.get(ValueLayout.JAVA_SHORT_UNALIGNED, 2L * i));
                case I8 -> data.get(ValueLayout.JAVA_BYTE, i);
                case U8, BOOL -> Byte.toUnsignedLong(data.get(ValueLayout.JAVA_BYTE, i));
                default -> throw wrongType("an integer type that fits signed 64 bits");
            };
        }
        return longs;
    }

    /// The memory of the elements.
    ///
    /// @return not a copy; native byte order
    public MemorySegment data() {
        return data;
    }

    private IllegalArgumentException wrongType(String expected) {
        return new IllegalArgumentException("tensor " + name + ": expected " + expected + ", found " + dtype);
    }

    @Override
    public String toString() {
        return name + " " + dtype + " " + shape;
    }
}
