package dev.lstm4j.io.internal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/// Strict UTF-8: invalid input is refused, never replaced by a question mark.
public final class Utf8 {
    private static final int CHUNK_CHARS = 1 << 12;

    private Utf8() {}

    /// Finds the first byte that is not valid UTF-8.
    ///
    /// @param bytes the whole text
    /// @return its index, or -1 if the text is valid
    public static int firstMalformed(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(CHUNK_CHARS);
        CoderResult result;
        do {
            result = decoder.decode(in, out.clear(), true);
        } while (result.isOverflow());
        return result.isError() ? in.position() : -1;
    }

    /// Encodes text.
    ///
    /// @param text the text
    /// @return UTF-8
    /// @throws IllegalArgumentException if the text has an unpaired surrogate, which UTF-8 cannot encode
    public static byte[] encode(String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] array = new byte[bytes.remaining()];
            bytes.get(array);
            return array;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "text: expected valid Unicode, found an unpaired surrogate in " + Printable.quote(text), e);
        }
    }

    /// Whether text can be encoded as UTF-8.
    ///
    /// @param text text from a file, in which a JSON escape may be an unpaired surrogate
    /// @return false if it has an unpaired surrogate
    public static boolean canEncode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i)) && !Character.isSurrogatePair(text.charAt(i),
                    ++i < text.length() ? text.charAt(i) : 0)) {
                return false;
            }
        }
        return true;
    }
}
