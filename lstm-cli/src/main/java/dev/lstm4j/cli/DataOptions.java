package dev.lstm4j.cli;

import dev.lstm4j.forecast.table.Cells;
import dev.lstm4j.forecast.table.CsvTable;
import dev.lstm4j.forecast.table.MissingPolicy;
import dev.lstm4j.forecast.table.ReadingRules;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say which data, and how to read it.
final class DataOptions {
    private static final String BUNDLED = "seattle-weather.csv";

    @Option(names = "--data", paramLabel = "FILE.csv",
            description = "CSV with a header: commas, semicolons or tabs. Without it: the bundled weather of Seattle.")
    private @Nullable Path data;

    @Option(names = "--missing", paramLabel = "HOW",
            description = "Empty cells and NaN: refuse, drop (the row), forward (the value before) or interpolate. "
                    + "Default: refuse.")
    private MissingPolicy missing = MissingPolicy.REFUSE;

    @Option(names = "--missing-values", paramLabel = "TEXT", split = ",",
            description = "Texts that stand for a missing value too, such as n/a,-999.")
    private List<String> missingValues = new ArrayList<>();

    @Option(names = "--allow-gaps", description = "Accept times that are not evenly apart.")
    private boolean allowGaps;

    boolean isBundled() {
        return data == null;
    }

    @Nullable
    Path path() {
        return data;
    }

    CsvTable table() throws IOException {
        if (data != null) {
            return CsvTable.read(data);
        }
        try (InputStream in = DataOptions.class.getResourceAsStream(BUNDLED)) {
            if (in == null) {
                throw new FileNotFoundException(
                        BUNDLED + " is not among the program's files; name another with --data");
            }
            return CsvTable.read(BUNDLED, in);
        }
    }

    ReadingRules rules() {
        return new ReadingRules(new Cells(missingValues), missing, allowGaps);
    }
}
