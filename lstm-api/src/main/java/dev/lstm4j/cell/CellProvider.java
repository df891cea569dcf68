package dev.lstm4j.cell;

import java.util.Map;

/// Creates the cells that share one name, for files and for programs that select cells by name. [Cells] finds
/// providers with [java.util.ServiceLoader]: a module declares `provides dev.lstm4j.cell.CellProvider with
/// MyProvider;`, a jar on the class path names the class in `META-INF/services/dev.lstm4j.cell.CellProvider`. The class
/// must be public and have a public no-argument constructor.
public interface CellProvider {

    /// The name of the cells.
    ///
    /// @return what [Cell#name()] returns for each of them
    String name();

    /// Creates a cell from its settings.
    ///
    /// @param settings as [Cell#settings()] wrote them, perhaps in another version; empty for the default cell
    /// @return the cell
    /// @throws IllegalArgumentException if a setting is missing, has the wrong type or is out of range
    Cell cell(CellSettings settings);

    /// The cells that a user can select by a keyword, such as `--cell peephole` on the command line.
    ///
    /// @return keywords and cells, in the order in which they are listed; by default the name and the cell
    ///         without settings
    default Map<String, Cell> choices() {
        return Map.of(name(), cell(CellSettings.none()));
    }
}
