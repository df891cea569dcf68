package dev.lstm4j.forecast.table;

import dev.lstm4j.forecast.settings.FileSettings;
import dev.lstm4j.forecast.settings.ForecastException;
import java.io.IOException;

/// Reads a table from a file of one of the formats that are known.
final class TableFile {
    private TableFile() {}

    /// Reads a table.
    ///
    /// @param source the bytes
    /// @param form of a CSV file
    /// @throws IOException if the bytes cannot be read
    /// @throws ForecastException if they are no table
    static Table read(FileSource source, FileSettings form) throws IOException {
        return CsvReader.read(source, form);
    }
}
