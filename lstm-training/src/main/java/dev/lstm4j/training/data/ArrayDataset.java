package dev.lstm4j.training.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Examples in arrays of the caller, made by [Datasets]. The arrays are not copied: an example's numbers are copied
/// into a batch when the batch is drawn. Immutable, and safe to share between threads, as long as nobody changes
/// the arrays.
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

    /// Sets T, if other data for the same network has longer sequences.
    ///
    /// @param steps at least as many as the longest sequence has
    /// @return a changed copy over the same arrays
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

    /// Sets how much each example counts in the mean loss.
    ///
    /// @param perExample `[N]`, finite and at least 0; copied
    /// @return a changed copy over the same arrays
    /// @throws IllegalArgumentException if the number of weights differs from that of examples, or one is not allowed
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

    /// Sets how much each step counts in the mean loss, for data with a target for each step.
    ///
    /// @param perStep `[N][T]`, each as long as its sequence, finite and at least 0; not copied
    /// @return a changed copy over the same arrays
    /// @throws IllegalArgumentException if there is one target for a sequence, the lengths differ, or a weight is
    ///         not allowed
    public ArrayDataset withStepWeights(float[][] perStep) {
        if (!targetsPerStep) {
            throw new IllegalArgumentException(
                    "weights: expected one for each example, since targets are not per step; "
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
                    "weights: expected data with weights, found none; ask hasWeights()");
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

    /// The sizes, not the numbers.
    @Override
    public String toString() {
        return "ArrayDataset[" + size() + " examples, " + (hasLengths ? "up to " : "") + time + " steps, " + inputSize()
                + " features, " + targets.size() + (targetsPerStep ? " targets a step" : " targets")
                + (weights == null ? "]" : ", weighted]");
    }
}
