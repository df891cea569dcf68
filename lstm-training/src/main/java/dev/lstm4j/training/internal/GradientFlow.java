package dev.lstm4j.training.internal;

/// What the backward pass of a layer in one direction reads and writes besides its own buffers. One object serves all
/// runs, so that a run allocates nothing; it is set before the threads start.
final class GradientFlow {
    /// The value of [#given] if each step has a gradient of its outputs.
    static final int EVERY_STEP = -1;

    /// The first time of the run.
    int fromTime;

    /// The end of the run's times.
    int toTime;

    /// Gradients of the layer's outputs: of each step `[T, B, D·V]`, or of one step `[B, D·V]`.
    float[] dOutputs = {};

    /// The step that has a gradient of its outputs, or [#EVERY_STEP]. Those of other steps are 0.
    int given;

    /// Whether the gradient of the hidden state before the first step is wanted.
    boolean wantStart;

    /// Out: gradients of the layer's inputs, `[T, B, dInputWidth]`. The forward direction sets them, and the reverse
    /// direction adds to them.
    float[] dInputs = {};

    /// The width of a row of [#dInputs].
    int dInputWidth;

    /// Whether a step has a gradient of its outputs.
    boolean hasOutputs(int time) {
        return given == EVERY_STEP || time == given;
    }

    /// The step within [#dOutputs] that holds the gradient of a step.
    int outputSlot(int time) {
        return given == EVERY_STEP ? time : 0;
    }
}
