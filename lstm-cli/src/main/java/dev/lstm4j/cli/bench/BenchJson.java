package dev.lstm4j.cli.bench;

import dev.lstm4j.bench.Measurement;
import dev.lstm4j.bench.Workload;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes measurements as one JSON array on one line. An unknown figure is null; `ms_low` and `ms_high` are the
/// quartiles of the repetitions.
public final class BenchJson {
    private BenchJson() {}

    /// Writes the array.
    ///
    /// @param measurements in this order
    /// @return one line, without a line break
    public static String text(List<Measurement> measurements) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartArray();
            measurements.forEach(measurement -> write(json, measurement));
            json.writeEndArray();
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Measurement measurement) {
        Workload workload = measurement.workload();
        json.writeStartObject();
        json.writeStringProperty("shape", workload.name());
        json.writeNumberProperty("B", workload.batch());
        json.writeNumberProperty("T", workload.time());
        json.writeNumberProperty("I", workload.input());
        json.writeNumberProperty("H", workload.hidden());
        json.writeNumberProperty("L", workload.layers());
        json.writeStringProperty("mode", measurement.mode().name().toLowerCase(Locale.ROOT));
        json.writeNumberProperty("threads", measurement.engine().threads());
        number(json, "ms", measurement.seconds() * 1e3);
        number(json, "ms_low", measurement.times().low() * 1e3);
        number(json, "ms_high", measurement.times().high() * 1e3);
        number(json, "gflops", measurement.gigaflops());
        number(json, "limit_gflops", measurement.limit());
        number(json, "limit_percent", measurement.limitPercent());
        json.writeStringProperty("kernels", measurement.engine().kernels().name());
        number(json, "scalar_ms", measurement.scalarSeconds() * 1e3);
        number(json, "vector_over_scalar", measurement.overScalar());
        json.writeNumberProperty("directions", workload.bidirectional() ? 2 : 1);
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, double value) {
        if (Double.isFinite(value)) {
            json.writeNumberProperty(name, value);
        } else {
            json.writeNullProperty(name);
        }
    }
}
