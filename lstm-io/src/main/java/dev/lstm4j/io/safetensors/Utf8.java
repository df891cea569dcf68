package dev.lstm4j.io.safetensors;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/// UTF-8 without mercy: what is not valid is refused, never replaced by a question mark.
public final class Utf8 {
    private static final int CHUNK_CHARS = 1 << 12;

    private Utf8() {}

    /// Looks for bytes that are not UTF-8.
    ///
    /// @param bytes all of a text
    /// @return the index of the first wrong byte, or -1 where all are right
    static int firstMalformed(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(CHUNK_CHARS);
        CoderResult result;
        do {
            result = decoder.decode(in, out.clear(), true);
        } while (result.isOverflow());
        return result.isError() ? in.position() : -1;
    }

    /// Turns a text into bytes.
    ///
    /// @param text to be written
    /// @return UTF-8
    /// @throws IllegalArgumentException where half of a surrogate pair stands alone: no UTF-8 can hold it
    public static byte[] encode(String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] array = new byte[bytes.remaining()];
            bytes.get(array);
            return array;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "text: expected whole Unicode characters, found half a surrogate pair in " + Place.quote(text), e);
        }
    }

    /// Whether a text can be written as UTF-8.
    ///
    /// @param text from a file, where an escape may have named half a surrogate pair
    /// @return whether it has whole characters only
    static boolean canEncode(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
