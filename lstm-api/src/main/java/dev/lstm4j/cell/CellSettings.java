package dev.lstm4j.cell;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The settings of a cell as stored in files: named flags, numbers, strings, or groups of settings. The settings are
/// immutable; each `with` method returns a changed copy. The object records which settings were read, so that a file
/// with a setting that this version does not know is refused: the setting might change the meaning of the others.
public final class CellSettings {
    private static final int LONGEST_QUOTE = 80;

    private final Map<String, Object> values;
    private final Set<String> read = new HashSet<>();

    /// A number from a file, which each getter rounds only once, to its own type.
    private record Digits(String text) {
        private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,9}");

        boolean isWhole() {
            return WHOLE.matcher(text).matches();
        }

        Number number() {
            return isWhole() && !text.equals("-0") ? (Number) Integer.valueOf(text) : (Number) Float.valueOf(text);
        }
    }

    private CellSettings(Map<String, Object> values) {
        this.values = values;
    }

    /// No settings.
    ///
    /// @return empty settings, those of a default cell
    public static CellSettings none() {
        return new CellSettings(Map.of());
    }

    private CellSettings and(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new CellSettings(Collections.unmodifiableMap(more));
    }

    /// Adds a flag.
    ///
    /// @param name in lower case with underscores
    /// @param value its value
    /// @return a changed copy
    public CellSettings with(String name, boolean value) {
        return and(name, value);
    }

    /// Adds a number.
    ///
    /// @param name in lower case with underscores
    /// @param value its value
    /// @return a changed copy
    public CellSettings with(String name, float value) {
        return and(name, value);
    }

    /// Adds a whole number.
    ///
    /// @param name in lower case with underscores
    /// @param value its value
    /// @return a changed copy
    public CellSettings with(String name, int value) {
        return and(name, value);
    }

    /// Adds a string.
    ///
    /// @param name in lower case with underscores
    /// @param value its value
    /// @return a changed copy
    public CellSettings with(String name, String value) {
        return and(name, value);
    }

    /// Adds a group of settings.
    ///
    /// @param name in lower case with underscores
    /// @param value the group
    /// @return a changed copy
    public CellSettings with(String name, CellSettings value) {
        return and(name, value);
    }

    /// Adds a number as it is written in a file.
    ///
    /// @param name in lower case with underscores
    /// @param digits a number in Java's or JSON's syntax
    /// @return a changed copy
    public CellSettings withDigits(String name, String digits) {
        return and(name, new Digits(digits));
    }

    /// All settings, for writing them to a file.
    ///
    /// @return names and values in order: `Boolean`, `Float`, `Integer`, `String` or `CellSettings`
    public Map<String, Object> values() {
        Map<String, Object> shown = new LinkedHashMap<>(values);
        shown.replaceAll((_, value) -> value instanceof Digits digits ? digits.number() : value);
        return shown;
    }

    /// Whether there are no settings.
    ///
    /// @return true for the settings of a default cell
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /// Whether a setting is present.
    ///
    /// @param name its name
    /// @return whether it can be read
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /// Reads a flag.
    ///
    /// @param name its name
    /// @return its value
    /// @throws IllegalArgumentException if it is missing or not a flag
    public boolean flag(String name) {
        if (take(name) instanceof Boolean flag) {
            return flag;
        }
        throw refused(name, "true or false");
    }

    /// Reads a flag that may be missing.
    ///
    /// @param name its name
    /// @param missing the value to return if it is missing
    /// @return its value
    /// @throws IllegalArgumentException if it is not a flag
    public boolean flag(String name, boolean missing) {
        return has(name) ? flag(name) : missing;
    }

    /// Reads a number.
    ///
    /// @param name its name
    /// @return the nearest float
    /// @throws IllegalArgumentException if it is missing or not a number
    public float number(String name) {
        return switch (take(name)) {
            case Float number -> number;
            case Integer number -> number;
            case Digits digits -> Float.parseFloat(digits.text);
            case null, default -> throw refused(name, "a number");
        };
    }

    /// Reads a number that may be missing.
    ///
    /// @param name its name
    /// @param missing the value to return if it is missing
    /// @return the nearest float
    /// @throws IllegalArgumentException if it is not a number
    public float number(String name, float missing) {
        return has(name) ? number(name) : missing;
    }

    /// Reads a whole number.
    ///
    /// @param name its name
    /// @return its value
    /// @throws IllegalArgumentException if it is missing or not a whole number of at most nine digits
    public int integer(String name) {
        Object value = take(name);
        if (value instanceof Integer number) {
            return number;
        }
        if (value instanceof Digits digits && digits.isWhole()) {
            return Integer.parseInt(digits.text);
        }
        throw refused(name, "a whole number of at most nine digits");
    }

    /// Reads a string.
    ///
    /// @param name its name
    /// @return its value
    /// @throws IllegalArgumentException if it is missing or not a string
    public String text(String name) {
        if (take(name) instanceof String text) {
            return text;
        }
        throw refused(name, "a string");
    }

    /// Reads a group of settings.
    ///
    /// @param name its name
    /// @return the group
    /// @throws IllegalArgumentException if it is missing or not a group
    public CellSettings group(String name) {
        if (take(name) instanceof CellSettings group) {
            return group;
        }
        throw refused(name, "an object");
    }

    private @Nullable Object take(String name) {
        read.add(name);
        return values.get(name);
    }

    private IllegalArgumentException refused(String name, String expected) {
        Object value = values.get(name);
        String found = switch (value) {
            case null -> "none";
            case CellSettings _ -> "an object";
            case Digits digits -> quoted(digits.text);
            default -> quoted(value.toString());
        };
        return new IllegalArgumentException("cell_options." + name + ": expected " + expected + ", found " + found);
    }

    /// Quotes text from a file, shortened for a message.
    static String quoted(String text) {
        return "'" + (text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text) + "'";
    }

    /// Checks that a provider read every setting.
    void requireAllRead() {
        values.forEach((name, value) -> {
            if (!read.contains(name)) {
                throw new IllegalArgumentException("cell_options: expected only keys that this version knows, found '"
                        + name
                        + "'; a newer LSTM4J, or a newer version of the module that provides the cell, may read this file");
            }
            if (value instanceof CellSettings group) {
                group.requireAllRead();
            }
        });
    }

    @Override
    public String toString() {
        return values().toString();
    }
}
