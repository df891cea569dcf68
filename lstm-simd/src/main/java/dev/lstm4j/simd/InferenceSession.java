package dev.lstm4j.simd;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Mask;
import dev.lstm4j.States;
import dev.lstm4j.simd.internal.Sizes;
import dev.lstm4j.simd.internal.packing.PackedNetwork;
import dev.lstm4j.simd.internal.passes.ForwardPass;
import dev.lstm4j.simd.internal.passes.ForwardRequest;
import dev.lstm4j.simd.internal.passes.ForwardResult;
import dev.lstm4j.simd.internal.passes.LayerStates.Keep;
import dev.lstm4j.simd.internal.passes.Noise;
import dev.lstm4j.simd.internal.threads.ThreadGuard;
import dev.lstm4j.simd.internal.threads.Workers;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Runs batches of sequences. The session reuses its buffers; a call allocates memory only if it needs a buffer, or a
/// larger one, for the first time. The length of an array must match its shape, or the shape for the session's largest
/// batch and time, so that one array can be used for batches of several sizes; the current batch is then at the
/// beginning of the array, without gaps.
///
/// Not thread-safe: a call that begins while another thread's call is running throws an
/// [IllegalStateException]. Closing a session ends its threads at once; otherwise they end after it has
/// been garbage-collected.
public final class InferenceSession implements AutoCloseable {
    private final Architecture architecture;
    private final Workers workers;
    private final ForwardPass pass;
    private final ForwardRequest request = new ForwardRequest();
    private final ThreadGuard guard = new ThreadGuard("session");
    private final int maxBatch;
    private final int maxTime;
    private final @Nullable GateTrace trace;

    InferenceSession(PackedNetwork network, int threads, int batch, int time, boolean traced) {
        this.architecture = network.architecture();
        this.maxBatch = batch;
        this.maxTime = time;
        this.workers = new Workers(threads);
        this.pass = new ForwardPass(network, workers, batch, time, traced ? Keep.FOR_TRACE : Keep.NOTHING, Noise.NONE);
        this.trace = traced ? new GateTrace(network, pass.buffers()) : null;
    }

    /// Runs a batch of sequences as long as the session's T. They start from the network's own initial states: zeros,
    /// or trainable states.
    ///
    /// @param inputs `[B, T, I]`, row-major
    /// @param batch B, at most the session's
    /// @param outputs out: `[B, O]` for a head with one output per sequence, `[B, T, O]` for a head on every step, `[B,
    ///        T, D·P]` without a head
    /// @throws IllegalArgumentException if batch is out of range or an array has another length
    /// @throws IllegalStateException if another thread is in the session, or it is closed
    public void forward(float[] inputs, int batch, float[] outputs) {
        forward(inputs, batch, maxTime, null, outputs, null);
    }

    /// Runs sequences of different lengths, or with gaps. They start from the network's own initial states.
    ///
    /// @param inputs `[B, T, I]`, row-major; invalid steps are not read
    /// @param mask the valid steps of `[B, T]`; null for all steps of a batch of the session's sizes
    /// @param outputs out: as above; 0 at invalid steps; a head on the last step reads each sequence's last valid step
    /// @throws IllegalArgumentException if a size is out of range or an array has another length
    /// @throws IllegalStateException if another thread is in the session, or it is closed
    public void forward(float[] inputs, @Nullable Mask mask, float[] outputs) {
        forward(inputs, mask, null, outputs, null);
    }

    /// Runs a batch from given states, and returns its final states.
    ///
    /// @param inputs `[B, T, I]`, row-major
    /// @param batch B, at most the session's
    /// @param time T, at most the session's
    /// @param initial the states before the first step; null for the network's own
    /// @param outputs out: as above
    /// @param last out: the states after the last step, or null; may be the same object as `initial`
    /// @throws IllegalArgumentException if a size is out of range, an array has another length, or states have other
    ///         sizes
    /// @throws IllegalStateException if another thread is in the session, or it is closed
    public void forward(float[] inputs, int batch, int time, @Nullable States initial, float[] outputs,
            @Nullable States last) {
        requireArrays(inputs, batch, time, outputs);
        requireStates(batch, initial, last);
        guard.enter();
        try {
            run(request.batch(inputs, null, batch, time).from(initial), outputs, last);
        } finally {
            guard.exit();
        }
    }

    /// Runs sequences of different lengths, or with gaps, from given states, and returns their final states.
    ///
    /// @param inputs `[B, T, I]`, row-major; invalid steps are not read
    /// @param mask the valid steps of `[B, T]`; null for all steps of a batch of the session's sizes
    /// @param initial the states before each sequence's first valid step; null for the network's own
    /// @param outputs out: as above; 0 at invalid steps
    /// @param last out: the states after each sequence's last valid step, or null; may be the same object as `initial`
    /// @throws IllegalArgumentException if a size is out of range, an array has another length, or states have other
    ///         sizes
    /// @throws IllegalStateException if another thread is in the session, or it is closed
    public void forward(float[] inputs, @Nullable Mask mask, @Nullable States initial, float[] outputs,
            @Nullable States last) {
        int batch = mask == null ? maxBatch : mask.batch();
        int time = mask == null ? maxTime : mask.time();
        requireArrays(inputs, batch, time, outputs);
        requireStates(batch, initial, last);
        guard.enter();
        try {
            run(request.batch(inputs, mask, batch, time).from(initial), outputs, last);
        } finally {
            guard.exit();
        }
    }

    private void run(ForwardRequest of, float[] outputs, @Nullable States last) {
        ForwardResult result = pass.run(of.withFinalStates(last != null || trace != null));
        result.readPredictions(outputs);
        if (last != null) {
            result.readStates(last);
        }
    }

    private void requireArrays(float[] inputs, int batch, int time, float[] outputs) {
        if (batch < 1 || batch > maxBatch || time < 1 || time > maxTime) {
            throw new IllegalArgumentException("forward: expected a batch of 1 to " + maxBatch + " and a time of 1 to "
                    + maxTime + ", found " + batch + " and " + time);
        }
        requireInputs(inputs, batch, time);
        requireOutputs(outputs, batch, time);
    }

    private void requireStates(int batch, @Nullable States initial, @Nullable States last) {
        if (initial != null) {
            initial.requireFit("initial", architecture, batch);
        }
        if (last != null) {
            last.requireFit("last", architecture, batch);
        }
    }

    private void requireInputs(float[] inputs, int batch, int time) {
        Objects.requireNonNull(inputs, "inputs");
        int size = architecture.stepSize();
        if (inputs.length != (long) batch * time * size && inputs.length != (long) maxBatch * maxTime * size) {
            throw Sizes.otherLength("inputs", inputs, "B T I", batch, time, size);
        }
    }

    private void requireOutputs(float[] outputs, int batch, int time) {
        Objects.requireNonNull(outputs, "outputs");
        int size = architecture.outputSize();
        int steps = architecture.outputSteps(time);
        if (outputs.length != (long) batch * steps * size
                && outputs.length != (long) maxBatch * architecture.outputSteps(maxTime) * size) {
            Head head = architecture.head();
            throw head == null || head.everyStep()
                    ? Sizes.otherLength("outputs", outputs, "B T O", batch, steps, size)
                    : Sizes.otherLength("outputs", outputs, "B O", batch, size);
        }
    }

    /// The gates and states of every step of the last batch.
    ///
    /// @return a view; the next call of `forward` overwrites its values
    /// @throws IllegalStateException if this is not a session of [Network#tracingSession]
    public GateTrace trace() {
        if (trace == null) {
            throw new IllegalStateException(
                    "trace: expected a session made by tracingSession(batch, time), found one without a trace");
        }
        return trace;
    }

    /// Ends the session's threads.
    @Override
    public void close() {
        workers.close();
    }

    @Override
    public String toString() {
        return "InferenceSession[up to " + maxBatch + " sequences of " + maxTime + " steps, " + architecture.inputSize()
                + " inputs, " + architecture.outputSize() + " outputs" + (trace == null ? "]" : ", traced]");
    }
}
