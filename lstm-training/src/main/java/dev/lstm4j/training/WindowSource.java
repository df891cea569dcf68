package dev.lstm4j.training;

import dev.lstm4j.Batch;
import dev.lstm4j.Mask;
import dev.lstm4j.States;
import dev.lstm4j.init.Randomness;
import dev.lstm4j.simd.internal.Sizes;
import dev.lstm4j.training.losses.MaskedLoss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Provides updates from windows over long sequences. The sequences are divided into groups of one batch. As many
/// groups as are accumulated advance through their windows together, and an update uses one window of each. Each group
/// carries its own states.
final class WindowSource implements UpdateSource {
    private final TrainingNetwork network;
    private final Batch sequences;
    private final int steps;
    private final int hop;
    private final int window;
    private final int features;
    private final int targetSize;
    private final int groupSize;
    private final int groupsPerUpdate;
    private final int windows;
    private final CarriedStates[] carried;
    private final float[] inputs;
    private final float[] targets;
    private final float[] weights;
    private final boolean maskedTargets;

    /// Allocates the buffers.
    ///
    /// @param network with T = k₂
    /// @param sequences all of them, `[B, steps, I]`
    /// @param steps the length of the sequences
    /// @param hop k₁
    /// @param setup options and loss
    WindowSource(TrainingNetwork network, Batch sequences, int steps, int hop, TrainingSetup setup) {
        this.network = network;
        this.sequences = sequences;
        this.steps = steps;
        this.hop = hop;
        this.window = network.maxTime();
        this.features = network.architecture().stepSize();
        this.targetSize = setup.loss().targetSize(network.architecture().outputSize());
        this.maskedTargets = setup.loss() instanceof MaskedLoss;
        this.groupSize = network.maxBatch();
        this.groupsPerUpdate = setup.options().accumulate();
        this.windows = Math.ceilDiv(steps, hop);
        this.carried = new CarriedStates[Math.ceilDiv(sequences.rows(), groupSize)];
        Arrays.setAll(carried, _ -> new CarriedStates(network.architecture(), window));
        this.inputs = new float[Sizes.floats("window, inputs", groupSize, window, features)];
        this.targets = new float[Sizes.floats("window, targets", groupSize, window, targetSize)];
        this.weights = new float[groupSize * window];
    }

    @Override
    public boolean isStateful() {
        return true;
    }

    @Override
    public int updates() {
        return Math.ceilDiv(carried.length, groupsPerUpdate) * windows;
    }

    /// The sequences keep their order.
    @Override
    public void beginEpoch(Randomness shuffle) {
        for (CarriedStates states : carried) {
            states.reset();
        }
    }

    @Override
    public void skipEpoch(Randomness shuffle) {}

    @Override
    public int compute(int update, Accumulation accumulation) {
        int first = firstGroup(update);
        int past = Math.min(first + groupsPerUpdate, carried.length);
        int from = update % windows * hop;
        int begin = begin(from);
        int rows = Math.min(past * groupSize, sequences.rows()) - first * groupSize;
        accumulation.begin(rows);
        for (int group = first; group < past; group++) {
            CarriedStates states = carried[group];
            if (begin == 0) {
                states.reset();
            }
            states.setSteps(Math.max(1, begin(from + hop) - begin));
            network.carry(states);
            accumulation.add(load(group, from));
            if (from + hop >= steps) {
                states.reset(); // end of the sequences
            }
        }
        return rows;
    }

    private int firstGroup(int update) {
        return update / windows * groupsPerUpdate;
    }

    /// The first step of a window, given the first step whose outputs count.
    private int begin(int from) {
        return Math.max(0, from + hop - window);
    }

    /// Copies a window of a group. Only its last k₁ steps have weights other than 0.
    private Batch load(int group, int from) {
        int begin = begin(from);
        int end = Math.min(steps, from + hop);
        int length = end - begin;
        int firstRow = group * groupSize;
        int rows = Math.min(groupSize, sequences.rows() - firstRow);
        float[] given = sequences.weights();
        Arrays.fill(weights, 0, rows * window, 0f);
        for (int row = 0; row < rows; row++) {
            int source = (firstRow + row) * steps + begin;
            int to = row * window;
            System.arraycopy(sequences.inputs(), source * features, inputs, to * features, length * features);
            System.arraycopy(sequences.targets(), source * targetSize, targets, to * targetSize, length * targetSize);
            if (given == null) {
                Arrays.fill(weights, to + from - begin, to + length, 1f);
            } else {
                System.arraycopy(given, source + from - begin, weights, to + from - begin, end - from);
            }
        }
        int[] lengths = new int[rows];
        Arrays.fill(lengths, length);
        return new Batch(inputs, length == window ? null : Mask.ofLengths(window, lengths), targets, weights, rows);
    }

    @Override
    public @Nullable String nonFinite(int update) {
        int first = firstGroup(update);
        int from = update % windows * hop;
        String found = null;
        for (int group = first; found == null && group < Math.min(first + groupsPerUpdate, carried.length); group++) {
            int firstRow = group * groupSize;
            found = NonFiniteCause.inData(load(group, from),
                    new NonFiniteCause.Shape(window, features, window, targetSize, maskedTargets),
                    row -> "sequence " + (firstRow + row), begin(from));
        }
        return found;
    }

    @Override
    public double validate(int epoch) {
        return Double.NaN;
    }

    @Override
    public List<@Nullable States> carried() {
        List<@Nullable States> states = new ArrayList<>();
        for (CarriedStates each : carried) {
            states.add(each.copy());
        }
        return states;
    }

    @Override
    public void carry(List<@Nullable States> states) {
        if (states.size() != carried.length) {
            throw new IllegalArgumentException("checkpoint: expected the states of " + carried.length
                    + " groups of sequences, found " + states.size());
        }
        for (int group = 0; group < carried.length; group++) {
            carried[group].restore(states.get(group));
        }
    }
}
