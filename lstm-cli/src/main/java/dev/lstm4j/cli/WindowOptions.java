package dev.lstm4j.cli;

import dev.lstm4j.forecast.settings.Names;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.SplitSettings;
import dev.lstm4j.forecast.settings.WindowSettings;
import dev.lstm4j.forecast.table.Cells;

import dev.lstm4j.training.data.ScalingKind;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// The options for columns, windows and the split.
final class WindowOptions extends ColumnOptions {
    private static final int PARTS = 3;

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
}
