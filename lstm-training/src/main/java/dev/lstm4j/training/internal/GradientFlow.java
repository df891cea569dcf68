package dev.lstm4j.training.internal;

/// The inputs and outputs of the backward pass of a layer in one direction. One object is reused for all runs, so that
/// a run allocates nothing; it is set before the threads start.
final class GradientFlow {
    /// The value of [#given] if every step has a gradient of its outputs.
    static final int EVERY_STEP = -1;

    /// The first step of the run.
    int fromTime;

    /// The end step of the run (exclusive).
    int toTime;

    /// Gradients of the layer's outputs: of every step `[T, B, D·V]`, or of one step `[B, D·V]`.
    float[] dOutputs = {};

    /// The step that has a gradient of its outputs, or [#EVERY_STEP]. Those of other steps are 0.
    int given;

    /// Whether to compute the gradient of the initial hidden state.
    boolean wantStart;

    /// Out: gradients of the layer's inputs, `[T, B, dInputWidth]`. The forward direction sets them, the reverse
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
