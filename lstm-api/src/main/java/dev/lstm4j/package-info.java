/// Interfaces and value types. Start with [Model]: an [Architecture], its [Parameters] in the order of a
/// [ParameterLayout], and for forecasts a [ForecastTask].
///
/// The engine's interfaces: [Kernels] does the arithmetic on [PackedMatrix] and [Product]; a [Cell] is the element-wise
/// step between two matrix products; [Loss] and [Optimizer] complete a training step.
///
/// Letters in shapes (docs/lstm-math.md): B batch, T time, I input, H hidden, G gates, L layers, D directions, N lanes
/// (units per block).
package dev.lstm4j;

import dev.lstm4j.cell.Cell;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.engine.PackedMatrix;
import dev.lstm4j.engine.Product;
