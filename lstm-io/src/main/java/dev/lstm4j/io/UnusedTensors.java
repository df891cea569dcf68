package dev.lstm4j.io;

import dev.lstm4j.ParameterLayout;
import dev.lstm4j.io.safetensors.DType;
import dev.lstm4j.io.safetensors.ModelFileException;
import dev.lstm4j.io.safetensors.SafetensorsReader;
import dev.lstm4j.io.safetensors.TensorInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Decides what becomes of the tensors of a `state_dict` that are not parameters of the architecture. They may be
/// weights of a layer that the architecture does not have, so by default the file is refused. Skipped are, besides what
/// [LoadOptions] allow,
///
/// - integers and booleans, such as `num_batches_tracked`: counters and indices, which are not trained;
/// - a second copy of a module that was loaded;
/// - tensors of an unknown type, of 8-bit integers, or of more elements than an array can have, if no size of their
///   shape occurs in the network. A warning is logged for these.
final class UnusedTensors {
    private static final System.Logger LOG = System.getLogger("dev.lstm4j.io");
    private static final Set<DType> INDICES = EnumSet.of(DType.I64, DType.U64, DType.I32, DType.U32, DType.I16,
            DType.U16, DType.BOOL);
    private static final Set<DType> BYTES = EnumSet.of(DType.I8, DType.U8);

    private final SafetensorsReader reader;
    private final StateTensors tensors;

    /// Looks at a file.
    ///
    /// @param reader the open file
    /// @param tensors its tensors
    UnusedTensors(SafetensorsReader reader, StateTensors tensors) {
        this.reader = reader;
        this.tensors = tensors;
    }

    /// Refuses a recurrent module that has more layers, directions or biases than the architecture.
    ///
    /// @param recurrent the name of the module in the file
    /// @param matches the tensors that are used
    /// @throws ModelFileException if it has other parameters of a layer; the message lists all of them
    void requireNoLayers(String recurrent, Map<ParameterLayout.Entry, TensorInfo> matches) throws ModelFileException {
        List<TensorInfo> layers = tensors.tensorsOf(recurrent).entrySet().stream()
                .filter(entry -> StateTensors.isLayerParameter(entry.getKey())).map(Map.Entry::getValue)
                .filter(tensor -> !matches.containsValue(tensor)).toList();
        if (!layers.isEmpty()) {
            throw unexpected(layers, "; the file has " + FileNetwork.describe(tensors)
                    + ": set the layers, directions, bias and projection of the architecture as in the file,"
                    + " or skip these tensors with LoadOptions.strict().withIgnored(…)");
        }
    }

    /// Refuses a file with unexpected tensors.
    ///
    /// @param matches the tensors that are used
    /// @param taken the modules that are used
    /// @param options what to allow
    /// @throws ModelFileException if a tensor is unexpected; the message lists all of them
    void check(Map<ParameterLayout.Entry, TensorInfo> matches, Collection<String> taken, LoadOptions options)
            throws ModelFileException {
        Set<TensorInfo> unused = new LinkedHashSet<>(tensors.tensors());
        unused.removeAll(matches.values());
        if (unused.isEmpty() || options.unexpectedAllowed()) {
            return;
        }
        removeCopies(unused, taken);
        unused.removeIf(tensor -> tensor.dtype() != null && INDICES.contains(tensor.dtype()));
        Set<Long> sizes = new HashSet<>(Set.of(1L));
        matches.values().forEach(tensor -> sizes.addAll(tensor.shape()));
        List<TensorInfo> unrelated = unused.stream().filter(tensor -> isUnrelated(tensor, sizes)).toList();
        unrelated.forEach(unused::remove);
        if (!unused.isEmpty()) {
            throw unexpected(unused, "; the architecture has no such parameters: change it, or skip these tensors"
                    + " with LoadOptions.strict().withIgnored(…) or LoadOptions.lenient()");
        }
        if (!unrelated.isEmpty()) {
            LOG.log(System.Logger.Level.WARNING, "{0}: skipped {1}, because no size of their shapes occurs in the"
                    + " network; LoadOptions.lenient() skips them without this warning", reader.file(),
                    StateTensors.named(unrelated));
        }
    }

    /// Removes the tensors of modules that are equal to a module that is used.
    private void removeCopies(Set<TensorInfo> unused, Collection<String> taken) throws ModelFileException {
        for (String module : new ArrayList<>(tensors.modules().keySet())) {
            if (!taken.contains(module) && unused.containsAll(tensors.tensorsOf(module).values())) {
                for (String used : taken) {
                    if (tensors.areEqual(reader, used, module)) {
                        unused.removeAll(tensors.tensorsOf(module).values());
                    }
                }
            }
        }
    }

    /// A layer of the network has a size in common with its neighbours. A weight for each step has not, but it has a
    /// type and a size that can be read.
    private static boolean isUnrelated(TensorInfo tensor, Set<Long> sizes) {
        DType dtype = tensor.dtype();
        boolean readable = dtype != null && !BYTES.contains(dtype)
                && tensor.byteSize() / dtype.bytes() <= Integer.MAX_VALUE;
        return !readable && !tensor.shape().isEmpty()
                && tensor.shape().stream().noneMatch(sizes::contains);
    }

    private ModelFileException unexpected(Collection<TensorInfo> unexpected, String remedy) {
        return new ModelFileException(reader.file(), unexpected.iterator().next().position(),
                "unexpected tensors: expected only parameters of the architecture, found "
                        + StateTensors.named(unexpected) + remedy,
                null);
    }
}
