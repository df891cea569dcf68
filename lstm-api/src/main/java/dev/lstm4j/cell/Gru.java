package dev.lstm4j.cell;

import dev.lstm4j.engine.CellStep;
import dev.lstm4j.engine.Kernels;
import java.util.List;

/// The gated recurrent unit (Cho et al. 2014), gates r z n. As in `torch.nn.GRU`, the reset gate is applied after the
/// recurrent weights (ONNX's `linear_before_reset`, Keras' `reset_after`): `r = γ(r')`, `z = γ(z')`, `n = φ(n'ₓ +
/// r⊙n'ₕ)`, `h = (1 - z)⊙n + z⊙h₋₁`. With [#resetFirst] it is applied before them, as in the paper and by default in
/// ONNX: `n = φ(n'ₓ + Uₙ·(r⊙h₋₁))`.
///
/// @param gate γ, the function of the gates (ONNX's f)
/// @param candidate φ, the function of the candidate (ONNX's g)
/// @param resetFirst whether the reset gate is applied before the recurrent weights of the candidate
/// @param clip the arguments of γ and φ are clipped to -clip … clip; 0 for none
public record Gru(Activation gate, Activation candidate, boolean resetFirst, float clip) implements Cell {
    private static final String NAME = "gru";
    private static final Gru PLAIN = new Gru(Activation.SIGMOID, Activation.TANH, false, 0);
    private static final List<String> LABELS = Lstm.labels(Gate.RESET, Gate.UPDATE, Gate.CANDIDATE);
    private static final int RESET = LABELS.indexOf(Gate.RESET.label());
    private static final int UPDATE = LABELS.indexOf(Gate.UPDATE.label());
    private static final int CANDIDATE = LABELS.indexOf(Gate.CANDIDATE.label());
    /// If the reset gate is applied after the recurrent weights, it scales only one of the two parts of the candidate,
    /// so they are two packed gates: [#CANDIDATE] is the part from the input, without recurrent weights, and this one is
    /// the part from the hidden state, without input weights.
    private static final int FROM_HIDDEN = LABELS.size();
    private static final int NONE = -1;

    /// Checks the clip.
    ///
    /// @throws IllegalArgumentException if the clip is negative or not finite
    public Gru {
        Lstm.requireClip(clip);
    }

    /// PyTorch's GRU.
    ///
    /// @return the cell, to be changed with the `with…` methods
    public static Gru create() {
        return PLAIN;
    }

    /// Sets the activation functions.
    ///
    /// @param newGate the function of the gates
    /// @param newCandidate the function of the candidate
    /// @return a changed copy
    public Gru withActivations(Activation newGate, Activation newCandidate) {
        return new Gru(newGate, newCandidate, resetFirst, clip);
    }

    /// Sets whether the reset gate is applied before or after the recurrent weights.
    ///
    /// @param on whether it is applied before them
    /// @return a changed copy
    public Gru withResetFirst(boolean on) {
        return new Gru(gate, candidate, on, clip);
    }

    /// Sets the clip.
    ///
    /// @param bound 0 for none
    /// @return a changed copy
    /// @throws IllegalArgumentException if the bound is negative or not finite
    public Gru withClip(float bound) {
        return new Gru(gate, candidate, resetFirst, bound);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "a GRU";
    }

    @Override
    public List<String> gates() {
        return LABELS;
    }

    @Override
    public int packedGates() {
        return resetFirst ? LABELS.size() : FROM_HIDDEN + 1;
    }

    @Override
    public int inputGate(int packed) {
        return packed == FROM_HIDDEN ? NONE : packed;
    }

    @Override
    public int hiddenGate(int packed) {
        if (resetFirst) {
            return packed;
        }
        return packed == CANDIDATE ? NONE : packed == FROM_HIDDEN ? CANDIDATE : packed;
    }

    @Override
    public boolean keepsHidden() {
        return true;
    }

    @Override
    public boolean needsWholeRows() {
        return resetFirst;
    }

    @Override
    public int innerGate() {
        return resetFirst ? CANDIDATE : NONE;
    }

    @Override
    public CellSettings settings() {
        if (equals(PLAIN)) {
            return CellSettings.none();
        }
        CellSettings settings = Lstm.activations(gate, candidate, Activation.TANH).with("peephole", false)
                .with("coupled", false);
        return (resetFirst ? settings.with("linear_before_reset", false) : settings).with("clip", clip);
    }

    @Override
    public CellFunction function(Kernels kernels, boolean bias) {
        return resetFirst ? new ResetFirstFunction(this, kernels) : new ResetLastFunction(this, kernels);
    }

    /// Reads the LSTM settings that files of other cells also contain and that must be off there.
    static void requireNoLstmSettings(CellSettings settings) {
        Activation.of(settings.group("output"));
        for (String name : List.of("peephole", "coupled", "layer_norm")) {
            if (settings.flag(name, false)) {
                throw new IllegalArgumentException(
                        name + ": expected false, since only an lstm can have it, found true");
            }
        }
    }

    /// Creates [Gru] cells.
    public static final class Provider implements CellProvider {

        /// Creates the provider.
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Cell cell(CellSettings settings) {
            if (settings.isEmpty()) {
                return PLAIN;
            }
            requireNoLstmSettings(settings);
            return new Gru(Activation.of(settings.group("gate")), Activation.of(settings.group("candidate")),
                    !settings.flag("linear_before_reset", true), settings.number("clip"));
        }
    }

    private static final class ResetLastFunction implements CellFunction {
        private final GateFunction gate;
        private final GateFunction candidate;

        ResetLastFunction(Gru cell, Kernels kernels) {
            this.gate = new GateFunction(cell.gate, cell.clip, kernels);
            this.candidate = new GateFunction(cell.candidate, cell.clip, kernels);
        }

        @Override
        public void forward(CellStep step) {
            int n = step.units;
            float[] gates = step.gates;
            for (int row = 0; row < step.rows; row++) {
                int at = step.gatesOffset + row * step.gatesStride;
                int before = step.cellBeforeOffset + row * step.cellStride;
                int after = step.cellOffset + row * step.cellStride;
                int hidden = step.hiddenOffset + row * step.hiddenStride;
                gate.apply(gates, at + RESET * n, at + CANDIDATE * n); // and the adjacent update gate
                for (int j = 0; j < n; j++) {
                    gates[at + CANDIDATE * n + j] += gates[at + RESET * n + j] * gates[at + FROM_HIDDEN * n + j];
                }
                candidate.apply(gates, at + CANDIDATE * n, at + FROM_HIDDEN * n);
                for (int j = 0; j < n; j++) {
                    float z = gates[at + UPDATE * n + j];
                    float h = (1f - z) * gates[at + CANDIDATE * n + j] + z * step.cellBefore[before + j];
                    step.cell[after + j] = h;
                    step.hidden[hidden + j] = h;
                }
            }
        }

        @Override
        public void backward(CellStep step) {
            int n = step.units;
            float[] gates = step.gates;
            for (int row = 0; row < step.rows; row++) {
                int at = step.gatesOffset + row * step.gatesStride;
                int before = step.cellBeforeOffset + row * step.cellStride;
                int dHidden = step.dHiddenOffset + row * step.dHiddenStride;
                int dCell = step.dCellOffset + row * step.dCellStride;
                for (int j = 0; j < n; j++) {
                    float r = gates[at + RESET * n + j];
                    float z = gates[at + UPDATE * n + j];
                    float c = gates[at + CANDIDATE * n + j];
                    float fromHidden = gates[at + FROM_HIDDEN * n + j];
                    float dH = step.dHidden[dHidden + j] + step.dCell[dCell + j]
                            + step.dOutput[step.dOutputOffset + row * step.dOutputStride + j];
                    float dCandidate = dH * (1f - z) * candidate.derivative(c);
                    gates[at + RESET * n + j] = dCandidate * fromHidden * gate.derivative(r);
                    gates[at + UPDATE * n + j] = dH * (step.cellBefore[before + j] - c) * gate.derivative(z);
                    gates[at + CANDIDATE * n + j] = dCandidate;
                    gates[at + FROM_HIDDEN * n + j] = dCandidate * r;
                    step.dCell[dCell + j] = dH * z;
                }
                System.arraycopy(gates, at, step.dGates, step.dGatesOffset + row * step.dGatesStride,
                        (FROM_HIDDEN + 1) * n);
            }
        }
    }

    /// The candidate's recurrent weights are applied in a separate product, after the reset gate.
    private static final class ResetFirstFunction implements CellFunction {
        private static final int GATES = LABELS.size();

        private final GateFunction gate;
        private final GateFunction candidate;

        ResetFirstFunction(Gru cell, Kernels kernels) {
            this.gate = new GateFunction(cell.gate, cell.clip, kernels);
            this.candidate = new GateFunction(cell.candidate, cell.clip, kernels);
        }

        private static int gates(CellStep step, int row, int block) {
            return step.gatesOffset + row * step.gatesStride + block * step.gatesBlockStride;
        }

        @Override
        public void forward(CellStep step) {
            int n = step.units;
            float[] gates = step.gates;
            for (int row = 0; row < step.rows; row++) {
                for (int block = 0; block < step.blocks; block++) {
                    int at = gates(step, row, block);
                    int before = step.cellBeforeOffset + row * step.cellStride + block * n;
                    int inner = step.innerOffset + row * step.innerStride + block * n;
                    gate.apply(gates, at + RESET * n, at + CANDIDATE * n); // and the adjacent update gate
                    for (int j = 0; j < n; j++) {
                        step.inner[inner + j] = gates[at + RESET * n + j] * step.cellBefore[before + j];
                    }
                }
            }
        }

        @Override
        public void forwardInner(CellStep step) {
            int n = step.units;
            float[] gates = step.gates;
            for (int row = 0; row < step.rows; row++) {
                for (int block = 0; block < step.blocks; block++) {
                    int at = gates(step, row, block);
                    int state = row * step.cellStride + block * n;
                    int sums = step.innerSumsOffset + row * step.innerStride + block * n;
                    int hidden = step.hiddenOffset + row * step.hiddenStride + block * n;
                    for (int j = 0; j < n; j++) {
                        gates[at + CANDIDATE * n + j] += step.innerSums[sums + j];
                    }
                    candidate.apply(gates, at + CANDIDATE * n, at + GATES * n);
                    for (int j = 0; j < n; j++) {
                        float z = gates[at + UPDATE * n + j];
                        float h = (1f - z) * gates[at + CANDIDATE * n + j]
                                + z * step.cellBefore[step.cellBeforeOffset + state + j];
                        step.cell[step.cellOffset + state + j] = h;
                        step.hidden[hidden + j] = h;
                    }
                }
            }
        }

        @Override
        public void backward(CellStep step) {
            int n = step.units;
            float[] gates = step.gates;
            for (int row = 0; row < step.rows; row++) {
                for (int block = 0; block < step.blocks; block++) {
                    int at = gates(step, row, block);
                    int before = step.cellBeforeOffset + row * step.cellStride + block * n;
                    int dHidden = step.dHiddenOffset + row * step.dHiddenStride + block * n;
                    int dCell = step.dCellOffset + row * step.dCellStride + block * n;
                    int dOutput = step.dOutputOffset + row * step.dOutputStride + block * n;
                    int sums = step.innerSumsOffset + row * step.innerStride + block * n;
                    for (int j = 0; j < n; j++) {
                        float z = gates[at + UPDATE * n + j];
                        float c = gates[at + CANDIDATE * n + j];
                        float dH = step.dHidden[dHidden + j]
                                + step.dCell[dCell + j]
                                + step.dOutput[dOutput + j];
                        float dCandidate = dH * (1f - z) * candidate.derivative(c);
                        gates[at + UPDATE * n + j] = dH * (step.cellBefore[before + j] - c) * gate.derivative(z);
                        gates[at + CANDIDATE * n + j] = dCandidate;
                        step.innerSums[sums + j] = dCandidate;
                        step.dCell[dCell + j] = dH * z;
                    }
                }
            }
        }

        @Override
        public void backwardInner(CellStep step) {
            int n = step.units;
            float[] gates = step.gates;
            for (int row = 0; row < step.rows; row++) {
                for (int block = 0; block < step.blocks; block++) {
                    int at = gates(step, row, block);
                    int before = step.cellBeforeOffset + row * step.cellStride + block * n;
                    int dCell = step.dCellOffset + row * step.dCellStride + block * n;
                    int inner = step.innerOffset + row * step.innerStride + block * n;
                    for (int j = 0; j < n; j++) {
                        float r = gates[at + RESET * n + j];
                        float dInner = step.inner[inner + j];
                        gates[at + RESET * n + j] = dInner * step.cellBefore[before + j] * gate.derivative(r);
                        step.dCell[dCell + j] += dInner * r;
                    }
                    System.arraycopy(gates, at, step.dGates,
                            step.dGatesOffset + row * step.dGatesStride + block * GATES * n, GATES * n);
                }
            }
        }
    }
}
