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

/// Draws the initial parameters of a network. The same seed gives the same bits on every machine. An initializer has
/// one [Initialization] for each kind of parameter, and optionally an initial forget bias:
///
/// ```java
/// Parameters start = Initializer.keras().with(Kind.HEAD, Initialization.UNIFORM).withForgetBias(2).draw(architecture,
///         1);
/// ```
///
public final class Initializer {

    /// The kinds of parameters.
    public enum Kind {
        /// The input weights of a layer, `weight_ih` `[G·H, I]`.
        INPUT_WEIGHTS,
        /// The recurrent weights of a layer, `weight_hh` `[G·H, P]`.
        RECURRENT_WEIGHTS,
        /// The projection of the hidden state, `weight_hr` `[P, H]`.
        PROJECTION,
        /// The cell's own parameters ([Cell#parameters]), such as `peephole` `[3, H]`.
        CELL,
        /// The trainable initial states, `h0` `[P]` and those of the cell, such as `c0` `[H]`.
        STATES,
        /// The embedding, `embedding.weight` `[V, I]`.
        EMBEDDING,
        /// The biases of a layer, `[G·H]`.
        BIASES,
        /// The weights of the head, `[O, D·P]`.
        HEAD,
        /// The bias of the head, `[O]`.
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

    /// The settings that [#equals] compares.
    private List<Object> settings() {
        return List.of(fillings, ofCells, forgetBias);
    }

    /// PyTorch's default (`nn.LSTM`, `nn.Linear`, `nn.LayerNorm`, `nn.Embedding`): recurrent layers uniform within
    /// ±1/√H, the head uniform within ±1/√(D·P), layer normalisation as the identity, embeddings normal with variance 1,
    /// and initial states zero.
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

    /// Keras' default for `LSTM` and `Dense`: Glorot uniform for the input weights and the head, orthogonal recurrent
    /// weights, zero biases, and a forget bias of 1. Unlike in Keras, the recurrent weights are orthogonal for each gate
    /// and not as one matrix.
    ///
    /// @return an initializer
    public static Initializer keras() {
        return glorotOrthogonal().withForgetBias(1);
    }

    /// Like [#keras()], but with all biases zero.
    ///
    /// @return an initializer
    public static Initializer glorotOrthogonal() {
        return pytorch().with(Kind.INPUT_WEIGHTS, Initialization.GLOROT)
                .with(Kind.RECURRENT_WEIGHTS, Initialization.ORTHOGONAL)
                .with(Kind.PROJECTION, Initialization.GLOROT).with("peephole", Initialization.ZERO)
                .with(Kind.BIASES, Initialization.ZERO).with(Kind.HEAD, Initialization.GLOROT)
                .with(Kind.HEAD_BIAS, Initialization.ZERO);
    }

    /// Sets the initialization of one kind of parameter.
    ///
    /// @param kind the kind of parameter
    /// @param filling its initialization
    /// @return a changed copy
    /// @throws IllegalArgumentException if the initialization of biases is neither uniform nor zero
    public Initializer with(Kind kind, Initialization filling) {
        boolean bias = kind == Kind.BIASES || kind == Kind.HEAD_BIAS;
        if (bias && filling != Initialization.UNIFORM && filling != Initialization.ZERO) {
            throw new IllegalArgumentException(kind + ": expected UNIFORM or ZERO, found " + filling);
        }
        Map<Kind, Initialization> changed = new EnumMap<>(fillings);
        changed.put(kind, filling);
        return new Initializer(changed, ofCells, forgetBias);
    }

    /// Sets the initialization of a parameter of the cell's own. By default, the cell declares it.
    ///
    /// @param parameter its name, such as `peephole`; ignored for cells without such a parameter
    /// @param filling its initialization
    /// @return a changed copy
    public Initializer with(String parameter, Initialization filling) {
        Map<String, Initialization> changed = new HashMap<>(ofCells);
        changed.put(parameter, filling);
        return new Initializer(fillings, changed, forgetBias);
    }

    /// Sets the initial forget bias, so that the forget gate starts open (Gers et al. 2000; Jozefowicz et al. 2015). It
    /// is the sum of the two biases of a forget gate, of which only `bias_ih` is changed, or the single `norm_bias` with
    /// layer normalisation. It has no effect on cells without a forget gate.
    ///
    /// @param sum the forget bias; 1 is usual
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is not finite
    public Initializer withForgetBias(double sum) {
        if (!Double.isFinite(sum)) {
            throw new IllegalArgumentException("forgetBias: expected a finite number, found " + sum);
        }
        return new Initializer(fillings, ofCells, sum);
    }

    /// Draws initial parameters with [#pytorch].
    ///
    /// @param architecture of the network
    /// @param seed of the random numbers
    /// @return new parameters
    public static Parameters uniform(Architecture architecture, long seed) {
        return pytorch().draw(architecture, seed);
    }

    /// Draws initial parameters.
    ///
    /// @param architecture of the network
    /// @param seed of the random numbers
    /// @return new parameters
    /// @throws IllegalArgumentException if a forget bias is set and the network has a forget gate but no biases
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

    /// The initializations, and the forget bias if it is set.
    @Override
    public String toString() {
        return "Initializer" + fillings + (Double.isNaN(forgetBias) ? "" : " with forget bias " + forgetBias);
    }
}
