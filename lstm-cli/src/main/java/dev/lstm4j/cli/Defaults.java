package dev.lstm4j.cli;

/// The defaults of options that only the command line has. The defaults of the recipe are the library's; they were
/// chosen on the validation set of the bundled weather.
final class Defaults {
    /// The target of the bundled weather.
    static final String TARGET = "temp_max";
    static final String OUT = "lstm-out";
    static final String MODEL_FILE = "model.safetensors";

    private Defaults() {}

    static int threads() {
        return Math.min(2, Runtime.getRuntime().availableProcessors());
    }
}
