package dev.lstm4j.training;

import dev.lstm4j.Architecture;
import dev.lstm4j.Batch;
import dev.lstm4j.Head;
import dev.lstm4j.Loss;
import dev.lstm4j.OptimizerFactory;
import dev.lstm4j.Parameters;
import dev.lstm4j.simd.Engine;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Trains on sequences of any length in constant memory: truncated backpropagation through time, BPTT(k₂; k₁) of
/// Williams and Peng (1990). Every k₁ steps there is an update for the loss of these steps. Its gradient is propagated
/// through the last k₂ steps only, while the states are carried from the beginning of the sequence. With k₂ = k₁ the
/// windows are consecutive. With a larger k₂ they overlap: the overlap is recomputed with the current weights, so that
/// the gradient of even the first of the k₁ steps covers k₂ - k₁ earlier steps.
///
/// An epoch passes through all sequences once, with [TrainingOptions#batchSize()] sequences in parallel, or several
/// times as many with gradient accumulation. The guard against non-finite updates, clipping, schedule, weight average
/// and listeners work as in a [Trainer]. There is no validation set: the last epoch's weights are the result.
///
/// Immutable, like a [Trainer].
public final class TruncatedBackpropagation {
    private final TrainingSetup setup;
    private final int k1;
    private final int k2;

    private TruncatedBackpropagation(TrainingSetup setup, int k1, int k2) {
        this.setup = setup;
        this.k1 = k1;
        this.k2 = k2;
    }

    /// Creates a trainer that uses the engine of this process ([Engine#auto()]), without a listener.
    ///
    /// @param options of the training run
    /// @param loss the loss to minimise
    /// @param optimizer creates the optimizer of each training run
    /// @param k1 the number of steps from one update to the next, from 1 to k₂
    /// @param k2 the number of steps through which gradients are propagated, at least 1
    /// @return the trainer
    /// @throws IllegalArgumentException if k₁ or k₂ is out of range
    public static TruncatedBackpropagation of(TrainingOptions options, Loss loss, OptimizerFactory optimizer, int k1,
            int k2) {
        if (k2 < 1) {
            throw new IllegalArgumentException("k2: expected at least 1, found " + k2);
        }
        if (k1 < 1 || k1 > k2) {
            throw new IllegalArgumentException("k1: expected 1 to " + k2 + " steps (k2), found " + k1);
        }
        return new TruncatedBackpropagation(TrainingSetup.of(options, loss, optimizer), k1, k2);
    }

    /// Sets kernels and threads.
    ///
    /// @param engine kernels and threads
    /// @return a changed copy
    public TruncatedBackpropagation withEngine(Engine engine) {
        return new TruncatedBackpropagation(setup.withEngine(engine), k1, k2);
    }

    /// Sets the listener.
    ///
    /// @param listener is notified of the progress
    /// @return a changed copy
    public TruncatedBackpropagation withListener(TrainingListener listener) {
        return new TruncatedBackpropagation(setup.withListener(listener), k1, k2);
    }

    /// Sets the reducer that combines the gradients of each update with those of other replicas.
    ///
    /// @param reducer called after the backward passes and before clipping
    /// @return a changed copy
    public TruncatedBackpropagation withReducer(GradientReducer reducer) {
        return new TruncatedBackpropagation(setup.withReducer(reducer), k1, k2);
    }

    /// Trains a network.
    ///
    /// @param architecture unidirectional, with an output for every step; its parameters are initialised as in PyTorch,
    ///        with the seed of the options
    /// @param sequences inputs `[B, steps, I]` and targets `[B, steps, K]`, without a mask; give weight 0 to steps after
    ///        the end of a shorter sequence
    /// @param steps the length of the sequences, at least 1
    /// @return the weights of the last epoch and the history
    /// @throws IllegalArgumentException if a size is out of range, or the head is not on every step
    /// @throws IllegalStateException if the network is bidirectional
    /// @throws ArithmeticException if training fails in the first epoch because a loss or gradient is not finite
    public TrainingResult train(Architecture architecture, Batch sequences, int steps) {
        Objects.requireNonNull(architecture, "architecture: expected an Architecture, found null");
        return train(architecture, Initializer.pytorch().draw(architecture, setup.options().seed()), sequences, steps);
    }

    /// Trains a network from given parameters.
    ///
    /// @param architecture unidirectional, with an output for every step
    /// @param start the initial parameters; not changed
    /// @param sequences as for [#train(Architecture, Batch, int)]
    /// @param steps the length of the sequences, at least 1
    /// @return the weights of the last epoch and the history
    /// @throws IllegalArgumentException if a size is out of range, or the head is not on every step
    /// @throws IllegalStateException if the network is bidirectional
    /// @throws ArithmeticException if training fails in the first epoch because a loss or gradient is not finite
    public TrainingResult train(Architecture architecture, Parameters start, Batch sequences, int steps) {
        Objects.requireNonNull(start, "start: expected Parameters, found null");
        return train(architecture, start, sequences, steps, null);
    }

    /// Resumes a training run. The result is bit-identical to that of an uninterrupted run.
    ///
    /// @param from the checkpoint to continue from
    /// @param sequences as in the interrupted run
    /// @param steps as in the interrupted run
    /// @return the weights of the last epoch and the history, including the epochs before the checkpoint
    /// @throws IllegalArgumentException if the checkpoint does not belong to such a training run
    /// @throws ArithmeticException if training fails in the first epoch because a loss or gradient is not finite
    public TrainingResult resume(Checkpoint from, Batch sequences, int steps) {
        Objects.requireNonNull(from, "checkpoint: expected a Checkpoint, found null");
        Checkpoint.NetworkState network = from.networks().getFirst();
        return train(network.architecture(), network.parameters(), sequences, steps, from);
    }

    private TrainingResult train(Architecture architecture, Parameters start, Batch sequences, int steps,
            @Nullable Checkpoint from) {
        Objects.requireNonNull(sequences, "sequences: expected a Batch, found null");
        Head head = architecture.head();
        if (head != null && !head.everyStep()) {
            throw new IllegalArgumentException("architecture: expected a head on every step, or none, found one on "
                    + head.steps());
        }
        if (steps < 1) {
            throw new IllegalArgumentException("steps: expected at least 1, found " + steps);
        }
        if (sequences.mask() != null) {
            throw new IllegalArgumentException(
                    "sequences: expected no mask, found one; give weight 0 to steps after the "
                            + "end of a sequence");
        }
        sequences.requireShape(steps, architecture.stepSize(), steps,
                setup.loss().targetSize(architecture.outputSize()));
        int batch = Math.min(setup.options().batchSize(), sequences.rows());
        try (TrainingNetwork network = new TrainingNetwork(architecture, start.copy(), batch, k2, setup.engine(),
                setup.options().seed())) {
            return new TrainingLoop(setup, new Learner.Single(network),
                    new WindowSource(network, sequences, steps, k1, setup)).train(from);
        }
    }
}
