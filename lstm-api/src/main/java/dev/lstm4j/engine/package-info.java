/// The contracts between the engine's parts: [Kernels] does the arithmetic on a [PackedMatrix] and a
/// [Product]; [CellStep] describes the operands of one cell step. Users meet these types only when they write a cell or
/// an optimizer.
package dev.lstm4j.engine;
