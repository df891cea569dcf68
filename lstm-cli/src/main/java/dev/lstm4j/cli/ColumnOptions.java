package dev.lstm4j.cli;

import dev.lstm4j.SeriesProfile.Bounds;
import dev.lstm4j.forecast.settings.ColumnSettings;
import dev.lstm4j.forecast.table.CsvText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options for the columns of the data.
class ColumnOptions {
    private static final String NO_TIME = "none";

    @Option(names = "--target", paramLabel = "COL",
            description = "Columns to forecast, such as a,b; quote a name that has a comma, '\"a,b\"'. Default: "
                    + Defaults.TARGET + " of the bundled weather, or the only column of numbers.")
    private @Nullable List<String> targets;

    @Option(names = "--features", paramLabel = "COL",
            description = "Columns to forecast from: numbers, text (one input for each value), the time column (day of the "
                    + "year, and hour if there are hours). Default: all.")
    private @Nullable List<String> features;

    @Option(names = "--time", paramLabel = "COL",
            description = "Column of dates or times, or none; or the columns that hold parts of the times, such as Date,Time or "
                    + "year,month,day,hour. Default: the first column of times.")
    private @Nullable List<String> time;

    @Option(names = "--min", paramLabel = "NUMBER",
            description = "The smallest value that a target can have, such as 0; lower forecasts become this value.")
    private @Nullable Double minimum;

    @Option(names = "--max", paramLabel = "NUMBER",
            description = "The largest value that a target can have; higher forecasts become this value.")
    private @Nullable Double maximum;

    /// @param bundled whether the data is the bundled weather, which has its own default target
    ColumnSettings columns(boolean bundled) {
        List<String> usual = bundled ? List.of(Defaults.TARGET) : List.of();
        ColumnSettings columns = new ColumnSettings(targets == null ? usual : names("--target", targets),
                features == null ? null : names("--features", features),
                List.of(NO_TIME).equals(time)
                        ? ColumnSettings.NO_TIME
                        : time == null ? null : names("--time", time),
                Bounds.NONE);
        columns = minimum == null ? columns : columns.withMinimum(minimum);
        return maximum == null ? columns : columns.withMaximum(maximum);
    }

    /// The names in options that may be given several times.
    private static List<String> names(String option, List<String> texts) {
        List<String> names = new ArrayList<>();
        for (String text : texts) {
            try {
                names.addAll(CsvText.fields(text));
            } catch (IllegalArgumentException e) {
                throw new InputException(option + ": " + e.getMessage(), e);
            }
        }
        return names;
    }
}
