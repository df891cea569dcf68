package dev.lstm4j.io.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.Parameters;
import dev.lstm4j.io.LoadOptions;
import dev.lstm4j.io.ModelFile;
import dev.lstm4j.io.Models;
import dev.lstm4j.io.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Files that PyTorch wrote.
class GoldenFilesTest {
    @TempDir
    Path folder;

    static List<Path> all() throws IOException {
        try (Stream<Path> files = Files.list(TestData.folder())) {
            return files.filter(file -> file.toString().endsWith(".safetensors")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyFileRoundTrips(Path file) throws IOException {
        SafetensorsFile golden = Safetensors.read(file);
        assertThat(golden.tensors()).isNotEmpty();
        Path copy = folder.resolve("copy");
        Safetensors.write(copy, golden.metadata(), golden.tensors());

        SafetensorsFile read = Safetensors.read(copy);

        assertThat(read.metadata()).isEqualTo(golden.metadata());
        assertThat(read.tensors()).hasSameSizeAs(golden.tensors());
        for (Tensor tensor : golden.tensors()) {
            assertThat(read.tensor(tensor.name()).toString()).isEqualTo(tensor.toString());
            assertThat(read.tensor(tensor.name()).data().mismatch(tensor.data())).isEqualTo(-1);
        }
    }

    @Test
    void goldenFilesExist() throws IOException {
        assertThat(all()).hasSizeGreaterThan(40);
    }

    @Test
    void valuesMatchPyTorch() throws IOException {
        Path file = TestData.golden("lstm_lengths.safetensors");
        SafetensorsFile golden = Safetensors.read(file);
        Tensor lengths = golden.tensor("lengths");
        assertThat(lengths.dtype()).isEqualTo(DType.I64);
        assertThat(lengths.longs()).containsExactly(8, 6, 6, 3, 1);
        assertThat(golden.tensor("x").shape()).containsExactly(5, 8, 4);
        assertThat(golden.tensor("weight_ih_l0").floats()).hasSize(44 * 4).startsWith(0.17002954f, -0.10337024f,
                -0.15091968f);
    }

    @Test
    void stateDictLoadsAsParameters() throws IOException {
        Path file = TestData.golden("lstm_stacked_bidirectional.safetensors");
        SafetensorsFile golden = Safetensors.read(file);
        List<Integer> shape = golden.tensor("weight_ih_l0").shape();
        Architecture architecture = Architecture.lstm(shape.get(1), shape.get(0) / 4).withLayers(2)
                .withBidirectional(true);

        Parameters parameters = ModelFile.loadWeights(file, architecture, LoadOptions.lenient());

        for (ParameterLayout.Entry entry : parameters.layout().entries()) {
            float[] view = new float[entry.length()];
            parameters.view(entry.name()).get(view);
            assertThat(Models.bits(view)).as(entry.name())
                    .isEqualTo(Models.bits(golden.tensor(entry.name()).floats()));
        }
    }

    @Test
    void architectureOfAnotherNetworkIsRefused() {
        Path stacked = TestData.golden("lstm_stacked_bidirectional.safetensors");
        SafetensorsFile golden = readUnchecked(stacked);
        int input = golden.tensor("weight_ih_l0").shape().get(1);
        int hidden = golden.tensor("weight_ih_l0").shape().get(0) / 4;
        Architecture fits = Architecture.lstm(input, hidden).withLayers(2).withBidirectional(true);
        requireRefused(stacked, fits.withLayers(1),
                "_l1'", "unexpected tensors: expected only parameters of the architecture");
        requireRefused(stacked, fits.withBidirectional(false), "shape: expected [" + 4 * hidden + ", " + hidden
                + "] for the architecture, found '[" + 4 * hidden + ", " + 2 * hidden + "]'");
        requireRefused(stacked, fits.withBias(false), "'bias_", "unexpected tensors");
        requireRefused(stacked, fits.withLayers(3), "tensors: expected 'weight_ih_l2'");
        requireRefused(stacked, fits.withHead(Head.lastStep(1)), "module 'lstm': expected one module",
                "found '' (", "), 'grad' (",
                "choose one with LoadOptions.strict().withRename");
        requireRefused(stacked, Architecture.lstm(input + 1, hidden),
                "tensor 'weight_ih_l0', shape: expected [" + 4 * hidden + ", " + (input + 1) + "]");
    }

    @Test
    void projectedNetworkIsRefused() {
        Path projected = TestData.golden("lstm_projected.safetensors");
        SafetensorsFile golden = readUnchecked(projected);
        List<Integer> shape = golden.tensor("weight_ih_l0").shape();
        requireRefused(projected, Architecture.lstm(shape.get(1), shape.get(0) / 4), "weight_hh_l0", "shape");
    }

    private static SafetensorsFile readUnchecked(Path file) {
        try {
            return Safetensors.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireRefused(Path file, Architecture architecture, String... words) {
        assertThatThrownBy(() -> ModelFile.loadWeights(file, architecture, LoadOptions.lenient()))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContainingAll(words);
    }
}
