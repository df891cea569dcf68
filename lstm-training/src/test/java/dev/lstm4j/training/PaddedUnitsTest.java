package dev.lstm4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.Architecture;
import dev.lstm4j.Parameters;
import dev.lstm4j.cell.Activation;
import dev.lstm4j.cell.Lstm;
import dev.lstm4j.simd.KernelSelection;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Units that pad a vector have no weights and biases. The values of their activation functions at 0 must
/// not accumulate.
class PaddedUnitsTest {
    private static final int TIME = 400;

    /// The bias of the real unit makes its forget gate ½. That of a padded unit would be 1½, and its cell state would
    /// overflow: 1½⁴⁰⁰ is not a float.
    @Test
    void paddedUnitsDoNotGrow() {
        Activation gate = new Activation(Activation.Kind.AFFINE, 1, 1.5f);
        Architecture architecture = Architecture.lstm(1, 1).withCell(
                Lstm.create().withActivations(gate, Activation.of(Activation.Kind.SOFTPLUS), Activation.TANH));
        Parameters parameters = Parameters.zeros(architecture.parameterLayout());
        parameters.view("bias_ih_l0").put(new float[]{-1, -1, 0, -1});
        float[] dAnswers = new float[TIME];
        dAnswers[TIME - 1] = 1;
        EngineRun.Result result = new EngineRun(architecture, parameters, 1, TIME, null, new float[TIME], new float[1],
                new float[1], true, _ -> dAnswers, new float[1], new float[1], 0).run(KernelSelection.kernels(), 1);
        // c = (c + ln 2) / 2 converges to ln 2, and h = tanh(c) / 2.
        assertThat(result.answers()[TIME - 1]).isCloseTo((float) Math.tanh(Math.log(2)) / 2,
                Offset.offset(1e-6f));
        for (float gradient : result.gradients()) {
            assertThat(gradient).isFinite();
        }
        assertThat(result.gradients()[parameters.layout().get("bias_ih_l0").offset()]).isNotZero();
    }
}
