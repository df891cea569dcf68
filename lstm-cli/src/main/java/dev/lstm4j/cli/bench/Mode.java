package dev.lstm4j.cli.bench;

/// What of a network is timed.
public enum Mode {
    /// A batch forward.
    INFER("inference", 1),
    /// Forward, mean squared error, backward, Adam and packing.
    TRAIN("training", 3),
    /// One time step of one sequence, the state carried; no head.
    STEP("streaming", 1);

    private final String label;
    private final int passes;

    Mode(String label, int passes) {
        this.label = label;
        this.passes = passes;
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
