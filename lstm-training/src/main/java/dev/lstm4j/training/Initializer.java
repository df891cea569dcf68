package dev.lstm4j.training;

import dev.lstm4j.Architecture;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.Parameters;
import dev.lstm4j.cell.Cell;
import dev.lstm4j.cell.CellParameter;
import dev.lstm4j.init.Initialization;
import dev.lstm4j.init.Randomness;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Draws the parameters that a training starts from: from one seed the same bits on every machine. One
/// [Initialization] for each kind of parameter, and the sum of the two forget biases if it is given:
///
/// ```java
/// Parameters start = Initializer.keras().with(Kind.HEAD, Initialization.UNIFORM).withForgetBias(2).draw(architecture,
///         1);
/// ```
///
public final class Initializer {

    /// The kinds of parameters.
    public enum Kind {
        /// What multiplies a layer's inputs, `weight_ih` `[G·H, I]`.
        INPUT_WEIGHTS,
        /// What multiplies the hidden states, `weight_hh` `[G·H, P]`.
        RECURRENT_WEIGHTS,
        /// What projects the hidden state, `weight_hr` `[P, H]`.
        PROJECTION,
        /// The cell's own parameters ([Cell#parameters]), such as `peephole` `[3, H]`.
        CELL,
        /// The states before the first step, `h0` `[P]` and those of the cell, such as `c0` `[H]`.
        STATES,
        /// What tokens become, `embedding.weight` `[V, I]`.
        EMBEDDING,
        /// A layer's biases, `[G·H]`.
        BIASES,
        /// The head's weights `[O, D·P]`.
        HEAD,
        /// The head's bias `[O]`.
        HEAD_BIAS;

        private static Kind of(ParameterLayout.Entry entry, Cell cell) {
            return switch (entry.kind()) {
                case "weight_ih" -> INPUT_WEIGHTS;
                case "weight_hh" -> RECURRENT_WEIGHTS;
                case "weight_hr" -> PROJECTION;
                case "bias_ih", "bias_hh" -> BIASES;
                case "embedding.weight" -> EMBEDDING;
                case "fc.weight" -> HEAD;
                case "fc.bias" -> HEAD_BIAS;
                case "h0" -> STATES;
                case String kind ->
                    cell.states().contains(kind.substring(0, kind.length() - 1)) && kind.endsWith("0") ? STATES : CELL;
            };
        }
    }

    private final Map<Kind, Initialization> fillings;
    private final Map<String, Initialization> ofCells;
    private final double forgetBias;

    private Initializer(Map<Kind, Initialization> fillings, Map<String, Initialization> ofCells, double forgetBias) {
        this.fillings = fillings;
        this.ofCells = ofCells;
        this.forgetBias = forgetBias;
    }

    /// All that two equal initializers have in common.
    private List<Object> settings() {
        return List.of(fillings, ofCells, forgetBias);
    }

    /// PyTorch's default (`nn.LSTM`, `nn.Linear`, `nn.LayerNorm`, `nn.Embedding`): recurrent layers uniform within
    /// ±1/√H, the head within ±1/√(D·P), normalisations as if they were not there, what tokens become normal with
    /// variance 1. States before the first step are zero.
    ///
    /// @return an initializer
    public static Initializer pytorch() {
        Map<Kind, Initialization> fillings = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            fillings.put(kind, Initialization.UNIFORM);
        }
        fillings.remove(Kind.CELL);
        fillings.put(Kind.STATES, Initialization.ZERO);
        fillings.put(Kind.EMBEDDING, Initialization.NORMAL);
        return new Initializer(fillings, Map.of(), Double.NaN);
    }

    /// Glorot's uniform inputs and head, orthogonal recurrent weights, biases zero but 1 for the forget gate of an
    /// LSTM: Keras' default for its `LSTM` and `Dense`, but for the recurrent weights, which are orthogonal gate by gate
    /// and not as one matrix.
    ///
    /// @return an initializer
    public static Initializer keras() {
        return glorotOrthogonal().withForgetBias(1);
    }

    /// The same with all biases zero.
    ///
    /// @return an initializer
    public static Initializer glorotOrthogonal() {
        return pytorch().with(Kind.INPUT_WEIGHTS, Initialization.GLOROT)
                .with(Kind.RECURRENT_WEIGHTS, Initialization.ORTHOGONAL)
                .with(Kind.PROJECTION, Initialization.GLOROT).with("peephole", Initialization.ZERO)
                .with(Kind.BIASES, Initialization.ZERO).with(Kind.HEAD, Initialization.GLOROT)
                .with(Kind.HEAD_BIAS, Initialization.ZERO);
    }

    /// The same with one kind of parameter filled in another way.
    ///
    /// @param kind which
    /// @param filling how
    /// @return another initializer
    /// @throws IllegalArgumentException if biases are to be anything but uniform or zero
    public Initializer with(Kind kind, Initialization filling) {
        boolean bias = kind == Kind.BIASES || kind == Kind.HEAD_BIAS;
        if (bias && filling != Initialization.UNIFORM && filling != Initialization.ZERO) {
            throw new IllegalArgumentException(kind + ": expected UNIFORM or ZERO, found " + filling);
        }
        Map<Kind, Initialization> changed = new EnumMap<>(fillings);
        changed.put(kind, filling);
        return new Initializer(changed, ofCells, forgetBias);
    }

    /// The same with a parameter of a cell's own filled in another way. Unless told otherwise, the cell's declaration
    /// says how.
    ///
    /// @param parameter its name, such as `peephole`; of cells that have none of this name nothing changes
    /// @param filling how
    /// @return another initializer
    public Initializer with(String parameter, Initialization filling) {
        Map<String, Initialization> changed = new HashMap<>(ofCells);
        changed.put(parameter, filling);
        return new Initializer(fillings, changed, forgetBias);
    }

    /// The same with a forget gate that begins open (Gers et al. 2000; Jozefowicz et al. 2015): the two biases of each
    /// forget gate are made to add up to a value, by changing `bias_ih` alone; layer normalisation has one, `norm_bias`.
    /// It does nothing for cells that declare no forget gate.
    ///
    /// @param sum what they add up to; 1 is usual
    /// @return another initializer
    /// @throws IllegalArgumentException if it is not finite
    public Initializer withForgetBias(double sum) {
        if (!Double.isFinite(sum)) {
            throw new IllegalArgumentException("forgetBias: expected a finite number, found " + sum);
        }
        return new Initializer(fillings, ofCells, sum);
    }

    /// [#pytorch] at once.
    ///
    /// @param architecture what the network looks like
    /// @param seed which parameters are drawn
    /// @return new parameters
    public static Parameters uniform(Architecture architecture, long seed) {
        return pytorch().draw(architecture, seed);
    }

    /// Draws.
    ///
    /// @param architecture what the network looks like
    /// @param seed which parameters are drawn
    /// @return new parameters
    /// @throws IllegalArgumentException if a forget bias is requested and the network has no biases
    public Parameters draw(Architecture architecture, long seed) {
        Parameters parameters = Parameters.zeros(architecture.parameterLayout());
        Randomness randomness = Randomness.of(seed, "parameters");
        for (ParameterLayout.Entry entry : parameters.layout().entries()) {
            Kind kind = Kind.of(entry, architecture.cell());
            boolean head = kind == Kind.HEAD || kind == Kind.HEAD_BIAS;
            int fan = head ? architecture.directions() * architecture.stateSize() : architecture.hiddenSize();
            boolean blocks = kind == Kind.INPUT_WEIGHTS || kind == Kind.RECURRENT_WEIGHTS;
            Initialization filling = kind == Kind.CELL
                    ? ofCell(architecture, entry.kind())
                    : fillings.getOrDefault(kind, Initialization.UNIFORM);
            filling.fill(parameters.values(), entry.offset(), new Initialization.Extent(entry.shape().getFirst(),
                    entry.shape().getLast(), blocks ? architecture.cell().gates().size() : 1, fan, entry.length()),
                    randomness);
        }
        if (!Double.isNaN(forgetBias) && architecture.cell().forgetGate() >= 0) {
            setForgetBias(architecture, parameters);
        }
        return parameters;
    }

    private Initialization ofCell(Architecture architecture, String name) {
        Initialization declared = architecture.cell().parameters(architecture.bias()).stream()
                .filter(parameter -> parameter.name().equals(name)).findFirst().orElseThrow().initialization();
        return ofCells.getOrDefault(name, fillings.getOrDefault(Kind.CELL, declared));
    }

    private void setForgetBias(Architecture architecture, Parameters parameters) {
        if (!architecture.bias()) {
            throw new IllegalArgumentException("forgetBias: expected a network with biases, found one without");
        }
        Cell cell = architecture.cell();
        Set<String> holders = new HashSet<>();
        for (CellParameter parameter : cell.parameters(true)) {
            if (parameter.hasGateBiases()) {
                holders.add(parameter.name());
            }
        }
        float[] values = parameters.values();
        int first = cell.forgetGate() * architecture.hiddenSize();
        for (ParameterLayout.Entry entry : parameters.layout().entries()) {
            if (holders.contains(entry.kind())) {
                Arrays.fill(values, entry.offset() + first, entry.offset() + first + architecture.hiddenSize(),
                        (float) forgetBias);
            }
            if (entry.kind().equals("bias_ih")) {
                int other = parameters.layout().get(entry.name().replace("bias_ih", "bias_hh")).offset();
                for (int unit = first; unit < first + architecture.hiddenSize(); unit++) {
                    values[entry.offset() + unit] = (float) (forgetBias - values[other + unit]);
                }
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Initializer that && settings().equals(that.settings());
    }

    @Override
    public int hashCode() {
        return settings().hashCode();
    }

    /// The fillings, and the forget bias if there is one.
    @Override
    public String toString() {
        return "Initializer" + fillings + (Double.isNaN(forgetBias) ? "" : " with forget bias " + forgetBias);
    }
}
