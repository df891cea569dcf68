package dev.lstm4j.training;

import dev.lstm4j.Batch;
import dev.lstm4j.Loss;
import dev.lstm4j.States;
import dev.lstm4j.init.Randomness;
import dev.lstm4j.training.data.Dataset;
import dev.lstm4j.training.data.SequentialDataset;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Provides updates from the mini-batches of a data set, shuffled for each epoch; a stream has its own order.
final class DatasetSource implements UpdateSource {
    private final Learner learner;
    private final Loss loss;
    private final TrainingOptions options;
    private final Dataset training;
    private final @Nullable Dataset validation;
    private final NonFiniteCause.Shape shape;
    private final BatchLoader loader;
    private final int[] order;
    private final int[] judges;
    private final int updateSize;

    DatasetSource(Learner learner, TrainingSetup setup, NonFiniteCause.Shape shape, Dataset training,
            @Nullable Dataset validation) {
        this.learner = learner;
        this.loss = setup.loss();
        this.options = setup.options();
        this.training = training;
        this.validation = validation;
        this.shape = shape;
        this.order = IntStream.range(0, training.size()).toArray();
        this.judges = IntStream.range(0, validation == null ? 0 : validation.size()).toArray();
        this.loader = new BatchLoader(shape, largestBatch(options, training, validation));
        this.updateSize = (int) Math.min(order.length, (long) options.batchSize() * options.accumulate());
    }

    static int largestBatch(TrainingOptions options, Dataset training, @Nullable Dataset validation) {
        return Math.min(options.batchSize(), Math.max(training.size(), validation == null ? 0 : validation.size()));
    }

    @Override
    public boolean isStateful() {
        return false;
    }

    @Override
    public int updates() {
        return Math.ceilDiv(order.length, updateSize);
    }

    @Override
    public void beginEpoch(Randomness shuffle) {
        if (training instanceof SequentialDataset stream) {
            stream.begin(shuffle.nextLong());
        } else {
            shuffle.shuffle(order);
        }
    }

    @Override
    public void skipEpoch(Randomness shuffle) {
        if (training instanceof SequentialDataset) {
            shuffle.nextLong();
        } else {
            shuffle.shuffle(order);
        }
    }

    private static void draw(Dataset data, int from, int rows) {
        if (data instanceof SequentialDataset stream) {
            stream.draw(from, from + rows);
        }
    }

    private int rows(int update) {
        return Math.min(updateSize, order.length - update * updateSize);
    }

    @Override
    public int compute(int update, Accumulation accumulation) {
        int rows = rows(update);
        draw(training, update * updateSize, rows);
        accumulation.begin(rows);
        for (int done = 0; done < rows; done += options.batchSize()) {
            accumulation.add(loader.load(training, order, update * updateSize + done,
                    Math.min(options.batchSize(), rows - done)));
        }
        return rows;
    }

    @Override
    public @Nullable String nonFinite(int update) {
        int rows = rows(update);
        String found = null;
        for (int done = 0; found == null && done < rows; done += options.batchSize()) {
            Batch batch = loader.load(training, order, update * updateSize + done,
                    Math.min(options.batchSize(), rows - done));
            found = NonFiniteCause.inData(batch, shape, row -> "example " + loader.example(row), 0);
        }
        return found;
    }

    @Override
    public double validate(int epoch) {
        if (validation == null) {
            return Double.NaN;
        }
        double sum = 0;
        double total = 0;
        if (validation instanceof SequentialDataset stream) {
            stream.begin(0);
        }
        for (int from = 0; from < judges.length; from += options.batchSize()) {
            int rows = Math.min(options.batchSize(), judges.length - from);
            draw(validation, from, rows);
            Batch batch = loader.load(validation, judges, from, rows);
            double weight = learner.totalWeight(batch, loss);
            double value = learner.evaluate(batch, loss);
            if (!Double.isFinite(value)) {
                String number = NonFiniteCause.inData(batch, shape, row -> "validation example " + loader.example(row),
                        0);
                NonFiniteCause cause = number == null
                        ? NonFiniteCause.ofWeights(learner.networks())
                        : NonFiniteCause.ofData(number);
                throw new NonFiniteException("training: expected a finite validation loss, found " + value
                        + " in epoch " + epoch + ": " + cause.text() + "; " + cause.remedy());
            }
            sum += value * weight;
            total += weight;
        }
        return total == 0 ? 0 : sum / total; // 0 if all weights are 0, as for the loss of one batch
    }

    @Override
    public List<@Nullable States> carried() {
        return List.of();
    }

    @Override
    public void carry(List<@Nullable States> states) {
        if (!states.isEmpty()) {
            throw new IllegalArgumentException("checkpoint: expected one from a Trainer, found one from "
                    + "TruncatedBackpropagation, with carried states");
        }
    }
}
