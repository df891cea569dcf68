package dev.lstm4j.training;

import dev.lstm4j.Architecture;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.cell.Activation;
import dev.lstm4j.cell.Cell;
import dev.lstm4j.cell.Gru;
import dev.lstm4j.cell.LayerNormLstm;
import dev.lstm4j.cell.Lstm;
import dev.lstm4j.cell.Rnn;
import dev.lstm4j.cell.SLstm;
import dev.lstm4j.training.ReferenceNetwork.State;
import java.util.Arrays;

/// One step of any built-in cell in double, for one layer and direction: the equations of `torch.nn.LSTM`, `GRU`,
/// `RNN`, of the ONNX operators and of the papers, one unit at a time, with PyTorch's layout.
final class ReferenceCell {
    private final Architecture architecture;
    private final Options options;
    private final Offsets offsets;
    private final double[] parameters;
    private final Conditioning conditioning;

    ReferenceCell(Architecture architecture, double[] parameters, int layer, int direction,
            Conditioning conditioning) {
        this.architecture = architecture;
        this.options = Options.of(architecture.cell());
        this.offsets = offsets(architecture, options, layer, direction);
        this.parameters = parameters;
        this.conditioning = conditioning;
    }

    /// The options of a cell; those that it does not have are off.
    ///
    /// @param norm whether gates and cell state are normalised
    /// @param resetFirst whether a GRU's reset gate acts before the recurrent weights
    private record Options(Activation gate, Activation candidate, Activation output, boolean peephole, boolean coupled,
            boolean norm, boolean resetFirst, float clip) {
        static Options of(Cell cell) {
            return switch (cell) {
                case Lstm lstm ->
                    new Options(lstm.gate(), lstm.candidate(), lstm.output(), lstm.peephole(), lstm.coupled(),
                            false, false, lstm.clip());
                case LayerNormLstm lstm ->
                    new Options(lstm.gate(), lstm.candidate(), lstm.output(), false, false, true, false, 0);
                case Gru gru -> new Options(gru.gate(), gru.candidate(), Activation.TANH, false, false, false,
                        gru.resetFirst(), gru.clip());
                case SLstm _ -> new Options(Activation.SIGMOID, Activation.TANH, Activation.TANH, false, false, false,
                        false, 0);
                case Rnn rnn -> new Options(Activation.SIGMOID, rnn.activation(), Activation.TANH, false, false, false,
                        false, rnn.clip());
                default ->
                    throw new IllegalArgumentException("reference: expected a cell that it knows, found " + cell);
            };
        }
    }

    /// The positions of the parameters in the flat array; -1 for parameters that do not exist.
    private record Offsets(int inputWeights, int hiddenWeights, int inputBias, int hiddenBias, int projection,
            int peephole, int normWeight, int normBias) {}

    private static Offsets offsets(Architecture architecture, Options options, int layer, int direction) {
        ParameterLayout layout = architecture.parameterLayout();
        boolean norm = options.norm;
        boolean bias = architecture.bias() && !norm;
        return new Offsets(layout.get("weight_ih", layer, direction).offset(),
                layout.get("weight_hh", layer, direction).offset(),
                bias ? layout.get("bias_ih", layer, direction).offset() : -1,
                bias ? layout.get("bias_hh", layer, direction).offset() : -1,
                architecture.projSize() > 0 ? layout.get("weight_hr", layer, direction).offset() : -1,
                options.peephole() ? layout.get("peephole", layer, direction).offset() : -1,
                norm ? layout.get("norm_weight", layer, direction).offset() : -1,
                norm && architecture.bias() ? layout.get("norm_bias", layer, direction).offset() : -1);
    }

    /// Computes one step.
    ///
    /// @param x the input
    /// @param before the states before the step, with dropout applied to the hidden state
    /// @param hidden the hidden state before the step, without dropout
    State step(double[] x, State before, double[] hidden) {
        return switch (architecture.cell()) {
            case Lstm _ -> lstm(x, before);
            case LayerNormLstm _ -> normalizedLstm(x, before);
            case Gru _ -> new State(gru(x, before.hidden(), hidden), before.cell());
            case SLstm _ -> slstm(x, before);
            case Rnn _ -> new State(rnn(x, before.hidden()), before.cell());
            default -> throw new IllegalArgumentException(architecture.cell().toString());
        };
    }

    /// ONNX's LSTM, which without options is PyTorch's: rows i f g o, coupled i g o; peepholes i f o, coupled i o.
    private State lstm(double[] x, State before) {
        boolean coupled = options.coupled();
        int candidate = coupled ? 1 : 2;
        double[] h = before.hidden();
        double[] c = new double[architecture.hiddenSize()];
        double[] output = new double[c.length];
        for (int j = 0; j < c.length; j++) {
            double old = before.cell()[j];
            double i = gate(fromInput(0, j, x) + fromHidden(0, j, h) + peep(0, j) * old);
            double f = coupled
                    ? 1 - i
                    : gate(fromInput(1, j, x) + fromHidden(1, j, h) + peep(1, j) * old);
            double g = candidate(fromInput(candidate, j, x) + fromHidden(candidate, j, h));
            c[j] = f * old + i * g;
            double o = gate(fromInput(candidate + 1, j, x) + fromHidden(candidate + 1, j, h)
                    + peep(candidate, j) * c[j]);
            output[j] = o * apply(options.output(), c[j]);
        }
        return new State(project(output), c);
    }

    /// An LSTM with layer normalisation of each gate's sum, and of the cell state before the output activation.
    private State normalizedLstm(double[] x, State before) {
        int units = architecture.hiddenSize();
        double[][] sums = new double[4][units];
        for (int gate = 0; gate < 4; gate++) {
            for (int j = 0; j < units; j++) {
                sums[gate][j] = fromInput(gate, j, x) + fromHidden(gate, j, before.hidden());
            }
            sums[gate] = normalized(gate, sums[gate]);
        }
        double[] c = new double[units];
        for (int j = 0; j < units; j++) {
            c[j] = gate(sums[1][j]) * before.cell()[j] + gate(sums[0][j]) * candidate(sums[2][j]);
        }
        double[] state = normalized(4, c);
        double[] output = new double[units];
        for (int j = 0; j < units; j++) {
            output[j] = gate(sums[3][j]) * apply(options.output(), state[j]);
        }
        return new State(project(output), c);
    }

    /// `torch.nn.functional.layer_norm` over all units, with one row of the weights and biases.
    private double[] normalized(int row, double[] x) {
        double mean = Arrays.stream(x).average().orElseThrow();
        double variance = Arrays.stream(x).map(one -> (one - mean) * (one - mean)).average().orElseThrow();
        double[] y = new double[x.length];
        for (int j = 0; j < y.length; j++) {
            int at = row * x.length + j;
            y[j] = parameters[offsets.normWeight + at] * (x[j] - mean) / Math.sqrt(variance + 1e-5)
                    + (offsets.normBias < 0 ? 0 : parameters[offsets.normBias + at]);
        }
        // If all units are nearly equal, their differences are mostly rounding errors, which the division amplifies.
        conditioning.argument(x.length == 1 ? 0 : 0.3 / Math.sqrt(variance));
        return y;
    }

    /// The stabilised equations of xLSTM, rows i f z o, states c n m.
    private State slstm(double[] x, State before) {
        int units = architecture.hiddenSize();
        double[] states = new double[3 * units];
        double[] output = new double[units];
        double[] h = before.hidden();
        for (int j = 0; j < units; j++) {
            double input = bound(fromInput(0, j, x) + fromHidden(0, j, h));
            double kept = Math.log(gate(fromInput(1, j, x) + fromHidden(1, j, h)))
                    + before.cell()[2 * units + j];
            boolean empty = Math.abs(before.cell()[units + j]) < 1e-3; // 0, or off by a finite difference
            if (!empty) {
                conditioning.kink(kept - input);
            }
            double m = empty ? input : Math.max(kept, input);
            double i = Math.exp(input - m);
            double f = empty ? 0 : Math.exp(kept - m);
            states[j] = f * before.cell()[j] + i * candidate(fromInput(2, j, x) + fromHidden(2, j, h));
            states[units + j] = f * before.cell()[units + j] + i;
            states[2 * units + j] = m;
            double o = gate(fromInput(3, j, x) + fromHidden(3, j, h));
            conditioning.argument(states[j] / states[units + j]);
            output[j] = o * states[j] / states[units + j];
        }
        return new State(project(output), states);
    }

    /// PyTorch's GRU, which is ONNX's with `linear_before_reset`, or ONNX's without: rows r z n.
    private double[] gru(double[] x, double[] h, double[] hidden) {
        double[] after = new double[h.length];
        double[] reset = new double[h.length];
        for (int j = 0; options.resetFirst && j < h.length; j++) {
            reset[j] = h[j] * gate(fromInput(0, j, x) + fromHidden(0, j, h));
        }
        for (int j = 0; j < h.length; j++) {
            double r = gate(fromInput(0, j, x) + fromHidden(0, j, h));
            double z = gate(fromInput(1, j, x) + fromHidden(1, j, h));
            double n = candidate(fromInput(2, j, x) + (options.resetFirst
                    ? fromHidden(2, j, reset)
                    : r * fromHidden(2, j, h)));
            after[j] = (1 - z) * n + z * hidden[j];
        }
        return after;
    }

    private double[] rnn(double[] x, double[] h) {
        double[] after = new double[h.length];
        for (int j = 0; j < h.length; j++) {
            after[j] = candidate(fromInput(0, j, x) + fromHidden(0, j, h));
        }
        return after;
    }

    /// One row of `Wᵢₕ·x + bᵢₕ`: unit j of a block of H rows.
    private double fromInput(int block, int j, double[] x) {
        int row = block * architecture.hiddenSize() + j;
        return dot(parameters, offsets.inputWeights, row, x)
                + (offsets.inputBias < 0 ? 0 : parameters[offsets.inputBias + row]);
    }

    /// One row of `Wₕₕ·h + bₕₕ`.
    private double fromHidden(int block, int j, double[] h) {
        int row = block * architecture.hiddenSize() + j;
        return dot(parameters, offsets.hiddenWeights, row, h)
                + (offsets.hiddenBias < 0 ? 0 : parameters[offsets.hiddenBias + row]);
    }

    private double peep(int block, int j) {
        return offsets.peephole < 0 ? 0 : parameters[offsets.peephole + block * architecture.hiddenSize() + j];
    }

    private double[] project(double[] output) {
        if (offsets.projection < 0) {
            return output;
        }
        double[] h = new double[architecture.projSize()];
        for (int p = 0; p < h.length; p++) {
            h[p] = dot(parameters, offsets.projection, p, output);
        }
        return h;
    }

    private double gate(double x) {
        double gate = apply(options.gate(), bound(x));
        conditioning.gate(gate);
        return gate;
    }

    private double candidate(double x) {
        return apply(options.candidate(), bound(x));
    }

    private double bound(double x) {
        conditioning.argument(x);
        double clip = options.clip();
        if (clip == 0) {
            return x;
        }
        conditioning.kink(x + clip);
        conditioning.kink(x - clip);
        return Math.max(-clip, Math.min(clip, x));
    }

    /// The activation functions of the ONNX operators.
    private double apply(Activation function, double x) {
        double alpha = function.alpha();
        double beta = function.beta();
        conditioning.argument(x);
        return switch (function.kind()) {
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case TANH -> Math.tanh(x);
            case RELU -> {
                conditioning.kink(x);
                yield Math.max(0, x);
            }
            case HARD_SIGMOID -> {
                conditioning.kink(x + beta / alpha);
                conditioning.kink(x + (beta - 1) / alpha);
                yield Math.max(0, Math.min(1, alpha * x + beta));
            }
            case SOFTSIGN -> {
                conditioning.kink(x);
                yield x / (1 + Math.abs(x));
            }
            case AFFINE -> alpha * x + beta;
            case SCALED_TANH -> alpha * Math.tanh(beta * x);
            case ELU -> {
                conditioning.kink(x);
                yield x >= 0 ? x : alpha * (Math.exp(x) - 1);
            }
            case LEAKY_RELU -> {
                conditioning.kink(x);
                yield x >= 0 ? x : alpha * x;
            }
            case THRESHOLDED_RELU -> {
                conditioning.kink(x - alpha);
                yield x > alpha ? x : 0;
            }
            case SOFTPLUS -> Math.log(1 + Math.exp(x));
        };
    }

    /// A row of a matrix times a vector.
    static double dot(double[] parameters, int weights, int row, double[] x) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += parameters[weights + row * x.length + k] * x[k];
        }
        return sum;
    }
}
