package dev.lstm4j.io.safetensors;

import dev.lstm4j.io.internal.LittleEndian;
import dev.lstm4j.io.internal.Printable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An open safetensors file, like Python's `safe_open`: opening reads and checks the header, then each tensor is read
/// on request. So a caller can look at the header before memory is allocated for the data.
public final class SafetensorsReader implements AutoCloseable {
    /// The largest array that every JVM supports.
    private static final int MAX_ELEMENTS = Integer.MAX_VALUE - 8;
    private static final String TRUNCATED = "; the file is truncated, or it is not a safetensors file";

    private final Path file;
    private final FileChannel channel;
    private final SafetensorsHeader header;
    private final long dataStart;

    private SafetensorsReader(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        long size = channel.size();
        byte[] json = readHeader(size);
        this.dataStart = Long.BYTES + json.length;
        this.header = HeaderParser.parse(headerPlace(), json, size - dataStart);
    }

    /// Opens a file and checks its header.
    ///
    /// @param file the file
    /// @return the open file
    /// @throws ModelFileException if the file cannot be read or is not a valid safetensors file
    public static SafetensorsReader open(Path file) throws ModelFileException {
        FileChannel channel = null;
        try {
            if (!Files.isRegularFile(file)) {
                throw Files.exists(file)
                        ? new ModelFileException(file, "expected a file, found a directory or a device", null)
                        : new NoSuchFileException(file.toString());
            }
            channel = FileChannel.open(file, StandardOpenOption.READ);
            return new SafetensorsReader(file, channel);
        } catch (IOException e) {
            throw closing(channel, ModelFileException.from(file, "read", e));
        }
    }

    private static ModelFileException closing(@Nullable FileChannel channel, ModelFileException failure) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
        return failure;
    }

    private byte[] readHeader(long size) throws IOException {
        ByteBuffer start = ByteBuffer.allocate((int) Math.min(size, FileKind.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        readFully(start, 0);
        long length = size < Long.BYTES ? 0 : start.getLong(0);
        boolean hasBrace = size > Long.BYTES && start.get(Long.BYTES) == '{';
        if (!hasBrace || length <= 0 || length > HeaderParser.FORMAT_MAX_BYTES) {
            throw notSafetensors(start.array(), size, length);
        }
        if (length > HeaderParser.MAX_BYTES) {
            throw new Place(file, 0).problem("header length: expected at most " + HeaderParser.MAX_BYTES
                    + " bytes, found " + length + "; save only the tensors of the network, with short metadata");
        }
        if (length > size - Long.BYTES) {
            throw new Place(file, 0).problem("header length: expected at most " + (size - Long.BYTES)
                    + ", the number of bytes that follow, found " + length + TRUNCATED);
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) length);
        readFully(bytes, Long.BYTES);
        return bytes.array();
    }

    private ModelFileException notSafetensors(byte[] start, long size, long length) {
        FileKind kind = FileKind.of(start);
        if (kind != null) {
            return new ModelFileException(file,
                    "expected a safetensors file, found " + kind.what() + "; " + kind.remedy(), null);
        }
        if (size < Long.BYTES) {
            return new Place(file, size)
                    .problem("header length: expected 8 bytes, found the end of the file at " + size + TRUNCATED);
        }
        if (length < 0 || length > HeaderParser.MAX_BYTES) {
            return new Place(file, 0).problem("header length: expected at most " + HeaderParser.MAX_BYTES
                    + " bytes, found " + Long.toUnsignedString(length) + "; it is not a safetensors file");
        }
        String found = length == 0 || size == Long.BYTES
                ? "no header"
                : "the byte 0x" + Integer.toHexString(Byte.toUnsignedInt(start[Long.BYTES]));
        return headerPlace().problem("header: expected JSON that begins with {, found " + found + TRUNCATED);
    }

    private Place headerPlace() {
        return new Place(file, headerPosition());
    }

    /// The file that was opened.
    ///
    /// @return the argument of [#open]
    public Path file() {
        return file;
    }

    /// The position of the header, for messages.
    ///
    /// @return the first byte of the JSON header
    public long headerPosition() {
        return Long.BYTES;
    }

    /// The strings of `__metadata__`.
    ///
    /// @return an unmodifiable map, empty if the file has no metadata
    public Map<String, String> metadata() {
        return header.metadata();
    }

    /// The tensors of the file.
    ///
    /// @return an unmodifiable list, in the order of the data
    public List<TensorInfo> tensors() {
        return header.tensors();
    }

    /// Reads a tensor.
    ///
    /// @param tensor an element of [#tensors]
    /// @return the tensor, in new memory
    /// @throws ModelFileException if the file cannot be read, the tensor has a type that [DType] does not have, or more
    ///         elements than a Java array
    public Tensor read(TensorInfo tensor) throws ModelFileException {
        DType dtype = dtype(tensor);
        long elements = tensor.byteSize() / dtype.bytes();
        if (elements > MAX_ELEMENTS || tensor.shape().stream().anyMatch(size -> size > MAX_ELEMENTS)) {
            throw problem(tensor,
                    "shape: expected at most " + MAX_ELEMENTS + " elements, the limit of a Java array, found "
                            + Printable.quote(tensor.shape().toString()));
        }
        MemorySegment memory = dtype.allocate((int) elements);
        read(tensor, memory);
        return new Tensor(tensor.name(), dtype, tensor.shape().stream().map(Math::toIntExact).toList(), memory);
    }

    /// Reads a tensor into the caller's memory, without conversion.
    ///
    /// @param tensor an element of [#tensors]
    /// @param target overwritten; it must have exactly as many bytes as the tensor; elements are stored in native byte
    ///        order
    /// @throws ModelFileException if the file cannot be read, or the tensor has a type that [DType] does not have
    /// @throws IllegalArgumentException if the target has another size
    public void read(TensorInfo tensor, MemorySegment target) throws ModelFileException {
        if (target.byteSize() != tensor.byteSize()) {
            throw new IllegalArgumentException("target: expected " + tensor.byteSize() + " bytes for tensor "
                    + Printable.quote(tensor.name()) + ", found " + target.byteSize());
        }
        long[] position = {dataStart + tensor.begin()};
        try {
            LittleEndian.decode(target, dtype(tensor).memoryLayout(), chunk -> {
                readFully(chunk, position[0]);
                position[0] += chunk.limit();
            });
        } catch (IOException e) {
            throw ModelFileException.from(file, "read", e);
        }
    }

    private DType dtype(TensorInfo tensor) throws ModelFileException {
        DType dtype = tensor.dtype();
        if (dtype == null) {
            throw problem(tensor, "dtype: expected one of " + List.of(DType.values()) + ", found "
                    + Printable.quote(tensor.typeName()));
        }
        return dtype;
    }

    private ModelFileException problem(TensorInfo tensor, String problem) {
        return new Place(file, tensor.position()).problem("tensor " + Printable.quote(tensor.name()) + ", " + problem);
    }

    private void readFully(ByteBuffer buffer, long position) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new Place(file, position + buffer.position()).problem(
                        "data: expected " + buffer.remaining() + " more bytes, found the end of the file");
            }
        }
    }

    @Override
    public void close() throws ModelFileException {
        try {
            channel.close();
        } catch (IOException e) {
            throw ModelFileException.from(file, "close", e);
        }
    }
}
