package dev.lstm4j.training;

import dev.lstm4j.Architecture;
import dev.lstm4j.States;
import dev.lstm4j.simd.internal.passes.ForwardResult;
import org.jspecify.annotations.Nullable;

/// The states of a group of sequences, carried from one window of the sequences to the next.
final class CarriedStates {
    private final Architecture architecture;
    private @Nullable States states;
    private boolean carries;
    private int steps;

    /// Carries nothing yet: the first window starts from the network's initial states.
    ///
    /// @param steps the number of steps of a window after which its states are carried
    CarriedStates(Architecture architecture, int steps) {
        this.architecture = architecture;
        this.steps = steps;
    }

    /// Sets the number of steps of a window after which its states are carried, from the next window on.
    void setSteps(int newSteps) {
        steps = newSteps;
    }

    /// Makes the next window start from the network's initial states.
    void reset() {
        carries = false;
    }

    /// The states before the first step of a window.
    ///
    /// @param rows of the window
    /// @return null for the network's initial states
    /// @throws IllegalArgumentException if states of another number of rows are carried
    @Nullable
    States start(int rows) {
        States carried = states;
        if (!carries || carried == null) {
            return null;
        }
        if (carried.batch() != rows) {
            throw new IllegalArgumentException("batch: expected " + carried.batch()
                    + " rows, since their states are carried, found " + rows + "; call resetStates() to begin anew");
        }
        return carried;
    }

    /// Keeps the states for the next window.
    void take(ForwardResult result, int rows) {
        States carried = states;
        if (carried == null || carried.batch() != rows) {
            carried = States.zeros(architecture, rows);
            states = carried;
        }
        result.readStatesAfter(steps, carried);
        carries = true;
    }

    /// The carried states.
    ///
    /// @return a copy, or null if none are carried
    @Nullable
    States copy() {
        States carried = states;
        return carries && carried != null ? carried.copy() : null;
    }

    /// Replaces the carried states.
    ///
    /// @param other copied; null for the network's initial states
    void restore(@Nullable States other) {
        states = other == null ? null : other.copy();
        carries = other != null;
    }
}
