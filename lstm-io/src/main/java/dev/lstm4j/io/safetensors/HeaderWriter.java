package dev.lstm4j.io.safetensors;

import dev.lstm4j.io.internal.Json;
import dev.lstm4j.io.internal.Utf8;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/// Writes the start of a safetensors file: the length of the header in 8 bytes, then the header as JSON, padded with
/// spaces so that the data begin at a multiple of 8. The same input gives the same bytes: metadata are sorted by key.
final class HeaderWriter {
    private static final int ALIGNMENT = 8;

    private HeaderWriter() {}

    /// Encodes length and header.
    ///
    /// @param metadata strings, may be empty
    /// @param tensors in the order of their data
    /// @return all bytes that precede the data
    /// @throws IllegalArgumentException if two tensors have the same name, a string is not valid Unicode, or the header
    ///         is larger than readers accept
    static ByteBuffer encode(Map<String, String> metadata, List<Tensor> tensors) {
        requireNames(tensors);
        byte[] json = Utf8.encode(Json.write(generator -> {
            generator.writeStartObject();
            if (!metadata.isEmpty()) {
                generator.writeObjectPropertyStart(HeaderParser.METADATA);
                new TreeMap<>(metadata).forEach(generator::writeStringProperty);
                generator.writeEndObject();
            }
            long begin = 0;
            for (Tensor tensor : tensors) {
                writeEntry(generator, tensor, begin);
                begin += tensor.data().byteSize();
            }
            generator.writeEndObject();
        }));
        int length = Math.ceilDiv(json.length, ALIGNMENT) * ALIGNMENT;
        if (length > HeaderParser.MAX_BYTES) {
            throw new IllegalArgumentException("header: expected at most " + HeaderParser.MAX_BYTES + " bytes, found "
                    + length + "; shorten the metadata");
        }
        ByteBuffer head = ByteBuffer.allocate(Long.BYTES + length).order(ByteOrder.LITTLE_ENDIAN);
        head.putLong(length).put(json);
        while (head.hasRemaining()) {
            head.put((byte) ' ');
        }
        return head.flip();
    }

    private static void writeEntry(JsonGenerator generator, Tensor tensor, long begin) {
        generator.writeObjectPropertyStart(tensor.name());
        generator.writeStringProperty("dtype", tensor.dtype().name());
        generator.writeArrayPropertyStart("shape");
        tensor.shape().forEach(generator::writeNumber);
        generator.writeEndArray();
        generator.writeArrayPropertyStart("data_offsets");
        generator.writeNumber(begin).writeNumber(begin + tensor.data().byteSize());
        generator.writeEndArray();
        generator.writeEndObject();
    }

    private static void requireNames(List<Tensor> tensors) {
        Set<String> names = new HashSet<>();
        for (Tensor tensor : tensors) {
            if (tensor.name().equals(HeaderParser.METADATA) || !names.add(tensor.name())) {
                throw new IllegalArgumentException("tensors: expected unique names other than "
                        + HeaderParser.METADATA + ", found '" + tensor.name() + "'"
                        + (names.contains(tensor.name()) ? " twice" : ""));
            }
        }
    }
}
