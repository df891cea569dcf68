package dev.lstm4j.bench;

import java.util.Locale;

/// What of a network is timed.
public enum Mode {
    /// A batch forward.
    INFER("inference", "Inference", 1),
    /// Forward, mean squared error, backward, Adam and packing.
    TRAIN("training", "Training step", 3),
    /// One time step of one sequence, the state carried; no head.
    STEP("streaming", "Streaming step", 1);

    private final String label;
    private final String title;
    private final int passes;

    Mode(String label, String title, int passes) {
        this.label = label;
        this.title = title;
        this.passes = passes;
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

    /// In words.
    ///
    /// @return for a table's title
    public String label() {
        return label;
    }

    /// How many times the operations of an inference it takes.
    ///
    /// @return 3 for training: forward, and backward to the inputs and to the weights
    public int passes() {
        return passes;
    }
}
