package dev.lstm4j.io.internal;

import dev.lstm4j.cell.CellSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// A JSON object from a file's metadata. The caller reads each key with its type and then calls
/// [#requireNoOther], because a key that this version does not know could change the meaning of the other keys.
public final class JsonObject {
    /// A number as text, so that it is rounded only once, to the type that the caller asks for.
    private record Literal(String digits, boolean whole) {}

    private final String name;
    private final Map<String, @Nullable Object> values;
    private final Set<String> left;
    private final Set<String> known = new LinkedHashSet<>();

    private JsonObject(String name, Map<String, @Nullable Object> values) {
        this.name = name;
        this.values = values;
        this.left = new LinkedHashSet<>(values.keySet());
    }

    /// Parses text.
    ///
    /// @param name name of the text, for messages
    /// @param text JSON
    /// @return the object
    /// @throws MalformedJsonException if it is not exactly one JSON object
    public static JsonObject parse(String name, String text) throws MalformedJsonException {
        try (JsonParser parser = Json.parser(Utf8.encode(text))) {
            parser.nextToken();
            Object value = read(parser);
            if (parser.nextToken() != null) {
                throw new MalformedJsonException(name + ": expected one JSON object, found more text after it");
            }
            return object(name, value);
        } catch (JacksonException e) {
            throw new MalformedJsonException(name + ": expected JSON, found: " + e.getOriginalMessage(), e);
        }
    }

    private static JsonObject object(String name, @Nullable Object value) throws MalformedJsonException {
        if (!(value instanceof Map<?, ?> map)) {
            throw new MalformedJsonException(name + ": expected an object, found " + shown(value));
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        map.forEach((key, entry) -> values.put((String) key, entry));
        return new JsonObject(name, values);
    }

    /// Recursive; [Json] limits the depth.
    private static @Nullable Object read(JsonParser parser) {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = parser.currentName();
                    parser.nextToken();
                    map.put(key, read(parser));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(read(parser));
                }
                yield list;
            }
            case VALUE_NUMBER_INT -> new Literal(parser.getString(), true);
            case VALUE_NUMBER_FLOAT -> new Literal(parser.getString(), false);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> parser.getString();
            case null, default -> null;
        };
    }

    /// Reads a whole number.
    ///
    /// @param key the key
    /// @return the value
    /// @throws MalformedJsonException if it is missing or of another kind
    public int integer(String key) throws MalformedJsonException {
        if (take(key) instanceof Literal(String digits, boolean whole) && whole) {
            try {
                return Integer.parseInt(digits);
            } catch (NumberFormatException e) {
                throw problem(key, "a whole number below 2^31", values.get(key));
            }
        }
        throw problem(key, "a whole number", values.get(key));
    }

    /// Reads a number as float.
    ///
    /// @param key the key
    /// @return the nearest float
    /// @throws MalformedJsonException if it is missing or of another kind
    public float single(String key) throws MalformedJsonException {
        if (take(key) instanceof Literal(String digits, _)) {
            return Float.parseFloat(digits);
        }
        throw problem(key, "a number", values.get(key));
    }

    /// Reads a whole number as long.
    ///
    /// @param key the key
    /// @return the value
    /// @throws MalformedJsonException if it is missing or of another kind
    public long whole(String key) throws MalformedJsonException {
        if (take(key) instanceof Literal(String digits, boolean whole) && whole) {
            try {
                return Long.parseLong(digits);
            } catch (NumberFormatException e) {
                throw problem(key, "a whole number below 2^63", values.get(key));
            }
        }
        throw problem(key, "a whole number", values.get(key));
    }

    /// Reads a number as double.
    ///
    /// @param key the key
    /// @return the nearest double
    /// @throws MalformedJsonException if it is missing or of another kind
    public double real(String key) throws MalformedJsonException {
        if (take(key) instanceof Literal(String digits, _)) {
            return Double.parseDouble(digits);
        }
        throw problem(key, "a number", values.get(key));
    }

    /// Reads a boolean.
    ///
    /// @param key the key
    /// @return the value
    /// @throws MalformedJsonException if it is missing or of another kind
    public boolean flag(String key) throws MalformedJsonException {
        if (take(key) instanceof Boolean flag) {
            return flag;
        }
        throw problem(key, "true or false", values.get(key));
    }

    /// Reads a string.
    ///
    /// @param key the key
    /// @return the value
    /// @throws MalformedJsonException if it is missing or of another kind
    public String text(String key) throws MalformedJsonException {
        if (take(key) instanceof String text) {
            return text;
        }
        throw problem(key, "a string", values.get(key));
    }

    /// Whether the object has a key.
    ///
    /// @param key the key
    /// @return true for any value, including null
    public boolean has(String key) {
        known.add(key);
        return values.containsKey(key);
    }

    /// Whether the object has a key with a value other than null. A key whose value is null counts as read.
    ///
    /// @param key the key
    /// @return false if it is missing or null
    public boolean hasValue(String key) {
        return take(key) != null;
    }

    /// Whether the value of a key is a string.
    ///
    /// @param key the key
    /// @return false if it is missing or of another kind
    public boolean isText(String key) {
        return values.get(key) instanceof String;
    }

    /// Reads an object or null.
    ///
    /// @param key the key
    /// @return the value
    /// @throws MalformedJsonException if it is missing or of another kind
    @Nullable
    public JsonObject objectOrNull(String key) throws MalformedJsonException {
        Object value = take(key);
        return value == null && values.containsKey(key) ? null : object(path(key), value);
    }

    /// Reads an object.
    ///
    /// @param key the key
    /// @return the value
    /// @throws MalformedJsonException if it is missing or of another kind
    public JsonObject object(String key) throws MalformedJsonException {
        return object(path(key), take(key));
    }

    /// Reads a list of objects.
    ///
    /// @param key the key
    /// @return the elements
    /// @throws MalformedJsonException if it is missing or of another kind
    public List<JsonObject> objects(String key) throws MalformedJsonException {
        List<JsonObject> objects = new ArrayList<>();
        for (Object element : list(key)) {
            objects.add(object(path(key) + "[" + objects.size() + "]", element));
        }
        return objects;
    }

    /// Reads a list of numbers as doubles.
    ///
    /// @param key the key
    /// @return the nearest doubles
    /// @throws MalformedJsonException if it is missing or of another kind
    public List<Double> doubles(String key) throws MalformedJsonException {
        List<Double> numbers = new ArrayList<>();
        for (Object element : list(key)) {
            if (!(element instanceof Literal(String digits, _))) {
                throw problem(key, "a list of numbers", element);
            }
            numbers.add(Double.parseDouble(digits));
        }
        return numbers;
    }

    /// Reads a list of strings.
    ///
    /// @param key the key
    /// @return the elements
    /// @throws MalformedJsonException if it is missing or of another kind
    public List<String> texts(String key) throws MalformedJsonException {
        List<String> texts = new ArrayList<>();
        for (Object element : list(key)) {
            if (!(element instanceof String text)) {
                throw problem(key, "a list of strings", element);
            }
            texts.add(text);
        }
        return texts;
    }

    /// Reads all keys; each value must be a string.
    ///
    /// @return in the order of the file
    /// @throws MalformedJsonException if a value is of another kind
    public Map<String, String> allTexts() throws MalformedJsonException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String key : values.keySet()) {
            texts.put(key, text(key));
        }
        return texts;
    }

    /// Reads all keys as settings of a cell: booleans, numbers, strings and groups of them.
    ///
    /// @return in the order of the file
    /// @throws MalformedJsonException if a value is of another kind
    public CellSettings settings() throws MalformedJsonException {
        CellSettings settings = CellSettings.none();
        for (String key : values.keySet()) {
            settings = switch (take(key)) {
                case Boolean flag -> settings.with(key, flag);
                case String text -> settings.with(key, text);
                case Literal(String digits, _) -> settings.withDigits(key, digits);
                case Map<?, ?> group -> settings.with(key, object(path(key), group).settings());
                case null, default -> throw problem(key, "a setting of a cell", values.get(key));
            };
        }
        return settings;
    }

    /// Checks that every key has been read.
    ///
    /// @throws MalformedJsonException if the object has a key that was not read; it names the keys that were
    public void requireNoOther() throws MalformedJsonException {
        if (!left.isEmpty()) {
            throw new MalformedJsonException(name + ": expected only keys that this version knows, found "
                    + Printable.quote(left.iterator().next()) + "; try a newer version of LSTM4J; this one knows "
                    + String.join(", ", known));
        }
    }

    private List<?> list(String key) throws MalformedJsonException {
        if (take(key) instanceof List<?> list) {
            return list;
        }
        throw problem(key, "a list", values.get(key));
    }

    private @Nullable Object take(String key) {
        left.remove(key);
        known.add(key);
        return values.get(key);
    }

    private String path(String key) {
        return name + "." + key;
    }

    private MalformedJsonException problem(String key, String expected, @Nullable Object found) {
        return new MalformedJsonException(
                path(key) + ": expected " + expected + ", found " + (values.containsKey(key) ? shown(found) : "none"));
    }

    private static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> Printable.quote(text);
            case Literal(String digits, _) -> Printable.quote(digits);
            case Boolean flag -> flag.toString();
            case List<?> _ -> "a list";
            default -> "an object";
        };
    }
}
