package dev.lstm4j.forecast.table;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How the numbers of a file are written.
///
/// @param decimal the decimal mark, `.` or `,`
/// @param thousands the marks that may separate groups of digits; none if empty
record NumberNotation(char decimal, String thousands) {
    private static final String OTHER_MARKS = " '";
    private static final Pattern DIGITS = Pattern.compile("\\d*");

    /// A decimal mark, and any thousands mark that goes with it.
    static NumberNotation of(char decimal) {
        return new NumberNotation(decimal, (decimal == '.' ? "," : ".") + OTHER_MARKS);
    }

    /// Reads a number.
    ///
    /// @param text its parts
    /// @return the number as [Double#parseDouble] reads it, or null if its marks are not where they belong
    @Nullable
    String plain(NumberText text) {
        String digits = text.digits();
        int mark = digits.indexOf(decimal);
        String whole = mark < 0 ? digits : digits.substring(0, mark);
        String fraction = mark < 0 ? "" : digits.substring(mark + 1);
        if (!DIGITS.matcher(fraction).matches()) {
            return null;
        }
        if (!DIGITS.matcher(whole).matches()) {
            whole = grouped(whole);
        }
        return whole == null
                ? null
                : (text.negative() ? "-" : "") + whole + (fraction.isEmpty() ? "" : "." + fraction) + text.exponent();
    }

    /// Digits in groups of three, or, with commas, in the Indian way: the last group has three, the others two.
    private @Nullable String grouped(String whole) {
        for (char mark : thousands.toCharArray()) {
            String quoted = Pattern.quote(String.valueOf(mark));
            String three = "\\d{1,3}(?:" + quoted + "\\d{3})+";
            String indian = "\\d{1,2}(?:,\\d{2})*,\\d{3}";
            if (whole.matches(three) || mark == ',' && whole.matches(indian)) {
                return whole.replace(String.valueOf(mark), "");
            }
        }
        return null;
    }
}
