package dev.lstm4j.io;

import dev.lstm4j.Architecture;
import dev.lstm4j.CellType;
import dev.lstm4j.Head;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An [Architecture] as the JSON text of a model file:
/// `{"cell": "lstm", "input_size": 7, …, "head": {"output_size": 1, "steps": "last"}}`.
final class ArchitectureJson {
    static final String NAME = "architecture";

    private ArchitectureJson() {}

    /// Writes one.
    ///
    /// @param architecture to be written
    /// @return JSON
    static String write(Architecture architecture) {
        return Json.write(generator -> {
            generator.writeStartObject();
            generator.writeStringProperty("cell", architecture.cell().label());
            generator.writeNumberProperty("input_size", architecture.inputSize());
            generator.writeNumberProperty("hidden_size", architecture.hiddenSize());
            generator.writeNumberProperty("num_layers", architecture.numLayers());
            generator.writeBooleanProperty("bidirectional", architecture.bidirectional());
            generator.writeBooleanProperty("bias", architecture.bias());
            generator.writeNumberProperty("dropout", architecture.dropout());
            Head head = architecture.head();
            if (head == null) {
                generator.writeNullProperty("head");
            } else {
                generator.writeObjectPropertyStart("head");
                generator.writeNumberProperty("output_size", head.outputSize());
                generator.writeStringProperty("steps", head.steps().name().toLowerCase(Locale.ROOT));
                generator.writeEndObject();
            }
            generator.writeEndObject();
        });
    }

    /// Reads one.
    ///
    /// @param place where the metadata stand
    /// @param text JSON
    /// @return the architecture; no memory is taken for its parameters
    /// @throws ModelFileException where the text is not an architecture of bounded size
    static Architecture read(Place place, String text) throws ModelFileException {
        JsonObject json = JsonObject.parse(place, NAME, text);
        try {
            Architecture architecture = new Architecture(CellType.of(json.text("cell")), json.integer("input_size"),
                    json.integer("hidden_size"), json.integer("num_layers"), json.flag("bidirectional"),
                    json.flag("bias"), json.single("dropout"), head(place, json.objectOrNull("head")));
            json.requireNoOther();
            return architecture;
        } catch (IllegalArgumentException e) {
            throw place.problem(NAME + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable Head head(Place place, @Nullable JsonObject json) throws ModelFileException {
        if (json == null) {
            return null;
        }
        int outputSize = json.integer("output_size");
        String steps = json.text("steps");
        json.requireNoOther();
        return switch (steps) {
            case "last" -> Head.lastStep(outputSize);
            case "every" -> Head.everyStep(outputSize);
            default -> throw place
                    .problem(NAME + ".head.steps: expected 'last' or 'every', found " + Place.quote(steps));
        };
    }
}
