package dev.lstm4j.training;

import dev.lstm4j.Architecture;
import dev.lstm4j.CellType;
import dev.lstm4j.Gate;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.Parameters;
import dev.lstm4j.init.Initialization;
import dev.lstm4j.init.Randomness;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Draws the parameters that a training starts from: from one seed the same bits on every machine. One [Initialization] for each
/// kind of parameter, and the sum of an LSTM's two forget biases where it is asked for:
///
/// ```java
/// Parameters start = Initializer.keras().with(Kind.HEAD, Initialization.UNIFORM).withForgetBias(2).draw(architecture, 1);
/// ```
public final class Initializer {

    /// The kinds of parameters.
    public enum Kind {
        /// What multiplies a layer's inputs, `weight_ih` `[G·H, I]`.
        INPUT_WEIGHTS,
        /// What multiplies the hidden states, `weight_hh` `[G·H, P]`.
        RECURRENT_WEIGHTS,
        /// What projects the hidden state, `weight_hr` `[P, H]`.
        PROJECTION,
        /// What multiplies the cell states, `peephole` `[3, H]`.
        PEEPHOLES,
        /// What layer normalisation multiplies with, `norm_weight` `[5, H]`.
        NORM_WEIGHTS,
        /// What layer normalisation adds, `norm_bias` `[5, H]`.
        NORM_BIASES,
        /// The states before the first step, `h0` `[P]` and `c0` `[H]`.
        STATES,
        /// What tokens become, `embedding.weight` `[V, I]`.
        EMBEDDING,
        /// A layer's biases, `[G·H]`.
        BIASES,
        /// The head's weights `[O, D·P]`.
        HEAD,
        /// The head's bias `[O]`.
        HEAD_BIAS;

        private static Kind of(String name) {
            String last = name.substring(name.lastIndexOf('.') + 1);
            if (name.startsWith("fc.")) {
                return last.startsWith("bias") ? HEAD_BIAS : HEAD;
            }
            if (name.startsWith("embedding.")) {
                return EMBEDDING;
            }
            if (last.startsWith("h0") || last.startsWith("c0")) {
                return STATES;
            }
            for (Kind kind : List.of(INPUT_WEIGHTS, RECURRENT_WEIGHTS, PROJECTION, PEEPHOLES, NORM_WEIGHTS,
                    NORM_BIASES, BIASES)) {
                if (last.startsWith(kind.beginning())) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("parameter: expected one of a recurrent layer or a head, found " + name);
        }

        private String beginning() {
            return switch (this) {
                case INPUT_WEIGHTS -> "weight_ih";
                case RECURRENT_WEIGHTS -> "weight_hh";
                case PROJECTION -> "weight_hr";
                case PEEPHOLES -> "peephole";
                case NORM_WEIGHTS -> "norm_weight";
                case NORM_BIASES -> "norm_bias";
                case BIASES -> "bias";
                case STATES, EMBEDDING, HEAD, HEAD_BIAS -> throw new IllegalStateException(name());
            };
        }
    }

    private final Map<Kind, Initialization> fillings;
    private final double forgetBias;

    private Initializer(Map<Kind, Initialization> fillings, double forgetBias) {
        this.fillings = fillings;
        this.forgetBias = forgetBias;
    }

    /// All that two equal initializers have in common.
    private List<Object> settings() {
        return List.of(fillings, forgetBias);
    }

    /// PyTorch's default (`nn.LSTM`, `nn.Linear`, `nn.LayerNorm`, `nn.Embedding`): recurrent layers uniform within ±1/√H, the head
    /// within ±1/√(D·P), normalisations as if they were not there, what tokens become normal with variance 1. States before the
    /// first step are zero.
    ///
    /// @return an initializer
    public static Initializer pytorch() {
        Map<Kind, Initialization> fillings = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            fillings.put(kind, Initialization.UNIFORM);
        }
        fillings.put(Kind.NORM_WEIGHTS, Initialization.ONE);
        fillings.put(Kind.NORM_BIASES, Initialization.ZERO);
        fillings.put(Kind.STATES, Initialization.ZERO);
        fillings.put(Kind.EMBEDDING, Initialization.NORMAL);
        return new Initializer(fillings, Double.NaN);
    }

    /// Glorot's uniform inputs and head, orthogonal recurrent weights, biases zero but 1 for the forget gate of an LSTM:
    /// Keras' default for its `LSTM` and `Dense`, but for the recurrent weights, which are orthogonal gate by gate and
    /// not as one matrix.
    ///
    /// @return an initializer
    public static Initializer keras() {
        return glorotOrthogonal().withForgetBias(1);
    }

    /// The same with all biases zero.
    ///
    /// @return an initializer
    public static Initializer glorotOrthogonal() {
        return pytorch().with(Kind.INPUT_WEIGHTS, Initialization.GLOROT).with(Kind.RECURRENT_WEIGHTS, Initialization.ORTHOGONAL)
                .with(Kind.PROJECTION, Initialization.GLOROT).with(Kind.PEEPHOLES, Initialization.ZERO)
                .with(Kind.BIASES, Initialization.ZERO).with(Kind.HEAD, Initialization.GLOROT).with(Kind.HEAD_BIAS, Initialization.ZERO);
    }

    /// The same with one kind of parameter filled in another way.
    ///
    /// @param kind which
    /// @param filling how
    /// @return another initializer
    /// @throws IllegalArgumentException where biases are to be anything but uniform or zero
    public Initializer with(Kind kind, Initialization filling) {
        boolean bias = kind == Kind.BIASES || kind == Kind.HEAD_BIAS;
        if (bias && filling != Initialization.UNIFORM && filling != Initialization.ZERO) {
            throw new IllegalArgumentException(kind + ": expected UNIFORM or ZERO, found " + filling);
        }
        Map<Kind, Initialization> changed = new EnumMap<>(fillings);
        changed.put(kind, filling);
        return new Initializer(changed, forgetBias);
    }

    /// The same with a forget gate that begins open (Gers et al. 2000; Jozefowicz et al. 2015): the two biases of each forget
    /// gate are made to add up to a value, by changing `bias_ih` alone; layer normalisation has one, `norm_bias`. For cells without a forget gate it does nothing.
    ///
    /// @param sum what they add up to; 1 is usual
    /// @return another initializer
    /// @throws IllegalArgumentException where it is not finite
    public Initializer withForgetBias(double sum) {
        if (!Double.isFinite(sum)) {
            throw new IllegalArgumentException("forgetBias: expected a finite number, found " + sum);
        }
        return new Initializer(fillings, sum);
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
    /// @throws IllegalArgumentException where a forget bias is asked for and the network has no biases
    public Parameters draw(Architecture architecture, long seed) {
        Parameters parameters = Parameters.zeros(architecture.parameterLayout());
        Randomness randomness = Randomness.of(seed, "parameters");
        for (ParameterLayout.Entry entry : parameters.layout().entries()) {
            Kind kind = Kind.of(entry.name());
            boolean head = kind == Kind.HEAD || kind == Kind.HEAD_BIAS;
            int fan = head ? architecture.directions() * architecture.stateSize() : architecture.hiddenSize();
            boolean blocks = kind == Kind.INPUT_WEIGHTS || kind == Kind.RECURRENT_WEIGHTS;
            Initialization filling = fillings.getOrDefault(kind, Initialization.UNIFORM);
            filling.fill(parameters.values(), entry.offset(), new Initialization.Extent(entry.shape().getFirst(),
                    entry.shape().getLast(), blocks ? architecture.gates() : 1, fan, entry.length()), randomness);
        }
        boolean forgets = architecture.cell() == CellType.LSTM && !architecture.cellOptions().coupled();
        if (!Double.isNaN(forgetBias) && forgets) {
            setForgetBias(architecture, parameters);
        }
        return parameters;
    }

    private void setForgetBias(Architecture architecture, Parameters parameters) {
        if (!architecture.bias()) {
            throw new IllegalArgumentException("forgetBias: expected a network with biases, found one without");
        }
        float[] values = parameters.values();
        int first = Gate.FORGET.ordinal() * architecture.hiddenSize();
        for (ParameterLayout.Entry entry : parameters.layout().entries()) {
            if (Kind.of(entry.name()) == Kind.NORM_BIASES) {
                Arrays.fill(values, entry.offset() + first, entry.offset() + first + architecture.hiddenSize(),
                        (float) forgetBias);
            }
            if (Kind.of(entry.name()) == Kind.BIASES && entry.name().contains("bias_ih")) {
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
