/// Backpropagation through time, not exported. Start with [BackwardPass]: it runs a [LayerBackward], the backward time
/// loop, for each layer from the top down, and then sums the gradients of the weights with [WeightGradients].
package dev.lstm4j.training.internal;
