package dev.lstm4j.training;

import dev.lstm4j.ParameterLayout;

/// How the numbers of one parameter are drawn.
public enum Filling {
    /// Uniform within ±1/√H, for the head ±1/√(D·H): PyTorch's default.
    UNIFORM {
        @Override
        void fill(float[] values, ParameterLayout.Entry entry, int gates, int fan, Randomness randomness) {
            draw(values, entry, 1 / Math.sqrt(fan), randomness);
        }
    },
    /// Uniform within ±√(6 / (rows + columns)) of the matrix as it is stored (Glorot and Bengio 2010): a layer's input weights
    /// `[G·H, I]` count as going from I to G·H, all gates together, as in Keras, which keeps them as one `[I, 4H]` too.
    GLOROT {
        @Override
        void fill(float[] values, ParameterLayout.Entry entry, int gates, int fan, Randomness randomness) {
            draw(values, entry, Math.sqrt(6.0 / (entry.shape().getFirst() + entry.shape().getLast())), randomness);
        }
    },
    /// Each gate's block an orthogonal matrix, drawn evenly among all of them (Saxe et al. 2014): a step neither stretches nor
    /// shrinks a hidden state. A block that is not square has orthonormal rows or columns, whichever are fewer.
    ORTHOGONAL {
        @Override
        void fill(float[] values, ParameterLayout.Entry entry, int gates, int fan, Randomness randomness) {
            int rows = entry.shape().getFirst() / gates;
            int columns = entry.shape().getLast();
            for (int gate = 0; gate < gates; gate++) {
                double[][] block = orthonormalColumns(Math.max(rows, columns), Math.min(rows, columns), randomness);
                int offset = entry.offset() + gate * rows * columns;
                for (int i = 0; i < rows; i++) {
                    for (int j = 0; j < columns; j++) {
                        values[offset + i * columns + j] = (float) (rows >= columns ? block[i][j] : block[j][i]);
                    }
                }
            }
        }
    },
    /// Normal with mean 0 and variance 1: PyTorch's default for embeddings.
    NORMAL {
        @Override
        void fill(float[] values, ParameterLayout.Entry entry, int gates, int fan, Randomness randomness) {
            for (int i = 0; i < entry.length(); i++) {
                values[entry.offset() + i] = (float) randomness.nextGaussian();
            }
        }
    },
    /// All 1.
    ONE {
        @Override
        void fill(float[] values, ParameterLayout.Entry entry, int gates, int fan, Randomness randomness) {
            java.util.Arrays.fill(values, entry.offset(), entry.offset() + entry.length(), 1f);
        }
    },
    /// All 0.
    ZERO {
        @Override
        void fill(float[] values, ParameterLayout.Entry entry, int gates, int fan, Randomness randomness) {
            // Parameters begin at zero.
        }
    };

    /// Fills one parameter.
    ///
    /// @param values the flat array, zero where the parameter lies
    /// @param entry where it lies
    /// @param gates blocks of rows
    /// @param fan what PyTorch's bound is the root of
    /// @param randomness what draws
    abstract void fill(float[] values, ParameterLayout.Entry entry, int gates, int fan, Randomness randomness);

    private static void draw(float[] values, ParameterLayout.Entry entry, double limit, Randomness randomness) {
        float bound = (float) limit;
        for (int i = 0; i < entry.length(); i++) {
            values[entry.offset() + i] = (2 * randomness.nextFloat() - 1) * bound;
        }
    }

    /// Normal numbers, made orthonormal column by column (Gram and Schmidt, modified): the Q of a QR factorisation whose R has
    /// a positive diagonal, so no sign is favoured. All sums are in one order, and nothing here is rounded otherwise on
    /// another machine. In double the loss of orthogonality is far below a float's last digit.
    private static double[][] orthonormalColumns(int rows, int columns, Randomness randomness) {
        double[][] a = new double[rows][columns];
        for (double[] row : a) {
            for (int j = 0; j < columns; j++) {
                row[j] = randomness.nextGaussian();
            }
        }
        double[] dots = new double[columns];
        for (int k = 0; k < columns; k++) {
            double sum = 0;
            for (double[] row : a) {
                sum += row[k] * row[k];
            }
            double norm = Math.sqrt(sum);
            java.util.Arrays.fill(dots, 0);
            for (double[] row : a) {
                double q = row[k] / norm;
                row[k] = q;
                for (int j = k + 1; j < columns; j++) {
                    dots[j] += q * row[j];
                }
            }
            for (double[] row : a) {
                double q = row[k];
                for (int j = k + 1; j < columns; j++) {
                    row[j] -= q * dots[j];
                }
            }
        }
        return a;
    }
}
