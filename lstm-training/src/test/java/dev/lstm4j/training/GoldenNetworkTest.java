package dev.lstm4j.training;

import dev.lstm4j.Architecture;
import dev.lstm4j.Batch;
import dev.lstm4j.Loss;
import dev.lstm4j.Model;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.Parameters;
import dev.lstm4j.States;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.io.safetensors.ModelFileException;
import dev.lstm4j.simd.Engine;
import dev.lstm4j.simd.InferenceSession;
import dev.lstm4j.simd.KernelSelection;
import dev.lstm4j.simd.Network;
import dev.lstm4j.simd.internal.packing.PackedNetwork;
import dev.lstm4j.simd.internal.passes.ForwardPass;
import dev.lstm4j.simd.internal.passes.ForwardRequest;
import dev.lstm4j.simd.internal.passes.LayerStates.Keep;
import dev.lstm4j.simd.internal.passes.Noise;
import dev.lstm4j.simd.internal.threads.Workers;
import dev.lstm4j.training.internal.BackwardPass;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Compares the forward pass and all gradients with `torch.nn.LSTM`, `GRU` and `RNN`.
class GoldenNetworkTest {
    private static final String CASES = """
            lstm_one, 1e-5
            lstm_seed, 1e-5
            lstm_odd, 1e-5
            lstm_lanes_plus_one, 1e-5
            lstm_no_bias, 1e-5
            lstm_stacked, 1e-5
            lstm_bidirectional, 1e-5
            lstm_stacked_bidirectional, 1e-5
            lstm_long, 1e-4
            lstm_lengths, 1e-5
            lstm_lengths_unsorted_bidirectional, 1e-5
            lstm_projected, 1e-5
            lstm_stacked_projected_bidirectional, 1e-5
            lstm_layer_norm_odd, 1e-5
            lstm_layer_norm_stacked_bidirectional, 1e-5
            gru_odd, 1e-5
            gru_stacked_bidirectional, 1e-5
            rnn_tanh_odd, 1e-5
            rnn_relu_stacked, 1e-5
            slstm_one, 1e-5
            slstm_odd, 1e-5
            slstm_no_bias, 1e-5
            slstm_long, 1e-5
            slstm_stacked, 1e-5
            slstm_stacked_bidirectional, 1e-5
            """;

    private final Kernels kernels = KernelSelection.kernels();

    @ParameterizedTest
    @CsvSource(textBlock = CASES)
    void forwardPassMatchesPyTorch(String name, double tolerance) throws ModelFileException {
        GoldenFile golden = GoldenFile.read(name);
        Architecture architecture = golden.architecture("");
        Parameters parameters = golden.parameters(architecture, "");
        int batch = golden.size("x", 0);
        int time = golden.size("x", 1);
        for (int threads = 1; threads <= 3; threads++) {
            float[] y = new float[golden.floats("y").length];
            States last = States.zeros(architecture, batch);
            Network network = Network.of(new Model(architecture, parameters), new Engine(kernels, threads));
            try (InferenceSession session = network.session(batch, time)) {
                session.forward(golden.floats("x"), golden.mask("lengths", time),
                        golden.states(architecture, batch, "", "0"), y, last);
            }
            golden.assertClose("y", y, tolerance);
            golden.assertClose(architecture, "", "n", last, tolerance);
        }
    }

    @Test
    void tokensAndTrainableStatesMatchPyTorch() throws ModelFileException {
        GoldenFile golden = GoldenFile.read("lstm_tokens_trainable_states");
        Architecture architecture = golden.architecture("");
        Parameters parameters = golden.parameters(architecture, "");
        int batch = golden.size("x", 0);
        int time = golden.size("x", 1);
        float[] y = new float[golden.floats("y").length];
        try (InferenceSession session = Network.of(new Model(architecture, parameters), new Engine(kernels, 1))
                .session(batch, time)) {
            session.forward(golden.floats("x"), batch, y);
        }
        golden.assertClose("y", y, 1e-5);
        Loss upstream = new GivenGradient(golden.floats("dy"));
        try (TrainingNetwork network = new TrainingNetwork(architecture, parameters, batch, time,
                new Engine(kernels, 2), 0)) {
            network.computeGradients(Batch.of(golden.floats("x"), new float[y.length], batch), upstream);
            for (ParameterLayout.Entry entry : parameters.layout().entries()) {
                float[] found = Arrays.copyOfRange(network.gradients().values(), entry.offset(),
                        entry.offset() + entry.length());
                golden.assertClose("grad." + entry.name(), found, 1e-5);
            }
        }
    }

    /// A loss with a fixed gradient.
    private record GivenGradient(float[] gradient) implements Loss {
        @Override
        public int targetSize(int outputSize) {
            return outputSize;
        }

        @Override
        public double forwardBackward(float[] predictions, float[] targets, float @Nullable [] weights, int rows,
                int outputs, float[] dPredictions) {
            System.arraycopy(gradient, 0, dPredictions, 0, rows * outputs);
            return 0;
        }

        @Override
        public double totalWeight(float[] targets, float @Nullable [] weights, int rows, int outputs) {
            return rows;
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = CASES)
    void everyGradientMatchesPyTorch(String name, double tolerance) throws ModelFileException {
        GoldenFile golden = GoldenFile.read(name);
        Architecture architecture = golden.architecture("");
        Parameters parameters = golden.parameters(architecture, "");
        int batch = golden.size("x", 0);
        int time = golden.size("x", 1);
        for (int threads = 1; threads <= 3; threads++) {
            Parameters gradients = Parameters.zeros(parameters.layout());
            States dStates = Objects.requireNonNull(golden.states(architecture, batch, "d", "n")).copy();
            float[] y = new float[golden.floats("y").length];
            try (Workers workers = new Workers(threads)) {
                PackedNetwork packed = new PackedNetwork(architecture, kernels);
                packed.pack(parameters.values(), workers);
                // The buffers are larger than the batch and contain leftovers of an earlier batch.
                ForwardPass forward = new ForwardPass(packed, workers, batch + 1, time + 1, Keep.FOR_TRAINING,
                        Noise.NONE);
                BackwardPass backward = new BackwardPass(packed, forward, workers, null, true);
                for (int layer = 0; layer < architecture.numLayers(); layer++) {
                    Arrays.fill(forward.buffers().outputs(layer), 7f);
                }
                backward.pack(parameters.values());
                forward.run(new ForwardRequest()
                        .batch(golden.floats("x"), golden.mask("lengths", time), batch, time)
                        .from(golden.states(architecture, batch, "", "0")).withFinalStates(true)).readAnswers(y);
                backward.run(golden.floats("dy"), dStates, gradients.values());
                golden.assertClose("y", y, tolerance);
                golden.assertClose("grad.x", backward.inputGradient(), tolerance);
            }
            golden.assertClose(architecture, "grad.", "0", dStates, tolerance);
            for (ParameterLayout.Entry entry : parameters.layout().entries()) {
                float[] found = Arrays.copyOfRange(gradients.values(), entry.offset(), entry.offset() + entry.length());
                golden.assertClose("grad." + entry.name(), found, tolerance);
            }
        }
    }
}
