package dev.lstm4j;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The content of a model file: a network, its parameters and its purpose. Two models are equal if all their parts are
/// equal; parameters are compared bit by bit.
///
/// @param architecture the network
/// @param parameters its parameters, in the layout of the architecture
/// @param task what a forecasting network reads and predicts, or null for other networks
/// @param profile what is known about the series that a forecasting network was trained on, or null
/// @param provenance the origin of the model: data checksum, recipe, versions, time
public record Model(Architecture architecture, Parameters parameters, @Nullable ForecastTask task,
        @Nullable SeriesProfile profile, Map<String, String> provenance) {

    /// Copies the provenance and checks that the parts fit together.
    ///
    /// @throws IllegalArgumentException if the parameters have a different layout than the architecture, or the task has
    ///         different sizes than the network
    public Model {
        provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
        if (!parameters.layout().entries().equals(architecture.parameterLayout().entries())) {
            throw new IllegalArgumentException("parameters: expected the layout of the architecture, found "
                    + parameters.layout().entries());
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

    /// Creates a model without a profile of its series.
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

    /// Creates a model without a forecasting task, profile or provenance.
    ///
    /// @param architecture the network
    /// @param parameters its parameters, in the layout of the architecture
    public Model(Architecture architecture, Parameters parameters) {
        this(architecture, parameters, null, null, Map.of());
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
        return "Model[" + ModelSummary.title(architecture) + ", " + parameters.layout().size() + " parameters]";
    }

    private static void requireSame(String name, int found, String what, int expected) {
        if (found != expected) {
            throw new IllegalArgumentException(
                    name + ": expected " + expected + ", the network's " + what + ", found " + found);
        }
    }
}
