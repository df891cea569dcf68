package dev.lstm4j.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Mask;
import dev.lstm4j.Model;
import dev.lstm4j.Parameters;
import dev.lstm4j.cell.Gate;
import dev.lstm4j.cell.Gru;
import dev.lstm4j.cell.LayerNormLstm;
import dev.lstm4j.cell.Lstm;
import dev.lstm4j.cell.SLstm;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// The values of a trace satisfy the cell's equations at every step, and tracing does not change the outputs.
class GateTraceTest {
    private static final int BATCH = 3;
    private static final int TIME = 5;
    private static final int INPUT = 2;
    private static final int HIDDEN = 19;

    @Test
    void lstmValuesSatisfyTheEquations() {
        Trace trace = new Trace(Architecture.lstm(INPUT, HIDDEN).withLayers(2).withBidirectional(true)
                .withHead(Head.lastStep(1)), Mask.ofLengths(TIME, 3, 5, 4));
        for (int layer = 0; layer < 2; layer++) {
            for (int direction = 0; direction < 2; direction++) {
                assertLstm(trace, layer, direction);
            }
        }
        assertThatThrownBy(() -> trace.session.trace().read(Gate.RESET, 0, 0, new float[9999]))
                .hasMessage("trace: expected one of [input, forget, candidate, output, c, h], found reset");
        assertThatThrownBy(() -> trace.session.trace().read("c", 2, 0, new float[9999]))
                .hasMessage("trace: expected layer 0 to 1 and direction 0 to 1, found 2 and 0");
    }

    @Test
    void aCoupledLstmHasAForgetGate() {
        Trace trace = new Trace(Architecture.lstm(INPUT, HIDDEN).withCell(Lstm.create().withCoupled(true)), null);
        assertLstm(trace, 0, 0);
        assertThat(trace.at(Gate.FORGET, 0, 0, 1, 2, 3)).isEqualTo(1 - trace.at(Gate.INPUT, 0, 0, 1, 2, 3));
    }

    @Test
    void aLayerNormLstmHasActivations() {
        Trace trace = new Trace(Architecture.lstm(INPUT, HIDDEN).withCell(LayerNormLstm.create()), null);
        for (int row = 0; row < BATCH; row++) {
            for (int t = 1; t < TIME; t++) {
                for (int unit = 0; unit < HIDDEN; unit++) {
                    double c = trace.at(Gate.FORGET, 0, 0, row, t, unit) * trace.at("c", 0, 0, row, t - 1, unit)
                            + trace.at(Gate.INPUT, 0, 0, row, t, unit) * trace.at(Gate.CANDIDATE, 0, 0, row, t, unit);
                    assertThat(trace.at("c", 0, 0, row, t, unit)).isCloseTo((float) c, Offset.offset(1e-6f));
                    assertThat(Math.abs(trace.at(GateTrace.HIDDEN, 0, 0, row, t, unit)))
                            .isLessThanOrEqualTo(trace.at(Gate.OUTPUT, 0, 0, row, t, unit));
                }
            }
        }
    }

    private static void assertLstm(Trace trace, int layer, int direction) {
        for (int row = 0; row < BATCH; row++) {
            int length = trace.mask == null ? TIME : trace.mask.length(row);
            for (int t = 0; t < TIME; t++) {
                for (int unit = 0; unit < HIDDEN; unit++) {
                    double c = trace.at("c", layer, direction, row, t, unit);
                    if (t >= length) {
                        assertThat(c).isZero();
                        continue;
                    }
                    int before = direction == 0 ? t - 1 : t + 1;
                    double cBefore = before < 0 || before >= length
                            ? 0
                            : trace.at("c", layer, direction, row, before, unit);
                    double i = trace.at(Gate.INPUT, layer, direction, row, t, unit);
                    double f = trace.at(Gate.FORGET, layer, direction, row, t, unit);
                    double g = trace.at(Gate.CANDIDATE, layer, direction, row, t, unit);
                    double o = trace.at(Gate.OUTPUT, layer, direction, row, t, unit);
                    assertThat(c).isCloseTo(f * cBefore + i * g, Offset.offset(1e-6));
                    assertThat((double) trace.at(GateTrace.HIDDEN, layer, direction, row, t, unit))
                            .isCloseTo(o * Math.tanh(c), Offset.offset(1e-6));
                    assertThat(i).isBetween(0.01, 0.99);
                }
            }
        }
    }

    @Test
    void gruValuesSatisfyTheEquation() {
        Trace trace = new Trace(Architecture.of(Gru.create(), INPUT, HIDDEN), null);
        for (int t = 1; t < TIME; t++) {
            double z = trace.at(Gate.UPDATE, 0, 0, 1, t, 4);
            double n = trace.at(Gate.CANDIDATE, 0, 0, 1, t, 4);
            double before = trace.at(GateTrace.HIDDEN, 0, 0, 1, t - 1, 4);
            assertThat((double) trace.at(GateTrace.HIDDEN, 0, 0, 1, t, 4)).isCloseTo((1 - z) * n + z * before,
                    Offset.offset(1e-6));
        }
        assertThat(trace.session.trace().names()).containsExactly("reset", "update", "candidate", "h");
    }

    @Test
    void slstmValuesIncludeAllStatesAndSatisfyTheEquations() {
        Trace trace = new Trace(Architecture.of(SLstm.create(), INPUT, HIDDEN), null);
        assertThat(trace.session.trace().names()).containsExactly("input", "forget", "candidate", "output", "c", "n",
                "m",
                GateTrace.HIDDEN);
        for (int t = 0; t < TIME; t++) {
            for (int unit = 0; unit < HIDDEN; unit++) {
                double i = trace.at(Gate.INPUT, 0, 0, 1, t, unit);
                double f = trace.at(Gate.FORGET, 0, 0, 1, t, unit);
                double c = trace.at("c", 0, 0, 1, t, unit);
                double n = trace.at("n", 0, 0, 1, t, unit);
                double cBefore = t == 0 ? 0 : trace.at("c", 0, 0, 1, t - 1, unit);
                double nBefore = t == 0 ? 0 : trace.at("n", 0, 0, 1, t - 1, unit);
                assertThat(c).isCloseTo(f * cBefore + i * trace.at(Gate.CANDIDATE, 0, 0, 1, t, unit),
                        Offset.offset(1e-6));
                assertThat(n).isCloseTo(f * nBefore + i, Offset.offset(1e-6)).isGreaterThanOrEqualTo(1);
                assertThat((double) trace.at(GateTrace.HIDDEN, 0, 0, 1, t, unit))
                        .isCloseTo(trace.at(Gate.OUTPUT, 0, 0, 1, t, unit) * c / n, Offset.offset(1e-6));
                assertThat(Math.max(i, f)).isEqualTo(1);
            }
        }
    }

    @Test
    void onlyATracingSessionHasATrace() {
        Model model = model(Architecture.lstm(INPUT, HIDDEN));
        try (InferenceSession session = Network.of(model).session(1, 1)) {
            assertThatThrownBy(session::trace).hasMessageContaining("expected a session made by tracingSession");
        }
    }

    private static Model model(Architecture architecture) {
        Parameters parameters = Parameters.zeros(architecture.parameterLayout());
        Random random = new Random(1);
        for (int i = 0; i < parameters.values().length; i++) {
            parameters.values()[i] = random.nextFloat() - 0.5f;
        }
        return new Model(architecture, parameters);
    }

    /// A traced forward pass; its outputs must equal those of a pass without a trace.
    private static final class Trace {
        private final InferenceSession session;
        private final Mask mask;

        Trace(Architecture architecture, Mask mask) {
            this.mask = mask;
            Network network = Network.of(model(architecture));
            session = network.tracingSession(BATCH, TIME);
            float[] x = new float[BATCH * TIME * INPUT];
            Random random = new Random(2);
            for (int i = 0; i < x.length; i++) {
                x[i] = 2 * random.nextFloat() - 1;
            }
            float[] traced = new float[BATCH * architecture.outputSteps(TIME) * architecture.outputSize()];
            float[] plain = traced.clone();
            session.forward(x, mask, traced);
            try (InferenceSession other = network.session(BATCH, TIME)) {
                other.forward(x, mask, plain);
            }
            assertThat(traced).isEqualTo(plain);
        }

        float at(Gate gate, int layer, int direction, int row, int time, int unit) {
            return at(gate.label(), layer, direction, row, time, unit);
        }

        float at(String part, int layer, int direction, int row, int time, int unit) {
            float[] values = new float[BATCH * TIME * HIDDEN];
            session.trace().read(part, layer, direction, values);
            return values[(row * TIME + time) * HIDDEN + unit];
        }
    }
}
