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

/// Forward and backward pass of a network in training, with its packed weights and its dropout. Allocates nothing
/// after construction.
public final class TrainingPasses {

    /// What a network computes with. The halves of an encoder-decoder share it.
    ///
    /// @param kernels the arithmetic
    /// @param workers the threads
    /// @param dropout draws what falls between layers
    /// @param recurrentDropout draws what falls between steps
    public record Resources(Kernels kernels, Workers workers, Randomness dropout, Randomness recurrentDropout) {}

    private final Resources resources;
    private final PackedNetwork packed;
    private final @Nullable Dropout dropout;
    private final @Nullable RecurrentDropout recurrentDropout;
    private final ForwardPass forward;
    private final BackwardPass backward;
    private final int maxBatch;

    /// Sizes all buffers.
    ///
    /// @param architecture of the network
    /// @param maxBatch the largest B
    /// @param maxTime the longest T
    /// @param resources what computes
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

    /// Whether numbers are drawn between layers.
    ///
    /// @return false without dropout, or with one layer
    public boolean hasDropout() {
        return dropout != null;
    }

    /// Whether numbers are drawn between steps.
    ///
    /// @return false without recurrent dropout
    public boolean hasRecurrentDropout() {
        return recurrentDropout != null;
    }

    /// Packs the parameters. Call this after each change.
    ///
    /// @param parameters the flat array
    public void pack(float[] parameters) {
        packed.pack(parameters, resources.workers);
        backward.pack(parameters);
    }

    /// Runs a batch forward and keeps what the backward pass reads.
    ///
    /// @param request the batch, and its states before the first step
    /// @param training whether dropout acts
    /// @return a view of the run, overwritten by the next one
    public ForwardResult forward(ForwardRequest request, boolean training) {
        if (dropout != null) {
            dropout.setActive(training);
        }
        if (recurrentDropout != null) {
            recurrentDropout.setActive(training);
        }
        return forward.run(request);
    }

    /// Goes back through the last run, and adds the gradients of the parameters.
    ///
    /// @param dAnswers the gradients of the outputs
    /// @param gradients the flat array, added to
    public void backward(float[] dAnswers, float[] gradients) {
        backward.run(dAnswers, gradients);
    }

    /// The same, through the states.
    ///
    /// @param dAnswers the gradients of the outputs
    /// @param dStates in: of the states after the last step, out: of those before the first step
    /// @param gradients the flat array, added to
    public void backward(float[] dAnswers, States dStates, float[] gradients) {
        backward.run(dAnswers, dStates, gradients);
    }

    /// A pass over the same weights that runs one step at a time, without dropout.
    ///
    /// @return a pass of the same largest batch
    public ForwardPass stepper() {
        return new ForwardPass(packed, resources.workers, maxBatch, 1, Keep.NOTHING, Noise.NONE);
    }
}
