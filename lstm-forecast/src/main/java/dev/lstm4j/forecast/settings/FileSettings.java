package dev.lstm4j.forecast.settings;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import org.jspecify.annotations.Nullable;

/// The form of a CSV file.
///
/// @param encoding the name of its character encoding, such as `windows-1252`; null to detect it
/// @param header whether its first row has the names of the columns; if not, they are named `column 1`, `column 2`, …
public record FileSettings(@Nullable String encoding, boolean header) {
    /// An encoding that is detected, and a header.
    public static final FileSettings DEFAULT = new FileSettings(null, true);

    /// Checks the encoding.
    ///
    /// @throws ForecastException if this Java does not know it
    public FileSettings {
        if (encoding != null) {
            try {
                encoding = Charset.forName(encoding).name();
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                throw ForecastException.setting(Setting.ENCODING, "expected an encoding such as UTF-8 or windows-1252, "
                        + "found '" + encoding + "'").causedBy(e);
            }
        }
    }

    /// Returns a copy with another encoding.
    ///
    /// @param name such as `windows-1252`; null to detect it
    /// @return a changed copy
    /// @throws ForecastException if this Java does not know it
    public FileSettings withEncoding(@Nullable String name) {
        return new FileSettings(name, header);
    }

    /// Returns a copy with or without a header.
    ///
    /// @param present whether the first row has the names of the columns
    /// @return a changed copy
    public FileSettings withHeader(boolean present) {
        return new FileSettings(encoding, present);
    }
}
