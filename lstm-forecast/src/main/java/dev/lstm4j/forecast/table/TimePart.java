package dev.lstm4j.forecast.table;

import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One part of a written date: a text between numbers, a number, or a name.
sealed interface TimePart {

    /// Whether numbers below 10 begin with a zero, as far as cells tell.
    enum Padding {
        YES, NO, UNKNOWN;

        static Padding of(String digits) {
            return digits.length() == 1 ? NO : digits.startsWith("0") ? YES : UNKNOWN;
        }

        Padding and(Padding other) {
            return this == UNKNOWN ? other : other == UNKNOWN ? this : this == NO ? NO : other;
        }
    }

    /// Text that is the same in each cell.
    record Literal(String text) implements TimePart {
        @Override
        public boolean read(TimeCursor cell) {
            return cell.pass(text);
        }

        @Override
        public void write(DateTimeFormatterBuilder format, Padding usual) {
            format.appendLiteral(text);
        }

        @Override
        public @Nullable TimePart and(TimePart other) {
            return equals(other) ? this : null;
        }

        @Override
        public String pattern(Padding usual) {
            String quoted = text.replace("'", "''");
            return quoted.matches(".*[a-zA-Z].*") ? "'" + quoted + "'" : quoted;
        }
    }

    /// A number of a fixed number of digits, or of one digit and more.
    record Number(TemporalField field, int width, boolean fixed, Padding padding) implements TimePart {
        private static final Map<TemporalField, String> LETTERS = Map.of(ChronoField.YEAR, "y",
                ChronoField.MONTH_OF_YEAR, "M", ChronoField.DAY_OF_MONTH, "d", ChronoField.DAY_OF_YEAR, "D",
                IsoFields.QUARTER_OF_YEAR, "q", IsoFields.WEEK_BASED_YEAR, "Y", ChronoField.DAY_OF_WEEK, "e");

        @Override
        public boolean read(TimeCursor cell) {
            int number = cell.number(fixed ? width : 1, width);
            cell.fields.set(field, number);
            return number >= 0;
        }

        @Override
        public void write(DateTimeFormatterBuilder format, Padding usual) {
            if (fixed || isPadded(usual)) {
                format.appendValue(field, width);
            } else {
                format.appendValue(field, 1, width, SignStyle.NOT_NEGATIVE);
            }
        }

        private boolean isPadded(Padding usual) {
            return (padding == Padding.UNKNOWN ? usual : padding) != Padding.NO;
        }

        @Override
        public @Nullable TimePart and(TimePart other) {
            return other instanceof Number(TemporalField field2, int width2, boolean fixed2, Padding padding2)
                    && field.equals(field2) && width == width2 && fixed == fixed2
                            ? new Number(field, width, fixed, padding.and(padding2))
                            : null;
        }

        @Override
        public String pattern(Padding usual) {
            String letter = LETTERS.getOrDefault(field, "w");
            return letter.repeat(fixed || isPadded(usual) ? width : 1);
        }
    }

    /// The last two digits of a year.
    ///
    /// @param field a year
    /// @param first the first of the hundred years that are meant
    record ShortYear(TemporalField field, int first) implements TimePart {
        /// As POSIX: 69 is 1969, 68 is 2068.
        static final int USUAL = 1969;
        private static final int HUNDRED = 100;

        @Override
        public boolean read(TimeCursor cell) {
            int number = cell.number(2, 2);
            cell.fields.set(field, first + Math.floorMod(number - first, HUNDRED));
            return number >= 0;
        }

        @Override
        public void write(DateTimeFormatterBuilder format, Padding usual) {
            format.appendValueReduced(field, 2, 2, first);
        }

        @Override
        public @Nullable TimePart and(TimePart other) {
            return equals(other) ? this : null;
        }

        @Override
        public String pattern(Padding usual) {
            return field == ChronoField.YEAR ? "yy" : "YY";
        }
    }

    /// The name of a month or of a day of the week.
    ///
    /// @param lists those that have the names of all cells; the first is written
    /// @param letters upper or lower case
    /// @param point whether short names end with a point
    record Name(List<TimeNames> lists, TimeNames.Letters letters, boolean point) implements TimePart {
        @Override
        public boolean read(TimeCursor cell) {
            int place = cell.name(lists.getFirst().names());
            cell.fields.set(lists.getFirst().field(), place + 1);
            if (point) {
                cell.pass(".");
            }
            return place >= 0;
        }

        @Override
        public void write(DateTimeFormatterBuilder format, Padding usual) {
            Map<Long, String> texts = new HashMap<>();
            List<String> names = lists.getFirst().names();
            for (int k = 0; k < names.size(); k++) {
                String name = letters.write(names.get(k));
                texts.put(k + 1L, point && !lists.getFirst().isFull(k) ? name + "." : name);
            }
            format.appendText(lists.getFirst().field(), texts);
        }

        @Override
        public @Nullable TimePart and(TimePart other) {
            if (!(other instanceof Name(List<TimeNames> lists2, TimeNames.Letters letters2, boolean point2))) {
                return null;
            }
            List<TimeNames> both = lists.stream().filter(lists2::contains).toList();
            return both.isEmpty()
                    ? null
                    : new Name(both, letters == letters2 ? letters : TimeNames.Letters.TITLE, point || point2);
        }

        @Override
        public String pattern(Padding usual) {
            String letter = lists.getFirst().field() == ChronoField.MONTH_OF_YEAR ? "M" : "E";
            return letter.repeat(lists.getFirst().names().equals(lists.getFirst().full()) ? 4 : 3);
        }
    }

    /// The day of the month as an English ordinal number, such as `5th`.
    record Ordinal() implements TimePart {
        private static final int DAYS = 31;

        @Override
        public boolean read(TimeCursor cell) {
            int number = cell.number(1, 2);
            cell.fields.set(ChronoField.DAY_OF_MONTH, number);
            return number >= 0 && cell.pass(suffix(number));
        }

        private static String suffix(int day) {
            boolean teen = day / 10 == 1;
            return teen ? "th" : switch (day % 10) {
                case 1 -> "st";
                case 2 -> "nd";
                case 3 -> "rd";
                default -> "th";
            };
        }

        @Override
        public void write(DateTimeFormatterBuilder format, Padding usual) {
            Map<Long, String> texts = new HashMap<>();
            for (int day = 1; day <= DAYS; day++) {
                texts.put((long) day, day + suffix(day));
            }
            format.appendText(ChronoField.DAY_OF_MONTH, texts);
        }

        @Override
        public @Nullable TimePart and(TimePart other) {
            return equals(other) ? this : null;
        }

        @Override
        public String pattern(Padding usual) {
            return "d";
        }
    }

    /// Reads the part: numbers with and without leading zeros, names in upper and lower case.
    ///
    /// @param cell gets the number
    /// @return whether the part is there
    boolean read(TimeCursor cell);

    /// Adds the part to a format that writes as the cells are written.
    ///
    /// @param format what is built
    /// @param usual whether to write leading zeros where the cells do not tell
    void write(DateTimeFormatterBuilder format, Padding usual);

    /// The part that reads what either reads.
    ///
    /// @param other the same part of another cell
    /// @return null if they are different
    @Nullable
    TimePart and(TimePart other);

    /// The part as a pattern of java.time, for messages.
    ///
    /// @param usual whether there are leading zeros where the cells do not tell
    /// @return letters and literals
    String pattern(Padding usual);
}
