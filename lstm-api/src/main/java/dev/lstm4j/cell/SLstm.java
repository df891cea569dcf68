package dev.lstm4j.cell;

import dev.lstm4j.engine.CellStep;
import dev.lstm4j.engine.Kernels;
import java.util.List;

/// The sLSTM of xLSTM (Beck et al. 2024, arXiv 2405.04517, section 2.2): an LSTM with an exponential input gate, a
/// normaliser state n and a stabiliser state m. The candidate is called z here and g in the other cells.
///
/// ```
/// z = tanh(z')           o = σ(o')
/// a = ln σ(f') + m₋₁     m = max(a, i')
/// i = exp(i' - m)        f = exp(a - m)
/// c = f⊙c₋₁ + i⊙z        n = f⊙n₋₁ + i
/// h = o⊙c/n
/// ```
///
/// All states start at 0. While n₋₁ is 0, the memory of a unit is empty and the unit uses `m = i'`, so `i = 1` and `f =
/// 0`. The result is the same, since an empty memory has nothing to forget, and it cannot be 0/0. From then on, n is at
/// least 1.
///
/// With trainable initial states, c and n get no gradient as long as n is 0, so they are learned only if their initial
/// values are not 0.
///
/// The recurrent weights are one full matrix, which corresponds to one head in the paper. A trace shows the stabilised
/// gates i and f of these equations. The gradient of m goes to the larger argument of the maximum, or to i' if both
/// are equal.
public record SLstm() implements Cell {
    private static final String NAME = "slstm";
    private static final List<String> LABELS = Lstm.labels(Gate.INPUT, Gate.FORGET, Gate.CANDIDATE, Gate.OUTPUT);
    private static final int INPUT = LABELS.indexOf(Gate.INPUT.label());
    private static final int FORGET = LABELS.indexOf(Gate.FORGET.label());
    private static final int CANDIDATE = LABELS.indexOf(Gate.CANDIDATE.label());
    private static final int OUTPUT = LABELS.indexOf(Gate.OUTPUT.label());
    private static final List<String> STATES = List.of("c", "n", "m");
    private static final int NORMALIZER = STATES.indexOf("n");
    private static final int STABILIZER = STATES.indexOf("m");

    /// Creates the cell.
    ///
    /// @return the cell, which has no settings
    public static SLstm create() {
        return new SLstm();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "an sLSTM";
    }

    @Override
    public List<String> gates() {
        return LABELS;
    }

    @Override
    public int forgetGate() {
        return FORGET;
    }

    @Override
    public List<String> states() {
        return STATES;
    }

    @Override
    public boolean allowsProjection() {
        return true;
    }

    @Override
    public CellFunction function(Kernels kernels, boolean bias) {
        return new StabilizedFunction(kernels);
    }

    /// Creates [SLstm] cells.
    public static final class Provider implements CellProvider {

        /// Creates the provider.
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Cell cell(CellSettings settings) {
            return create();
        }
    }

    /// In training, the gates keep their pre-activations, from which the backward pass recomputes everything else. In
    /// inference they hold the activations. The arguments of the exponential functions are never positive: one of i and
    /// f is 1, and the other is `exp(-|a - i'|)`.
    private record StabilizedFunction(Kernels kernels) implements CellFunction {
        // Parts of the scratch, N floats each: for the gates exp(-|a - i'|), σ(-|f'|), z and o; then a.
        private static final int LOG_FORGET = LABELS.size();
        private static final int PARTS = LOG_FORGET + 1;

        @Override
        public int scratch() {
            return PARTS;
        }

        @Override
        public void forward(CellStep step) {
            int n = step.units;
            float[] s = step.scratch;
            for (int row = 0; row < step.rows; row++) {
                activate(step, row);
                int at = step.gatesOffset + row * step.gatesStride;
                int before = step.cellBeforeOffset + row * step.cellStride;
                int after = step.cellOffset + row * step.cellStride;
                int hidden = step.hiddenOffset + row * step.hiddenStride;
                for (int j = 0; j < n; j++) {
                    float raw = step.gates[at + INPUT * n + j];
                    float normBefore = step.cellBefore[before + NORMALIZER * step.stateStride + j];
                    boolean keeps = keeps(s[LOG_FORGET * n + j], raw, normBefore);
                    float i = inputGate(keeps, s[INPUT * n + j]);
                    float f = forgetGate(keeps, s[INPUT * n + j], normBefore);
                    float c = f * step.cellBefore[before + j] + i * s[CANDIDATE * n + j];
                    float norm = f * normBefore + i;
                    step.cell[after + j] = c;
                    step.cell[after + NORMALIZER * step.stateStride + j] = norm;
                    step.cell[after + STABILIZER * step.stateStride + j] = keeps ? s[LOG_FORGET * n + j] : raw;
                    step.hidden[hidden + j] = s[OUTPUT * n + j] * (c / norm);
                    s[INPUT * n + j] = i;
                    s[FORGET * n + j] = f;
                }
                if (!step.training) {
                    System.arraycopy(s, 0, step.gates, at, LOG_FORGET * n);
                }
            }
        }

        /// Whether m is a, so that the memory is kept as it is.
        private static boolean keeps(float a, float raw, float normBefore) {
            return normBefore != 0 && a > raw;
        }

        private static float inputGate(boolean keeps, float smaller) {
            return keeps ? smaller : 1f;
        }

        private static float forgetGate(boolean keeps, float smaller, float normBefore) {
            return normBefore == 0 ? 0f : keeps ? 1f : smaller;
        }

        /// Fills the scratch from the pre-activations of a row.
        private void activate(CellStep step, int row) {
            int n = step.units;
            float[] s = step.scratch;
            int at = step.gatesOffset + row * step.gatesStride;
            int stabilizer = step.cellBeforeOffset + row * step.cellStride + STABILIZER * step.stateStride;
            System.arraycopy(step.gates, at, s, 0, LOG_FORGET * n);
            for (int j = 0; j < n; j++) {
                s[FORGET * n + j] = -Math.abs(s[FORGET * n + j]);
            }
            kernels.logistic(s, FORGET * n, (FORGET + 1) * n);
            kernels.tanh(s, CANDIDATE * n, (CANDIDATE + 1) * n);
            kernels.logistic(s, OUTPUT * n, (OUTPUT + 1) * n);
            for (int j = 0; j < n; j++) {
                float a = logLogistic(step.gates[at + FORGET * n + j], s[FORGET * n + j])
                        + step.cellBefore[stabilizer + j];
                s[LOG_FORGET * n + j] = a;
                s[INPUT * n + j] = -Math.abs(a - s[INPUT * n + j]);
            }
            kernels.logistic(s, INPUT * n, (INPUT + 1) * n);
            for (int j = 0; j < n; j++) {
                s[INPUT * n + j] = s[INPUT * n + j] / (1f - s[INPUT * n + j]); // σ(-x) / σ(x) = exp(-x)
            }
        }

        /// `ln σ(x) = min(x, 0) - ln(1 + e)` with `e = exp(-|x|)` and `ln(1 + e) = 2·atanh(e / (2 + e))`. The argument
        /// of atanh is at most 1/3, so eight terms of its series leave an error below 2e-9 of the value.
        ///
        /// @param small σ(-|x|)
        private static float logLogistic(float x, float small) {
            float e = small / (1f - small);
            float s = e / (2f + e);
            float t = s * s;
            float series = 1f / 15;
            series = series * t + 1f / 13;
            series = series * t + 1f / 11;
            series = series * t + 1f / 9;
            series = series * t + 1f / 7;
            series = series * t + 1f / 5;
            series = series * t + 1f / 3;
            series = series * t + 1f;
            return Math.min(x, 0f) - 2f * s * series;
        }

        @Override
        public void backward(CellStep step) {
            int n = step.units;
            float[] s = step.scratch;
            for (int row = 0; row < step.rows; row++) {
                activate(step, row);
                int at = step.gatesOffset + row * step.gatesStride;
                int before = step.cellBeforeOffset + row * step.cellStride;
                int dHidden = step.dHiddenOffset + row * step.dHiddenStride;
                int dOutput = step.dOutputOffset + row * step.dOutputStride;
                int dCell = step.dCellOffset + row * step.dCellStride;
                int dNormalizer = dCell + NORMALIZER * step.stateStride;
                int dStabilizer = dCell + STABILIZER * step.stateStride;
                for (int j = 0; j < n; j++) {
                    float raw = step.gates[at + INPUT * n + j];
                    float cBefore = step.cellBefore[before + j];
                    float normBefore = step.cellBefore[before + NORMALIZER * step.stateStride + j];
                    boolean keeps = keeps(s[LOG_FORGET * n + j], raw, normBefore);
                    float i = inputGate(keeps, s[INPUT * n + j]);
                    float f = forgetGate(keeps, s[INPUT * n + j], normBefore);
                    float z = s[CANDIDATE * n + j];
                    float o = s[OUTPUT * n + j];
                    float norm = f * normBefore + i; // recomputed, since padded units have been cleared
                    float ratio = (f * cBefore + i * z) / norm;
                    float dH = step.dHidden[dHidden + j] + step.dOutput[dOutput + j];
                    float dC = step.dCell[dCell + j] + dH * o / norm;
                    float dNorm = step.dCell[dNormalizer + j] - dH * o * ratio / norm;
                    float dM = step.dCell[dStabilizer + j];
                    float dI = (dC * z + dNorm) * i; // the gradient of the argument of exp
                    float dF = (dC * cBefore + dNorm * normBefore) * f;
                    float dA = keeps ? dM - dI : dF;
                    float x = step.gates[at + FORGET * n + j];
                    float closed = x >= 0 ? s[FORGET * n + j] : 1f - s[FORGET * n + j]; // 1 - σ(f')
                    step.gates[at + INPUT * n + j] = keeps ? dI : dM - dF;
                    step.gates[at + FORGET * n + j] = dA * closed;
                    step.gates[at + CANDIDATE * n + j] = dC * i * (1f - z * z);
                    step.gates[at + OUTPUT * n + j] = dH * ratio * o * (1f - o);
                    step.dCell[dCell + j] = dC * f;
                    step.dCell[dNormalizer + j] = dNorm * f;
                    step.dCell[dStabilizer + j] = dA;
                }
                System.arraycopy(step.gates, at, step.dGates, step.dGatesOffset + row * step.dGatesStride,
                        LOG_FORGET * n);
            }
        }
    }
}
