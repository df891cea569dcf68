package dev.lstm4j.io.safetensors;

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

/// A JSON object out of a file's metadata, of which every key must be asked for with its type and none may be left: a key
/// that this version does not know might change the meaning of those it knows.
public final class JsonObject {
    /// A number as it is written, so that the caller's type reads it and nothing is rounded twice.
    private record Literal(String digits, boolean whole) {}

    private final Place place;
    private final String name;
    private final Map<String, @Nullable Object> values;
    private final Set<String> left;
    private final Set<String> asked = new LinkedHashSet<>();

    private JsonObject(Place place, String name, Map<String, @Nullable Object> values) {
        this.place = place;
        this.name = name;
        this.values = values;
        this.left = new LinkedHashSet<>(values.keySet());
    }

    /// Reads a text.
    ///
    /// @param place where the metadata stand
    /// @param name of the text, for messages
    /// @param text JSON
    /// @return the object
    /// @throws ModelFileException where it is not one JSON object
    public static JsonObject parse(Place place, String name, String text) throws ModelFileException {
        try (JsonParser parser = Json.parser(Utf8.encode(text))) {
            parser.nextToken();
            Object value = read(parser);
            if (parser.nextToken() != null) {
                throw place.problem(name + ": expected one JSON object, found more after it");
            }
            return object(place, name, value);
        } catch (JacksonException e) {
            throw place.problem(name + ": expected JSON, found: " + e.getOriginalMessage(), e);
        }
    }

    private static JsonObject object(Place place, String name, @Nullable Object value) throws ModelFileException {
        if (!(value instanceof Map<?, ?> map)) {
            throw place.problem(name + ": expected an object, found " + shown(value));
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        map.forEach((key, entry) -> values.put((String) key, entry));
        return new JsonObject(place, name, values);
    }

    /// Recursive: as deep as [Json] lets a text nest.
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

    /// A whole number.
    ///
    /// @param key its name
    /// @return its value
    /// @throws ModelFileException where it is missing or of another kind
    public int integer(String key) throws ModelFileException {
        if (take(key) instanceof Literal(String digits, boolean whole) && whole) {
            try {
                return Integer.parseInt(digits);
            } catch (NumberFormatException e) {
                throw problem(key, "a whole number below 2^31", values.get(key));
            }
        }
        throw problem(key, "a whole number", values.get(key));
    }

    /// A number with the precision of float.
    ///
    /// @param key its name
    /// @return the nearest float
    /// @throws ModelFileException where it is missing or of another kind
    public float single(String key) throws ModelFileException {
        if (take(key) instanceof Literal(String digits, _)) {
            return Float.parseFloat(digits);
        }
        throw problem(key, "a number", values.get(key));
    }

    /// A whole number with the precision of long.
    ///
    /// @param key its name
    /// @return its value
    /// @throws ModelFileException if it is missing or of another kind
    public long whole(String key) throws ModelFileException {
        if (take(key) instanceof Literal(String digits, boolean whole) && whole) {
            try {
                return Long.parseLong(digits);
            } catch (NumberFormatException e) {
                throw problem(key, "a whole number below 2^63", values.get(key));
            }
        }
        throw problem(key, "a whole number", values.get(key));
    }

    /// A number with the precision of double.
    ///
    /// @param key its name
    /// @return the nearest double
    /// @throws ModelFileException if it is missing or of another kind
    public double real(String key) throws ModelFileException {
        if (take(key) instanceof Literal(String digits, _)) {
            return Double.parseDouble(digits);
        }
        throw problem(key, "a number", values.get(key));
    }

    /// Whether a key is there with a value other than null. A key whose value is null counts as asked for.
    ///
    /// @param key its name
    /// @return false if it is missing or null
    public boolean hasValue(String key) {
        return take(key) != null;
    }

    /// A truth value.
    ///
    /// @param key its name
    /// @return its value
    /// @throws ModelFileException where it is missing or of another kind
    public boolean flag(String key) throws ModelFileException {
        if (take(key) instanceof Boolean flag) {
            return flag;
        }
        throw problem(key, "true or false", values.get(key));
    }

    /// A text.
    ///
    /// @param key its name
    /// @return its value
    /// @throws ModelFileException where it is missing or of another kind
    public String text(String key) throws ModelFileException {
        if (take(key) instanceof String text) {
            return text;
        }
        throw problem(key, "a text", values.get(key));
    }

    /// Whether a key is there.
    ///
    /// @param key its name
    /// @return true whatever its value is
    public boolean has(String key) {
        asked.add(key);
        return values.containsKey(key);
    }

    /// An object, or null where the file says null.
    ///
    /// @param key its name
    /// @return its value
    /// @throws ModelFileException where it is missing or of another kind
    @Nullable
    public JsonObject objectOrNull(String key) throws ModelFileException {
        Object value = take(key);
        return value == null && values.containsKey(key) ? null : object(place, path(key), value);
    }

    /// An object.
    ///
    /// @param key its name
    /// @return its value
    /// @throws ModelFileException where it is missing or of another kind
    public JsonObject object(String key) throws ModelFileException {
        return object(place, path(key), take(key));
    }

    /// A list of objects.
    ///
    /// @param key its name
    /// @return its elements
    /// @throws ModelFileException where it is missing or of another kind
    public List<JsonObject> objects(String key) throws ModelFileException {
        List<JsonObject> objects = new ArrayList<>();
        for (Object element : list(key)) {
            objects.add(object(place, path(key) + "[" + objects.size() + "]", element));
        }
        return objects;
    }

    /// A list of numbers with the precision of double.
    ///
    /// @param key its name
    /// @return the nearest doubles
    /// @throws ModelFileException where it is missing or of another kind
    public List<Double> doubles(String key) throws ModelFileException {
        List<Double> numbers = new ArrayList<>();
        for (Object element : list(key)) {
            if (!(element instanceof Literal(String digits, _))) {
                throw problem(key, "a list of numbers", element);
            }
            numbers.add(Double.parseDouble(digits));
        }
        return numbers;
    }

    /// A list of texts.
    ///
    /// @param key its name
    /// @return its elements
    /// @throws ModelFileException where it is missing or of another kind
    public List<String> texts(String key) throws ModelFileException {
        List<String> texts = new ArrayList<>();
        for (Object element : list(key)) {
            if (!(element instanceof String text)) {
                throw problem(key, "a list of texts", element);
            }
            texts.add(text);
        }
        return texts;
    }

    /// All keys, whose values must be texts.
    ///
    /// @return in the order of the file
    /// @throws ModelFileException where a value is of another kind
    public Map<String, String> allTexts() throws ModelFileException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String key : values.keySet()) {
            texts.put(key, text(key));
        }
        return texts;
    }

    /// Checks that every key was asked for.
    ///
    /// @throws ModelFileException if a key is left that this version does not know; the message names those it knows
    public void requireNoOther() throws ModelFileException {
        if (!left.isEmpty()) {
            throw place.problem(name + ": expected only keys that this version knows, found "
                    + Place.quote(left.iterator().next()) + "; a newer LSTM4J may know it; known are "
                    + String.join(", ", asked));
        }
    }

    private List<?> list(String key) throws ModelFileException {
        if (take(key) instanceof List<?> list) {
            return list;
        }
        throw problem(key, "a list", values.get(key));
    }

    private @Nullable Object take(String key) {
        left.remove(key);
        asked.add(key);
        return values.get(key);
    }

    private String path(String key) {
        return name + "." + key;
    }

    private ModelFileException problem(String key, String expected, @Nullable Object found) {
        return place.problem(
                path(key) + ": expected " + expected + ", found " + (values.containsKey(key) ? shown(found) : "none"));
    }

    private static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "nothing";
            case String text -> Place.quote(text);
            case Literal(String digits, _) -> Place.quote(digits);
            case Boolean flag -> flag.toString();
            case List<?> _ -> "a list";
            default -> "an object";
        };
    }
}
