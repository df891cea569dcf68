package dev.lstm4j.forecast.settings;

import org.jspecify.annotations.Nullable;

/// A problem that the user should know about, but that does not stop the work.
///
/// @param setting the value of the recipe that it is about, or null
/// @param message one line, without the name of the setting
public record Warning(@Nullable Setting setting, String message) {

    /// A warning about data or a model.
    ///
    /// @param message one line
    public Warning(String message) {
        this(null, message);
    }

    /// The message with the name of the setting.
    @Override
    public String toString() {
        return setting == null ? message : setting.path() + ": " + message;
    }
}
