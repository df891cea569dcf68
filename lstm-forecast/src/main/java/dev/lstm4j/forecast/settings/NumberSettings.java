package dev.lstm4j.forecast.settings;

import org.jspecify.annotations.Nullable;

/// How the numbers of a file are written.
///
/// @param decimal the decimal mark, `.` or `,`; null to find it
/// @param thousands the mark between groups of digits: `.`, `,`, a space or an apostrophe; empty for none, null to
///        find it
public record NumberSettings(@Nullable String decimal, @Nullable String thousands) {
    /// Marks that are found.
    public static final NumberSettings DEFAULT = new NumberSettings(null, null);

    private static final String DECIMAL_MARKS = ".,";
    private static final String THOUSANDS_MARKS = "., '";

    /// Checks the marks.
    ///
    /// @throws ForecastException if a mark is unknown, or both are the same
    public NumberSettings {
        if (decimal != null && (decimal.length() != 1 || !DECIMAL_MARKS.contains(decimal))) {
            throw ForecastException.setting(Setting.DECIMAL, "expected '.' or ',', found '" + decimal + "'");
        }
        if (thousands != null && (thousands.length() > 1 || !THOUSANDS_MARKS.contains(thousands))) {
            throw ForecastException.setting(Setting.THOUSANDS,
                    "expected '.', ',', a space, an apostrophe or none, found '" + thousands + "'");
        }
        if (decimal != null && decimal.equals(thousands)) {
            throw ForecastException.setting(Setting.THOUSANDS,
                    "expected a mark other than the decimal mark '" + decimal + "', found the same");
        }
    }

    /// Returns a copy with another decimal mark.
    ///
    /// @param mark `.` or `,`; null to find it
    /// @return a changed copy
    public NumberSettings withDecimal(@Nullable String mark) {
        return new NumberSettings(mark, thousands);
    }

    /// Returns a copy with another thousands mark.
    ///
    /// @param mark `.`, `,`, a space or an apostrophe; empty for none, null to find it
    /// @return a changed copy
    public NumberSettings withThousands(@Nullable String mark) {
        return new NumberSettings(decimal, mark);
    }

    /// The decimal mark that is given, or that follows from the thousands mark.
    ///
    /// @return 0 if it is not known
    public char decimalMark() {
        if (decimal != null) {
            return decimal.charAt(0);
        }
        return ".".equals(thousands) ? ',' : ",".equals(thousands) ? '.' : 0;
    }
}
