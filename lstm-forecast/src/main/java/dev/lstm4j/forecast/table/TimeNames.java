package dev.lstm4j.forecast.table;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// The names of the months or of the days of the week in one language and length.
///
/// @param field [ChronoField#MONTH_OF_YEAR] or [ChronoField#DAY_OF_WEEK]
/// @param names in order, without a point at the end
/// @param full the names in full, which never have a point
record TimeNames(TemporalField field, List<String> names, List<String> full) {
    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb",
            "fi", "pl");
    private static final List<TextStyle> STYLES = List.of(TextStyle.SHORT, TextStyle.SHORT_STANDALONE, TextStyle.FULL,
            TextStyle.FULL_STANDALONE);
    private static final List<String> ENGLISH_SEPT = List.of("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug",
            "Sept", "Oct", "Nov", "Dec");
    private static final int SHORT = 3;
    private static final List<TimeNames> ALL = all();

    private static List<TimeNames> all() {
        List<TimeNames> all = new ArrayList<>();
        for (String language : LANGUAGES) {
            Locale locale = Locale.of(language);
            add(all, ChronoField.MONTH_OF_YEAR, Month.values(), (month, style) -> month.getDisplayName(style, locale));
            add(all, ChronoField.DAY_OF_WEEK, DayOfWeek.values(), (day, style) -> day.getDisplayName(style, locale));
            if (language.equals("en")) {
                List<String> full = Stream.of(Month.values()).map(month -> month.getDisplayName(TextStyle.FULL, locale))
                        .toList();
                all.add(new TimeNames(ChronoField.MONTH_OF_YEAR, ENGLISH_SEPT, full));
                List<String> mixed = new ArrayList<>(ENGLISH_SEPT);
                mixed.set(Month.JUNE.ordinal(), "Jun");
                mixed.set(Month.JULY.ordinal(), "Jul");
                all.add(new TimeNames(ChronoField.MONTH_OF_YEAR, List.copyOf(mixed), full));
            }
        }
        return List.copyOf(all);
    }

    private static <T> void add(List<TimeNames> all, TemporalField field, T[] values,
            BiFunction<T, TextStyle, String> name) {
        List<String> full = Stream.of(values).map(value -> name.apply(value, TextStyle.FULL)).toList();
        for (TextStyle style : STYLES) {
            List<String> names = Stream.of(values).map(value -> withoutPoint(name.apply(value, style))).toList();
            add(all, new TimeNames(field, names, full));
        }
        add(all, new TimeNames(field, full.stream()
                .map(text -> text.substring(0, Math.min(SHORT, text.length()))).toList(), full));
    }

    private static void add(List<TimeNames> all, TimeNames names) {
        boolean letters = names.names.stream().allMatch(name -> name.matches("\\p{L}+"));
        if (letters && new HashSet<>(names.names).size() == names.names.size() && !all.contains(names)) {
            all.add(names);
        }
    }

    private static String withoutPoint(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /// The lists that have a name, in any case of letters.
    ///
    /// @param field months or days of the week
    /// @param text a name without a point
    /// @return empty if it is no such name
    static List<TimeNames> with(TemporalField field, String text) {
        return ALL.stream()
                .filter(list -> list.field.equals(field) && list.names.stream().anyMatch(text::equalsIgnoreCase))
                .toList();
    }

    /// Whether a name is one in full.
    boolean isFull(int k) {
        return names.get(k).equalsIgnoreCase(full.get(k));
    }

    /// Whether a text is a name in full.
    boolean hasFull(String text) {
        return full.stream().anyMatch(text::equalsIgnoreCase);
    }

    /// How names are written.
    enum Letters {
        UPPER, LOWER, TITLE;

        static Letters of(String text) {
            return text.equals(text.toLowerCase(Locale.ROOT))
                    ? LOWER
                    : text.equals(text.toUpperCase(Locale.ROOT)) ? UPPER : TITLE;
        }

        String write(String name) {
            return switch (this) {
                case UPPER -> name.toUpperCase(Locale.ROOT);
                case LOWER -> name.toLowerCase(Locale.ROOT);
                case TITLE -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
            };
        }
    }
}
