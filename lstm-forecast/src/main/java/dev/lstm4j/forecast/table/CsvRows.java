package dev.lstm4j.forecast.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;

/// A CSV file that is being written, as [CsvText] opens it.
public final class CsvRows implements Closeable {
    private final CsvWriter csv;

    CsvRows(CsvWriter csv) {
        this.csv = csv;
    }

    /// Adds a row.
    ///
    /// @param cells one for each column
    /// @throws IOException if it cannot be written
    public void add(Iterable<String> cells) throws IOException {
        try {
            csv.writeRecord(cells);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// Writes what is left and closes the file.
    ///
    /// @throws IOException if that fails
    @Override
    public void close() throws IOException {
        csv.close();
    }
}
