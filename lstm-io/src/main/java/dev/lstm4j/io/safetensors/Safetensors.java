package dev.lstm4j.io.safetensors;

import dev.lstm4j.io.internal.LittleEndian;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Reads and writes safetensors files: the length of the header in 8 little-endian bytes, a JSON header with type,
/// shape and byte offsets of each tensor, and raw little-endian data. Files are not trusted: the header may have at
/// most 25 MB and 50,000 tensors, every size is compared with the length of the file before memory is allocated, and
/// the tensors must cover the data without gap or overlap.
public final class Safetensors {
    private Safetensors() {}

    /// Reads a whole file.
    ///
    /// @param file the file
    /// @return metadata, and tensors in the order of their data
    /// @throws ModelFileException if the file cannot be read, is not a valid safetensors file, or has a tensor of a type
    ///         that [DType] does not have or of more elements than a Java array
    public static SafetensorsFile read(Path file) throws ModelFileException {
        try (SafetensorsReader reader = SafetensorsReader.open(file)) {
            List<Tensor> tensors = new ArrayList<>();
            for (TensorInfo tensor : reader.tensors()) {
                tensors.add(reader.read(tensor));
            }
            return new SafetensorsFile(reader.metadata(), tensors);
        }
    }

    /// Writes a whole file. The same input gives the same bytes. Tensors with larger elements come first, otherwise in
    /// the given order, so that all data are aligned. An existing file is replaced only after the new one has been
    /// written completely to disk; if writing fails, the old file stays unchanged.
    ///
    /// @param file the file to write or replace
    /// @param metadata strings for `__metadata__`, may be empty
    /// @param tensors tensors with unique names
    /// @throws ModelFileException if the file cannot be written
    /// @throws IllegalArgumentException if two tensors have the same name, or the header cannot be encoded
    public static void write(Path file, Map<String, String> metadata, List<Tensor> tensors) throws ModelFileException {
        List<Tensor> aligned = new ArrayList<>(tensors);
        aligned.sort(Comparator.comparing(tensor -> -tensor.dtype().bytes()));
        ByteBuffer head = HeaderWriter.encode(metadata, aligned);
        AtomicFile.replace(file, channel -> {
            writeFully(channel, head);
            for (Tensor tensor : aligned) {
                LittleEndian.encode(tensor.data(), tensor.dtype().memoryLayout(), chunk -> writeFully(channel, chunk));
            }
        });
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
