package dev.lstm4j.forecast.settings;

import org.jspecify.annotations.Nullable;

/// A problem that the user should know about, but that does not stop the work.
///
/// @param subject the value of the recipe that the message begins with, or null
/// @param message one line, without the names of settings
/// @param remedy the value of the recipe that changes what was done, or null
public record Warning(@Nullable Setting subject, String message, @Nullable Setting remedy) {

    /// A warning about data or a model.
    ///
    /// @param message one line
    public Warning(String message) {
        this(null, message, null);
    }

    /// A warning about data, and the value of the recipe that changes how it is treated.
    ///
    /// @param remedy the value
    /// @param message one line
    public Warning(Setting remedy, String message) {
        this(null, message, remedy);
    }

    /// A warning about a value of the recipe.
    ///
    /// @param subject the value
    /// @param message goes on after the name of the value, such as `has no effect`
    /// @return the warning
    public static Warning setting(Setting subject, String message) {
        return new Warning(subject, message, null);
    }

    /// The message with the names of the settings.
    @Override
    public String toString() {
        return (subject == null ? "" : subject.path() + ": ") + message
                + (remedy == null ? "" : " (" + remedy.path() + ")");
    }
}
