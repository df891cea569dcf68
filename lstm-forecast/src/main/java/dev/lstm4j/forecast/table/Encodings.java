package dev.lstm4j.forecast.table;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// The character encoding of a text file, by its first bytes: a byte order mark, or the zero bytes that UTF-16 has in
/// every other place of western text; otherwise UTF-8.
final class Encodings {
    /// What is tried if a text is not UTF-8: Windows' encoding of western languages, which includes ISO 8859-1 but for
    /// its control characters.
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
