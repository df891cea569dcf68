package dev.lstm4j.training.internal;

import dev.lstm4j.Architecture;
import dev.lstm4j.States;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.init.Randomness;
import dev.lstm4j.simd.internal.packing.PackedNetwork;
import dev.lstm4j.simd.internal.passes.ForwardPass;
import dev.lstm4j.simd.internal.passes.ForwardRequest;
import dev.lstm4j.simd.internal.passes.ForwardResult;
import dev.lstm4j.simd.internal.passes.LayerStates.Keep;
import dev.lstm4j.simd.internal.passes.Noise;
import dev.lstm4j.simd.internal.threads.Workers;
import org.jspecify.annotations.Nullable;

/// Forward and backward pass of a network during training, with its packed weights and its dropout. Allocates nothing
/// after construction.
public final class TrainingPasses {

    /// The resources of a network. Encoder and decoder share them.
    ///
    /// @param kernels the arithmetic
    /// @param workers the threads
    /// @param dropout draws the dropout masks between layers
    /// @param recurrentDropout draws the masks of recurrent dropout
    public record Resources(Kernels kernels, Workers workers, Randomness dropout, Randomness recurrentDropout) {}

    private final Resources resources;
    private final PackedNetwork packed;
    private final @Nullable Dropout dropout;
    private final @Nullable RecurrentDropout recurrentDropout;
    private final ForwardPass forward;
    private final BackwardPass backward;
    private final int maxBatch;

    /// Allocates all buffers.
    ///
    /// @param architecture of the network
    /// @param maxBatch the largest B
    /// @param maxTime the longest T
    /// @param resources kernels, threads and random generators
    /// @throws IllegalArgumentException if a size is below 1
    public TrainingPasses(Architecture architecture, int maxBatch, int maxTime, Resources resources) {
        this.resources = resources;
        this.maxBatch = maxBatch;
        this.packed = new PackedNetwork(architecture, resources.kernels);
        this.dropout = architecture.dropout() > 0 && architecture.numLayers() > 1
                ? new Dropout(architecture.dropout(), architecture.numLayers(), resources.dropout)
                : null;
        this.recurrentDropout = architecture.recurrentDropout() > 0
                ? new RecurrentDropout(architecture.recurrentDropout(), resources.recurrentDropout)
                : null;
        this.forward = new ForwardPass(packed, resources.workers, maxBatch, maxTime, Keep.FOR_TRAINING,
                new Noise(dropout, recurrentDropout));
        this.backward = new BackwardPass(packed, forward, resources.workers, dropout, false);
    }

    /// Whether there is dropout between layers.
    ///
    /// @return false if its probability is 0 or there is only one layer
    public boolean hasDropout() {
        return dropout != null;
    }

    /// Whether there is recurrent dropout.
    ///
    /// @return false if its probability is 0
    public boolean hasRecurrentDropout() {
        return recurrentDropout != null;
    }

    /// Packs the parameters. Call this after each change of them.
    ///
    /// @param parameters the flat array
    public void pack(float[] parameters) {
        packed.pack(parameters, resources.workers);
        backward.pack(parameters);
    }

    /// Runs the forward pass and keeps the values needed by the backward pass.
    ///
    /// @param request the batch and its initial states
    /// @param training whether dropout is active
    /// @return a view of the result, overwritten by the next run
    public ForwardResult forward(ForwardRequest request, boolean training) {
        if (dropout != null) {
            dropout.setActive(training);
        }
        if (recurrentDropout != null) {
            recurrentDropout.setActive(training);
        }
        return forward.run(request);
    }

    /// Runs the backward pass of the last forward pass and adds the gradients of the parameters.
    ///
    /// @param dAnswers the gradients of the outputs
    /// @param gradients the flat array, added to
    public void backward(float[] dAnswers, float[] gradients) {
        backward.run(dAnswers, gradients);
    }

    /// Runs the backward pass with gradients of the states.
    ///
    /// @param dAnswers the gradients of the outputs
    /// @param dStates in: the gradients of the final states, out: those of the initial states
    /// @param gradients the flat array, added to
    public void backward(float[] dAnswers, States dStates, float[] gradients) {
        backward.run(dAnswers, dStates, gradients);
    }

    /// Creates a forward pass over the same weights that runs one step at a time, without dropout.
    ///
    /// @return a pass with the same largest batch
    public ForwardPass stepper() {
        return new ForwardPass(packed, resources.workers, maxBatch, 1, Keep.NOTHING, Noise.NONE);
    }
}
