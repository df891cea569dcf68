package dev.lstm4j.io.safetensors;

import java.util.List;

/// What a header says of one tensor, already checked: the bytes are as many as the shape asks for.
///
/// @param name as in the file
/// @param dtype of its elements
/// @param shape sizes, the slowest first
/// @param begin its first byte, from the start of the data
/// @param end past its last byte, from the start of the data
/// @param place where in the file the header speaks of it
public record HeaderEntry(String name, DType dtype, List<Integer> shape, long begin, long end, Place place) {

    /// How many elements it has.
    ///
    /// @return the product of the sizes
    int length() {
        return (int) ((end - begin) / dtype.bytes());
    }
}
