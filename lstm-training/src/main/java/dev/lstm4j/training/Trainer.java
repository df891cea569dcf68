package dev.lstm4j.training;

import dev.lstm4j.Architecture;
import dev.lstm4j.Loss;
import dev.lstm4j.Optimizer;
import dev.lstm4j.OptimizerFactory;
import dev.lstm4j.Parameters;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.init.Randomness;
import dev.lstm4j.training.data.Dataset;
import dev.lstm4j.training.data.SequentialDataset;
import dev.lstm4j.training.schedules.LearningRateSchedule;
import dev.lstm4j.training.schedules.LossHistory;
import org.jspecify.annotations.Nullable;

/// Trains a network on examples: mini-batches in an order shuffled by seed, one or several an update, clipping by value and by
/// global norm, a schedule of the learning rate, an average of the weights, a validation part that judges each epoch, so that
/// the best weights are kept. What else happens on the way is a [TrainingListener]'s: stopping early, logs, progress.
public final class Trainer {
    private final Kernels kernels;
    private final TrainingOptions options;
    private final Loss loss;
    private final OptimizerFactory settings;
    private final TrainingListener listener;
    private final FiniteGuard guard;
    private double base;
    private double scheduled;
    private LossHistory losses = LossHistory.EMPTY;

    /// A trainer. Each training begins with a fresh optimizer.
    ///
    /// @param kernels what computes
    /// @param options how it goes about it
    /// @param loss what is made smaller
    /// @param optimizer how parameters change
    /// @param listener told how it goes; several are one with [TrainingListener#all]
    public Trainer(Kernels kernels, TrainingOptions options, Loss loss, OptimizerFactory optimizer,
            TrainingListener listener) {
        this.kernels = kernels;
        this.options = options;
        this.loss = loss;
        this.settings = optimizer;
        this.listener = listener;
        this.guard = new FiniteGuard(options.nonFinite());
    }

    /// Trains.
    ///
    /// @param architecture what the network looks like
    /// @param start where it starts from; not changed
    /// @param training examples to learn from
    /// @param validation examples that judge each epoch, or null: then the last epoch's weights are the result
    /// @return the best weights and the history; of the epochs before, where a loss or gradient was not finite and the
    ///         options do not say to skip it
    /// @throws IllegalArgumentException where a part has no examples or other sizes than the network
    /// @throws ArithmeticException where a loss or gradient is not finite before any epoch was good: it names the batch, the
    ///         first weight or gradient that is not finite, and the norms before
    public TrainingResult train(Architecture architecture, Parameters start, Dataset training,
            @Nullable Dataset validation) {
        requireFits("training", training, architecture, training.time());
        if (validation != null) {
            requireFits("validation", validation, architecture, training.time());
        }
        long began = System.nanoTime();
        int[] order = identity(training.size());
        int[] judges = identity(validation == null ? 0 : validation.size());
        Optimizer optimizer = settings.create(architecture.parameterLayout());
        base = optimizer.learningRate();
        scheduled = base;
        losses = LossHistory.EMPTY;
        int batch = Math.min(options.batchSize(), Math.max(order.length, judges.length));
        try (TrainingNetwork network = new TrainingNetwork(architecture, start.copy(), batch, training.time(), kernels,
                options.threads(), options.seed())) {
            WeightAverage average = options.averageDecay() > 0
                    ? new WeightAverage(options.averageDecay(), start)
                    : null;
            Randomness shuffle = Randomness.of(options.seed(), "shuffle");
            Training run = new Training(network, optimizer, average, shuffle);
            String failure = null;
            for (int epoch = 1; epoch <= options.epochs() && run.stopped() == null; epoch++) {
                if (training instanceof SequentialDataset stream) {
                    stream.begin(shuffle.nextLong());
                } else {
                    shuffle.shuffle(order);
                }
                EpochReport report;
                try {
                    report = epoch(run, epoch, training, order, validation, judges);
                } catch (ArithmeticException e) {
                    if (run.bestEpoch() == 0) {
                        throw e;
                    }
                    failure = e.getMessage(); // what was learnt before is kept
                    break;
                }
                run.addEpoch(report);
                listener.epochEnded(report, run);
            }
            return new TrainingResult(run.best(), run.bestEpoch(), run.history(), (System.nanoTime() - began) * 1e-9,
                    failure, run.stopped());
        }
    }

    /// Trains on every example once, and judges.
    private EpochReport epoch(Training run, int epoch, Dataset training, int[] order, @Nullable Dataset validation,
            int[] judges) {
        TrainingNetwork network = run.network();
        WeightAverage average = run.average();
        long began = System.nanoTime();
        schedule(run.optimizer(), false, epoch - 1);
        EpochSums sums = trainEpoch(run, training, order, epoch);
        double trained = (System.nanoTime() - began) * 1e-9;
        if (average != null) {
            average.exchange(network);
        }
        double judged = validation == null ? Double.NaN : evaluate(network, validation, judges, epoch);
        boolean better = run.judge(epoch, judged);
        if (average != null) {
            average.exchange(network);
        }
        long position = options.schedule().isPerUpdate() ? Math.max(run.updates() - 1, 0) : epoch - 1;
        losses = losses.with(position, validation == null ? sums.loss : judged);
        return new EpochReport(epoch, options.epochs(), sums.loss, judged, better, sums.norm,
                run.optimizer().learningRate(), (System.nanoTime() - began) * 1e-9, sums.skipped,
                sums.examples / trained);
    }

    /// Sets the learning rate where the schedule has another than before; what a listener sets holds until then.
    private void schedule(Optimizer optimizer, boolean update, long position) {
        LearningRateSchedule schedule = options.schedule();
        double rate = schedule.isPerUpdate() == update ? schedule.rate(base, position, losses) : scheduled;
        if (rate != scheduled) {
            optimizer.setLearningRate(rate);
            scheduled = rate;
        }
    }

    private record EpochSums(double loss, double norm, int skipped, int examples) {}

    private EpochSums trainEpoch(Training run, Dataset data, int[] order, int epoch) {
        TrainingNetwork network = run.network();
        WeightAverage average = run.average();
        guard.beginEpoch();
        double sum = 0;
        double total = 0;
        double largest = 0;
        int size = (int) Math.min(order.length, (long) options.batchSize() * options.accumulate());
        int batches = Math.ceilDiv(order.length, size);
        int from = 0;
        for (int batch = 1; batch <= batches && run.stopped() == null; batch++) {
            long began = System.nanoTime();
            int rows = Math.min(size, order.length - from);
            draw(data, from, rows);
            Mean mean = gradients(network, data, order, from, rows);
            double norm = network.gradientNorm();
            boolean good = guard.accepts(network, mean.value, norm, epoch, batch);
            if (good) {
                clip(network, norm);
                schedule(run.optimizer(), true, run.updates());
                network.update(run.optimizer());
                run.countUpdate();
                if (average != null) {
                    average.add(network.parameters());
                }
                sum += mean.value * mean.weight;
                total += mean.weight;
                largest = Math.max(largest, norm);
            }
            from += rows;
            listener.batchEnded(new BatchReport(epoch, batch, batches, mean.value, norm, run.optimizer().learningRate(),
                    !good, rows, (System.nanoTime() - began) * 1e-9), run);
        }
        return new EpochSums(mean(sum, total), largest, guard.skipped(epoch), from);
    }

    private static void draw(Dataset data, int from, int rows) {
        if (data instanceof SequentialDataset stream) {
            stream.draw(from, from + rows);
        }
    }

    private void clip(TrainingNetwork network, double norm) {
        boolean byNorm = options.clipNorm() > 0;
        if (options.clipValue() > 0) {
            network.clipGradientValue(options.clipValue());
            if (byNorm) {
                network.clipGradientNorm(options.clipNorm());
            }
        } else if (byNorm) {
            network.clipGradientNorm(norm, options.clipNorm());
        }
    }

    /// Sets the gradients of the mean over what counts in some rows, a batch at a time.
    private Mean gradients(TrainingNetwork network, Dataset data, int[] order, int first, int rows) {
        network.clearGradients();
        if (rows <= options.batchSize()) {
            double value = network.addGradients(data, order, first, rows, loss, 1);
            return new Mean(value, network.totalWeight(rows, loss));
        }
        double weight = 0;
        for (int done = 0; done < rows; done += options.batchSize()) {
            weight += network.totalWeight(data, order, first + done, Math.min(options.batchSize(), rows - done), loss);
        }
        double value = 0;
        for (int done = 0; done < rows && weight > 0; done += options.batchSize()) {
            int part = Math.min(options.batchSize(), rows - done);
            double share = network.totalWeight(data, order, first + done, part, loss) / weight;
            value += share == 0 ? 0 : network.addGradients(data, order, first + done, part, loss, share) * share;
        }
        return new Mean(value, weight);
    }

    /// A mean loss, and by how much it counts.
    private record Mean(double value, double weight) {}

    private double evaluate(TrainingNetwork network, Dataset data, int[] indices, int epoch) {
        double sum = 0;
        double total = 0;
        if (data instanceof SequentialDataset stream) {
            stream.begin(0);
        }
        for (int from = 0; from < indices.length; from += options.batchSize()) {
            int rows = Math.min(options.batchSize(), indices.length - from);
            draw(data, from, rows);
            double value = network.evaluate(data, indices, from, rows, loss);
            double weight = network.totalWeight(rows, loss);
            sum += value * weight;
            total += weight;
        }
        if (!Double.isFinite(sum)) {
            String weight = FiniteGuard.firstOf(network.parameters());
            throw new ArithmeticException("training: expected a finite validation loss, found " + sum + " in epoch "
                    + epoch + (weight == null
                            ? "; look for numbers in the validation part that are none"
                            : ": weight " + weight + "; take a smaller learning rate, or clip the gradient"));
        }
        return mean(sum, total);
    }

    /// 0 where nothing counts, as a loss says of one batch.
    private static double mean(double sum, double total) {
        return total == 0 ? 0 : sum / total;
    }

    private static int[] identity(int size) {
        int[] numbers = new int[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = i;
        }
        return numbers;
    }

    private void requireFits(String name, Dataset data, Architecture architecture, int time) {
        int answers = architecture.outputSteps(time) * loss.targetSize(architecture.outputSize());
        if (data.size() == 0) {
            throw new IllegalArgumentException(name + ": expected at least one example, found none");
        }
        if (data.time() != time || data.inputSize() != architecture.stepSize() || data.targetSize() != answers) {
            throw new IllegalArgumentException(name + ": expected examples of " + time + " steps, "
                    + architecture.stepSize() + " features and " + answers + " targets, found " + data.time() + ", "
                    + data.inputSize() + " and " + data.targetSize());
        }
    }
}
