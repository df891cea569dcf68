package dev.lstm4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where each named parameter lies in one flat `float[]`. Names, shapes and gate order are those of PyTorch's
/// `state_dict`. An embedding comes first, `embedding.weight` `[V, I]`. A bare network has `weight_ih_l0` of shape `[G·H, I]`, `weight_hh_l0` `[G·H, P]`, `bias_ih_l0` `[G·H]`,
/// `bias_hh_l0` `[G·H]`, with a projection `weight_hr_l0` `[P, H]`, with peepholes, which PyTorch has not, `peephole_l0`
/// `[3, H]` for i f o (coupled `[2, H]` for i o), with layer normalisation in place of
/// the biases `norm_weight_l0` and `norm_bias_l0` `[5, H]` for i f g o and the cell state, with trainable
/// states `h0_l0` `[P]` and for an LSTM `c0_l0` `[H]`, then the same with `_reverse`, then the next layer. With a head they carry
/// the prefix of the cell (`lstm.weight_ih_l0`), and `fc.weight` `[O, D·P]` and `fc.bias` `[O]` follow.
public final class ParameterLayout {

    /// One parameter: row-major, without gaps.
    ///
    /// @param name PyTorch's name
    /// @param shape its sizes, the slowest first
    /// @param offset of its first float in the flat array
    public record Entry(String name, List<Integer> shape, int offset) {

        /// How many floats it has.
        ///
        /// @return the product of the sizes
        public int length() {
            int length = 1;
            for (int size : shape) {
                length *= size;
            }
            return length;
        }
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private int size;

    private ParameterLayout() {}

    static ParameterLayout of(Architecture architecture) {
        ParameterLayout layout = new ParameterLayout();
        Head head = architecture.head();
        String prefix = head == null ? "" : architecture.cell().label() + ".";
        if (architecture.numEmbeddings() > 0) {
            layout.add("embedding.weight", architecture.numEmbeddings(), architecture.inputSize());
        }
        int hidden = architecture.hiddenSize();
        int rows = architecture.gates() * hidden;
        for (int layer = 0; layer < architecture.numLayers(); layer++) {
            for (int direction = 0; direction < architecture.directions(); direction++) {
                String suffix = suffix(layer, direction);
                layout.add(prefix + "weight_ih" + suffix, rows, architecture.layerInputSize(layer));
                layout.add(prefix + "weight_hh" + suffix, rows, architecture.stateSize());
                if (architecture.cellOptions().layerNorm()) {
                    layout.add(prefix + "norm_weight" + suffix, architecture.gates() + 1, hidden);
                    if (architecture.bias()) {
                        layout.add(prefix + "norm_bias" + suffix, architecture.gates() + 1, hidden);
                    }
                } else if (architecture.bias()) {
                    layout.add(prefix + "bias_ih" + suffix, rows);
                    layout.add(prefix + "bias_hh" + suffix, rows);
                }
                if (architecture.projSize() > 0) {
                    layout.add(prefix + "weight_hr" + suffix, architecture.projSize(), hidden);
                }
                if (architecture.cellOptions().peephole()) {
                    layout.add(prefix + "peephole" + suffix, architecture.gates() - 1, hidden);
                }
                if (architecture.trainableStates()) {
                    layout.add(prefix + "h0" + suffix, architecture.stateSize());
                    if (architecture.hasCellState()) {
                        layout.add(prefix + "c0" + suffix, hidden);
                    }
                }
            }
        }
        if (head != null) {
            layout.add("fc.weight", head.outputSize(), architecture.directions() * architecture.stateSize());
            layout.add("fc.bias", head.outputSize());
        }
        return layout;
    }

    /// The end of a recurrent parameter's name.
    ///
    /// @param layer from 0
    /// @param direction 0 forward, 1 reverse
    /// @return for example `_l0` or `_l1_reverse`
    public static String suffix(int layer, int direction) {
        return "_l" + layer + (direction == 1 ? "_reverse" : "");
    }

    private void add(String name, Integer... shape) {
        Entry entry = new Entry(name, List.of(shape), size);
        entries.put(name, entry);
        size += entry.length();
    }

    /// All parameters in the order of the flat array.
    ///
    /// @return an unmodifiable list
    public List<Entry> entries() {
        return List.copyOf(new ArrayList<>(entries.values()));
    }

    /// Finds a parameter.
    ///
    /// @param name PyTorch's name, with its prefix
    /// @return where it lies
    /// @throws IllegalArgumentException where the network has no such parameter
    public Entry get(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new IllegalArgumentException(
                    "parameter: expected one of " + entries.keySet() + ", found '" + name + "'");
        }
        return entry;
    }

    /// The parameter of a recurrent layer, whatever the prefix.
    ///
    /// @param kind `weight_ih`, `weight_hh`, `bias_ih`, `bias_hh`, `weight_hr`, `peephole`, `norm_weight`, `norm_bias`, `h0` or `c0`
    /// @param layer from 0
    /// @param direction 0 forward, 1 reverse
    /// @return where it lies
    /// @throws IllegalArgumentException where the network has no such parameter
    public Entry get(String kind, int layer, int direction) {
        String name = kind + suffix(layer, direction);
        for (Entry entry : entries.values()) {
            if (entry.name().equals(name) || entry.name().endsWith("." + name)) {
                return entry;
            }
        }
        throw new IllegalArgumentException("parameter: expected one of " + entries.keySet() + ", found '" + name + "'");
    }

    /// How many floats all parameters have together.
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
