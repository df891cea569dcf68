package dev.lstm4j.training;

import dev.lstm4j.Architecture;
import dev.lstm4j.Mask;
import dev.lstm4j.Optimizer;
import dev.lstm4j.Parameters;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.init.Randomness;
import dev.lstm4j.simd.internal.packing.PackedNetwork;
import dev.lstm4j.simd.internal.passes.ForwardPass;
import dev.lstm4j.simd.internal.passes.LayerStates.Keep;
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
                ? new RecurrentDropout(architecture.recurrentDropout(), architecture.numLayers(), 1, randomness)
                : null;
        this.forward = new ForwardPass(packed, workers, batch, time, Keep.FOR_TRAINING, dropout);
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

    /// Runs a batch, and keeps what the way back needs.
    ///
    /// @param training whether dropout acts
    /// @param hidden in: the states before the first step; the network's own, which are zero or learned, where start is false; out: those after the last
    /// @param cell as hidden
    void run(float[] x, int rows, int steps, @Nullable Mask mask, boolean training, boolean start, float[] hidden,
            float[] cell) {
        if (dropout != null) {
            dropout.setActive(training);
        }
        forward.begin(rows, steps, mask);
        if (recurrentDropout != null) {
            recurrentDropout.draw(forward, training);
        }
        if (start) {
            forward.setStates(hidden, cell);
        } else {
            forward.clearStates();
        }
        forward.run(x, true);
        forward.getStates(hidden, cell);
    }

    void readAnswers(float[] answers) {
        forward.readAnswers(answers);
    }

    /// Goes back through the last run, and sets the gradients.
    ///
    /// @param dAnswers of the answers
    /// @param dHidden in: of the final states, out: of the initial ones
    /// @param dCell as dHidden
    void runBack(float[] dAnswers, float[] dHidden, float[] dCell) {
        Arrays.fill(gradients.values(), 0f);
        backward.run(dAnswers, dHidden, dCell, gradients.values());
    }

    /// One step at a time for as many rows, without dropout, with the weights as they are.
    ForwardPass stepper() {
        return new ForwardPass(packed, workers, forward.maxBatch(), 1, Keep.NOTHING, null);
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
