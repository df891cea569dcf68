package dev.lstm4j.io;

import dev.lstm4j.Feature;
import dev.lstm4j.ForecastTask;
import dev.lstm4j.Scaling;
import dev.lstm4j.io.internal.Json;
import dev.lstm4j.io.internal.JsonObject;
import dev.lstm4j.io.internal.MalformedJsonException;
import dev.lstm4j.io.internal.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/// A [ForecastTask] as the JSON text of a model file. Scalings are written with enough digits to restore the
/// same doubles.
final class TaskJson {
    static final String NAME = "task";

    private TaskJson() {}

    /// Writes a task.
    ///
    /// @param task the task
    /// @return JSON
    static String write(ForecastTask task) {
        return Json.write(generator -> {
            generator.writeStartObject();
            generator.writeStringProperty("time_column", task.timeColumn());
            generator.writeArrayPropertyStart("features");
            for (Feature feature : task.features()) {
                generator.writeStartObject();
                generator.writeStringProperty("column", feature.column());
                generator.writeStringProperty("kind", kindName(feature.kind()));
                generator.writeStringProperty("category", feature.category());
                generator.writeEndObject();
            }
            generator.writeEndArray();
            writeScaling(generator, "input_scaling", task.inputScaling());
            generator.writeArrayPropertyStart("targets");
            task.targets().forEach(generator::writeString);
            generator.writeEndArray();
            writeScaling(generator, "target_scaling", task.targetScaling());
            generator.writeNumberProperty("lookback", task.lookback());
            generator.writeNumberProperty("horizon", task.horizon());
            generator.writeEndObject();
        });
    }

    private static void writeScaling(JsonGenerator generator, String key, Scaling scaling) {
        generator.writeObjectPropertyStart(key);
        generator.writeArrayPropertyStart("offset");
        scaling.offsets().forEach(generator::writeNumber);
        generator.writeEndArray();
        generator.writeArrayPropertyStart("scale");
        scaling.scales().forEach(generator::writeNumber);
        generator.writeEndArray();
        generator.writeEndObject();
    }

    /// Reads a task.
    ///
    /// @param text JSON
    /// @return the task
    /// @throws MalformedJsonException if the text is not a valid task
    static ForecastTask read(String text) throws MalformedJsonException {
        JsonObject json = JsonObject.parse(NAME, text);
        try {
            ForecastTask task = new ForecastTask(json.text("time_column"), features(json),
                    scaling(json.object("input_scaling")), json.texts("targets"),
                    scaling(json.object("target_scaling")),
                    new ForecastTask.Window(json.integer("lookback"), json.integer("horizon")));
            json.requireNoOther();
            return task;
        } catch (IllegalArgumentException e) {
            throw new MalformedJsonException(NAME + ": " + e.getMessage(), e);
        }
    }

    private static List<Feature> features(JsonObject json) throws MalformedJsonException {
        List<Feature> features = new ArrayList<>();
        for (JsonObject feature : json.objects("features")) {
            features.add(new Feature(feature.text("column"), kind(feature.text("kind")),
                    feature.text("category")));
            feature.requireNoOther();
        }
        return features;
    }

    private static Feature.Kind kind(String name) throws MalformedJsonException {
        for (Feature.Kind kind : Feature.Kind.values()) {
            if (kindName(kind).equals(name)) {
                return kind;
            }
        }
        throw new MalformedJsonException(NAME + ".features.kind: expected one of "
                + Arrays.stream(Feature.Kind.values()).map(TaskJson::kindName).toList() + ", found "
                + Printable.quote(name));
    }

    private static String kindName(Feature.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Scaling scaling(JsonObject json) throws MalformedJsonException {
        Scaling scaling = new Scaling(json.doubles("offset"), json.doubles("scale"));
        json.requireNoOther();
        return scaling;
    }
}
