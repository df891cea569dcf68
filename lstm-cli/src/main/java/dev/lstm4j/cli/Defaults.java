package dev.lstm4j.cli;

/// The defaults of options that are the command line's own. Those of the recipe are the library's, which were chosen
/// on the validation part of the bundled weather.
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
