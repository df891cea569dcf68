package dev.lstm4j.training.metrics;

import dev.lstm4j.training.losses.CrossEntropyLoss;
import org.jspecify.annotations.Nullable;

/// Accuracy and F1 of predicted classes, as scikit-learn's `accuracy_score` and `f1_score`.
public final class Classification {
    private final double[] right;
    private final double[] predicted;
    private final double[] actual;

    /// Creates an empty accumulator.
    ///
    /// @param classes C, at least 1
    /// @throws IllegalArgumentException if it is below 1
    public Classification(int classes) {
        if (classes < 1) {
            throw new IllegalArgumentException("classes: expected at least 1, found " + classes);
        }
        right = new double[classes];
        predicted = new double[classes];
        actual = new double[classes];
    }

    /// Adds one prediction.
    ///
    /// @param choice the predicted class, from 0
    /// @param truth the actual class, from 0
    /// @param weight w; if 0, nothing is added
    /// @throws IllegalArgumentException if a class is out of range, or the weight negative or not finite
    public void add(int choice, int truth, double weight) {
        if (Weights.require(weight) == 0) {
            return;
        }
        requireClass("choice", choice);
        requireClass("truth", truth);
        predicted[choice] += weight;
        actual[truth] += weight;
        right[choice] += choice == truth ? weight : 0;
    }

    /// Adds a batch. The predicted class is the one with the largest logit, or the first of several equal ones.
    ///
    /// @param logits `[rows, C]`
    /// @param targets `[rows]`, the actual classes; rows with [CrossEntropyLoss#IGNORE_INDEX] do not count
    /// @param weights `[rows]`, or null for all 1
    /// @param rows the number of rows
    /// @throws IllegalArgumentException if an array is too short, a logit is NaN, a target is not a class, or a weight
    ///         is negative or not finite
    public void add(float[] logits, float[] targets, float @Nullable [] weights, int rows) {
        Weights.requireRows(logits, right.length, targets, 1, weights, rows);
        for (int row = 0; row < rows; row++) {
            double weight = Weights.require(Weights.of(weights, row));
            if (weight == 0 || targets[row] == CrossEntropyLoss.IGNORE_INDEX) {
                continue;
            }
            int truth = (int) targets[row];
            if (truth != targets[row]) {
                throw new IllegalArgumentException(
                        "targets[" + row + "]: expected the number of a class, found " + targets[row]);
            }
            add(largest(logits, row * right.length), truth, weight);
        }
    }

    private int largest(float[] logits, int from) {
        int best = 0;
        for (int c = 0; c < right.length; c++) {
            if (Float.isNaN(logits[from + c])) {
                throw new IllegalArgumentException("predictions[" + (from + c) + "]: expected a number, found NaN");
            }
            if (logits[from + c] > logits[from + best]) {
                best = c;
            }
        }
        return best;
    }

    private void requireClass(String name, int number) {
        if (number < 0 || number >= right.length) {
            throw new IllegalArgumentException(
                    name + ": expected a class from 0 to " + (right.length - 1) + ", found " + number);
        }
    }

    /// The accuracy, `Σ w of the correct predictions / Σ w`.
    ///
    /// @return from 0 to 1, NaN if nothing was added
    public double accuracy() {
        double sum = 0;
        double total = 0;
        for (int c = 0; c < right.length; c++) {
            sum += right[c];
            total += actual[c];
        }
        return sum / total;
    }

    /// The F1 score of one class against the others, `2·TP / (2·TP + FP + FN)`: the harmonic mean of precision and
    /// recall (van Rijsbergen 1979).
    ///
    /// @param number of the class
    /// @return from 0 to 1; 0 if the class neither occurred nor was predicted
    /// @throws IllegalArgumentException if there is no such class
    public double f1(int number) {
        requireClass("class", number);
        double seen = predicted[number] + actual[number];
        return seen == 0 ? 0 : 2 * right[number] / seen;
    }

    /// The unweighted mean F1 of the classes that occurred or were predicted, as in scikit-learn.
    ///
    /// @return from 0 to 1, NaN if nothing was added
    public double macroF1() {
        double sum = 0;
        int classes = 0;
        for (int c = 0; c < right.length; c++) {
            if (predicted[c] + actual[c] > 0) {
                sum += f1(c);
                classes++;
            }
        }
        return sum / classes;
    }

    /// The current values.
    @Override
    public String toString() {
        return "Classification[accuracy=" + accuracy() + ", macroF1=" + macroF1() + "]";
    }
}
