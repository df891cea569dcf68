package dev.lstm4j.io.internal;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Converts elements between memory, in native byte order, and the little-endian bytes of a file. Works in chunks, so
/// that a large tensor is not held in memory twice.
public final class LittleEndian {
    /// Large enough that the cost of calls does not matter, small enough for the L2 cache. A multiple of every
    /// element size.
    private static final int CHUNK_BYTES = 1 << 17;

    /// Consumes or supplies all bytes between a buffer's position and its limit.
    @FunctionalInterface
    public interface Transfer {
        /// Moves the bytes.
        ///
        /// @param bytes one chunk, from position 0; the limit must not change
        /// @throws IOException if the file cannot be read or written
        void move(ByteBuffer bytes) throws IOException;
    }

    private LittleEndian() {}

    /// Encodes elements as bytes.
    ///
    /// @param elements in native byte order
    /// @param layout one element in native byte order; an integer layout keeps the payload of a NaN
    /// @param sink receives each chunk
    /// @throws IOException if the sink throws it
    public static void encode(MemorySegment elements, ValueLayout layout, Transfer sink) throws IOException {
        ByteBuffer chunk = chunk(elements);
        MemorySegment bytes = MemorySegment.ofBuffer(chunk);
        for (long done = 0; done < elements.byteSize(); done += chunk.limit()) {
            chunk.clear().limit((int) Math.min(chunk.capacity(), elements.byteSize() - done));
            MemorySegment.copy(elements, layout, done, bytes, inFile(layout), 0, chunk.limit() / layout.byteSize());
            sink.move(chunk);
        }
    }

    /// Decodes bytes into elements.
    ///
    /// @param elements overwritten, in native byte order
    /// @param layout one element in native byte order
    /// @param source fills each chunk
    /// @throws IOException if the source throws it
    public static void decode(MemorySegment elements, ValueLayout layout, Transfer source) throws IOException {
        ByteBuffer chunk = chunk(elements);
        MemorySegment bytes = MemorySegment.ofBuffer(chunk);
        for (long done = 0; done < elements.byteSize(); done += chunk.limit()) {
            chunk.clear().limit((int) Math.min(chunk.capacity(), elements.byteSize() - done));
            source.move(chunk);
            MemorySegment.copy(bytes, inFile(layout), 0, elements, layout, done, chunk.limit() / layout.byteSize());
        }
    }

    private static ValueLayout inFile(ValueLayout layout) {
        return layout.withOrder(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer chunk(MemorySegment elements) {
        return ByteBuffer.allocate((int) Math.min(CHUNK_BYTES, elements.byteSize()));
    }
}
