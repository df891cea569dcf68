package dev.lstm4j.training;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.ParameterLayout;

/// A plain LSTM in double, written to be obviously right and nothing else: the equations of docs/lstm-math.md, one unit at
/// a time, on PyTorch's layout, with no packing, no padding and no threads.
final class ReferenceLstm {
    private final Architecture architecture;
    private final ParameterLayout layout;
    private final double[] parameters;

    ReferenceLstm(Architecture architecture, double[] parameters) {
        this.architecture = architecture;
        this.layout = architecture.parameterLayout();
        this.parameters = parameters;
    }

    static double[] toDouble(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    /// Where one layer and direction's parameters begin in the flat array.
    private record Offsets(int inputWeights, int hiddenWeights, int inputBias, int hiddenBias) {}

    private Offsets offsets(int layer, int direction) {
        boolean bias = architecture.bias();
        return new Offsets(layout.get("weight_ih", layer, direction).offset(),
                layout.get("weight_hh", layer, direction).offset(),
                bias ? layout.get("bias_ih", layer, direction).offset() : -1,
                bias ? layout.get("bias_hh", layer, direction).offset() : -1);
    }

    /// One sequence `[T][I]` to its answers `[steps][O]`, from zero states.
    double[][] answer(double[][] x) {
        double[][] sequence = x;
        for (int layer = 0; layer < architecture.numLayers(); layer++) {
            int hidden = architecture.hiddenSize();
            double[][] next = new double[x.length][architecture.directions() * hidden];
            for (int direction = 0; direction < architecture.directions(); direction++) {
                Offsets offsets = offsets(layer, direction);
                double[] h = new double[hidden];
                double[] c = new double[hidden];
                for (int s = 0; s < x.length; s++) {
                    int t = direction == 0 ? s : x.length - 1 - s;
                    double[][] after = step(offsets, sequence[t], h, c);
                    h = after[0];
                    c = after[1];
                    System.arraycopy(h, 0, next[t], direction * hidden, hidden);
                }
            }
            sequence = next;
        }
        Head head = architecture.head();
        if (head == null) {
            return sequence;
        }
        double[][] answers = new double[architecture.outputSteps(x.length)][head.outputSize()];
        for (int s = 0; s < answers.length; s++) {
            double[] top = sequence[head.steps() == Head.Steps.LAST ? x.length - 1 : s];
            for (int o = 0; o < head.outputSize(); o++) {
                answers[s][o] = parameters[layout.get("fc.bias").offset() + o];
                for (int j = 0; j < top.length; j++) {
                    answers[s][o] += parameters[layout.get("fc.weight").offset() + o * top.length + j] * top[j];
                }
            }
        }
        return answers;
    }

    private double[][] step(Offsets offsets, double[] x, double[] h, double[] c) {
        int hidden = h.length;
        double[] newH = new double[hidden];
        double[] newC = new double[hidden];
        for (int j = 0; j < hidden; j++) {
            double input = logistic(gate(offsets, j, x, h));
            double forget = logistic(gate(offsets, hidden + j, x, h));
            double candidate = Math.tanh(gate(offsets, 2 * hidden + j, x, h));
            double output = logistic(gate(offsets, 3 * hidden + j, x, h));
            newC[j] = forget * c[j] + input * candidate;
            newH[j] = output * Math.tanh(newC[j]);
        }
        return new double[][]{newH, newC};
    }

    private double gate(Offsets offsets, int row, double[] x, double[] h) {
        double sum = 0;
        if (architecture.bias()) {
            sum = parameters[offsets.inputBias + row] + parameters[offsets.hiddenBias + row];
        }
        for (int k = 0; k < x.length; k++) {
            sum += parameters[offsets.inputWeights + row * x.length + k] * x[k];
        }
        for (int k = 0; k < h.length; k++) {
            sum += parameters[offsets.hiddenWeights + row * h.length + k] * h[k];
        }
        return sum;
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
