package dev.lstm4j.io.safetensors;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Recognises files of other formats by their first bytes, for messages.
final class FileKind {
    private FileKind() {}

    /// Says what a file seems to be and what to do about it.
    ///
    /// @param start the first bytes of the file
    /// @return the end of a message; begins with `; `
    static String remedy(byte[] start) {
        if (begins(start, "PK")) {
            return "; this is a zip archive, which torch.save and Keras write: in PyTorch, save model.state_dict() with"
                    + " safetensors.torch.save_file";
        }
        if (begins(start, "\u0080")) {
            return "; this is a Python pickle, which can run code and is never opened: in PyTorch, save"
                    + " model.state_dict() with safetensors.torch.save_file";
        }
        if (begins(start, "\u0089HDF")) {
            return "; this is an HDF5 file, which older versions of Keras write: save its weights as safetensors";
        }
        if (begins(start, "{") || begins(start, "[")) {
            return "; this is JSON; a safetensors file has the length of its header in 8 bytes before the JSON";
        }
        return "; it is not a safetensors file";
    }

    private static boolean begins(byte[] start, String magic) {
        byte[] bytes = magic.getBytes(StandardCharsets.ISO_8859_1);
        return start.length >= bytes.length && Arrays.mismatch(start, 0, bytes.length, bytes, 0,
                bytes.length) < 0;
    }
}
