package dev.lstm4j.forecast;

import dev.lstm4j.forecast.series.ColumnChoice;
import dev.lstm4j.forecast.series.Series;
import dev.lstm4j.forecast.series.SeriesReader;
import dev.lstm4j.forecast.settings.ColumnSettings;
import dev.lstm4j.forecast.settings.MissingPolicy;
import dev.lstm4j.forecast.settings.ReadingSettings;
import dev.lstm4j.forecast.table.Cells;
import dev.lstm4j.forecast.table.Table;
import dev.lstm4j.forecast.table.TimeFinder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Tables and series for tests.
public final class Tables {
    private Tables() {}

    public static Table of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    public static Table of(byte[] bytes) {
        try {
            return Table.readCsv("data.csv", new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Four years of Seattle's weather.
    public static Path weatherFile() {
        return Path.of(System.getProperty("lstm4j.testdata", "../testdata")).resolve("weather/seattle-weather.csv");
    }

    public static Series weather() {
        Table table = Table.readCsv(weatherFile());
        return SeriesReader.read(table, choice(table, "temp_max"), rules(MissingPolicy.REFUSE));
    }

    /// Daily rows from 2020-01-01 with two waves and a text column.
    public static Table waves(int rows) {
        Map<String, double[]> numbers = new LinkedHashMap<>();
        numbers.put("temp", IntStream.range(0, rows)
                .mapToDouble(row -> Math.round(1000 + 500 * Math.sin(row / 7.0) + 100 * (row % 3)) / 100.0).toArray());
        numbers.put("wind",
                IntStream.range(0, rows).mapToDouble(row -> Math.round(300 + 200 * Math.cos(row / 5.0)) / 100.0)
                        .toArray());
        LocalDate first = LocalDate.of(2020, 1, 1);
        return Table.of(numbers).withTimes("date", IntStream.range(0, rows).mapToObj(first::plusDays).toList())
                .withTexts("sky", IntStream.range(0, rows).mapToObj(row -> row % 4 == 0 ? "rain" : "sun").toList());
    }

    /// A recipe that trains in a moment.
    public static Recipe tinyRecipe() {
        return Recipe.forTarget("temp").withLookback(5).withHorizon(3).withHidden(4).withEpochs(2);
    }

    public static ColumnChoice choice(Table table, String... targets) {
        return choice(table, List.of(), ColumnSettings.DEFAULT.withTargets(List.of(targets)));
    }

    public static ColumnChoice choice(Table table, List<String> missingValues, ColumnSettings settings) {
        return ColumnChoice.choose(TimeFinder.find(table, settings, ReadingSettings.DEFAULT), new Cells(missingValues));
    }

    public static ReadingSettings rules(MissingPolicy missing) {
        return ReadingSettings.DEFAULT.withMissing(missing).withMissingValues(List.of("n/a"));
    }

    public static Series series(String text, MissingPolicy missing) {
        Table table = of(text);
        ReadingSettings rules = rules(missing);
        return SeriesReader.read(table,
                choice(table, rules.missingValues(), ColumnSettings.DEFAULT.withTargets(List.of("x"))), rules);
    }
}
