package dev.lstm4j.simd;

import dev.lstm4j.Architecture;
import dev.lstm4j.simd.internal.ForwardPass;
import dev.lstm4j.simd.internal.PackedNetwork;
import dev.lstm4j.simd.internal.Sizes;
import dev.lstm4j.simd.internal.Workers;
import org.jspecify.annotations.Nullable;

/// Runs batches of sequences. Keeps its buffers from call to call and allocates nothing. For one thread at a time.
public final class InferenceSession implements AutoCloseable {
    private final Architecture architecture;
    private final Workers workers;
    private final ForwardPass pass;

    InferenceSession(PackedNetwork network, int threads, int batch, int time) {
        this.architecture = network.architecture();
        this.workers = new Workers(threads);
        this.pass = new ForwardPass(network, workers, batch, time, false, null);
    }

    /// Runs a batch of the session's length from zero states.
    ///
    /// @param batch B, at most the session's
    /// @param x `[B, T, I]`, row-major
    /// @param y out: `[B, O]` for a head on the last step, `[B, T, O]` for a head on every step, `[B, T, D·H]` without
    /// @throws IllegalArgumentException where batch is out of range or an array is too short
    public void forward(int batch, float[] x, float[] y) {
        forward(batch, pass.maxTime(), x, null, null, y, null, null);
    }

    /// Runs a batch from given states to given states.
    ///
    /// @param batch B, at most the session's
    /// @param time T, at most the session's
    /// @param x `[B, T, I]`, row-major
    /// @param h0 hidden states before the first step `[L·D, B, H]`, or null for zeros
    /// @param c0 cell states before the first step `[L·D, B, H]`; null just where h0 is
    /// @param y out: as above
    /// @param hn out: hidden states after the last step `[L·D, B, H]`, or null
    /// @param cn out: cell states after the last step `[L·D, B, H]`; null just where hn is
    /// @throws IllegalArgumentException where a size is out of range or an array is too short
    public void forward(int batch, int time, float[] x, float @Nullable [] h0, float @Nullable [] c0, float[] y,
            float @Nullable [] hn, float @Nullable [] cn) {
        if (batch < 1 || batch > pass.maxBatch() || time < 1 || time > pass.maxTime()) {
            throw new IllegalArgumentException(
                    "forward: expected a batch of 1 to " + pass.maxBatch() + " and a time of 1 to "
                            + pass.maxTime() + ", found " + batch + " and " + time);
        }
        int rows = batch * time;
        int states = architecture.numLayers() * architecture.directions() * batch * architecture.hiddenSize();
        Sizes.requireFloats("x", x, rows * architecture.inputSize());
        Sizes.requireFloats("y", y, batch * architecture.outputSteps(time) * architecture.outputSize());
        if (h0 != null && c0 != null) {
            Sizes.requireFloats("h0", h0, states);
            Sizes.requireFloats("c0", c0, states);
            pass.setStates(batch, time, h0, c0);
        } else {
            requireBothOrNone("h0", h0, "c0", c0);
            pass.clearStates(batch, time);
        }
        if (hn != null && cn != null) {
            Sizes.requireFloats("hn", hn, states);
            Sizes.requireFloats("cn", cn, states);
        } else {
            requireBothOrNone("hn", hn, "cn", cn);
        }
        pass.run(x, batch, time, hn != null);
        pass.readAnswers(y);
        if (hn != null && cn != null) {
            pass.getStates(batch, time, hn, cn);
        }
    }

    private static void requireBothOrNone(String first, float @Nullable [] a, String second, float @Nullable [] b) {
        if ((a == null) != (b == null)) {
            throw new IllegalArgumentException(
                    first + " and " + second + ": expected both or none, found only " + (a == null ? second : first));
        }
    }

    /// Ends the session's threads.
    @Override
    public void close() {
        workers.close();
    }
}
