package dev.lstm4j.io.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Reads and writes safetensors files: an 8-byte little-endian header length, a JSON header with dtype, shape and byte
/// offsets, raw little-endian data. Files from strangers are bytes to check: everything is bounded by the file's length
/// and by 100 MB of header before memory is taken, and the tensors must cover the data without gap or overlap.
public final class Safetensors {
    private Safetensors() {}

    /// Reads a whole file.
    ///
    /// @param file to be read
    /// @return its metadata, and its tensors in the order of their data
    /// @throws ModelFileException where the file cannot be read or is not a valid safetensors file
    public static SafetensorsFile read(Path file) throws ModelFileException {
        try (SafetensorsReader reader = SafetensorsReader.open(file)) {
            List<Tensor> tensors = new ArrayList<>();
            for (HeaderEntry entry : reader.header().entries()) {
                tensors.add(reader.read(entry));
            }
            return new SafetensorsFile(reader.header().metadata(), tensors);
        }
    }

    /// Writes a whole file. The same input gives the same bytes. Tensors of larger elements stand first, else in the order
    /// given, so that all are aligned. An old file of that name stays as it was until the new one is complete on the
    /// disk; where anything fails it stays for good.
    ///
    /// @param file to be written or replaced
    /// @param metadata texts for `__metadata__`, may be empty
    /// @param tensors with different names
    /// @throws ModelFileException where the file cannot be written
    /// @throws IllegalArgumentException where two tensors share a name, or the header cannot be written
    public static void write(Path file, Map<String, String> metadata, List<Tensor> tensors) throws ModelFileException {
        List<Tensor> aligned = new ArrayList<>(tensors);
        aligned.sort(Comparator.comparing(tensor -> -tensor.dtype().bytes()));
        ByteBuffer head = HeaderWriter.encode(metadata, aligned);
        AtomicFile.replace(file, channel -> {
            writeFully(channel, head);
            for (Tensor tensor : aligned) {
                LittleEndian.encode(tensor.data(), tensor.dtype(), chunk -> writeFully(channel, chunk));
            }
        });
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
