package dev.lstm4j.forecast.table;

import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.Warning;
import org.jspecify.annotations.Nullable;

/// What the numbers of a file tell about its decimal mark. A mark is the decimal mark if it is followed by other than
/// three digits, by three digits after none, a zero or more than three, or if it is the last of two kinds. It separates
/// thousands if it occurs twice, or is the first of two kinds. Otherwise, as in `1.234`, the number alone does
/// not tell.
final class NotationEvidence {
    private static final int GROUP = 3;
    private static final int SEVERAL = 3;

    /// A cell that tells something.
    private record Example(String place, String cell) {
        @Override
        public String toString() {
            return "'" + Cells.shortened(cell) + "' (" + place + ")";
        }
    }

    private @Nullable Example decimalPoint;
    private @Nullable Example decimalComma;
    private @Nullable Example openPoint;
    private @Nullable Example openComma;
    private int bareInColumn;
    private int openInColumn;
    private boolean isSuspicious;

    /// Begins another column.
    void nextColumn() {
        bareInColumn = 0;
        openInColumn = 0;
    }

    /// Takes a number into account.
    ///
    /// @param text its parts
    /// @param place where it is
    /// @param cell as it is written
    void add(NumberText text, String place, String cell) {
        String digits = text.digits();
        int point = digits.indexOf('.');
        int comma = digits.indexOf(',');
        if (point < 0 && comma < 0) {
            bareInColumn += digits.length() == GROUP && digits.charAt(0) != '0' ? 1 : 0;
            isSuspicious |= openInColumn >= SEVERAL && bareInColumn > 0;
            return;
        }
        Example example = new Example(place, cell);
        if (point >= 0 && comma >= 0) {
            decide(digits.lastIndexOf('.') > digits.lastIndexOf(','), example);
            return;
        }
        char mark = point >= 0 ? '.' : ',';
        int first = Math.max(point, comma);
        if (digits.lastIndexOf(mark) > first) {
            decide(mark == ',', example);
        } else if (isDecimal(digits, first) || !text.exponent().isEmpty()) {
            decide(mark == '.', example);
        } else if (mark == '.') {
            openPoint = openPoint == null ? example : openPoint;
            openInColumn++;
            isSuspicious |= openInColumn >= SEVERAL && bareInColumn > 0;
        } else {
            openComma = openComma == null ? example : openComma;
        }
    }

    private static boolean isDecimal(String digits, int mark) {
        return digits.length() - mark - 1 != GROUP || mark == 0 || mark > GROUP || digits.charAt(0) == '0'
                || digits.lastIndexOf(' ') > mark || digits.lastIndexOf('\'') > mark
                || digits.indexOf(' ') >= 0 || digits.indexOf('\'') >= 0;
    }

    private void decide(boolean point, Example example) {
        if (point) {
            decimalPoint = decimalPoint == null ? example : decimalPoint;
        } else {
            decimalComma = decimalComma == null ? example : decimalComma;
        }
    }

    /// The decimal mark of a file whose numbers have no thousands mark.
    char decimalWithoutThousands() {
        return decimalPoint == null && openPoint == null && (decimalComma != null || openComma != null) ? ',' : '.';
    }

    /// The decimal mark of the file.
    ///
    /// @param table how messages refer to it
    /// @param commaIsLikely whether the fields are separated by semicolons, as where the comma is the decimal mark
    /// @return the mark
    /// @throws ForecastException if the numbers contradict each other, or do not tell
    char decimal(String table, boolean commaIsLikely) {
        if (decimalPoint != null && decimalComma != null) {
            throw ForecastException.setting(Setting.DECIMAL, table + ": expected one decimal mark, found "
                    + decimalPoint + " with a point and " + decimalComma
                    + " with a comma; name the mark, or leave out a"
                    + " column");
        }
        if (decimalComma != null) {
            return ',';
        }
        if (decimalPoint == null && openComma != null) {
            throw unclear(table, openComma, ',');
        }
        if (decimalPoint == null && openPoint != null && (isSuspicious || commaIsLikely)) {
            throw unclear(table, openPoint, '.');
        }
        return '.';
    }

    /// What to know if every number with a point has three digits after it, so that none tells whether the point is the
    /// decimal mark, as it was read.
    ///
    /// @return null if a number tells
    @Nullable
    Warning doubt() {
        return decimalPoint != null || decimalComma != null || openPoint == null
                ? null
                : new Warning(Setting.THOUSANDS, openPoint.place() + ": '" + Cells.shortened(openPoint.cell())
                        + "' is read with a decimal point, as are all numbers of the file; if the point separates"
                        + " thousands, name it");
    }

    private static ForecastException unclear(String table, Example example, char mark) {
        NumberText text = NumberText.of(example.cell());
        String digits = text == null ? "" : text.digits();
        return ForecastException.setting(Setting.DECIMAL,
                example.place() + ": expected a number that shows the decimal mark, found '"
                        + Cells.shortened(example.cell()) + "', which is " + digits.replace(mark, '.') + " or "
                        + digits.replace(String.valueOf(mark), "") + ", and no other number of " + table
                        + " tells; name the decimal mark: '.' or ','");
    }
}
