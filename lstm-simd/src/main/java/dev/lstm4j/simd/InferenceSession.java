package dev.lstm4j.simd;

import dev.lstm4j.Architecture;
import dev.lstm4j.Mask;
import dev.lstm4j.simd.internal.Sizes;
import dev.lstm4j.simd.internal.packing.PackedNetwork;
import dev.lstm4j.simd.internal.passes.ForwardPass;
import dev.lstm4j.simd.internal.passes.LayerStates.Keep;
import dev.lstm4j.simd.internal.threads.Workers;
import org.jspecify.annotations.Nullable;

/// Runs batches of sequences. Keeps its buffers from call to call and allocates nothing. For one thread at a time.
public final class InferenceSession implements AutoCloseable {
    private static final float[] NONE = {};

    private final Architecture architecture;
    private final Workers workers;
    private final ForwardPass pass;
    private final @Nullable GateTrace trace;

    InferenceSession(PackedNetwork network, int threads, int batch, int time, boolean traced) {
        this.architecture = network.architecture();
        this.workers = new Workers(threads);
        this.pass = new ForwardPass(network, workers, batch, time, traced ? Keep.FOR_TRACE : Keep.NOTHING, null);
        this.trace = traced ? new GateTrace(network, pass) : null;
    }

    /// Runs a batch of the session's length from zero states.
    ///
    /// @param batch B, at most the session's
    /// @param x `[B, T, I]`, row-major
    /// @param y out: `[B, O]` for a head with one answer a sequence, `[B, T, O]` for a head on every step, `[B, T, D·P]`
    ///        without
    /// @throws IllegalArgumentException where batch is out of range or an array is too short
    public void forward(int batch, float[] x, float[] y) {
        forward(batch, pass.maxTime(), null, x, null, null, y, null, null);
    }

    /// Runs sequences of different lengths, or with gaps, from zero states.
    ///
    /// @param mask which steps of `[B, T]` count
    /// @param x `[B, T, I]`, row-major; not read where a step does not count
    /// @param y out: as above; 0 where a step does not count; the last step is each sequence's last that counts
    /// @throws IllegalArgumentException where a size is out of range or an array is too short
    public void forward(Mask mask, float[] x, float[] y) {
        forward(mask.batch(), mask.time(), mask, x, null, null, y, null, null);
    }

    /// Runs a batch from given states to given states.
    ///
    /// @param batch B, at most the session's
    /// @param time T, at most the session's
    /// @param x `[B, T, I]`, row-major
    /// @param h0 hidden states before the first step `[L·D, B, P]`, or null for zeros
    /// @param c0 cell states before the first step `[L·D, B, H]`; null just where h0 is, and where the cell has none
    /// @param y out: as above
    /// @param hn out: hidden states after the last step `[L·D, B, P]`, or null
    /// @param cn out: cell states after the last step `[L·D, B, H]`; null just where hn is, and where the cell has none
    /// @throws IllegalArgumentException where a size is out of range or an array is too short
    public void forward(int batch, int time, float[] x, float @Nullable [] h0, float @Nullable [] c0, float[] y,
            float @Nullable [] hn, float @Nullable [] cn) {
        forward(batch, time, null, x, h0, c0, y, hn, cn);
    }

    /// The same with steps that do not count.
    ///
    /// @param batch B, at most the session's
    /// @param time T, at most the session's
    /// @param mask which steps count; null for all
    /// @param x `[B, T, I]`, row-major; not read where a step does not count
    /// @param h0 as above
    /// @param c0 as above
    /// @param y out: as above; 0 where a step does not count
    /// @param hn out: after each sequence's last step that counts
    /// @param cn out: after each sequence's last step that counts
    /// @throws IllegalArgumentException where a size is out of range, the mask is one of another batch, or an array is too
    ///         short
    public void forward(int batch, int time, @Nullable Mask mask, float[] x, float @Nullable [] h0,
            float @Nullable [] c0, float[] y, float @Nullable [] hn, float @Nullable [] cn) {
        if (batch < 1 || batch > pass.maxBatch() || time < 1 || time > pass.maxTime()) {
            throw new IllegalArgumentException(
                    "forward: expected a batch of 1 to " + pass.maxBatch() + " and a time of 1 to "
                            + pass.maxTime() + ", found " + batch + " and " + time);
        }
        Sizes.requireFloats("x", x, batch * time * architecture.stepSize());
        Sizes.requireFloats("y", y, batch * architecture.outputSteps(time) * architecture.outputSize());
        requireStates("h0", h0, "c0", c0, batch);
        requireStates("hn", hn, "cn", cn, batch);
        pass.begin(batch, time, mask);
        if (h0 == null) {
            pass.clearStates();
        } else {
            pass.setStates(h0, c0 == null ? NONE : c0);
        }
        pass.run(x, hn != null || trace != null);
        pass.readPredictions(y);
        if (hn != null) {
            pass.getStates(hn, cn == null ? NONE : cn);
        }
    }

    /// What every gate and state was at every step of the last run.
    ///
    /// @return a view, overwritten by the next run
    /// @throws IllegalStateException where the session does not keep them
    public GateTrace trace() {
        if (trace == null) {
            throw new IllegalStateException(
                    "trace: expected a session of tracingSession(batch, time), found one that keeps nothing");
        }
        return trace;
    }

    private void requireStates(String first, float @Nullable [] hidden, String second, float @Nullable [] cell,
            int batch) {
        int states = architecture.numLayers() * architecture.directions() * batch;
        if (hidden != null) {
            Sizes.requireFloats(first, hidden, states * architecture.stateSize());
        }
        if (cell != null) {
            Sizes.requireFloats(second, cell, states * architecture.hiddenSize());
        }
        boolean has = !architecture.cell().states().isEmpty();
        boolean both = has ? (hidden == null) == (cell == null) : cell == null;
        if (!both) {
            throw new IllegalArgumentException(has
                    ? first + " and " + second + ": expected both or none, found only "
                            + (hidden == null ? second : first)
                    : second + ": expected null, since " + architecture.cell().description() + " has no cell state");
        }
    }

    /// Ends the session's threads.
    @Override
    public void close() {
        workers.close();
    }
}
