package dev.lstm4j.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.Model;
import dev.lstm4j.io.safetensors.ModelFileException;
import dev.lstm4j.io.safetensors.RawFile;
import dev.lstm4j.io.safetensors.Safetensors;
import dev.lstm4j.io.safetensors.SafetensorsFile;
import dev.lstm4j.io.safetensors.Tensor;
import dev.lstm4j.quantization.WeightType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/// For any bytes, a reader returns a result or throws [ModelFileException]; it throws nothing else.
class FuzzTest {
    private static final byte[] WHOLE = whole();

    @Property(tries = 1000)
    void randomBytes(@ForAll @Size(max = 200) byte[] bytes) throws IOException {
        requireResultOrException(bytes);
    }

    @Property(tries = 1000)
    void randomBytesAsHeader(@ForAll @Size(max = 200) byte[] bytes) throws IOException {
        requireResultOrException(RawFile.withLength(bytes.length, bytes));
    }

    @Property(tries = 1000)
    void randomPiecesOfHeaders(@ForAll long seed) throws IOException {
        String[] pieces = {"{", "}", "[", "]", ",", ":", "\"x\"", "\"__metadata__\"", "\"dtype\"", "\"F32\"",
                "\"shape\"", "\"data_offsets\"", "0", "4", "-1", "1e9", "9223372036854775807", "null", " ",
                "\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}", "\"\\ud800\""};
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder header = new StringBuilder("{");
        for (int i = random.nextInt(30); i > 0; i--) {
            header.append(pieces[random.nextInt(pieces.length)]);
        }
        requireResultOrException(RawFile.bytes(header.toString(), new byte[random.nextInt(3) * 4]));
    }

    @Property(tries = 2000)
    void changedModelFiles(@ForAll long seed) throws IOException {
        byte[] bytes = WHOLE;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            bytes = mutate(bytes, random);
        }
        requireResultOrException(bytes);
    }

    @Property(tries = 1000)
    void changedFilesOfQuantizedWeights(@ForAll long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Model model = Models.quantized(random.nextBoolean() ? WeightType.BF16 : WeightType.INT8);
        Path file = Files.createTempFile("lstm4j", ".fuzz");
        try {
            ModelFile.save(file, model);
            byte[] bytes = Files.readAllBytes(file);
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                bytes = mutate(bytes, random);
            }
            Files.write(file, bytes);
            assertThat(ModelFile.load(file)).isEqualTo(model);
        } catch (ModelFileException refused) {
            assertThat(refused.getMessage()).isNotBlank().doesNotContain("\n");
        } finally {
            Files.delete(file);
        }
    }

    private static byte[] mutate(byte[] bytes, SplittableRandom random) {
        int from = random.nextInt(bytes.length);
        int length = Math.min(1 + random.nextInt(8), bytes.length - from);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String piece = text.substring(from, from + length);
        String random8 = new String(new char[]{(char) random.nextInt(256), (char) ('0' + random.nextInt(10))});
        String changed = switch (random.nextInt(4)) {
            case 0 -> text.substring(0, from) + random8 + text.substring(Math.min(text.length(), from + 2));
            case 1 -> text.substring(0, from) + text.substring(from + length);
            case 2 -> text.substring(0, from) + piece + text.substring(from);
            default -> text.substring(0, from) + random8.charAt(1) + text.substring(from + 1);
        };
        byte[] result = changed.getBytes(StandardCharsets.ISO_8859_1);
        return result.length == 0 ? bytes : result;
    }

    private static byte[] whole() {
        try {
            Path file = Files.createTempFile("lstm4j", ".whole");
            ModelFile.save(file, Models.withTask());
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireResultOrException(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("lstm4j", ".fuzz");
        try {
            Files.write(file, bytes);
            try {
                SafetensorsFile read = Safetensors.read(file);
                requireSameAfterWriting(read, file);
            } catch (ModelFileException refused) {
                assertThat(refused.getMessage()).isNotBlank().doesNotContain("\n");
            }
            Files.write(file, bytes);
            try {
                Model model = ModelFile.load(file);
                // Two changes can cancel each other; a file that loads must then contain the saved model.
                Models.requireSame(model, Models.withTask());
            } catch (ModelFileException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        } finally {
            Files.delete(file);
        }
    }

    private static void requireSameAfterWriting(SafetensorsFile read, Path file) throws ModelFileException {
        Map<String, String> metadata = read.metadata();
        List<Tensor> tensors = read.tensors();
        Safetensors.write(file, metadata, tensors);
        SafetensorsFile again = Safetensors.read(file);
        assertThat(again.metadata()).isEqualTo(metadata);
        assertThat(again.tensors()).hasSameSizeAs(tensors);
    }
}
