package dev.lstm4j.simd;

import dev.lstm4j.Architecture;
import dev.lstm4j.simd.internal.Sizes;
import dev.lstm4j.simd.internal.packing.PackedNetwork;
import dev.lstm4j.simd.internal.passes.ForwardPass;
import dev.lstm4j.simd.internal.passes.LayerStates;
import dev.lstm4j.simd.internal.threads.Workers;

/// One sequence, step by step: the state is carried from call to call, nothing is allocated, and every answer has the same
/// bits as the batch would give. For one thread at a time; the weights are the network's, so a session is small.
public final class StreamingSession implements AutoCloseable {
    private final Architecture architecture;
    private final Workers workers;
    private final ForwardPass pass;

    StreamingSession(PackedNetwork network, int threads) {
        this.architecture = network.architecture();
        this.workers = new Workers(threads);
        this.pass = new ForwardPass(network, workers, 1, 1, LayerStates.Keep.NOTHING, null);
        pass.begin(1, 1, null);
        reset();
    }

    /// One time step.
    ///
    /// @param x the features `[I]`
    /// @param y out: `[O]`, or `[P]` without a head
    /// @throws IllegalArgumentException where an array is too short
    public void step(float[] x, float[] y) {
        Sizes.requireFloats("x", x, architecture.stepSize());
        Sizes.requireFloats("y", y, architecture.outputSize());
        pass.run(x, true);
        pass.readPredictions(y);
        pass.carryStates();
    }

    /// Back to the beginning of a sequence: zero states.
    public void reset() {
        pass.clearStates();
    }

    /// Goes on from given states.
    ///
    /// @param hidden `[L, P]`
    /// @param cell `[L, H]`; empty for a cell that has none (GRU, RNN)
    /// @throws IllegalArgumentException where an array is too short
    public void setState(float[] hidden, float[] cell) {
        requireStates(hidden, cell);
        pass.setStates(hidden, cell);
    }

    /// Reads the states after the last step taken.
    ///
    /// @param hidden out: `[L, P]`
    /// @param cell out: `[L, H]`; empty for a cell that has none (GRU, RNN)
    /// @throws IllegalArgumentException where an array is too short
    public void getState(float[] hidden, float[] cell) {
        requireStates(hidden, cell);
        pass.getCarriedStates(hidden, cell);
    }

    private void requireStates(float[] hidden, float[] cell) {
        Sizes.requireFloats("hidden", hidden, architecture.numLayers() * architecture.stateSize());
        if (!architecture.cell().states().isEmpty()) {
            Sizes.requireFloats("cell", cell, architecture.numLayers() * architecture.hiddenSize());
        }
    }

    /// Ends the session's threads.
    @Override
    public void close() {
        workers.close();
    }
}
