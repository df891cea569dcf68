package dev.lstm4j.training.data;

import dev.lstm4j.init.Randomness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Examples that are read from a stream as they are needed ([Datasets#stream]).
///
/// A shuffle buffer of n examples shuffles locally, as `tf.data.Dataset.shuffle`: it is filled with the first n
/// examples of the stream; then each draw removes a random example and replaces it with the next one of the stream. An
/// example can come arbitrarily late, but fewer than n places early. If the stream is sorted, for example by class, use
/// a large buffer or shuffle the source. Without a buffer, examples come in the order of the stream.
///
/// Only one training run at a time may use it. Each pass closes the stream of the previous pass; [#close] closes the
/// last one.
public final class StreamDataset implements SequentialDataset, AutoCloseable {
    private final Supplier<Stream<Example>> examples;
    private final Shape shape;
    private final int buffer;
    private final List<Example> waiting = new ArrayList<>();
    private final List<Example> drawn = new ArrayList<>();
    private @Nullable Stream<Example> stream;
    private @Nullable Iterator<Example> iterator;
    private Randomness randomness = new Randomness(0);
    private int read;
    private int drawnFrom;

    private record Shape(int size, int time, int inputSize, int targetSize, boolean perStep, boolean weighted) {}

    private StreamDataset(Supplier<Stream<Example>> examples, Shape shape, int buffer) {
        this.examples = examples;
        this.shape = shape;
        this.buffer = buffer;
    }

    static StreamDataset of(Supplier<Stream<Example>> examples, int size, int time) {
        Checks.requireAtLeastOne("size", size);
        Checks.requireAtLeastOne("time", time);
        try (Stream<Example> stream = examples.get()) {
            Example first = stream.findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("examples: expected at least one, found none"));
            if (first.inputs().length == 0 || first.targets().length == 0) {
                throw new IllegalArgumentException("examples: expected at least one step and one target, found "
                        + first.inputs().length + " and " + first.targets().length + " in example 0");
            }
            boolean perStep = first.targets().length == first.inputs().length && first.targets().length > 1;
            return new StreamDataset(examples, new Shape(size, time, first.inputs()[0].length,
                    first.targets()[0].length, perStep, first.weights() != null), 1);
        }
    }

    /// Sets the size of the shuffle buffer.
    ///
    /// @param capacity the number of examples that the buffer holds; 1 for no shuffling
    /// @return a changed copy that opens its own streams
    /// @throws IllegalArgumentException if it is below 1
    public StreamDataset withShuffleBuffer(int capacity) {
        return new StreamDataset(examples, shape, Checks.requireAtLeastOne("shuffleBuffer", capacity));
    }

    /// Sets whether there is a target for each step. Call this if the first sequence has only one step, as it cannot be
    /// inferred from that.
    ///
    /// @param perStep true for a target for each step, false for one target for the whole sequence
    /// @return a changed copy that opens its own streams
    public StreamDataset withTargetsPerStep(boolean perStep) {
        return new StreamDataset(examples, new Shape(shape.size, shape.time, shape.inputSize, shape.targetSize, perStep,
                shape.weighted), buffer);
    }

    @Override
    public void begin(long seed) {
        close();
        Stream<Example> opened = examples.get();
        stream = opened;
        iterator = opened.iterator();
        randomness = new Randomness(seed);
    }

    @Override
    public void draw(int from, int to) {
        int next = drawnFrom + drawn.size();
        if (from < next || to < from || to > shape.size) {
            throw new IllegalArgumentException("draw: expected a range within [" + next + ", " + shape.size
                    + "), the examples not yet read, found [" + from + ", " + to
                    + "); a stream is read once in each pass");
        }
        drawn.clear();
        drawnFrom = from;
        for (int index = next; index < to; index++) {
            Example example = take();
            if (index >= from) {
                drawn.add(example);
            }
        }
    }

    private Example take() {
        while (waiting.size() < buffer && read < shape.size) {
            waiting.add(read());
        }
        int place = waiting.size() == 1 ? 0 : randomness.nextInt(waiting.size());
        Example last = waiting.removeLast();
        return place == waiting.size() ? last : waiting.set(place, last);
    }

    private Example read() {
        Iterator<Example> open = iterator;
        if (open == null) {
            throw new IllegalStateException("examples: expected begin() before draw(), found no pass");
        }
        if (!open.hasNext()) {
            throw new IllegalStateException("examples: expected " + shape.size + " in each pass, found " + read
                    + "; pass the number of examples in the stream to Datasets.stream");
        }
        Example example = open.next();
        requireShape(example, read);
        read++;
        return example;
    }

    private void requireShape(Example example, int index) {
        int steps = example.inputs().length;
        if (steps < 1 || steps > shape.time) {
            throw new IllegalArgumentException("inputs: expected 1 to " + shape.time + " steps, found " + steps
                    + " in example " + index);
        }
        int rows = shape.perStep ? steps : 1;
        if (example.targets().length != rows) {
            throw new IllegalArgumentException(
                    "targets: expected " + rows + (shape.perStep ? ", one for each step" : "")
                            + ", found " + example.targets().length + " in example " + index);
        }
        requireRows("inputs", example.inputs(), shape.inputSize, index);
        requireRows("targets", example.targets(), shape.targetSize, index);
        float[] weights = example.weights();
        int given = weights == null ? 0 : weights.length;
        int expected = shape.weighted ? rows : 0;
        if (given != expected) {
            throw new IllegalArgumentException("weights: expected " + expected + " as in the first example, found "
                    + given + " in example " + index);
        }
        for (int step = 0; step < given && weights != null; step++) {
            Checks.requireWeight(weights[step], "example " + index + ", step " + step);
        }
    }

    private static void requireRows(String name, float[][] rows, int size, int index) {
        for (int step = 0; step < rows.length; step++) {
            String place = "example " + index + ", step " + step;
            if (rows[step].length != size) {
                throw new IllegalArgumentException(name + ": expected " + size
                        + " numbers in each step as in the first, found " + rows[step].length + " in " + place);
            }
            Checks.requireFinite(name, rows[step], place);
        }
    }

    private Example get(int index) {
        if (index < drawnFrom || index >= drawnFrom + drawn.size()) {
            throw new IllegalStateException("example: expected one of [" + drawnFrom + ", "
                    + (drawnFrom + drawn.size()) + "), the range drawn last, found " + index);
        }
        return drawn.get(index - drawnFrom);
    }

    @Override
    public int size() {
        return shape.size;
    }

    @Override
    public int time() {
        return shape.time;
    }

    @Override
    public boolean hasLengths() {
        return true;
    }

    @Override
    public int length(int index) {
        return get(index).inputs().length;
    }

    @Override
    public boolean hasWeights() {
        return shape.weighted;
    }

    @Override
    public void copyWeights(int index, float[] out, int offset) {
        float[] weights = get(index).weights();
        if (weights == null) {
            throw new UnsupportedOperationException(
                    "weights: expected data with weights, found none; check hasWeights() first");
        }
        System.arraycopy(weights, 0, out, offset, weights.length);
        if (shape.perStep) {
            Arrays.fill(out, offset + weights.length, offset + shape.time, 0f);
        }
    }

    @Override
    public int inputSize() {
        return shape.inputSize;
    }

    @Override
    public int targetSize() {
        return shape.targetSize * (shape.perStep ? shape.time : 1);
    }

    @Override
    public void copyInput(int index, float[] x, int offset, int stride) {
        float[][] steps = get(index).inputs();
        for (int t = 0; t < steps.length; t++) {
            System.arraycopy(steps[t], 0, x, offset + t * stride, shape.inputSize);
        }
    }

    @Override
    public void copyTarget(int index, float[] y, int offset) {
        float[][] rows = get(index).targets();
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, y, offset + row * shape.targetSize, shape.targetSize);
        }
        Arrays.fill(y, offset + rows.length * shape.targetSize, offset + targetSize(), 0f);
    }

    /// Ends the current pass and closes its stream. [#begin] can begin another pass.
    @Override
    public void close() {
        waiting.clear();
        drawn.clear();
        drawnFrom = 0;
        read = 0;
        iterator = null;
        if (stream != null) {
            stream.close();
            stream = null;
        }
    }

    /// The sizes, not the values.
    @Override
    public String toString() {
        return "StreamDataset[" + shape.size + " examples a pass, up to " + shape.time + " steps, " + shape.inputSize
                + " features, " + shape.targetSize + (shape.perStep ? " targets a step" : " targets")
                + ", shuffle buffer "
                + buffer + "]";
    }
}
