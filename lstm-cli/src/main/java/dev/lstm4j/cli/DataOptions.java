package dev.lstm4j.cli;

import dev.lstm4j.forecast.settings.Aggregate;
import dev.lstm4j.forecast.settings.Duplicates;
import dev.lstm4j.forecast.settings.MissingPolicy;
import dev.lstm4j.forecast.settings.Names;
import dev.lstm4j.forecast.settings.ReadingSettings;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.TimeSettings;
import dev.lstm4j.forecast.table.Table;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options for the data file and how to read it.
final class DataOptions {
    private static final String BUNDLED = "seattle-weather.csv";
    private static final String STANDARD_INPUT = "-";

    @Option(names = "--data", paramLabel = "FILE.csv",
            description = "CSV file with a header; commas, semicolons or tabs; .gz is decompressed; - for standard input. "
                    + "Default: the bundled Seattle weather.")
    private @Nullable Path data;

    @Option(names = "--encoding", paramLabel = "NAME",
            description = "Character encoding of the file, such as windows-1251. Default: UTF-8 or UTF-16 if the file is "
                    + "valid in it, otherwise windows-1252.")
    private @Nullable String encoding;

    @Option(names = "--no-header",
            description = "The file has no header; its columns are named 'column 1', 'column 2', and so on.")
    private boolean noHeader;

    @Option(names = "--missing", paramLabel = "HOW",
            description = "Empty cells and NaN: refuse, drop (the row), forward (repeat the last value) or interpolate. "
                    + "Default: refuse, or as the model was trained.")
    private @Nullable String missing;

    @Option(names = "--missing-values", paramLabel = "TEXT", split = ",",
            description = "Other texts that mean a missing value, such as n/a,-999.")
    private @Nullable List<String> missingValues;

    @Option(names = "--allow-gaps",
            description = "Accept times that are not evenly spaced; windows span the gaps.")
    private boolean allowGaps;

    @Option(names = "--sort", description = "Sort the rows by time.")
    private boolean sort;

    @Option(names = "--duplicates", paramLabel = "HOW",
            description = "Rows with the same time: refuse, or keep the first, the last or the mean (of text the most "
                    + "frequent). Default: refuse, or as the model was trained.")
    private @Nullable String duplicates;

    @Option(names = "--zone", paramLabel = "ZONE",
            description = "Time zone of the times, such as Europe/Berlin, whose clock is set for daylight saving time.")
    private @Nullable String zone;

    @Option(names = "--resample", paramLabel = "STEP",
            description = "Resample the rows to even steps, such as 15min, 1h, 1d, 1w (from Monday), 1mo, 1q or 1y, "
                    + "before all else. A step has the time of its start; one without rows is a missing value; an "
                    + "incomplete last one is dropped.")
    private @Nullable String resample;

    @Option(names = "--aggregate", paramLabel = "HOW",
            description = "How --resample combines the values of a step: mean, sum, first, last, min or max; of text it "
                    + "takes the first, the last or otherwise the most frequent. Default: mean.")
    private @Nullable String aggregate;

    boolean isBundled() {
        return data == null;
    }

    @Nullable
    Path path() {
        return data;
    }

    /// Reads the table.
    ///
    /// @param reading the rules, as [#apply] returns them
    Table table(ReadingSettings reading) throws IOException {
        if (data != null) {
            return data.toString().equals(STANDARD_INPUT)
                    ? Table.readCsv("standard input", System.in, reading.file())
                    : Table.readCsv(data, reading.file());
        }
        try (InputStream in = DataOptions.class.getResourceAsStream(BUNDLED)) {
            if (in == null) {
                throw new FileNotFoundException(
                        BUNDLED + " is not among the program's files; name another with --data");
            }
            return Table.readCsv(BUNDLED, in);
        }
    }

    /// The reading rules, changed as the options say.
    ReadingSettings apply(ReadingSettings reading) {
        ReadingSettings changed = reading.withAllowGaps(allowGaps || reading.allowGaps());
        if (encoding != null) {
            changed = changed.withFile(changed.file().withEncoding(encoding));
        }
        if (noHeader) {
            changed = changed.withFile(changed.file().withHeader(false));
        }
        if (missing != null) {
            changed = changed.withMissing(Names.find(Setting.MISSING, MissingPolicy.class, missing));
        }
        changed = changed.withTimes(apply(changed.times()));
        return missingValues == null ? changed : changed.withMissingValues(missingValues);
    }

    private TimeSettings apply(TimeSettings times) {
        TimeSettings changed = times.withSort(sort || times.sort());
        if (duplicates != null) {
            changed = changed.withDuplicates(Names.find(Setting.DUPLICATES, Duplicates.class, duplicates));
        }
        if (zone != null) {
            changed = changed.withZone(zone);
        }
        if (resample != null) {
            changed = changed.withResample(resample);
        }
        return aggregate == null
                ? changed
                : changed.withAggregate(Names.find(Setting.AGGREGATE, Aggregate.class, aggregate));
    }
}
