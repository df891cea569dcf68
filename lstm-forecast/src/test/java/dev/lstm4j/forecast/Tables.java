package dev.lstm4j.forecast;

import dev.lstm4j.forecast.series.ColumnChoice;
import dev.lstm4j.forecast.series.Series;
import dev.lstm4j.forecast.series.SeriesReader;
import dev.lstm4j.forecast.table.Cells;
import dev.lstm4j.forecast.table.CsvTable;
import dev.lstm4j.forecast.table.MissingPolicy;
import dev.lstm4j.forecast.table.ReadingRules;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Tables and series from text, for tests.
public final class Tables {
    private Tables() {}

    public static CsvTable of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    public static CsvTable of(byte[] bytes) {
        try {
            return CsvTable.read("data.csv", new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Four years of Seattle's weather.
    public static Path weatherFile() {
        return Path.of(System.getProperty("lstm4j.testdata", "../testdata")).resolve("weather/seattle-weather.csv");
    }

    public static Series weather() {
        CsvTable table = CsvTable.read(weatherFile());
        return SeriesReader.read(table, choice(table, "temp_max"), rules(MissingPolicy.REFUSE));
    }

    public static ColumnChoice choice(CsvTable table, String... targets) {
        return ColumnChoice.choose(table, new Cells(List.of()), new ColumnChoice.Wish(null, List.of(targets), null));
    }

    public static ReadingRules rules(MissingPolicy missing) {
        return new ReadingRules(new Cells(List.of("n/a")), missing, false);
    }

    public static Series series(String text, MissingPolicy missing) {
        CsvTable table = of(text);
        ReadingRules rules = rules(missing);
        return SeriesReader.read(table,
                ColumnChoice.choose(table, rules.cells(), new ColumnChoice.Wish(null, List.of("x"), null)), rules);
    }
}
