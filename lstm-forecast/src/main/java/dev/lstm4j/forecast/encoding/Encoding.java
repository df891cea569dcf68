package dev.lstm4j.forecast.encoding;

import dev.lstm4j.Feature;
import dev.lstm4j.ForecastTask;
import dev.lstm4j.Scaling;
import dev.lstm4j.forecast.series.ColumnChoice;
import dev.lstm4j.forecast.series.Series;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.forecast.table.CalendarAngle;
import dev.lstm4j.forecast.table.Cells;
import dev.lstm4j.forecast.table.CsvText;
import dev.lstm4j.training.data.ScalingKind;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.DoubleSummaryStatistics;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Encodes the columns of a [Series] as the floats that a network reads, and chooses the features.
public final class Encoding {
    /// Numbers that differ by no more of their size are taken as equal.
    private static final double ROUNDING = 1e-9;

    /// Scaled numbers above it are unlike anything in a training set.
    private static final double FAR = 100;

    private Encoding() {}

    /// Decides the features and fits the scaling, both on the training rows alone.
    ///
    /// @param columns which columns are used
    /// @param series the data
    /// @param trainingRows the number of first rows to use
    /// @param kind how numbers are scaled; categories, sines and cosines stay as they are
    /// @param lookback rows read
    /// @param horizon rows forecast
    /// @return the task
    /// @throws ForecastException if a column is constant in the training rows
    public static ForecastTask fit(ColumnChoice columns, Series series, int trainingRows, ScalingKind kind,
            int lookback, int horizon) {
        requireVariety(columns, series, trainingRows);
        List<Feature> features = features(columns, series, trainingRows);
        List<Double> offsets = new ArrayList<>();
        List<Double> scales = new ArrayList<>();
        for (Feature feature : features) {
            boolean number = feature.kind() == Feature.Kind.NUMBER;
            Scaling one = number ? fit(kind, series, feature.column(), trainingRows) : null;
            offsets.add(one == null ? 0.0 : one.offsets().getFirst());
            scales.add(one == null ? 1.0 : one.scales().getFirst());
        }
        List<Scaling> targets = columns.targets().stream().map(name -> fit(kind, series, name, trainingRows)).toList();
        return new ForecastTask(columns.time() == null ? "" : columns.time(), features, new Scaling(offsets, scales),
                columns.targets(),
                new Scaling(targets.stream().map(one -> one.offsets().getFirst()).toList(),
                        targets.stream().map(one -> one.scales().getFirst()).toList()),
                new ForecastTask.Window(lookback, horizon));
    }

    /// The scaling of one column by the values that are known.
    private static Scaling fit(ScalingKind kind, Series series, String name, int trainingRows) {
        try {
            return kind.fit(series.known(name, trainingRows));
        } catch (IllegalArgumentException e) {
            throw ForecastException.table(series.origin().name() + ", column " + name
                    + ": expected numbers small enough to subtract, found values near 1.8e308, the largest possible")
                    .causedBy(e);
        }
    }

    private static List<Feature> features(ColumnChoice columns, Series series, int trainingRows) {
        List<Feature> features = new ArrayList<>();
        for (String name : columns.features()) {
            if (name.equals(columns.time())) {
                features.add(new Feature(name, Feature.Kind.DAY_OF_YEAR_SIN, ""));
                features.add(new Feature(name, Feature.Kind.DAY_OF_YEAR_COS, ""));
                if (Objects.requireNonNull(series.time()).subDaily()) {
                    features.add(new Feature(name, Feature.Kind.HOUR_OF_DAY_SIN, ""));
                    features.add(new Feature(name, Feature.Kind.HOUR_OF_DAY_COS, ""));
                }
            } else if (columns.texts().contains(name)) {
                Set<String> categories = new TreeSet<>(series.knownTexts(name, trainingRows));
                categories.forEach(category -> features.add(new Feature(name, Feature.Kind.CATEGORY, category)));
            } else {
                features.add(Feature.number(name));
            }
        }
        return features;
    }

    /// Leaves out the features that nobody asked for and that have the same value in all or nearly all training rows.
    ///
    /// @param columns which columns are used
    /// @param series the data
    /// @param trainingRows the number of first rows to use
    /// @return the columns without them
    public static ColumnChoice withoutConstants(ColumnChoice columns, Series series, int trainingRows) {
        ColumnChoice changed = columns;
        for (String name : columns.features()) {
            if (name.equals(columns.time()) || columns.targets().contains(name)) {
                continue;
            }
            String reason = useless(columns, series, name, trainingRows);
            if (!reason.isEmpty()) {
                changed = changed.without(name, reason);
            }
        }
        return changed;
    }

    /// Why the training rows tell nothing about a column, or too little; empty if they may tell enough.
    private static String useless(ColumnChoice columns, Series series, String name, int trainingRows) {
        String value = constant(columns, series, name, trainingRows);
        if (value == null) {
            return columns.texts().contains(name) ? "" : Majority.of(series.known(name, trainingRows)).reason();
        }
        return value.isEmpty()
                ? "it has no value in the " + trainingRows + " training rows"
                : "its value is " + value + " in each of the " + known(series, name, trainingRows) + " training rows"
                        + (series.missing().rows(name) == null ? "" : " with a value");
    }

    private static void requireVariety(ColumnChoice columns, Series series, int trainingRows) {
        List<String> names = new ArrayList<>(columns.numbers());
        names.addAll(columns.texts());
        for (String name : names) {
            String value = constant(columns, series, name, trainingRows);
            if (value != null) {
                throw constant(columns, series, name, value, trainingRows);
            }
        }
    }

    private static int known(Series series, String name, int trainingRows) {
        BitSet missing = series.missing().rows(name);
        return missing == null ? trainingRows : trainingRows - missing.get(0, trainingRows).cardinality();
    }

    /// The only value of a column in the training rows, empty if it has none, or null if it has several.
    private static @Nullable String constant(ColumnChoice columns, Series series, String name, int trainingRows) {
        if (columns.texts().contains(name)) {
            List<String> column = series.knownTexts(name, trainingRows);
            return column.isEmpty()
                    ? ""
                    : new HashSet<>(column).size() == 1 ? "'" + Cells.shortened(column.getFirst()) + "'" : null;
        }
        double[] column = series.known(name, trainingRows);
        if (column.length == 0) {
            return "";
        }
        DoubleSummaryStatistics range = Arrays.stream(column).summaryStatistics();
        return range.getMin() == range.getMax()
                ? CsvText.digits(column[0])
                : isSame(range.getMin(), range.getMax()) ? "about " + CsvText.digits(column[0]) : null;
    }

    /// Whether two numbers differ by no more than rounding may explain.
    private static boolean isSame(double one, double other) {
        return Math.abs(one - other) <= ROUNDING * Math.max(Math.abs(one), Math.abs(other));
    }

    private static ForecastException constant(ColumnChoice columns, Series series, String name, String value,
            int rows) {
        boolean target = columns.targets().contains(name);
        int change = target ? firstOther(series, name, rows) : series.rows();
        if (change < series.rows()) {
            return ForecastException.table(series.origin().name() + ", column " + name + ": the " + rows
                    + " training rows (" + series.origin().range(0, rows - 1) + ") have "
                    + (value.isEmpty() ? "no value" : "only the value " + value) + ", other values begin on "
                    + series.origin().row(change)
                    + "; choose a split whose training set has them too, or start the table later",
                    Setting.SPLIT);
        }
        return ForecastException.table(
                series.origin().name() + ", column " + name + ": expected more than one value, found "
                        + (value.isEmpty() ? "none" : "only " + value) + " in the " + rows + " training rows ("
                        + series.origin().range(0, rows - 1) + "); "
                        + (target ? "forecast another column" : "leave it out of the features"),
                target ? Setting.TARGETS : Setting.FEATURES);
    }

    /// The first row after the training rows in which a column of numbers has another value than in them.
    private static int firstOther(Series series, String name, int trainingRows) {
        double[] known = series.known(name, trainingRows);
        double[] values = series.observed(name);
        int row = trainingRows;
        while (row < values.length
                && (Double.isNaN(values[row]) || known.length > 0 && isSame(values[row], known[0]))) {
            row++;
        }
        return row;
    }

    /// The inputs of all rows.
    ///
    /// @param task which features
    /// @param series the data
    /// @param warnings gets one for each text that no feature stands for
    /// @return `[rows, features]`, scaled; NaN if a value is missing and not filled
    /// @throws ForecastException if a number is too large for a float
    public static float[] inputs(ForecastTask task, Series series, Consumer<Warning> warnings) {
        warnOfUnknownTexts(task, series, warnings);
        int width = task.features().size();
        float[] inputs = new float[Math.multiplyExact(series.rows(), width)];
        for (int f = 0; f < width; f++) {
            Feature feature = task.features().get(f);
            double most = 0;
            int mostRow = 0;
            for (int row = 0; row < series.rows(); row++) {
                double value = task.inputScaling().scale(f, value(feature, series, row));
                inputs[row * width + f] = finite(value, series, feature.column(), row);
                if (Math.abs(value) > most) {
                    most = Math.abs(value);
                    mostRow = row;
                }
            }
            boolean scaled = task.inputScaling().scales().get(f) != 1 || task.inputScaling().offsets().get(f) != 0;
            if (most > FAR && scaled) {
                warnings.accept(new Warning(series.origin().place(mostRow, feature.column()) + ": "
                        + CsvText.digits(series.number(feature.column())[mostRow])
                        + " is very far from the values in the"
                        + " training set; forecasts that read it may be far off"));
            }
        }
        return inputs;
    }

    /// The targets of all rows.
    ///
    /// @param task which targets
    /// @param series the data
    /// @return `[rows, targets]`, scaled; NaN if a value is missing, also if it is filled
    /// @throws ForecastException if a number is too large for a float
    public static float[] targets(ForecastTask task, Series series) {
        int width = task.targets().size();
        float[] targets = new float[Math.multiplyExact(series.rows(), width)];
        for (int k = 0; k < width; k++) {
            double[] column = series.observed(task.targets().get(k));
            for (int row = 0; row < series.rows(); row++) {
                double value = task.targetScaling().scale(k, column[row]);
                targets[row * width + k] = finite(value, series, task.targets().get(k), row);
            }
        }
        return targets;
    }

    private static double value(Feature feature, Series series, int row) {
        return switch (feature.kind()) {
            case NUMBER -> series.number(feature.column())[row];
            case CATEGORY -> series.text(feature.column())[row].isEmpty()
                    && series.missing().is(feature.column(), row)
                            ? Double.NaN
                            : series.text(feature.column())[row].equals(feature.category()) ? 1 : 0;
            case DAY_OF_YEAR_SIN -> Math.sin(CalendarAngle.ofYear(local(series, row)));
            case DAY_OF_YEAR_COS -> Math.cos(CalendarAngle.ofYear(local(series, row)));
            case HOUR_OF_DAY_SIN -> Math.sin(CalendarAngle.ofDay(local(series, row)));
            case HOUR_OF_DAY_COS -> Math.cos(CalendarAngle.ofDay(local(series, row)));
        };
    }

    private static LocalDateTime local(Series series, int row) {
        return Objects.requireNonNull(series.time()).stamps().get(row).local();
    }

    private static float finite(double value, Series series, String column, int row) {
        float rounded = (float) value;
        if (!Float.isFinite(rounded) && !(Double.isNaN(value) && series.missing().is(column, row))) {
            throw ForecastException.table(series.origin().place(row, column)
                    + ": expected a number that fits float32 once scaled, found " + value);
        }
        return rounded;
    }

    private static void warnOfUnknownTexts(ForecastTask task, Series series, Consumer<Warning> warnings) {
        for (String name : series.texts().keySet()) {
            List<String> known = task.features().stream().filter(
                    feature -> feature.kind() == Feature.Kind.CATEGORY && feature.column().equals(name))
                    .map(Feature::category).toList();
            if (known.isEmpty()) {
                continue; // left out
            }
            Set<String> told = new HashSet<>(known);
            String[] column = series.text(name);
            for (int row = 0; row < column.length; row++) {
                if (!series.missing().is(name, row) && told.add(column[row])) {
                    warnings.accept(new Warning(series.origin().place(row, name) + ": '"
                            + Cells.shortened(column[row]) + "' is not in the training set; it counts as none of "
                            + String.join(", ", known)));
                }
            }
        }
    }
}
