package dev.lstm4j.cli;

import dev.lstm4j.forecast.settings.Aggregate;
import dev.lstm4j.forecast.settings.Duplicates;
import dev.lstm4j.forecast.settings.FileSettings;
import dev.lstm4j.forecast.settings.MissingPolicy;
import dev.lstm4j.forecast.settings.Names;
import dev.lstm4j.forecast.settings.NumberSettings;
import dev.lstm4j.forecast.settings.ReadingSettings;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.TimeSettings;
import dev.lstm4j.forecast.table.Table;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options for the data file and how to read it.
final class DataOptions {
    private static final String BUNDLED = "seattle-weather.csv";
    private static final String STANDARD_INPUT = "-";
    private static final String PARQUET = ".parquet";

    /// Loaded only for Parquet files. A logger that nobody holds forgets its level.
    private static final class ParquetLog {
        private static final Logger LOGGER = Logger.getLogger("dev.hardwood");
    }

    @Option(names = "--data", paramLabel = "FILE.csv",
            description = "CSV file (also compressed with gzip) or Parquet file; - for standard input. Default: the bundled "
                    + "Seattle weather.")
    private @Nullable Path data;

    @Option(names = "--encoding", paramLabel = "NAME",
            description = "Character encoding of the file, such as windows-1251. Default: UTF-8 or UTF-16 if the file is "
                    + "valid in it, otherwise detected.")
    private @Nullable String encoding;

    @Option(names = "--separator", paramLabel = "CHAR",
            description = "Character between fields, or comma, semicolon, tab, pipe, colon or spaces. Default: detected.")
    private @Nullable String separator;

    @Option(names = "--no-header",
            description = "The file has no header; its columns are named 'column 1', 'column 2', and so on.")
    private boolean noHeader;

    @Option(names = "--comment", paramLabel = "TEXT",
            description = "Leave out lines that begin with this, such as '#' or '//'. Default: detected.")
    private @Nullable String comment;

    @Option(names = "--skip-rows", paramLabel = "N",
            description = "Leave out the first N lines, above the header. Default: detected.")
    private @Nullable Integer skipRows;

    @Option(names = "--skip-end", paramLabel = "N",
            description = "Leave out the last N rows, such as totals. Default: detected.")
    private @Nullable Integer skipEnd;

    @Option(names = "--decimal", paramLabel = "MARK",
            description = "Decimal mark of numbers, '.' or ','. Default: found from the values, or as the model was trained.")
    private @Nullable String decimal;

    @Option(names = "--thousands", paramLabel = "MARK",
            description = "Mark between groups of three digits: '.', ',', an apostrophe, space or none. Default: found "
                    + "from the values.")
    private @Nullable String thousands;

    @Option(names = "--missing", paramLabel = "HOW",
            description = "Empty cells and NaN: refuse, drop (no window reads the row), forward (repeat the last value) or "
                    + "interpolate. "
                    + "Default: refuse, or as the model was trained.")
    private @Nullable String missing;

    @Option(names = "--missing-values", paramLabel = "TEXT", split = ",",
            description = "Other texts that mean a missing value, such as n/a,-999.")
    private @Nullable List<String> missingValues;

    @Option(names = "--allow-gaps",
            description = "Accept times that are not evenly spaced; windows span the gaps.")
    private boolean allowGaps;

    @Option(names = "--time-format", paramLabel = "PATTERN",
            description = "How times are written, as a pattern of java.time: 'dd.MM.yyyy HH:mm', 'MMM yy', 'yyyy-DDD'. "
                    + "Default: found from the values, or as the model was trained.")
    private @Nullable String timeFormat;

    @Option(names = "--sort", description = "Sort the rows by time.")
    private boolean sort;

    @Option(names = "--duplicates", paramLabel = "HOW",
            description = "Rows with the same time: refuse, or keep the first, the last or the mean (of text the most "
                    + "frequent). Default: refuse, or as the model was trained.")
    private @Nullable String duplicates;

    @Option(names = "--zone", paramLabel = "ZONE",
            description = "Time zone of the times, such as Europe/Berlin; needed if its clock is set for daylight saving "
                    + "time and the times have no offset.")
    private @Nullable String zone;

    @Option(names = "--resample", paramLabel = "STEP",
            description = "Resample the rows to even steps, such as 15min, 1h, 1d, 1w (from Monday), 1mo, 1q or 1y. A step "
                    + "has the time of its start; a step without rows is a missing value; an incomplete last step is dropped.")
    private @Nullable String resample;

    @Option(names = "--aggregate", paramLabel = "HOW",
            description = "How --resample combines the values of a step: mean, sum, first, last, min or max; of text it "
                    + "takes the first, the last or otherwise the most frequent. Default: mean.")
    private @Nullable String aggregate;

    boolean isBundled() {
        return data == null;
    }

    /// Takes the file from elsewhere than the option.
    void use(Path file) {
        data = file;
    }

    /// The files that a command reads.
    ///
    /// @param model the model file
    Path[] inputs(Path model) {
        return data == null ? new Path[]{model} : new Path[]{model, data};
    }

    /// The name of the table in messages.
    String name() {
        return data == null ? BUNDLED : data.toString().equals(STANDARD_INPUT) ? "standard input" : data.toString();
    }

    /// Reads the table.
    ///
    /// @param reading the rules, as [#apply] returns them
    /// @param quiet whether to show no progress
    Table table(ReadingSettings reading, boolean quiet) throws IOException {
        if (data != null) {
            if (data.toString().endsWith(PARQUET)) {
                ParquetLog.LOGGER.setLevel(Level.WARNING); // It tells which decompressor it uses.
            }
            if (data.toString().equals(STANDARD_INPUT)) {
                return Table.readCsv(name(), System.in, reading.file());
            }
            try (ReadingProgress progress = ReadingProgress.of(data, quiet)) {
                return Table.readCsv(data, reading.file(), progress);
            }
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
        ReadingSettings changed = reading.withAllowGaps(allowGaps || reading.allowGaps())
                .withFile(apply(reading.file())).withNumbers(apply(reading.numbers()))
                .withTimes(apply(reading.times()));
        if (missing != null) {
            changed = changed.withMissing(Names.find(Setting.MISSING, MissingPolicy.class, missing));
        }
        return missingValues == null ? changed : changed.withMissingValues(missingValues);
    }

    private FileSettings apply(FileSettings file) {
        FileSettings changed = noHeader ? file.withHeader(false) : file;
        if (encoding != null) {
            changed = changed.withEncoding(encoding);
        }
        if (separator != null) {
            changed = changed.withSeparator(separator);
        }
        if (comment != null) {
            changed = changed.withComment(comment);
        }
        if (skipRows != null) {
            changed = changed.withSkipRows(skipRows);
        }
        return skipEnd == null ? changed : changed.withSkipEnd(skipEnd);
    }

    private NumberSettings apply(NumberSettings numbers) {
        NumberSettings changed = decimal == null ? numbers : numbers.withDecimal(decimal);
        return thousands == null ? changed : changed.withThousands(switch (thousands) {
            case "none" -> "";
            case "space" -> " ";
            default -> thousands;
        });
    }

    private TimeSettings apply(TimeSettings times) {
        TimeSettings changed = times.withSort(sort || times.sort());
        if (timeFormat != null) {
            changed = changed.withFormat(timeFormat);
        }
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
