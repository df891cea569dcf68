package dev.lstm4j.cli;

/// Thrown if something fails after a training, when the model is already saved.
final class AfterTrainingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final RuntimeException failure;
    private final String reassurance;

    AfterTrainingException(RuntimeException failure, SavedModel saved) {
        super(failure);
        this.failure = failure;
        this.reassurance = saved.reassurance();
    }

    /// What failed.
    RuntimeException failure() {
        return failure;
    }

    /// Says where the model is.
    String reassurance() {
        return reassurance;
    }
}
