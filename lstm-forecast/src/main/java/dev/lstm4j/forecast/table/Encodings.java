package dev.lstm4j.forecast.table;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Detects the character encoding of a text file from its first bytes: by a byte order mark, or by the zero bytes that
/// every other byte of western text is in UTF-16; otherwise UTF-8 is assumed.
final class Encodings {
    /// The encoding to try if a text is not valid UTF-8. It has all printable characters of ISO 8859-1.
    static final Charset FALLBACK = Charset.forName("windows-1252");

    private static final int EXAMINED = 1 << 12;

    private Encodings() {}

    /// Detects the encoding and skips a byte order mark.
    ///
    /// @param bytes at the start of the text; must support marks
    static Charset detect(BufferedInputStream bytes) throws IOException {
        bytes.mark(EXAMINED + 1);
        byte[] start = bytes.readNBytes(EXAMINED);
        bytes.reset();
        if (startsWith(start, 0xEF, 0xBB, 0xBF)) {
            bytes.skipNBytes(3);
            return StandardCharsets.UTF_8;
        }
        if (startsWith(start, 0xFE, 0xFF) || startsWith(start, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16; // reads the mark itself
        }
        int[] zeros = new int[2];
        for (int i = 0; i < start.length; i++) {
            zeros[i % 2] += start[i] == 0 ? 1 : 0;
        }
        int most = start.length / 4;
        if (zeros[1] > most && zeros[0] == 0) {
            return StandardCharsets.UTF_16LE;
        }
        if (zeros[0] > most && zeros[1] == 0) {
            return StandardCharsets.UTF_16BE;
        }
        return StandardCharsets.UTF_8;
    }

    private static boolean startsWith(byte[] bytes, int... expected) {
        for (int i = 0; i < expected.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
