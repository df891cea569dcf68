package dev.lstm4j;

import dev.lstm4j.quantization.WeightType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// The table of [Model#summary].
final class ModelSummary {
    private static final int WIDTH = 80;
    private static final String ROW = "%-40s%-24s%16s\n";
    private static final String RULE = "─".repeat(WIDTH) + "\n";

    private final Architecture architecture;
    private final ParameterLayout layout;
    private final WeightType weights;
    private final StringBuilder text = new StringBuilder();

    private ModelSummary(Model model) {
        this.architecture = model.architecture();
        this.layout = model.parameters().layout();
        this.weights = model.weights();
    }

    /// Describes a model.
    ///
    /// @param model the model
    /// @return lines of at most 80 characters
    static String of(Model model) {
        ModelSummary summary = new ModelSummary(model);
        summary.addNetwork();
        if (model.task() != null) {
            summary.addTask(model.task());
        }
        return summary.text.toString();
    }

    /// Describes a network in a few words.
    ///
    /// @param architecture the network
    /// @return for example `lstm, 3 inputs, 2 layers of 16 units, bidirectional, 2 outputs`
    static String title(Architecture architecture) {
        return architecture.cell().name() + ", "
                + (architecture.numEmbeddings() > 0
                        ? count(architecture.numEmbeddings(), "token")
                        : count(architecture.inputSize(), "input"))
                + ", " + (architecture.numLayers() == 1 ? "" : architecture.numLayers() + " layers of ")
                + count(architecture.hiddenSize(), "unit") + (architecture.bidirectional() ? ", bidirectional" : "")
                + ", "
                + count(architecture.outputSize(), "output");
    }

    private void addNetwork() {
        text.append("Model: ").append(title(architecture)).append('\n').append(RULE);
        row("Layer", "Output shape", "Parameters");
        text.append(RULE);
        if (architecture.numEmbeddings() > 0) {
            layer("embedding", steps(architecture.inputSize()), name -> name.equals("embedding.weight"));
        }
        String states = steps(architecture.directions() * architecture.stateSize());
        for (int layer = 0; layer < architecture.numLayers(); layer++) {
            String suffix = ParameterLayout.suffix(layer, 0);
            String reverse = ParameterLayout.suffix(layer, 1);
            layer(architecture.cell().name() + suffix + (architecture.bidirectional() ? ", both directions" : ""),
                    states,
                    name -> name.endsWith(suffix) || name.endsWith(reverse));
            if (architecture.dropout() > 0 && layer < architecture.numLayers() - 1) {
                row("dropout " + architecture.dropout(), states, "0");
            }
        }
        Head head = architecture.head();
        if (head != null) {
            String shape = head.everyStep() ? steps(head.outputSize()) : "[B, " + head.outputSize() + "]";
            layer("fc (linear), steps: " + words(head.steps()), shape, name -> name.startsWith("fc."));
            if (head.output() != Head.Output.LINEAR) {
                row(words(head.output()), shape, "0");
            }
        }
        text.append(RULE);
        text.append("Total: ").append(grouped(layout.size())).append(" parameters, ").append(bytes(bytes()));
        if (weights != WeightType.FLOAT32) {
            text.append(", weights ").append(words(weights));
        }
        text.append('\n');
    }

    private long bytes() {
        return layout.entries().stream()
                .mapToLong(entry -> !entry.isMatrix()
                        ? (long) entry.length() * Float.BYTES
                        : (long) entry.length() * weights.bytes()
                                + (weights == WeightType.INT8 ? (long) entry.shape().getFirst() * Float.BYTES : 0))
                .sum();
    }

    private void addTask(ForecastTask task) {
        String targets = String.join(", ", task.targets());
        String line = "Forecast: " + count(task.lookback(), "row") + " of " + count(task.features().size(), "feature")
                + " → " + count(task.horizon(), "row") + " of " + targets;
        text.append(line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…").append('\n');
    }

    private void layer(String name, String shape, Predicate<String> parameters) {
        int size = layout.entries().stream().filter(entry -> parameters.test(entry.name()))
                .mapToInt(ParameterLayout.Entry::length).sum();
        row(name, shape, grouped(size));
    }

    private void row(String name, String shape, String size) {
        text.append(String.format(Locale.ROOT, ROW, name, shape, size));
    }

    private static String steps(int size) {
        return "[B, T, " + size + "]";
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static String grouped(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String bytes(long bytes) {
        List<String> units = new ArrayList<>(List.of("bytes", "kB", "MB", "GB"));
        double size = bytes;
        while (size >= 1000 && units.size() > 1) {
            size /= 1000;
            units.removeFirst();
        }
        return String.format(Locale.ROOT, size == bytes ? "%.0f %s" : "%.1f %s", size, units.getFirst());
    }
}
