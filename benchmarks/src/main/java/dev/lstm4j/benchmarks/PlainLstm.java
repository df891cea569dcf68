package dev.lstm4j.benchmarks;

import dev.lstm4j.Architecture;
import dev.lstm4j.Parameters;

/// Runs one sequence through a network with plain loops in double precision (docs/lstm-math.md), to check the engine.
final class PlainLstm {
    /// The error of float32 after a few hundred steps and layers, for values below 1.
    static final double ALLOWED = 1e-4;

    private final Architecture architecture;
    private final Parameters parameters;

    PlainLstm(Architecture architecture, Parameters parameters) {
        this.architecture = architecture;
        this.parameters = parameters;
    }

    /// The hidden states of the last layer.
    ///
    /// @param x `[T, I]`
    /// @return `[T, D·H]`
    double[][] hidden(double[][] x) {
        double[][] below = x;
        for (int layer = 0; layer < architecture.numLayers(); layer++) {
            double[][] above = new double[x.length][architecture.directions() * architecture.hiddenSize()];
            for (int direction = 0; direction < architecture.directions(); direction++) {
                run(layer, direction, below, above);
            }
            below = above;
        }
        return below;
    }

    /// The output of a head with one output on the final states: the forward direction ends at the last step, the
    /// reverse direction at the first one.
    double answer(double[][] x) {
        double[][] hidden = hidden(x);
        double sum = parameters.values()[parameters.layout().get("fc.bias").offset()];
        for (int i = 0; i < hidden[0].length; i++) {
            double[] end = hidden[i < architecture.hiddenSize() ? x.length - 1 : 0];
            sum += end[i] * parameters.values()[parameters.layout().get("fc.weight").offset() + i];
        }
        return sum;
    }

    private void run(int layer, int direction, double[][] below, double[][] above) {
        int size = architecture.hiddenSize();
        double[] h = new double[size];
        double[] c = new double[size];
        double[] z = new double[4 * size];
        for (int i = 0; i < below.length; i++) {
            int t = direction == 0 ? i : below.length - 1 - i;
            for (int row = 0; row < z.length; row++) {
                z[row] = value("bias_ih", layer, direction, row) + value("bias_hh", layer, direction, row)
                        + dot("weight_ih", layer, direction, row, below[t])
                        + dot("weight_hh", layer, direction, row, h);
            }
            for (int j = 0; j < size; j++) {
                c[j] = logistic(z[size + j]) * c[j] + logistic(z[j]) * Math.tanh(z[2 * size + j]);
                h[j] = logistic(z[3 * size + j]) * Math.tanh(c[j]);
            }
            System.arraycopy(h, 0, above[t], direction * size, size);
        }
    }

    private double value(String name, int layer, int direction, int index) {
        return parameters.values()[parameters.layout().get(name, layer, direction).offset() + index];
    }

    private double dot(String name, int layer, int direction, int row, double[] x) {
        int offset = parameters.layout().get(name, layer, direction).offset() + row * x.length;
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += x[k] * parameters.values()[offset + k];
        }
        return sum;
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /// One row of a batch as doubles.
    ///
    /// @param x `[B, T, I]`
    /// @return `[T, I]`
    static double[][] row(float[] x, int row, int time, int input) {
        double[][] sequence = new double[time][input];
        for (int t = 0; t < time; t++) {
            for (int k = 0; k < input; k++) {
                sequence[t][k] = x[(row * time + t) * input + k];
            }
        }
        return sequence;
    }
}
