package dev.lstm4j.cli.report;

import dev.lstm4j.forecast.check.ColumnCheck;
import dev.lstm4j.forecast.check.Season;
import dev.lstm4j.forecast.check.TableCheck;
import dev.lstm4j.forecast.check.TimeCheck;
import dev.lstm4j.forecast.settings.Names;
import dev.lstm4j.forecast.table.Table;
import dev.lstm4j.forecast.table.TableForm;
import java.io.StringWriter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes a [TableCheck] as one JSON object on one line.
public final class CheckJson {
    private CheckJson() {}

    /// Writes the object.
    ///
    /// @param table what was checked
    /// @param check what was found
    /// @param messages how messages name the settings
    /// @param command that trains
    /// @return one line, without a line break
    public static String text(Table table, TableCheck check, CheckText.Messages messages, String command) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("file", table.name());
            TableForm form = table.form();
            if (form != null) {
                json.writeStringProperty("encoding", form.encoding());
                if (form.separator() != TableForm.NO_SEPARATOR) {
                    json.writeStringProperty("separator", String.valueOf(form.separator()));
                }
            }
            json.writeNumberProperty("rows", table.rows());
            json.writeArrayPropertyStart("columns");
            check.columns().forEach(column -> column(json, column));
            json.writeEndArray();
            TimeCheck time = check.time();
            if (time != null) {
                time(json, time);
            }
            json.writeObjectPropertyStart("seasons");
            check.seasons().forEach((target, seasons) -> seasons(json, target, seasons));
            json.writeEndObject();
            texts(json, "notes", check.warnings().stream().map(messages.warning()).toList());
            texts(json, "problems", check.problems().stream().map(messages.problem()).toList());
            json.writeBooleanProperty("trainable", check.isTrainable());
            json.writeStringProperty("command", command);
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void column(JsonGenerator json, ColumnCheck column) {
        json.writeStartObject();
        json.writeStringProperty("name", column.name());
        json.writeStringProperty("use", Names.of(column.use()));
        json.writeStringProperty("kind", Names.of(column.kind()));
        json.writeNumberProperty("missing", column.contents().missing());
        json.writeNumberProperty("distinct", column.contents().distinct());
        if (column.kind() == ColumnCheck.Kind.NUMBER && Double.isFinite(column.contents().min())) {
            json.writeNumberProperty("min", column.contents().min());
            json.writeNumberProperty("max", column.contents().max());
        }
        texts(json, "values", column.contents().values());
        if (!column.reason().isEmpty()) {
            json.writeStringProperty("left_out", column.reason());
        }
        json.writeEndObject();
    }

    private static void time(JsonGenerator json, TimeCheck time) {
        json.writeObjectPropertyStart("time");
        json.writeStringProperty("column", time.column());
        json.writeStringProperty("first", time.first());
        json.writeStringProperty("last", time.last());
        json.writeStringProperty("spacing", time.spacing());
        json.writeNumberProperty("gaps", time.gaps());
        json.writeEndObject();
    }

    private static void seasons(JsonGenerator json, String target, List<Season> seasons) {
        json.writeArrayPropertyStart(target);
        for (Season season : seasons) {
            json.writeStartObject();
            json.writeNumberProperty("rows", season.rows());
            json.writeStringProperty("name", season.name());
            json.writeNumberProperty("autocorrelation", season.correlation());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }
}
