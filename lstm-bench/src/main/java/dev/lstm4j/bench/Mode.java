package dev.lstm4j.bench;

import java.util.Locale;

/// The operation to time.
public enum Mode {
    /// The forward pass of a batch.
    INFER("inference", "Inference", 1),
    /// Forward pass, mean squared error, backward pass, Adam and packing.
    TRAIN("training", "Training step", 3),
    /// One time step of one sequence with carried state, without a head.
    STEP("streaming", "Streaming step", 1);

    private final String label;
    private final String title;
    private final int passes;

    Mode(String label, String title, int passes) {
        this.label = label;
        this.title = title;
        this.passes = passes;
    }

    /// Finds a mode by its id.
    ///
    /// @param id the name in options
    /// @return the mode
    /// @throws IllegalArgumentException if there is no mode with that id
    public static Mode of(String id) {
        for (Mode mode : values()) {
            if (mode.id().equals(id)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("mode: expected infer, train or step, found '" + id + "'");
    }

    /// The name in options and files.
    ///
    /// @return `infer`, `train` or `step`
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The name for headings of reports.
    ///
    /// @return the title
    public String title() {
        return title;
    }

    /// The name for titles of tables.
    ///
    /// @return the label
    public String label() {
        return label;
    }

    /// The number of operations relative to those of inference.
    ///
    /// @return 1, or 3 for training: the forward pass, the gradients of the inputs, and the gradients of the weights
    public int passes() {
        return passes;
    }
}
