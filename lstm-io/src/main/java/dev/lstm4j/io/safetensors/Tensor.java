package dev.lstm4j.io.safetensors;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;

/// One named tensor of a safetensors file: row-major, without gaps.
public final class Tensor {
    private final String name;
    private final DType dtype;
    private final List<Integer> shape;
    private final MemorySegment data;

    /// Wraps memory.
    ///
    /// @param name as in the file
    /// @param dtype of the elements
    /// @param shape sizes, the slowest first
    /// @param data the elements in the order of the machine; kept, not copied
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
            // Stays exact: the factor before was at most an array's length, or the check below fails anyway.
            elements = Math.min(elements, Integer.MAX_VALUE) * size;
        }
        if (elements * dtype.bytes() != data.byteSize()) {
            throw new IllegalArgumentException("values of " + name + ": expected as many as the shape " + shape
                    + " has, found " + data.byteSize() / dtype.bytes());
        }
    }

    /// A tensor of float32.
    ///
    /// @param name its name
    /// @param values its elements, row-major; copied
    /// @param shape its sizes, the slowest first; none for a single number
    /// @return the tensor
    /// @throws IllegalArgumentException where the shape has another number of elements
    public static Tensor ofFloats(String name, float[] values, int... shape) {
        return new Tensor(name, DType.F32, sizes(shape), MemorySegment.ofArray(values.clone()));
    }

    /// A tensor of float64.
    ///
    /// @param name its name
    /// @param values its elements, row-major; copied
    /// @param shape its sizes, the slowest first; none for a single number
    /// @return the tensor
    /// @throws IllegalArgumentException where the shape has another number of elements
    public static Tensor ofDoubles(String name, double[] values, int... shape) {
        return new Tensor(name, DType.F64, sizes(shape), MemorySegment.ofArray(values.clone()));
    }

    /// A tensor of signed 64-bit integers.
    ///
    /// @param name its name
    /// @param values its elements, row-major; copied
    /// @param shape its sizes, the slowest first; none for a single number
    /// @return the tensor
    /// @throws IllegalArgumentException where the shape has another number of elements
    public static Tensor ofLongs(String name, long[] values, int... shape) {
        return new Tensor(name, DType.I64, sizes(shape), MemorySegment.ofArray(values.clone()));
    }

    /// A tensor of signed 32-bit integers.
    ///
    /// @param name its name
    /// @param values its elements, row-major; copied
    /// @param shape its sizes, the slowest first; none for a single number
    /// @return the tensor
    /// @throws IllegalArgumentException where the shape has another number of elements
    public static Tensor ofInts(String name, int[] values, int... shape) {
        return new Tensor(name, DType.I32, sizes(shape), MemorySegment.ofArray(values.clone()));
    }

    private static List<Integer> sizes(int[] shape) {
        return Arrays.stream(shape).boxed().toList();
    }

    /// The name.
    ///
    /// @return for a `state_dict` PyTorch's, such as `weight_ih_l0`
    public String name() {
        return name;
    }

    /// What the elements are.
    ///
    /// @return the type in the file
    public DType dtype() {
        return dtype;
    }

    /// The sizes.
    ///
    /// @return the slowest first; empty for a single number
    public List<Integer> shape() {
        return shape;
    }

    /// How many elements there are.
    ///
    /// @return the product of the sizes
    public int length() {
        return (int) (data.byteSize() / dtype.bytes());
    }

    /// The elements as float32, every one exact: F32 as it is, F16 and BF16 widened.
    ///
    /// @return a copy, row-major
    /// @throws IllegalArgumentException where the type is another
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

    /// The elements as float64, every one exact: F64 as it is, F32, F16 and BF16 widened.
    ///
    /// @return a copy, row-major
    /// @throws IllegalArgumentException where the type is another
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

    /// The elements as 64-bit integers, every one exact: I64 as it is, shorter integers and truth values widened.
    ///
    /// @return a copy, row-major
    /// @throws IllegalArgumentException where the type is another
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
                default -> throw wrongType("integers of at most 64 bits with a sign");
            };
        }
        return longs;
    }

    /// The elements themselves.
    ///
    /// @return not a copy, in the order of the machine
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
