package dev.lstm4j.forecast.table;

import dev.lstm4j.forecast.settings.FileSettings;
import dev.lstm4j.forecast.settings.ForecastException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;

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
        return source.kind() == FileKind.PARQUET ? parquet(source) : CsvReader.read(source, form);
    }

    /// Parquet needs a library that other formats do not need, and that a program may leave out.
    private static Table parquet(FileSource source) throws IOException {
        byte[] bytes;
        try (InputStream stream = source.openRaw()) {
            bytes = stream.readAllBytes();
        }
        String checksum = HexFormat.of().formatHex(Table.newDigest().digest(bytes));
        try {
            return ParquetTable.read(source.name(), ByteBuffer.wrap(bytes), checksum);
        } catch (NoClassDefFoundError e) {
            throw ForecastException.table(source.name() + ": reading a Parquet file needs the library"
                    + " dev.hardwood:hardwood-core on the class path; add it, or convert the file to CSV").causedBy(e);
        }
    }
}
