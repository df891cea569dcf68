/// Backpropagation through time, not exported. Enter at [BackwardPass]: it goes through the layers from the top with a
/// [LayerBackward] each (the time loop backward) and then sums the gradients of the weights with [WeightGradients].
package dev.lstm4j.training.internal;
