package dev.lstm4j.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Model;
import dev.lstm4j.cell.Gru;
import dev.lstm4j.io.LoadOptions;
import dev.lstm4j.io.ModelFile;
import dev.lstm4j.io.safetensors.ModelFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files as PyTorch users have them (testdata/pytorch/README.md): a loaded network gives PyTorch's outputs, and other
/// files are rejected.
class StateDictTest {
    private static final int BATCH = 4;
    private static final int TIME = 12;
    private static final int OUTPUT = 2;
    private static final Architecture LSTM = Architecture.lstm(3, 16).withHead(Head.lastStep(OUTPUT));

    /// Relative to the largest output: float32 sums are computed in another order.
    private static final double TOLERANCE = 1e-6;

    @ParameterizedTest
    @CsvSource({"lstm", "bi2", "gru_named_gru", "proj", "half", "module_prefix", "orig_mod_prefix", "rnn_names",
            "double", "bi_cat_hn"})
    void outputsEqualThoseOfPyTorch(String name) throws IOException {
        Architecture architecture = architecture(name);
        LoadOptions options = LoadOptions.strict().withNarrowing(name.equals("double"));
        Model model = new Model(architecture,
                ModelFile.loadWeights(file(name + ".safetensors"), architecture, options));

        float[] found = answer(model);

        float[] expected = floats(file(name + ".y"));
        double largest = 0;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) found[i]).as("y[%d]", i).isCloseTo(expected[i], within(TOLERANCE * largest));
        }
    }

    @Test
    void filesThatDoNotFitTheNetworkAreRejected() throws IOException {
        assertRejected("layernorm_between.safetensors", "unexpected tensors", "'norm.bias' [16], 'norm.weight' [16]",
                "LoadOptions.lenient()");
        assertRejected("two_linear.safetensors", "unexpected tensors", "'fc2.bias' [2], 'fc2.weight' [2, 2]");
        assertRejected("bi_cat_hn.safetensors", "; the file has 'lstm' (Architecture.lstm(3,"
                + " 16).withBidirectional(true)): set the layers, directions");
        assertRejected("bi2.safetensors", "Architecture.lstm(3, 16).withLayers(2).withBidirectional(true)");
        assertRejected("proj.safetensors",
                "shape: expected [64, 16] for the architecture, found '[64, 5]'; the file has"
                        + " 'lstm' (Architecture.lstm(3, 16).withProjection(5)); change the architecture");
        assertRejected("gru_named_gru.safetensors", "the file has 'gru' (Architecture.of(Gru.create(), 3, 16))");
        assertRejected("pickle.pt", "safetensors.torch.save_file");
        assertRejected("double.safetensors", "found F64", "withNarrowing(true)");
        float[] without = answer(
                new Model(LSTM,
                        ModelFile.loadWeights(file("layernorm_between.safetensors"), LSTM, LoadOptions.lenient())));
        assertThat(Math.abs(without[0] - floats(file("layernorm_between.y"))[0])).isGreaterThan(0.1f);
    }

    private static Architecture architecture(String name) {
        return switch (name) {
            case "bi2" -> LSTM.withLayers(2).withBidirectional(true);
            case "gru_named_gru" -> Architecture.of(Gru.create(), 3, 16).withHead(Head.lastStep(OUTPUT));
            case "bi_cat_hn" -> LSTM.withBidirectional(true).withHead(Head.finalStates(OUTPUT));
            case "proj" -> LSTM.withProjection(5);
            default -> LSTM;
        };
    }

    private static float[] answer(Model model) throws IOException {
        float[] y = new float[BATCH * OUTPUT];
        try (InferenceSession session = Network.of(model).session(BATCH, TIME)) {
            session.forward(floats(file("x.bin")), BATCH, y);
        }
        return y;
    }

    private static void assertRejected(String name, String... words) {
        assertThatThrownBy(() -> ModelFile.loadWeights(file(name), LSTM)).isInstanceOf(ModelFileException.class)
                .hasMessageContainingAll(words);
    }

    private static Path file(String name) {
        return Path.of(Objects.requireNonNull(System.getProperty("lstm4j.testdata"), "lstm4j.testdata"), "pytorch",
                name);
    }

    private static float[] floats(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        float[] floats = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }
}
