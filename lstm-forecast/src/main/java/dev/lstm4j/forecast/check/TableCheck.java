package dev.lstm4j.forecast.check;

import dev.lstm4j.forecast.Forecaster;
import dev.lstm4j.forecast.Recipe;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.forecast.table.Table;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is in a table, and what a training would do with it. Nothing is trained. A value, safe for any number of
/// threads.
///
/// @param columns in the order of the table
/// @param time the times of the rows, or null if the table has none
/// @param seasons the periods found in each target
/// @param warnings what was uncertain, and what is left out
/// @param problems why a training would be refused, each with what helps; empty if it would not
/// @param recipe the proposal: targets, lookback and horizon
public record TableCheck(List<ColumnCheck> columns, @Nullable TimeCheck time, Map<String, List<Season>> seasons,
        List<Warning> warnings, List<ForecastException> problems, Recipe recipe) {

    /// Copies the lists.
    public TableCheck {
        columns = List.copyOf(columns);
        warnings = List.copyOf(warnings);
        problems = List.copyOf(problems);
    }

    /// Checks a table.
    ///
    /// @param table the data
    /// @param recipe whose columns and rules for reading are used; without a target, the first column that can be
    ///        forecast is proposed. Lookback and horizon are proposed too.
    /// @return what was found
    public static TableCheck of(Table table, Recipe recipe) {
        return new Checker(table, recipe).check();
    }

    /// Whether [Forecaster#fit(Table)] accepts the table with the proposed recipe.
    ///
    /// @return whether there are no problems
    public boolean isTrainable() {
        return problems.isEmpty();
    }
}
