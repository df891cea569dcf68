package dev.lstm4j.training;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Loss;
import dev.lstm4j.Mask;
import dev.lstm4j.Optimizer;
import dev.lstm4j.simd.internal.Sizes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Trains on sequences of any length in memory that does not grow with them: truncated backpropagation through time, BPTT(k₂; k₁)
/// of Williams and Peng (1990). Every k₁ steps there is an update, for the loss of these steps; its gradient goes back k₂ steps
/// and ends there, while the states are carried from the very beginning. With k₂ = k₁ pieces follow each other; with a larger k₂
/// they overlap, the overlap is computed again with the weights as they are by then, and even the first of the k₁ steps has
/// k₂ - k₁ steps behind it.
public final class TruncatedBackpropagation {
    private final TrainingNetwork network;
    private final Architecture architecture;
    private final int update;
    private final int back;
    private float[] x = {};
    private float[] y = {};
    private float[] counts = {};

    /// Over a network of T = k₂, which carries states from now on.
    ///
    /// @param network of one direction, with an answer for every step
    /// @param k1 steps from one update to the next, from 1 to the network's T, k₂
    /// @throws IllegalArgumentException where k₁ is out of range, or a head does not answer every step
    /// @throws IllegalStateException where the network is bidirectional
    public TruncatedBackpropagation(TrainingNetwork network, int k1) {
        this.network = network;
        this.architecture = network.architecture();
        this.update = k1;
        this.back = network.maxTime();
        Head head = architecture.head();
        if (k1 < 1 || k1 > back) {
            throw new IllegalArgumentException("k1: expected 1 to k2, the network's " + back + " steps, found " + k1);
        }
        if (head != null && !head.everyStep()) {
            throw new IllegalArgumentException("network: expected a head on every step, or none, found one on "
                    + head.steps());
        }
        network.setStateful(true);
    }

    /// Goes through sequences once, from their beginning.
    ///
    /// @param longX `[B, steps, I]`
    /// @param longY `[B, steps, K]`, K the loss's target size
    /// @param rows B, at most the network's largest batch
    /// @param steps how long they are, any number
    /// @param loss what is made smaller
    /// @param optimizer how
    /// @param clipNorm the largest global norm of a gradient; 0 for any
    /// @return the mean loss of all steps, each before the update that followed it
    /// @throws IllegalArgumentException where a size is out of range or an array is too short
    public double train(float[] longX, float[] longY, int rows, int steps, Loss loss, Optimizer optimizer,
            double clipNorm) {
        int features = architecture.stepSize();
        int targets = loss.targetSize(architecture.outputSize());
        if (steps < 1) {
            throw new IllegalArgumentException("steps: expected at least 1, found " + steps);
        }
        Sizes.requireFloats("x", longX, Sizes.floats("x", rows, steps, features));
        Sizes.requireFloats("y", longY, Sizes.floats("y", rows, steps, targets));
        makeRoom(rows, features, targets);
        double sum = 0;
        for (int from = 0; from < steps; from += update) {
            int end = Math.min(steps, from + update);
            int begin = begin(from);
            if (begin == 0) {
                network.resetStates();
            }
            network.setCarriedSteps(Math.max(1, begin(from + update) - begin));
            Arrays.fill(counts, 0, rows * back, 0f);
            for (int row = 0; row < rows; row++) {
                int source = row * steps + begin;
                System.arraycopy(longX, source * features, x, row * back * features, (end - begin) * features);
                System.arraycopy(longY, source * targets, y, row * back * targets, (end - begin) * targets);
                Arrays.fill(counts, row * back + from - begin, row * back + end - begin, 1f);
            }
            double value = network.computeGradients(x, y, counts, mask(rows, end - begin), rows, loss);
            if (clipNorm > 0) {
                network.clipGradientNorm(clipNorm);
            }
            network.update(optimizer);
            sum += value * (end - from);
        }
        return sum / steps;
    }

    /// Where the piece begins that answers for steps from one on.
    private int begin(int from) {
        return Math.max(0, from + update - back);
    }

    private @Nullable Mask mask(int rows, int length) {
        if (length == back) {
            return null;
        }
        int[] lengths = new int[rows];
        Arrays.fill(lengths, length);
        return Mask.ofLengths(back, lengths);
    }

    private void makeRoom(int rows, int features, int targets) {
        if (x.length < rows * back * features || y.length < rows * back * targets) {
            x = new float[Sizes.floats("x", rows, back, features)];
            y = new float[Sizes.floats("y", rows, back, targets)];
            counts = new float[rows * back];
        }
    }
}
