package dev.lstm4j.training;

import dev.lstm4j.Architecture;
import dev.lstm4j.Loss;
import dev.lstm4j.Mask;
import dev.lstm4j.Optimizer;
import dev.lstm4j.Parameters;
import dev.lstm4j.States;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.init.Randomness;
import dev.lstm4j.simd.KernelSelection;
import dev.lstm4j.simd.internal.Sizes;
import dev.lstm4j.simd.internal.packing.PackedNetwork;
import dev.lstm4j.simd.internal.packing.Strategy;
import dev.lstm4j.simd.internal.passes.ForwardPass;
import dev.lstm4j.simd.internal.passes.ForwardRequest;
import dev.lstm4j.simd.internal.passes.ForwardResult;
import dev.lstm4j.simd.internal.passes.LayerStates.Keep;
import dev.lstm4j.simd.internal.passes.Noise;
import dev.lstm4j.simd.internal.threads.Workers;
import dev.lstm4j.training.data.Dataset;
import dev.lstm4j.training.internal.BackwardPass;
import dev.lstm4j.training.internal.Dropout;
import dev.lstm4j.training.internal.RecurrentDropout;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A network in training, one step at a time: forward, loss, backward through time, clipping, update. Buffers are sized
/// once; a step allocates nothing. [Trainer] drives it over whole data sets. For one thread at a time; it computes on
/// as many as it was given, and their number changes no bit of the result.
public final class TrainingNetwork implements AutoCloseable {
    /// Gradients that are summed by one thread at a time.
    private static final int STRETCH = 1 << 15;
    /// An update of a parameter costs about as much as so many multiply-adds of a product.
    private static final long ADAM_COST = 16;

    private final Architecture architecture;
    private final Parameters parameters;
    private final Parameters gradients;
    private final Kernels kernels;
    private final Workers workers;
    private final PackedNetwork packed;
    private final Map<String, Randomness> randomness = new TreeMap<>();
    private final @Nullable Dropout dropout;
    private final @Nullable RecurrentDropout recurrentDropout;
    private final int maxBatch;
    private final int maxTime;
    private final ForwardPass forward;
    private final ForwardRequest request = new ForwardRequest();
    private final BackwardPass backward;
    private final float[] answers;
    private final double[] squares;
    private final Workers.Job squaresJob = this::squares;
    private final Workers.Job scaleJob = this::scale;
    private final Workers.Job limitJob = this::limit;
    private final Workers.Job updateJob = this::update;
    private @Nullable Optimizer updating;
    private float scaling;
    private float[] input = {};
    private float[] masked = {};
    private @Nullable Mask loaded;
    private float @Nullable [] weights;
    private float[] targets = {};
    private boolean stateful;
    private @Nullable States carried;
    private boolean carries;
    private int carriedSteps;
    private int batch;

    /// With the process's kernels, on one thread, without randomness to speak of (dropout draws from seed 0).
    ///
    /// @param architecture what the network looks like
    /// @param parameters where it starts; changed in place by each update
    /// @param batch the largest B
    /// @param time the longest T
    /// @throws IllegalArgumentException where a size is below 1 or the parameters are not the architecture's
    public TrainingNetwork(Architecture architecture, Parameters parameters, int batch, int time) {
        this(architecture, parameters, batch, time, KernelSelection.kernels(), 1, 0);
    }

    /// With all settings.
    ///
    /// @param architecture what the network looks like
    /// @param parameters where it starts; changed in place by each update
    /// @param batch the largest B
    /// @param time the longest T
    /// @param kernels what computes
    /// @param threads how many threads compute, the caller's among them
    /// @param seed of dropout
    /// @throws IllegalArgumentException where a size is below 1 or the parameters are not the architecture's
    public TrainingNetwork(Architecture architecture, Parameters parameters, int batch, int time, Kernels kernels,
            int threads, long seed) {
        if (!parameters.layout().entries().equals(architecture.parameterLayout().entries())) {
            throw new IllegalArgumentException("parameters: expected the layout of the architecture, found "
                    + parameters.layout().entries());
        }
        this.architecture = architecture;
        this.parameters = parameters;
        this.maxBatch = batch;
        this.maxTime = time;
        this.carriedSteps = time;
        this.gradients = Parameters.zeros(parameters.layout());
        this.kernels = kernels;
        this.workers = new Workers(threads);
        this.packed = new PackedNetwork(architecture, kernels);
        boolean drops = architecture.dropout() > 0 && architecture.numLayers() > 1;
        this.dropout = drops
                ? new Dropout(architecture.dropout(), architecture.numLayers(), random(seed, "dropout"))
                : null;
        this.recurrentDropout = architecture.recurrentDropout() > 0
                ? new RecurrentDropout(architecture.recurrentDropout(), random(seed, "recurrent dropout"))
                : null;
        this.forward = new ForwardPass(packed, workers, batch, time, Keep.FOR_TRAINING,
                new Noise(dropout, recurrentDropout));
        this.backward = new BackwardPass(packed, forward, workers, dropout, false);
        this.answers = new float[batch * architecture.outputSteps(time) * architecture.outputSize()];
        this.squares = new double[Math.ceilDiv(gradients.values().length, STRETCH)];
        parametersChanged();
    }

    /// The parameters, changed by each update.
    ///
    /// @return not a copy
    public Parameters parameters() {
        return parameters;
    }

    /// The gradients of the last batch or of all parts added, after clipping where there was any.
    ///
    /// @return not a copy
    public Parameters gradients() {
        return gradients;
    }

    private Randomness random(long seed, String purpose) {
        Randomness drawn = Randomness.of(seed, purpose);
        randomness.put(purpose, drawn);
        return drawn;
    }

    /// What the kinds of dropout draw from, by their names; empty without dropout.
    Map<String, Randomness> randomness() {
        return randomness;
    }

    /// To be called after the parameters were changed from outside.
    public void parametersChanged() {
        packed.pack(parameters.values(), workers);
        backward.pack(parameters.values());
    }

    /// Lets each batch go on from the states after the one before, or begin from zero again. So a sequence of any length is
    /// trained in pieces of this network's T, in memory that does not grow with it: truncated backpropagation through
    /// time, whose gradients end at a piece's first step (Williams and Peng 1990, with k₁ = k₂ = T).
    ///
    /// @param on whether states are carried; zero at first
    /// @throws IllegalStateException where the network is bidirectional: its reverse direction begins at a sequence's end
    public void setStateful(boolean on) {
        if (on && architecture.bidirectional()) {
            throw new IllegalStateException("stateful: expected a network of one direction, found a bidirectional one, "
                    + "which must see a whole sequence");
        }
        stateful = on;
        carriedSteps = maxTime;
        resetStates();
    }

    /// Says from after how many of a batch's steps states are carried to the next one, from the next batch on: fewer than all
    /// where pieces overlap ([TruncatedBackpropagation]).
    ///
    /// @param steps at least 1; where a sequence has fewer, from after its last
    /// @throws IllegalArgumentException where it is below 1
    public void setCarriedSteps(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("carriedSteps: expected at least 1, found " + steps);
        }
        carriedSteps = steps;
    }

    /// What the network looks like.
    ///
    /// @return the architecture
    public Architecture architecture() {
        return architecture;
    }

    /// The longest sequence.
    ///
    /// @return T
    public int maxTime() {
        return maxTime;
    }

    /// Lets the next batch begin from zero states.
    public void resetStates() {
        carries = false;
    }

    /// One training step: gradients, then an update.
    ///
    /// @param x `[B, T, I]`; T is the longest time
    /// @param y `[B, K]`, or `[B, T, K]` without a head or with one on every step; K is the loss's target size, for most
    ///        losses O
    /// @param rows B, at most the largest batch
    /// @param loss what is made smaller
    /// @param optimizer how
    /// @return the loss before the update
    /// @throws IllegalArgumentException where a size is out of range or an array is too short
    public double step(float[] x, float[] y, int rows, Loss loss, Optimizer optimizer) {
        return step(x, y, null, null, rows, loss, optimizer);
    }

    /// One training step whose answers count differently, or some of whose steps do not count.
    ///
    /// @param x `[B, T, I]`; T is the longest time
    /// @param y as for the step without weights; where a weight is 0 it is not read
    /// @param weights one for each answer, `[B]`, or `[B, T]` without a head or with one on every step; 0 masks, null is 1
    ///        for all; answers under the mask do not count whatever their weight
    /// @param mask which steps of `[B, T]` count, null for all: sequences of different lengths, or with gaps
    /// @param rows B, at most the largest batch
    /// @param loss what is made smaller
    /// @param optimizer how
    /// @return the loss before the update
    /// @throws IllegalArgumentException where a size is out of range, an array is too short, a weight is negative, or the
    ///         mask is one of another batch
    public double step(float[] x, float[] y, float @Nullable [] weights, @Nullable Mask mask, int rows, Loss loss,
            Optimizer optimizer) {
        double value = computeGradients(x, y, weights, mask, rows, loss);
        update(optimizer);
        return value;
    }

    /// Forward, loss and backward: sets the gradients.
    ///
    /// @param x `[B, T, I]`; T is the longest time
    /// @param y as for [#step]
    /// @param rows B, at most the largest batch
    /// @param loss what the gradients are of
    /// @return the loss
    /// @throws IllegalArgumentException where a size is out of range or an array is too short
    public double computeGradients(float[] x, float[] y, int rows, Loss loss) {
        return computeGradients(x, y, null, null, rows, loss);
    }

    /// Forward, loss and backward where answers count differently: sets the gradients.
    ///
    /// @param x `[B, T, I]`; T is the longest time
    /// @param y as for [#step]
    /// @param weights as for [#step]
    /// @param mask as for [#step]
    /// @param rows B, at most the largest batch
    /// @param loss what the gradients are of
    /// @return the loss
    /// @throws IllegalArgumentException where a size is out of range, an array is too short, a weight is negative, or the
    ///         mask is one of another batch
    public double computeGradients(float[] x, float[] y, float @Nullable [] weights, @Nullable Mask mask, int rows,
            Loss loss) {
        clearGradients();
        return addGradients(x, y, weights, mask, rows, loss, 1);
    }

    /// The same as a part of a larger batch: adds to the gradients of the parts before, as if all had been one batch.
    /// [#computeGradients] begins a new sum, and so does [#clearGradients].
    ///
    /// @param x `[B, T, I]`; T is the longest time
    /// @param y as for [#step]
    /// @param weights as for [#step]
    /// @param mask as for [#step]
    /// @param rows B, at most the largest batch
    /// @param loss what the gradients are of; a mean over what counts
    /// @param share what counts in this part by what counts in all ([Loss#totalWeight]), above 0
    /// @return the loss of this part alone
    /// @throws IllegalArgumentException as for [#computeGradients]
    public double addGradients(float[] x, float[] y, float @Nullable [] weights, @Nullable Mask mask, int rows,
            Loss loss,
            double share) {
        requireBatch(rows);
        if (!(share > 0)) {
            throw new IllegalArgumentException("share: expected a number above 0, found " + share);
        }
        int steps = maxTime;
        Sizes.requireFloats("x", x, rows * steps * architecture.stepSize());
        Sizes.requireFloats("y", y, answerRows(rows) * loss.targetSize(architecture.outputSize()));
        if (weights != null) {
            Sizes.requireFloats("weights", weights, answerRows(rows));
        }
        begin(x, mask, rows, true);
        return backward(loss, y, maskedWeights(weights, mask, rows), share);
    }

    /// Sets all gradients to zero, before the first [#addGradients].
    public void clearGradients() {
        Arrays.fill(gradients.values(), 0f);
    }

    /// The same for examples of a data set.
    ///
    /// @param data where the examples come from; its sizes are the network's
    /// @param indices which examples, in order
    /// @param from the first place in indices
    /// @param rows how many, at most the largest batch
    /// @param loss what the gradients are of
    /// @param share these rows by those of all parts
    /// @return the loss of this part alone
    double addGradients(Dataset data, int[] indices, int from, int rows, Loss loss, double share) {
        load(data, indices, from, rows);
        begin(input, loaded, rows, true);
        return backward(loss, targets, maskedWeights(weights, loaded, rows), share);
    }

    /// The loss of examples without training on them: no dropout, no gradients.
    double evaluate(Dataset data, int[] indices, int from, int rows, Loss loss) {
        load(data, indices, from, rows);
        begin(input, loaded, rows, false);
        return loss.forwardBackward(answers, targets, maskedWeights(weights, loaded, rows), answerRows(rows),
                architecture.outputSize(), answers);
    }

    /// By how much examples of a data set count in the mean over several batches.
    double totalWeight(Dataset data, int[] indices, int from, int rows, Loss loss) {
        load(data, indices, from, rows);
        return totalWeight(rows, loss);
    }

    /// By how much the last batch of a data set counts in the mean over several batches.
    double totalWeight(int rows, Loss loss) {
        return loss.totalWeight(targets, maskedWeights(weights, loaded, rows), answerRows(rows),
                architecture.outputSize());
    }

    private void load(Dataset data, int[] indices, int from, int rows) {
        int features = architecture.stepSize();
        int size = maxTime * features;
        if (input.length == 0) {
            input = new float[Sizes.floats("session, input", maxBatch, size)];
        }
        int targetSize = data.targetSize();
        if (targets.length < rows * targetSize) {
            targets = new float[Sizes.floats("session, targets", maxBatch, targetSize)];
        }
        for (int row = 0; row < rows; row++) {
            data.copyInput(indices[from + row], input, row * size, features);
            data.copyTarget(indices[from + row], targets, row * targetSize);
        }
        loaded = data.hasLengths() ? lengths(data, indices, from, rows) : null;
        int answered = architecture.outputSteps(maxTime);
        if (!data.hasWeights()) {
            weights = null;
        } else if (weights == null) {
            weights = new float[maxBatch * answered];
        }
        for (int row = 0; weights != null && row < rows; row++) {
            data.copyWeights(indices[from + row], weights, row * answered);
        }
    }

    private Mask lengths(Dataset data, int[] indices, int from, int rows) {
        int[] lengths = new int[rows];
        for (int row = 0; row < rows; row++) {
            lengths[row] = data.length(indices[from + row]);
        }
        return Mask.ofLengths(maxTime, lengths);
    }

    /// Weights of the answers: those of steps that do not count are 0.
    private float @Nullable [] maskedWeights(float @Nullable [] weights, @Nullable Mask mask, int rows) {
        int steps = architecture.outputSteps(maxTime);
        if (mask == null || steps < maxTime) {
            return weights;
        }
        if (masked.length == 0) {
            masked = new float[maxBatch * steps];
        }
        Arrays.fill(masked, 0, rows * steps, 0f);
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < mask.length(row); i++) {
                int at = row * steps + mask.step(row, i);
                masked[at] = weights == null ? 1f : weights[at];
            }
        }
        return masked;
    }

    private void begin(float[] x, @Nullable Mask mask, int rows, boolean training) {
        batch = rows;
        if (dropout != null) {
            dropout.setActive(training);
        }
        if (recurrentDropout != null) {
            recurrentDropout.setActive(training);
        }
        request.batch(x, mask, rows, maxTime).withFinalStates(stateful);
        States states = carried;
        if (carries && states != null) {
            if (states.batch() != rows) {
                throw new IllegalArgumentException("batch: expected " + states.batch()
                        + " rows, whose states are carried, found " + rows + "; resetStates() begins anew");
            }
            request.from(states);
        }
        ForwardResult result = forward.run(request);
        result.readAnswers(answers);
        if (stateful) {
            if (states == null || states.batch() != rows) {
                states = States.zeros(architecture, rows);
                carried = states;
            }
            result.readStatesAfter(carriedSteps, states);
            carries = true;
        }
    }

    private double backward(Loss loss, float[] y, float @Nullable [] weights, double share) {
        double value = loss.forwardBackward(answers, y, weights, answerRows(batch), architecture.outputSize(), answers);
        if (share != 1) {
            kernels.scale(answers, 0, answerRows(batch) * architecture.outputSize(), (float) share);
        }
        backward.run(answers, gradients.values());
        return value;
    }

    /// The global norm of the gradients: the root of the sum of all squares.
    ///
    /// @return √Σg², summed in double
    public double gradientNorm() {
        workers.run(squaresJob, Strategy.members(gradients.values().length, workers.size()));
        double sum = 0;
        for (double part : squares) {
            sum += part;
        }
        return Math.sqrt(sum);
    }

    /// Fixed stretches, each summed by one thread, and these sums in order: the same bits for any number of threads.
    private void squares(int member, int members) {
        float[] values = gradients.values();
        int to = Workers.share(squares.length, member + 1, members);
        for (int part = Workers.share(squares.length, member, members); part < to; part++) {
            squares[part] = kernels.sumOfSquares(values, part * STRETCH,
                    Math.min(values.length, (part + 1) * STRETCH));
        }
    }

    /// Scales the gradients down where their global norm is larger than allowed (Pascanu et al. 2013), as
    /// `torch.nn.utils.clip_grad_norm_`.
    ///
    /// @param maxNorm the largest norm allowed, above 0
    /// @return the norm before; where it is NaN all gradients become NaN, as in PyTorch
    /// @throws IllegalArgumentException where maxNorm is not above 0
    public double clipGradientNorm(double maxNorm) {
        if (!(maxNorm > 0)) {
            throw new IllegalArgumentException("maxNorm: expected a number above 0, found " + maxNorm);
        }
        double norm = gradientNorm();
        clipGradientNorm(norm, maxNorm);
        return norm;
    }

    /// The same where the norm is known.
    void clipGradientNorm(double norm, double maxNorm) {
        double factor = maxNorm / (norm + 1e-6);
        if (!(factor >= 1)) {
            scaling = (float) factor;
            workers.run(scaleJob, Strategy.members(gradients.values().length, workers.size()));
        }
    }

    /// Moves each gradient into a range around 0, as `torch.nn.utils.clip_grad_value_`; NaN stays.
    ///
    /// @param maxValue the largest magnitude allowed, above 0
    /// @throws IllegalArgumentException where maxValue is not above 0
    public void clipGradientValue(double maxValue) {
        if (!(maxValue > 0)) {
            throw new IllegalArgumentException("maxValue: expected a number above 0, found " + maxValue);
        }
        scaling = (float) maxValue;
        workers.run(limitJob, Strategy.members(gradients.values().length, workers.size()));
    }

    private void limit(int member, int members) {
        float[] values = gradients.values();
        int to = Workers.share(values.length, member + 1, members);
        for (int i = Workers.share(values.length, member, members); i < to; i++) {
            values[i] = Math.max(-scaling, Math.min(scaling, values[i]));
        }
    }

    /// Changes the parameters by the gradients.
    ///
    /// @param optimizer how
    public void update(Optimizer optimizer) {
        optimizer.begin(parameters.values().length);
        updating = optimizer;
        workers.run(updateJob, Strategy.members(ADAM_COST * parameters.values().length, workers.size()));
        parametersChanged();
    }

    private void update(int member, int members) {
        int length = parameters.values().length;
        Optimizer optimizer = updating;
        if (optimizer == null) {
            return;
        }
        optimizer.update(kernels, parameters.values(), gradients.values(), Workers.share(length, member, members),
                Workers.share(length, member + 1, members));
    }

    private void scale(int member, int members) {
        int length = gradients.values().length;
        kernels.scale(gradients.values(), Workers.share(length, member, members),
                Workers.share(length, member + 1, members), scaling);
    }

    private int answerRows(int rows) {
        return rows * architecture.outputSteps(maxTime);
    }

    private void requireBatch(int rows) {
        if (rows < 1 || rows > maxBatch) {
            throw new IllegalArgumentException("batch: expected 1 to " + maxBatch + " rows, found " + rows);
        }
    }

    /// Ends the network's threads.
    @Override
    public void close() {
        workers.close();
    }
}
