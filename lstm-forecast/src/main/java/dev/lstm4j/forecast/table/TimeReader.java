package dev.lstm4j.forecast.table;

import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Setting;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the times of one column: decides once how they are written, from all its cells, and reads each cell so.
///
/// @param origin where the rows come from
/// @param column its name
/// @param cells one for each row
/// @param rules what is given
/// @param layouts the layouts that a cell may have
record TimeReader(Origin origin, String column, List<String> cells, Rules rules,
        Function<String, List<TimeLayout>> layouts) {
    /// With points, the day comes first. This decides only where all rows have the same times either way.
    private static final Pattern POINTS = Pattern.compile("^dd?\\.");
    private static final List<String> LANGUAGES = List.of("en-US", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb",
            "fi", "pl");
    /// Weeks begin on Monday, and the first one has at least four days, whatever the language.
    private static final String ISO_WEEKS = "-u-rg-dezzzz";
    private static final List<UnaryOperator<String>> LETTERS = List.of(UnaryOperator.identity(),
            text -> text.toUpperCase(Locale.ROOT), text -> text.toLowerCase(Locale.ROOT));
    private static final int[] CENTURIES = {TimePart.ShortYear.USUAL, 1940, 1920, 1900};
    private static final Cells MISSING = new Cells(List.of());
    private static final int MANY = 10;
    private static final double MOSTLY = 0.9;
    private static final int NANO_DIGITS = 9;
    private static final int[] TENS = {1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000,
            1_000_000_000};

    /// What is known about the format.
    ///
    /// @param pattern the format, or null if it is to be found
    /// @param learned the format of the table that a model was trained on, or null; it decides what the cells leave open
    record Rules(@Nullable String pattern, @Nullable String learned) {
        static final Rules NONE = new Rules(null, null);
    }

    /// The cells in one format.
    private record Reading(TimeFormat format, List<TimeStamp> stamps, Regularity regularity) {
        boolean isSame(Reading other) {
            return stamps.stream().map(TimeStamp::local).toList()
                    .equals(other.stamps.stream().map(TimeStamp::local).toList());
        }
    }

    static TimeReader of(Origin origin, String column, List<String> cells, Rules rules) {
        return new TimeReader(origin, column, cells, rules, CellLayouts::of);
    }

    /// Reads all cells.
    ///
    /// @return one a row
    /// @throws ForecastException if a cell cannot be read, or all can be read in several ways
    List<TimeStamp> read() {
        if (rules.pattern != null) {
            return read(given(rules.pattern));
        }
        List<String> some = FormatSample.some(cells, TimeReader::isMissing);
        FormatSample sample = FormatSample.of(some, layouts);
        List<Reading> readings = readings(formats(sample));
        if (readings.isEmpty()) {
            List<TimeFormat> formats = formats(sample);
            TimeFormat best = formats.isEmpty() ? best(sample) : formats.getFirst();
            sample = FormatSample.of(withUnread(some, best), layouts);
            readings = readings(formats(sample));
            if (readings.isEmpty()) {
                throw unreadable(best);
            }
        }
        return withDigits(choose(readings)).stamps;
    }

    /// A sample with some of the cells that a format does not read, which may be written in more detail.
    private List<String> withUnread(List<String> some, @Nullable TimeFormat format) {
        List<String> more = new ArrayList<>(some);
        cells.stream().filter(cell -> format != null && !isMissing(cell) && format.read(cell) == null)
                .limit(some.size())
                .forEach(more::add);
        return more;
    }

    /// Reads all cells if they can be read without a doubt.
    ///
    /// @return one a row, or null
    @Nullable
    List<TimeStamp> tryRead() {
        try {
            return read();
        } catch (ForecastException e) {
            return null;
        }
    }

    static boolean isMissing(String cell) {
        return cell.isEmpty() || MISSING.isMissing(cell);
    }

    private static List<TimeFormat> formats(FormatSample sample) {
        if (!sample.cells().isEmpty() && sample.cells().stream().allMatch(Cells::isNumber)) {
            return NumberTimes.formats(sample);
        }
        return List.copyOf(sample.readingAll());
    }

    private static @Nullable TimeFormat best(FormatSample sample) {
        return sample.looksLikeTimes() ? sample.candidates().getFirst().format() : null;
    }

    /// The formats in which each cell can be read.
    private List<Reading> readings(List<TimeFormat> formats) {
        List<Reading> readings = new ArrayList<>();
        for (TimeFormat format : formats) {
            List<TimeStamp> stamps = new ArrayList<>(cells.size());
            for (int row = 0; row < cells.size() && stamps.size() == row; row++) {
                TimeStamp stamp = format.read(cells.get(row));
                if (stamp != null) {
                    stamps.add(stamp);
                }
            }
            if (stamps.size() == cells.size()) {
                boolean decided = formats.size() == 1 && !isWeak(format);
                readings.add(withCentury(
                        new Reading(format, stamps, decided ? Regularity.UNKNOWN : Regularity.of(stamps))));
            }
        }
        if (readings.size() > 1) {
            readings.removeIf(reading -> reading.format.toString().startsWith("yy/"));
        }
        List<Reading> strong = readings.stream().filter(reading -> !isWeak(reading.format)).toList();
        return strong.isEmpty()
                ? readings.stream().filter(reading -> isCalendar(reading) || isLearned(reading)).toList()
                : strong;
    }

    /// Whether a reading is that of the training table, in which the order of the parts was certain.
    private boolean isLearned(Reading reading) {
        return rules.learned != null && order(reading.format.toString()).equals(order(rules.learned))
                && (reading.regularity.isOrdered() || reading.stamps.size() == 1);
    }

    /// Whether times go through the months in order: a day taken for a year would not.
    private static boolean isCalendar(Reading reading) {
        return reading.regularity.isOrdered() && reading.regularity.even() >= MOSTLY
                && reading.stamps.stream().map(stamp -> stamp.local().getMonth()).distinct().count() > 1;
    }

    private static boolean isWeak(TimeFormat format) {
        return format instanceof LayoutFormat text && CellLayouts.isWeak(text.layout());
    }

    private Reading choose(List<Reading> readings) {
        if (readings.size() == 1) {
            return readings.getFirst();
        }
        for (Reading reading : readings) {
            if (isLearned(reading)) {
                return reading;
            }
        }
        List<Reading> even = readings.stream().filter(reading -> reading.regularity.isEven()).toList();
        if (even.size() == 1) {
            return even.getFirst();
        }
        List<Reading> ordered = readings.stream().filter(reading -> reading.regularity.isOrdered()).toList();
        if (ordered.size() == 1 && ordered.getFirst().regularity.different() >= MANY
                && ordered.getFirst().regularity.even() * 2 >= 1) {
            return ordered.getFirst();
        }
        for (Reading reading : readings) {
            if (POINTS.matcher(reading.format.toString()).find() && readings.stream().allMatch(reading::isSame)) {
                return reading;
            }
        }
        throw ambiguous(readings);
    }

    /// The order of the parts of a date in a pattern.
    private static String order(String pattern) {
        return pattern.replaceAll("[^yMd]", "").replaceAll("(.)\\1+", "$1");
    }

    /// Years of two digits lie in the hundred years in which the times are in order.
    private Reading withCentury(Reading reading) {
        TimeLayout layout = reading.format instanceof LayoutFormat text ? text.layout() : null;
        if (layout == null || !layout.hasShortYear()) {
            return reading;
        }
        for (int first : CENTURIES) {
            TimeFormat format = new LayoutFormat(layout.withCentury(first));
            List<TimeStamp> stamps = new ArrayList<>();
            for (String cell : cells) {
                TimeStamp stamp = format.read(cell);
                if (stamp != null) {
                    stamps.add(stamp);
                }
            }
            Regularity regularity = Regularity.of(stamps);
            if (stamps.size() == cells.size() && regularity.isOrdered()) {
                return new Reading(format, stamps, regularity);
            }
        }
        return reading;
    }

    /// The format writes all digits that a cell has.
    private static Reading withDigits(Reading reading) {
        int digits = reading.format.digits();
        for (TimeStamp stamp : reading.stamps) {
            while (stamp.local().getNano() % TENS[NANO_DIGITS - digits] != 0) {
                digits++;
            }
        }
        if (digits == reading.format.digits()) {
            return reading;
        }
        TimeFormat format = reading.format.withDigits(digits);
        return new Reading(format, reading.stamps.stream()
                .map(stamp -> new TimeStamp(stamp.local(), stamp.offset(), stamp.region(), format)).toList(),
                reading.regularity);
    }

    private List<TimeStamp> read(TimeFormat format) {
        List<TimeStamp> stamps = new ArrayList<>(cells.size());
        for (int row = 0; row < cells.size(); row++) {
            TimeStamp stamp = format.read(cells.get(row));
            if (stamp == null) {
                throw ForecastException.table(origin.place(row, column) + ": expected a date or time in the format "
                        + format + ", found " + found(row) + "; correct it, or name another format",
                        Setting.TIME_FORMAT);
            }
            stamps.add(stamp);
        }
        return stamps;
    }

    /// The given format in the language that most cells are in.
    private TimeFormat given(String pattern) {
        List<String> some = FormatSample.some(cells, TimeReader::isMissing);
        TimeFormat best = null;
        long most = -1;
        for (String language : LANGUAGES) {
            for (UnaryOperator<String> letters : LETTERS) {
                TimeFormat format = format(pattern, Locale.forLanguageTag(language + ISO_WEEKS), letters);
                long same = some.stream().filter(cell -> isWrittenAs(cell, format)).count();
                if (same > most) {
                    most = same;
                    best = format;
                }
            }
            if (most == some.size()) {
                break;
            }
        }
        return Objects.requireNonNull(best);
    }

    private static TimeFormat format(String pattern, Locale locale, UnaryOperator<String> letters) {
        try {
            return new PatternFormat(pattern, locale, letters);
        } catch (IllegalArgumentException e) {
            throw ForecastException.setting(Setting.TIME_FORMAT,
                    "expected a pattern such as dd.MM.yyyy HH:mm, found '" + pattern + "': " + e.getMessage())
                    .causedBy(e);
        }
    }

    private static boolean isWrittenAs(String cell, TimeFormat format) {
        TimeStamp stamp = format.read(cell);
        return stamp != null && format.write(stamp).equals(cell);
    }

    private String found(int row) {
        String cell = cells.get(row);
        return cell.isEmpty() ? "an empty cell" : "'" + Cells.shortened(cell) + "'";
    }

    private ForecastException unreadable(@Nullable TimeFormat format) {
        for (int row = 0; row < cells.size(); row++) {
            String cell = cells.get(row);
            if (format == null ? CellLayouts.of(cell).isEmpty() : format.read(cell) == null) {
                return unreadable(row, format);
            }
        }
        return unreadable(0, null);
    }

    private ForecastException unreadable(int row, @Nullable TimeFormat format) {
        String place = origin.place(row, column);
        String remedy = "; name the format of the times, or use no time column";
        if (cells.get(row).isEmpty()) {
            return ForecastException.table(place + ": expected a date or time, found an empty cell; fill it, delete the"
                    + " row, or use no time column", Setting.TIME);
        }
        if (format != null && format.hasForm(cells.get(row))) {
            return ForecastException.table(place + ": expected a valid date or time, found " + found(row)
                    + " in the format " + format + "; correct it, name another format, or use no time column",
                    Setting.TIME_FORMAT, Setting.TIME);
        }
        String like = " such as 2012-01-31 or 31.01.2012 18:00";
        for (int other = 0; other < cells.size() && format != null; other++) {
            if (format.read(cells.get(other)) != null) {
                like = " written as on " + origin.row(other) + " ('" + cells.get(other) + "')";
                break;
            }
        }
        return ForecastException.table(place + ": expected a date or time" + like + ", found " + found(row) + remedy,
                Setting.TIME_FORMAT, Setting.TIME);
    }

    private ForecastException ambiguous(List<Reading> readings) {
        Reading first = readings.getFirst();
        Reading other = readings.stream()
                .filter(reading -> !reading.stamps.getFirst().local().equals(first.stamps.getFirst().local()))
                .findFirst().orElse(readings.get(1));
        int row = 0;
        while (row < cells.size() - 1
                && first.stamps.get(row).local().equals(other.stamps.get(row).local())) {
            row++;
        }
        LocalDateTime one = first.stamps.get(row).local();
        String meaning = first.isSame(other)
                ? " does not show the order of its parts, and neither do the other cells"
                : " is " + words(one) + " or " + words(other.stamps.get(row).local())
                        + ", and the other cells do not show which";
        return ForecastException.table(origin.place(row, column) + ": " + found(row) + meaning
                + "; name the format of the times, " + first.format + " or "
                + other.format, Setting.TIME_FORMAT);
    }

    private static String words(LocalDateTime time) {
        String pattern = time.toLocalTime().equals(LocalTime.MIDNIGHT) ? "d MMMM uuuu" : "d MMMM uuuu HH:mm";
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(time);
    }
}
