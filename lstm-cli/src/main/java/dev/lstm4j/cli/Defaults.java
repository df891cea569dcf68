package dev.lstm4j.cli;

/// What is taken where the user gives nothing. The recipe was chosen on the validation part of the bundled weather.
final class Defaults {
    static final String TARGET = "temp_max";
    static final int LOOKBACK = 30;
    static final int HORIZON = 7;
    static final int STRIDE = 1;
    static final String SPLIT = "0.7,0.15,0.15";

    static final int HIDDEN = 32;
    static final int LAYERS = 1;
    static final float DROPOUT = 0;
    static final int EPOCHS = 100;
    static final int BATCH = 64;
    static final double LEARNING_RATE = 0.005;
    static final double CLIP = 1;
    static final int PATIENCE = 15;
    static final long SEED = 1;

    static final String OUT = "lstm-out";
    static final String MODEL_FILE = "model.safetensors";

    /// Below so many operations a single forecast is sooner there with the scalar kernels.
    static final double ONCE_OPERATIONS = 200e6;

    private Defaults() {}

    static int threads() {
        return Math.min(2, Runtime.getRuntime().availableProcessors());
    }
}
