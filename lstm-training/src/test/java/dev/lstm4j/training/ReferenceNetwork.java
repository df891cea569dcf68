package dev.lstm4j.training;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.cell.Activation;
import dev.lstm4j.cell.Cell;
import dev.lstm4j.cell.Gru;
import dev.lstm4j.cell.LayerNormLstm;
import dev.lstm4j.cell.Lstm;
import dev.lstm4j.cell.Rnn;
import dev.lstm4j.cell.SLstm;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Any network in double, forward only, written to be obviously right and nothing else: the equations of
/// `torch.nn.LSTM`, `GRU`, `RNN` and of the ONNX operators, one sequence and one unit at a time, on PyTorch's layout,
/// with no packing, no padding and no threads. A step that does not count is skipped where it stands.
///
/// It also tells how large its pre-activations and gates are, how far from a kink they stay, and on which side of each:
/// a finite difference across a kink is no derivative.
public final class ReferenceNetwork {
    private final Architecture architecture;
    private final Options options;
    private final ParameterLayout layout;
    private final double[] parameters;
    private double largest;
    private double largestGate;
    private double nearestKink = Double.POSITIVE_INFINITY;
    private long sides;

    ReferenceNetwork(Architecture architecture, double[] parameters) {
        this.architecture = architecture;
        this.options = Options.of(architecture.cell());
        this.layout = architecture.parameterLayout();
        this.parameters = parameters;
    }

    /// The options of a cell, as far as it has them.
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

    /// The states of one layer and direction: hidden `[P]`, cell `[K, H]` (not used by a GRU or RNN).
    record State(double[] hidden, double[] cell) {}

    /// What one sequence came to.
    ///
    /// @param answers `[steps][O]`, 0 for a step that does not count
    /// @param ends the states after the last step, one for each layer and direction
    record Result(double[][] answers, State[] ends) {}

    public static double[] toDouble(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    /// The largest magnitude of what went into any function so far.
    double largest() {
        return largest;
    }

    /// The largest magnitude of any gate so far.
    double largestGate() {
        return largestGate;
    }

    /// The smallest distance of any pre-activation so far to a place where its function has no derivative.
    double nearestKink() {
        return nearestKink;
    }

    /// A fingerprint of the sides of all kinks on which the pre-activations so far were.
    long sides() {
        return sides;
    }

    /// One sequence.
    ///
    /// @param x `[T][I]`, read only where a step counts
    /// @param counts `[T]`, at least one
    /// @param starts the states before the first step, one for each layer and direction
    /// @param dropout `[L][T][D·P]`, what the input of each layer above the first is multiplied with; null for no
    ///        dropout
    /// @param recurrent `[L·D][P]`, what the recurrent weights see each hidden state multiplied with; null for
    ///        no dropout
    Result run(double[][] x, boolean[] counts, State[] starts, double[] @Nullable [][] dropout,
            double @Nullable [][] recurrent) {
        int time = x.length;
        int directions = architecture.directions();
        int size = architecture.stateSize();
        State[] ends = starts.clone();
        double[][] sequence = x;
        for (int layer = 0; layer < architecture.numLayers(); layer++) {
            if (layer > 0 && dropout != null) {
                sequence = multiply(sequence, dropout[layer]);
            }
            double[][] next = new double[time][directions * size];
            for (int direction = 0; direction < directions; direction++) {
                Offsets offsets = offsets(layer, direction);
                State state = starts[layer * directions + direction];
                for (int s = 0; s < time; s++) {
                    int t = direction == 0 ? s : time - 1 - s;
                    if (counts[t]) {
                        State seen = recurrent == null
                                ? state
                                : new State(
                                        multiply(new double[][]{state.hidden},
                                                new double[][]{recurrent[layer * directions + direction]})[0],
                                        state.cell);
                        state = step(offsets, sequence[t], seen, state.hidden);
                        System.arraycopy(state.hidden, 0, next[t], direction * size, size);
                    }
                }
                ends[layer * directions + direction] = state;
            }
            sequence = next;
        }
        return new Result(answers(sequence, counts), ends);
    }

    private static double[][] multiply(double[][] sequence, double[][] factors) {
        double[][] product = new double[sequence.length][sequence[0].length];
        for (int t = 0; t < sequence.length; t++) {
            for (int i = 0; i < product[t].length; i++) {
                product[t][i] = sequence[t][i] * factors[t][i];
            }
        }
        return product;
    }

    private double[][] answers(double[][] top, boolean[] counts) {
        Head head = architecture.head();
        if (head == null) {
            return top;
        }
        double[][] answers = new double[head.everyStep() ? top.length : 1][head.outputSize()];
        for (int t = 0; head.everyStep() && t < top.length; t++) {
            if (counts[t]) {
                answers[t] = linear(top[t], head.outputSize());
            }
        }
        if (!head.everyStep()) {
            double[][] counting = IntStream.range(0, top.length).filter(t -> counts[t]).mapToObj(t -> top[t])
                    .toArray(double[][]::new);
            answers[0] = linear(switch (head.steps()) {
                case MEAN -> mean(counting);
                case MAX -> largest(counting);
                case LAST, EVERY -> counting[counting.length - 1];
                case FINAL -> finalStates(counting);
            }, head.outputSize());
        }
        return answers;
    }

    /// Of the forward direction the last step, of the reverse one the first.
    private double[] finalStates(double[][] steps) {
        double[] states = steps[steps.length - 1].clone();
        for (int i = architecture.stateSize(); i < states.length; i++) {
            states[i] = steps[0][i];
        }
        return states;
    }

    private static double[] mean(double[][] steps) {
        double[] mean = new double[steps[0].length];
        for (double[] step : steps) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += step[i] / steps.length;
            }
        }
        return mean;
    }

    private double[] largest(double[][] steps) {
        double[] largest = steps[0].clone();
        for (int s = 1; s < steps.length; s++) {
            for (int i = 0; i < largest.length; i++) {
                if (steps[s][i] != largest[i]) { // functions that are flat give the same number twice: no kink
                    kinkAt(steps[s][i] - largest[i]);
                }
                largest[i] = Math.max(largest[i], steps[s][i]);
            }
        }
        return largest;
    }

    private double[] linear(double[] x, int outputs) {
        double[] y = new double[outputs];
        for (int o = 0; o < outputs; o++) {
            y[o] = parameters[layout.get("fc.bias").offset() + o] + dot(layout.get("fc.weight").offset(), o, x);
        }
        return y;
    }

    /// Where one layer and direction's parameters begin in the flat array; -1 for what it has not.
    private record Offsets(int inputWeights, int hiddenWeights, int inputBias, int hiddenBias, int projection,
            int peephole, int normWeight, int normBias) {}

    private Offsets offsets(int layer, int direction) {
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

    /// @param before with the hidden state as the recurrent weights see it
    /// @param hidden the hidden state as it is
    private State step(Offsets offsets, double[] x, State before, double[] hidden) {
        return switch (architecture.cell()) {
            case Lstm _ -> lstm(offsets, x, before);
            case LayerNormLstm _ -> normalizedLstm(offsets, x, before);
            case Gru _ -> new State(gru(offsets, x, before.hidden, hidden), before.cell);
            case SLstm _ -> slstm(offsets, x, before);
            case Rnn _ -> new State(rnn(offsets, x, before.hidden), before.cell);
            default -> throw new IllegalArgumentException(architecture.cell().toString());
        };
    }

    /// ONNX's LSTM, which is PyTorch's but for the options: rows i f g o, coupled i g o; peepholes i f o, coupled i o.
    private State lstm(Offsets offsets, double[] x, State before) {
        boolean coupled = options.coupled();
        int candidate = coupled ? 1 : 2;
        double[] h = before.hidden;
        double[] c = new double[architecture.hiddenSize()];
        double[] shown = new double[c.length];
        for (int j = 0; j < c.length; j++) {
            double old = before.cell[j];
            double i = gate(fromInput(offsets, 0, j, x) + fromHidden(offsets, 0, j, h) + peep(offsets, 0, j) * old);
            double f = coupled
                    ? 1 - i
                    : gate(fromInput(offsets, 1, j, x) + fromHidden(offsets, 1, j, h) + peep(offsets, 1, j) * old);
            double g = candidate(fromInput(offsets, candidate, j, x) + fromHidden(offsets, candidate, j, h));
            c[j] = f * old + i * g;
            double o = gate(fromInput(offsets, candidate + 1, j, x) + fromHidden(offsets, candidate + 1, j, h)
                    + peep(offsets, candidate, j) * c[j]);
            shown[j] = o * apply(options.output(), c[j]);
        }
        return new State(project(offsets, shown), c);
    }

    /// Layer normalisation of each gate's sum, and of the cell state on its way out.
    private State normalizedLstm(Offsets offsets, double[] x, State before) {
        int units = architecture.hiddenSize();
        double[][] sums = new double[4][units];
        for (int gate = 0; gate < 4; gate++) {
            for (int j = 0; j < units; j++) {
                sums[gate][j] = fromInput(offsets, gate, j, x) + fromHidden(offsets, gate, j, before.hidden);
            }
            sums[gate] = normalized(offsets, gate, sums[gate]);
        }
        double[] c = new double[units];
        for (int j = 0; j < units; j++) {
            c[j] = gate(sums[1][j]) * before.cell[j] + gate(sums[0][j]) * candidate(sums[2][j]);
        }
        double[] state = normalized(offsets, 4, c);
        double[] shown = new double[units];
        for (int j = 0; j < units; j++) {
            shown[j] = gate(sums[3][j]) * apply(options.output(), state[j]);
        }
        return new State(project(offsets, shown), c);
    }

    /// `torch.nn.functional.layer_norm` over all units, with one row of the weights and biases.
    private double[] normalized(Offsets offsets, int row, double[] x) {
        double mean = Arrays.stream(x).average().orElseThrow();
        double variance = Arrays.stream(x).map(one -> (one - mean) * (one - mean)).average().orElseThrow();
        double[] y = new double[x.length];
        for (int j = 0; j < y.length; j++) {
            int at = row * x.length + j;
            y[j] = parameters[offsets.normWeight + at] * (x[j] - mean) / Math.sqrt(variance + 1e-5)
                    + (offsets.normBias < 0 ? 0 : parameters[offsets.normBias + at]);
        }
        // Where all units are nearly alike, what is left of them is rounding, made large.
        largest = Math.max(largest, x.length == 1 ? 0 : 0.3 / Math.sqrt(variance));
        return y;
    }

    /// The stabilised equations of xLSTM, rows i f z o, states c n m.
    private State slstm(Offsets offsets, double[] x, State before) {
        int units = architecture.hiddenSize();
        double[] states = new double[3 * units];
        double[] shown = new double[units];
        double[] h = before.hidden;
        for (int j = 0; j < units; j++) {
            double input = bound(fromInput(offsets, 0, j, x) + fromHidden(offsets, 0, j, h));
            double kept = Math.log(gate(fromInput(offsets, 1, j, x) + fromHidden(offsets, 1, j, h)))
                    + before.cell[2 * units + j];
            boolean empty = Math.abs(before.cell[units + j]) < 1e-3; // 0, and a finite difference around it
            if (!empty) {
                kinkAt(kept - input);
            }
            double m = empty ? input : Math.max(kept, input);
            double i = Math.exp(input - m);
            double f = empty ? 0 : Math.exp(kept - m);
            states[j] = f * before.cell[j] + i * candidate(fromInput(offsets, 2, j, x) + fromHidden(offsets, 2, j, h));
            states[units + j] = f * before.cell[units + j] + i;
            states[2 * units + j] = m;
            double o = gate(fromInput(offsets, 3, j, x) + fromHidden(offsets, 3, j, h));
            largest = Math.max(largest, Math.abs(states[j] / states[units + j]));
            shown[j] = o * states[j] / states[units + j];
        }
        return new State(project(offsets, shown), states);
    }

    /// PyTorch's GRU, which is ONNX's with `linear_before_reset`, or ONNX's without: rows r z n.
    private double[] gru(Offsets offsets, double[] x, double[] h, double[] kept) {
        double[] after = new double[h.length];
        double[] reset = new double[h.length];
        for (int j = 0; options.resetFirst && j < h.length; j++) {
            reset[j] = h[j] * gate(fromInput(offsets, 0, j, x) + fromHidden(offsets, 0, j, h));
        }
        for (int j = 0; j < h.length; j++) {
            double r = gate(fromInput(offsets, 0, j, x) + fromHidden(offsets, 0, j, h));
            double z = gate(fromInput(offsets, 1, j, x) + fromHidden(offsets, 1, j, h));
            double n = candidate(fromInput(offsets, 2, j, x) + (options.resetFirst
                    ? fromHidden(offsets, 2, j, reset)
                    : r * fromHidden(offsets, 2, j, h)));
            after[j] = (1 - z) * n + z * kept[j];
        }
        return after;
    }

    private double[] rnn(Offsets offsets, double[] x, double[] h) {
        double[] after = new double[h.length];
        for (int j = 0; j < h.length; j++) {
            after[j] = candidate(fromInput(offsets, 0, j, x) + fromHidden(offsets, 0, j, h));
        }
        return after;
    }

    /// `Wᵢₕ·x + bᵢₕ`, one row: unit j of a block of H rows.
    private double fromInput(Offsets offsets, int block, int j, double[] x) {
        int row = block * architecture.hiddenSize() + j;
        return dot(offsets.inputWeights, row, x) + (offsets.inputBias < 0 ? 0 : parameters[offsets.inputBias + row]);
    }

    /// `Wₕₕ·h + bₕₕ`, one row.
    private double fromHidden(Offsets offsets, int block, int j, double[] h) {
        int row = block * architecture.hiddenSize() + j;
        return dot(offsets.hiddenWeights, row, h) + (offsets.hiddenBias < 0 ? 0 : parameters[offsets.hiddenBias + row]);
    }

    private double peep(Offsets offsets, int block, int j) {
        return offsets.peephole < 0 ? 0 : parameters[offsets.peephole + block * architecture.hiddenSize() + j];
    }

    private double[] project(Offsets offsets, double[] shown) {
        if (offsets.projection < 0) {
            return shown;
        }
        double[] h = new double[architecture.projSize()];
        for (int p = 0; p < h.length; p++) {
            h[p] = dot(offsets.projection, p, shown);
        }
        return h;
    }

    private double dot(int weights, int row, double[] x) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += parameters[weights + row * x.length + k] * x[k];
        }
        return sum;
    }

    private double gate(double x) {
        double gate = apply(options.gate(), bound(x));
        largestGate = Math.max(largestGate, Math.abs(gate));
        return gate;
    }

    private double candidate(double x) {
        return apply(options.candidate(), bound(x));
    }

    private double bound(double x) {
        largest = Math.max(largest, Math.abs(x));
        double clip = options.clip();
        if (clip == 0) {
            return x;
        }
        kinkAt(x + clip);
        kinkAt(x - clip);
        return Math.max(-clip, Math.min(clip, x));
    }

    /// The table of the ONNX operator.
    private double apply(Activation function, double x) {
        double alpha = function.alpha();
        double beta = function.beta();
        largest = Math.max(largest, Math.abs(x));
        return switch (function.kind()) {
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case TANH -> Math.tanh(x);
            case RELU -> {
                kinkAt(x);
                yield Math.max(0, x);
            }
            case HARD_SIGMOID -> {
                kinkAt(x + beta / alpha);
                kinkAt(x + (beta - 1) / alpha);
                yield Math.max(0, Math.min(1, alpha * x + beta));
            }
            case SOFTSIGN -> {
                kinkAt(x);
                yield x / (1 + Math.abs(x));
            }
            case AFFINE -> alpha * x + beta;
            case SCALED_TANH -> alpha * Math.tanh(beta * x);
            case ELU -> {
                kinkAt(x);
                yield x >= 0 ? x : alpha * (Math.exp(x) - 1);
            }
            case LEAKY_RELU -> {
                kinkAt(x);
                yield x >= 0 ? x : alpha * x;
            }
            case THRESHOLDED_RELU -> {
                kinkAt(x - alpha);
                yield x > alpha ? x : 0;
            }
            case SOFTPLUS -> Math.log(1 + Math.exp(x));
        };
    }

    /// Notes a kink; a loss may have some too.
    void kinkAt(double distance) {
        nearestKink = Math.min(nearestKink, Math.abs(distance));
        sides = 31 * sides + (distance > 0 ? 2 : 1);
    }
}
