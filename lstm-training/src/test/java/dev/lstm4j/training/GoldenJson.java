package dev.lstm4j.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// JSON of the golden files as maps, lists, doubles, booleans and strings.
public record GoldenJson(Map<?, ?> values) {

    public static GoldenJson read(String file) {
        Path folder = Path.of(Objects.requireNonNull(System.getProperty("lstm4j.testdata"), "lstm4j.testdata"));
        try {
            return parse(Files.readString(folder.resolve("golden").resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static GoldenJson parse(String text) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            return new GoldenJson((Map<?, ?>) value(parser));
        }
    }

    private static Object value(JsonParser parser) {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.put(name, value(parser));
                }
                return object;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                return list;
            }
            case VALUE_TRUE -> {
                return true;
            }
            case VALUE_FALSE -> {
                return false;
            }
            case VALUE_STRING -> {
                return parser.getString();
            }
            default -> {
                return parser.getDoubleValue();
            }
        }
    }

    private Object get(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    public GoldenJson object(String name) {
        return new GoldenJson((Map<?, ?>) get(name));
    }

    public double number(String name) {
        return (Double) get(name);
    }

    public boolean flag(String name) {
        return (Boolean) get(name);
    }

    public double[] numbers(String name) {
        return numbers((List<?>) get(name));
    }

    /// A list of lists, one after the other.
    double[] flatNumbers(String name) {
        List<Object> all = new ArrayList<>();
        for (Object part : (List<?>) get(name)) {
            all.addAll((List<?>) part);
        }
        return numbers(all);
    }

    private static double[] numbers(List<?> list) {
        return list.stream().mapToDouble(number -> (Double) number).toArray();
    }
}
