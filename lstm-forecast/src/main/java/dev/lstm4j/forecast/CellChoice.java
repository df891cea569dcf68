package dev.lstm4j.forecast;

import dev.lstm4j.cell.Cell;
import dev.lstm4j.cell.Cells;
import dev.lstm4j.forecast.settings.Names;
import dev.lstm4j.forecast.settings.Setting;
import java.util.List;
import java.util.Map;

/// The cells that a recipe can name, including those of other modules.
final class CellChoice {
    private CellChoice() {}

    static Cell find(String name) {
        Map<String, Cell> choices = Cells.choices();
        Cell cell = choices.get(name);
        if (cell == null) {
            throw Names.unknown(Setting.CELL, List.copyOf(choices.keySet()), name);
        }
        return cell;
    }
}
