package dev.lstm4j.benchmarks.peers;

import java.util.Locale;

/// What is done with a workload.
public enum Mode {
    /// A batch through the network and its head.
    INFER("Inference"),
    /// Forward, mean squared error, backward, Adam.
    TRAIN("Training step"),
    /// One time step of one sequence, the state carried.
    STEP("Streaming step");

    private final String title;

    Mode(String title) {
        this.title = title;
    }

    /// What options and files call it.
    ///
    /// @return `infer`, `train` or `step`
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What reports call it.
    ///
    /// @return for a heading
    public String title() {
        return title;
    }

    /// Finds a mode.
    ///
    /// @param id what options call it
    /// @return the mode
    /// @throws IllegalArgumentException where there is none of that name
    public static Mode of(String id) {
        for (Mode mode : values()) {
            if (mode.id().equals(id)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("mode: expected infer, train or step, found '" + id + "'");
    }
}
