package dev.lstm4j.io;

import dev.lstm4j.ParameterLayout;
import dev.lstm4j.io.internal.Printable;
import dev.lstm4j.io.safetensors.ModelFileException;
import dev.lstm4j.io.safetensors.SafetensorsReader;
import dev.lstm4j.io.safetensors.TensorInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Assigns the tensors of a `state_dict` to the parameters of an architecture.
///
/// Names are compared module by module. A module is the part of a name before the last dot: `lstm`, `fc`, or nothing
/// for a bare network. A module with the expected name is used. If the file has none, the recurrent module is found by
/// its parameters (`weight_ih_l0`, …) and their shapes, so that `module.lstm`, `_orig_mod.lstm`, `encoder.lstm` and
/// `rnn` are accepted; then the head and the embedding are looked up next to it, or else by their shapes. If several
/// modules fit, the file is refused and the message lists them.
final class StateDict {
    /// A parameter of a recurrent layer in PyTorch.
    private static final Pattern LAYER_PARAMETER = Pattern.compile(".+_l\\d+(_reverse)?");
    private static final int MOST_NAMED = 6;

    private final SafetensorsReader reader;
    private final LoadOptions options;
    private final Map<String, Map<String, TensorInfo>> modules = new LinkedHashMap<>();
    private final Map<String, Map<String, ParameterLayout.Entry>> expected = new LinkedHashMap<>();
    private final Set<TensorInfo> unused = new LinkedHashSet<>();

    private StateDict(SafetensorsReader reader, ParameterLayout layout, LoadOptions options) {
        this.reader = reader;
        this.options = options;
        for (ParameterLayout.Entry entry : layout.entries()) {
            expected.computeIfAbsent(module(entry.name()), _ -> new LinkedHashMap<>()).put(local(entry.name()), entry);
        }
        for (TensorInfo tensor : reader.tensors()) {
            if (options.isIgnored(tensor.name())) {
                continue;
            }
            String name = options.rename().apply(tensor.name());
            TensorInfo other = modules.computeIfAbsent(module(name), _ -> new LinkedHashMap<>()).put(local(name),
                    tensor);
            if (other != null) {
                throw new IllegalArgumentException("rename: expected a different name for each tensor, found "
                        + Printable.quote(name) + " for both " + Printable.quote(other.name()) + " and "
                        + Printable.quote(tensor.name()));
            }
            unused.add(tensor);
        }
    }

    /// Finds the tensor of each parameter.
    ///
    /// @param reader an open file
    /// @param layout the parameters
    /// @param options how to treat names and unexpected tensors
    /// @return one tensor for each parameter, in the order of the layout; shapes are equal
    /// @throws ModelFileException if a parameter is missing or has another shape, if several modules fit, or if a tensor
    ///         is unexpected
    static Map<ParameterLayout.Entry, TensorInfo> match(SafetensorsReader reader, ParameterLayout layout,
            LoadOptions options) throws ModelFileException {
        return new StateDict(reader, layout, options).match();
    }

    private Map<ParameterLayout.Entry, TensorInfo> match() throws ModelFileException {
        String recurrent = recurrentModule();
        String found = find(recurrent, List.of(recurrent), false);
        String prefix = found.substring(0, found.lastIndexOf('.') + 1);
        Map<ParameterLayout.Entry, TensorInfo> matches = new LinkedHashMap<>();
        take(recurrent, found, matches);
        for (String module : expected.keySet()) {
            if (!module.equals(recurrent)) {
                String other = find(module, List.of(prefix + module, module), true);
                take(module, other, matches);
            }
        }
        refuseUnexpected(found);
        Map<ParameterLayout.Entry, TensorInfo> ordered = new LinkedHashMap<>();
        expected.values().forEach(entries -> entries.values().forEach(entry -> ordered.put(entry, matches.get(entry))));
        return ordered;
    }

    private String recurrentModule() {
        for (Map.Entry<String, Map<String, ParameterLayout.Entry>> module : expected.entrySet()) {
            if (module.getValue().keySet().stream().anyMatch(StateDict::isLayerParameter)) {
                return module.getKey();
            }
        }
        throw new IllegalStateException("layout: expected parameters of a recurrent layer, found " + expected.keySet());
    }

    /// Finds a module by name, or else by its shapes.
    private String find(String module, List<String> names, boolean whole) throws ModelFileException {
        for (String name : names) {
            if (modules.containsKey(name) && hasAny(modules.get(name), expected.get(module).keySet())) {
                return name;
            }
        }
        List<String> fitting = new ArrayList<>();
        modules.forEach((name, tensors) -> {
            if (unused.containsAll(tensors.values()) && fits(tensors, expected.get(module), whole)) {
                fitting.add(name);
            }
        });
        if (fitting.size() == 1) {
            return fitting.getFirst();
        }
        if (fitting.size() > 1) {
            throw problem("module '" + module + "': expected one module with its parameters and shapes, found "
                    + quoted(fitting) + "; choose one with LoadOptions.strict().withRename(…)"
                    + " and ignore the others with withIgnored(…)");
        }
        return closest(module, names.getFirst());
    }

    /// For the message: the only module that has some of the recurrent parameters, or else the expected name.
    private String closest(String module, String otherwise) {
        List<String> recurrent = expected.get(module).keySet().stream().filter(StateDict::isLayerParameter).toList();
        List<String> similar = modules.entrySet().stream().filter(entry -> hasAny(entry.getValue(), recurrent))
                .map(Map.Entry::getKey).toList();
        return similar.size() == 1 ? similar.getFirst() : otherwise;
    }

    private static boolean isLayerParameter(String name) {
        return LAYER_PARAMETER.matcher(name).matches();
    }

    private static boolean hasAny(Map<String, TensorInfo> tensors, Collection<String> names) {
        return names.stream().anyMatch(tensors::containsKey);
    }

    private static boolean fits(Map<String, TensorInfo> tensors, Map<String, ParameterLayout.Entry> parameters,
            boolean whole) {
        return (!whole || tensors.size() == parameters.size()) && parameters.entrySet().stream().allMatch(parameter -> {
            TensorInfo tensor = tensors.get(parameter.getKey());
            return tensor != null && hasShape(tensor, parameter.getValue());
        });
    }

    private static boolean hasShape(TensorInfo tensor, ParameterLayout.Entry parameter) {
        return tensor.shape().equals(parameter.shape().stream().map(Integer::longValue).toList());
    }

    private void take(String module, String found, Map<ParameterLayout.Entry, TensorInfo> matches)
            throws ModelFileException {
        Map<String, TensorInfo> tensors = modules.getOrDefault(found, Map.of());
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, ParameterLayout.Entry> parameter : expected.get(module).entrySet()) {
            TensorInfo tensor = tensors.get(parameter.getKey());
            if (tensor == null) {
                missing.add(
                        Printable.quote(found.isEmpty() ? parameter.getKey() : found + "." + parameter.getKey()) + " "
                                + parameter.getValue().shape());
            } else if (!hasShape(tensor, parameter.getValue())) {
                throw new ModelFileException(reader.file(), tensor.position(),
                        "tensor " + Printable.quote(tensor.name())
                                + ", shape: expected " + parameter.getValue().shape() + " for the architecture, found "
                                + Printable.quote(tensor.shape().toString()),
                        null);
            } else {
                matches.put(parameter.getValue(), tensor);
                unused.remove(tensor);
            }
        }
        if (!missing.isEmpty()) {
            throw problem("tensors: expected " + some(missing) + " for the architecture, found only "
                    + Printable.quote(String.join(", ", reader.tensors().stream().map(TensorInfo::name).toList()))
                    + "; change the architecture, or rename tensors with LoadOptions.strict().withRename(…)");
        }
    }

    private void refuseUnexpected(String recurrent) throws ModelFileException {
        List<TensorInfo> layers = unused.stream().filter(tensor -> {
            String name = options.rename().apply(tensor.name());
            return module(name).equals(recurrent) && isLayerParameter(local(name));
        }).toList();
        if (!layers.isEmpty()) {
            throw unexpected(layers,
                    "; set the layers, directions, bias and projection of the architecture as in the file,"
                            + " or skip these tensors with LoadOptions.strict().withIgnored(…)");
        }
        if (!unused.isEmpty() && !options.unexpectedAllowed()) {
            throw unexpected(unused, "; the architecture has no such parameters: change it, or skip these tensors"
                    + " with LoadOptions.strict().withIgnored(…) or LoadOptions.lenient()");
        }
    }

    private ModelFileException unexpected(Collection<TensorInfo> tensors, String remedy) {
        List<String> names = tensors.stream()
                .map(tensor -> Printable.quote(tensor.name()) + " " + Printable.oneLine(tensor.shape().toString()))
                .toList();
        return new ModelFileException(reader.file(), tensors.iterator().next().position(),
                "unexpected tensors: expected only parameters of the architecture, found " + some(names) + remedy,
                null);
    }

    private static String quoted(List<String> names) {
        return some(names.stream().map(Printable::quote).toList());
    }

    private static String some(List<String> texts) {
        return texts.size() <= MOST_NAMED
                ? String.join(", ", texts)
                : String.join(", ", texts.subList(0, MOST_NAMED)) + " and " + (texts.size() - MOST_NAMED) + " more";
    }

    private ModelFileException problem(String problem) {
        return new ModelFileException(reader.file(), reader.headerPosition(), problem, null);
    }

    private static String module(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    private static String local(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
