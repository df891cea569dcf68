package dev.lstm4j.forecast.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Thrown if a recipe, a table or a model cannot be used. The message is one line: what, where, what was expected,
/// what was found, and a remedy if one is known.
public final class ForecastException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /// What cannot be used.
    public enum Reason {
        /// A value of the recipe: [#setting()] says which.
        SETTING,
        /// The data of a table.
        TABLE,
        /// A model.
        MODEL,
        /// The first row to evaluate.
        EVALUATION,
        /// The memory that the work takes.
        MEMORY
    }

    private final Reason reason;
    private final @Nullable Setting setting;
    private final String problem;
    private final Setting[] remedies;

    private ForecastException(Reason reason, @Nullable Setting setting, String problem, Setting... remedies) {
        super(setting != null
                ? setting.path() + ": " + problem
                : reason == Reason.EVALUATION ? "since: " + problem : problem);
        this.reason = reason;
        this.setting = setting;
        this.problem = problem;
        this.remedies = remedies;
    }

    /// A value of a recipe is wrong.
    ///
    /// @param setting the value
    /// @param problem what was expected and what was found
    /// @param remedies other values whose change helps too
    /// @return the exception to throw
    public static ForecastException setting(Setting setting, String problem, Setting... remedies) {
        return new ForecastException(Reason.SETTING, setting, problem, remedies);
    }

    /// The text of a recipe is wrong as a whole.
    ///
    /// @param problem what was expected and what was found
    /// @return the exception to throw
    public static ForecastException recipe(String problem) {
        return new ForecastException(Reason.SETTING, null, problem);
    }

    /// The data of a table is wrong.
    ///
    /// @param problem where, what was expected and what was found
    /// @param remedies values of the recipe that accept the data once changed
    /// @return the exception to throw
    public static ForecastException table(String problem, Setting... remedies) {
        return new ForecastException(Reason.TABLE, null, problem, remedies);
    }

    /// A model cannot forecast.
    ///
    /// @param problem what was expected and what was found
    /// @return the exception to throw
    public static ForecastException model(String problem) {
        return new ForecastException(Reason.MODEL, null, problem);
    }

    /// The first row to evaluate is wrong. The message begins with `since`.
    ///
    /// @param problem what was expected and what was found
    /// @return the exception to throw
    public static ForecastException evaluation(String problem) {
        return new ForecastException(Reason.EVALUATION, null, problem);
    }

    /// The work takes more memory than there is.
    ///
    /// @param setting the value that takes most of it, or null if it is the data
    /// @param problem how much is expected and how much is needed
    /// @param remedies other values whose change helps too
    /// @return the exception to throw
    public static ForecastException memory(@Nullable Setting setting, String problem, Setting... remedies) {
        return new ForecastException(Reason.MEMORY, setting, problem, remedies);
    }

    /// The same exception with its cause.
    ///
    /// @param cause what was thrown before
    /// @return this
    public ForecastException causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }

    /// What cannot be used.
    ///
    /// @return the kind of thing
    public Reason reason() {
        return reason;
    }

    /// The value of the recipe that is wrong.
    ///
    /// @return null if it is not one value
    public @Nullable Setting setting() {
        return setting;
    }

    /// The message without the name of the setting.
    ///
    /// @return one line
    public String problem() {
        return problem;
    }

    /// Values of the recipe that help once changed.
    ///
    /// @return empty if none is known
    public List<Setting> remedies() {
        return List.of(remedies);
    }
}
