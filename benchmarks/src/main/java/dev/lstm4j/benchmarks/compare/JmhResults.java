package dev.lstm4j.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/// The results that JMH wrote with `-rf json`: for each benchmark and its parameters, the time of every iteration of
/// every fork. Only average times are read; cases in other modes, such as sampling, are skipped.
///
/// @param scores by benchmark and parameters: one array per fork, in ns per operation
public record JmhResults(Map<Case, List<double[]>> scores) {
    private static final Map<String, Double> NANOSECONDS = Map.of("ns/op", 1.0, "us/op", 1e3, "ms/op", 1e6, "s/op",
            1e9);

    /// A benchmark with its parameters.
    ///
    /// @param benchmark package, class and method
    /// @param parameters by name
    public record Case(String benchmark, Map<String, String> parameters) {
        /// Copies the parameters, sorted by name.
        public Case {
            parameters = new TreeMap<>(parameters);
        }

        /// The same case with another value of a parameter.
        Case with(String parameter, String value) {
            Map<String, String> changed = new TreeMap<>(parameters);
            changed.put(parameter, value);
            return new Case(benchmark, changed);
        }

        /// A label for tables: without the package, and without the kernels if they are `vector`.
        String label() {
            String[] parts = benchmark.split("\\.");
            StringBuilder label = new StringBuilder(parts[parts.length - 1]);
            if (parts.length > 1) {
                label.insert(0, parts[parts.length - 2] + ".");
            }
            parameters.forEach(
                    (name, value) -> label.append(name.equals("kernels") && value.equals("vector") ? "" : " " + value));
            return label.toString();
        }
    }

    /// Reads a file, or all files of a folder, whose forks are combined.
    ///
    /// @param path a JMH result file, or a folder of such files whose names end in `.json`
    /// @return the cases in the order of the files
    /// @throws IOException if a file cannot be read or is not a JMH result file
    public static JmhResults read(Path path) throws IOException {
        Map<Case, List<double[]>> scores = new LinkedHashMap<>();
        for (Path file : files(path)) {
            try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), file)) {
                expect(json.nextToken(), JsonToken.START_ARRAY, file);
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    readCase(json, scores, file);
                }
            } catch (StreamReadException e) {
                throw new IOException(file + ": expected JSON, found: " + e.getOriginalMessage(), e);
            }
        }
        return new JmhResults(scores);
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            if (!Files.exists(path)) {
                throw new NoSuchFileException(
                        path + ": expected a JMH result file or a folder of result files, found none");
            }
            return List.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
    }

    private static void readCase(JsonParser json, Map<Case, List<double[]>> scores, Path file) throws IOException {
        String benchmark = "";
        String mode = "";
        Map<String, String> parameters = Map.of();
        Metric metric = new Metric("", List.of());
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "benchmark" -> benchmark = json.getString();
                case "mode" -> mode = json.getString();
                case "params" -> parameters = readParameters(json);
                case "primaryMetric" -> metric = readMetric(json);
                default -> json.skipChildren();
            }
        }
        if (!mode.equals("avgt") && !mode.isEmpty()) {
            return;
        }
        if (benchmark.isEmpty() || metric.forks().isEmpty()) {
            throw new IOException(file + ": expected raw data for every benchmark, found a case without it");
        }
        scores.computeIfAbsent(new Case(benchmark, parameters), _ -> new ArrayList<>())
                .addAll(metric.nanoseconds(file));
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

    /// The times of a case, in the unit that JMH chose.
    private record Metric(String unit, List<double[]> forks) {
        List<double[]> nanoseconds(Path file) throws IOException {
            Double factor = NANOSECONDS.get(unit);
            if (factor == null) {
                throw new IOException(file + ": expected a scoreUnit among " + new TreeMap<>(NANOSECONDS).keySet()
                        + ", found '" + unit + "'");
            }
            return forks.stream().map(fork -> Arrays.stream(fork).map(time -> time * factor).toArray()).toList();
        }
    }

    private static Metric readMetric(JsonParser json) {
        List<double[]> forks = new ArrayList<>();
        String unit = "";
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "scoreUnit" -> unit = json.getString();
                case "rawData" -> readForks(json, forks);
                default -> json.skipChildren();
            }
        }
        return new Metric(unit, forks);
    }

    private static void readForks(JsonParser json, List<double[]> forks) {
        while (json.nextToken() == JsonToken.START_ARRAY) {
            List<Double> iterations = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                iterations.add(json.getDoubleValue());
            }
            forks.add(iterations.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    private static void expect(JsonToken found, JsonToken expected, Path file) throws IOException {
        if (found != expected) {
            throw new IOException(file + ": expected a JMH result file (-rf json), found " + found);
        }
    }
}
