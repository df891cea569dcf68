/// Runs a packed network forward. Enter at [ForwardPass], which takes a [ForwardRequest] and returns a
/// [ForwardResult]. It owns the buffers ([ForwardBuffers]) and runs one part after the other: [InputGatherer] (inputs
/// and tokens), [StateTransfer] (states in and out), [LayerForward] (the time loop of one layer and direction),
/// [HeadForward], [Answers].
package dev.lstm4j.simd.internal.passes;
