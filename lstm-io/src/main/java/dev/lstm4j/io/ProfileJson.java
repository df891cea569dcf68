package dev.lstm4j.io;

import dev.lstm4j.SeriesProfile;
import dev.lstm4j.io.internal.Json;
import dev.lstm4j.io.internal.JsonObject;
import dev.lstm4j.io.internal.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A [SeriesProfile] as the JSON text of a model file: `{"step": {"micros": 86400000000, …}, "targets": [{"deviation":
/// 7.4, "climatology": {"yearly": 2, "daily": 0, "coefficients": […]}}]}`. Doubles are written with enough digits to
/// restore the same bits.
final class ProfileJson {
    static final String NAME = "series";

    private ProfileJson() {}

    /// Writes a profile.
    ///
    /// @param profile the profile
    /// @return JSON
    static String write(SeriesProfile profile) {
        return Json.write(generator -> {
            generator.writeStartObject();
            SeriesProfile.Step step = profile.step();
            if (step != null) {
                generator.writeObjectPropertyStart("step");
                generator.writeNumberProperty("micros", step.micros());
                generator.writeNumberProperty("months", step.months());
                generator.writeNumberProperty("anchor_day", step.anchorDay());
                SeriesProfile.Calendar calendar = step.calendar();
                if (calendar != null) {
                    generator.writeObjectPropertyStart("calendar");
                    generator.writeStringProperty("kind", name(calendar.kind()));
                    generator.writeArrayPropertyStart("numbers");
                    calendar.numbers().forEach(generator::writeNumber);
                    generator.writeEndArray();
                    generator.writeEndObject();
                }
                generator.writeEndObject();
            }
            generator.writeArrayPropertyStart("targets");
            for (SeriesProfile.Target target : profile.targets()) {
                generator.writeStartObject();
                generator.writeNumberProperty("deviation", target.deviation());
                generator.writeObjectPropertyStart("climatology");
                generator.writeNumberProperty("yearly", target.yearlyHarmonics());
                generator.writeNumberProperty("daily", target.dailyHarmonics());
                generator.writeArrayPropertyStart("coefficients");
                target.coefficients().forEach(generator::writeNumber);
                generator.writeEndArray();
                generator.writeEndObject();
                generator.writeEndObject();
            }
            generator.writeEndArray();
            if (Double.isFinite(profile.bounds().minimum())) {
                generator.writeNumberProperty("minimum", profile.bounds().minimum());
            }
            if (Double.isFinite(profile.bounds().maximum())) {
                generator.writeNumberProperty("maximum", profile.bounds().maximum());
            }
            generator.writeEndObject();
        });
    }

    /// Reads a profile.
    ///
    /// @param text JSON
    /// @return the profile
    /// @throws MalformedJsonException if the text is not a profile
    static SeriesProfile read(String text) throws MalformedJsonException {
        JsonObject json = JsonObject.parse(NAME, text);
        try {
            SeriesProfile.Step step = json.has("step") ? step(json.object("step")) : null;
            List<SeriesProfile.Target> targets = new ArrayList<>();
            for (JsonObject target : json.objects("targets")) {
                targets.add(target(target));
            }
            SeriesProfile.Bounds none = SeriesProfile.Bounds.NONE;
            SeriesProfile.Bounds bounds = new SeriesProfile.Bounds(
                    json.has("minimum") ? json.real("minimum") : none.minimum(),
                    json.has("maximum") ? json.real("maximum") : none.maximum());
            json.requireNoOther();
            return new SeriesProfile(step, targets, bounds);
        } catch (IllegalArgumentException e) {
            throw new MalformedJsonException(NAME + ": " + e.getMessage(), e);
        }
    }

    private static SeriesProfile.Step step(JsonObject json) throws MalformedJsonException {
        SeriesProfile.Step step = new SeriesProfile.Step(json.whole("micros"), json.integer("months"),
                json.integer("anchor_day"), json.has("calendar") ? calendar(json.object("calendar")) : null);
        json.requireNoOther();
        return step;
    }

    private static SeriesProfile.Calendar calendar(JsonObject json) throws MalformedJsonException {
        String name = json.text("kind");
        List<Long> numbers = new ArrayList<>();
        for (double number : json.doubles("numbers")) {
            numbers.add((long) number);
        }
        json.requireNoOther();
        for (SeriesProfile.Calendar.Kind kind : SeriesProfile.Calendar.Kind.values()) {
            if (name(kind).equals(name)) {
                return new SeriesProfile.Calendar(kind, numbers);
            }
        }
        throw new IllegalArgumentException("calendar: expected a kind that this version knows, found '" + name + "'");
    }

    private static String name(SeriesProfile.Calendar.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static SeriesProfile.Target target(JsonObject json) throws MalformedJsonException {
        double deviation = json.real("deviation");
        JsonObject climatology = json.object("climatology");
        json.requireNoOther();
        SeriesProfile.Target target = new SeriesProfile.Target(deviation, climatology.integer("yearly"),
                climatology.integer("daily"), climatology.doubles("coefficients"));
        climatology.requireNoOther();
        return target;
    }
}
