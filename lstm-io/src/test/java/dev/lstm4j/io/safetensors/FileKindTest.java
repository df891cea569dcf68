package dev.lstm4j.io.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.io.ModelFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files of other formats: the message says what they are and what to do.
class FileKindTest {
    private static final String TORCH = "safetensors.torch.save_file(torch.load('FILE', weights_only=True),";

    @TempDir
    Path folder;

    /// The first bytes, with escapes as in Java. Zeros follow, and the file is 1000 bytes long.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    \\u0080\\u0002\\u008a\\u000al\\u00fc\\u009c\\u0046|a Python pickle, as older versions of torch.save write; convert it in Python: import torch
                    \\u0080\\u0004\\u0095|a Python pickle; convert it in Python
                    \\u0089HDF\\r\\n\\u001a\\n|an HDF5 file, as Keras writes; in Python, save its weights with safetensors.numpy.save_file
                    \\u0093NUMPY\\u0001\\u0000|a NumPy array (.npy); in Python, save all parameters of the network in one file
                    GGUF\\u0003\\u0000|a GGUF file of llama.cpp; in Python, save the network's state_dict()
                    \\u0008\\u0007\\u0012\\u0007pytorch|an ONNX model; take the weights from PyTorch
                    \\u0008\\u0008\\u003a\\u0010|an ONNX model
                    \\u0008\\u0001\\u0012\\u0010|a SavedModel of TensorFlow
                    \\u001c\\u0000\\u0000\\u0000TFL3|a TensorFlow Lite model
                    \\u001f\\u008b\\u0008\\u0000|a gzip archive; unpack it first
                    \\u00fd7zXZ\\u0000|an xz archive
                    (\\u00b5/\\u00fd|a Zstandard archive
                    BZh91AY|a bzip2 archive
                    7z\\u00bc\\u00af|a 7z archive
                    PAR1|a Parquet file
                    %PDF-1.7|a PDF document
                    \\u0000|only zeros at its beginning; the download or copy was not completed: repeat it
                    PK\\u0003\\u0004|a zip archive; if it holds the weights, unpack it
                    """)
    void binaryFormatsAreNamed(String start, String message) throws IOException {
        requireNamed(Arrays.copyOf(bytes(start), 1000), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    <!DOCTYPE html>\\n<html lang="en">|an HTML page, such as an error or a login page of a server; download the file itself
                    \\n  <html><head><title>404</title>|an HTML page
                    <?xml version="1.0"?><Error><Code>AccessDenied</Code>|an XML document, such as an error message of a server
                    version https://git-lfs.github.com/spec/v1\\noid sha256:4d7a\\nsize 5952\\n|a Git LFS pointer, not the file itself; fetch it with: git lfs pull
                    {"cell": "lstm"}|JSON; a safetensors file has the length of its header in 8 bytes before the JSON
                    {"metadata": {"total_size": 1}, "weight_map": {}}|the index of a model in several files; name the .safetensors file that it lists
                    date,wind\\n2012-01-01,4.7\\n|text; name the file with the weights
                    PK,name\\n1,a\\n|text; name the file with the weights
                    abc|text; name the file with the weights
                    """)
    void textFormatsAreNamed(String content, String message) throws IOException {
        requireNamed(content.translateEscapes().getBytes(StandardCharsets.UTF_8), message);
    }

    @Test
    void archivesAreNamedByWhatTheyHold() throws IOException {
        requireNamed(zip("archive/data.pkl"), "a zip archive that torch.save wrote; convert it in Python: import torch,"
                + " safetensors.torch; " + TORCH);
        requireNamed(zip("weight.npy"), "a zip archive of NumPy arrays (.npz); convert it in Python: import numpy,"
                + " safetensors.numpy; safetensors.numpy.save_file(dict(numpy.load('FILE.npz')),");
        requireNamed(zip("metadata.json"), "a zip archive of Keras (.keras); in Python, save its weights");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(RawFile.bytes("{}"));
        }
        requireNamed(out.toByteArray(), "a gzip archive; unpack it first");
        byte[] tar = new byte[1024];
        tar[0] = 'a';
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
        requireNamed(tar, "a tar archive; unpack it first");
    }

    @Test
    void emptyFilesAreNamed() throws IOException {
        requireNamed(new byte[0], "an empty file; download or save it again");
    }

    /// The bytes that are looked at end within a character.
    @Test
    void textMayHaveAnyCharacters() throws IOException {
        requireNamed("ä".repeat(1000).getBytes(StandardCharsets.UTF_8), "text;");
        requireNamed(("x" + "ä".repeat(1000)).getBytes(StandardCharsets.UTF_8), "text;");
    }

    @Test
    void byteOrderMarkIsSkipped() throws IOException {
        requireNamed("\ufeff<html>".getBytes(StandardCharsets.UTF_8), "an HTML page");
    }

    /// A safetensors file may begin with any byte: that of the length of its header.
    @Test
    void beginningsOfOtherFormatsDoNotRefuseAValidFile() throws IOException {
        for (int length : new int[]{'{', 0x08, 'P', 0x80}) {
            byte[] json = Arrays.copyOf("{}".getBytes(StandardCharsets.US_ASCII), length);
            Arrays.fill(json, 2, length, (byte) ' ');
            Path file = RawFile.write(folder, RawFile.withLength(length, json));
            assertThat(Safetensors.read(file).tensors()).isEmpty();
        }
    }

    /// A truncated file is not mistaken for text or zeros.
    @Test
    void truncatedFilesAreNotMistaken() throws IOException {
        byte[] json = Arrays.copyOf("{}".getBytes(StandardCharsets.US_ASCII), '{');
        byte[] whole = RawFile.withLength('{', json);
        for (int length = 1; length < whole.length; length++) {
            Path file = RawFile.write(folder, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Safetensors.read(file)).as("%d bytes", length)
                    .isInstanceOf(ModelFileException.class)
                    .hasMessageContaining(length == 1 ? "JSON" : "truncated"); // the first byte is a brace
        }
    }

    private static byte[] bytes(String start) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < start.length(); i++) {
            if (start.startsWith("\\u", i)) {
                text.append((char) Integer.parseInt(start, i + 2, i + 6, 16));
                i += 5;
            } else if (start.charAt(i) == '\\') {
                text.append(start.substring(i, i + 2).translateEscapes());
                i++;
            } else {
                text.append(start.charAt(i));
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] zip(String entry) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(new byte[100]);
            zip.closeEntry();
        }
        return out.toByteArray();
    }

    private void requireNamed(byte[] content, String message) throws IOException {
        Path file = Files.write(folder.resolve("model.safetensors"), content);
        String expected = "expected a safetensors file, found " + message;
        assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining(expected)
                .satisfies(e -> assertThat(e.getMessage()).startsWith(file + ": ").doesNotContain("\n"));
        assertThatThrownBy(() -> ModelFile.load(file)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining(expected);
    }
}
