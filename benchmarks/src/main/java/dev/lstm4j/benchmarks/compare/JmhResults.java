package dev.lstm4j.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/// What JMH wrote with `-rf json`: for each benchmark and its parameters the time of every iteration of every fork.
///
/// @param scores by benchmark and parameters: one array a fork, in the unit that JMH reported
public record JmhResults(Map<Case, List<double[]>> scores) {

    /// A benchmark with its parameters.
    ///
    /// @param benchmark class and method, without the package
    /// @param parameters by name
    public record Case(String benchmark, Map<String, String> parameters) {
        /// Copies the parameters in the order of their names.
        public Case {
            parameters = new TreeMap<>(parameters);
        }

        /// The same case with another value of a parameter, or without it.
        Case without(String parameter) {
            Map<String, String> rest = new TreeMap<>(parameters);
            rest.remove(parameter);
            return new Case(benchmark, rest);
        }

        /// For a table.
        String label() {
            return parameters.isEmpty() ? benchmark : benchmark + " " + String.join(", ", parameters.values());
        }
    }

    /// Reads a file.
    ///
    /// @param file as JMH wrote it
    /// @return its cases in the file's order
    /// @throws IOException where it cannot be read or is no such file
    public static JmhResults read(Path file) throws IOException {
        Map<Case, List<double[]>> scores = new LinkedHashMap<>();
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), file)) {
            expect(json.nextToken(), JsonToken.START_ARRAY, file);
            while (json.nextToken() == JsonToken.START_OBJECT) {
                readCase(json, scores, file);
            }
        } catch (StreamReadException e) {
            throw new IOException(file + ": expected JSON, found: " + e.getOriginalMessage(), e);
        }
        return new JmhResults(scores);
    }

    private static void readCase(JsonParser json, Map<Case, List<double[]>> scores, Path file) throws IOException {
        String benchmark = "";
        Map<String, String> parameters = Map.of();
        List<double[]> forks = List.of();
        String mode = "";
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "benchmark" -> benchmark = json.getString();
                case "mode" -> mode = json.getString();
                case "params" -> parameters = readParameters(json);
                case "primaryMetric" -> forks = readForks(json);
                default -> json.skipChildren();
            }
        }
        if (benchmark.isEmpty() || forks.isEmpty()) {
            throw new IOException(file + ": expected a benchmark with its raw data, found none in a case of it");
        }
        if (!mode.equals("avgt")) {
            throw new IOException(file + ": expected average times (mode avgt), found mode " + mode);
        }
        String[] parts = benchmark.split("\\.");
        String label = parts.length < 2 ? benchmark : parts[parts.length - 2] + "." + parts[parts.length - 1];
        scores.put(new Case(label, parameters), forks);
    }

    private static Map<String, String> readParameters(JsonParser json) {
        Map<String, String> parameters = new TreeMap<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            parameters.put(name, json.getString());
        }
        return parameters;
    }

    private static List<double[]> readForks(JsonParser json) {
        List<double[]> forks = new ArrayList<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (!name.equals("rawData")) {
                json.skipChildren();
                continue;
            }
            while (json.nextToken() == JsonToken.START_ARRAY) {
                List<Double> iterations = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    iterations.add(json.getDoubleValue());
                }
                forks.add(iterations.stream().mapToDouble(Double::doubleValue).toArray());
            }
        }
        return forks;
    }

    private static void expect(JsonToken found, JsonToken expected, Path file) throws IOException {
        if (found != expected) {
            throw new IOException(file + ": expected a JMH result file (-rf json), found " + found);
        }
    }
}
