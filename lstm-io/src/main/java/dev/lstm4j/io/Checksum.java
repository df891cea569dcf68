package dev.lstm4j.io;

import dev.lstm4j.io.safetensors.Utf8;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// SHA-256 over all that a model file means: the metadata but the checksum itself, in the order of their keys; then the
/// weights in the order of the layout, whose names and shapes follow from the architecture in the metadata. Not over how
/// the header writes that, so another program may write the same content in another order. Texts carry their length, so
/// that none can lend a letter to the next.
final class Checksum {
    private final MessageDigest digest;

    /// Begins with the metadata.
    ///
    /// @param metadata all texts; the checksum among them is left out
    Checksum(Map<String, String> metadata) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: expected in every Java, found none", e);
        }
        new TreeMap<>(metadata).forEach((key, text) -> {
            if (!key.equals(ModelMetadata.CHECKSUM)) {
                add(key);
                add(text);
            }
        });
    }

    /// Adds weights: tensor after tensor, in the order of the layout.
    ///
    /// @param bytes little-endian; read to the limit
    void addData(ByteBuffer bytes) {
        digest.update(bytes);
    }

    /// Ends.
    ///
    /// @return 64 hexadecimal digits in lower case
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private void add(String text) {
        byte[] bytes = Utf8.encode(text);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }
}
