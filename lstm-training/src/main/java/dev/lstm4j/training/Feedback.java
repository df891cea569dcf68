package dev.lstm4j.training;

import dev.lstm4j.training.losses.CrossEntropyLoss;
import java.util.Arrays;

/// What a decoder reads after a step: its own answer to it, or while it is taught the target, as an input.
public enum Feedback {
    /// The numbers as they are: O targets, O inputs.
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
    /// A class, 1 at its place and 0 elsewhere: the target is its number ([CrossEntropyLoss]), the answer's is the
    /// largest of O. A number that is none of the classes, such as [CrossEntropyLoss#IGNORE_INDEX], is 0 everywhere.
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

    /// How many target numbers an answer of O numbers has.
    abstract int targetSize(int outputSize);

    /// Makes the target of a step an input.
    ///
    /// @param targets `[steps, targetSize(O)]`
    /// @param step from 0
    /// @param x out: O numbers
    /// @param at where they begin
    /// @param size O
    abstract void fromTarget(float[] targets, int step, float[] x, int at, int size);

    /// Makes the answer to a step an input.
    ///
    /// @param answers `[steps, O]`
    /// @param step from 0
    /// @param x out: O numbers
    /// @param at where they begin
    /// @param size O
    abstract void fromAnswer(float[] answers, int step, float[] x, int at, int size);
}
