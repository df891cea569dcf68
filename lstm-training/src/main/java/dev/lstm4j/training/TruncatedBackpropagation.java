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

/// Trains on sequences of any length in memory that does not grow with them: truncated backpropagation through time,
/// BPTT(k₂; k₁) of Williams and Peng (1990). Every k₁ steps there is an update, for the loss of these steps. Its
/// gradient goes back k₂ steps and ends there, while the states are carried from the beginning of the sequence. With k₂
/// = k₁ windows follow each other. With a larger k₂ they overlap: the overlap is computed again with the weights as
/// they are by then, and even the first of the k₁ steps has k₂ - k₁ steps before it.
///
/// An epoch goes through all sequences once, as many side by side as a batch has ([TrainingOptions#batchSize()]), or as
/// several batches if they accumulate. Guard, clipping, schedule, average of the weights and listeners are those of a
/// [Trainer]. There is no validation part: the last epoch's weights are the result.
///
/// Immutable, as a [Trainer].
public final class TruncatedBackpropagation {
    private final TrainingSetup setup;
    private final int k1;
    private final int k2;

    private TruncatedBackpropagation(TrainingSetup setup, int k1, int k2) {
        this.setup = setup;
        this.k1 = k1;
        this.k2 = k2;
    }

    /// A trainer on the engine of this process ([Engine#auto()]), without a listener.
    ///
    /// @param options of the training
    /// @param loss what is minimised
    /// @param optimizer makes the optimizer of each training
    /// @param k1 steps from one update to the next, from 1 to k₂
    /// @param k2 steps that a gradient goes back, at least 1
    /// @return the trainer
    /// @throws IllegalArgumentException if k₁ or k₂ is out of range
    public static TruncatedBackpropagation of(TrainingOptions options, Loss loss, OptimizerFactory optimizer, int k1,
            int k2) {
        if (k2 < 1) {
            throw new IllegalArgumentException("k2: expected at least 1, found " + k2);
        }
        if (k1 < 1 || k1 > k2) {
            throw new IllegalArgumentException("k1: expected 1 to k2, " + k2 + " steps, found " + k1);
        }
        return new TruncatedBackpropagation(TrainingSetup.of(options, loss, optimizer), k1, k2);
    }

    /// Sets kernels and threads.
    ///
    /// @param engine what computes
    /// @return a changed copy
    public TruncatedBackpropagation withEngine(Engine engine) {
        return new TruncatedBackpropagation(setup.withEngine(engine), k1, k2);
    }

    /// Sets the listener.
    ///
    /// @param listener is told how a training goes
    /// @return a changed copy
    public TruncatedBackpropagation withListener(TrainingListener listener) {
        return new TruncatedBackpropagation(setup.withListener(listener), k1, k2);
    }

    /// Sets the reducer that combines the gradients of each update with those of other replicas.
    ///
    /// @param reducer called between backward passes and clipping
    /// @return a changed copy
    public TruncatedBackpropagation withReducer(GradientReducer reducer) {
        return new TruncatedBackpropagation(setup.withReducer(reducer), k1, k2);
    }

    /// Trains a network.
    ///
    /// @param architecture of one direction, with an output for every step; its initial parameters are those of PyTorch,
    ///        drawn with the seed of the options
    /// @param sequences inputs `[B, steps, I]` and targets `[B, steps, K]`, without a mask; give weight 0 to steps after
    ///        the end of a shorter sequence
    /// @param steps how long they are, any number
    /// @return the weights of the last epoch and the history
    /// @throws IllegalArgumentException if a size is out of range, or the head has no output for every step
    /// @throws IllegalStateException if the network is bidirectional
    /// @throws ArithmeticException if a loss or gradient is not finite before any epoch was good
    public TrainingResult train(Architecture architecture, Batch sequences, int steps) {
        Objects.requireNonNull(architecture, "architecture: expected an Architecture, found null");
        return train(architecture, Initializer.pytorch().draw(architecture, setup.options().seed()), sequences, steps);
    }

    /// Trains a network from given parameters.
    ///
    /// @param architecture of one direction, with an output for every step
    /// @param start the initial parameters; not changed
    /// @param sequences as above
    /// @param steps how long they are, any number
    /// @return the weights of the last epoch and the history
    /// @throws IllegalArgumentException if a size is out of range, or the head has no output for every step
    /// @throws IllegalStateException if the network is bidirectional
    /// @throws ArithmeticException if a loss or gradient is not finite before any epoch was good
    public TrainingResult train(Architecture architecture, Parameters start, Batch sequences, int steps) {
        Objects.requireNonNull(start, "start: expected Parameters, found null");
        return train(architecture, start, sequences, steps, null);
    }

    /// Goes on with a training, with the same bits as if it had not been interrupted.
    ///
    /// @param from where to continue
    /// @param sequences as before
    /// @param steps as before
    /// @return the weights of the last epoch and the history, the epochs before included
    /// @throws IllegalArgumentException if the checkpoint is one of another training
    /// @throws ArithmeticException if a loss or gradient is not finite before any epoch was good
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
