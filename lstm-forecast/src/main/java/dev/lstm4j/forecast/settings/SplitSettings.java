package dev.lstm4j.forecast.settings;

import dev.lstm4j.training.data.Split;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The training, validation and test sets of a series, in this order by time: three fractions that add up to 1, or
/// three numbers of rows if one of them is greater than 1.
///
/// @param training fraction or rows
/// @param validation fraction or rows; 0 for no validation set
/// @param test fraction or rows
public record SplitSettings(double training, double validation, double test) {
    /// How many times the rows of a window a table is expected to have at most, when the needed number is searched.
    private static final long MOST_TIMES = 100;

    private static final BigDecimal TOLERANCE = new BigDecimal("0.001");
    private static final double MOST_ROWS = 1e9;

    /// 70 % to train, 15 % to validate, 15 % to test.
    public static final SplitSettings DEFAULT = new SplitSettings(0.7, 0.15, 0.15);

    /// Checks the numbers.
    ///
    /// @throws ForecastException if they are neither fractions nor numbers of rows
    public SplitSettings {
        for (double part : new double[]{training, validation, test}) {
            if (!(part >= 0) || !(part < MOST_ROWS)) {
                throw ForecastException.setting(Setting.SPLIT,
                        "expected three numbers such as 0.7, 0.15 and 0.15, found " + part);
            }
        }
        List<BigDecimal> parts = Stream.of(training, validation, test).map(SplitSettings::decimal).toList();
        BigDecimal sum = parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean isCounts = isCounts(training, validation, test);
        if (isCounts && parts.stream().anyMatch(part -> part.scale() > 0)) {
            throw ForecastException.setting(Setting.SPLIT,
                    "expected three fractions or three numbers of rows, found " + text(training, validation, test));
        }
        if (!isCounts && sum.subtract(BigDecimal.ONE).abs().compareTo(TOLERANCE) > 0) {
            throw ForecastException.setting(Setting.SPLIT, "expected fractions that add up to 1, found "
                    + text(training, validation, test) + ", which add up to " + sum.toPlainString());
        }
    }

    private static boolean isCounts(double training, double validation, double test) {
        return Math.max(training, Math.max(validation, test)) > 1;
    }

    /// The digits that a person would write, so that 0.7 + 0.15 is 0.85.
    private static BigDecimal decimal(double part) {
        BigDecimal stripped = BigDecimal.valueOf(part).stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static String text(double training, double validation, double test) {
        return String.join(",",
                Stream.of(training, validation, test).map(part -> decimal(part).toPlainString()).toList());
    }

    /// Divides a series.
    ///
    /// @param rows of the series
    /// @return the boundaries; those of fractions are the sums, rounded down
    /// @throws ForecastException if the parts have more rows than there are
    public Split split(int rows) {
        BigDecimal first = decimal(training);
        BigDecimal second = first.add(decimal(validation));
        BigDecimal sum = second.add(decimal(test));
        if (!isCounts(training, validation, test)) {
            return Split.ofFractions(rows, first.doubleValue(),
                    Math.min(1, second.doubleValue()) - first.doubleValue());
        }
        if (sum.compareTo(BigDecimal.valueOf(rows)) > 0) {
            throw ForecastException.setting(Setting.SPLIT,
                    "expected parts that add up to at most " + rows + ", the number of rows, found "
                            + sum.toPlainString());
        }
        return new Split(first.intValueExact(), second.intValueExact(), sum.intValueExact());
    }

    /// Checks that each part has a window; the validation set may have no rows at all.
    ///
    /// @param rows of the series
    /// @param lookback rows read
    /// @param horizon rows forecast
    /// @throws ForecastException if a part has none; the message says how many rows are needed and the largest lookback
    ///         that fits, if there are such
    public void requireWindows(int rows, int lookback, int horizon) {
        if (fits(rows, lookback, horizon)) {
            return;
        }
        List<String> ways = new ArrayList<>();
        largestLookback(rows, lookback, horizon).ifPresent(
                largest -> ways.add("a lookback of at most " + largest));
        neededRows(rows, lookback, horizon).ifPresent(needed -> ways.add("at least " + needed + " rows"));
        ways.add(ways.isEmpty() ? "another split or a shorter horizon" : "another split");
        String remedy = "; use " + String.join(", or ", ways);
        Split split = split(rows);
        requireWindow(split, "training", 0, split.training(), lookback, horizon, remedy);
        if (split.hasValidation()) {
            requireWindow(split, "validation", split.training(), split.validation(), lookback, horizon, remedy);
        }
        requireWindow(split, "test", split.validation(), split.test(), lookback, horizon, remedy);
    }

    private Optional<Integer> neededRows(int rows, int lookback, int horizon) {
        long most = Math.min(Integer.MAX_VALUE, MOST_TIMES * ((long) lookback + horizon));
        return isCounts(training, validation, test)
                ? Optional.empty()
                : IntStream.rangeClosed(rows + 1, (int) most).filter(candidate -> fits(candidate, lookback, horizon))
                        .boxed().findFirst();
    }

    /// The largest lookback with which each part has a window.
    ///
    /// @param rows of the series
    /// @param most the largest lookback to consider
    /// @param horizon rows forecast
    /// @return none if the parts are too short for any
    public Optional<Integer> largestLookback(int rows, int most, int horizon) {
        return IntStream.iterate(Math.min(most, rows), candidate -> candidate >= 1, candidate -> candidate - 1)
                .filter(candidate -> fits(rows, candidate, horizon)).boxed().findFirst();
    }

    private boolean fits(int rows, int lookback, int horizon) {
        if (isCounts(training, validation, test) && decimal(training).add(decimal(validation)).add(decimal(test))
                .compareTo(BigDecimal.valueOf(rows)) > 0) {
            return false;
        }
        Split split = split(rows);
        return windows(0, split.training(), lookback, horizon) > 0
                && (!split.hasValidation() || windows(split.training(), split.validation(), lookback, horizon) > 0)
                && windows(split.validation(), split.test(), lookback, horizon) > 0;
    }

    private static long windows(int from, int to, int lookback, int horizon) {
        return (long) to - horizon - Math.max(from, lookback) + 1;
    }

    private static void requireWindow(Split split, String part, int from, int to, int lookback, int horizon,
            String remedy) {
        if (windows(from, to, lookback, horizon) < 1) {
            throw ForecastException.setting(Setting.SPLIT, "the " + part + " set has " + (to - from) + " of "
                    + split.test() + " rows, too few for a window with a lookback of " + lookback + " and a horizon of "
                    + horizon + remedy, Setting.LOOKBACK, Setting.HORIZON);
        }
    }

    /// The three numbers, separated by commas.
    @Override
    public String toString() {
        return text(training, validation, test);
    }
}
