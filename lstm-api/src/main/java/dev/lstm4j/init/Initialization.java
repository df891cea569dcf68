package dev.lstm4j.init;

import java.util.Arrays;

/// How the initial values of one parameter are drawn.
public enum Initialization {
    /// Uniform within ±1/√H, for the head ±1/√(D·P): PyTorch's default.
    UNIFORM {
        @Override
        public void fill(float[] values, int offset, Extent extent, Randomness randomness) {
            draw(values, offset, extent, 1 / Math.sqrt(extent.fan()), randomness);
        }
    },
    /// Uniform within ±√(6 / (rows + columns)) of the matrix as it is stored (Glorot and Bengio 2010): a layer's input
    /// weights `[G·H, I]` have fan-in I and fan-out G·H, all gates together, as in Keras, which also stores them as one
    /// matrix `[I, 4H]`.
    GLOROT {
        @Override
        public void fill(float[] values, int offset, Extent extent, Randomness randomness) {
            draw(values, offset, extent, Math.sqrt(6.0 / (extent.rows() + extent.columns())), randomness);
        }
    },
    /// Each gate's block is a random orthogonal matrix, drawn uniformly (Saxe et al. 2014), which preserves the norm of
    /// a hidden state. A block that is not square has orthonormal rows or columns, whichever are fewer.
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

    /// The size of a parameter, as needed to initialize it.
    ///
    /// @param rows its rows
    /// @param columns its columns; for a vector, the same as rows
    /// @param blocks the number of gates whose blocks of rows are separate matrices
    /// @param fan PyTorch's bound is `1/√fan`
    /// @param length its number of floats
    public record Extent(int rows, int columns, int blocks, int fan, int length) {}

    /// Fills one parameter.
    ///
    /// @param values the flat array; zero at the parameter's floats
    /// @param offset the index of the parameter's first float
    /// @param extent its size
    /// @param randomness the generator to draw from
    public abstract void fill(float[] values, int offset, Extent extent, Randomness randomness);

    private static void draw(float[] values, int offset, Extent extent, double limit, Randomness randomness) {
        float bound = (float) limit;
        for (int i = 0; i < extent.length(); i++) {
            values[offset + i] = (2 * randomness.nextFloat() - 1) * bound;
        }
    }

    /// Normal random numbers, orthonormalised column by column (modified Gram-Schmidt): the Q of a QR factorisation
    /// whose R has a positive diagonal, so no sign is favoured. All sums have a fixed order, so rounding is the same on
    /// every machine. In double, the loss of orthogonality is far below a float's last digit.
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
