package dev.lstm4j.training;

import dev.lstm4j.Architecture;
import dev.lstm4j.Loss;
import dev.lstm4j.OptimizerFactory;
import dev.lstm4j.Parameters;
import dev.lstm4j.simd.Engine;
import dev.lstm4j.training.data.Dataset;
import dev.lstm4j.training.losses.MaskedLoss;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Trains networks on examples: with shuffled mini-batches, gradient accumulation, clipping by value and by global
/// norm, a learning rate schedule, a moving average of the weights, and a validation set that selects the best weights.
/// A [TrainingListener] adds early stopping, logs, progress and checkpoints.
///
/// ```java
/// TrainingResult result = Trainer.of(TrainingOptions.ofEpochs(50), MeanSquaredError.of(), Adam.of(0.005))
///         .train(Architecture.lstm(1, 32).withHead(Head.lastStep(1)), training, validation);
/// Model model = result.model();
/// ```
///
/// Immutable: a trainer can be used for any number of training runs, each with a new optimizer, and by several threads
/// if its listener, reducer and data sets allow it. Results are bit-identical for any number of threads.
public final class Trainer {
    private final TrainingSetup setup;

    private Trainer(TrainingSetup setup) {
        this.setup = setup;
    }

    /// Creates a trainer that uses the engine of this process ([Engine#auto()]), without a listener.
    ///
    /// @param options of the training run
    /// @param loss the loss to minimise
    /// @param optimizer creates the optimizer of each training run
    /// @return the trainer
    public static Trainer of(TrainingOptions options, Loss loss, OptimizerFactory optimizer) {
        return new Trainer(TrainingSetup.of(options, loss, optimizer));
    }

    /// Sets kernels and threads.
    ///
    /// @param engine kernels and threads
    /// @return a changed copy
    public Trainer withEngine(Engine engine) {
        return new Trainer(setup.withEngine(engine));
    }

    /// Sets the listener.
    ///
    /// @param listener is notified of the progress; combine several with [TrainingListener#all]
    /// @return a changed copy
    public Trainer withListener(TrainingListener listener) {
        return new Trainer(setup.withListener(listener));
    }

    /// Sets the reducer that combines the gradients of each update with those of other replicas.
    ///
    /// @param reducer called after the backward passes and before clipping
    /// @return a changed copy
    public Trainer withReducer(GradientReducer reducer) {
        return new Trainer(setup.withReducer(reducer));
    }

    /// Trains a network without a validation set: the last epoch's weights are the result.
    ///
    /// @param architecture of the network; its parameters are initialised as in PyTorch, with the seed of the options
    /// @param training the examples
    /// @return the weights and the history
    /// @throws IllegalArgumentException if there are no examples, or their sizes do not match the network
    /// @throws ArithmeticException as for [#train(Architecture, Parameters, Dataset, Dataset)]
    public TrainingResult train(Architecture architecture, Dataset training) {
        return train(architecture, training, null);
    }

    /// Trains a network.
    ///
    /// @param architecture of the network; its parameters are initialised as in PyTorch, with the seed of the options
    /// @param training the examples
    /// @param validation validation examples, evaluated after each epoch, or null
    /// @return the best weights and the history
    /// @throws IllegalArgumentException if a part has no examples, or their sizes do not match the network
    /// @throws ArithmeticException as for [#train(Architecture, Parameters, Dataset, Dataset)]
    public TrainingResult train(Architecture architecture, Dataset training, @Nullable Dataset validation) {
        Objects.requireNonNull(architecture, "architecture: expected an Architecture, found null");
        return train(architecture, Initializer.pytorch().draw(architecture, setup.options().seed()), training,
                validation);
    }

    /// Trains a network from given parameters.
    ///
    /// @param architecture of the network
    /// @param start the initial parameters; not changed
    /// @param training the examples
    /// @param validation validation examples, evaluated after each epoch; if null, the last epoch's weights are the
    ///        result
    /// @return the best weights and the history; only of the earlier epochs, if a later epoch failed because a loss or
    ///         gradient was not finite
    /// @throws IllegalArgumentException if a part has no examples, or their sizes do not match the network
    /// @throws ArithmeticException if training fails in the first epoch because a loss or gradient is not finite. The
    ///         message names the batch, the first input, target, weight or gradient that is not finite, and the previous
    ///         gradient norms
    public TrainingResult train(Architecture architecture, Parameters start, Dataset training,
            @Nullable Dataset validation) {
        Objects.requireNonNull(start, "start: expected Parameters, found null");
        return train(architecture, start, training, validation, null);
    }

    /// Resumes the training of one network. The result is bit-identical to that of an uninterrupted run.
    ///
    /// @param from the checkpoint to continue from; the options, loss, optimizer settings and data must be those of its
    ///        run, but the number of epochs may be larger
    /// @param training the examples
    /// @param validation validation examples, evaluated after each epoch, or null
    /// @return the best weights and the history, including the epochs before the checkpoint
    /// @throws IllegalArgumentException if the checkpoint does not belong to such a training run, or the data does not
    ///         fit it
    /// @throws ArithmeticException if training fails in the first epoch because a loss or gradient is not finite
    public TrainingResult resume(Checkpoint from, Dataset training, @Nullable Dataset validation) {
        requireNetworks(from, 1);
        Checkpoint.NetworkState network = from.networks().getFirst();
        return train(network.architecture(), network.parameters(), training, validation, from);
    }

    private TrainingResult train(Architecture architecture, Parameters start, Dataset training,
            @Nullable Dataset validation, @Nullable Checkpoint from) {
        Objects.requireNonNull(architecture, "architecture: expected an Architecture, found null");
        Objects.requireNonNull(training, "training: expected a Dataset, found null");
        NonFiniteCause.Shape shape = new NonFiniteCause.Shape(training.time(), architecture.stepSize(),
                architecture.outputSteps(training.time()), setup.loss().targetSize(architecture.outputSize()),
                setup.loss() instanceof MaskedLoss);
        requireFit(training, validation, shape);
        int batch = DatasetSource.largestBatch(setup.options(), training, validation);
        try (Learner learner = new Learner.Single(new TrainingNetwork(architecture, start.copy(), batch,
                training.time(), setup.engine(), setup.options().seed()))) {
            return new TrainingLoop(setup, learner, new DatasetSource(learner, setup, shape, training, validation))
                    .train(from);
        }
    }

    /// Trains an encoder-decoder without a validation set.
    ///
    /// @param architecture of encoder and decoder; their parameters are initialised as in PyTorch, with the seed of the
    ///        options
    /// @param forcing the teacher forcing ratio, from 0 to 1
    /// @param training sequences of T steps, with targets of any number of steps
    /// @return the weights of the last epoch and the history
    /// @throws IllegalArgumentException if there are no examples, or their sizes do not match the networks
    /// @throws ArithmeticException if training fails in the first epoch because a loss or gradient is not finite
    public TrainingResult train(EncoderDecoderArchitecture architecture, double forcing, Dataset training) {
        return train(architecture, forcing, training, null);
    }

    /// Trains an encoder-decoder. In validation the decoder reads its own outputs.
    ///
    /// @param architecture of encoder and decoder; their parameters are initialised as in PyTorch, with the seed of the
    ///        options
    /// @param forcing the teacher forcing ratio, from 0 to 1
    /// @param training sequences of T steps, with targets of any number of steps
    /// @param validation validation examples, evaluated after each epoch, or null
    /// @return the best weights of encoder and decoder, and the history
    /// @throws IllegalArgumentException if a part has no examples, or their sizes do not match the networks
    /// @throws ArithmeticException if training fails in the first epoch because a loss or gradient is not finite
    public TrainingResult train(EncoderDecoderArchitecture architecture, double forcing, Dataset training,
            @Nullable Dataset validation) {
        Objects.requireNonNull(architecture, "architecture: expected an EncoderDecoderArchitecture, found null");
        return train(architecture, forcing, architecture.draw(Initializer.pytorch(), setup.options().seed()),
                training, validation, null);
    }

    /// Resumes the training of an encoder-decoder. The result is bit-identical to that of an uninterrupted run.
    ///
    /// @param from the checkpoint to continue from
    /// @param architecture as in the interrupted run
    /// @param forcing as in the interrupted run
    /// @param training as in the interrupted run
    /// @param validation as in the interrupted run
    /// @return the best weights of encoder and decoder, and the history, including the epochs before the checkpoint
    /// @throws IllegalArgumentException if the checkpoint does not belong to such a training run, or the data does not
    ///         fit it
    /// @throws ArithmeticException if training fails in the first epoch because a loss or gradient is not finite
    public TrainingResult resume(Checkpoint from, EncoderDecoderArchitecture architecture, double forcing,
            Dataset training, @Nullable Dataset validation) {
        requireNetworks(from, 2);
        List<Architecture> found = from.networks().stream().map(Checkpoint.NetworkState::architecture).toList();
        if (!found.equals(List.of(architecture.encoder(), architecture.decoder()))) {
            throw new IllegalArgumentException("checkpoint: expected one for " + architecture + ", found " + found);
        }
        return train(architecture, forcing, from.networks().stream().map(Checkpoint.NetworkState::parameters).toList(),
                training, validation, from);
    }

    private TrainingResult train(EncoderDecoderArchitecture architecture, double forcing, List<Parameters> start,
            Dataset training, @Nullable Dataset validation, @Nullable Checkpoint from) {
        Objects.requireNonNull(training, "training: expected a Dataset, found null");
        EncoderDecoder.requireForcing(forcing);
        int targetSize = architecture.requireLoss(setup.loss());
        int outputTime = training.targetSize() / targetSize;
        NonFiniteCause.Shape shape = new NonFiniteCause.Shape(training.time(), architecture.encoder().stepSize(),
                Math.max(1, outputTime), targetSize, setup.loss() instanceof MaskedLoss);
        requireFit(training, validation, shape);
        EncoderDecoder.Limits limits = new EncoderDecoder.Limits(
                DatasetSource.largestBatch(setup.options(), training, validation), training.time(), outputTime);
        try (Learner learner = new Learner.Pair(new EncoderDecoder(architecture, start.getFirst().copy(),
                start.getLast().copy(), limits, setup.engine(), setup.options().seed()), forcing)) {
            return new TrainingLoop(setup, learner, new DatasetSource(learner, setup, shape, training, validation))
                    .train(from);
        }
    }

    private static void requireNetworks(Checkpoint from, int expected) {
        Objects.requireNonNull(from, "checkpoint: expected a Checkpoint, found null");
        if (from.networks().size() != expected) {
            throw new IllegalArgumentException("checkpoint: expected "
                    + (expected == 1 ? "1 network" : "2 networks, an encoder and a decoder") + ", found "
                    + from.networks().size());
        }
    }

    private static void requireFit(Dataset training, @Nullable Dataset validation, NonFiniteCause.Shape shape) {
        requireFit("training", training, shape);
        if (validation != null) {
            requireFit("validation", validation, shape);
        }
    }

    private static void requireFit(String name, Dataset data, NonFiniteCause.Shape shape) {
        int targets = shape.answers() * shape.targetSize();
        if (data.size() == 0) {
            throw new IllegalArgumentException(name + ": expected at least one example, found none");
        }
        if (data.time() != shape.time() || data.inputSize() != shape.stepSize() || data.targetSize() != targets) {
            throw new IllegalArgumentException(name + ": expected examples of " + shape.time() + " steps, "
                    + shape.stepSize() + " features and " + targets + " targets, found " + data.time() + ", "
                    + data.inputSize() + " and " + data.targetSize());
        }
    }
}
