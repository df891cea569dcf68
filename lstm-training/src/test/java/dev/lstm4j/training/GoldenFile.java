package dev.lstm4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.Architecture;
import dev.lstm4j.Mask;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.Parameters;
import dev.lstm4j.States;
import dev.lstm4j.cell.Activation;
import dev.lstm4j.cell.Cell;
import dev.lstm4j.cell.CellSettings;
import dev.lstm4j.cell.Cells;
import dev.lstm4j.cell.LayerNormLstm;
import dev.lstm4j.cell.Rnn;
import dev.lstm4j.io.safetensors.ModelFileException;
import dev.lstm4j.io.safetensors.Safetensors;
import dev.lstm4j.io.safetensors.SafetensorsFile;
import dev.lstm4j.io.safetensors.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The results of PyTorch for fixed inputs (testdata/golden/README.md).
public record GoldenFile(String name, SafetensorsFile file) {

    public static GoldenFile read(String name) throws ModelFileException {
        Path folder = Path.of(Objects.requireNonNull(System.getProperty("lstm4j.testdata"), "lstm4j.testdata"));
        return new GoldenFile(name, Safetensors.read(folder.resolve("golden").resolve(name + ".safetensors")));
    }

    boolean has(String tensor) {
        return file.tensors().stream().anyMatch(t -> t.name().equals(tensor));
    }

    public float[] floats(String tensor) {
        return file.tensor(tensor).floats();
    }

    public int size(String tensor, int dimension) {
        return file.tensor(tensor).shape().get(dimension);
    }

    /// The mask for the sequence lengths in the file; null if it has none.
    @Nullable
    Mask mask(String tensor, int time) {
        if (!has(tensor)) {
            return null;
        }
        return Mask.ofLengths(time, Arrays.stream(file.tensor(tensor).longs()).mapToInt(Math::toIntExact).toArray());
    }

    /// The states with names such as `h0` and `c0`, or `dhn` and `dcn`; null if the file has none.
    @Nullable
    States states(Architecture architecture, int batch, String before, String after) {
        if (!has(before + "h" + after)) {
            return null;
        }
        float[][] further = architecture.cell().states().stream().map(state -> floats(before + state + after))
                .toArray(float[][]::new);
        return States.of(architecture, batch, floats(before + "h" + after), further);
    }

    /// Compares states with those of the file with such names.
    void assertClose(Architecture architecture, String before, String after, States found, double tolerance) {
        assertClose(before + "h" + after, found.hidden(), tolerance);
        for (int k = 0; k < found.further(); k++) {
            assertClose(before + architecture.cell().states().get(k) + after, found.further(k), tolerance);
        }
    }

    /// The architecture, without a head, derived from the name of the file and the weights with a prefix.
    Architecture architecture(String prefix) {
        int layers = 0;
        while (has(prefix + "weight_ih_l" + layers)) {
            layers++;
        }
        Cell cell = cell(has(prefix + "norm_weight_l0"));
        Tensor first = file.tensor(prefix + "weight_ih_l0");
        return Architecture.of(cell, first.shape().get(1), first.shape().get(0) / cell.gates().size())
                .withLayers(layers)
                .withProjection(has(prefix + "weight_hr_l0") ? size(prefix + "weight_hr_l0", 0) : 0)
                .withBidirectional(has(prefix + "weight_ih_l0_reverse"))
                .withBias(has(prefix + "bias_ih_l0") || has(prefix + "norm_bias_l0"))
                .withTrainableStates(has(prefix + "h0_l0"))
                .withEmbedding(has("embedding.weight") ? size("embedding.weight", 0) : 0);
    }

    /// The cell at the beginning of the file's name; files of trainings are of LSTMs.
    private Cell cell(boolean normalized) {
        if (name.startsWith("rnn_relu")) {
            return Rnn.create().withActivation(Activation.RELU);
        }
        String first = name.startsWith("train_") ? "lstm" : name.substring(0, name.indexOf('_'));
        return normalized ? LayerNormLstm.create() : Cells.of(first, CellSettings.none());
    }

    /// The parameters of an architecture, read from tensors whose names are the prefix and the parameter's name.
    Parameters parameters(Architecture architecture, String prefix) {
        Parameters parameters = Parameters.zeros(architecture.parameterLayout());
        for (ParameterLayout.Entry entry : parameters.layout().entries()) {
            parameters.view(entry.name()).put(floats(prefix + entry.name()));
        }
        return parameters;
    }

    /// Each number may differ by `tolerance` times the tensor's largest magnitude, since float32 sums in another
    /// order differ.
    public void assertClose(String tensor, float[] found, double tolerance) {
        float[] expected = floats(tensor);
        assertThat(found.length).as(tensor + " length").isGreaterThanOrEqualTo(expected.length);
        double largest = 0;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) found[i]).as("%s: %s[%d]", name, tensor, i).isCloseTo(expected[i],
                    org.assertj.core.data.Offset.offset(tolerance * largest));
        }
    }
}
