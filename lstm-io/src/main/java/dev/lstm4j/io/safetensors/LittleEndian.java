package dev.lstm4j.io.safetensors;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// Elements in memory, in the order of the machine, to and from the bytes of a file, which are little-endian. A chunk at
/// a time, so that a large tensor is not in memory twice.
public final class LittleEndian {
    /// Large enough that calls do not count, small enough for a cache. A multiple of every element's size.
    private static final int CHUNK_BYTES = 1 << 17;

    /// Takes or gives the bytes between a buffer's position and its limit, all of them.
    @FunctionalInterface
    public interface Transfer {
        /// Moves the bytes.
        ///
        /// @param bytes a chunk, from position 0; its limit is not to change
        /// @throws IOException where the file cannot
        void move(ByteBuffer bytes) throws IOException;
    }

    private LittleEndian() {}

    /// Hands elements out as bytes.
    ///
    /// @param elements in the order of the machine
    /// @param dtype their type
    /// @param sink takes each chunk
    /// @throws IOException where the sink does
    public static void encode(MemorySegment elements, DType dtype, Transfer sink) throws IOException {
        ByteBuffer chunk = chunk(elements);
        MemorySegment bytes = MemorySegment.ofBuffer(chunk);
        for (long done = 0; done < elements.byteSize(); done += chunk.limit()) {
            chunk.clear().limit((int) Math.min(chunk.capacity(), elements.byteSize() - done));
            MemorySegment.copy(elements, dtype.memoryLayout(), done, bytes, dtype.fileLayout(), 0,
                    chunk.limit() / dtype.bytes());
            sink.move(chunk);
        }
    }

    /// Fills elements from bytes.
    ///
    /// @param elements in the order of the machine; overwritten
    /// @param dtype their type
    /// @param source fills each chunk
    /// @throws IOException where the source does
    static void decode(MemorySegment elements, DType dtype, Transfer source) throws IOException {
        ByteBuffer chunk = chunk(elements);
        MemorySegment bytes = MemorySegment.ofBuffer(chunk);
        for (long done = 0; done < elements.byteSize(); done += chunk.limit()) {
            chunk.clear().limit((int) Math.min(chunk.capacity(), elements.byteSize() - done));
            source.move(chunk);
            MemorySegment.copy(bytes, dtype.fileLayout(), 0, elements, dtype.memoryLayout(), done,
                    chunk.limit() / dtype.bytes());
        }
    }

    private static ByteBuffer chunk(MemorySegment elements) {
        return ByteBuffer.allocate((int) Math.min(CHUNK_BYTES, elements.byteSize()));
    }
}
