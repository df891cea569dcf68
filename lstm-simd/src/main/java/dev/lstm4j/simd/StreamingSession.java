package dev.lstm4j.simd;

import dev.lstm4j.Architecture;
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

/// Runs one sequence step by step. The states are carried from call to call, steps after the first allocate nothing,
/// and every output has the same bits as in a batch. The weights belong to the network, so a session is small.
///
/// Not thread-safe: a call that begins while another thread's call is running throws an
/// [IllegalStateException]. Closing a session ends its threads at once; otherwise they end after it has
/// been garbage-collected.
public final class StreamingSession implements AutoCloseable {
    private final Architecture architecture;
    private final Workers workers;
    private final ForwardPass pass;
    private final ForwardRequest request = new ForwardRequest();
    private final ThreadGuard guard = new ThreadGuard("session");
    /// The states that a sequence starts from; null for the network's own. Used only for its first step.
    private @Nullable States initial;
    /// The result of the last step, whose final states are carried; null before the first step.
    private @Nullable ForwardResult last;

    StreamingSession(PackedNetwork network, int threads) {
        this.architecture = network.architecture();
        this.workers = new Workers(threads);
        this.pass = new ForwardPass(network, workers, 1, 1, Keep.NOTHING, Noise.NONE);
    }

    /// Runs one time step.
    ///
    /// @param inputs the features `[I]`
    /// @param outputs out: `[O]`, or `[P]` without a head
    /// @throws IllegalArgumentException if an array has another length
    /// @throws IllegalStateException if another thread is in the session, or it is closed
    public void step(float[] inputs, float[] outputs) {
        Sizes.requireShape("inputs", inputs, "I", architecture.stepSize());
        Sizes.requireShape("outputs", outputs, "O", architecture.outputSize());
        guard.enter();
        try {
            request.batch(inputs, null, 1, 1).withFinalStates(true);
            if (last == null) {
                request.from(initial);
            } else {
                request.fromCarried();
            }
            ForwardResult result = pass.run(request);
            if (last == null) {
                last = result;
            }
            result.readPredictions(outputs);
        } finally {
            guard.exit();
        }
    }

    /// Begins a new sequence: the next step starts from the network's own initial states, which are zeros or trainable.
    ///
    /// @throws IllegalStateException if another thread is in the session
    public void reset() {
        startFrom(null);
    }

    /// Begins a new sequence at given states.
    ///
    /// @param states the states of a batch of 1; copied
    /// @throws IllegalArgumentException if the states have other sizes
    /// @throws IllegalStateException if another thread is in the session
    public void setStates(States states) {
        Objects.requireNonNull(states, "states").requireFit("states", architecture, 1);
        startFrom(states.copy());
    }

    private void startFrom(@Nullable States states) {
        guard.enter();
        initial = states;
        last = null;
        guard.exit();
    }

    /// Copies the states that the next step starts from: those after the last step, or the initial states.
    ///
    /// @param to out: the states of a batch of 1
    /// @throws IllegalArgumentException if the states have other sizes
    /// @throws IllegalStateException if another thread is in the session
    public void getStates(States to) {
        Objects.requireNonNull(to, "to").requireFit("states", architecture, 1);
        guard.enter();
        try {
            if (last != null) {
                last.readStates(to);
            } else if (initial != null) {
                to.copyFrom(initial);
            } else {
                pass.readOwnStates(to);
            }
        } finally {
            guard.exit();
        }
    }

    /// Ends the session's threads.
    @Override
    public void close() {
        workers.close();
    }

    @Override
    public String toString() {
        return "StreamingSession[" + architecture.inputSize() + " inputs, " + architecture.outputSize() + " outputs]";
    }
}
