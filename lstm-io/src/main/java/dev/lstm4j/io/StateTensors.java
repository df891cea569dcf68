package dev.lstm4j.io;

import dev.lstm4j.io.internal.Printable;
import dev.lstm4j.io.safetensors.ModelFileException;
import dev.lstm4j.io.safetensors.SafetensorsReader;
import dev.lstm4j.io.safetensors.TensorInfo;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The tensors of a file by module, under the names that [LoadOptions] give them. A module is the part of a name
/// before the last dot: `lstm`, `fc`, or nothing for a bare network.
///
/// Two kinds of names are added. The parameters of `torch.nn.LSTMCell`, `GRUCell` and `RNNCell` (`weight_ih`) are those
/// of layer 0 (`weight_ih_l0`). And `safetensors.torch.save_model` stores a tensor that has several names only once:
/// the metadata map its other names to the stored one.
final class StateTensors {
    /// A parameter of a recurrent layer in PyTorch.
    private static final Pattern LAYER_PARAMETER = Pattern.compile(".+_l\\d+(_reverse)?");
    private static final Pattern CELL_PARAMETER = Pattern.compile("(weight|bias)_[ih]h");
    private static final int MOST_NAMED = 6;

    private final Map<String, Map<String, TensorInfo>> modules = new LinkedHashMap<>();
    private final Map<TensorInfo, String> names = new LinkedHashMap<>();

    /// Groups the tensors of a file.
    ///
    /// @param reader the open file
    /// @param options which tensors to skip, and how to rename the others
    /// @throws IllegalArgumentException if two tensors have the same name after renaming, or if the options rename a
    ///         tensor that the file does not have
    StateTensors(SafetensorsReader reader, LoadOptions options) {
        Map<String, TensorInfo> all = new LinkedHashMap<>();
        reader.tensors().forEach(tensor -> all.put(tensor.name(), tensor));
        reader.metadata().forEach((name, stored) -> {
            if (all.containsKey(stored)) {
                all.putIfAbsent(name, all.get(stored));
            }
        });
        options.requireRenamed(all.keySet());
        Map<String, String> sources = new LinkedHashMap<>();
        all.forEach((source, tensor) -> {
            if (!options.isIgnored(source)) {
                String name = options.rename().apply(source);
                String other = sources.put(name, source);
                if (other != null) {
                    throw new IllegalArgumentException("rename: expected a different name for each tensor, found "
                            + Printable.quote(name) + " for both " + Printable.quote(other) + " and "
                            + Printable.quote(source));
                }
                modules.computeIfAbsent(module(name), _ -> new LinkedHashMap<>()).put(local(name), tensor);
                names.putIfAbsent(tensor, name);
            }
        });
        modules.values().forEach(StateTensors::nameAsLayer);
    }

    private static void nameAsLayer(Map<String, TensorInfo> module) {
        if (module.keySet().stream().noneMatch(StateTensors::isLayerParameter)) {
            List.copyOf(module.keySet()).stream().filter(name -> CELL_PARAMETER.matcher(name).matches())
                    .forEach(name -> module.put(name + "_l0", module.remove(name)));
        }
    }

    /// All modules.
    ///
    /// @return by name; each has its tensors by local name
    Map<String, Map<String, TensorInfo>> modules() {
        return Collections.unmodifiableMap(modules);
    }

    /// The tensors of a module.
    ///
    /// @param module its name
    /// @return by local name; empty if there is no such module
    Map<String, TensorInfo> tensorsOf(String module) {
        return modules.getOrDefault(module, Map.of());
    }

    /// All tensors that are not ignored.
    ///
    /// @return in the order of the file
    Collection<TensorInfo> tensors() {
        return names.keySet();
    }

    /// The name of a tensor after renaming.
    ///
    /// @param tensor one of [#tensors]
    /// @return its name, or the first one if it has several
    String name(TensorInfo tensor) {
        return names.getOrDefault(tensor, tensor.name());
    }

    /// Whether two modules have the same tensors with equal values, as when a network saves one module under two names.
    ///
    /// @param reader the open file
    /// @param one a module
    /// @param other another one
    /// @return false if a name, a type, a shape or a value differs
    /// @throws ModelFileException if the file cannot be read
    boolean areEqual(SafetensorsReader reader, String one, String other) throws ModelFileException {
        Map<String, TensorInfo> first = tensorsOf(one);
        Map<String, TensorInfo> second = tensorsOf(other);
        if (!first.keySet().equals(second.keySet())) {
            return false;
        }
        for (Map.Entry<String, TensorInfo> entry : first.entrySet()) {
            if (!areEqual(reader, entry.getValue(), second.get(entry.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean areEqual(SafetensorsReader reader, TensorInfo one, TensorInfo other)
            throws ModelFileException {
        return one.equals(other) || one.dtype() != null && one.dtype() == other.dtype()
                && one.shape().equals(other.shape()) && one.byteSize() < Integer.MAX_VALUE
                && reader.read(one).data().mismatch(reader.read(other).data()) < 0;
    }

    /// Names and shapes for a message.
    ///
    /// @param tensors the tensors to name, with their names in the file
    /// @return at most six, and how many more there are
    static String named(Collection<TensorInfo> tensors) {
        return some(tensors.stream()
                .map(tensor -> Printable.quote(tensor.name()) + " " + Printable.oneLine(shape(tensor))).toList());
    }

    private static String shape(TensorInfo tensor) {
        return tensor.shape().size() <= MOST_NAMED ? tensor.shape().toString() : tensor.shape().size() + " sizes";
    }

    /// Joins texts for a message.
    ///
    /// @param texts any number
    /// @return at most six, and how many more there are
    static String some(List<String> texts) {
        return texts.size() <= MOST_NAMED
                ? String.join(", ", texts)
                : String.join(", ", texts.subList(0, MOST_NAMED)) + " and " + (texts.size() - MOST_NAMED) + " more";
    }

    /// Whether a parameter belongs to a recurrent layer.
    ///
    /// @param local a name without module
    /// @return true for `weight_ih_l0` and the like
    static boolean isLayerParameter(String local) {
        return LAYER_PARAMETER.matcher(local).matches();
    }

    /// The module in a name.
    ///
    /// @param name a full name
    /// @return the part before the last dot; empty if there is none
    static String module(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    /// The name within the module.
    ///
    /// @param name a full name
    /// @return the part after the last dot
    static String local(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
