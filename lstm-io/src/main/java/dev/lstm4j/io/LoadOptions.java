package dev.lstm4j.io;

import dev.lstm4j.io.internal.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// How [ModelFile#loadWeights] treats a file whose tensors are not exactly the parameters of the architecture.
/// Immutable.
///
/// ```java
/// LoadOptions.strict()                                    // like load_state_dict(strict=True)
/// LoadOptions.strict().withIgnored("norm.*")              // without a layer that the architecture does not have
/// LoadOptions.strict().withRename(name -> name.replace("out.", "fc."))
/// LoadOptions.strict().withRename(Map.of("w", "fc.weight", "b", "fc.bias"))
/// LoadOptions.strict().withNarrowing(true)                // float64 weights
/// LoadOptions.lenient()                                   // any other tensors are skipped
/// ```
///
/// A file that lacks a parameter is always refused.
///
/// @param unexpectedAllowed whether tensors that are not parameters of the architecture are skipped; if not, they are
///        refused
/// @param ignored names of tensors to skip, as in the file; a name that ends in `*` matches all names with that prefix
/// @param rename changes each name in the file before it is compared with the names of the parameters
/// @param narrowing whether float64 tensors are rounded to float32; if not, they are refused
/// @param nonFiniteAllowed whether weights may be NaN or infinite; if not, they are refused
public record LoadOptions(boolean unexpectedAllowed, List<String> ignored, UnaryOperator<String> rename,
        boolean narrowing, boolean nonFiniteAllowed) {

    private static final String WILDCARD = "*";

    /// Copies the list.
    public LoadOptions {
        ignored = List.copyOf(ignored);
    }

    /// Every tensor of the file must be a parameter of the architecture, as for `load_state_dict(strict=True)`. This is
    /// the default. Integers such as `num_batches_tracked` and copies of a module under another name are skipped. So are
    /// tensors of an unknown type or of more elements than an array can have, if no size of their shape occurs in the
    /// network; a warning is logged for these.
    ///
    /// @return options that refuse unexpected tensors, do not rename, and do not narrow
    public static LoadOptions strict() {
        return new LoadOptions(false, List.of(), UnaryOperator.identity(), false, false);
    }

    /// Tensors that are not parameters of the architecture are skipped. The file may belong to a different network,
    /// whose outputs differ. Exception: an additional layer, direction, bias or projection of the same recurrent module
    /// is refused; name it in [#withIgnored] to skip it.
    ///
    /// @return options that skip unexpected tensors, do not rename, and do not narrow
    public static LoadOptions lenient() {
        return new LoadOptions(true, List.of(), UnaryOperator.identity(), false, false);
    }

    /// Skips some tensors.
    ///
    /// @param names additional names, as in the file, or prefixes followed by `*`
    /// @return a changed copy
    public LoadOptions withIgnored(String... names) {
        List<String> all = new ArrayList<>(ignored);
        all.addAll(List.of(names));
        return new LoadOptions(unexpectedAllowed, all, rename, narrowing, nonFiniteAllowed);
    }

    /// Renames tensors.
    ///
    /// @param newRename changes each name in the file; replaces a function set earlier
    /// @return a changed copy
    public LoadOptions withRename(UnaryOperator<String> newRename) {
        return new LoadOptions(unexpectedAllowed, ignored, newRename, narrowing, nonFiniteAllowed);
    }

    /// Renames some tensors; the others keep their names.
    ///
    /// @param names for names in the file those of the parameters, such as `lstm.weight_ih_l0`; replaces a function set
    ///        earlier. A name that the file does not have is an error.
    /// @return a changed copy
    public LoadOptions withRename(Map<String, String> names) {
        return withRename(new RenamedTensors(names));
    }

    /// Accepts float64 weights. Each value is rounded to the nearest float32; a finite value that is too large for
    /// float32 is refused.
    ///
    /// @param newNarrowing whether float64 tensors are rounded
    /// @return a changed copy
    public LoadOptions withNarrowing(boolean newNarrowing) {
        return new LoadOptions(unexpectedAllowed, ignored, rename, newNarrowing, nonFiniteAllowed);
    }

    /// Accepts weights that are NaN or infinite. The outputs of such a network are usually NaN.
    ///
    /// @param allowed whether they are accepted
    /// @return a changed copy
    public LoadOptions withNonFinite(boolean allowed) {
        return new LoadOptions(unexpectedAllowed, ignored, rename, narrowing, allowed);
    }

    /// Checks that all tensors that are renamed by a map exist.
    ///
    /// @param names all names in the file
    /// @throws IllegalArgumentException if one is missing
    void requireRenamed(Set<String> names) {
        if (rename instanceof RenamedTensors(Map<String, String> renamed)) {
            for (String name : new TreeSet<>(renamed.keySet())) {
                if (!names.contains(name)) {
                    throw new IllegalArgumentException("rename: expected names of tensors in the file, found "
                            + Printable.quote(name) + "; the file has "
                            + StateTensors.some(names.stream().map(Printable::quote).toList()));
                }
            }
        }
    }

    /// Whether a tensor is skipped because of its name.
    ///
    /// @param name name in the file
    /// @return whether the name matches an entry of [#ignored]
    boolean isIgnored(String name) {
        return ignored.stream().anyMatch(entry -> entry.endsWith(WILDCARD)
                ? name.startsWith(entry.substring(0, entry.length() - WILDCARD.length()))
                : name.equals(entry));
    }

    private record RenamedTensors(Map<String, String> names) implements UnaryOperator<String> {
        RenamedTensors {
            names = Map.copyOf(names);
        }

        @Override
        public String apply(String name) {
            return names.getOrDefault(name, name);
        }
    }
}
