package dev.lstm4j.cli.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

    /// The bundled weather, as the program reads it.
    public static Series weather() {
        try (var in = Tables.class.getResourceAsStream("/dev/lstm4j/cli/seattle-weather.csv")) {
            CsvTable table = CsvTable.read("seattle-weather.csv", in);
            return SeriesReader.read(table, choice(table, "temp_max"), rules(MissingPolicy.REFUSE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ColumnChoice choice(CsvTable table, String... targets) {
        return ColumnChoice.choose(table, new Cells(List.of()), new ColumnChoice.Wish(null, List.of(targets), null));
    }

    static ReadingRules rules(MissingPolicy missing) {
        return new ReadingRules(new Cells(List.of("n/a")), missing, false);
    }

    static Series series(String text, MissingPolicy missing) {
        CsvTable table = of(text);
        ReadingRules rules = rules(missing);
        return SeriesReader.read(table,
                ColumnChoice.choose(table, rules.cells(), new ColumnChoice.Wish(null, List.of("x"), null)), rules);
    }
}
