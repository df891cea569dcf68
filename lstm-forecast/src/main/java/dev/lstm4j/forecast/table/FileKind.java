package dev.lstm4j.forecast.table;

import dev.lstm4j.forecast.settings.ForecastException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/// What the first bytes of a file say that it is. Files of other programs often carry the name of a CSV file.
enum FileKind {
    /// Anything else: to be read as CSV.
    TEXT("text", ""),
    /// Compressed with gzip.
    GZIP("a gzip file", ""),
    /// A Parquet file.
    PARQUET("a Parquet file", ""),
    /// The other formats are refused, each with what to do instead.
    EXCEL("an Excel workbook", "open it in a spreadsheet program and save the sheet as CSV UTF-8"),
    ZIP("a zip archive", "unpack it, and name the CSV file in it"),
    OLD_EXCEL("an old Excel workbook or another Office file",
            "open it in a spreadsheet program and save the sheet as CSV UTF-8"),
    PDF("a PDF document", "copy its table into a CSV file"),
    BZIP2("a file compressed with bzip2", "decompress it first: bzip2 -dk FILE, or bzip2 -dc FILE to standard input"),
    XZ("a file compressed with xz", "decompress it first: xz -dk FILE, or xz -dc FILE to standard input"),
    ZSTD("a file compressed with zstd", "decompress it first: zstd -d FILE, or zstd -dc FILE to standard input"),
    LZ4("a file compressed with lz4", "decompress it first: lz4 -d FILE"),
    SEVEN_ZIP("a 7-Zip archive", "unpack it, and name the CSV file in it"),
    RAR("a RAR archive", "unpack it, and name the CSV file in it"),
    ARROW("an Arrow or Feather file", "convert it to CSV or Parquet"),
    ORC("an ORC file", "convert it to CSV or Parquet"),
    AVRO("an Avro file", "convert it to CSV or Parquet"),
    HDF5("an HDF5 or NetCDF-4 file", "convert it to CSV or Parquet"),
    NETCDF("a NetCDF file", "convert it to CSV or Parquet"),
    SQLITE("an SQLite database", "export the table: sqlite3 -header -csv FILE 'SELECT ...'"),
    NUMPY("a NumPy array", "save it with numpy.savetxt, a comma as delimiter and a header"),
    PICKLE("a Python pickle", "save the table with to_csv"),
    UTF_32("text in UTF-32", "save it as UTF-8: iconv -f UTF-32 -t UTF-8 FILE"),
    HTML("an HTML page", "download the file itself: the server may have sent a page to log in or to confirm"),
    XML("an XML document", "convert it to CSV"),
    JSON("JSON", "convert it to CSV, with one row for each time"),
    LFS("a pointer to a file in Git LFS, not the file itself", "fetch the file: git lfs pull");

    private static final Pattern HTML_START = Pattern.compile("<(?:!doctype\\s+html|html|head|body|table)\\b.*",
            Pattern.DOTALL);
    private static final Pattern JSON_START = Pattern
            .compile("(?:\\{\\s*(?:\"[^\"]*\"\\s*:.*|\\})|\\[\\s*(?:\\[|\\{\\s*\"|\\]|\"|-?[\\d.]+\\s*,).*)",
                    Pattern.DOTALL);
    private static final int EXAMINED = 1 << 10;

    private final String text;
    private final String remedy;

    FileKind(String text, String remedy) {
        this.text = text;
        this.remedy = remedy;
    }

    /// The kind of a file.
    ///
    /// @param start its first bytes
    static FileKind of(byte[] start) {
        FileKind magic = magic(start);
        if (magic != TEXT) {
            return magic;
        }
        String text = new String(start, 0, Math.min(start.length, EXAMINED), StandardCharsets.ISO_8859_1)
                .replaceFirst("^\u00EF\u00BB\u00BF", "").replace("\0", "")
                .replaceFirst("^(\u00FF\u00FE|\u00FE\u00FF)", "")
                .strip();
        String lower = text.toLowerCase(Locale.ROOT);
        if (HTML_START.matcher(lower).matches()) {
            return HTML;
        }
        if (lower.startsWith("<?xml")) {
            return lower.contains("<html") ? HTML : XML;
        }
        if (JSON_START.matcher(text).matches()) {
            return JSON;
        }
        return lower.startsWith("version https://git-lfs.github.com/spec/") ? LFS : TEXT;
    }

    private static FileKind magic(byte[] start) {
        if (starts(start, "PK\u0003\u0004") || starts(start, "PK\u0005\u0006")) {
            String names = new String(start, StandardCharsets.ISO_8859_1);
            return names.contains("[Content_Types].xml") || names.contains("xl/") || names.contains("spreadsheet")
                    ? EXCEL
                    : ZIP;
        }
        Object[][] magics = {{"\u001F\u008B", GZIP}, {"PAR1", PARQUET}, {"\u00D0\u00CF\u0011\u00E0", OLD_EXCEL},
                {"%PDF-", PDF}, {"BZh", BZIP2}, {"\u00FD7zXZ\0", XZ}, {"(\u00B5/\u00FD", ZSTD},
                {"\u0004\"M\u0018", LZ4}, {"7z\u00BC\u00AF'\u001C", SEVEN_ZIP}, {"Rar!\u001A", RAR},
                {"ARROW1\0", ARROW}, {"FEA1", ARROW}, {"ORC\0", ORC}, {"Obj\u0001", AVRO}, {"\u0089HDF\r\n", HDF5},
                {"CDF\u0001", NETCDF}, {"CDF\u0002", NETCDF}, {"SQLite format 3\0", SQLITE}, {"\u0093NUMPY", NUMPY},
                {"\u0080\u0004\u0095", PICKLE}, {"\u0080\u0005\u0095", PICKLE}, {"\u00FF\u00FE\0\0", UTF_32},
                {"\0\0\u00FE\u00FF", UTF_32}};
        for (Object[] magic : magics) {
            if (starts(start, (String) magic[0])) {
                return (FileKind) magic[1];
            }
        }
        return TEXT;
    }

    private static boolean starts(byte[] start, String magic) {
        if (start.length < magic.length()) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if ((start[i] & 0xFF) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Refuses what cannot be read.
    ///
    /// @param source how messages refer to the file
    /// @throws ForecastException if it is neither text nor a format that is read
    void requireReadable(String source) {
        if (!remedy.isEmpty()) {
            throw ForecastException.table(source + ": expected a CSV or Parquet file, found " + text + "; " + remedy);
        }
    }
}
