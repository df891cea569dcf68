package dev.lstm4j.training;

import dev.lstm4j.Architecture;
import dev.lstm4j.Model;
import dev.lstm4j.Parameters;
import dev.lstm4j.States;
import dev.lstm4j.cell.Activation;
import dev.lstm4j.cell.Cell;
import dev.lstm4j.cell.Gru;
import dev.lstm4j.cell.Lstm;
import dev.lstm4j.cell.Rnn;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.io.safetensors.ModelFileException;
import dev.lstm4j.simd.Engine;
import dev.lstm4j.simd.InferenceSession;
import dev.lstm4j.simd.KernelSelection;
import dev.lstm4j.simd.Network;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Compares the ONNX operators LSTM, GRU and RNN, with their attributes, with the results of ONNX Runtime. The gates
/// of the LSTM are in the order i o f c, its peepholes i o f, the gates of the GRU z r h; batches are time first.
class GoldenOnnxTest {
    private static final int[] GATES = {0, 2, 3, 1};
    private static final int[] COUPLED_GATES = {0, 3, 1};
    private static final int[] PEEPHOLES = {0, 2, 1};
    private static final int[] COUPLED_PEEPHOLES = {0, 1};

    private final Kernels kernels = KernelSelection.kernels();

    @ParameterizedTest
    @ValueSource(strings = {"onnx_forward", "onnx_bidirectional", "onnx_sequence_lens", "onnx_reverse"})
    void plain(String name) throws ModelFileException {
        assertAnswers(name, Lstm.create());
    }

    @ParameterizedTest
    @CsvSource({"onnx_peephole, true, false", "onnx_bidirectional_peephole, true, false",
            "onnx_input_forget, false, true",
            "onnx_peephole_input_forget, true, true"})
    void peepholesAndCoupledGates(String name, boolean peephole, boolean coupled) throws ModelFileException {
        assertAnswers(name, Lstm.create().withPeephole(peephole).withCoupled(coupled));
    }

    @ParameterizedTest
    @ValueSource(strings = "onnx_clip")
    void clip(String name) throws ModelFileException {
        assertAnswers(name, Lstm.create().withClip(0.4f));
    }

    @ParameterizedTest
    @ValueSource(strings = "onnx_activations")
    void otherFunctions(String name) throws ModelFileException {
        assertAnswers(name,
                Lstm.create().withActivations(new Activation(Activation.Kind.HARD_SIGMOID, 0.2f, 0.5f),
                        Activation.of(Activation.Kind.SOFTSIGN), Activation.RELU));
    }

    @ParameterizedTest
    @CsvSource({"onnx_gru, false, 0", "onnx_gru_bidirectional, false, 0", "onnx_gru_clip, false, 0.5",
            "onnx_gru_linear_before_reset, true, 0"})
    void gru(String name, boolean linearBeforeReset, float clip) throws ModelFileException {
        assertWithoutCellState(name, Gru.create().withResetFirst(!linearBeforeReset).withClip(clip),
                new int[]{1, 0, 2});
    }

    @ParameterizedTest
    @ValueSource(strings = "onnx_rnn")
    void rnn(String name) throws ModelFileException {
        assertWithoutCellState(name, Rnn.create(), new int[]{0});
    }

    /// @param gates the positions of the library's gates in the operator
    private void assertWithoutCellState(String name, Cell cell, int[] gates)
            throws ModelFileException {
        GoldenFile golden = GoldenFile.read(name);
        int time = golden.size("X", 0);
        int batch = golden.size("X", 1);
        int input = golden.size("X", 2);
        int directions = golden.size("W", 0);
        int hidden = golden.size("R", 2);
        Architecture architecture = Architecture.of(cell, input, hidden)
                .withBidirectional(directions == 2);
        Parameters parameters = Parameters.zeros(architecture.parameterLayout());
        int rows = gates.length * hidden;
        for (int d = 0; d < directions; d++) {
            copy(golden.floats("W"), d * rows * input, hidden * input, gates, parameters, "weight_ih", d);
            copy(golden.floats("R"), d * rows * hidden, hidden * hidden, gates, parameters, "weight_hh", d);
            copy(golden.floats("B"), d * 2 * rows, hidden, gates, parameters, "bias_ih", d);
            copy(golden.floats("B"), (d * 2 + 1) * rows, hidden, gates, parameters, "bias_hh", d);
        }
        float[] y = new float[batch * time * directions * hidden];
        States last = States.zeros(architecture, batch);
        Network network = Network.of(new Model(architecture, parameters), new Engine(kernels, 2));
        try (InferenceSession session = network.session(batch, time)) {
            session.forward(batchFirst(golden.floats("X"), time, batch, input, false),
                    golden.mask("sequence_lens", time), golden.states(architecture, batch, "initial_", ""), y,
                    last);
        }
        golden.assertClose("Y", timeFirst(y, time, batch, directions, hidden, false), 1e-5);
        golden.assertClose("Y_h", last.hidden(), 1e-5);
    }

    private void assertAnswers(String name, Lstm cell) throws ModelFileException {
        GoldenFile golden = GoldenFile.read(name);
        int time = golden.size("X", 0);
        int batch = golden.size("X", 1);
        int directions = golden.size("W", 0);
        int hidden = golden.size("R", 2);
        boolean backward = name.equals("onnx_reverse");
        Architecture architecture = Architecture.of(cell, golden.size("X", 2), hidden)
                .withBidirectional(directions == 2);
        float[] x = batchFirst(golden.floats("X"), time, batch, golden.size("X", 2), backward);
        float[] y = new float[batch * time * directions * hidden];
        States last = States.zeros(architecture, batch);
        Network network = Network.of(new Model(architecture, parameters(golden, architecture, cell)),
                new Engine(kernels, 2));
        try (InferenceSession session = network.session(batch, time)) {
            session.forward(x, golden.mask("sequence_lens", time),
                    golden.states(architecture, batch, "initial_", ""), y, last);
        }
        golden.assertClose("Y", timeFirst(y, time, batch, directions, hidden, backward), 1e-5);
        golden.assertClose("Y_h", last.hidden(), 1e-5);
        golden.assertClose("Y_c", last.cell(), 1e-5);
    }

    private static Parameters parameters(GoldenFile golden, Architecture architecture, Lstm cell) {
        Parameters parameters = Parameters.zeros(architecture.parameterLayout());
        boolean coupled = cell.coupled();
        int hidden = architecture.hiddenSize();
        int input = architecture.inputSize();
        for (int direction = 0; direction < architecture.directions(); direction++) {
            copy(golden.floats("W"), direction * 4 * hidden * input, hidden * input, coupled ? COUPLED_GATES : GATES,
                    parameters, "weight_ih", direction);
            copy(golden.floats("R"), direction * 4 * hidden * hidden, hidden * hidden, coupled ? COUPLED_GATES : GATES,
                    parameters, "weight_hh", direction);
            copy(golden.floats("B"), direction * 8 * hidden, hidden, coupled ? COUPLED_GATES : GATES, parameters,
                    "bias_ih", direction);
            copy(golden.floats("B"), (direction * 8 + 4) * hidden, hidden, coupled ? COUPLED_GATES : GATES, parameters,
                    "bias_hh", direction);
            if (cell.peephole()) {
                copy(golden.floats("P"), direction * 3 * hidden, hidden, coupled ? COUPLED_PEEPHOLES : PEEPHOLES,
                        parameters, "peephole", direction);
            }
        }
        return parameters;
    }

    private static void copy(float[] from, int offset, int block, int[] order, Parameters to, String kind,
            int direction) {
        int at = to.layout().get(kind, 0, direction).offset();
        for (int gate = 0; gate < order.length; gate++) {
            System.arraycopy(from, offset + order[gate] * block, to.values(), at + gate * block, block);
        }
    }

    private static float[] batchFirst(float[] x, int time, int batch, int width, boolean backward) {
        float[] out = new float[x.length];
        for (int t = 0; t < time; t++) {
            for (int row = 0; row < batch; row++) {
                int from = backward ? time - 1 - t : t;
                System.arraycopy(x, (from * batch + row) * width, out, (row * time + t) * width, width);
            }
        }
        return out;
    }

    private static float[] timeFirst(float[] y, int time, int batch, int directions, int hidden, boolean backward) {
        float[] out = new float[y.length];
        Arrays.fill(out, Float.NaN);
        for (int t = 0; t < time; t++) {
            for (int row = 0; row < batch; row++) {
                for (int d = 0; d < directions; d++) {
                    int from = ((row * time + (backward ? time - 1 - t : t)) * directions + d) * hidden;
                    System.arraycopy(y, from, out, ((t * directions + d) * batch + row) * hidden, hidden);
                }
            }
        }
        return out;
    }
}
