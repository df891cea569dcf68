package dev.lstm4j.training;

import dev.lstm4j.Architecture;
import dev.lstm4j.Mask;
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
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Runs the forward pass and the backward pass of the engine on a batch, with mask, states and gradients of the
/// inputs. The buffers are larger than the batch and contain data of an earlier batch with a NaN, which must not affect
/// the result.
///
/// @param mask the valid steps, or null if all are valid
/// @param x `[B, T, I]`
/// @param h0 `[L·D, B, P]`
/// @param c0 the further states `[K, L·D, B, H]`
/// @param states whether to compute final states and the gradients of final and initial states
/// @param loss computes the gradients of the answers from the answers
/// @param dHidden the gradients of the final hidden states
/// @param dCell the gradients of the final cell states
/// @param seed the seed of dropout
record EngineRun(Architecture architecture, Parameters parameters, int batch, int time, @Nullable Mask mask, float[] x,
        float[] h0, float[] c0, boolean states, UnaryOperator<float[]> loss, float[] dHidden, float[] dCell,
        long seed) {

    /// The results of the engine; states and their gradients only if `states` is set.
    record Result(float[] answers, float[] hidden, float[] cell, float[] gradients, float[] dX, float[] dH0,
            float[] dC0) {}

    /// The number of random numbers that dropout draws before the batch.
    static int drawnBefore(Architecture architecture, int batch, int time) {
        return (architecture.numLayers() - 1) * (batch + 1) * (time + 1) * architecture.directions()
                * architecture.stateSize();
    }

    Result run(Kernels kernels, int threads) {
        Result result = new Result(new float[batch * architecture.outputSteps(time) * architecture.outputSize()],
                new float[h0.length], new float[c0.length], new float[parameters.values().length],
                new float[batch * time * architecture.stepSize()], dHidden.clone(), dCell.clone());
        try (Workers workers = new Workers(threads)) {
            PackedNetwork packed = new PackedNetwork(architecture, kernels);
            packed.pack(parameters.values(), workers);
            Dropout dropout = architecture.dropout() > 0 && architecture.numLayers() > 1
                    ? new Dropout(architecture.dropout(), architecture.numLayers(), Randomness.of(seed, "dropout"))
                    : null;
            RecurrentDropout recurrent = architecture.recurrentDropout() > 0
                    ? new RecurrentDropout(architecture.recurrentDropout(), Randomness.of(seed, "recurrent dropout"))
                    : null;
            ForwardPass forward = new ForwardPass(packed, workers, batch + 1, time + 1, Keep.FOR_TRAINING,
                    new Noise(dropout, recurrent));
            BackwardPass backward = new BackwardPass(packed, forward, workers, dropout, true);
            backward.pack(parameters.values());
            runOther(forward, backward);
            ForwardResult run = forward.run(new ForwardRequest().batch(x, mask, batch, time)
                    .from(states(architecture, batch, h0, c0)).withFinalStates(states));
            run.readAnswers(result.answers);
            float[] dAnswers = loss.apply(result.answers);
            if (states) {
                States last = States.zeros(architecture, batch);
                run.readStates(last);
                copy(last, result.hidden, result.cell);
                States dStates = states(architecture, batch, result.dH0, result.dC0);
                backward.run(dAnswers, dStates, result.gradients);
                copy(dStates, result.dH0, result.dC0);
            } else {
                backward.run(dAnswers, result.gradients);
            }
            if (architecture.numEmbeddings() == 0) {
                System.arraycopy(backward.inputGradient(), 0, result.dX, 0, result.dX.length);
            }
        }
        return result;
    }

    private void runOther(ForwardPass forward, BackwardPass backward) {
        Random random = new Random(5);
        int rows = batch + 1;
        int steps = time + 1;
        int kinds = architecture.numLayers() * architecture.directions() * rows;
        States initial = states(architecture, rows, noise(random, kinds * architecture.stateSize()),
                noise(random, kinds * architecture.cell().states().size() * architecture.hiddenSize()));
        float[] other = noiseWithNaN(random, rows * steps, architecture);
        forward.run(new ForwardRequest().batch(other, null, rows, steps).from(initial).withFinalStates(true));
        backward.run(noise(random, rows * steps * architecture.outputSize()),
                states(architecture, rows, noise(random, kinds * architecture.stateSize()),
                        noise(random, kinds * architecture.cell().states().size() * architecture.hiddenSize())),
                new float[parameters.values().length]);
    }

    /// States that share the array of hidden states; the further states are copied from `[K, L·D, B, H]`.
    static States states(Architecture architecture, int batch, float[] hidden, float[] further) {
        float[][] parts = new float[architecture.cell().states().size()][];
        for (int k = 0; k < parts.length; k++) {
            int length = further.length / parts.length;
            parts[k] = Arrays.copyOfRange(further, k * length, (k + 1) * length);
        }
        return States.of(architecture, batch, hidden, parts);
    }

    private static void copy(States from, float[] hidden, float[] further) {
        System.arraycopy(from.hidden(), 0, hidden, 0, hidden.length);
        int at = 0;
        for (int k = 0; k < from.further(); k++) {
            System.arraycopy(from.further(k), 0, further, at, from.further(k).length);
            at += from.further(k).length;
        }
    }

    /// Inputs with one NaN, or tokens.
    static float[] noiseWithNaN(Random random, int steps, Architecture architecture) {
        if (architecture.numEmbeddings() > 0) {
            return GradientCase.tokens(random, steps, architecture);
        }
        float[] x = noise(random, steps * architecture.inputSize());
        x[random.nextInt(x.length)] = Float.NaN;
        return x;
    }

    static float[] noise(Random random, int length) {
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    /// A copy of the values with NaN at all invalid steps.
    ///
    /// @param values `[B, T, width]`
    static float[] poison(boolean[] valid, float[] values, int width) {
        float[] poisoned = Arrays.copyOf(values, values.length);
        for (int i = 0; i < values.length; i++) {
            poisoned[i] = valid[i / width] ? values[i] : Float.NaN;
        }
        return poisoned;
    }
}
