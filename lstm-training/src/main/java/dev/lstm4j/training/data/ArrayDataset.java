package dev.lstm4j.training.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Examples in arrays of the caller, created by [Datasets]. The arrays are not copied; the values of an example are
/// copied into a batch when the batch is loaded. Immutable and thread-safe as long as the arrays do not change.
public final class ArrayDataset implements Dataset {
    private final Sequences inputs;
    private final Sequences targets;
    private final boolean targetsPerStep;
    private final float @Nullable [][] weights;
    private final int time;
    private final boolean hasLengths;

    private ArrayDataset(Sequences inputs, Sequences targets, boolean targetsPerStep, float @Nullable [][] weights,
            int time) {
        this.inputs = inputs;
        this.targets = targets;
        this.targetsPerStep = targetsPerStep;
        this.weights = weights;
        this.time = time;
        this.hasLengths = hasOtherLength(inputs, time);
    }

    static ArrayDataset of(Sequences inputs, Sequences targets, boolean targetsPerStep) {
        if (targets.count() != inputs.count()) {
            throw new IllegalArgumentException("targets: expected " + inputs.count() + " examples as in inputs, found "
                    + targets.count());
        }
        int longest = 0;
        for (int example = 0; example < inputs.count(); example++) {
            longest = Math.max(longest, inputs.steps(example));
            if (targetsPerStep && targets.steps(example) != inputs.steps(example)) {
                throw new IllegalArgumentException("targets: expected " + inputs.steps(example)
                        + " steps as in inputs, found " + targets.steps(example) + " in example " + example);
            }
        }
        return new ArrayDataset(inputs, targets, targetsPerStep, null, longest);
    }

    private static boolean hasOtherLength(Sequences inputs, int time) {
        for (int example = 0; example < inputs.count(); example++) {
            if (inputs.steps(example) != time) {
                return true;
            }
        }
        return false;
    }

    /// Sets T, for example if another data set for the same network has longer sequences.
    ///
    /// @param steps at least the length of the longest sequence
    /// @return a changed copy that shares the arrays
    /// @throws IllegalArgumentException if a sequence is longer
    public ArrayDataset withTime(int steps) {
        for (int example = 0; example < size(); example++) {
            if (inputs.steps(example) > steps) {
                throw new IllegalArgumentException("time: expected at least the " + inputs.steps(example)
                        + " steps of example " + example + ", found " + steps);
            }
        }
        return new ArrayDataset(inputs, targets, targetsPerStep, weights, steps);
    }

    /// Sets the weight of each example in the mean loss.
    ///
    /// @param perExample `[N]`, finite and at least 0; copied
    /// @return a changed copy that shares the arrays
    /// @throws IllegalArgumentException if the number of weights is not the number of examples, or a weight is negative
    ///         or not finite
    public ArrayDataset withWeights(float... perExample) {
        requireCount(perExample.length);
        float[][] answers = new float[perExample.length][];
        for (int example = 0; example < perExample.length; example++) {
            Checks.requireWeight(perExample[example], "example " + example);
            answers[example] = new float[targets.steps(example)];
            Arrays.fill(answers[example], perExample[example]);
        }
        return new ArrayDataset(inputs, targets, targetsPerStep, answers, time);
    }

    /// Sets the weight of each step in the mean loss, for data with a target for each step.
    ///
    /// @param perStep `[N][T]`, each as long as its sequence, finite and at least 0; not copied
    /// @return a changed copy that shares the arrays
    /// @throws IllegalArgumentException if there is only one target for each sequence, the lengths differ, or a weight
    ///         is negative or not finite
    public ArrayDataset withStepWeights(float[][] perStep) {
        if (!targetsPerStep) {
            throw new IllegalArgumentException(
                    "weights: expected one for each example, since targets are not per step, found one for each step; "
                            + "call withWeights");
        }
        requireCount(perStep.length);
        for (int example = 0; example < perStep.length; example++) {
            float[] steps = Checks.require("weights", perStep[example], example);
            if (steps.length != inputs.steps(example)) {
                throw new IllegalArgumentException("weights: expected " + inputs.steps(example)
                        + " steps as in inputs, found " + steps.length + " in example " + example);
            }
            for (int step = 0; step < steps.length; step++) {
                Checks.requireWeight(steps[step], "example " + example + ", step " + step);
            }
        }
        return new ArrayDataset(inputs, targets, true, perStep, time);
    }

    private void requireCount(int found) {
        if (found != size()) {
            throw new IllegalArgumentException(
                    "weights: expected " + size() + " examples as in inputs, found " + found);
        }
    }

    @Override
    public int size() {
        return inputs.count();
    }

    @Override
    public int time() {
        return time;
    }

    @Override
    public boolean hasLengths() {
        return hasLengths;
    }

    @Override
    public int length(int index) {
        return inputs.steps(index);
    }

    @Override
    public boolean hasWeights() {
        return weights != null;
    }

    @Override
    public void copyWeights(int index, float[] out, int offset) {
        if (weights == null) {
            throw new UnsupportedOperationException(
                    "weights: expected data with weights, found none; check hasWeights() first");
        }
        float[] answers = weights[index];
        System.arraycopy(answers, 0, out, offset, answers.length);
        if (targetsPerStep) {
            Arrays.fill(out, offset + answers.length, offset + time, 0f);
        }
    }

    @Override
    public int inputSize() {
        return inputs.size();
    }

    @Override
    public int targetSize() {
        return targets.size() * (targetsPerStep ? time : 1);
    }

    @Override
    public void copyInput(int index, float[] x, int offset, int stride) {
        inputs.copy(index, x, offset, stride);
    }

    @Override
    public void copyTarget(int index, float[] y, int offset) {
        int size = targets.size();
        targets.copy(index, y, offset, size);
        if (targetsPerStep) {
            Arrays.fill(y, offset + targets.steps(index) * size, offset + time * size, 0f);
        }
    }

    /// The sizes, not the values.
    @Override
    public String toString() {
        return "ArrayDataset[" + size() + " examples, " + (hasLengths ? "up to " : "") + time + " steps, " + inputSize()
                + " features, " + targets.size() + (targetsPerStep ? " targets a step" : " targets")
                + (weights == null ? "]" : ", weighted]");
    }
}
