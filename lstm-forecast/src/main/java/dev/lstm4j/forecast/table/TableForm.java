package dev.lstm4j.forecast.table;

/// The file that a table was read from.
///
/// @param sha256 the checksum of its bytes, 64 hexadecimal digits
/// @param encoding the name of its character encoding, such as `UTF-8`; `Parquet` for a Parquet file
/// @param separator between fields; [#NO_SEPARATOR] for a Parquet file
public record TableForm(String sha256, String encoding, char separator) {
    /// There are no separators.
    public static final char NO_SEPARATOR = 0;
}
