package dev.lstm4j.cell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/// All cells that this program knows: the built-in ones and those of other modules, found through [CellProvider].
public final class Cells {
    private Cells() {}

    /// Creates a cell from the name and the settings in a file.
    ///
    /// @param name as [Cell#name()]
    /// @param settings as [Cell#settings()]
    /// @return the cell
    /// @throws IllegalArgumentException if no provider has this name, or the settings do not belong to such a cell
    public static Cell of(String name, CellSettings settings) {
        Map<String, CellProvider> providers = providers();
        CellProvider provider = providers.get(name);
        if (provider == null) {
            throw new IllegalArgumentException("cell: expected " + listed(List.copyOf(providers.keySet())) + ", found "
                    + CellSettings.quoted(name)
                    + "; add the module or jar that provides this cell (dev.lstm4j.cell.CellProvider)");
        }
        Cell cell = provider.cell(settings);
        settings.requireAllRead();
        return cell;
    }

    /// The cells that users can select by a keyword.
    ///
    /// @return keywords such as `lstm` and `peephole` with their cells, the built-in ones first
    public static Map<String, Cell> choices() {
        Map<String, Cell> choices = new LinkedHashMap<>();
        for (CellProvider provider : providers().values()) {
            provider.choices().forEach(choices::putIfAbsent);
        }
        return choices;
    }

    /// The providers by name, in the order in which they are found: those of this module first.
    private static Map<String, CellProvider> providers() {
        Map<String, CellProvider> providers = new LinkedHashMap<>();
        // Also the loader of this class: the context loader of a plug-in's thread may not find these providers.
        for (ClassLoader loader : new ClassLoader[]{Cells.class.getClassLoader(),
                Thread.currentThread().getContextClassLoader()}) {
            for (CellProvider provider : ServiceLoader.load(CellProvider.class, loader)) {
                CellProvider other = providers.putIfAbsent(provider.name(), provider);
                if (other != null && other.getClass() != provider.getClass()) {
                    throw new IllegalStateException("cell " + provider.name() + ": expected one provider, found "
                            + other.getClass().getName() + " and " + provider.getClass().getName()
                            + "; remove the module or jar of one of them");
                }
            }
        }
        return providers;
    }

    private static String listed(List<String> names) {
        return names.size() == 1
                ? names.getFirst()
                : String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
    }
}
