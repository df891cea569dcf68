package dev.lstm4j.forecast.table;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What the names of columns say about times.
final class TimeColumnNames {
    private static final Set<String> WORDS = Set.of("time", "times", "timestamp", "timestamps", "date", "dates",
            "datetime", "epoch", "ts", "ds", "dt", "unix", "unixtime", "utc", "year", "years", "yr", "month",
            "yearmonth",
            "period", "datum", "zeit", "zeitpunkt", "zeitstempel", "jahr", "monat", "fecha", "anno", "año", "annee",
            "année",
            "created", "day");
    private static final Set<String> WHOLE = Set.of("date", "time", "datetime", "timestamp", "ds", "datum", "zeit",
            "zeitpunkt", "zeitstempel", "fecha", "timedate", "dateandtime", "epoch", "unixtime", "utc");
    private static final Set<String> COUNTS = Set.of("id", "ids", "index", "idx", "nr", "no", "num", "number", "row",
            "key",
            "code", "zip", "sku", "count", "step");
    private static final Map<Character, List<String>> PARTS = Map.of('Y',
            List.of("year", "years", "yr", "yyyy", "jahr", "anno", "año", "annee", "année"), 'M',
            List.of("month", "mon", "mo", "monat", "mes", "mois", "mese"), 'D',
            List.of("day", "dom", "dayofmonth", "tag", "dia", "día", "jour", "giorno"), 'h',
            List.of("hour", "hours", "hr", "hh", "stunde", "hora", "heure", "ora"), 'i', List.of("minute", "minutes"),
            's',
            List.of("second", "seconds"), 'q', List.of("quarter", "qtr", "quartal"), 'w',
            List.of("week", "isoweek", "weekofyear", "kw", "woche"));

    private TimeColumnNames() {}

    /// Whether a name has a word for times.
    static boolean mentionsTime(String name) {
        return Arrays.stream(name.replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2").split("[^\\p{L}]+"))
                .anyMatch(word -> WORDS.contains(word.toLowerCase(Locale.ROOT)));
    }

    /// Whether a name is just a word for times.
    static boolean isTime(String name) {
        return WHOLE.contains(letters(name));
    }

    /// Whether a name has a word for a count or a key.
    static boolean mentionsCount(String name) {
        return Arrays.stream(name.replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2").split("[^\\p{L}]+"))
                .anyMatch(word -> COUNTS.contains(word.toLowerCase(Locale.ROOT)));
    }

    /// The part of a time that a name stands for.
    ///
    /// @param name of a column
    /// @return `Y` year, `M` month, `D` day, `h` hour, `i` minute, `s` second, `q` quarter, `w` week, or a space
    static char part(String name) {
        String letters = letters(name);
        return PARTS.entrySet().stream().filter(entry -> entry.getValue().contains(letters)).map(Map.Entry::getKey)
                .findFirst().orElse(' ');
    }

    private static String letters(String name) {
        return name.replaceAll("[^\\p{L}]", "").toLowerCase(Locale.ROOT);
    }
}
