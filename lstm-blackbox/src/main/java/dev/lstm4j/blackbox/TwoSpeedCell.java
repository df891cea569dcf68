package dev.lstm4j.blackbox;

import dev.lstm4j.cell.Cell;
import dev.lstm4j.cell.CellFunction;
import dev.lstm4j.cell.CellParameter;
import dev.lstm4j.cell.CellProvider;
import dev.lstm4j.cell.CellSettings;
import dev.lstm4j.engine.CellStep;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.init.Initialization;
import java.util.List;

/// A cell with a fast and a slow memory. It has everything that a cell can declare: its own gate names, two states, a
/// parameter (w) and a setting (λ).
///
/// - `k = σ(k')`, `g = tanh(g')`
/// - `fast = k⊙fast₋₁ + (1 - k)⊙g`
/// - `slow = λ·slow₋₁ + (1 - λ)·fast`
/// - `h = fast + w⊙slow`
///
/// @param decay λ, from 0 to below 1
public record TwoSpeedCell(float decay) implements Cell {
    private static final String NAME = "two_speed";
    private static final List<String> GATES = List.of("keep", "write");
    private static final int KEEP = GATES.indexOf("keep");
    private static final int WRITE = GATES.indexOf("write");

    /// Checks λ.
    ///
    /// @throws IllegalArgumentException if it is out of range
    public TwoSpeedCell {
        if (!(decay >= 0 && decay < 1)) {
            throw new IllegalArgumentException("decay: expected a number from 0 to below 1, found " + decay);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> gates() {
        return GATES;
    }

    @Override
    public int forgetGate() {
        return KEEP;
    }

    @Override
    public List<String> states() {
        return List.of("fast", "slow");
    }

    @Override
    public List<CellParameter> parameters(boolean bias) {
        return List.of(new CellParameter("slow_weight", 1, Initialization.ONE));
    }

    @Override
    public CellSettings settings() {
        return CellSettings.none().with("decay", decay);
    }

    @Override
    public CellFunction function(Kernels kernels, boolean bias) {
        return new Function(decay, kernels);
    }

    /// Creates the cell for files and for programs that choose cells by name.
    public static final class Provider implements CellProvider {

        /// Creates the provider.
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Cell cell(CellSettings settings) {
            return new TwoSpeedCell(settings.number("decay", 0.9f));
        }
    }

    private record Function(float decay, Kernels kernels) implements CellFunction {
        @Override
        public void forward(CellStep step) {
            int n = step.units;
            for (int row = 0; row < step.rows; row++) {
                int at = step.gatesOffset + row * step.gatesStride;
                int before = step.cellBeforeOffset + row * step.cellStride;
                int after = step.cellOffset + row * step.cellStride;
                int hidden = step.hiddenOffset + row * step.hiddenStride;
                int weight = step.unitWeightsOffset + row * step.unitWeightsStride;
                kernels.logistic(step.gates, at + KEEP * n, at + (KEEP + 1) * n);
                kernels.tanh(step.gates, at + WRITE * n, at + (WRITE + 1) * n);
                for (int j = 0; j < n; j++) {
                    float k = step.gates[at + KEEP * n + j];
                    float fast = k * step.cellBefore[before + j] + (1 - k) * step.gates[at + WRITE * n + j];
                    float slow = decay * step.cellBefore[before + step.stateStride + j] + (1 - decay) * fast;
                    step.cell[after + j] = fast;
                    step.cell[after + step.stateStride + j] = slow;
                    step.hidden[hidden + j] = fast + step.unitWeights[weight + j] * slow;
                }
            }
        }

        @Override
        public void backward(CellStep step) {
            int n = step.units;
            for (int row = 0; row < step.rows; row++) {
                int at = step.gatesOffset + row * step.gatesStride;
                int before = step.cellBeforeOffset + row * step.cellStride;
                int after = step.cellOffset + row * step.cellStride;
                int dCell = step.dCellOffset + row * step.dCellStride;
                int weight = step.unitWeightsOffset + row * step.unitWeightsStride;
                int dWeight = step.dUnitWeightsOffset + row * step.dUnitWeightsStride;
                for (int j = 0; j < n; j++) {
                    float k = step.gates[at + KEEP * n + j];
                    float g = step.gates[at + WRITE * n + j];
                    float dH = step.dHidden[step.dHiddenOffset + row * step.dHiddenStride + j]
                            + step.dOutput[step.dOutputOffset + row * step.dOutputStride + j];
                    float dSlow = step.dCell[dCell + step.stateStride + j] + dH * step.unitWeights[weight + j];
                    float dFast = step.dCell[dCell + j] + dH + (1 - decay) * dSlow;
                    step.dUnitWeights[dWeight + j] += dH * step.cell[after + step.stateStride + j];
                    step.gates[at + KEEP * n + j] = dFast * (step.cellBefore[before + j] - g) * k * (1 - k);
                    step.gates[at + WRITE * n + j] = dFast * (1 - k) * (1 - g * g);
                    step.dCell[dCell + j] = dFast * k;
                    step.dCell[dCell + step.stateStride + j] = dSlow * decay;
                }
                System.arraycopy(step.gates, at, step.dGates, step.dGatesOffset + row * step.dGatesStride,
                        GATES.size() * n);
            }
        }
    }
}
