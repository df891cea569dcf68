package dev.lstm4j.benchmarks.peers;

import dev.lstm4j.bench.Mode;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/// The measurement of one case by one fork: a line of JSON. Java engines and the Python script use the same format.
///
/// @param engine the id of the engine
/// @param version the version of the engine
/// @param mode the mode of the case
/// @param workload the name of the workload
/// @param threads the number of threads
/// @param difference the largest difference of its results from LSTM4J's, or NaN if they were not compared
/// @param repetitions repetitions per round
/// @param seconds seconds per repetition, one number per round
public record Measurement(String engine, String version, Mode mode, String workload, int threads, double difference,
        int repetitions, double[] seconds) {

    /// Writes the measurement as JSON.
    ///
    /// @return one line, without a line break
    public String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("engine", engine);
            json.writeStringProperty("version", version);
            json.writeStringProperty("mode", mode.id());
            json.writeStringProperty("workload", workload);
            json.writeNumberProperty("threads", threads);
            if (Double.isFinite(difference)) {
                json.writeNumberProperty("difference", difference);
            } else {
                json.writeNullProperty("difference");
            }
            json.writeNumberProperty("repetitions", repetitions);
            json.writeArrayPropertyStart("seconds");
            for (double round : seconds) {
                json.writeNumber(round);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    /// Reads a line.
    ///
    /// @param line as [#json] wrote it
    /// @return the measurement
    /// @throws IOException if it is not such a line
    public static Measurement parse(String line) throws IOException {
        String engine = "";
        String version = "";
        String mode = "";
        String workload = "";
        int threads = 0;
        double difference = Double.NaN;
        int repetitions = 0;
        List<Double> seconds = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw broken(line, "something that is not an object");
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                switch (name) {
                    case "engine" -> engine = json.getString();
                    case "version" -> version = json.getString();
                    case "mode" -> mode = json.getString();
                    case "workload" -> workload = json.getString();
                    case "threads" -> threads = json.getIntValue();
                    case "difference" ->
                        difference = value == JsonToken.VALUE_NULL ? Double.NaN : json.getDoubleValue();
                    case "repetitions" -> repetitions = json.getIntValue();
                    case "seconds" -> {
                        while (json.nextToken() != JsonToken.END_ARRAY) {
                            seconds.add(json.getDoubleValue());
                        }
                    }
                    default -> json.skipChildren();
                }
            }
            if (engine.isEmpty() || workload.isEmpty() || threads < 1 || seconds.isEmpty()
                    || seconds.stream().anyMatch(round -> !(round > 0))) {
                throw broken(line, "one without engine, workload, threads or times above 0");
            }
            return new Measurement(engine, version, Mode.of(mode), workload, threads, difference, repetitions,
                    seconds.stream().mapToDouble(Double::doubleValue).toArray());
        } catch (StreamReadException | IllegalArgumentException e) {
            throw new IOException(broken(line, e.getMessage()).getMessage(), e);
        }
    }

    private static IOException broken(String line, String found) {
        return new IOException("expected a measurement as a line of JSON, found " + found + ": "
                + line.substring(0, Math.min(line.length(), 120)));
    }
}
