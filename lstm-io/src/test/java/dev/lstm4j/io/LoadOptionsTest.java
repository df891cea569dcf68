package dev.lstm4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.io.safetensors.DType;
import dev.lstm4j.io.safetensors.ModelFileException;
import dev.lstm4j.io.safetensors.RawFile;
import dev.lstm4j.io.safetensors.Safetensors;
import dev.lstm4j.io.safetensors.Tensor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which tensors `loadWeights` accepts, renames, skips and refuses, and its messages.
class LoadOptionsTest {
    private static final Architecture NETWORK = Architecture.lstm(3, 4).withHead(Head.lastStep(2));

    @TempDir
    Path folder;

    /// Each row renames the two modules of the file. The parameters must be found under all of these names.
    @ParameterizedTest
    @CsvSource({"lstm, fc", "module.lstm, module.fc", "_orig_mod.lstm, _orig_mod.fc",
            "module._orig_mod.lstm, module._orig_mod.fc", "rnn, linear", "model.rnn, model.fc", "model.rnn, fc",
            "module.net.encoder.rnn, module.fc", "encoder.lstm, decoder.out", "encoder.layers.0, head.3", "'', fc",
            "gru, dense", "model.0, model.1", "fc, lstm"})
    void modulesWithOtherNamesAreFound(String lstm, String fc) throws IOException {
        Path file = write(state(NETWORK, name -> join(name.startsWith("lstm.") ? lstm : fc, name)));
        assertThat(ModelFile.loadWeights(file, NETWORK).values()).isEqualTo(values(NETWORK));
    }

    @Test
    void bareNetworkIsFoundUnderAnyPrefix() throws IOException {
        Architecture bare = Architecture.lstm(3, 4).withLayers(2);
        Path file = write(state(bare, name -> "module.encoder." + name));
        assertThat(ModelFile.loadWeights(file, bare).values()).isEqualTo(values(bare));
    }

    @Test
    void embeddingIsFoundByItsShape() throws IOException {
        Architecture tokens = Architecture.lstm(3, 4).withEmbedding(7).withHead(Head.everyStep(7));
        Path file = write(state(tokens, name -> name.replace("embedding.", "emb.").replace("fc.", "out.")));
        assertThat(ModelFile.loadWeights(file, tokens).values()).isEqualTo(values(tokens));
    }

    @Test
    void unexpectedTensorsAreRefusedUnlessTheCallerSkipsThem() throws IOException {
        List<Tensor> tensors = state(NETWORK, UnaryOperator.identity());
        tensors.add(Tensor.ofFloats("norm.weight", new float[4], 4));
        tensors.add(Tensor.ofFloats("norm.bias", new float[4], 4));
        Path file = write(tensors);

        assertThatThrownBy(() -> ModelFile.loadWeights(file, NETWORK)).isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith(file + " byte ")
                .hasMessageContaining("unexpected tensors: expected only parameters of the architecture,"
                        + " found 'norm.weight' [4], 'norm.bias' [4]; the architecture has no such parameters:"
                        + " change it, or skip these tensors with"
                        + " LoadOptions.strict().withIgnored(…) or LoadOptions.lenient()");
        requireRefused(file, LoadOptions.strict().withIgnored("norm.weight"), "found 'norm.bias' [4];");
        for (LoadOptions options : List.of(LoadOptions.lenient(), LoadOptions.strict().withIgnored("norm.*"),
                LoadOptions.strict().withIgnored("norm.weight").withIgnored("norm.bias"))) {
            assertThat(ModelFile.loadWeights(file, NETWORK, options).values()).isEqualTo(values(NETWORK));
        }
    }

    @Test
    void largerNetworkIsRefusedEvenByLenientOptions() throws IOException {
        Architecture larger = NETWORK.withLayers(2);
        Path file = write(state(larger, name -> "module." + name));
        requireRefused(file, LoadOptions.lenient(), "unexpected tensors", "'module.lstm.weight_ih_l1' [16, 4]",
                "set the layers, directions, bias and projection of the architecture as in the file");
        assertThat(ModelFile
                .loadWeights(file, NETWORK,
                        LoadOptions.lenient().withIgnored("module.lstm.weight_ih_l1", "module.lstm.weight_hh_l1",
                                "module.lstm.bias_ih_l1",
                                "module.lstm.bias_hh_l1"))
                .values()).hasSize(values(NETWORK).length);
    }

    @Test
    void missingTensorsAreRefusedByAllOptions() throws IOException {
        List<Tensor> tensors = state(NETWORK, name -> name.replace("lstm.", "rnn."));
        tensors.removeIf(tensor -> tensor.name().contains("bias_"));
        Path file = write(tensors);
        requireRefused(file, LoadOptions.lenient(),
                "tensors: expected 'rnn.bias_ih_l0' [16], 'rnn.bias_hh_l0' [16] for the architecture, found"
                        + " 'rnn.weight_ih_l0' [16, 3], 'rnn.weight_hh_l0' [16, 4], 'fc.weight' [2, 4], 'fc.bias' [2];"
                        + " the file has 'rnn' (Architecture.lstm(3, 4).withBias(false)); change the architecture");
    }

    @Test
    void severalMatchingModulesAreListed() throws IOException {
        List<Tensor> tensors = state(NETWORK, name -> name.replace("lstm.", "encoder.").replace("fc.", "a."));
        tensors.addAll(other(state(NETWORK, name -> name.replace("lstm.", "decoder.").replace("fc.", "b."))));
        Path file = write(tensors);
        String shapes = ".weight_ih_l0' [16, 3], 'decoder.weight_hh_l0' [16, 4], 'decoder.bias_ih_l0' [16],"
                + " 'decoder.bias_hh_l0' [16])";
        requireRefused(file, LoadOptions.strict(), "module 'lstm': expected one module with its parameters and shapes,"
                + " found 'encoder' ('encoder" + shapes.replace("decoder", "encoder") + ", 'decoder' ('decoder"
                + shapes + "; choose one with LoadOptions.strict().withRename(…) and ignore the others");
        LoadOptions decoder = LoadOptions.strict().withRename(name -> name.replace("decoder.", "lstm."))
                .withIgnored("encoder.*");
        requireRefused(file, decoder,
                "module 'fc': expected one module with its parameters and shapes, found 'a' ('a.weight' [2, 4], 'a.bias'"
                        + " [2]), 'b' (");
        assertThat(ModelFile.loadWeights(file, NETWORK, decoder.withIgnored("a.*")).values())
                .containsExactly(negated(values(NETWORK)));
        LoadOptions encoder = LoadOptions.strict().withIgnored("decoder.*", "b.*");
        assertThat(ModelFile.loadWeights(file, NETWORK, encoder).values()).isEqualTo(values(NETWORK));
    }

    @Test
    void moduleOfTheExpectedNameIsPreferredAndItsShapesAreChecked() throws IOException {
        List<Tensor> tensors = state(NETWORK, UnaryOperator.identity());
        tensors.addAll(other(state(NETWORK, name -> "teacher." + name)));
        assertThat(ModelFile.loadWeights(write(tensors), NETWORK, LoadOptions.lenient()).values())
                .isEqualTo(values(NETWORK));
        requireRefused(write(tensors), LoadOptions.strict(), "'teacher.lstm.weight_ih_l0' [16, 3]",
                "'teacher.fc.bias' [2]");
        Architecture other = Architecture.lstm(3, 4).withHead(Head.lastStep(5));
        assertThatThrownBy(() -> ModelFile.loadWeights(write(tensors), other)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining(
                        "tensor 'fc.weight', shape: expected [5, 4] for the architecture, found '[2, 4]'");
    }

    @Test
    void renamedNamesMustBeUnique() throws IOException {
        Path file = write(state(NETWORK, UnaryOperator.identity()));
        assertThatThrownBy(() -> ModelFile.loadWeights(file, NETWORK, LoadOptions.strict().withRename(_ -> "x")))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("rename: expected a different name for each"
                        + " tensor, found 'x' for both 'lstm.weight_ih_l0' and 'lstm.weight_hh_l0'");
    }

    @Test
    void doublesAreRoundedOnRequest() throws IOException {
        Architecture tiny = Architecture.lstm(1, 1).withBias(false);
        double[] inputs = {1 + 0x1p-24, 1 + 0x1.8p-23, Double.NEGATIVE_INFINITY, 1e-300};
        double[] hidden = {0, -0.0, Double.NaN, 0.1};
        Path file = write(List.of(Tensor.ofDoubles("weight_ih_l0", inputs, 4, 1),
                Tensor.ofDoubles("weight_hh_l0", hidden, 4, 1)));
        assertThatThrownBy(() -> ModelFile.loadWeights(file, tiny)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("tensor 'weight_ih_l0', dtype: expected F32, F16 or BF16, found F64; to round the"
                        + " values to float32, use LoadOptions.strict().withNarrowing(true)");
        assertThatThrownBy(() -> ModelFile.loadWeights(file, tiny, LoadOptions.strict().withNarrowing(true)))
                .hasMessageContaining("value 2: expected a finite number, found -Infinity");
        LoadOptions narrowing = LoadOptions.strict().withNarrowing(true).withNonFinite(true);
        assertThat(ModelFile.loadWeights(file, tiny, narrowing).values()).containsExactly(1, 1 + 0x1p-22f,
                Float.NEGATIVE_INFINITY, 0, 0, -0.0f, Float.NaN, 0.1f);
        inputs[2] = 1e300;
        Path large = write(List.of(Tensor.ofDoubles("weight_ih_l0", inputs, 4, 1),
                Tensor.ofDoubles("weight_hh_l0", hidden, 4, 1)));
        assertThatThrownBy(() -> ModelFile.loadWeights(large, tiny, narrowing)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining(
                        "tensor 'weight_ih_l0', value 2: expected a number in the range of float32, found 1.0E300");
    }

    @Test
    void integersAndUnknownTypesAreRefused() throws IOException {
        Architecture tiny = Architecture.lstm(1, 1).withBias(false);
        Path integers = write(List.of(Tensor.ofLongs("weight_ih_l0", new long[4], 4, 1),
                Tensor.ofFloats("weight_hh_l0", new float[4], 4, 1)));
        assertThatThrownBy(() -> ModelFile.loadWeights(integers, tiny, LoadOptions.strict().withNarrowing(true)))
                .hasMessageContaining("dtype: expected F32, F16 or BF16, found 'I64'; in PyTorch, save model.float()");
        Path quantized = RawFile.write(folder, RawFile.bytes("""
                {"weight_ih_l0":{"dtype":"F8_E4M3","shape":[4,1],"data_offsets":[0,4]},
                "weight_hh_l0":{"dtype":"F32","shape":[4,1],"data_offsets":[4,20]}}""", new byte[20]));
        assertThatThrownBy(() -> ModelFile.loadWeights(quantized, tiny)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("dtype: expected F32, F16 or BF16, found 'F8_E4M3'");
    }

    /// A sparse file of 8 GiB: one tensor has more elements than a Java array can have, another has an unknown type.
    @Test
    void skippedTensorsMayHaveAnySizeAndType() throws IOException {
        Architecture tiny = Architecture.lstm(1, 1).withBias(false);
        long elements = (1L << 31) + 8;
        String header = """
                {"weight_ih_l0":{"dtype":"F32","shape":[4,1],"data_offsets":[0,16]},
                "weight_hh_l0":{"dtype":"F32","shape":[4,1],"data_offsets":[16,32]},
                "cache.f8":{"dtype":"F8_E5M2","shape":[3],"data_offsets":[32,35]},
                "unrelated.weight":{"dtype":"F32","shape":[%d],"data_offsets":[35,%d]}}"""
                .formatted(elements, 35 + 4 * elements);
        Path file = folder.resolve("large.safetensors");
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.write(RawFile.withLength(json.length, json));
            sparse.setLength(8 + json.length + 35 + 4 * elements);
        }
        assertThat(ModelFile.loadWeights(file, tiny, LoadOptions.lenient()).values()).hasSize(8);
        assertThat(ModelFile.loadWeights(file, tiny).values()).hasSize(8);
        assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("tensor 'cache.f8', dtype: expected one of [F64");
    }

    /// A tensor that could be a weight of the network is unexpected whatever its type and size.
    @Test
    void tensorsThatMayBelongToTheNetworkAreUnexpected() throws IOException {
        Architecture tiny = Architecture.lstm(3, 2).withBias(false);
        for (String other : List.of("\"dtype\":\"F8_E5M2\",\"shape\":[8,3]", "\"dtype\":\"F32\",\"shape\":[6]",
                "\"dtype\":\"F8_E5M2\",\"shape\":[]", "\"dtype\":\"U8\",\"shape\":[12,2]",
                "\"dtype\":\"F4\",\"shape\":[1]")) {
            Path file = RawFile.write(folder, RawFile.bytes("""
                    {"weight_ih_l0":{"dtype":"F32","shape":[8,3],"data_offsets":[0,96]},
                    "weight_hh_l0":{"dtype":"F32","shape":[8,2],"data_offsets":[96,160]},
                    "other":{%s,"data_offsets":[160,184]}}""".formatted(other), new byte[184]));
            assertThatThrownBy(() -> ModelFile.loadWeights(file, tiny)).as(other)
                    .isInstanceOf(ModelFileException.class).hasMessageContaining("unexpected tensors");
        }
    }

    @Test
    void integersAreSkipped() throws IOException {
        List<Tensor> tensors = state(NETWORK, name -> "module." + name);
        tensors.add(Tensor.ofLongs("module.bn.num_batches_tracked", new long[]{3}));
        tensors.add(Tensor.ofInts("module.position_ids", new int[4], 1, 4));
        tensors.add(new Tensor("module.mask", DType.BOOL, List.of(4), MemorySegment.ofArray(new byte[4])));
        assertThat(ModelFile.loadWeights(write(tensors), NETWORK).values()).isEqualTo(values(NETWORK));
        tensors.add(Tensor.ofFloats("module.bn.running_mean", new float[4], 4));
        requireRefused(write(tensors), LoadOptions.strict(),
                "architecture, found 'module.bn.running_mean' [4]; the architecture");
    }

    /// The same module saved under two names, as when one module is an attribute of two others.
    @Test
    void equalCopiesOfAModuleAreOneModule() throws IOException {
        List<Tensor> tensors = state(NETWORK, name -> "a." + name);
        tensors.addAll(state(NETWORK, name -> "b." + name));
        assertThat(ModelFile.loadWeights(write(tensors), NETWORK).values()).isEqualTo(values(NETWORK));
        tensors.addAll(state(NETWORK, UnaryOperator.identity()));
        assertThat(ModelFile.loadWeights(write(tensors), NETWORK).values()).isEqualTo(values(NETWORK));
        tensors.removeIf(tensor -> tensor.name().equals("b.fc.bias"));
        requireRefused(write(tensors), LoadOptions.strict(), "unexpected tensors", "found 'b.fc.weight' [2, 4];");
        tensors.add(Tensor.ofFloats("b.fc.bias", new float[2], 2));
        requireRefused(write(tensors), LoadOptions.strict(), "found 'b.fc.weight' [2, 4], 'b.fc.bias' [2];");
    }

    /// `safetensors.torch.save_model` stores shared tensors once and maps their other names in the metadata.
    @Test
    void sharedTensorsAreFoundByTheMetadata() throws IOException {
        Architecture tied = Architecture.lstm(4, 4).withEmbedding(7).withHead(Head.everyStep(7));
        float[] expected = values(tied);
        ParameterLayout layout = tied.parameterLayout();
        System.arraycopy(expected, layout.get("embedding.weight").offset(), expected, layout.get("fc.weight").offset(),
                28);
        List<Tensor> tensors = state(tied, name -> "model." + name);
        tensors.removeIf(tensor -> tensor.name().equals("model.fc.weight"));
        Path file = folder.resolve("weights.safetensors");
        Safetensors.write(file, Map.of("format", "pt", "model.fc.weight", "model.embedding.weight", "note",
                "missing.weight"), tensors);
        assertThat(ModelFile.loadWeights(file, tied).values()).isEqualTo(expected);
        Safetensors.write(file, Map.of("format", "pt"), tensors);
        assertThatThrownBy(() -> ModelFile.loadWeights(file, tied)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("tensors: expected 'model.fc.weight' [7, 4] for the architecture, found ");
    }

    /// `torch.nn.LSTMCell` has no layers in its names.
    @Test
    void cellsAreLayerZero() throws IOException {
        Path file = write(state(NETWORK, name -> name.replace("lstm.", "cell.").replace("_l0", "")));
        assertThat(ModelFile.loadWeights(file, NETWORK).values()).isEqualTo(values(NETWORK));
    }

    @Test
    void layersInSeparateModulesAreRenamed() throws IOException {
        Architecture stacked = Architecture.lstm(3, 4).withLayers(2).withHead(Head.lastStep(2));
        Path file = write(state(stacked, name -> name.contains("_l1")
                ? name.replace("lstm.", "lstm2.").replace("_l1", "_l0")
                : name.replace("lstm.", "lstm1.")));
        assertThatThrownBy(() -> ModelFile.loadWeights(file, stacked)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("; the file has 'lstm1' (Architecture.lstm(3, 4)), 'lstm2' (Architecture.lstm(4,"
                        + " 4)); change the architecture, or rename tensors");
        requireRefused(file, LoadOptions.strict(), "unexpected tensors", "'lstm2.weight_ih_l0' [16, 4]");
        LoadOptions options = LoadOptions.strict().withRename(name -> name.startsWith("lstm2.")
                ? name.replace("lstm2.", "lstm.").replace("_l0", "_l1")
                : name.replace("lstm1.", "lstm."));
        assertThat(ModelFile.loadWeights(file, stacked, options).values()).isEqualTo(values(stacked));
    }

    @Test
    void namesAreReplacedByAMap() throws IOException {
        Path file = write(state(NETWORK, name -> name.equals("fc.weight") ? "w" : name.equals("fc.bias") ? "b" : name));
        requireRefused(file, LoadOptions.strict(), "tensors: expected 'fc.weight' [2, 4], 'fc.bias' [2]");
        LoadOptions options = LoadOptions.strict().withRename(Map.of("w", "fc.weight", "b", "fc.bias"));
        assertThat(ModelFile.loadWeights(file, NETWORK, options).values()).isEqualTo(values(NETWORK));
        assertThatThrownBy(() -> ModelFile.loadWeights(file, NETWORK,
                LoadOptions.strict().withRename(Map.of("w", "fc.weight", "c", "fc.bias"))))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("rename: expected names of tensors in the"
                        + " file, found 'c'; the file has 'lstm.weight_ih_l0', 'lstm.weight_hh_l0', 'lstm.bias_ih_l0',"
                        + " 'lstm.bias_hh_l0', 'w', 'b'");
    }

    @Test
    void headThatDoesNotFitIsExplained() throws IOException {
        List<Tensor> tensors = state(NETWORK, name -> name.replace("fc.", "out."));
        tensors.add(Tensor.ofFloats("fc.weight", new float[32], 8, 4));
        tensors.add(Tensor.ofFloats("fc.bias", new float[8], 8));
        requireRefused(write(tensors), LoadOptions.lenient(), "tensor 'fc.weight', shape: expected [2, 4] for the"
                + " architecture, found '[8, 4]'; 'out' ('out.weight' [2, 4], 'out.bias' [2]) would fit;");
        tensors.removeIf(tensor -> tensor.name().startsWith("fc.") || tensor.name().equals("out.bias"));
        requireRefused(write(tensors), LoadOptions.strict(), "; 'out' has no bias: in PyTorch, add one of zeros");
    }

    /// A linear layer has a weight and a bias, and nothing else.
    @Test
    void modulesWithMoreThanALinearLayerAreNoHead() throws IOException {
        List<Tensor> tensors = state(NETWORK, name -> name.replace("fc.", "out."));
        tensors.add(Tensor.ofFloats("gated.weight", new float[8], 2, 4));
        tensors.add(Tensor.ofFloats("gated.bias", new float[2], 2));
        tensors.add(Tensor.ofFloats("gated.gate", new float[2], 2));
        assertThat(ModelFile.loadWeights(write(tensors), NETWORK, LoadOptions.lenient()).values())
                .isEqualTo(values(NETWORK));
        requireRefused(write(tensors), LoadOptions.strict(), "unexpected tensors", "'gated.gate' [2]");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void nonFiniteWeightsAreRefusedUnlessAllowed(float wrong) throws IOException {
        List<Tensor> tensors = state(NETWORK, UnaryOperator.identity());
        tensors.removeLast();
        tensors.add(Tensor.ofFloats("fc.bias", new float[]{0, wrong}, 2));
        requireRefused(write(tensors), LoadOptions.lenient(), "tensor 'fc.bias', value 1: expected a finite number,"
                + " found " + wrong + "; use weights from before the training diverged, or accept them with"
                + " LoadOptions.strict().withNonFinite(true)");
        assertThat(ModelFile.loadWeights(write(tensors), NETWORK, LoadOptions.strict().withNonFinite(true)).values())
                .endsWith(0, wrong);
    }

    @Test
    void namesInMessagesAreShortAndPrintable() throws IOException {
        List<Tensor> tensors = state(NETWORK, UnaryOperator.identity());
        tensors.add(Tensor.ofFloats("\u001b[31m\n" + "n".repeat(5_000), new float[1], 1));
        assertThatThrownBy(() -> ModelFile.loadWeights(write(tensors), NETWORK)).isInstanceOf(ModelFileException.class)
                .satisfies(e -> assertThat(e.getMessage().replace(folder.toString(), "")).hasSizeLessThan(500)
                        .contains("'?[31m?nnn").doesNotContainPattern("\\p{Cntrl}"));
    }

    @Test
    void manyUnexpectedTensorsAreCounted() throws IOException {
        List<Tensor> tensors = state(NETWORK, UnaryOperator.identity());
        for (int i = 0; i < 50; i++) {
            tensors.add(Tensor.ofFloats("other" + i, new float[1], 1));
        }
        requireRefused(write(tensors), LoadOptions.strict(), "'other5' [1] and 44 more; the architecture");
    }

    private static String join(String module, String name) {
        String local = name.substring(name.indexOf('.') + 1);
        return module.isEmpty() ? local : module + "." + local;
    }

    private static float[] values(Architecture architecture) {
        float[] values = new float[architecture.parameterLayout().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        return values;
    }

    private static List<Tensor> state(Architecture architecture, UnaryOperator<String> names) {
        float[] values = values(architecture);
        List<Tensor> tensors = new ArrayList<>();
        for (ParameterLayout.Entry entry : architecture.parameterLayout().entries()) {
            float[] floats = Arrays.copyOfRange(values, entry.offset(), entry.offset() + entry.length());
            tensors.add(new Tensor(names.apply(entry.name()), DType.F32, entry.shape(), MemorySegment.ofArray(floats)));
        }
        return tensors;
    }

    /// The same names with other values.
    private static List<Tensor> other(List<Tensor> tensors) {
        return tensors.stream()
                .map(tensor -> new Tensor(tensor.name(), DType.F32, tensor.shape(),
                        MemorySegment.ofArray(negated(tensor.floats()))))
                .toList();
    }

    private static float[] negated(float[] values) {
        float[] negated = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            negated[i] = -values[i];
        }
        return negated;
    }

    private Path write(List<Tensor> tensors) throws IOException {
        Path file = folder.resolve("weights.safetensors");
        Safetensors.write(file, Map.of(), tensors);
        return file;
    }

    private static void requireRefused(Path file, LoadOptions options, String... words) {
        assertThatThrownBy(() -> ModelFile.loadWeights(file, NETWORK, options)).isInstanceOf(ModelFileException.class)
                .hasMessageContainingAll(words);
    }
}
