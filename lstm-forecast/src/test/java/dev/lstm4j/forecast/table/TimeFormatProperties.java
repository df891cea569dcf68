package dev.lstm4j.forecast.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.forecast.settings.ForecastException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Random times in each format that is recognized: they are read as they were meant, and the next ones are written in
/// the same way.
class TimeFormatProperties {
    private static final int ROWS = 40;
    private static final int NEXT = 3;
    private static final int MONTHS = 12;
    private static final int TEN = 10;
    private static final int LAST_YEAR = 2068;
    private static final List<String> DATES = List.of("uuuu-MM-dd", "uuuu-M-d", "uuuu/MM/dd", "uuuu.MM.dd", "uuuuMMdd",
            "dd.MM.uuuu", "d.M.uuuu", "dd/MM/uuuu", "d/M/uuuu", "MM/dd/uuuu", "M/d/uuuu", "dd-MM-uuuu", "dd.MM.yy",
            "dd-MMM-uuuu", "d MMMM uuuu", "ddMMMuuuu", "MMMM d, uuuu", "MMM d uuuu", "EEE, dd MMM uuuu",
            "EEEE, MMMM d, uuuu", "uuuu-MMM-dd", "d' de 'MMMM' de 'uuuu", "d. MMMM uuuu");
    private static final List<String> CLOCKS = List.of("", " HH:mm", "'T'HH:mm", " H:mm", " HH:mm:ss", "'T'HH:mm:ss'Z'",
            " HH:mm:ss.SSS", " HH:mm:ss,SS", " HH:mm:ss.SSSSSSSSS", " h:mm a", " hh:mm:ss a", "'T'HH:mm:ss'+02:00'",
            " HH.mm", " HH'h'mm", "', 'HH:mm", " HH:mm' UTC'");
    private static final List<String> PERIODS = List.of("uuuu-MM", "uuuu/MM", "MM/uuuu", "MMM uuuu", "MMM-yy",
            "uuuu MMM",
            "MMMM uuuu", "uuuu'M'MM");
    private static final List<String> QUARTERS = List.of("uuuu 'Q'q", "uuuu'Q'q", "uuuu-'Q'q", "'Q'q uuuu", "q'Q'uuuu",
            "'Q'q-yy");
    private static final List<String> WEEKS = List.of("YYYY-'W'ww", "YYYY'W'ww", "YYYY 'W'ww", "YYYY-'W'ww-e");
    private static final List<Locale> LANGUAGES = List.of(Locale.forLanguageTag("en-US-u-rg-dezzzz"), Locale.GERMAN,
            Locale.FRENCH, Locale.ITALIAN, Locale.of("es"), Locale.of("pt"), Locale.of("nl"));

    /// A column of times.
    ///
    /// @param pattern how they are written
    /// @param language of names
    /// @param upper whether in upper case
    /// @param times of the rows, and of those that follow
    private record Column(String pattern, Locale language, boolean upper, List<LocalDateTime> times) {
        String cell(int row) {
            String text = DateTimeFormatter.ofPattern(pattern, language).format(times.get(row));
            return upper ? text.toUpperCase(Locale.ROOT) : text;
        }
    }

    @Provide
    Arbitrary<Column> columns() {
        return Arbitraries.oneOf(columns(DATES, CLOCKS), columns(PERIODS, List.of("")), columns(QUARTERS, List.of("")),
                columns(WEEKS, List.of("")));
    }

    private static Arbitrary<Column> columns(List<String> dates, List<String> clocks) {
        return Combinators.combine(Arbitraries.of(dates), Arbitraries.of(clocks), Arbitraries.of(LANGUAGES),
                Arbitraries.of(true, false), Arbitraries.longs().between(0, 12_000),
                Arbitraries.integers().between(1, 5)).as((date, clock, language, upper, start, step) -> {
                    String pattern = date + clock;
                    // In ddMMMuuuu, the point of abbreviations such as "Jan." would look like a separator.
                    boolean english = pattern.contains("a") || pattern.contains("Y") || pattern.contains("ddMMMuuuu");
                    // Portuguese weekdays such as "segunda-feira" are not read.
                    boolean hyphen = pattern.contains("EEEE") && language.getLanguage().equals("pt");
                    Locale chosen = english || hyphen ? LANGUAGES.getFirst() : language;
                    return new Column(pattern, chosen, upper && pattern.contains("MMM"), IntStream.range(0, ROWS + NEXT)
                            .mapToObj(row -> time(pattern, start, (long) row * step)).toList());
                });
    }

    private static LocalDateTime time(String pattern, long start, long steps) {
        LocalDateTime first = LocalDateTime.of(1990, 1, 1, 0, 0).plusDays(start);
        if (pattern.contains("q")) {
            return first.withDayOfYear(1).plusMonths(3 * steps);
        }
        if (!pattern.contains("d") && !pattern.contains("w")) {
            return first.withDayOfMonth(1).plusMonths(steps);
        }
        if (pattern.contains("w")) {
            return first.with(java.time.DayOfWeek.MONDAY).plusWeeks(steps);
        }
        if (pattern.contains("SSSSSSSSS")) {
            return first.plusNanos(123_456_789).plusHours(steps);
        }
        ChronoUnit unit = pattern.contains("ss")
                ? ChronoUnit.SECONDS
                : pattern.contains("mm") ? ChronoUnit.HOURS : ChronoUnit.DAYS;
        return first.plus(unit == ChronoUnit.SECONDS ? 1801 * steps : steps, unit);
    }

    /// Whether all rows have one date such as 02.01.03, in which the year may come first too.
    private static boolean isUndecided(Column column) {
        LocalDate date = column.times.getFirst().toLocalDate();
        int year = date.getYear() % 100;
        return column.pattern.matches("dd?\\.MM?\\.yy(?!y).*") && year >= 1 && year <= 31
                && year != date.getDayOfMonth()
                && column.times.stream().limit(ROWS).allMatch(time -> time.toLocalDate().equals(date));
    }

    @Property(tries = 2000)
    void timesAreReadAsTheyWereMeantAndTheNextAreWrittenAlike(@ForAll("columns") Column column) {
        List<String> cells = IntStream.range(0, ROWS).mapToObj(column::cell).toList();
        boolean firstDays = column.times.stream().limit(ROWS).allMatch(time -> time.getDayOfMonth() <= MONTHS);
        boolean ambiguous = column.pattern.matches("(dd?|MM?)[/-]MM?[/-].*|MM?/dd?/.*") && firstDays;
        boolean otherCentury = column.pattern.matches(".*(?<![uy])yy.*")
                && column.times.getLast().getYear() > LAST_YEAR;
        List<LocalDateTime> shown = column.times.subList(0, ROWS);
        boolean unpaddedDay = column.pattern.matches(".*(?<!d)d(?![de]).*");
        boolean unpaddedMonth = column.pattern.matches(".*(?<!M)M(?!M).*");
        boolean isSeen = !unpaddedDay && !unpaddedMonth
                || unpaddedDay && shown.stream().anyMatch(time -> time.getDayOfMonth() < TEN)
                || unpaddedMonth && shown.stream().anyMatch(time -> time.getMonthValue() < TEN);
        Assume.that(!ambiguous && !otherCentury && isSeen);
        if (isUndecided(column)) {
            assertThatThrownBy(
                    () -> TimeReader.of(Origin.ofRows("table", ROWS), "date", cells, TimeReader.Rules.NONE).read())
                    .isInstanceOf(ForecastException.class).hasMessageContaining("name the format of the times");
            return;
        }
        TimeReader reader = TimeReader.of(Origin.ofRows("table", ROWS), "date", cells, TimeReader.Rules.NONE);
        List<TimeStamp> stamps = reader.read();
        assertThat(stamps.stream().map(TimeStamp::local)).as(column + " " + cells.getFirst())
                .containsExactlyElementsOf(column.times.subList(0, ROWS));
        assertThat(stamps.stream().map(TimeStamp::toString)).isEqualTo(cells);
        for (int row = ROWS; row < ROWS + NEXT; row++) {
            TimeStamp next = stamps.getLast().at(column.times.get(row));
            assertThat(next).hasToString(column.cell(row));
            assertThat(Objects.requireNonNull(next.format().read(column.cell(row)))).isEqualTo(next);
        }
    }

    @Property
    void countsFrom1970AreReadAndWritten(@ForAll long seed) {
        long start = 200_000_000 + Math.floorMod(seed, 4_000_000_000L);
        for (EpochFormat.Unit unit : EpochFormat.Unit.values()) {
            long factor = (long) Math.pow(1000, unit.ordinal());
            List<String> cells = IntStream.range(0, ROWS).mapToObj(row -> Long.toString((start + 60L * row) * factor))
                    .toList();
            List<TimeStamp> stamps = TimeReader.of(Origin.ofRows("table", ROWS), "ts", cells, TimeReader.Rules.NONE)
                    .read();
            assertThat(stamps.getLast().micros()).isEqualTo((start + 60L * (ROWS - 1)) * 1_000_000);
            assertThat(stamps.stream().map(TimeStamp::toString)).isEqualTo(cells);
        }
    }
}
