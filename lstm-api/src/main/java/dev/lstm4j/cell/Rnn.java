package dev.lstm4j.cell;

import dev.lstm4j.engine.CellStep;
import dev.lstm4j.engine.Kernels;
import java.util.List;

/// The plain recurrent cell (Elman 1990) as in `torch.nn.RNN`: `h = φ(h')`. The hidden state is its only state.
///
/// @param activation φ; [Activation#RELU] for PyTorch's `nonlinearity="relu"`
/// @param clip the arguments of φ are clipped to -clip … clip; 0 for none
public record Rnn(Activation activation, float clip) implements Cell {
    private static final String NAME = "rnn";
    private static final Rnn PLAIN = new Rnn(Activation.TANH, 0);
    private static final List<String> LABELS = Lstm.labels(Gate.CANDIDATE);

    /// Checks the clip.
    ///
    /// @throws IllegalArgumentException if the clip is negative or not finite
    public Rnn {
        Lstm.requireClip(clip);
    }

    /// PyTorch's RNN with the hyperbolic tangent.
    ///
    /// @return the cell, to be changed with the `with…` methods
    public static Rnn create() {
        return PLAIN;
    }

    /// Sets the activation function.
    ///
    /// @param function φ
    /// @return a changed copy
    public Rnn withActivation(Activation function) {
        return new Rnn(function, clip);
    }

    /// Sets the clip.
    ///
    /// @param bound 0 for none
    /// @return a changed copy
    /// @throws IllegalArgumentException if the bound is negative or not finite
    public Rnn withClip(float bound) {
        return new Rnn(activation, bound);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "a plain RNN";
    }

    @Override
    public List<String> gates() {
        return LABELS;
    }

    @Override
    public CellSettings settings() {
        return equals(PLAIN)
                ? CellSettings.none()
                : Lstm.activations(Activation.SIGMOID, activation, Activation.TANH).with("peephole", false)
                        .with("coupled", false)
                        .with("clip", clip);
    }

    @Override
    public CellFunction function(Kernels kernels, boolean bias) {
        return new PlainFunction(this, kernels);
    }

    /// Creates [Rnn] cells.
    public static final class Provider implements CellProvider {

        /// Creates the provider.
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Cell cell(CellSettings settings) {
            if (settings.isEmpty()) {
                return PLAIN;
            }
            Gru.requireNoLstmSettings(settings);
            Activation.of(settings.group("gate"));
            return new Rnn(Activation.of(settings.group("candidate")), settings.number("clip"));
        }
    }

    private static final class PlainFunction implements CellFunction {
        private final GateFunction function;

        PlainFunction(Rnn cell, Kernels kernels) {
            this.function = new GateFunction(cell.activation, cell.clip, kernels);
        }

        @Override
        public void forward(CellStep step) {
            int n = step.units;
            for (int row = 0; row < step.rows; row++) {
                int at = step.gatesOffset + row * step.gatesStride;
                function.apply(step.gates, at, at + n);
                System.arraycopy(step.gates, at, step.hidden, step.hiddenOffset + row * step.hiddenStride, n);
            }
        }

        @Override
        public void backward(CellStep step) {
            int n = step.units;
            for (int row = 0; row < step.rows; row++) {
                int at = step.gatesOffset + row * step.gatesStride;
                int dHidden = step.dHiddenOffset + row * step.dHiddenStride;
                int dOutput = step.dOutputOffset + row * step.dOutputStride;
                int dGates = step.dGatesOffset + row * step.dGatesStride;
                for (int j = 0; j < n; j++) {
                    float d = (step.dHidden[dHidden + j] + step.dOutput[dOutput + j])
                            * function.derivative(step.gates[at + j]);
                    step.gates[at + j] = d;
                    step.dGates[dGates + j] = d;
                }
            }
        }
    }
}
