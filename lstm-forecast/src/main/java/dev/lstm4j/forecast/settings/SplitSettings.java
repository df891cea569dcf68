package dev.lstm4j.forecast.encoding;

import dev.lstm4j.forecast.table.Cells;
import dev.lstm4j.forecast.table.InputException;
import dev.lstm4j.training.data.Split;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// `--split A,B,C`: from text to a [Split], and whether its parts suffice.
public final class SplitOption {
    private static final BigDecimal TOLERANCE = new BigDecimal("0.001");

    private SplitOption() {}

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
            return Split.ofFractions(rows, first.doubleValue(),
                    Math.min(1, second.doubleValue()) - first.doubleValue());
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

    /// Checks that each part has a window; the validation part may have no rows at all.
    ///
    /// @param split the parts
    /// @param lookback rows read
    /// @param horizon rows forecast
    /// @throws InputException where a part has none
    public static void requireWindows(Split split, int lookback, int horizon) {
        requireWindow(split, "training", 0, split.training(), lookback, horizon);
        if (split.hasValidation()) {
            requireWindow(split, "validation", split.training(), split.validation(), lookback, horizon);
        }
        requireWindow(split, "test", split.validation(), split.test(), lookback, horizon);
    }

    private static void requireWindow(Split split, String part, int from, int to, int lookback, int horizon) {
        int windows = to - horizon - Math.max(from, lookback) + 1;
        if (windows < 1) {
            throw new InputException("--split: the " + part + " part has " + (to - from) + " of " + split.test()
                    + " rows and leaves no window of lookback " + lookback + " and horizon " + horizon
                    + "; give it more rows, or shorten --lookback or --horizon");
        }
    }
}
