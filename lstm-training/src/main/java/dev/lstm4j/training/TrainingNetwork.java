package dev.lstm4j.training;

import dev.lstm4j.Architecture;
import dev.lstm4j.Batch;
import dev.lstm4j.Loss;
import dev.lstm4j.Optimizer;
import dev.lstm4j.Parameters;
import dev.lstm4j.init.Randomness;
import dev.lstm4j.simd.Engine;
import dev.lstm4j.simd.internal.passes.ForwardRequest;
import dev.lstm4j.simd.internal.passes.ForwardResult;
import dev.lstm4j.simd.internal.threads.ThreadGuard;
import dev.lstm4j.simd.internal.threads.Workers;
import dev.lstm4j.training.internal.AnswerWeights;
import dev.lstm4j.training.internal.FlatGradients;
import dev.lstm4j.training.internal.ParameterUpdate;
import dev.lstm4j.training.internal.TrainingPasses;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Trains a network in single steps: forward pass, loss, backpropagation through time, clipping, update. Buffers are
/// allocated once; a step allocates nothing. [Trainer] trains on whole data sets and adds the guard against non-finite
/// updates, schedules and weight averages.
///
/// Only one thread at a time may use it; a concurrent call throws an [IllegalStateException]. It computes on the
/// threads of its engine; results are bit-identical for any number of threads.
///
/// Dropout between layers has no effect in a network of one layer, as in PyTorch; a warning is logged
/// to `dev.lstm4j.training`.
public final class TrainingNetwork implements AutoCloseable {
    private static final String DROPOUT = "dropout";
    private static final String RECURRENT_DROPOUT = "recurrent dropout";

    private final Architecture architecture;
    private final Parameters parameters;
    private final Parameters gradients;
    private final @Nullable Workers ownWorkers;
    private final Map<String, Randomness> randomness = new TreeMap<>();
    private final TrainingPasses passes;
    private final ForwardRequest request = new ForwardRequest();
    private final FlatGradients flatGradients;
    private final ParameterUpdate parameterUpdate;
    private final AnswerWeights answerWeights;
    private final float[] answers;
    private final ThreadGuard guard = new ThreadGuard("network");
    private final int maxBatch;
    private final int maxTime;
    private @Nullable CarriedStates carried;

    /// Creates a network with the kernels of this process, on the calling thread, and seed 0 for dropout.
    ///
    /// @param architecture of the network
    /// @param parameters the initial parameters; each update changes them in place
    /// @param batch the largest B
    /// @param time T of every batch
    /// @throws IllegalArgumentException if a size is below 1 or the parameters do not match the architecture
    public TrainingNetwork(Architecture architecture, Parameters parameters, int batch, int time) {
        this(architecture, parameters, batch, time, Engine.auto(), 0);
    }

    /// Creates a network with all settings.
    ///
    /// @param architecture of the network
    /// @param parameters the initial parameters; each update changes them in place
    /// @param batch the largest B
    /// @param time T of every batch
    /// @param engine kernels and threads
    /// @param seed of dropout
    /// @throws IllegalArgumentException if a size is below 1 or the parameters do not match the architecture
    public TrainingNetwork(Architecture architecture, Parameters parameters, int batch, int time, Engine engine,
            long seed) {
        this(architecture, parameters, batch, time,
                new TrainingPasses.Resources(
                        Objects.requireNonNull(engine, "engine: expected an Engine, found null").kernels(),
                        new Workers(engine.threads()), Randomness.of(seed, DROPOUT),
                        Randomness.of(seed, RECURRENT_DROPOUT)),
                true);
    }

    /// Creates a network with resources that other networks may share.
    private TrainingNetwork(Architecture architecture, Parameters parameters, int batch, int time,
            TrainingPasses.Resources resources, boolean own) {
        this.architecture = Objects.requireNonNull(architecture, "architecture: expected an Architecture, found null");
        this.parameters = Objects.requireNonNull(parameters, "parameters: expected Parameters, found null");
        if (!parameters.layout().entries().equals(architecture.parameterLayout().entries())) {
            throw new IllegalArgumentException("parameters: expected the layout of the architecture, found "
                    + parameters.layout().entries());
        }
        this.maxBatch = batch;
        this.maxTime = time;
        this.ownWorkers = own ? resources.workers() : null;
        this.gradients = Parameters.zeros(parameters.layout());
        this.passes = new TrainingPasses(architecture, batch, time, resources);
        if (passes.hasDropout()) {
            randomness.put(DROPOUT, resources.dropout());
        } else if (architecture.dropout() > 0) {
            System.getLogger("dev.lstm4j.training").log(System.Logger.Level.WARNING,
                    "dropout {0} has no effect in a network of one layer: it acts between layers; use "
                            + "withRecurrentDropout, or more layers",
                    architecture.dropout());
        }
        if (passes.hasRecurrentDropout()) {
            randomness.put(RECURRENT_DROPOUT, resources.recurrentDropout());
        }
        this.flatGradients = new FlatGradients(resources.kernels(), resources.workers(), List.of(gradients));
        this.parameterUpdate = new ParameterUpdate(resources.kernels(), resources.workers(), parameters, gradients);
        this.answerWeights = new AnswerWeights(batch, architecture.outputSteps(time));
        this.answers = new float[batch * architecture.outputSteps(time) * architecture.outputSize()];
        parametersChanged();
    }

    /// Creates a network that shares threads and random generators with others and does not close them.
    static TrainingNetwork sharing(TrainingPasses.Resources resources, Architecture architecture, Parameters parameters,
            int batch, int time) {
        return new TrainingNetwork(architecture, parameters, batch, time, resources, false);
    }

    /// The parameters, which each update changes.
    ///
    /// @return the live values, not a copy
    public Parameters parameters() {
        return parameters;
    }

    /// The gradients of the last batch, or the sum of all added parts; after clipping, if any.
    ///
    /// @return the live values, not a copy
    public Parameters gradients() {
        return gradients;
    }

    /// The architecture.
    ///
    /// @return as given to the constructor
    public Architecture architecture() {
        return architecture;
    }

    /// The number of steps of every batch.
    ///
    /// @return T
    public int maxTime() {
        return maxTime;
    }

    /// The largest batch.
    ///
    /// @return B
    public int maxBatch() {
        return maxBatch;
    }

    /// Repacks the parameters. Call this after changing them directly.
    public void parametersChanged() {
        passes.pack(parameters.values());
    }

    /// One training step: computes the gradients, then makes an update.
    ///
    /// @param batch the examples, of T steps; K is [Loss#targetSize]
    /// @param loss the loss to minimise
    /// @param optimizer makes the update
    /// @return the mean loss before the update
    /// @throws IllegalArgumentException if a size is out of range or a weight is negative
    public double step(Batch batch, Loss loss, Optimizer optimizer) {
        double value = computeGradients(batch, loss);
        update(optimizer);
        return value;
    }

    /// Computes the gradients: forward pass, loss and backward pass.
    ///
    /// @param batch the examples, of T steps
    /// @param loss whose gradients are computed
    /// @return the mean loss
    /// @throws IllegalArgumentException if a size is out of range or a weight is negative
    public double computeGradients(Batch batch, Loss loss) {
        clearGradients();
        return addGradients(batch, loss, 1);
    }

    /// Computes the gradients of a part of a larger batch and adds them to those of the earlier parts, as if all were
    /// one batch. [#clearGradients] starts a new sum.
    ///
    /// @param batch the examples of this part
    /// @param loss whose gradients are computed
    /// @param share the weight of this part divided by that of all parts ([#totalWeight]), above 0
    /// @return the mean loss of this part alone
    /// @throws IllegalArgumentException if a size is out of range or a weight is negative
    public double addGradients(Batch batch, Loss loss, double share) {
        require(batch, loss);
        if (!(share > 0)) {
            throw new IllegalArgumentException("share: expected a number above 0, found " + share);
        }
        guard.enter();
        try {
            run(batch, true);
            double value = lossOfAnswers(batch, loss);
            if (share != 1) {
                scaleAnswers(batch.rows(), (float) share);
            }
            passes.backward(answers, gradients.values());
            return value;
        } finally {
            guard.exit();
        }
    }

    /// Scales the gradients of the outputs before the backward pass, since they are fewer than those of the parameters.
    private void scaleAnswers(int rows, float factor) {
        int length = answerCount(rows) * architecture.outputSize();
        for (int i = 0; i < length; i++) {
            answers[i] *= factor;
        }
    }

    /// Sets all gradients to zero, before the first [#addGradients].
    public void clearGradients() {
        flatGradients.clear();
    }

    /// Computes the loss of examples without dropout. The gradients do not change.
    ///
    /// @param batch the examples, of T steps
    /// @param loss the loss to compute
    /// @return the mean loss
    /// @throws IllegalArgumentException if a size is out of range or a weight is negative
    public double evaluate(Batch batch, Loss loss) {
        require(batch, loss);
        guard.enter();
        try {
            run(batch, false);
            return lossOfAnswers(batch, loss);
        } finally {
            guard.exit();
        }
    }

    /// The weight of a batch in a mean over several batches.
    ///
    /// @param batch the examples, of T steps
    /// @param loss the loss whose mean is computed
    /// @return `Σ w` over the outputs at valid steps
    /// @throws IllegalArgumentException if a size is out of range or a weight is negative
    public double totalWeight(Batch batch, Loss loss) {
        require(batch, loss);
        return loss.totalWeight(batch.targets(), answerWeights.of(batch), answerCount(batch.rows()),
                architecture.outputSize());
    }

    private void run(Batch batch, boolean training) {
        CarriedStates states = carried;
        request.batch(batch.inputs(), batch.mask(), batch.rows(), maxTime)
                .from(states == null ? null : states.start(batch.rows())).withFinalStates(states != null);
        ForwardResult result = passes.forward(request, training);
        result.readAnswers(answers);
        if (states != null) {
            states.take(result, batch.rows());
        }
    }

    /// Computes the loss and replaces the outputs by their gradients.
    private double lossOfAnswers(Batch batch, Loss loss) {
        return loss.forwardBackward(answers, batch.targets(), answerWeights.of(batch), answerCount(batch.rows()),
                architecture.outputSize(), answers);
    }

    private int answerCount(int rows) {
        return rows * architecture.outputSteps(maxTime);
    }

    private void require(Batch batch, Loss loss) {
        Objects.requireNonNull(batch, "batch: expected a Batch, found null");
        Objects.requireNonNull(loss, "loss: expected a Loss, found null");
        if (batch.rows() > maxBatch) {
            throw new IllegalArgumentException("batch: expected 1 to " + maxBatch + " rows, found " + batch.rows());
        }
        batch.requireShape(maxTime, architecture.stepSize(), architecture.outputSteps(maxTime),
                loss.targetSize(architecture.outputSize()));
    }

    /// The global norm of the gradients: the square root of the sum of their squares.
    ///
    /// @return √Σg², summed in double
    public double gradientNorm() {
        return flatGradients.norm();
    }

    /// Clips the gradients by their global norm (Pascanu et al. 2013), as `torch.nn.utils.clip_grad_norm_`.
    ///
    /// @param maxNorm the maximum norm, above 0
    /// @return the norm before clipping; if it is NaN, all gradients become NaN, as in PyTorch
    /// @throws IllegalArgumentException if maxNorm is not above 0
    public double clipGradientNorm(double maxNorm) {
        return flatGradients.clipNorm(maxNorm);
    }

    /// Clips each gradient value, as `torch.nn.utils.clip_grad_value_`; NaN remains NaN.
    ///
    /// @param maxValue the maximum magnitude, above 0
    /// @throws IllegalArgumentException if maxValue is not above 0
    public void clipGradientValue(double maxValue) {
        flatGradients.clipValue(maxValue);
    }

    /// Updates the parameters from the gradients.
    ///
    /// @param optimizer makes the update
    public void update(Optimizer optimizer) {
        Objects.requireNonNull(optimizer, "optimizer: expected an Optimizer, found null");
        guard.enter();
        try {
            parameterUpdate.run(optimizer);
            parametersChanged();
        } finally {
            guard.exit();
        }
    }

    /// Sets whether each batch continues from the final states of the previous one, or starts from the network's
    /// initial states. Stateful training processes sequences of any length in windows of T steps in constant memory:
    /// truncated backpropagation through time, whose gradients end at the first step of a window (Williams and Peng
    /// 1990, with k₁ = k₂ = T).
    ///
    /// @param on whether to carry states; the first batch starts from the initial states
    /// @throws IllegalStateException if the network is bidirectional: its reverse direction starts at the end of
    ///         a sequence
    public void setStateful(boolean on) {
        carry(on ? new CarriedStates(architecture, maxTime) : null);
    }

    /// Carries the states of a group of sequences from the next batch on.
    ///
    /// @param states of the group; null to carry none
    void carry(@Nullable CarriedStates states) {
        if (states != null && architecture.bidirectional()) {
            throw new IllegalStateException("stateful: expected a network of one direction, found a bidirectional one, "
                    + "which must see a whole sequence");
        }
        carried = states;
    }

    /// Sets the number of steps after which the states are carried to the following batch, from the next batch on. It
    /// is less than T if windows overlap ([TruncatedBackpropagation]). [#setStateful] sets it to T.
    ///
    /// @param steps at least 1; a sequence with fewer valid steps carries the states after its last one
    /// @throws IllegalArgumentException if it is below 1
    /// @throws IllegalStateException if the network is not stateful
    public void setCarriedSteps(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("carriedSteps: expected at least 1, found " + steps);
        }
        if (carried == null) {
            throw new IllegalStateException(
                    "carriedSteps: expected a stateful network, found one that carries no states; "
                            + "call setStateful(true)");
        }
        carried.setSteps(steps);
    }

    /// Makes the next batch start from the network's initial states.
    public void resetStates() {
        if (carried != null) {
            carried.reset();
        }
    }

    /// The forward and backward pass, for callers that handle states themselves.
    TrainingPasses passes() {
        return passes;
    }

    /// The gradients as a whole.
    FlatGradients flatGradients() {
        return flatGradients;
    }

    /// The random generators of the kinds of dropout, by name; empty without dropout.
    Map<String, Randomness> randomness() {
        return randomness;
    }

    /// Stops the network's threads.
    @Override
    public void close() {
        if (ownWorkers != null) {
            ownWorkers.close();
        }
    }
}
