package dev.lstm4j.cell;

import java.util.Map;

/// Makes cells of one name, for files and for programs that choose cells by name. [Cells] finds providers with
/// [java.util.ServiceLoader]: a module declares `provides dev.lstm4j.cell.CellProvider with MyProvider;`, a jar on the
/// class path names the class in `META-INF/services/dev.lstm4j.cell.CellProvider`. The class is public with a public
/// constructor without arguments.
public interface CellProvider {

    /// The name of the cells.
    ///
    /// @return what [Cell#name()] returns for each of them
    String name();

    /// Makes a cell from its settings.
    ///
    /// @param settings as [Cell#settings()] wrote them, perhaps with another version; empty for the default cell
    /// @return the cell
    /// @throws IllegalArgumentException if a setting is missing, of another type or out of range
    Cell cell(CellSettings settings);

    /// The cells that a user can choose by a word, such as `--cell peephole` of the command line.
    ///
    /// @return words and cells in the order in which they are shown; by default the name and the cell without settings
    default Map<String, Cell> choices() {
        return Map.of(name(), cell(CellSettings.none()));
    }
}
