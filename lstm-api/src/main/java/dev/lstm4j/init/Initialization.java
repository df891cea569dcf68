package dev.lstm4j.init;

import java.util.Arrays;

/// How the initial values of one parameter are drawn.
public enum Initialization {
    /// Uniform within ±1/√H, for the head ±1/√(D·H): PyTorch's default.
    UNIFORM {
        @Override
        public void fill(float[] values, int offset, Extent extent, Randomness randomness) {
            draw(values, offset, extent, 1 / Math.sqrt(extent.fan()), randomness);
        }
    },
    /// Uniform within ±√(6 / (rows + columns)) of the matrix as it is stored (Glorot and Bengio 2010): a layer's input
    /// weights `[G·H, I]` count as going from I to G·H, all gates together, as in Keras, which keeps them as one `[I,
    /// 4H]` too.
    GLOROT {
        @Override
        public void fill(float[] values, int offset, Extent extent, Randomness randomness) {
            draw(values, offset, extent, Math.sqrt(6.0 / (extent.rows() + extent.columns())), randomness);
        }
    },
    /// Each gate's block an orthogonal matrix, drawn evenly among all of them (Saxe et al. 2014): a step neither
    /// stretches nor shrinks a hidden state. A block that is not square has orthonormal rows or columns, whichever
    /// are fewer.
    ORTHOGONAL {
        @Override
        public void fill(float[] values, int offset, Extent extent, Randomness randomness) {
            int rows = extent.rows() / extent.blocks();
            int columns = extent.columns();
            for (int gate = 0; gate < extent.blocks(); gate++) {
                double[][] block = orthonormalColumns(Math.max(rows, columns), Math.min(rows, columns), randomness);
                int first = offset + gate * rows * columns;
                for (int i = 0; i < rows; i++) {
                    for (int j = 0; j < columns; j++) {
                        values[first + i * columns + j] = (float) (rows >= columns ? block[i][j] : block[j][i]);
                    }
                }
            }
        }
    },
    /// Normal with mean 0 and variance 1: PyTorch's default for embeddings.
    NORMAL {
        @Override
        public void fill(float[] values, int offset, Extent extent, Randomness randomness) {
            for (int i = 0; i < extent.length(); i++) {
                values[offset + i] = (float) randomness.nextGaussian();
            }
        }
    },
    /// All 1.
    ONE {
        @Override
        public void fill(float[] values, int offset, Extent extent, Randomness randomness) {
            Arrays.fill(values, offset, offset + extent.length(), 1f);
        }
    },
    /// All 0.
    ZERO {
        @Override
        public void fill(float[] values, int offset, Extent extent, Randomness randomness) {
            // Parameters start at zero.
        }
    };

    /// The size of a parameter, as initialization sees it.
    ///
    /// @param rows its rows
    /// @param columns its columns; of a vector as many as rows
    /// @param blocks gates, whose blocks of rows are matrices of their own
    /// @param fan PyTorch's bound is `1/√fan`
    /// @param length its floats
    public record Extent(int rows, int columns, int blocks, int fan, int length) {}

    /// Fills one parameter.
    ///
    /// @param values the flat array; zero at the parameter
    /// @param offset the parameter's first float
    /// @param extent its size
    /// @param randomness the generator to draw from
    public abstract void fill(float[] values, int offset, Extent extent, Randomness randomness);

    private static void draw(float[] values, int offset, Extent extent, double limit, Randomness randomness) {
        float bound = (float) limit;
        for (int i = 0; i < extent.length(); i++) {
            values[offset + i] = (2 * randomness.nextFloat() - 1) * bound;
        }
    }

    /// Normal numbers, made orthonormal column by column (Gram and Schmidt, modified): the Q of a QR factorisation
    /// whose R has a positive diagonal, so no sign is favoured. All sums are in one order, and nothing here is rounded
    /// otherwise on another machine. In double the loss of orthogonality is far below a float's last digit.
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
            Arrays.fill(dots, 0);
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
