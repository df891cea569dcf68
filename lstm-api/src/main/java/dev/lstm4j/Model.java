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
/// @param provenance where it comes from, for people: data checksum, settings, seed, versions, time
public record Model(Architecture architecture, Parameters parameters, @Nullable ForecastTask task,
        Map<String, String> provenance) {

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
            if (head == null || head.everyStep()) {
                throw new IllegalArgumentException(
                        "task: expected a network with one answer per sequence, found "
                                + (head == null ? "one without a head" : head)
                                + "; use Head.lastStep or Head.finalStates");
            }
            requireSame("horizon times targets", task.horizon() * task.targets().size(), "outputSize",
                    architecture.outputSize());
        }
    }

    /// A network without a forecasting task and without provenance.
    ///
    /// @param architecture what it looks like
    /// @param parameters its weights
    public Model(Architecture architecture, Parameters parameters) {
        this(architecture, parameters, null, Map.of());
    }

    private static void requireSame(String name, int found, String what, int expected) {
        if (found != expected) {
            throw new IllegalArgumentException(
                    name + ": expected " + expected + ", the network's " + what + ", found " + found);
        }
    }
}
