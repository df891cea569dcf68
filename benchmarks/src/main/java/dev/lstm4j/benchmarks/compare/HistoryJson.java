package dev.lstm4j.benchmarks.compare;

import java.io.StringWriter;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Ratios as JSON for github-action-benchmark (tool `customBiggerIsBetter`), which stores and draws their history: an
/// array of `{name, unit, value, range}`.
final class HistoryJson {
    private HistoryJson() {}

    static String of(Comparison comparison) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartArray();
            for (Comparison.Row row : comparison.rows()) {
                SpeedRatio speed = row.speed();
                json.writeStartObject();
                json.writeStringProperty("name", row.label());
                json.writeStringProperty("unit", "times as fast");
                json.writeNumberProperty("value", speed.ratio());
                json.writeStringProperty("range",
                        String.format(Locale.ROOT, "%.2f to %.2f", speed.low(), speed.high()));
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        return text.append('\n').toString();
    }
}
