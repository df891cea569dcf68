package dev.lstm4j.training.data;

/// The inputs or targets of N examples, sequences of vectors of one size, in arrays of the caller, which are
/// not copied.
interface Sequences {

    /// @return N
    int count();

    /// @return the number of steps of an example
    int steps(int example);

    /// @return the number of values in a step
    int size();

    /// Copies one example.
    ///
    /// @param out step t goes to `out[offset + t·stride …]`
    void copy(int example, float[] out, int offset, int stride);

    /// Vectors of numbers, `[N][T][size]`.
    record Vectors(float[][][] values, int size) implements Sequences {
        @Override
        public int count() {
            return values.length;
        }

        @Override
        public int steps(int example) {
            return values[example].length;
        }

        @Override
        public void copy(int example, float[] out, int offset, int stride) {
            float[][] steps = values[example];
            for (int t = 0; t < steps.length; t++) {
                System.arraycopy(steps[t], 0, out, offset + t * stride, size);
            }
        }
    }

    /// One vector for each example, `[N][size]`.
    record Rows(float[][] values, int size) implements Sequences {
        @Override
        public int count() {
            return values.length;
        }

        @Override
        public int steps(int example) {
            return 1;
        }

        @Override
        public void copy(int example, float[] out, int offset, int stride) {
            System.arraycopy(values[example], 0, out, offset, size);
        }
    }

    /// One number for each example, `[N]`.
    record Numbers(float[] values) implements Sequences {
        @Override
        public int count() {
            return values.length;
        }

        @Override
        public int steps(int example) {
            return 1;
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public void copy(int example, float[] out, int offset, int stride) {
            out[offset] = values[example];
        }
    }

    /// One token or class for each step, `[N][T]`.
    record Tokens(int[][] values) implements Sequences {
        @Override
        public int count() {
            return values.length;
        }

        @Override
        public int steps(int example) {
            return values[example].length;
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public void copy(int example, float[] out, int offset, int stride) {
            int[] steps = values[example];
            for (int t = 0; t < steps.length; t++) {
                out[offset + t * stride] = steps[t];
            }
        }
    }

    /// One class for each example, `[N]`.
    record Classes(int[] values) implements Sequences {
        @Override
        public int count() {
            return values.length;
        }

        @Override
        public int steps(int example) {
            return 1;
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public void copy(int example, float[] out, int offset, int stride) {
            out[offset] = values[example];
        }
    }
}
