package dev.lstm4j;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All that a model file holds.
///
/// @param architecture what the network looks like
/// @param parameters its weights, laid out as the architecture says
/// @param task what a forecasting network reads and answers, or null for other networks
/// @param profile what is known of the series that a forecasting network was trained on, or null
/// @param provenance where it comes from: data checksum, recipe, versions, time
public record Model(Architecture architecture, Parameters parameters, @Nullable ForecastTask task,
        @Nullable SeriesProfile profile, Map<String, String> provenance) {

    /// Copies the provenance and checks that the parts belong together.
    ///
    /// @throws IllegalArgumentException where the parameters are not the architecture's, or the task asks for other sizes
    ///         than the network has
    public Model {
        provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
        if (!parameters.layout().entries().equals(architecture.parameterLayout().entries())) {
            throw new IllegalArgumentException("parameters: expected the layout of the architecture, found "
                    + parameters.layout().entries());
        }
        if (task != null) {
            requireSame("features", task.features().size(), "inputSize", architecture.inputSize());
            Head head = architecture.head();
            if (head == null || head.steps() != Head.Steps.LAST) {
                throw new IllegalArgumentException(
                        "task: expected a network with a head on the last step, found head " + head);
            }
            requireSame("horizon times targets", task.horizon() * task.targets().size(), "outputSize",
                    architecture.outputSize());
        }
        if (profile != null) {
            int targets = task == null ? 0 : task.targets().size();
            if (profile.targets().size() != targets) {
                throw new IllegalArgumentException("targets of the profile: expected " + targets
                        + ", as there are targets of the task, found " + profile.targets().size());
            }
        }
    }

    /// A network without a profile of its series.
    ///
    /// @param architecture what it looks like
    /// @param parameters its weights
    /// @param task what it reads and answers, or null
    /// @param provenance where it comes from
    /// @throws IllegalArgumentException if the parts do not belong together
    public Model(Architecture architecture, Parameters parameters, @Nullable ForecastTask task,
            Map<String, String> provenance) {
        this(architecture, parameters, task, null, provenance);
    }

    /// A network without a forecasting task and without provenance.
    ///
    /// @param architecture what it looks like
    /// @param parameters its weights
    public Model(Architecture architecture, Parameters parameters) {
        this(architecture, parameters, null, null, Map.of());
    }

    private static void requireSame(String name, int found, String what, int expected) {
        if (found != expected) {
            throw new IllegalArgumentException(
                    name + ": expected " + expected + ", the network's " + what + ", found " + found);
        }
    }
}
