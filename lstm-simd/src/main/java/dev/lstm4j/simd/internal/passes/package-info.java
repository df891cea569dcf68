/// Runs a packed network forward. Enter at [ForwardPass]; [LayerForward] is the time loop of one layer and direction.
package dev.lstm4j.simd.internal.passes;
