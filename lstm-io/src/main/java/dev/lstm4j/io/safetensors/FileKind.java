package dev.lstm4j.io.safetensors;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What a file that is not safetensors seems to be, by its first bytes, and what to do about it.
final class FileKind {
    private FileKind() {}

    /// The end of a message.
    ///
    /// @param start the first bytes of the file, at most as many as there are
    /// @return from `; ` on
    static String remedy(byte[] start) {
        if (begins(start, "PK")) {
            return "; this is a zip archive, as torch.save and Keras write: save the state_dict with"
                    + " safetensors.torch.save_file";
        }
        if (begins(start, "\u0080")) {
            return "; this is a Python pickle, which is never opened here: save the state_dict with"
                    + " safetensors.torch.save_file";
        }
        if (begins(start, "\u0089HDF")) {
            return "; this is an HDF5 file, as older Keras writes: save its weights as safetensors";
        }
        if (begins(start, "{") || begins(start, "[")) {
            return "; this is JSON: a safetensors file has 8 bytes of length before it";
        }
        return "; it is not a safetensors file";
    }

    private static boolean begins(byte[] start, String magic) {
        byte[] bytes = magic.getBytes(StandardCharsets.ISO_8859_1);
        return start.length >= bytes.length && Arrays.mismatch(start, 0, bytes.length, bytes, 0,
                bytes.length) < 0;
    }
}
