package dev.lstm4j.forecast.table;

import dev.lstm4j.forecast.settings.ColumnSettings;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.ReadingSettings;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.forecast.table.ColumnKinds.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Finds the column of times, or the columns that together hold them, and reads it.
public final class TimeFinder {
    private final Table table;
    private final Set<String> targets;
    private final TimeReader.Rules rules;
    private final ColumnKinds kinds;
    private final List<Warning> warnings = new ArrayList<>();

    private TimeFinder(Table table, List<String> targets, TimeReader.Rules rules) {
        this.table = table;
        this.targets = new HashSet<>(targets);
        this.rules = rules;
        this.kinds = new ColumnKinds(table);
    }

    /// Finds and reads the times for training.
    ///
    /// @param table the data
    /// @param columns the settings: the columns of the times, or null to find them
    /// @param reading the reading rules
    /// @return the table with the times
    /// @throws ForecastException if a column is missing, or holds times that cannot be read or can be read in
    ///         several ways
    public static TimedTable find(Table table, ColumnSettings columns, ReadingSettings reading) {
        TimeFinder finder = new TimeFinder(table, columns.targets(),
                new TimeReader.Rules(reading.times().format(), null));
        List<String> names = columns.time() == null ? finder.found() : columns.time();
        for (String name : names) {
            if (!table.has(name)) {
                throw ForecastException.setting(Setting.TIME, table.missingColumn(name));
            }
        }
        if (names.isEmpty()) {
            return new TimedTable(table.withWarnings(finder.warnings), columns.withTime(ColumnSettings.NO_TIME),
                    List.of(), null);
        }
        TimeJoin join = TimeJoin.of(table, names, finder.rules);
        Table timed = table.withWarnings(finder.warnings).withStamps(join.name(), join.parts(), join.reader().read());
        List<String> parts = names.size() > 1 ? names : List.of();
        return new TimedTable(timed, withJoined(columns, join.name(), parts), parts,
                timed.stamps(join.name()).getFirst().format());
    }

    /// The settings with a joined column in place of its parts.
    private static ColumnSettings withJoined(ColumnSettings columns, String name, List<String> parts) {
        ColumnSettings joined = columns.withTime(List.of(name));
        if (columns.features() == null || parts.isEmpty()) {
            return joined;
        }
        Set<String> features = new LinkedHashSet<>();
        columns.features().forEach(feature -> features.add(parts.contains(feature) ? name : feature));
        return joined.withFeatures(List.copyOf(features));
    }

    /// Reads the times for a model.
    ///
    /// @param table the data
    /// @param time the time column of the model; empty for none
    /// @param joined the columns that were joined to it in training, or empty
    /// @param reading the reading rules
    /// @param learned the format in training, or null if it is not known; it decides what the cells leave open
    /// @return the table with the times, or as it is if it has no such columns
    /// @throws ForecastException if a cell cannot be read
    public static Table read(Table table, String time, List<String> joined, ReadingSettings reading,
            @Nullable String learned) {
        boolean whole = joined.isEmpty() || table.has(time);
        List<String> names = whole ? List.of(time) : joined;
        if (time.isEmpty() || whole && !table.has(time)) {
            return table;
        }
        for (String name : names) {
            if (!table.has(name)) {
                throw ForecastException.table(table.missingColumn(name));
            }
        }
        TimeJoin join = TimeJoin.of(table, names, new TimeReader.Rules(reading.times().format(), learned));
        return table.withStamps(time, join.parts(), join.reader().read());
    }

    /// Whether most cells of a column have the form of a date or of a time of day.
    ///
    /// @param table the data
    /// @param column its name
    /// @return false for numbers
    public static boolean holdsTimes(Table table, String column) {
        return new ColumnKinds(table).of(column) != Kind.OTHER;
    }

    /// The columns that hold the times: none, one, or several that are joined.
    private List<String> found() {
        List<String> names = table.header().stream().filter(name -> !targets.contains(name)).toList();
        if (rules.pattern() != null) {
            return withPattern(names);
        }
        Set<String> numbers = new LinkedHashSet<>(names);
        numbers.removeIf(name -> kinds.of(name) != Kind.OTHER);
        String dates = first(table.header(), name -> kinds.of(name) == Kind.DATES
                || numbers.contains(name) && kinds.isDense(name) && isTime(name, false));
        if (dates != null) {
            return withClock(dates, names);
        }
        List<String> parts = TimeJoin.partsByName(table, names);
        if (!parts.isEmpty()) {
            return joined(parts);
        }
        String counted = first(numbers, name -> isTime(name, false));
        if (counted == null) {
            counted = first(numbers, name -> isTime(name, table.header().indexOf(name) == 0));
        }
        return counted == null ? unread(names) : List.of(counted);
    }

    /// The first column that holds times; one with the same time everywhere only if there is no other.
    private @Nullable String first(Collection<String> names, Predicate<String> isTime) {
        String constant = null;
        for (String name : names) {
            if (isTime.test(name)) {
                if (!kinds.isConstant(name)) {
                    return name;
                }
                constant = constant == null ? name : constant;
            }
        }
        return constant;
    }

    private List<String> withPattern(List<String> names) {
        for (String name : names) {
            List<String> some = kinds.some(name);
            if (!some.isEmpty()) {
                TimeReader reader = TimeReader.of(table.origin(), name, some.subList(0, 1), rules);
                if (reader.tryRead() != null) {
                    return List.of(name);
                }
            }
        }
        List<String> named = names.stream().filter(TimeColumnNames::isTime).toList();
        if (!named.isEmpty()) {
            return named.subList(0, 1);
        }
        throw ForecastException.setting(Setting.TIME_FORMAT,
                table.name() + ": expected a column of times in the format " + rules.pattern()
                        + ", found none; name the time column",
                Setting.TIME);
    }

    /// Whether a column of numbers holds times.
    private boolean isTime(String name, boolean first) {
        boolean named = TimeColumnNames.mentionsTime(name);
        if (TimeColumnNames.mentionsCount(name) || !(named || first || kinds.isDense(name))
                || !kinds.mayCount(name)) {
            return false;
        }
        List<TimeStamp> stamps = TimeReader.of(table.origin(), name, table.texts(name), rules).tryRead();
        if (stamps == null || !NumberTimes.areLikely(stamps.getFirst().format(), stamps, named, first)) {
            return false;
        }
        if (!named && !kinds.isDense(name)) {
            warnings.add(new Warning(Setting.TIME, table.name() + ", column " + name + ": read as times ("
                    + stamps.getFirst().format() + "); name another time column, or none, if they are only numbers"));
        }
        return true;
    }

    /// A column of dates with the times of day in a column next to it, if its dates repeat.
    private List<String> withClock(String dates, List<String> names) {
        List<String> cells = table.texts(dates);
        boolean repeats = IntStream.range(1, cells.size()).anyMatch(row -> cells.get(row).equals(cells.get(row - 1)));
        if (!repeats || CellLayouts.of(cells.getFirst()).stream().anyMatch(layout -> layout.clock() != null)) {
            return List.of(dates);
        }
        List<String> clocks = names.stream().filter(name -> kinds.of(name) == Kind.CLOCKS).toList();
        if (clocks.size() > 1) {
            List<String> named = clocks.stream()
                    .filter(name -> TimeColumnNames.isTime(name) || TimeColumnNames.part(name) == 'h').toList();
            clocks = named.size() == 1 ? named : clocks;
        }
        if (clocks.isEmpty()) {
            clocks = names.stream().filter(name -> TimeColumnNames.part(name) == 'h' && TimeJoin.areHours(table, name))
                    .limit(1).toList();
        }
        if (clocks.size() > 1) {
            throw ForecastException.table(table.name() + ": dates repeat in column " + dates + ", and columns "
                    + String.join(", ", clocks) + " hold times of day; name the column of dates and one of these",
                    Setting.TIME);
        }
        return clocks.isEmpty() ? List.of(dates) : joined(List.of(dates, clocks.getFirst()));
    }

    private List<String> joined(List<String> parts) {
        warnings.add(TimeJoin.warning(table, parts));
        return parts;
    }

    /// No column holds times by its form alone. One that is meant to hold them is an error if it cannot be read.
    private List<String> unread(List<String> names) {
        for (String name : names) {
            boolean named = TimeColumnNames.mentionsTime(name) || table.header().indexOf(name) == 0;
            List<String> some = named ? kinds.some(name) : List.of();
            if (named && some.stream().noneMatch(Cells::looksLikeNumber) && FormatSample.of(some).hasCandidates()
                    && TimeReader.of(table.origin(), name, table.texts(name), rules).tryRead() != null) {
                return List.of(name);
            }
        }
        for (String name : names) {
            if (kinds.of(name) == Kind.CLOCKS) {
                throw ForecastException.table(table.origin().place(0, name) + ": expected a date and time, found the"
                        + " time of day '" + Cells.shortened(table.text(0, name))
                        + "'; name the columns of date and time, or no time column", Setting.TIME);
            }
            if (kinds.mentionsDates(name)) {
                return List.of(name);
            }
            List<String> some = TimeColumnNames.isTime(name) ? kinds.some(name) : List.of();
            if (!some.isEmpty() && some.stream().noneMatch(Cells::looksLikeNumber)) {
                return List.of(name);
            }
            if (!some.isEmpty()) {
                warnings.add(new Warning(Setting.TIME, table.name() + ", column " + name
                        + ": read as numbers, not as times; if they are times, name the column"));
            }
        }
        return List.of();
    }
}
