package dev.lstm4j.training;

import dev.lstm4j.Architecture;
import dev.lstm4j.Mask;
import dev.lstm4j.Optimizer;
import dev.lstm4j.Parameters;
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
import dev.lstm4j.training.internal.BackwardPass;
import dev.lstm4j.training.internal.Dropout;
import dev.lstm4j.training.internal.RecurrentDropout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One half of an [EncoderDecoder]: a network in training whose states come from outside, and the gradients of them go there.
final class CodingNetwork {
    private final Parameters parameters;
    private final Parameters gradients;
    private final Kernels kernels;
    private final Workers workers;
    private final PackedNetwork packed;
    private final @Nullable Dropout dropout;
    private final @Nullable RecurrentDropout recurrentDropout;
    private final ForwardPass forward;
    private final ForwardRequest request = new ForwardRequest();
    private final BackwardPass backward;

    CodingNetwork(Architecture architecture, Parameters parameters, int batch, int time, Kernels kernels,
            Workers workers, Randomness randomness) {
        this.parameters = parameters;
        this.gradients = Parameters.zeros(parameters.layout());
        this.kernels = kernels;
        this.workers = workers;
        this.packed = new PackedNetwork(architecture, kernels);
        boolean drops = architecture.dropout() > 0 && architecture.numLayers() > 1;
        this.dropout = drops ? new Dropout(architecture.dropout(), architecture.numLayers(), randomness) : null;
        this.recurrentDropout = architecture.recurrentDropout() > 0
                ? new RecurrentDropout(architecture.recurrentDropout(), randomness)
                : null;
        this.forward = new ForwardPass(packed, workers, batch, time, Keep.FOR_TRAINING,
                new Noise(dropout, recurrentDropout));
        this.backward = new BackwardPass(packed, forward, workers, dropout, false);
        parametersChanged();
    }

    void parametersChanged() {
        packed.pack(parameters.values(), workers);
        backward.pack(parameters.values());
    }

    Parameters parameters() {
        return parameters;
    }

    Parameters gradients() {
        return gradients;
    }

    /// Runs a batch, and keeps what the backward pass reads.
    ///
    /// @param training whether dropout acts
    /// @param initial the states before the first step; null for the network's own
    /// @param last out: the states after the last step; may be the same object as `initial`
    ForwardResult run(float[] x, @Nullable Mask mask, int steps, boolean training, @Nullable States initial,
            States last) {
        if (dropout != null) {
            dropout.setActive(training);
        }
        if (recurrentDropout != null) {
            recurrentDropout.setActive(training);
        }
        ForwardResult result = forward
                .run(request.batch(x, mask, last.batch(), steps).from(initial).withFinalStates(true));
        result.readStates(last);
        return result;
    }

    /// Goes back through the last run, and sets the gradients.
    ///
    /// @param dAnswers of the answers
    /// @param dStates in: of the final states, out: of the initial ones
    void runBack(float[] dAnswers, States dStates) {
        Arrays.fill(gradients.values(), 0f);
        backward.run(dAnswers, dStates, gradients.values());
    }

    /// One step at a time for as many rows, without dropout, with the weights as they are.
    ForwardPass stepper() {
        return new ForwardPass(packed, workers, forward.buffers().maxBatch(), 1, Keep.NOTHING, Noise.NONE);
    }

    double sumOfSquares() {
        return kernels.sumOfSquares(gradients.values(), 0, gradients.values().length);
    }

    void scale(float factor) {
        kernels.scale(gradients.values(), 0, gradients.values().length, factor);
    }

    void update(Optimizer optimizer) {
        optimizer.step(kernels, parameters.values(), gradients.values());
        parametersChanged();
    }
}
