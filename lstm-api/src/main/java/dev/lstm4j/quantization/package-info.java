/// Weights of 16 and 8 bits. Start with [WeightType], the argument of `Model.withWeights`;
/// [Quantization] rounds weights.
package dev.lstm4j.quantization;
