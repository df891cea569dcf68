package dev.lstm4j.forecast.table;

import java.util.ArrayList;
import java.util.List;

/// Times that are written as plain numbers: dates such as `20200131`, counts from 1970 and years. Other numbers look
/// the same, so a column of numbers holds times only if its name, place or all its values say so.
final class NumberTimes {
    private static final int FIRST_YEAR = 1000;
    private static final int LAST_YEAR = 3000;
    private static final int FIRST_LIKELY_YEAR = 1700;
    private static final int LAST_LIKELY_YEAR = 2200;
    private static final double MOSTLY = 0.9;

    private NumberTimes() {}

    /// The format that all cells may be in, the likeliest alone.
    ///
    /// @param sample cells that are numbers
    /// @return empty if they cannot be times
    static List<TimeFormat> formats(FormatSample sample) {
        List<LayoutFormat> all = sample.readingAll();
        for (String order : List.of("YMD", "YMD!", "", "YM!", "YM", "MY", "Y")) {
            List<TimeFormat> formats = new ArrayList<>();
            if (order.isEmpty()) {
                EpochFormat epoch = EpochFormat.of(sample.cells());
                if (epoch != null) {
                    formats.add(epoch);
                }
            }
            all.stream().filter(format -> order(format).equals(order)).forEach(formats::add);
            if (!formats.isEmpty()) {
                return List.of(formats.getFirst());
            }
        }
        return List.of();
    }

    private static String order(TimeFormat format) {
        return format instanceof LayoutFormat text ? text.layout().order() : "";
    }

    /// Whether numbers are likely to be times.
    ///
    /// @param format in which all can be read
    /// @param stamps the times
    /// @param named whether the column is named like one of times
    /// @param first whether it is the first column
    static boolean areLikely(TimeFormat format, List<TimeStamp> stamps, boolean named, boolean first) {
        Regularity regularity = Regularity.of(stamps);
        String order = order(format);
        if (!regularity.isOrdered()) {
            return named && order.equals("YMD!") && regularity.different() > 1;
        }
        return switch (order) {
            case "YMD!" -> yearsWithin(stamps, FIRST_LIKELY_YEAR, LAST_LIKELY_YEAR);
            case "" -> named || first && regularity.even() >= MOSTLY;
            case "Y" -> regularity.isEven() && (named
                    ? yearsWithin(stamps, FIRST_YEAR, LAST_YEAR)
                    : first && yearsWithin(stamps, FIRST_LIKELY_YEAR, LAST_LIKELY_YEAR) && isYearly(stamps));
            default -> (named || first) && regularity.even() >= MOSTLY
                    && yearsWithin(stamps, FIRST_LIKELY_YEAR, LAST_LIKELY_YEAR);
        };
    }

    private static boolean isYearly(List<TimeStamp> stamps) {
        return Math.abs(stamps.get(1).local().getYear() - stamps.getFirst().local().getYear()) == 1;
    }

    private static boolean yearsWithin(List<TimeStamp> stamps, int first, int last) {
        return stamps.stream().allMatch(stamp -> stamp.local().getYear() >= first && stamp.local().getYear() <= last);
    }
}
