package dev.lstm4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.Architecture;
import dev.lstm4j.Batch;
import dev.lstm4j.Head;
import dev.lstm4j.Model;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.Parameters;
import dev.lstm4j.io.safetensors.ModelFileException;
import dev.lstm4j.simd.InferenceSession;
import dev.lstm4j.simd.Network;
import dev.lstm4j.training.losses.MeanSquaredError;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A head on the final states reads PyTorch's `torch.cat([h_n[-2], h_n[-1]], 1)` and trains both directions.
class FinalStatesTest {

    @ParameterizedTest
    @ValueSource(strings = {"lstm_bidirectional", "lstm_stacked_bidirectional", "lstm_lengths_unsorted_bidirectional",
            "lstm_stacked_projected_bidirectional", "gru_stacked_bidirectional",
            "lstm_layer_norm_stacked_bidirectional"})
    void readsTheLastStatesOfBothDirections(String name) throws ModelFileException {
        GoldenFile golden = GoldenFile.read(name);
        Architecture bare = golden.architecture("");
        int batch = golden.size("x", 0);
        int time = golden.size("x", 1);
        int state = bare.stateSize();
        Architecture architecture = bare.withHead(Head.finalStates(2 * state));
        Parameters parameters = Parameters.zeros(architecture.parameterLayout());
        for (ParameterLayout.Entry entry : bare.parameterLayout().entries()) {
            parameters.view(bare.cell().name() + "." + entry.name()).put(golden.floats(entry.name()));
        }
        for (int i = 0; i < 2 * state; i++) {
            parameters.view("fc.weight").put(i * 2 * state + i, 1f);
        }
        float[] y = new float[batch * 2 * state];
        try (InferenceSession session = Network.of(new Model(architecture, parameters)).session(batch, time)) {
            session.forward(golden.floats("x"), golden.mask("lengths", time),
                    golden.states(bare, batch, "", "0"), y, null);
        }
        float[] hn = golden.floats("hn");
        int top = 2 * (bare.numLayers() - 1);
        double largest = 0;
        for (float h : hn) {
            largest = Math.max(largest, Math.abs(h));
        }
        for (int row = 0; row < batch; row++) {
            for (int i = 0; i < 2 * state; i++) {
                double expected = hn[((top + i / state) * batch + row) * state + i % state];
                assertThat((double) y[row * 2 * state + i]).as("row %d, %d", row, i).isCloseTo(expected,
                        org.assertj.core.data.Offset.offset(1e-5 * largest));
            }
        }
    }

    @Test
    void theTopReverseLayerHasGradients() {
        assertThat(recurrentGradient(Head.lastStep(1))).as("as with y[:, -1] in PyTorch").isZero();
        assertThat(recurrentGradient(Head.finalStates(1))).isGreaterThan(1e-4);
    }

    /// The largest magnitude of the gradients of the top reverse layer's recurrent weights.
    private static double recurrentGradient(Head head) {
        Architecture architecture = Architecture.lstm(2, 5).withLayers(2).withBidirectional(true).withHead(head);
        Random random = new Random(3);
        float[] x = new float[3 * 4 * 2];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        try (TrainingNetwork network = new TrainingNetwork(architecture, Initializer.uniform(architecture, 1), 3, 4)) {
            network.computeGradients(Batch.of(x, new float[]{1, -1, 2}, 3), MeanSquaredError.of());
            ParameterLayout.Entry entry = architecture.parameterLayout().get("weight_hh", 1, 1);
            double largest = 0;
            for (int i = 0; i < entry.length(); i++) {
                largest = Math.max(largest, Math.abs(network.gradients().values()[entry.offset() + i]));
            }
            return largest;
        }
    }
}
