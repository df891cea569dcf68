package dev.lstm4j.simd.internal.passes;

import dev.lstm4j.Mask;
import dev.lstm4j.States;
import org.jspecify.annotations.Nullable;

/// What a [ForwardPass] is to run: a batch, the states that it starts from, and whether its final states are read.
/// Reusable: [#batch] sets everything, so nothing of an earlier request remains.
public final class ForwardRequest {
    private float[] inputs = {};
    private @Nullable Mask mask;
    private int rows;
    private int steps;
    private @Nullable States given;
    private boolean carried;
    private boolean finalStates;

    /// An empty request.
    public ForwardRequest() {}

    /// Sets the batch. It starts from the network's own states, and its final states are not read.
    ///
    /// @param newInputs `[B, T, I]`, read in place until the backward pass is done
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

    /// Starts from given states.
    ///
    /// @param states copied when the request is run; null for the network's own
    /// @return this request
    public ForwardRequest from(@Nullable States states) {
        given = states;
        carried = false;
        return this;
    }

    /// Starts from the final states of the previous run, which had as many rows. For networks of one direction, without
    /// masks.
    ///
    /// @return this request
    public ForwardRequest fromCarried() {
        given = null;
        carried = true;
        return this;
    }

    /// Asks for the final states.
    ///
    /// @param wanted whether they are read: if not, a bidirectional network with a head on the last step may leave most
    ///        of the top reverse layer out
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

    /// The states to start from if they are not carried; null for the network's own.
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
