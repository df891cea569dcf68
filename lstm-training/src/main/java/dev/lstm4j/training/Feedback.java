package dev.lstm4j.training;

import dev.lstm4j.training.losses.CrossEntropyLoss;
import java.util.Arrays;

/// How a decoder turns its previous output, or with teacher forcing the previous target, into its next input.
public enum Feedback {
    /// The values themselves: O targets, O inputs.
    VALUES {
        @Override
        int targetSize(int outputSize) {
            return outputSize;
        }

        @Override
        void fromTarget(float[] targets, int step, float[] x, int at, int size) {
            System.arraycopy(targets, step * size, x, at, size);
        }

        @Override
        void fromAnswer(float[] answers, int step, float[] x, int at, int size) {
            System.arraycopy(answers, step * size, x, at, size);
        }
    },
    /// One-hot vectors of classes. The target is a class number ([CrossEntropyLoss]); the predicted class is the index
    /// of the largest of the O outputs. A target that is not a class, such as [CrossEntropyLoss#IGNORE_INDEX], becomes a
    /// vector of zeros.
    CLASSES {
        @Override
        int targetSize(int outputSize) {
            return 1;
        }

        @Override
        void fromTarget(float[] targets, int step, float[] x, int at, int size) {
            set((int) targets[step], x, at, size);
        }

        @Override
        void fromAnswer(float[] answers, int step, float[] x, int at, int size) {
            int largest = 0;
            for (int k = 1; k < size; k++) {
                if (answers[step * size + k] > answers[step * size + largest]) {
                    largest = k;
                }
            }
            set(largest, x, at, size);
        }

        private void set(int index, float[] x, int at, int size) {
            Arrays.fill(x, at, at + size, 0f);
            if (index >= 0 && index < size) {
                x[at + index] = 1f;
            }
        }
    };

    /// The number of target values for an output of O values.
    abstract int targetSize(int outputSize);

    /// Turns the target of a step into an input.
    ///
    /// @param targets `[steps, targetSize(O)]`
    /// @param step from 0
    /// @param x out: O numbers
    /// @param at their offset
    /// @param size O
    abstract void fromTarget(float[] targets, int step, float[] x, int at, int size);

    /// Turns the output of a step into an input.
    ///
    /// @param answers `[steps, O]`
    /// @param step from 0
    /// @param x out: O numbers
    /// @param at their offset
    /// @param size O
    abstract void fromAnswer(float[] answers, int step, float[] x, int at, int size);
}
