package dev.lstm4j.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Model;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.Parameters;
import dev.lstm4j.cell.Activation;
import dev.lstm4j.cell.Cell;
import dev.lstm4j.cell.Gru;
import dev.lstm4j.cell.LayerNormLstm;
import dev.lstm4j.cell.Lstm;
import dev.lstm4j.cell.Rnn;
import dev.lstm4j.io.safetensors.RawFile;
import dev.lstm4j.io.safetensors.Safetensors;
import dev.lstm4j.io.safetensors.SafetensorsFile;
import dev.lstm4j.io.safetensors.Tensor;
import dev.lstm4j.quantization.WeightType;
import dev.lstm4j.testing.CellFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A loaded model is bitwise equal to the saved one.
class ModelFileTest {
    @TempDir
    Path folder;

    @Test
    void modelWithEveryPartRoundTrips() throws IOException {
        Path file = folder.resolve("model.safetensors");
        ModelFile.save(file, Models.withTask());
        Models.requireSame(ModelFile.load(file), Models.withTask());
        assertThat(RawFile.names(folder)).containsExactly("model.safetensors");
    }

    @Test
    void sameModelGivesTheSameBytes() throws IOException {
        ModelFile.save(folder.resolve("a"), Models.withTask());
        ModelFile.save(folder.resolve("b"), Models.withTask());
        assertThat(folder.resolve("a")).hasSameBinaryContentAs(folder.resolve("b"));
    }

    @Test
    void savingOverAnOldFileReplacesIt() throws IOException {
        Path file = folder.resolve("model.safetensors");
        Architecture large = Architecture.lstm(20, 20);
        ModelFile.save(file, new Model(large, Models.anyBits(large, 1)));
        ModelFile.save(file, Models.withTask());
        Models.requireSame(ModelFile.load(file), Models.withTask());
        assertThat(RawFile.names(folder)).containsExactly("model.safetensors");
    }

    @Test
    void headerFollowsTheDocumentedFormat() throws IOException {
        Path file = folder.resolve("model.safetensors");
        ModelFile.save(file, Models.withTask());
        SafetensorsFile read = Safetensors.read(file);
        assertThat(read.tensors()).extracting(Tensor::toString).containsExactly("lstm.weight_ih_l0 F32 [8, 3]",
                "lstm.weight_hh_l0 F32 [8, 2]", "lstm.bias_ih_l0 F32 [8]", "lstm.bias_hh_l0 F32 [8]",
                "fc.weight F32 [2, 2]", "fc.bias F32 [2]");
        assertThat(read.metadata()).containsOnlyKeys("format", "version", "architecture", "task", "series",
                "provenance", "checksum").containsEntry("format", "lstm4j").containsEntry("version", "1")
                .containsEntry("architecture", """
                        {"cell":"lstm","input_size":3,"hidden_size":2,"num_layers":1,"bidirectional":false,"bias":true,\
                        "dropout":0.1,"head":{"output_size":2,"steps":"last"}}""");
        assertThat(read.metadata().get("checksum")).matches("[0-9a-f]{64}");
        assertThat(read.metadata().get("task")).contains("\"input_scaling\":{\"offset\":[0.3333333333333333,")
                .contains("\"kind\":\"day_of_year_cos\"").contains("\"lookback\":14,\"horizon\":2}");
        assertThat(read.metadata()).containsEntry("series",
                """
                        {"step":{"micros":0,"months":1,"anchor_day":31},"targets":[{"deviation":3.141592653589793,\
                        "climatology":{"yearly":1,"daily":1,"coefficients":[0.30000000000000004,-0.0,4.9E-324,1.0E300,-1.0]}}],\
                        "minimum":-0.1}""");
    }

    @Test
    void fileRewrittenInAnotherOrderLoads() throws IOException {
        Path file = folder.resolve("model.safetensors");
        ModelFile.save(file, Models.withTask());
        SafetensorsFile read = Safetensors.read(file);
        List<Tensor> backwards = new ArrayList<>(read.tensors());
        Collections.reverse(backwards);
        Safetensors.write(file, read.metadata(), backwards);
        assertThat(Safetensors.read(file).tensors().getFirst().name()).isEqualTo("fc.bias");
        Models.requireSame(ModelFile.load(file), Models.withTask());
    }

    @Test
    void weightsOfAModelFileLoadWithoutItsMetadata() throws IOException {
        Path file = folder.resolve("model.safetensors");
        Model model = Models.withTask();
        ModelFile.save(file, model);
        LoadOptions options = LoadOptions.strict().withNonFinite(true);
        assertThat(Models.bits(ModelFile.loadWeights(file, model.architecture(), options).values()))
                .isEqualTo(Models.bits(model.parameters().values()));
    }

    @Test
    void halfFloatWeightsAreWidened() throws IOException {
        Architecture architecture = Architecture.lstm(1, 1).withBias(false);
        byte[] data = new byte[16];
        for (int i = 0; i < 8; i++) {
            data[2 * i + 1] = (byte) (i < 4 ? 0x3c : 0xbf);
        }
        String header = """
                {"weight_ih_l0":{"dtype":"F16","shape":[4,1],"data_offsets":[0,8]},
                "weight_hh_l0":{"dtype":"BF16","shape":[4,1],"data_offsets":[8,16]}}""";
        Path file = RawFile.write(folder, RawFile.bytes(header, data));
        assertThat(ModelFile.loadWeights(file, architecture).values()).containsExactly(1, 1, 1, 1, -0.5f, -0.5f, -0.5f,
                -0.5f);
    }

    /// What version 0.1 wrote for these cells.
    static Stream<Arguments> cellsInFiles() {
        String sigmoid = "{\"function\":\"Sigmoid\",\"alpha\":0.0,\"beta\":0.0}";
        String tanh = sigmoid.replace("Sigmoid", "Tanh");
        String usual = "\"gate\":" + sigmoid + ",\"candidate\":" + tanh + ",\"output\":" + tanh + ",";
        String relu = usual.replace("\"candidate\":" + tanh, "\"candidate\":" + tanh.replace("Tanh", "Relu"));
        return Stream.of(Arguments.of(Lstm.create(), "lstm", ""), Arguments.of(Gru.create(), "gru", ""),
                Arguments.of(Rnn.create(), "rnn", ""),
                Arguments.of(Lstm.create().withPeephole(true), "lstm",
                        usual + "\"peephole\":true,\"coupled\":false,\"clip\":0.0"),
                Arguments.of(Lstm.create().withCoupled(true).withClip(0.4f), "lstm",
                        usual + "\"peephole\":false,\"coupled\":true,\"clip\":0.4"),
                Arguments.of(LayerNormLstm.create(), "lstm",
                        usual + "\"peephole\":false,\"coupled\":false,\"layer_norm\":true,\"clip\":0.0"),
                Arguments.of(Gru.create().withResetFirst(true), "gru",
                        usual + "\"peephole\":false,\"coupled\":false,\"linear_before_reset\":false,\"clip\":0.0"),
                Arguments.of(Rnn.create().withActivation(Activation.RELU), "rnn",
                        relu + "\"peephole\":false,\"coupled\":false,\"clip\":0.0"));
    }

    @ParameterizedTest
    @MethodSource("cellsInFiles")
    void cellsAreWrittenAsInVersion01(Cell cell, String name, String settings) throws IOException {
        Path file = folder.resolve("model.safetensors");
        Architecture architecture = Architecture.of(cell, 3, 2);
        ModelFile.save(file, new Model(architecture, Models.anyBits(architecture, 1)));
        assertThat(Safetensors.read(file).metadata()).containsEntry("architecture", "{\"cell\":\"" + name
                + "\",\"input_size\":3,\"hidden_size\":2,\"num_layers\":1,\"bidirectional\":false,\"bias\":true,\"dropout\":0.0,"
                + "\"head\":null" + (settings.isEmpty() ? "" : ",\"cell_options\":{" + settings + "}") + "}");
        assertThat(ModelFile.load(file).architecture().cell()).isEqualTo(cell);
    }

    @Property(tries = 100)
    void everyArchitectureRoundTrips(@ForAll("architectures") Architecture architecture, @ForAll long seed)
            throws IOException {
        Path file = Files.createTempFile("lstm4j", ".safetensors");
        try {
            Model model = new Model(architecture, Models.anyBits(architecture, seed));
            ModelFile.save(file, model);
            Models.requireSame(ModelFile.load(file), model);
            SafetensorsFile plain = Safetensors.read(file);
            for (ParameterLayout.Entry entry : architecture.parameterLayout().entries()) {
                assertThat(plain.tensor(entry.name()).shape()).isEqualTo(entry.shape());
            }
        } finally {
            Files.delete(file);
        }
    }

    @Property(tries = 100)
    void quantizedWeightsComeBackFromSmallerFiles(@ForAll("architectures") Architecture architecture,
            @ForAll WeightType type, @ForAll long seed) throws IOException {
        Path file = Files.createTempFile("lstm4j", ".safetensors");
        try {
            SplittableRandom random = new SplittableRandom(seed);
            Parameters parameters = Parameters.zeros(architecture.parameterLayout());
            for (int i = 0; i < parameters.values().length; i++) {
                parameters.values()[i] = (float) random.nextDouble(-2, 2);
            }
            Model model = new Model(architecture, parameters).withWeights(type);
            ModelFile.save(file, model);
            assertThat(ModelFile.load(file)).isEqualTo(model);
            long bytes = 0;
            for (Tensor tensor : Safetensors.read(file).tensors()) {
                bytes += (long) tensor.length() * tensor.dtype().bytes();
            }
            assertThat(model.summary()).contains(bytes < 1000 ? ", " + bytes + " bytes" : "B");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void quantizedWeightsAreTensorsThatOtherProgramsRead() throws IOException {
        Path file = folder.resolve("model.safetensors");
        Architecture architecture = Architecture.lstm(3, 2).withHead(Head.lastStep(2));
        Parameters parameters = Parameters.zeros(architecture.parameterLayout());
        for (int i = 0; i < parameters.values().length; i++) {
            parameters.values()[i] = i - 30;
        }
        Model model = new Model(architecture, parameters);
        ModelFile.save(file, model.withWeights(WeightType.INT8));
        SafetensorsFile read = Safetensors.read(file);
        assertThat(read.metadata()).containsEntry("weights", "int8");
        assertThat(read.tensors()).extracting(Tensor::toString).contains("lstm.weight_ih_l0 I8 [8, 3]",
                "lstm.weight_ih_l0.scale F32 [8]", "fc.weight I8 [2, 2]", "fc.weight.scale F32 [2]", "fc.bias F32 [2]");
        assertThat(read.tensor("lstm.weight_ih_l0").longs()).startsWith(-127, -123, -119);
        assertThat(read.tensor("lstm.weight_ih_l0.scale").floats()[0]).isBetween(30 / 127f, 30.01f / 127);
        ModelFile.save(file, model.withWeights(WeightType.BF16));
        assertThat(Safetensors.read(file).tensor("lstm.weight_ih_l0").floats()).startsWith(-30, -29, -28);
        assertThat(Models.bits(ModelFile.loadWeights(file, architecture).values()))
                .isEqualTo(Models.bits(model.parameters().values()));
    }

    @Provide
    Arbitrary<Architecture> architectures() {
        Arbitrary<Head> heads = Combinators
                .combine(Arbitraries.integers().between(1, 5), Arbitraries.of(Head.Steps.values()),
                        Arbitraries.of(Head.Output.values()))
                .as(Head::new)
                .injectNull(0.3);
        Arbitrary<Activation> functions = Arbitraries.of(Activation.Kind.values()).map(Activation::of);
        Arbitrary<Boolean> flags = Arbitraries.of(true, false);
        Arbitrary<Cell> cells = CellFamily.cells(functions, Arbitraries.of(0f, 0.4f));
        Arbitrary<Architecture> plain = Combinators
                .combine(cells, Arbitraries.integers().between(1, 9),
                        Arbitraries.integers().between(1, 17), Arbitraries.integers().between(1, 4), flags, flags,
                        Arbitraries.floats().between(0, true, 1, false), heads)
                .as((cell, input, hidden, layers, both, bias, dropout, head) -> Architecture.of(cell, input, hidden)
                        .withLayers(layers).withBidirectional(both).withBias(bias).withDropout(dropout).withHead(head));
        Arbitrary<Architecture> extended = Combinators
                .combine(plain, Arbitraries.of(0f, 0.3f), flags, Arbitraries.of(0, 0, 11))
                .as((architecture, dropout, trainable, tokens) -> architecture.withRecurrentDropout(dropout)
                        .withTrainableStates(trainable).withEmbedding(tokens));
        return Combinators.combine(extended, Arbitraries.integers().between(0, 1))
                .as((architecture, projection) -> architecture.withProjection(architecture.cell().allowsProjection()
                        ? Math.min(projection, architecture.hiddenSize() - 1)
                        : 0));
    }
}
