package dev.lstm4j.cli.data;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// The parts of a series by time: training rows `[0, training)`, validation `[training, validation)`, test
/// `[validation, test)`.
///
/// @param training past the last training row
/// @param validation past the last validation row
/// @param test past the last test row
public record Split(int training, int validation, int test) {
    private static final BigDecimal TOLERANCE = new BigDecimal("0.001");

    /// Reads `A,B,C`: fractions that add up to 1, or numbers of rows where one of them is over 1.
    ///
    /// @param text what the user wrote
    /// @param rows of the series
    /// @return the boundaries; of fractions, those of the sums rounded down
    /// @throws InputException where the text is no split, or the rows do not suffice
    public static Split parse(String text, int rows) {
        List<BigDecimal> parts = parts(text);
        boolean counts = parts.stream().anyMatch(part -> part.compareTo(BigDecimal.ONE) > 0);
        BigDecimal first = parts.get(0);
        BigDecimal second = first.add(parts.get(1));
        BigDecimal sum = second.add(parts.get(2));
        if (!counts) {
            if (sum.subtract(BigDecimal.ONE).abs().compareTo(TOLERANCE) > 0) {
                throw new InputException("--split: expected fractions that add up to 1, found " + text
                        + ", which add up to " + sum.toPlainString());
            }
            return new Split(boundary(first, rows), boundary(second, rows), rows);
        }
        if (parts.stream().anyMatch(part -> part.stripTrailingZeros().scale() > 0)) {
            throw new InputException("--split: expected three fractions or three numbers of rows, found " + text);
        }
        if (sum.compareTo(BigDecimal.valueOf(rows)) > 0) {
            throw new InputException(
                    "--split: expected at most the " + rows + " rows there are, found " + sum.toPlainString());
        }
        return new Split(first.intValueExact(), second.intValueExact(), sum.intValueExact());
    }

    private static List<BigDecimal> parts(String text) {
        List<BigDecimal> parts = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (!part.strip().matches("\\d{1,9}(\\.\\d*)?|\\.\\d+")) {
                throw new InputException("--split: expected three numbers such as 0.7,0.15,0.15, found '"
                        + Cells.shortened(text) + "'");
            }
            parts.add(new BigDecimal(part.strip()));
        }
        if (parts.size() != 3) {
            throw new InputException("--split: expected three numbers (training, validation, test), found '"
                    + Cells.shortened(text) + "'");
        }
        return parts;
    }

    private static int boundary(BigDecimal fraction, int rows) {
        return Math.min(rows, fraction.multiply(BigDecimal.valueOf(rows)).setScale(0, RoundingMode.FLOOR).intValue());
    }

    /// Checks that each part has a window; the validation part may have no rows at all.
    ///
    /// @param lookback rows read
    /// @param horizon rows forecast
    /// @throws InputException where a part has none
    public void requireWindows(int lookback, int horizon) {
        requireWindow("training", 0, training, lookback, horizon);
        if (validation > training) {
            requireWindow("validation", training, validation, lookback, horizon);
        }
        requireWindow("test", validation, test, lookback, horizon);
    }

    private void requireWindow(String part, int from, int to, int lookback, int horizon) {
        int windows = to - horizon - Math.max(from, lookback) + 1;
        if (windows < 1) {
            throw new InputException("--split: the " + part + " part has " + (to - from) + " of " + test
                    + " rows and leaves no window of lookback " + lookback + " and horizon " + horizon
                    + "; give it more rows, or shorten --lookback or --horizon");
        }
    }

    /// Whether there is a validation part.
    ///
    /// @return false where it has no rows
    public boolean hasValidation() {
        return validation > training;
    }
}
