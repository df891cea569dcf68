package dev.lstm4j.cli;

import dev.lstm4j.forecast.series.ColumnChoice;
import dev.lstm4j.training.data.ScalingKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say what is forecast, from what, and which rows teach it.
final class WindowOptions {
    @Option(names = "--target", paramLabel = "COL", split = ",", description = "Columns to forecast. Default: "
            + Defaults.TARGET
            + " of the bundled weather, or the only column of numbers.")
    private @Nullable List<String> targets;

    @Option(names = "--features", paramLabel = "COL", split = ",",
            description = "Columns to forecast from: numbers, text (one input a word), the time column (day of the "
                    + "year, and hour where there are hours). Default: all.")
    private @Nullable List<String> features;

    @Option(names = "--time", paramLabel = "COL",
            description = "Column of dates or times, or none. Default: the first that holds any.")
    private @Nullable String time;

    @Option(names = "--lookback", paramLabel = "N", description = "Rows that a forecast looks back on. Default: "
            + Defaults.LOOKBACK + ".")
    private int lookback = Defaults.LOOKBACK;

    @Option(names = "--horizon", paramLabel = "N", description = "Rows that are forecast. Default: " + Defaults.HORIZON
            + ".")
    private int horizon = Defaults.HORIZON;

    @Option(names = "--stride", paramLabel = "N",
            description = "Rows from one training window to the next; validation and test take every window. Default: "
                    + Defaults.STRIDE + ".")
    private int stride = Defaults.STRIDE;

    @Option(names = "--split", paramLabel = "A,B,C",
            description = "Training, validation and test part by time: fractions, or numbers of rows. Default: "
                    + Defaults.SPLIT + ".")
    private String split = Defaults.SPLIT;

    @Option(names = "--scale", paramLabel = "HOW",
            description = "How numbers are scaled: standard, minmax or none. Default: standard.")
    private ScalingKind scale = ScalingKind.STANDARD;

    void check() {
        Checks.atLeast("--lookback", lookback, 1);
        Checks.atLeast("--horizon", horizon, 1);
        Checks.atLeast("--stride", stride, 1);
    }

    /// @param bundled whether the data is the bundled weather, which has a target of its own
    ColumnChoice.Wish wish(boolean bundled) {
        return new ColumnChoice.Wish(time, targets == null && bundled ? List.of(Defaults.TARGET) : targets, features);
    }

    int lookback() {
        return lookback;
    }

    int horizon() {
        return horizon;
    }

    int stride() {
        return stride;
    }

    String split() {
        return split;
    }

    ScalingKind scale() {
        return scale;
    }

    void describe(Map<String, String> facts) {
        facts.put("settings.stride", Integer.toString(stride));
        facts.put("settings.split", split);
        facts.put("settings.scale", scale.name().toLowerCase(Locale.ROOT));
    }
}
