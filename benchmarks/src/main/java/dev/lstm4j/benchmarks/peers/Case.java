package dev.lstm4j.benchmarks.peers;

import dev.lstm4j.Architecture;
import dev.lstm4j.Parameters;
import dev.lstm4j.bench.Mode;
import dev.lstm4j.bench.Shape;
import dev.lstm4j.bench.Workload;
import dev.lstm4j.quantization.WeightType;
import dev.lstm4j.training.Initializer;
import java.util.ArrayList;
import java.util.List;

/// A workload and the mode in which it is measured.
///
/// @param mode the mode
/// @param workload the workload
/// @param weights the type of the weights
public record Case(Mode mode, Workload workload, WeightType weights) {
    private static final int[] STEPS = {32, 128, 512, 1024};
    /// Steps that are also measured with 8-bit weights, quantized by each engine in its own way.
    private static final int[] INT8_STEPS = {512, 1024};

    /// Creates a case with float32 weights.
    ///
    /// @param mode the mode
    /// @param workload the workload
    public Case(Mode mode, Workload workload) {
        this(mode, workload, WeightType.FLOAT32);
    }

    /// All cases of a mode, in the order of reports: the shapes of [Shape], or streaming steps with I = H.
    ///
    /// @param mode the mode
    /// @return its cases
    public static List<Case> of(Mode mode) {
        List<Case> cases = new ArrayList<>();
        if (mode == Mode.STEP) {
            for (int hidden : STEPS) {
                cases.add(new Case(mode, Workload.stream(hidden).withName("step" + hidden)));
            }
            for (int hidden : INT8_STEPS) {
                cases.add(new Case(mode, Workload.stream(hidden).withName("step" + hidden + "-int8"), WeightType.INT8));
            }
        } else {
            for (Shape shape : Shape.values()) {
                cases.add(new Case(mode, shape.workload()));
            }
        }
        return cases;
    }

    /// The cases of some modes, selected by name.
    ///
    /// @param modes the modes
    /// @param names names of workloads; an empty list selects all
    /// @return the cases, mode by mode
    /// @throws IllegalArgumentException if a name is unknown
    public static List<Case> select(List<Mode> modes, List<String> names) {
        List<String> known = new ArrayList<>();
        for (Mode mode : List.of(Mode.INFER, Mode.STEP)) {
            of(mode).forEach(one -> known.add(one.name()));
        }
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("shapes: expected some of " + String.join(",", known) + ", found '"
                        + name + "'");
            }
        }
        List<Case> cases = new ArrayList<>();
        for (Mode mode : modes) {
            of(mode).stream().filter(one -> names.isEmpty() || names.contains(one.name())).forEach(cases::add);
        }
        return cases;
    }

    /// The name of the workload in reports.
    ///
    /// @return the name
    public String name() {
        return workload.name();
    }

    /// The sizes for a table.
    ///
    /// @return `B×T×I×H`, and layers and directions if there are several
    public String sizes() {
        return workload.batch() + "×" + workload.time() + "×" + workload.input() + "×" + workload.hidden()
                + (workload.layers() > 1 ? ", " + workload.layers() + " layers" : "")
                + (workload.bidirectional() ? ", both directions" : "");
    }

    /// Whether the network has a linear head with one output on the final states; a streaming step returns its hidden
    /// state.
    ///
    /// @return true for batches
    public boolean hasHead() {
        return mode != Mode.STEP;
    }

    /// The network.
    ///
    /// @return its architecture
    public Architecture architecture() {
        return hasHead() ? workload.architecture() : Architecture.lstm(workload.input(), workload.hidden());
    }

    /// The parameters that all engines start from.
    ///
    /// @return parameters of [#architecture]
    public Parameters parameters() {
        return Initializer.uniform(architecture(), 1);
    }

    /// The largest difference allowed between the results of two engines.
    ///
    /// @return for quantized weights a larger one, since the engines round weights and inputs differently
    public double tolerance() {
        return weights == WeightType.FLOAT32 ? 1e-4 : 0.02;
    }

    /// Floating point operations of the matrix products.
    ///
    /// @return [Workload#inferenceOperations], times three for training
    public double operations() {
        return workload.inferenceOperations() * (mode == Mode.TRAIN ? 3 : 1);
    }
}
