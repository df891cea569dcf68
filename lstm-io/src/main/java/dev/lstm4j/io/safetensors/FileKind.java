package dev.lstm4j.io.safetensors;

import dev.lstm4j.io.internal.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Recognises files of other formats by their first bytes, so that a message can say what the file is and what to do.
///
/// @param what what the file is, for example `a Git LFS pointer`
/// @param remedy what to do
record FileKind(String what, String remedy) {
    /// The number of bytes that [#of] looks at.
    static final int BYTES = 512;

    private static final int LONGEST_CHARACTER = 4;
    private static final String IN_PYTHON = "in Python, ";
    private static final String TORCH_REMEDY = "convert it in Python: import torch, safetensors.torch;"
            + " safetensors.torch.save_file(torch.load('FILE', weights_only=True), 'weights.safetensors');"
            + " from a whole model or a checkpoint, save its state_dict()";
    private static final String KERAS_REMEDY = IN_PYTHON + "save its weights with safetensors.numpy.save_file under"
            + " PyTorch's names; Keras' kernels are PyTorch's weights transposed";
    private static final String NUMPY_REMEDY = "convert it in Python: import numpy, safetensors.numpy;"
            + " safetensors.numpy.save_file(dict(numpy.load('FILE.npz')), 'weights.safetensors')";
    private static final String SAVE_STATE_DICT = IN_PYTHON
            + "save the network's state_dict() with safetensors.torch.save_file";
    private static final String UNPACK = "unpack it first";
    private static final String DOWNLOAD = "download the file itself";

    private static final Pattern KERAS_ENTRY = Pattern.compile("metadata\\.json|config\\.json|model\\.weights\\.h5");
    private static final Pattern HTML = Pattern.compile("<(!doctype html|html|head|body)\\b.*", Pattern.DOTALL);
    private static final Pattern NO_CONTROLS = Pattern.compile("[\\t\\n\\r\\x20-\\x7e\\x80-\\xff]+");
    /// `ir_version` from 3, then another field of `ModelProto`.
    private static final Pattern ONNX = Pattern.compile("\\x08[\\x03-\\x1f][\\x12\\x1a\\x22\\x2a\\x32\\x3a\\x42].*",
            Pattern.DOTALL);

    /// A format that begins with fixed bytes.
    private record Magic(String start, FileKind kind) {}

    private static final List<Magic> MAGIC = List.of(
            magic("\u0080\u0002", "a Python pickle, as older versions of torch.save write", TORCH_REMEDY),
            magic("\u0080\u0003", "a Python pickle", TORCH_REMEDY),
            magic("\u0080\u0004", "a Python pickle", TORCH_REMEDY),
            magic("\u0080\u0005", "a Python pickle", TORCH_REMEDY),
            magic("\u0089HDF", "an HDF5 file, as Keras writes", KERAS_REMEDY),
            magic("\u0093NUMPY", "a NumPy array (.npy)", IN_PYTHON + "save all parameters of the network in one file"
                    + " with safetensors.numpy.save_file"),
            magic("GGUF", "a GGUF file of llama.cpp", SAVE_STATE_DICT),
            magic("lmgg", "a GGML file of llama.cpp", SAVE_STATE_DICT),
            magic("tjgg", "a GGML file of llama.cpp", SAVE_STATE_DICT),
            magic("\u0008\u0001\u0012", "a SavedModel of TensorFlow", KERAS_REMEDY),
            magic("version https://git-lfs", "a Git LFS pointer, not the file itself", "fetch it with: git lfs pull"),
            magic("\u001f\u008b", "a gzip archive", UNPACK), magic("BZh", "a bzip2 archive", UNPACK),
            magic("\u00fd7zXZ", "an xz archive", UNPACK), magic("7z\u00bc\u00af", "a 7z archive", UNPACK),
            magic("(\u00b5/\u00fd", "a Zstandard archive", UNPACK), magic("Rar!", "a RAR archive", UNPACK),
            magic("PAR1", "a Parquet file", SAVE_STATE_DICT), magic("%PDF", "a PDF document", DOWNLOAD));

    private static Magic magic(String start, String what, String remedy) {
        return new Magic(start, new FileKind(what, remedy));
    }

    /// Recognises a file.
    ///
    /// @param start its first bytes, [#BYTES] of them if the file has as many
    /// @return null if the format is not known
    static @Nullable FileKind of(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        if (text.isEmpty()) {
            return new FileKind("an empty file", "download or save it again");
        }
        if (text.startsWith("PK\u0003\u0004") || text.startsWith("PK\u0005\u0006")) {
            return zip(text);
        }
        for (Magic magic : MAGIC) {
            if (text.startsWith(magic.start)) {
                return magic.kind;
            }
        }
        if (text.startsWith("ustar", 257)) {
            return new FileKind("a tar archive", UNPACK);
        }
        if (text.startsWith("TFL3", 4)) {
            return new FileKind("a TensorFlow Lite model", KERAS_REMEDY);
        }
        if (ONNX.matcher(text).matches()) {
            return new FileKind("an ONNX model", "take the weights from PyTorch: " + SAVE_STATE_DICT);
        }
        if (text.chars().allMatch(c -> c == 0)) {
            return new FileKind("only zeros at its beginning", "the download or copy was not completed: repeat it");
        }
        int malformed = Utf8.firstMalformed(start);
        boolean valid = malformed < 0 || malformed > start.length - LONGEST_CHARACTER;
        return valid && NO_CONTROLS.matcher(text).matches() ? text(text) : null;
    }

    private static FileKind zip(String start) {
        if (start.contains(".npy")) {
            return new FileKind("a zip archive of NumPy arrays (.npz)", NUMPY_REMEDY);
        }
        if (start.contains("/data.pkl") || start.contains("/byteorder") || start.contains("/version")) {
            return new FileKind("a zip archive that torch.save wrote", TORCH_REMEDY);
        }
        if (KERAS_ENTRY.matcher(start).find()) {
            return new FileKind("a zip archive of Keras (.keras)", KERAS_REMEDY);
        }
        return new FileKind("a zip archive", "if it holds the weights, unpack it");
    }

    private static FileKind text(String start) {
        // A byte order mark may come first.
        String lower = start.replaceFirst("^\u00ef\u00bb\u00bf", "").strip().toLowerCase(Locale.ROOT);
        if (HTML.matcher(lower).matches()) {
            return new FileKind("an HTML page, such as an error or a login page of a server", DOWNLOAD);
        }
        if (lower.startsWith("<?xml") || lower.startsWith("<error")) {
            return new FileKind("an XML document, such as an error message of a server", DOWNLOAD);
        }
        if (lower.startsWith("{") || lower.startsWith("[")) {
            return lower.contains("\"weight_map\"") || lower.contains("\"total_size\"")
                    ? new FileKind("the index of a model in several files", "name the .safetensors file that it lists;"
                            + " if there are several, save them as one")
                    : new FileKind("JSON", "a safetensors file has the length of its header in 8 bytes before the JSON:"
                            + " name the file with the weights");
        }
        return new FileKind("text", "name the file with the weights");
    }
}
