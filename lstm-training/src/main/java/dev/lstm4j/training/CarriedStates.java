package dev.lstm4j.training;

import dev.lstm4j.Architecture;
import dev.lstm4j.States;
import dev.lstm4j.simd.internal.passes.ForwardResult;
import org.jspecify.annotations.Nullable;

/// The states of some sequences that are trained in pieces, carried from one piece to the next.
final class CarriedStates {
    private final Architecture architecture;
    private @Nullable States states;
    private boolean carries;
    private int steps;

    /// Nothing is carried yet: the first piece begins from the network's own states.
    ///
    /// @param steps the number of steps of a piece after which the next one begins
    CarriedStates(Architecture architecture, int steps) {
        this.architecture = architecture;
        this.steps = steps;
    }

    /// The number of steps of a piece after which the next one begins, starting with the next piece.
    void setSteps(int newSteps) {
        steps = newSteps;
    }

    /// Lets the next piece begin from the network's own states.
    void reset() {
        carries = false;
    }

    /// The states that a piece begins with.
    ///
    /// @param rows of the piece
    /// @return null for the network's own
    /// @throws IllegalArgumentException if the states are those of another number of rows
    @Nullable
    States start(int rows) {
        States carried = states;
        if (!carries || carried == null) {
            return null;
        }
        if (carried.batch() != rows) {
            throw new IllegalArgumentException("batch: expected " + carried.batch()
                    + " rows, whose states are carried, found " + rows + "; resetStates() begins anew");
        }
        return carried;
    }

    /// Takes the states for the next piece.
    void take(ForwardResult result, int rows) {
        States carried = states;
        if (carried == null || carried.batch() != rows) {
            carried = States.zeros(architecture, rows);
            states = carried;
        }
        result.readStatesAfter(steps, carried);
        carries = true;
    }

    /// What is carried.
    ///
    /// @return a copy, or null if nothing is
    @Nullable
    States copy() {
        States carried = states;
        return carries && carried != null ? carried.copy() : null;
    }

    /// Carries other states.
    ///
    /// @param other copied; null for the network's own
    void restore(@Nullable States other) {
        states = other == null ? null : other.copy();
        carries = other != null;
    }
}
