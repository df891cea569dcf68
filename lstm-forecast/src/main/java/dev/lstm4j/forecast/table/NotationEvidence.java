package dev.lstm4j.forecast.table;

import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.Warning;
import org.jspecify.annotations.Nullable;

/// What the numbers of a file tell about its decimal mark. A point or comma is the decimal mark if the number of
/// digits after it is not three, if no digit, a leading zero or more than three digits are before it, or if the other
/// mark is before it. It separates thousands if it occurs twice, or if the other mark is after it. Otherwise, as in
/// `1.234`, the number alone does not tell.
final class NotationEvidence {
    private static final int GROUP = 3;
    private static final int SEVERAL = 3;

    /// A cell that tells something.
    private record Example(Table table, String column, int row) {
        String place() {
            return table.origin().place(row, column);
        }

        String cell() {
            return table.text(row, column);
        }

        @Override
        public String toString() {
            return "'" + Cells.shortened(cell()) + "' (" + place() + ")";
        }
    }

    private final Table table;
    private String column = "";
    private @Nullable Example decimalPoint;
    private @Nullable Example decimalComma;
    private @Nullable Example openPoint;
    private @Nullable Example openComma;
    private int bareInColumn;
    private int openInColumn;
    private boolean isSuspicious;

    /// @param table whose numbers are added
    NotationEvidence(Table table) {
        this.table = table;
    }

    /// Begins another column.
    ///
    /// @param name of the column
    void nextColumn(String name) {
        column = name;
        bareInColumn = 0;
        openInColumn = 0;
    }

    /// Takes a number of the column into account.
    ///
    /// @param text its parts
    /// @param row where it is
    void add(NumberText text, int row) {
        String digits = text.digits();
        int point = digits.indexOf('.');
        int comma = digits.indexOf(',');
        if (point < 0 && comma < 0) {
            bareInColumn += digits.length() == GROUP && digits.charAt(0) != '0' ? 1 : 0;
            isSuspicious |= openInColumn >= SEVERAL && bareInColumn > 0;
            return;
        }
        if (point >= 0 && comma >= 0) {
            decide(digits.lastIndexOf('.') > digits.lastIndexOf(','), row);
            return;
        }
        char mark = point >= 0 ? '.' : ',';
        int first = Math.max(point, comma);
        if (digits.lastIndexOf(mark) > first) {
            decide(mark == ',', row);
        } else if (isDecimal(digits, first) || !text.exponent().isEmpty()) {
            decide(mark == '.', row);
        } else if (mark == '.') {
            openPoint = first(openPoint, row);
            openInColumn++;
            isSuspicious |= openInColumn >= SEVERAL && bareInColumn > 0;
        } else {
            openComma = first(openComma, row);
        }
    }

    private static boolean isDecimal(String digits, int mark) {
        return digits.length() - mark - 1 != GROUP || mark == 0 || mark > GROUP || digits.charAt(0) == '0'
                || digits.indexOf(' ') >= 0 || digits.indexOf('\'') >= 0;
    }

    private void decide(boolean point, int row) {
        if (point) {
            decimalPoint = first(decimalPoint, row);
        } else {
            decimalComma = first(decimalComma, row);
        }
    }

    private Example first(@Nullable Example before, int row) {
        return before == null ? new Example(table, column, row) : before;
    }

    /// The decimal mark of a file whose numbers have no thousands mark.
    char decimalWithoutThousands() {
        return decimalPoint == null && openPoint == null && (decimalComma != null || openComma != null) ? ',' : '.';
    }

    /// The decimal mark of the file.
    ///
    /// @param commaIsLikely whether the fields are separated by semicolons, as where the comma is the decimal mark
    /// @return the mark
    /// @throws ForecastException if the numbers contradict each other, or do not tell
    char decimal(boolean commaIsLikely) {
        if (decimalPoint != null && decimalComma != null) {
            throw ForecastException.setting(Setting.DECIMAL, table.name() + ": expected one decimal mark, found "
                    + decimalPoint + " with a point and " + decimalComma
                    + " with a comma; name the mark, or leave out a column");
        }
        if (decimalComma != null) {
            return ',';
        }
        if (decimalPoint == null && openComma != null) {
            throw unclear(openComma, ',');
        }
        if (decimalPoint == null && openPoint != null && (isSuspicious || commaIsLikely)) {
            throw unclear(openPoint, '.');
        }
        return '.';
    }

    /// Whether a number has a point or a comma.
    boolean hasMarks() {
        return decimalPoint != null || decimalComma != null || openPoint != null || openComma != null;
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
                        + " thousands, name it as the thousands mark");
    }

    private static ForecastException unclear(Example example, char mark) {
        NumberText text = NumberText.of(example.cell());
        String digits = text == null ? "" : text.digits();
        return ForecastException.setting(Setting.DECIMAL,
                example.place() + ": '" + Cells.shortened(example.cell()) + "' may be " + digits.replace(mark, '.')
                        + " or " + digits.replace(String.valueOf(mark), "") + ", and no other number of "
                        + example.table().name() + " shows which; name the decimal mark, '.' or ','");
    }
}
