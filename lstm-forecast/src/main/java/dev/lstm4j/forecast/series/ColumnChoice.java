package dev.lstm4j.forecast.series;

import dev.lstm4j.Feature;
import dev.lstm4j.ForecastTask;
import dev.lstm4j.forecast.settings.ColumnSettings;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.table.Cells;
import dev.lstm4j.forecast.table.Column;
import dev.lstm4j.forecast.table.Table;
import dev.lstm4j.forecast.table.TimeFinder;
import dev.lstm4j.forecast.table.TimedTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which columns of a table are used, and as what.
///
/// @param time the time column, or null for none
/// @param targets what is forecast; numbers
/// @param features what is read, in order; the time column among them stands for the day of the year and the hour
/// @param texts those of the features that are text
/// @param leftOut columns that were not requested and cannot be used, each with the reason
public record ColumnChoice(@Nullable String time, List<String> targets, List<String> features, Set<String> texts,
        Map<String, String> leftOut) {
    /// Text with more different values than this is not a category.
    static final int MOST_CATEGORIES = 50;
    /// A category occurs so often on average.
    private static final int REPEATS = 2;
    /// Fewer rows do not show whether values repeat.
    private static final int ENOUGH = 10;

    /// Chooses the columns for training.
    ///
    /// @param timed the data with its times read, and what the recipe asks for
    /// @param cells which texts are missing values
    /// @return the columns
    /// @throws ForecastException if a column is unknown, a target is missing or not numbers, or a feature has too
    ///         many categories
    public static ColumnChoice choose(TimedTable timed, Cells cells) {
        Table table = timed.table();
        ColumnSettings settings = timed.columns();
        List<String> times = settings.time();
        String time = times == null || times.isEmpty() ? null : times.getFirst();
        List<String> targets = targets(table, cells, settings.targets(), time);
        Set<String> texts = new LinkedHashSet<>();
        Map<String, String> leftOut = new LinkedHashMap<>();
        List<String> features = new ArrayList<>();
        boolean asked = settings.features() != null;
        for (String name : candidates(table, settings.features(), time)) {
            String useless = name.equals(time) || targets.contains(name) ? "" : useless(table, cells, name);
            if (!useless.isEmpty() && asked) {
                throw ForecastException.setting(Setting.FEATURES, "column '" + name + "' of " + table.name()
                        + " tells nothing about a target, since " + useless + "; leave it out");
            }
            if (!useless.isEmpty()) {
                leftOut.put(name, useless);
                continue;
            }
            if (!name.equals(time) && !targets.contains(name) && isText(table, cells, name)) {
                if (TimeFinder.holdsTimes(table, name)) {
                    if (asked) {
                        throw ForecastException.setting(Setting.FEATURES,
                                "column '" + name + "' of " + table.name() + " holds times, and "
                                        + notTime(time) + "; expected numbers, text or the time column",
                                Setting.TIME);
                    }
                    leftOut.put(name, "it holds times, and " + notTime(time));
                    continue;
                }
                Map<String, Integer> categories = categories(table, cells, name);
                int known = categories.values().stream().mapToInt(Integer::intValue).sum();
                boolean repeats = known < ENOUGH || REPEATS * categories.size() <= known;
                if ((categories.size() > MOST_CATEGORIES || !repeats) && !asked) {
                    leftOut.put(name, categories.size() > MOST_CATEGORIES
                            ? "it is text with too many different values"
                            : "it is text that hardly repeats");
                    continue;
                }
                if (categories.size() > MOST_CATEGORIES || !repeats) {
                    throw ForecastException.setting(Setting.FEATURES,
                            "column '" + name + "' of " + table.name() + " is text with " + categories.size()
                                    + " different values in " + known + " rows; expected numbers, or at most "
                                    + MOST_CATEGORIES + " values that repeat");
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
    /// @param withTargets whether the targets are needed even if they are not features
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
                withTargets ? task.targets() : List.of(), List.copyOf(features), texts, Map.of());
    }

    /// Returns a choice without a feature.
    ///
    /// @param name of the feature
    /// @param reason why it cannot be used
    /// @return a changed copy
    public ColumnChoice without(String name, String reason) {
        List<String> fewer = new ArrayList<>(features);
        fewer.remove(name);
        Set<String> fewerTexts = new LinkedHashSet<>(texts);
        fewerTexts.remove(name);
        Map<String, String> more = new LinkedHashMap<>(leftOut);
        more.put(name, reason);
        return new ColumnChoice(time, targets, fewer, fewerTexts, more);
    }

    /// Why a column tells nothing about any target, or an empty text.
    private static String useless(Table table, Cells cells, String name) {
        RowCount count = new RowCount(table.rows());
        Column column = table.column(name);
        boolean empty = true;
        for (int row = 0; row < table.rows() && (count.isPossible() || empty); row++) {
            empty &= column.isMissing(row, cells);
            count.add(Cells.isNumber(column.text(row)) ? table.number(row, name) : Double.NaN);
        }
        return empty ? "it has no values" : count.isPossible() ? count.reason(name) : "";
    }

    /// The columns read as numbers.
    ///
    /// @return features that are numbers, then targets that are not features
    public Set<String> numbers() {
        Set<String> numbers = new LinkedHashSet<>(features);
        numbers.removeAll(texts);
        if (time != null) {
            numbers.remove(time);
        }
        numbers.addAll(targets);
        return numbers;
    }

    private static String notTime(@Nullable String time) {
        return time == null ? "there is no time column" : "the time column is '" + time + "'";
    }

    private static List<String> targets(Table table, Cells cells, List<String> asked, @Nullable String time) {
        if (!asked.isEmpty()) {
            requireColumns(table, Setting.TARGETS, asked);
            if (time != null && asked.contains(time)) {
                throw ForecastException.setting(Setting.TARGETS,
                        "'" + time + "' is the time column; expected a column of numbers");
            }
            for (String name : asked) {
                if (isText(table, cells, name)) {
                    throw ForecastException.setting(Setting.TARGETS,
                            "column '" + name + "' of " + table.name() + " is text; expected numbers");
                }
            }
            return List.copyOf(asked);
        }
        List<String> numbers = table.header().stream()
                .filter(name -> !name.equals(time) && !isText(table, cells, name)
                        && useless(table, cells, name).isEmpty())
                .toList();
        if (numbers.isEmpty()) {
            throw ForecastException.table(table.name() + ": expected a column of numbers, found none");
        }
        if (numbers.size() > 1) {
            throw ForecastException.setting(Setting.TARGETS,
                    "name the column to forecast, one of " + String.join(", ", numbers));
        }
        return numbers;
    }

    private static List<String> candidates(Table table, @Nullable List<String> asked, @Nullable String time) {
        if (asked != null) {
            requireColumns(table, Setting.FEATURES, asked);
            return asked;
        }
        List<String> all = new ArrayList<>(table.header());
        if (time != null && all.remove(time)) {
            all.add(time);
        }
        return all;
    }

    private static void requireColumns(Table table, Setting setting, List<String> names) {
        for (String name : names) {
            if (!table.has(name)) {
                throw ForecastException.setting(setting, table.missingColumn(name));
            }
        }
    }

    /// Whether a column is text: less than half of its cells with a value look like numbers.
    ///
    /// @param table the data
    /// @param cells which texts are missing values
    /// @param name of the column
    /// @return false for numbers, and for a column without values
    public static boolean isText(Table table, Cells cells, String name) {
        Column column = table.column(name);
        int numbers = 0;
        int others = 0;
        for (int row = 0; row < table.rows(); row++) {
            if (column.looksLikeNumber(row)) {
                numbers++;
            } else if (!column.isMissing(row, cells)) {
                others++;
            }
        }
        return others > numbers;
    }

    /// How often each text occurs.
    private static Map<String, Integer> categories(Table table, Cells cells, String name) {
        Column column = table.column(name);
        Map<String, Integer> values = new HashMap<>();
        for (int row = 0; row < table.rows(); row++) {
            if (!column.isMissingText(row, cells)) {
                values.merge(column.text(row), 1, Integer::sum);
            }
        }
        return values;
    }
}
