package dev.lstm4j.forecast.series;

import dev.lstm4j.Feature;
import dev.lstm4j.ForecastTask;
import dev.lstm4j.forecast.table.Cells;
import dev.lstm4j.forecast.table.CsvTable;
import dev.lstm4j.forecast.table.InputException;
import dev.lstm4j.forecast.table.TimeStamp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which columns of a table are used, and as what.
///
/// @param time the time column, or null for none
/// @param targets what is forecast; numbers
/// @param features what is read, in order; the time column among them stands for the day of the year and the hour
/// @param texts those of the features that are text
/// @param leftOut columns that nobody asked for and that are of no use: text with too many different values
public record ColumnChoice(@Nullable String time, List<String> targets, List<String> features, Set<String> texts,
        List<String> leftOut) {
    /// Text with more different values than this is no category.
    static final int MOST_CATEGORIES = 50;

    /// What the user asked for; null where nothing was said.
    ///
    /// @param time a column, or `none`
    /// @param targets columns
    /// @param features columns
    public record Wish(@Nullable String time, @Nullable List<String> targets, @Nullable List<String> features) {}

    /// Chooses for a training.
    ///
    /// @param table the data
    /// @param cells which texts are missing values
    /// @param wish what the user asked for
    /// @return the columns
    /// @throws InputException where a column is unknown or named twice, or a target is missing
    public static ColumnChoice choose(CsvTable table, Cells cells, Wish wish) {
        String time = timeColumn(table, wish.time());
        List<String> targets = targets(table, cells, wish.targets(), time);
        Set<String> texts = new LinkedHashSet<>();
        List<String> leftOut = new ArrayList<>();
        List<String> features = new ArrayList<>();
        List<String> candidates = wish.features();
        if (candidates == null) {
            candidates = new ArrayList<>(table.header());
            if (time != null && candidates.remove(time)) {
                candidates.add(time);
            }
        }
        checkNames(table, "--features", candidates);
        for (String name : candidates) {
            if (!name.equals(time) && !targets.contains(name) && isText(table, cells, name)) {
                int categories = categories(table, cells, name);
                if (categories > MOST_CATEGORIES && wish.features() == null) {
                    leftOut.add(name);
                    continue;
                }
                if (categories > MOST_CATEGORIES) {
                    throw new InputException("--features: column '" + name + "' of " + table.source()
                            + " is text with " + categories + " different values; expected at most " + MOST_CATEGORIES
                            + " or numbers");
                }
                texts.add(name);
            }
            features.add(name);
        }
        return new ColumnChoice(time, targets, features, texts, leftOut);
    }

    /// The columns that a trained model needs.
    ///
    /// @param task of the model
    /// @param withTargets whether the targets are needed although no feature
    /// @return the columns
    public static ColumnChoice of(ForecastTask task, boolean withTargets) {
        Set<String> features = new LinkedHashSet<>();
        Set<String> texts = new LinkedHashSet<>();
        for (Feature feature : task.features()) {
            features.add(feature.column());
            if (feature.kind() == Feature.Kind.CATEGORY) {
                texts.add(feature.column());
            }
        }
        return new ColumnChoice(task.timeColumn().isEmpty() ? null : task.timeColumn(),
                withTargets ? task.targets() : List.of(), List.copyOf(features), texts, List.of());
    }

    /// The columns read as numbers.
    ///
    /// @return features that are numbers, then targets that are no features
    public Set<String> numbers() {
        Set<String> numbers = new LinkedHashSet<>(features);
        numbers.removeAll(texts);
        if (time != null) {
            numbers.remove(time);
        }
        numbers.addAll(targets);
        return numbers;
    }

    private static @Nullable String timeColumn(CsvTable table, @Nullable String asked) {
        if (asked == null) {
            return table.header().stream().filter(name -> startsWithTime(table, name)).findFirst().orElse(null);
        }
        if (asked.equals("none") && !table.header().contains("none")) {
            return null;
        }
        table.column(asked, "--time");
        return asked;
    }

    /// Whether the first cell that is not empty is a time.
    private static boolean startsWithTime(CsvTable table, String name) {
        int column = table.header().indexOf(name);
        for (int row = 0; row < table.rows(); row++) {
            if (!table.cell(row, column).isEmpty()) {
                return TimeStamp.parse(table.cell(row, column)) != null;
            }
        }
        return false;
    }

    private static List<String> targets(CsvTable table, Cells cells, @Nullable List<String> asked,
            @Nullable String time) {
        if (asked != null) {
            checkNames(table, "--target", asked);
            if (time != null && asked.contains(time)) {
                throw new InputException("--target: '" + time + "' is the time column; expected a column of numbers");
            }
            for (String name : asked) {
                if (isText(table, cells, name)) {
                    throw new InputException(
                            "--target: column '" + name + "' of " + table.source() + " is text; expected numbers");
                }
            }
            return List.copyOf(asked);
        }
        List<String> numbers = table.header().stream()
                .filter(name -> !name.equals(time) && !isText(table, cells, name)).toList();
        if (numbers.size() == 1) {
            return numbers;
        }
        throw new InputException(numbers.isEmpty()
                ? table.source() + ": expected a column of numbers, found none"
                : "--target: expected the column to forecast, one of " + String.join(", ", numbers) + ", found none");
    }

    private static void checkNames(CsvTable table, String option, List<String> names) {
        if (names.isEmpty()) {
            throw new InputException(option + ": expected at least one column, found none");
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            table.column(name, option);
            if (!seen.add(name)) {
                throw new InputException(option + ": column '" + name + "' is named twice");
            }
        }
    }

    /// Whether less than half of the cells with a value look like numbers.
    private static boolean isText(CsvTable table, Cells cells, String name) {
        int column = table.header().indexOf(name);
        int numbers = 0;
        int others = 0;
        for (int row = 0; row < table.rows(); row++) {
            String cell = table.cell(row, column);
            if (Cells.looksLikeNumber(cell)) {
                numbers++;
            } else if (!cells.isMissing(cell)) {
                others++;
            }
        }
        return others > numbers;
    }

    private static int categories(CsvTable table, Cells cells, String name) {
        int column = table.header().indexOf(name);
        Set<String> values = new HashSet<>();
        for (int row = 0; row < table.rows(); row++) {
            if (!cells.isMissing(table.cell(row, column))) {
                values.add(table.cell(row, column));
            }
        }
        return values.size();
    }
}
