package dev.lstm4j.cell;

import dev.lstm4j.engine.CellStep;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.init.Initialization;
import java.util.Arrays;
import java.util.List;

/// The LSTM with layer normalisation (Ba et al. 2016). The pre-activations of each gate are normalised over the
/// layer's units, each gate separately. The cell state is also normalised before it enters the hidden state:
///
/// ```
/// LN(x) = w⊙(x - mean(x)) / √(var(x) + 1e-5) + b
/// i = γ(LNᵢ(i'))    f = γ(LN_f(f'))    g = φ(LN_g(g'))    o = γ(LNₒ(o'))
/// c = f⊙c₋₁ + i⊙g
/// h = o⊙η(LN_c(c))
/// ```
///
/// The cell state that is passed to the next step is not normalised.
///
/// `norm_weight` and `norm_bias` `[5, H]` hold w and b for i f g o and the cell state; the gates have no other biases.
///
/// @param gate γ, the function of the gates
/// @param candidate φ, the function of the candidate
/// @param output η, the function applied to the cell state to compute the hidden state
public record LayerNormLstm(Activation gate, Activation candidate, Activation output) implements Cell {
    private static final LayerNormLstm PLAIN = new LayerNormLstm(Activation.SIGMOID, Activation.TANH, Activation.TANH);
    private static final List<String> LABELS = Lstm.labels(Gate.INPUT, Gate.FORGET, Gate.CANDIDATE, Gate.OUTPUT);
    /// The number of normalisations: one for each gate, and one for the cell state.
    private static final int NORMS = LABELS.size() + 1;

    /// The cell with the usual functions: logistic gates, hyperbolic tangent elsewhere.
    ///
    /// @return the cell
    public static LayerNormLstm create() {
        return PLAIN;
    }

    /// Sets the activation functions.
    ///
    /// @param newGate the function of the gates
    /// @param newCandidate the function of the candidate
    /// @param newOutput the function of the cell state
    /// @return a changed copy
    public LayerNormLstm withActivations(Activation newGate, Activation newCandidate, Activation newOutput) {
        return new LayerNormLstm(newGate, newCandidate, newOutput);
    }

    @Override
    public String name() {
        return Lstm.NAME;
    }

    @Override
    public String description() {
        return "an LSTM with layer normalisation";
    }

    @Override
    public List<String> gates() {
        return LABELS;
    }

    @Override
    public boolean hasGateBiases() {
        return false;
    }

    @Override
    public int forgetGate() {
        return LABELS.indexOf(Gate.FORGET.label());
    }

    @Override
    public List<String> states() {
        return List.of(Lstm.STATE);
    }

    @Override
    public List<CellParameter> parameters(boolean bias) {
        CellParameter weight = new CellParameter("norm_weight", NORMS, Initialization.ONE);
        return bias
                ? List.of(weight, new CellParameter("norm_bias", NORMS, Initialization.ZERO, true))
                : List.of(weight);
    }

    @Override
    public boolean needsWholeRows() {
        return true;
    }

    @Override
    public boolean allowsProjection() {
        return true;
    }

    @Override
    public CellSettings settings() {
        return Lstm.activations(gate, candidate, output).with("peephole", false).with("coupled", false)
                .with("layer_norm", true)
                .with("clip", 0f);
    }

    @Override
    public CellFunction function(Kernels kernels, boolean bias) {
        return new NormalizingFunction(this, bias, kernels);
    }

    /// In training, the gates keep their pre-activations, from which the backward pass recomputes everything else. In
    /// inference they hold the activations.
    private static final class NormalizingFunction implements CellFunction {
        private static final int GATES = LABELS.size();
        private static final int INPUT = LABELS.indexOf(Gate.INPUT.label());
        private static final int FORGET = LABELS.indexOf(Gate.FORGET.label());
        private static final int CANDIDATE = LABELS.indexOf(Gate.CANDIDATE.label());
        private static final int OUTPUT = LABELS.indexOf(Gate.OUTPUT.label());
        /// The index of the cell state among the normalisations.
        private static final int STATE = GATES;
        private static final double EPSILON = 1e-5;

        // Parts of the scratch, each as long as a row of units: the normalised gates, then their values; the same for
        // the cell state; finally the factor of each normalisation.
        private static final int VALUES = GATES;
        private static final int STATE_NORMALIZED = 2 * GATES;
        private static final int ACTIVATED = STATE_NORMALIZED + 1;
        private static final int FACTORS = ACTIVATED + 1;

        private final boolean bias;
        private final GateFunction gate;
        private final GateFunction candidate;
        private final GateFunction output;

        NormalizingFunction(LayerNormLstm cell, boolean bias, Kernels kernels) {
            this.bias = bias;
            this.gate = new GateFunction(cell.gate, 0, kernels);
            this.candidate = new GateFunction(cell.candidate, 0, kernels);
            this.output = new GateFunction(cell.output, 0, kernels);
        }

        private int unitWeights() {
            return bias ? 2 * NORMS : NORMS;
        }

        @Override
        public int scratch() {
            return FACTORS + NORMS;
        }

        @Override
        public void forward(CellStep step) {
            int units = step.layerUnits;
            int width = step.blocks * step.units;
            float[] scratch = step.scratch;
            for (int row = 0; row < step.rows; row++) {
                gateValues(step, row);
                int before = step.cellBeforeOffset + row * step.cellStride;
                int after = step.cellOffset + row * step.cellStride;
                for (int j = 0; j < units; j++) {
                    step.cell[after + j] = scratch[(VALUES + FORGET) * width + j] * step.cellBefore[before + j]
                            + scratch[(VALUES + INPUT) * width + j] * scratch[(VALUES + CANDIDATE) * width + j];
                }
                stateValues(step, row);
                int hidden = step.hiddenOffset + row * step.hiddenStride;
                for (int j = 0; j < units; j++) {
                    step.hidden[hidden + j] = scratch[(VALUES + OUTPUT) * width + j] * scratch[ACTIVATED * width + j];
                }
                for (int k = 0; k < GATES && !step.training; k++) {
                    writeGate(step, row, k);
                }
            }
        }

        /// Computes the values of the gates from their pre-activations, in the scratch.
        private void gateValues(CellStep step, int row) {
            int width = step.blocks * step.units;
            for (int k = 0; k < GATES; k++) {
                for (int block = 0; block < step.blocks; block++) {
                    System.arraycopy(step.gates, gateOffset(step, row, block, k), step.scratch,
                            k * width + block * step.units, step.units);
                }
                normalize(step, k, k, VALUES + k);
                GateFunction function = k == CANDIDATE ? candidate : gate;
                function.apply(step.scratch, (VALUES + k) * width, (VALUES + k) * width + step.layerUnits);
            }
        }

        /// Computes η(LN_c(c)) of the new cell state, in the scratch.
        private void stateValues(CellStep step, int row) {
            int width = step.blocks * step.units;
            System.arraycopy(step.cell, step.cellOffset + row * step.cellStride, step.scratch, STATE_NORMALIZED * width,
                    step.layerUnits);
            normalize(step, STATE, STATE_NORMALIZED, ACTIVATED);
            output.apply(step.scratch, ACTIVATED * width, ACTIVATED * width + step.layerUnits);
        }

        /// Normalises a part of the scratch in place, and writes the normalised values times weight plus bias to
        /// another part.
        private void normalize(CellStep step, int norm, int stretch, int to) {
            int units = step.layerUnits;
            int width = step.blocks * step.units;
            int from = stretch * width;
            float[] scratch = step.scratch;
            double sum = 0;
            for (int j = 0; j < units; j++) {
                sum += scratch[from + j];
            }
            double mean = sum / units;
            double squares = 0;
            for (int j = 0; j < units; j++) {
                double off = scratch[from + j] - mean;
                squares += off * off;
            }
            double factor = 1 / Math.sqrt(squares / units + EPSILON);
            scratch[(FACTORS + norm) * width] = (float) factor;
            for (int j = 0; j < units; j++) {
                scratch[from + j] = (float) ((scratch[from + j] - mean) * factor);
            }
            for (int block = 0; block < step.blocks; block++) {
                int weights = step.unitWeightsOffset + (block * unitWeights() + norm) * step.units;
                int biases = weights + NORMS * step.units;
                int first = block * step.units;
                for (int j = 0; j < realUnits(step, block); j++) {
                    scratch[to * width + first + j] = step.unitWeights[weights + j] * scratch[from + first + j]
                            + (bias ? step.unitWeights[biases + j] : 0f);
                }
            }
        }

        @Override
        public void backward(CellStep step) {
            int units = step.layerUnits;
            int width = step.blocks * step.units;
            float[] s = step.scratch;
            for (int row = 0; row < step.rows; row++) {
                gateValues(step, row);
                stateValues(step, row);
                int before = step.cellBeforeOffset + row * step.cellStride;
                int dHidden = step.dHiddenOffset + row * step.dHiddenStride;
                int dOutput = step.dOutputOffset + row * step.dOutputStride;
                int dCell = step.dCellOffset + row * step.dCellStride;
                for (int j = 0; j < units; j++) {
                    float o = s[(VALUES + OUTPUT) * width + j];
                    float activated = s[ACTIVATED * width + j];
                    float dH = step.dHidden[dHidden + j] + step.dOutput[dOutput + j];
                    s[(VALUES + OUTPUT) * width + j] = dH * activated * gate.derivative(o);
                    s[ACTIVATED * width + j] = dH * o * output.derivative(activated);
                }
                normalizeBackward(step, row, STATE, STATE_NORMALIZED, ACTIVATED);
                for (int j = 0; j < units; j++) {
                    float i = s[(VALUES + INPUT) * width + j];
                    float f = s[(VALUES + FORGET) * width + j];
                    float g = s[(VALUES + CANDIDATE) * width + j];
                    float dC = step.dCell[dCell + j] + s[ACTIVATED * width + j];
                    s[(VALUES + INPUT) * width + j] = dC * g * gate.derivative(i);
                    s[(VALUES + FORGET) * width + j] = dC * step.cellBefore[before + j] * gate.derivative(f);
                    s[(VALUES + CANDIDATE) * width + j] = dC * i * candidate.derivative(g);
                    step.dCell[dCell + j] = dC * f;
                }
                for (int k = 0; k < GATES; k++) {
                    normalizeBackward(step, row, k, k, VALUES + k);
                    Arrays.fill(s, (VALUES + k) * width + units, (VALUES + k + 1) * width, 0f);
                    writeGate(step, row, k);
                    for (int block = 0; block < step.blocks; block++) {
                        System.arraycopy(s, (VALUES + k) * width + block * step.units, step.dGates,
                                step.dGatesOffset + row * step.dGatesStride + (block * GATES + k) * step.units,
                                step.units);
                    }
                }
            }
        }

        /// Converts the gradient of a normalisation's result to that of its argument, in place, and accumulates the
        /// gradients of weight and bias.
        private void normalizeBackward(CellStep step, int row, int norm, int stretch, int gradient) {
            int units = step.layerUnits;
            int width = step.blocks * step.units;
            int x = stretch * width;
            int d = gradient * width;
            float[] scratch = step.scratch;
            for (int block = 0; block < step.blocks; block++) {
                int place = (block * unitWeights() + norm) * step.units;
                int weights = step.unitWeightsOffset + place;
                int dWeights = step.dUnitWeightsOffset + row * step.dUnitWeightsStride + place;
                int first = block * step.units;
                for (int j = 0; j < realUnits(step, block); j++) {
                    float dY = scratch[d + first + j];
                    step.dUnitWeights[dWeights + j] += dY * scratch[x + first + j];
                    if (bias) {
                        step.dUnitWeights[dWeights + NORMS * step.units + j] += dY;
                    }
                    scratch[d + first + j] = dY * step.unitWeights[weights + j];
                }
            }
            double sum = 0;
            double along = 0;
            for (int j = 0; j < units; j++) {
                sum += scratch[d + j];
                along += (double) scratch[d + j] * scratch[x + j];
            }
            double mean = sum / units;
            double slope = along / units;
            double factor = scratch[(FACTORS + norm) * width];
            for (int j = 0; j < units; j++) {
                scratch[d + j] = (float) (factor * (scratch[d + j] - mean - slope * scratch[x + j]));
            }
        }

        /// Copies a gate's part of the scratch, values or gradients, to the gates.
        private static void writeGate(CellStep step, int row, int k) {
            int from = (VALUES + k) * step.blocks * step.units;
            for (int block = 0; block < step.blocks; block++) {
                System.arraycopy(step.scratch, from + block * step.units, step.gates, gateOffset(step, row, block, k),
                        step.units);
            }
        }

        private static int gateOffset(CellStep step, int row, int block, int k) {
            return step.gatesOffset + row * step.gatesStride + block * step.gatesBlockStride + k * step.units;
        }

        private static int realUnits(CellStep step, int block) {
            return Math.min(step.units, step.layerUnits - block * step.units);
        }
    }
}
