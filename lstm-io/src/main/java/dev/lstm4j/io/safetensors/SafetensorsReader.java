package dev.lstm4j.io.safetensors;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// An open safetensors file: its header is read and checked, its data are read tensor by tensor when asked for. So the
/// header can be judged before memory is taken for the data.
public final class SafetensorsReader implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final SafetensorsHeader header;
    private final long dataStart;
    private final long dataLength;

    private SafetensorsReader(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        long size = channel.size();
        byte[] json = readHeader(size);
        this.dataStart = Long.BYTES + json.length;
        this.dataLength = size - dataStart;
        this.header = HeaderParser.parse(headerPlace(), json, dataLength);
    }

    /// Opens a file.
    ///
    /// @param file to be read
    /// @return the file with its header checked
    /// @throws ModelFileException where it cannot be read or is not a safetensors file
    public static SafetensorsReader open(Path file) throws ModelFileException {
        FileChannel channel = null;
        try {
            if (!Files.isRegularFile(file)) {
                throw Files.exists(file)
                        ? new ModelFileException(file, "expected a file, found a folder or a device", null)
                        : new NoSuchFileException(file.toString());
            }
            channel = FileChannel.open(file, StandardOpenOption.READ);
            return new SafetensorsReader(file, channel);
        } catch (IOException e) {
            throw closing(channel, ModelFileException.from(file, "read", e));
        }
    }

    private static ModelFileException closing(@Nullable FileChannel channel,
            ModelFileException failure) {
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
        ByteBuffer start = ByteBuffer.allocate((int) Math.min(size, Long.BYTES + 1)).order(ByteOrder.LITTLE_ENDIAN);
        readFully(start, 0);
        String cutShort = "; the file is cut short, or it is not a safetensors file";
        if (size < Long.BYTES) {
            throw new Place(file, size)
                    .problem("header length: expected 8 bytes, found the file's end at " + size + cutShort);
        }
        long length = start.getLong(0);
        if (length < 0 || length > HeaderParser.MAX_BYTES) {
            throw new Place(file, 0).problem("header length: expected at most " + HeaderParser.MAX_BYTES
                    + " bytes, found " + Long.toUnsignedString(length) + FileKind.remedy(start.array()));
        }
        if (length > size - Long.BYTES) {
            throw new Place(file, 0).problem("header length: expected at most " + (size - Long.BYTES)
                    + ", the bytes that follow, found " + length + cutShort);
        }
        if (length == 0 || start.get(Long.BYTES) != '{') {
            throw headerPlace().problem("header: expected JSON that begins with {, found something else" + cutShort);
        }
        ByteBuffer header = ByteBuffer.allocate((int) length);
        readFully(header, Long.BYTES);
        return header.array();
    }

    /// What the header says.
    ///
    /// @return already checked
    public SafetensorsHeader header() {
        return header;
    }

    /// Where the header stands, for messages about what it says.
    ///
    /// @return its first byte
    public Place headerPlace() {
        return new Place(file, Long.BYTES);
    }

    /// How many bytes all tensors have together.
    ///
    /// @return the bytes after the header
    public long dataLength() {
        return dataLength;
    }

    /// Reads a tensor into memory of its own.
    ///
    /// @param entry of this file's header
    /// @return the tensor
    /// @throws ModelFileException where the file cannot be read
    public Tensor read(HeaderEntry entry) throws ModelFileException {
        MemorySegment elements = entry.dtype().allocate(entry.length());
        read(entry, elements, _ -> {
        });
        return new Tensor(entry.name(), entry.dtype(), entry.shape(), elements);
    }

    /// Reads a tensor into memory of the caller.
    ///
    /// @param entry of this file's header
    /// @param elements as many as the entry has, in the order of the machine; overwritten
    /// @param witness sees the bytes as they stand in the file
    /// @throws ModelFileException where the file cannot be read
    public void read(HeaderEntry entry, MemorySegment elements, LittleEndian.Transfer witness)
            throws ModelFileException {
        assert elements.byteSize() == entry.end() - entry.begin() : entry;
        long[] position = {dataStart + entry.begin()};
        try {
            LittleEndian.decode(elements, entry.dtype(), chunk -> {
                readFully(chunk, position[0]);
                position[0] += chunk.limit();
                witness.move(chunk.rewind());
            });
        } catch (IOException e) {
            throw ModelFileException.from(file, "read", e);
        }
    }

    private void readFully(ByteBuffer buffer, long position) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new Place(file, position + buffer.position())
                        .problem("data: expected " + buffer.remaining() + " more bytes, found the file's end");
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
