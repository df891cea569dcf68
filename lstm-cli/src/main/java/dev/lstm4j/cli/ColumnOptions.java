package dev.lstm4j.cli;

import dev.lstm4j.forecast.settings.ColumnSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options for the columns of the data.
class ColumnOptions {
    private static final String NO_TIME = "none";

    @Option(names = "--target", paramLabel = "COL", split = ",", description = "Columns to forecast. Default: "
            + Defaults.TARGET
            + " of the bundled weather, or the only column of numbers.")
    private @Nullable List<String> targets;

    @Option(names = "--features", paramLabel = "COL", split = ",",
            description = "Columns to forecast from: numbers, text (one input for each value), the time column (day of the "
                    + "year, and hour if there are hours). Default: all.")
    private @Nullable List<String> features;

    @Option(names = "--time", paramLabel = "COL",
            description = "Column of dates or times, or none. Default: the first such column.")
    private @Nullable String time;

    /// @param bundled whether the data is the bundled weather, which has its own default target
    ColumnSettings columns(boolean bundled) {
        List<String> usual = bundled ? List.of(Defaults.TARGET) : List.of();
        return new ColumnSettings(targets == null ? usual : targets, features,
                NO_TIME.equals(time) ? ColumnSettings.NO_TIME : time);
    }
}
