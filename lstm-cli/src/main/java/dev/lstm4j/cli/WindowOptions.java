package dev.lstm4j.cli;

import dev.lstm4j.forecast.settings.ColumnSettings;
import dev.lstm4j.forecast.settings.Names;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.SplitSettings;
import dev.lstm4j.forecast.settings.WindowSettings;
import dev.lstm4j.forecast.table.Cells;
import dev.lstm4j.forecast.table.CsvText;
import dev.lstm4j.training.data.ScalingKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options for targets, features, windows and the split.
final class WindowOptions {
    private static final String NO_TIME = "none";
    private static final int PARTS = 3;

    @Option(names = "--target", paramLabel = "COL",
            description = "Columns to forecast, such as a,b; a name with a comma in "
                    + "quotes, '\"a,b\"'. Default: " + Defaults.TARGET
                    + " of the bundled weather, or the only column of numbers.")
    private @Nullable List<String> targets;

    @Option(names = "--features", paramLabel = "COL",
            description = "Columns to forecast from: numbers, text (one input for each value), the time column (day of the "
                    + "year, and hour if there are hours). Default: all.")
    private @Nullable List<String> features;

    @Option(names = "--time", paramLabel = "COL",
            description = "Column of dates or times, or none. Default: the first such column.")
    private @Nullable String time;

    @Option(names = "--lookback", paramLabel = "N",
            description = "Rows that each forecast reads. Default: ${DEFAULT-VALUE}.")
    private int lookback = WindowSettings.DEFAULT.lookback();

    @Option(names = "--horizon", paramLabel = "N", description = "Rows to forecast. Default: ${DEFAULT-VALUE}.")
    private int horizon = WindowSettings.DEFAULT.horizon();

    @Option(names = "--stride", paramLabel = "N",
            description = "Rows from one training window to the next; validation and test take every window. Default: "
                    + "${DEFAULT-VALUE}.")
    private int stride = WindowSettings.DEFAULT.stride();

    @Option(names = "--split", paramLabel = "A,B,C",
            description = "Training, validation and test sets by time: fractions, or numbers of rows. Default: "
                    + "${DEFAULT-VALUE}.")
    private String split = WindowSettings.DEFAULT.split().toString();

    @Option(names = "--scale", paramLabel = "HOW",
            description = "Scaling of numbers: standard, minmax or none. Default: ${DEFAULT-VALUE}.")
    private String scale = Names.of(WindowSettings.DEFAULT.scaling());

    WindowSettings windows() {
        return new WindowSettings(lookback, horizon, stride, splitSettings(),
                Names.find(Setting.SCALING, ScalingKind.class, scale));
    }

    private SplitSettings splitSettings() {
        List<Double> parts = new ArrayList<>();
        for (String part : split.split(",", -1)) {
            if (!part.strip().matches("\\d{1,9}(\\.\\d*)?|\\.\\d+")) {
                throw new InputException("--split: expected three numbers such as 0.7,0.15,0.15, found '"
                        + Cells.shortened(split) + "'");
            }
            parts.add(Double.valueOf(part.strip()));
        }
        if (parts.size() != PARTS) {
            throw new InputException("--split: expected three numbers (training, validation, test), found '"
                    + Cells.shortened(split) + "'");
        }
        return new SplitSettings(parts.get(0), parts.get(1), parts.get(2));
    }

    /// @param bundled whether the data is the bundled weather, which has its own default target
    ColumnSettings columns(boolean bundled) {
        List<String> usual = bundled ? List.of(Defaults.TARGET) : List.of();
        return new ColumnSettings(targets == null ? usual : names("--target", targets),
                features == null ? null : names("--features", features),
                NO_TIME.equals(time) ? ColumnSettings.NO_TIME : time);
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
