package dev.lstm4j;

import dev.lstm4j.quantization.Quantization;
import dev.lstm4j.quantization.WeightType;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The content of a model file: a network, its parameters and its purpose. Two models are equal if all their parts are
/// equal; parameters are compared bit by bit.
///
/// @param architecture the network
/// @param parameters its parameters, in the layout of the architecture
/// @param weights how the weight matrices are stored for inference; the parameters are representable as this type
/// @param task what a forecasting network reads and predicts, or null for other networks
/// @param profile what is known about the series that a forecasting network was trained on, or null
/// @param provenance the origin of the model: data checksum, recipe, versions, time
public record Model(Architecture architecture, Parameters parameters, WeightType weights,
        @Nullable ForecastTask task, @Nullable SeriesProfile profile, Map<String, String> provenance) {

    /// Copies the provenance and checks that the parts fit together.
    ///
    /// @throws IllegalArgumentException if the parameters have a different layout than the architecture, or the task has
    ///         different sizes than the network, or a parameter is not representable as the type of the weights
    public Model {
        provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
        if (!parameters.layout().entries().equals(architecture.parameterLayout().entries())) {
            throw new IllegalArgumentException("parameters: expected the layout of the architecture, found "
                    + parameters.layout().entries());
        }
        if (weights != WeightType.FLOAT32 && !parameters.equals(rounded(parameters, weights))) {
            throw new IllegalArgumentException("weights: expected parameters that are representable as " + weights
                    + ", found others; use model.withWeights(WeightType." + weights + ")");
        }
        if (task != null) {
            requireSame("features", task.features().size(), "inputSize", architecture.inputSize());
            Head head = architecture.head();
            if (head == null || head.everyStep()) {
                throw new IllegalArgumentException(
                        "task: expected a network with one output per sequence, found "
                                + (head == null ? "one without a head" : head)
                                + "; use Head.lastStep or Head.finalStates");
            }
            requireSame("horizon times targets", task.horizon() * task.targets().size(), "outputSize",
                    architecture.outputSize());
        }
        if (profile != null) {
            int targets = task == null ? 0 : task.targets().size();
            if (profile.targets().size() != targets) {
                throw new IllegalArgumentException("profile targets: expected " + targets
                        + ", the number of targets of the task, found " + profile.targets().size());
            }
        }
    }

    /// Creates a model with float32 weights.
    ///
    /// @param architecture the network
    /// @param parameters its parameters, in the layout of the architecture
    /// @param task what it reads and predicts, or null
    /// @param profile what is known about its training series, or null
    /// @param provenance the origin of the model
    /// @throws IllegalArgumentException if the parts do not fit together
    public Model(Architecture architecture, Parameters parameters, @Nullable ForecastTask task,
            @Nullable SeriesProfile profile, Map<String, String> provenance) {
        this(architecture, parameters, WeightType.FLOAT32, task, profile, provenance);
    }

    /// Creates a model with float32 weights, without a profile of its series.
    ///
    /// @param architecture the network
    /// @param parameters its parameters, in the layout of the architecture
    /// @param task what it reads and predicts, or null
    /// @param provenance the origin of the model
    /// @throws IllegalArgumentException if the parts do not fit together
    public Model(Architecture architecture, Parameters parameters, @Nullable ForecastTask task,
            Map<String, String> provenance) {
        this(architecture, parameters, task, null, provenance);
    }

    /// Creates a model with float32 weights, without a forecasting task, profile or provenance.
    ///
    /// @param architecture the network
    /// @param parameters its parameters, in the layout of the architecture
    public Model(Architecture architecture, Parameters parameters) {
        this(architecture, parameters, null, null, Map.of());
    }

    /// Rounds the weight matrices to a narrower type, for inference with less memory and, for large networks, in less
    /// time. Biases and the cells' own parameters are not rounded. Networks of the new model compute the same as a
    /// float32 network with the rounded weights, bit by bit; `docs/numerics.md` says how much the outputs change.
    ///
    /// @param newWeights the new type; [WeightType#FLOAT32] keeps the values
    /// @return a changed copy
    /// @throws IllegalArgumentException if a weight is NaN, infinite, or too large for the type
    public Model withWeights(WeightType newWeights) {
        return new Model(architecture, rounded(parameters, newWeights), newWeights, task, profile, provenance);
    }

    private static Parameters rounded(Parameters parameters, WeightType type) {
        Parameters rounded = parameters.copy();
        if (type == WeightType.FLOAT32) {
            return rounded;
        }
        float[] values = rounded.values();
        for (ParameterLayout.Entry entry : parameters.layout().entries()) {
            if (!entry.isMatrix()) {
                continue;
            }
            int columns = entry.shape().getLast();
            requireFinite(type, parameters, entry, parameters.values());
            for (int row = entry.offset(); row < entry.offset() + entry.length(); row += columns) {
                Quantization.round(type, values, row, columns);
            }
            requireFinite(type, parameters, entry, values);
        }
        return rounded;
    }

    private static void requireFinite(WeightType type, Parameters parameters, ParameterLayout.Entry entry,
            float[] values) {
        for (int i = entry.offset(); i < entry.offset() + entry.length(); i++) {
            if (!Float.isFinite(values[i])) {
                int columns = entry.shape().getLast();
                int index = i - entry.offset();
                throw new IllegalArgumentException(
                        entry.name() + "[" + index / columns + ", " + index % columns
                                + "]: expected a finite weight in the range of " + type + ", found "
                                + parameters.values()[i]);
            }
        }
    }

    /// Describes the network as a table, as Keras' `model.summary()` does: each layer with its output shape and the
    /// number of its parameters, and the total. In the shapes B is the batch size and T the number of steps.
    ///
    /// @return lines of at most 80 characters, each ending in `\n`
    public String summary() {
        return ModelSummary.of(this);
    }

    @Override
    public String toString() {
        return "Model[" + ModelSummary.title(architecture) + ", " + parameters.layout().size() + " parameters"
                + (weights == WeightType.FLOAT32 ? "" : ", " + weights) + "]";
    }

    private static void requireSame(String name, int found, String what, int expected) {
        if (found != expected) {
            throw new IllegalArgumentException(
                    name + ": expected " + expected + ", the network's " + what + ", found " + found);
        }
    }
}
