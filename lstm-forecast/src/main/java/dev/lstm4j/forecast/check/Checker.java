package dev.lstm4j.forecast.check;

import dev.lstm4j.forecast.Forecaster;
import dev.lstm4j.forecast.Recipe;
import dev.lstm4j.forecast.check.ColumnCheck.Kind;
import dev.lstm4j.forecast.check.ColumnCheck.Use;
import dev.lstm4j.forecast.series.ColumnChoice;
import dev.lstm4j.forecast.series.Series;
import dev.lstm4j.forecast.series.SeriesReader;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.MissingPolicy;
import dev.lstm4j.forecast.settings.ReadingSettings;
import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.forecast.table.Cells;
import dev.lstm4j.forecast.table.LearnedNumbers;
import dev.lstm4j.forecast.table.NumberFinder;
import dev.lstm4j.forecast.table.Spacing;
import dev.lstm4j.forecast.table.Table;
import dev.lstm4j.forecast.table.TimeColumn;
import dev.lstm4j.forecast.table.TimeFinder;
import dev.lstm4j.forecast.table.TimedTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Collects what [TableCheck] tells.
final class Checker {
    private final Table given;
    private Table table;
    private final Cells cells;
    private Recipe recipe;
    private final List<Warning> warnings = new ArrayList<>();
    private final List<ForecastException> problems = new ArrayList<>();

    Checker(Table table, Recipe recipe) {
        this.given = table;
        this.table = table;
        this.cells = new Cells(recipe.reading().missingValues());
        this.recipe = recipe;
    }

    TableCheck check() {
        ColumnChoice choice = choice();
        TimeCheck time = null;
        Map<String, List<Season>> seasons = new LinkedHashMap<>();
        Series series = choice == null ? null : series(choice);
        if (choice != null && series != null) {
            Spacing spacing = series.time() == null ? null : series.time().spacing();
            TimeColumn times = SeriesReader.times(table, choice, lenient());
            time = times == null ? null : TimeCheck.of(times);
            choice.targets().forEach(name -> seasons.put(name, Seasonality.find(series.observed(name), spacing)));
            propose(series.rows(), spacing, seasons.get(choice.targets().getFirst()));
        }
        plan();
        return new TableCheck(columns(choice), time, seasons, warnings, problems, recipe);
    }

    /// The columns that a training would use; proposes a target if the recipe has none. The table is then the one with
    /// its times read.
    private @Nullable ColumnChoice choice() {
        ColumnChoice choice = choice(recipe);
        if (choice != null || !recipe.columns().targets().isEmpty()) {
            return choice;
        }
        for (String name : table.header()) {
            Recipe candidate = recipe.withTargets(name);
            choice = choice(candidate);
            if (choice != null) {
                recipe = candidate;
                return choice;
            }
        }
        return null;
    }

    private @Nullable ColumnChoice choice(Recipe candidate) {
        try {
            TimedTable times = TimeFinder.find(given, candidate.columns(), candidate.reading());
            TimedTable timed = times
                    .withTable(NumberFinder.read(times.table(), candidate.reading(), LearnedNumbers.NONE).table());
            ColumnChoice choice = ColumnChoice.choose(timed, cells);
            table = timed.table();
            return choice;
        } catch (ForecastException e) {
            return null; // the dry run tells
        }
    }

    /// The rows as a training would read them; if it would refuse them, as far as gaps and missing values allow.
    private @Nullable Series series(ColumnChoice choice) {
        for (ReadingSettings rules : List.of(recipe.reading(), lenient())) {
            try {
                return SeriesReader.read(table, choice, rules);
            } catch (ForecastException e) {
                continue; // the dry run tells
            }
        }
        return null;
    }

    private ReadingSettings lenient() {
        return recipe.reading().withAllowGaps(true).withMissing(MissingPolicy.DROP);
    }

    private void propose(int rows, @Nullable Spacing spacing, List<Season> seasons) {
        try {
            recipe = recipe.withWindows(WindowProposal.of(rows, spacing, seasons));
        } catch (ForecastException e) {
            problems.add(e);
        }
    }

    /// Plans a training without starting it.
    private void plan() {
        try {
            warnings.addAll(Forecaster.of(recipe).plan(given).warnings());
        } catch (ForecastException e) {
            warnings.addAll(table.warnings());
            if (problems.isEmpty()) {
                problems.add(e);
            }
        }
    }

    private List<ColumnCheck> columns(@Nullable ColumnChoice choice) {
        List<ColumnCheck> columns = new ArrayList<>();
        for (String name : table.header()) {
            String reason = choice == null ? "" : choice.leftOut().getOrDefault(name, "");
            columns.add(ColumnCheck.of(table, name, kind(choice, name), use(choice, name), reason, cells));
        }
        return columns;
    }

    private Kind kind(@Nullable ColumnChoice choice, String name) {
        if (choice != null && name.equals(choice.time())) {
            return Kind.TIME;
        }
        return ColumnChoice.isText(table, cells, name) ? Kind.TEXT : Kind.NUMBER;
    }

    private static Use use(@Nullable ColumnChoice choice, String name) {
        if (choice == null) {
            return Use.NONE;
        }
        if (name.equals(choice.time())) {
            return Use.TIME;
        }
        if (choice.targets().contains(name)) {
            return Use.TARGET;
        }
        return choice.features().contains(name) ? Use.FEATURE : Use.NONE;
    }
}
