/// The forward pass of a packed network. Start with [ForwardPass], which takes a [ForwardRequest] and returns a
/// [ForwardResult]. It owns the buffers ([ForwardBuffers]) and runs these parts: [StateTransfer] (copies states in and
/// out), [InputGatherer] (inputs and tokens), [LayerForward] (the time loop of one layer and direction),
/// [HeadForward], and [Answers] (copies the outputs).
package dev.lstm4j.simd.internal.passes;
