/// The interfaces between the engine's parts: [Kernels] does the arithmetic on a [PackedMatrix] and a
/// [Product]; [CellStep] refers to the arrays of one cell step. Users need these types only to write a cell or
/// an optimizer.
package dev.lstm4j.engine;
