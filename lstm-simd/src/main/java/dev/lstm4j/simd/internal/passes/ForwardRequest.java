package dev.lstm4j.simd.internal.passes;

import dev.lstm4j.Mask;
import dev.lstm4j.States;
import org.jspecify.annotations.Nullable;

/// The arguments of a run of a [ForwardPass]: a batch, its initial states, and whether its final states are needed.
/// The object is reusable: [#batch] resets everything.
public final class ForwardRequest {
    private float[] inputs = {};
    private @Nullable Mask mask;
    private int rows;
    private int steps;
    private @Nullable States given;
    private boolean carried;
    private boolean finalStates;

    /// Creates an empty request.
    public ForwardRequest() {}

    /// Sets the batch. It starts from the network's own initial states, and its final states are not needed.
    ///
    /// @param newInputs `[B, T, I]`; not copied, and read until the backward pass has finished
    /// @param newMask the valid steps; null for all
    /// @param newRows B
    /// @param newSteps T
    /// @return this request
    public ForwardRequest batch(float[] newInputs, @Nullable Mask newMask, int newRows, int newSteps) {
        inputs = newInputs;
        mask = newMask;
        rows = newRows;
        steps = newSteps;
        given = null;
        carried = false;
        finalStates = false;
        return this;
    }

    /// Sets the initial states.
    ///
    /// @param states copied by the run; null for the network's own
    /// @return this request
    public ForwardRequest from(@Nullable States states) {
        given = states;
        carried = false;
        return this;
    }

    /// Starts from the final states of the previous run, which must have had the same number of rows. Only for networks
    /// of one direction and without masks.
    ///
    /// @return this request
    public ForwardRequest fromCarried() {
        given = null;
        carried = true;
        return this;
    }

    /// Sets whether the final states are needed.
    ///
    /// @param wanted if false, a bidirectional network with a head on the last step may skip most steps of the top
    ///        reverse layer
    /// @return this request
    public ForwardRequest withFinalStates(boolean wanted) {
        finalStates = wanted;
        return this;
    }

    float[] inputs() {
        return inputs;
    }

    @Nullable
    Mask mask() {
        return mask;
    }

    int rows() {
        return rows;
    }

    int steps() {
        return steps;
    }

    /// The initial states if they are not carried; null for the network's own.
    @Nullable
    States given() {
        return given;
    }

    boolean carried() {
        return carried;
    }

    boolean finalStates() {
        return finalStates;
    }
}
