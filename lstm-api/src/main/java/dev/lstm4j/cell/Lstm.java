package dev.lstm4j.cell;

import dev.lstm4j.engine.CellStep;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.init.Initialization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000). Without
/// options it is the cell of `torch.nn.LSTM`; the options are those of the ONNX operator: `i = γ(i' + pᵢ⊙c₋₁)`, `f =
/// γ(f' + p_f⊙c₋₁)` or `1 - i`, `g = φ(g')`, `c = f⊙c₋₁ + i⊙g`, `o = γ(o' + pₒ⊙c)`, `h = o⊙η(c)` (docs/lstm-math.md).
///
/// @param gate γ, the function of the gates (ONNX's f)
/// @param candidate φ, the function of the candidate (ONNX's g)
/// @param output η, the function applied to the cell state to compute the hidden state (ONNX's h)
/// @param peephole whether the gates also read the cell state of their unit, through the parameter `peephole`: `[3, H]`
///        for i f o, or `[2, H]` for i o if coupled (Gers and Schmidhuber 2000)
/// @param coupled whether the forget gate is one minus the input gate (Greff et al. 2017, CIFG); the cell then has
///        three gates i g o
/// @param clip the arguments of γ and φ are clipped to -clip … clip; 0 for none
public record Lstm(Activation gate, Activation candidate, Activation output, boolean peephole, boolean coupled,
        float clip) implements Cell {
    static final String NAME = "lstm";
    static final String STATE = "c";

    private static final Lstm PLAIN = new Lstm(Activation.SIGMOID, Activation.TANH, Activation.TANH, false, false, 0);
    private static final List<String> GATES = labels(Gate.INPUT, Gate.FORGET, Gate.CANDIDATE, Gate.OUTPUT);
    private static final List<String> COUPLED_GATES = labels(Gate.INPUT, Gate.CANDIDATE, Gate.OUTPUT);

    /// Checks the clip.
    ///
    /// @throws IllegalArgumentException if the clip is negative or not finite
    public Lstm {
        requireClip(clip);
    }

    /// PyTorch's LSTM.
    ///
    /// @return the cell, to be changed with the `with…` methods
    public static Lstm create() {
        return PLAIN;
    }

    /// Sets the activation functions.
    ///
    /// @param newGate the function of the gates
    /// @param newCandidate the function of the candidate
    /// @param newOutput the function of the cell state
    /// @return a changed copy
    public Lstm withActivations(Activation newGate, Activation newCandidate, Activation newOutput) {
        return new Lstm(newGate, newCandidate, newOutput, peephole, coupled, clip);
    }

    /// Sets whether the cell has peepholes.
    ///
    /// @param on whether the gates read the cell state
    /// @return a changed copy
    public Lstm withPeephole(boolean on) {
        return new Lstm(gate, candidate, output, on, coupled, clip);
    }

    /// Sets whether the forget gate is coupled to the input gate.
    ///
    /// @param on whether the forget gate is one minus the input gate
    /// @return a changed copy
    public Lstm withCoupled(boolean on) {
        return new Lstm(gate, candidate, output, peephole, on, clip);
    }

    /// Sets the clip.
    ///
    /// @param bound 0 for none
    /// @return a changed copy
    /// @throws IllegalArgumentException if the bound is negative or not finite
    public Lstm withClip(float bound) {
        return new Lstm(gate, candidate, output, peephole, coupled, bound);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return (coupled ? "a coupled LSTM" : "an LSTM") + (peephole ? " with peepholes" : "");
    }

    @Override
    public List<String> gates() {
        return coupled ? COUPLED_GATES : GATES;
    }

    @Override
    public int forgetGate() {
        return gates().indexOf(Gate.FORGET.label());
    }

    @Override
    public List<String> states() {
        return List.of(STATE);
    }

    @Override
    public List<CellParameter> parameters(boolean bias) {
        int rows = gates().size() - 1; // for each gate but the candidate
        return peephole ? List.of(new CellParameter("peephole", rows, Initialization.UNIFORM)) : List.of();
    }

    @Override
    public boolean allowsProjection() {
        return true;
    }

    @Override
    public List<TracedGate> tracedGates() {
        if (!coupled) {
            return Cell.super.tracedGates();
        }
        return List.of(traced(Gate.INPUT, Gate.INPUT), traced(Gate.FORGET, Gate.INPUT),
                traced(Gate.CANDIDATE, Gate.CANDIDATE),
                traced(Gate.OUTPUT, Gate.OUTPUT));
    }

    private TracedGate traced(Gate which, Gate from) {
        return new TracedGate(which.label(), gates().indexOf(from.label()), which != from);
    }

    @Override
    public CellSettings settings() {
        return equals(PLAIN)
                ? CellSettings.none()
                : activations(gate, candidate, output).with("peephole", peephole).with("coupled", coupled).with("clip",
                        clip);
    }

    @Override
    public CellFunction function(Kernels kernels, boolean bias) {
        return equals(PLAIN) ? new PlainFunction(kernels) : new GeneralFunction(this, kernels);
    }

    /// The first settings of every cell with ONNX's attributes.
    static CellSettings activations(Activation gate, Activation candidate, Activation output) {
        return CellSettings.none().with("gate", gate.settings()).with("candidate", candidate.settings()).with("output",
                output.settings());
    }

    static void requireClip(float clip) {
        if (!(clip >= 0) || Float.isInfinite(clip)) {
            throw new IllegalArgumentException("clip: expected a finite number of at least 0, found " + clip);
        }
    }

    static List<String> labels(Gate... gates) {
        return Stream.of(gates).map(Gate::label).toList();
    }

    /// Creates [Lstm] and [LayerNormLstm] cells, which share a name.
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
            Lstm cell = new Lstm(Activation.of(settings.group("gate")), Activation.of(settings.group("candidate")),
                    Activation.of(settings.group("output")), settings.flag("peephole"), settings.flag("coupled"),
                    settings.number("clip"));
            if (!settings.flag("layer_norm", false)) {
                return cell;
            }
            if (cell.peephole || cell.coupled || cell.clip > 0) {
                throw new IllegalArgumentException(
                        "layer_norm: expected no peephole, no coupled gates and a clip of 0 with it, found peephole "
                                + cell.peephole + ", coupled " + cell.coupled + " and clip " + cell.clip);
            }
            return new LayerNormLstm(cell.gate, cell.candidate, cell.output);
        }

        @Override
        public Map<String, Cell> choices() {
            Map<String, Cell> choices = new LinkedHashMap<>();
            choices.put(NAME, PLAIN);
            choices.put("peephole", PLAIN.withPeephole(true));
            choices.put("coupled", PLAIN.withCoupled(true));
            choices.put("layernorm", LayerNormLstm.create());
            return choices;
        }
    }

    /// The LSTM without options, which the kernels compute.
    private record PlainFunction(Kernels kernels) implements CellFunction {
        @Override
        public void forward(CellStep step) {
            kernels.lstmForward(step);
        }

        @Override
        public void backward(CellStep step) {
            kernels.lstmBackward(step);
        }
    }

    /// The LSTM with any options; the gates i f g o, or i g o if coupled, are stored side by side in that order.
    private static final class GeneralFunction implements CellFunction {
        private final boolean peephole;
        private final boolean coupled;
        private final GateFunction gate;
        private final GateFunction candidate;
        private final GateFunction output;
        private final int inputGate;
        private final int forgetGate;
        private final int candidateGate;
        private final int outputGate;

        GeneralFunction(Lstm cell, Kernels kernels) {
            this.peephole = cell.peephole;
            this.coupled = cell.coupled;
            this.gate = new GateFunction(cell.gate, cell.clip, kernels);
            this.candidate = new GateFunction(cell.candidate, cell.clip, kernels);
            this.output = new GateFunction(cell.output, 0, kernels);
            this.inputGate = cell.gates().indexOf(Gate.INPUT.label());
            this.forgetGate = cell.forgetGate();
            this.candidateGate = cell.gates().indexOf(Gate.CANDIDATE.label());
            this.outputGate = cell.gates().indexOf(Gate.OUTPUT.label());
        }

        @Override
        public int scratch() {
            return 1;
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
                int peep = step.unitWeightsOffset + row * step.unitWeightsStride;
                if (peephole) {
                    for (int j = 0; j < candidateGate * n; j++) { // the gates before the candidate: input and forget
                        gates[at + j] += step.unitWeights[peep + j] * step.cellBefore[before + j % n];
                    }
                }
                gate.apply(gates, at, at + candidateGate * n);
                candidate.apply(gates, at + candidateGate * n, at + outputGate * n);
                for (int j = 0; j < n; j++) {
                    float i = gates[at + inputGate * n + j];
                    float f = coupled ? 1f - i : gates[at + forgetGate * n + j];
                    float c = f * step.cellBefore[before + j] + i * gates[at + candidateGate * n + j];
                    step.cell[after + j] = c;
                    step.hidden[hidden + j] = c;
                }
                if (peephole) {
                    for (int j = 0; j < n; j++) {
                        gates[at + outputGate * n + j] += step.unitWeights[peep + candidateGate * n + j]
                                * step.cell[after + j];
                    }
                }
                gate.apply(gates, at + outputGate * n, at + (outputGate + 1) * n);
                output.apply(step.hidden, hidden, hidden + n);
                for (int j = 0; j < n; j++) {
                    step.hidden[hidden + j] *= gates[at + outputGate * n + j];
                }
            }
        }

        @Override
        public void backward(CellStep step) {
            int n = step.units;
            float[] gates = step.gates;
            float[] activated = step.scratch;
            for (int row = 0; row < step.rows; row++) {
                int at = step.gatesOffset + row * step.gatesStride;
                int before = step.cellBeforeOffset + row * step.cellStride;
                int dHidden = step.dHiddenOffset + row * step.dHiddenStride;
                int dCell = step.dCellOffset + row * step.dCellStride;
                int peep = step.unitWeightsOffset + row * step.unitWeightsStride;
                int dPeep = step.dUnitWeightsOffset + row * step.dUnitWeightsStride;
                System.arraycopy(step.cell, step.cellOffset + row * step.cellStride, activated, 0, n);
                output.apply(activated, 0, n);
                for (int j = 0; j < n; j++) {
                    float i = gates[at + inputGate * n + j];
                    float f = coupled ? 1f - i : gates[at + forgetGate * n + j];
                    float g = gates[at + candidateGate * n + j];
                    float o = gates[at + outputGate * n + j];
                    float cBefore = step.cellBefore[before + j];
                    float dH = step.dHidden[dHidden + j]
                            + step.dOutput[step.dOutputOffset + row * step.dOutputStride + j];
                    float dO = dH * activated[j] * gate.derivative(o);
                    float dC = step.dCell[dCell + j] + dH * o * output.derivative(activated[j]);
                    if (peephole) {
                        dC += dO * step.unitWeights[peep + candidateGate * n + j];
                        step.dUnitWeights[dPeep + candidateGate * n + j] += dO
                                * step.cell[step.cellOffset + row * step.cellStride + j];
                    }
                    float dI = dC * (coupled ? g - cBefore : g) * gate.derivative(i);
                    float dBefore = dC * f;
                    if (!coupled) {
                        float dF = dC * cBefore * gate.derivative(f);
                        gates[at + forgetGate * n + j] = dF;
                        if (peephole) {
                            dBefore += dF * step.unitWeights[peep + forgetGate * n + j];
                            step.dUnitWeights[dPeep + forgetGate * n + j] += dF * cBefore;
                        }
                    }
                    if (peephole) {
                        dBefore += dI * step.unitWeights[peep + j];
                        step.dUnitWeights[dPeep + j] += dI * cBefore;
                    }
                    gates[at + inputGate * n + j] = dI;
                    gates[at + candidateGate * n + j] = dC * i * candidate.derivative(g);
                    gates[at + outputGate * n + j] = dO;
                    step.dCell[dCell + j] = dBefore;
                }
                System.arraycopy(gates, at, step.dGates, step.dGatesOffset + row * step.dGatesStride,
                        (outputGate + 1) * n);
            }
        }
    }
}
