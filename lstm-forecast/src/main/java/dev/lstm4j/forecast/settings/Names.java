package dev.lstm4j.forecast.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The names of the values of enums in recipes: lower case, words joined by `-`, such as `one-cycle`.
public final class Names {
    private Names() {}

    /// The name of a value.
    ///
    /// @param value any enum's
    /// @return for example `one-cycle`
    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Finds a value by its name.
    ///
    /// @param <E> the enum
    /// @param setting the value of the recipe that the name is for
    /// @param type the enum
    /// @param name in upper or lower case
    /// @return the value
    /// @throws ForecastException if no value has that name
    public static <E extends Enum<E>> E find(Setting setting, Class<E> type, String name) {
        for (E value : type.getEnumConstants()) {
            if (of(value).equalsIgnoreCase(name)) {
                return value;
            }
        }
        throw unknown(setting, Arrays.stream(type.getEnumConstants()).map(Names::of).toList(), name);
    }

    /// A name that is not known.
    ///
    /// @param setting the value of the recipe that the name is for
    /// @param known the names that are known, at least two
    /// @param found the name
    /// @return the exception to throw
    public static ForecastException unknown(Setting setting, List<String> known, String found) {
        List<String> first = new ArrayList<>(known);
        String last = first.removeLast();
        return ForecastException.setting(setting,
                "expected " + String.join(", ", first) + " or " + last + ", found '" + found + "'");
    }
}
