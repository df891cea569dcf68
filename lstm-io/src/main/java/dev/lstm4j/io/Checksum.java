package dev.lstm4j.io;

import dev.lstm4j.io.internal.LittleEndian;
import dev.lstm4j.io.internal.Utf8;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// SHA-256 over the content of a model file: the metadata except the checksum itself, sorted by key, then the weights
/// in the order of the parameter layout, whose names and shapes follow from the architecture in the metadata. The
/// checksum does not depend on how the header is formatted, so another program may write the same content in another
/// order. Each string is preceded by its length, so that characters cannot move from one string to the next unnoticed.
final class Checksum {
    private final MessageDigest digest;

    /// Starts with the metadata.
    ///
    /// @param metadata all strings; an entry for the checksum is skipped
    Checksum(Map<String, String> metadata) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: expected support in every Java runtime, found none", e);
        }
        new TreeMap<>(metadata).forEach((key, text) -> {
            if (!key.equals(ModelMetadata.CHECKSUM)) {
                add(key);
                add(text);
            }
        });
    }

    /// Adds weights. Call it once per tensor, in the order of the layout, or once for all.
    ///
    /// @param floats float32 in native byte order
    void addFloats(MemorySegment floats) {
        try {
            LittleEndian.encode(floats, ValueLayout.JAVA_INT_UNALIGNED, digest::update);
        } catch (IOException e) {
            throw new UncheckedIOException("checksum: expected no I/O error while hashing in memory, found one", e);
        }
    }

    /// Finishes the checksum.
    ///
    /// @return 64 lower-case hexadecimal digits
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private void add(String text) {
        byte[] bytes = Utf8.encode(text);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }
}
