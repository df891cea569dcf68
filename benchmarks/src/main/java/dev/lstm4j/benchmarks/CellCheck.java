package dev.lstm4j.benchmarks;

import dev.lstm4j.cell.Gate;
import dev.lstm4j.engine.CellStep;

/// Compares some values of a cell step with the equations in double precision (docs/lstm-math.md). Gates have the
/// shape `[U, B, 4·N]`, states `[B, U·N]`.
final class CellCheck {
    /// The relative error of a few roundings and an activation that is off by 2.5 ULP.
    private static final double ERROR = 32 * Check.ROUNDING;

    private CellCheck() {}

    /// @param preActivations the gates before the step
    /// @param step the step after it ran
    static void forward(float[] preActivations, CellStep step) {
        for (int place : Check.places(step.cell.length)) {
            double i = logistic(preActivations[gate(step, place, Gate.INPUT)]);
            double f = logistic(preActivations[gate(step, place, Gate.FORGET)]);
            double g = Math.tanh(preActivations[gate(step, place, Gate.CANDIDATE)]);
            double o = logistic(preActivations[gate(step, place, Gate.OUTPUT)]);
            double kept = f * step.cellBefore[place];
            double cell = kept + i * g;
            double allowed = ERROR * (Math.abs(kept) + Math.abs(i * g));
            Check.near("cell", place, cell, allowed, step.cell[place]);
            double hidden = o * Math.tanh(cell);
            Check.near("hidden", place, hidden, o * allowed + ERROR * Math.abs(hidden), step.hidden[place]);
        }
    }

    /// @param activations the gates before the backward step
    /// @param cells the cell states after the forward step
    /// @param dCells the gradients of the cell states before the backward step
    /// @param step the backward step after it ran
    static void backward(float[] activations, float[] cells, float[] dCells, CellStep step) {
        for (int place : Check.places(cells.length)) {
            double i = activations[gate(step, place, Gate.INPUT)];
            double f = activations[gate(step, place, Gate.FORGET)];
            double g = activations[gate(step, place, Gate.CANDIDATE)];
            double o = activations[gate(step, place, Gate.OUTPUT)];
            double tanh = Math.tanh(cells[place]);
            double dHidden = (double) step.dHidden[place] + step.dOutput[place];
            double dCell = dCells[place] + dHidden * o * (1 - tanh * tanh);
            double allowed = ERROR * (Math.abs(dCells[place]) + Math.abs(dHidden * o));
            near(step, place, Gate.INPUT, dCell * g * i * (1 - i), allowed * Math.abs(g) * i);
            near(step, place, Gate.FORGET, dCell * step.cellBefore[place] * f * (1 - f),
                    allowed * Math.abs(step.cellBefore[place]) * f);
            near(step, place, Gate.CANDIDATE, dCell * i * (1 - g * g), allowed * i);
            near(step, place, Gate.OUTPUT, dHidden * tanh * o * (1 - o), ERROR * Math.abs(dHidden * tanh) * o);
            Check.near("dCell", place, dCell * f, allowed * f, step.dCell[place]);
        }
    }

    private static void near(CellStep step, int place, Gate gate, double expected, double allowed) {
        Check.near("gradient of " + gate, place, expected, allowed, step.gates[gate(step, place, gate)]);
    }

    /// The index of a gate of the unit whose states are at `place`.
    private static int gate(CellStep step, int place, Gate gate) {
        int unit = place % step.cellStride;
        int row = unit / step.units * step.rows + place / step.cellStride;
        return row * step.gatesStride + gate.ordinal() * step.units + unit % step.units;
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
