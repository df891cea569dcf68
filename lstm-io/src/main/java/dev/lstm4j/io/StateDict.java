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

/// Assigns the tensors of a `state_dict` to the parameters of an architecture.
///
/// Names are compared module by module ([StateTensors]). A module with the expected name is used. If the file has none,
/// the recurrent module is found by its parameters (`weight_ih_l0`, …) and their shapes, so that `module.lstm`,
/// `_orig_mod.lstm`, `encoder.lstm` and `rnn` are accepted; then the head and the embedding are looked up next to it,
/// or else by their shapes. If several modules fit, the file is refused and the message lists them, unless they have
/// equal values. [UnusedTensors] decides whether the other tensors may be skipped.
final class StateDict {
    private static final String CHANGE = "change the architecture, or rename tensors with"
            + " LoadOptions.strict().withRename(…)";

    private final SafetensorsReader reader;
    private final StateTensors tensors;
    private final Map<String, Map<String, ParameterLayout.Entry>> expected = new LinkedHashMap<>();
    private final Map<ParameterLayout.Entry, TensorInfo> matches = new LinkedHashMap<>();
    private final Set<String> taken = new LinkedHashSet<>();
    private final String recurrent;

    private StateDict(SafetensorsReader reader, ParameterLayout layout, StateTensors tensors) {
        this.reader = reader;
        this.tensors = tensors;
        for (ParameterLayout.Entry entry : layout.entries()) {
            expected.computeIfAbsent(StateTensors.module(entry.name()), _ -> new LinkedHashMap<>())
                    .put(StateTensors.local(entry.name()), entry);
        }
        recurrent = expected.keySet().stream().filter(this::isRecurrent).findFirst().orElseThrow();
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
        StateTensors tensors = new StateTensors(reader, options);
        StateDict state = new StateDict(reader, layout, tensors);
        UnusedTensors unused = new UnusedTensors(reader, tensors);
        state.takeAll(unused);
        unused.check(state.matches, state.taken, options);
        Map<ParameterLayout.Entry, TensorInfo> ordered = new LinkedHashMap<>();
        layout.entries().forEach(entry -> ordered.put(entry, state.matches.get(entry)));
        return ordered;
    }

    private void takeAll(UnusedTensors unused) throws ModelFileException {
        String found = find(recurrent, List.of(recurrent));
        take(recurrent, found);
        unused.requireNoLayers(found, matches);
        for (String module : expected.keySet()) {
            if (!module.equals(recurrent)) {
                take(module, find(module, besides(found, module)));
            }
        }
    }

    /// The names that a module may have: next to another one, or under one of its prefixes.
    private static List<String> besides(String other, String module) {
        List<String> names = new ArrayList<>();
        for (String prefix = other; !prefix.isEmpty(); prefix = StateTensors.module(prefix)) {
            String outer = StateTensors.module(prefix);
            names.add(outer.isEmpty() ? module : outer + "." + module);
        }
        return names.isEmpty() ? List.of(module) : names;
    }

    private boolean isRecurrent(String module) {
        return expected.getOrDefault(module, Map.of()).keySet().stream().anyMatch(StateTensors::isLayerParameter);
    }

    /// Finds a module by name, or else by its shapes.
    private String find(String module, List<String> names) throws ModelFileException {
        for (String name : names) {
            if (hasAny(tensors.tensorsOf(name), expected.get(module).keySet())) {
                return name;
            }
        }
        List<String> fitting = fitting(module);
        if (fitting.isEmpty()) {
            return closest(module, names.getFirst());
        }
        String first = fitting.getFirst();
        for (String other : fitting.subList(1, fitting.size())) {
            if (!tensors.areEqual(reader, first, other)) {
                throw problem("module '" + module + "': expected one module with its parameters and shapes, found "
                        + candidates(fitting) + "; choose one with LoadOptions.strict().withRename(…)"
                        + " and ignore the others with withIgnored(…)");
            }
        }
        return first;
    }

    /// The unused modules that have all parameters with their shapes. Only a recurrent module may have more.
    private List<String> fitting(String module) {
        Map<String, ParameterLayout.Entry> parameters = expected.get(module);
        List<String> fitting = new ArrayList<>();
        tensors.modules().forEach((name, found) -> {
            if (!taken.contains(name) && (isRecurrent(module) || found.size() == parameters.size())
                    && parameters.entrySet().stream().allMatch(parameter -> found.containsKey(parameter.getKey())
                            && hasShape(found.get(parameter.getKey()), parameter.getValue()))) {
                fitting.add(name);
            }
        });
        return fitting;
    }

    private String candidates(List<String> modules) {
        return StateTensors.some(modules.stream()
                .map(name -> Printable.quote(name) + " (" + StateTensors.named(tensors.tensorsOf(name).values()) + ")")
                .toList());
    }

    /// For the message: the only module that has some of the recurrent parameters, or else the expected name.
    private String closest(String module, String otherwise) {
        List<String> parameters = expected.get(module).keySet().stream().filter(StateTensors::isLayerParameter)
                .toList();
        List<String> similar = tensors.modules().entrySet().stream()
                .filter(entry -> hasAny(entry.getValue(), parameters)).map(Map.Entry::getKey).toList();
        return similar.size() == 1 ? similar.getFirst() : otherwise;
    }

    private static boolean hasAny(Map<String, TensorInfo> module, Collection<String> names) {
        return names.stream().anyMatch(module::containsKey);
    }

    private static boolean hasShape(TensorInfo tensor, ParameterLayout.Entry parameter) {
        return tensor.shape().equals(parameter.shape().stream().map(Integer::longValue).toList());
    }

    private void take(String module, String found) throws ModelFileException {
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, ParameterLayout.Entry> parameter : expected.get(module).entrySet()) {
            TensorInfo tensor = tensors.tensorsOf(found).get(parameter.getKey());
            if (tensor == null) {
                missing.add(Printable.quote(found.isEmpty() ? parameter.getKey() : found + "." + parameter.getKey())
                        + " " + parameter.getValue().shape());
            } else if (!hasShape(tensor, parameter.getValue())) {
                throw new ModelFileException(reader.file(), tensor.position(),
                        "tensor " + Printable.quote(tensor.name()) + ", shape: expected " + parameter.getValue().shape()
                                + " for the architecture, found " + Printable.quote(tensor.shape().toString())
                                + remedy(module, List.of()),
                        null);
            } else {
                matches.put(parameter.getValue(), tensor);
            }
        }
        if (!missing.isEmpty()) {
            throw problem("tensors: expected " + StateTensors.some(missing) + " for the architecture, found "
                    + (tensors.tensors().isEmpty() ? "none" : StateTensors.named(tensors.tensors()))
                    + remedy(module, missing));
        }
        taken.add(found);
    }

    /// Says what the file has instead: recurrent modules, or modules that could be the head.
    private String remedy(String module, List<String> missing) {
        if (isRecurrent(module)) {
            String networks = FileNetwork.describe(tensors);
            return (networks.isEmpty() ? "" : "; the file has " + networks) + "; " + CHANGE;
        }
        List<String> fitting = fitting(module);
        if (!fitting.isEmpty()) {
            return "; " + candidates(fitting) + " would fit; " + CHANGE;
        }
        ParameterLayout.Entry weight = expected.get(module).get("weight");
        List<String> unbiased = tensors.modules().entrySet().stream()
                .filter(entry -> weight != null && expected.get(module).containsKey("bias")
                        && !entry.getValue().containsKey("bias") && entry.getValue().containsKey("weight")
                        && !taken.contains(entry.getKey()) && hasShape(entry.getValue().get("weight"), weight))
                .map(Map.Entry::getKey).toList();
        return missing.isEmpty() || unbiased.size() != 1
                ? "; " + CHANGE
                : "; " + Printable.quote(unbiased.getFirst()) + " has no bias: in PyTorch, add one of zeros to the"
                        + " state_dict";
    }

    private ModelFileException problem(String problem) {
        return new ModelFileException(reader.file(), reader.headerPosition(), problem, null);
    }
}
