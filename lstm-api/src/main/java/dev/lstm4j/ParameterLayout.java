package dev.lstm4j;

import dev.lstm4j.cell.Cell;
import dev.lstm4j.cell.CellParameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The position of each named parameter in one flat `float[]`. Names, shapes and gate order are those of PyTorch's
/// `state_dict`.
///
/// An embedding comes first: `embedding.weight` `[V, I]`. Then each layer and direction has, in this order:
///
/// - `weight_ih_l0` `[G·H, I]` and `weight_hh_l0` `[G·H, P]`;
/// - with biases, `bias_ih_l0` and `bias_hh_l0` `[G·H]`;
/// - with a projection, `weight_hr_l0` `[P, H]`;
/// - the cell's own parameters `[rows, H]` ([Cell#parameters]), such as `peephole_l0`;
/// - with trainable states, `h0_l0` `[P]` and one `[H]` for each state of the cell, such as `c0_l0`.
///
/// The reverse direction follows with the suffix `_reverse`, then the next layer. In a network with a head, the name of
/// the cell precedes these names (`lstm.weight_ih_l0`), and `fc.weight` `[O, D·P]` and `fc.bias` `[O]` come last.
///
/// If a cell's gates have no biases ([Cell#hasGateBiases]), its own parameters take the place of `bias_ih`
/// and `bias_hh`.
public final class ParameterLayout {

    /// One parameter: row-major, without gaps.
    ///
    /// @param name PyTorch's name
    /// @param kind the name without the cell's name, layer and direction, such as `weight_ih`, `peephole` or `fc.weight`
    /// @param shape its sizes, outermost first
    /// @param offset the index of its first float in the flat array
    public record Entry(String name, String kind, List<Integer> shape, int offset) {

        /// The number of floats.
        ///
        /// @return the product of the sizes
        public int length() {
            int length = 1;
            for (int size : shape) {
                length *= size;
            }
            return length;
        }

        /// Whether it is the matrix of a product or of the embedding, which quantization rounds. Biases and the cells'
        /// own parameters, which have one float per unit, are not.
        ///
        /// @return false for all other parameters
        public boolean isMatrix() {
            return switch (kind) {
                case "weight_ih", "weight_hh", "weight_hr", "fc.weight", "embedding.weight" -> true;
                default -> false;
            };
        }
    }

    /// A parameter without an offset. Sizes are long because they are checked only once all of them are known.
    private record Part(String kind, List<Long> shape) {
        static Part of(String kind, long... sizes) {
            List<Long> shape = new ArrayList<>();
            for (long size : sizes) {
                shape.add(size);
            }
            return new Part(kind, shape);
        }

        double floats() {
            return shape.stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
        }
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private int size;

    private ParameterLayout() {}

    static ParameterLayout of(Architecture architecture) {
        ParameterLayout layout = new ParameterLayout();
        layout.add("", before(architecture), "");
        String prefix = architecture.head() == null ? "" : architecture.cell().name() + ".";
        for (int layer = 0; layer < architecture.numLayers(); layer++) {
            List<Part> parts = recurrent(architecture, layer);
            for (int direction = 0; direction < architecture.directions(); direction++) {
                layout.add(prefix, parts, suffix(layer, direction));
            }
        }
        layout.add("", after(architecture), "");
        return layout;
    }

    /// The number of floats in an architecture's parameters, without creating the layout. A double cannot overflow
    /// here, and it represents every integer up to 2^53 exactly.
    static double floats(Architecture architecture) {
        return floats(before(architecture)) + floats(after(architecture)) + architecture.directions()
                * (floats(recurrent(architecture, 0))
                        + (architecture.numLayers() - 1.0) * floats(recurrent(architecture, 1)));
    }

    /// The number of named parameters of an architecture, without creating the layout.
    static long count(Architecture architecture) {
        return before(architecture).size() + after(architecture).size()
                + (long) architecture.numLayers() * architecture.directions() * recurrent(architecture, 0).size();
    }

    private static double floats(List<Part> parts) {
        return parts.stream().mapToDouble(Part::floats).sum();
    }

    private static List<Part> before(Architecture architecture) {
        return architecture.numEmbeddings() == 0
                ? List.of()
                : List.of(Part.of("embedding.weight", architecture.numEmbeddings(), architecture.inputSize()));
    }

    /// The parameters of one layer and direction. All layers above the lowest have the same shapes.
    private static List<Part> recurrent(Architecture architecture, int layer) {
        Cell cell = architecture.cell();
        long hidden = architecture.hiddenSize();
        long state = architecture.stateSize();
        long rows = cell.gates().size() * hidden;
        long input = layer == 0 ? architecture.inputSize() : architecture.directions() * state;
        List<Part> own = new ArrayList<>();
        for (CellParameter parameter : cell.parameters(architecture.bias())) {
            own.add(Part.of(parameter.name(), parameter.rows(), hidden));
        }
        List<Part> parts = new ArrayList<>();
        parts.add(Part.of("weight_ih", rows, input));
        parts.add(Part.of("weight_hh", rows, state));
        if (!cell.hasGateBiases()) {
            parts.addAll(own);
        } else if (architecture.bias()) {
            parts.add(Part.of("bias_ih", rows));
            parts.add(Part.of("bias_hh", rows));
        }
        if (architecture.projSize() > 0) {
            parts.add(Part.of("weight_hr", state, hidden));
        }
        if (cell.hasGateBiases()) {
            parts.addAll(own);
        }
        if (architecture.trainableStates()) {
            parts.add(Part.of("h0", state));
            for (String name : cell.states()) {
                parts.add(Part.of(name + "0", hidden));
            }
        }
        return parts;
    }

    private static List<Part> after(Architecture architecture) {
        Head head = architecture.head();
        return head == null
                ? List.of()
                : List.of(
                        Part.of("fc.weight", head.outputSize(),
                                (long) architecture.directions() * architecture.stateSize()),
                        Part.of("fc.bias", head.outputSize()));
    }

    /// The suffix of a recurrent parameter's name.
    ///
    /// @param layer from 0
    /// @param direction 0 forward, 1 reverse
    /// @return for example `_l0` or `_l1_reverse`
    public static String suffix(int layer, int direction) {
        return "_l" + layer + (direction == 1 ? "_reverse" : "");
    }

    private void add(String prefix, List<Part> parts, String suffix) {
        for (Part part : parts) {
            String name = prefix + part.kind + suffix;
            Entry entry = new Entry(name, part.kind, part.shape.stream().map(Math::toIntExact).toList(), size);
            entries.put(name, entry);
            size += entry.length();
        }
    }

    /// All parameters in the order of the flat array.
    ///
    /// @return an unmodifiable list
    public List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /// Finds a parameter.
    ///
    /// @param name PyTorch's name, with its prefix
    /// @return its position
    /// @throws IllegalArgumentException if the network has no such parameter
    public Entry get(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new IllegalArgumentException(
                    "parameter: expected one of " + entries.keySet() + ", found '" + name + "'");
        }
        return entry;
    }

    /// Finds a parameter of a recurrent layer, with any prefix.
    ///
    /// @param kind `weight_ih`, `weight_hh`, `bias_ih`, `bias_hh`, `weight_hr`, `h0`, a state's name followed by 0, such
    ///        as `c0`, or the name of one of the cell's own parameters
    /// @param layer from 0
    /// @param direction 0 forward, 1 reverse
    /// @return its position
    /// @throws IllegalArgumentException if the network has no such parameter
    public Entry get(String kind, int layer, int direction) {
        String name = kind + suffix(layer, direction);
        for (Entry entry : entries.values()) {
            if (entry.name().equals(name) || entry.name().endsWith("." + name)) {
                return entry;
            }
        }
        throw new IllegalArgumentException("parameter: expected one of " + entries.keySet() + ", found '" + name + "'");
    }

    /// The total number of floats.
    ///
    /// @return the flat array's length
    public int size() {
        return size;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ParameterLayout layout && entries.equals(layout.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return entries.values().toString();
    }
}
