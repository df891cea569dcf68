package dev.lstm4j.training;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.ParameterLayout;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The forward pass of any network in double, as simple as possible: one sequence and one step at a time
/// ([ReferenceCell]), with PyTorch's layout, without packing, padding or threads. Invalid steps are skipped.
public final class ReferenceNetwork {
    private final Architecture architecture;
    private final ParameterLayout layout;
    private final double[] parameters;
    private final Conditioning conditioning = new Conditioning();

    ReferenceNetwork(Architecture architecture, double[] parameters) {
        this.architecture = architecture;
        this.layout = architecture.parameterLayout();
        this.parameters = parameters;
    }

    /// The states of one layer and direction: hidden `[P]`, cell `[K, H]` (not used by a GRU or RNN).
    record State(double[] hidden, double[] cell) {}

    /// The result of one sequence.
    ///
    /// @param answers `[steps][O]`, 0 at invalid steps
    /// @param ends the states after the last step, one for each layer and direction
    record Result(double[][] answers, State[] ends) {}

    public static double[] toDouble(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    /// Whether finite differences of the runs so far can be trusted.
    Conditioning conditioning() {
        return conditioning;
    }

    /// Runs one sequence.
    ///
    /// @param x `[T][I]`, not read at invalid steps
    /// @param valid `[T]`, at least one
    /// @param starts the states before the first step, one for each layer and direction
    /// @param dropout `[L][T][D·P]`, the factors of the inputs of each layer above the first; null for no dropout
    /// @param recurrent `[L·D][P]`, the factors of the hidden states before the recurrent weights; null for no dropout
    Result run(double[][] x, boolean[] valid, State[] starts, double[] @Nullable [][] dropout,
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
                ReferenceCell cell = new ReferenceCell(architecture, parameters, layer, direction, conditioning);
                State state = starts[layer * directions + direction];
                for (int s = 0; s < time; s++) {
                    int t = direction == 0 ? s : time - 1 - s;
                    if (valid[t]) {
                        State dropped = recurrent == null
                                ? state
                                : new State(
                                        multiply(new double[][]{state.hidden},
                                                new double[][]{recurrent[layer * directions + direction]})[0],
                                        state.cell);
                        state = cell.step(sequence[t], dropped, state.hidden);
                        System.arraycopy(state.hidden, 0, next[t], direction * size, size);
                    }
                }
                ends[layer * directions + direction] = state;
            }
            sequence = next;
        }
        return new Result(answers(sequence, valid), ends);
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

    private double[][] answers(double[][] top, boolean[] valid) {
        Head head = architecture.head();
        if (head == null) {
            return top;
        }
        double[][] answers = new double[head.everyStep() ? top.length : 1][head.outputSize()];
        for (int t = 0; head.everyStep() && t < top.length; t++) {
            if (valid[t]) {
                answers[t] = linear(top[t], head.outputSize());
            }
        }
        if (!head.everyStep()) {
            double[][] validSteps = IntStream.range(0, top.length).filter(t -> valid[t]).mapToObj(t -> top[t])
                    .toArray(double[][]::new);
            answers[0] = linear(switch (head.steps()) {
                case MEAN -> mean(validSteps);
                case MAX -> maximum(validSteps);
                case LAST, EVERY -> validSteps[validSteps.length - 1];
                case FINAL -> finalStates(validSteps);
            }, head.outputSize());
        }
        return answers;
    }

    /// The last step of the forward direction and the first step of the reverse direction.
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

    private double[] maximum(double[][] steps) {
        double[] maximum = steps[0].clone();
        for (int s = 1; s < steps.length; s++) {
            for (int i = 0; i < maximum.length; i++) {
                if (steps[s][i] != maximum[i]) { // flat functions give equal values: no kink
                    conditioning.kink(steps[s][i] - maximum[i]);
                }
                maximum[i] = Math.max(maximum[i], steps[s][i]);
            }
        }
        return maximum;
    }

    private double[] linear(double[] x, int outputs) {
        double[] y = new double[outputs];
        for (int o = 0; o < outputs; o++) {
            y[o] = parameters[layout.get("fc.bias").offset() + o]
                    + ReferenceCell.dot(parameters, layout.get("fc.weight").offset(), o, x);
        }
        return y;
    }
}
