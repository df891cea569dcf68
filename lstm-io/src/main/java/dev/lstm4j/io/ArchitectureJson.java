package dev.lstm4j.io;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.cell.CellSettings;
import dev.lstm4j.cell.Cells;
import dev.lstm4j.io.internal.Json;
import dev.lstm4j.io.internal.JsonObject;
import dev.lstm4j.io.internal.MalformedJsonException;
import dev.lstm4j.io.internal.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// An [Architecture] as the JSON text of a model file: `{"cell": "lstm", "input_size": 7, …, "head": {"output_size":
/// 1, "steps": "last"}}`. Settings that differ from the defaults follow, for example `"proj_size": 3`, or
/// `"cell_options": {…}` with the settings of the cell. A reader that does not know such a key refuses the file.
final class ArchitectureJson {
    static final String NAME = "architecture";

    private ArchitectureJson() {}

    /// Writes an architecture.
    ///
    /// @param architecture the architecture
    /// @return JSON
    static String write(Architecture architecture) {
        return Json.write(generator -> {
            generator.writeStartObject();
            generator.writeStringProperty("cell", architecture.cell().name());
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
                if (head.output() != Head.Output.LINEAR) {
                    generator.writeStringProperty("output", head.output().name().toLowerCase(Locale.ROOT));
                }
                generator.writeEndObject();
            }
            if (architecture.projSize() > 0) {
                generator.writeNumberProperty("proj_size", architecture.projSize());
            }
            if (architecture.recurrentDropout() > 0) {
                generator.writeNumberProperty("recurrent_dropout", architecture.recurrentDropout());
            }
            if (architecture.trainableStates()) {
                generator.writeBooleanProperty("trainable_states", true);
            }
            if (architecture.numEmbeddings() > 0) {
                generator.writeNumberProperty("num_embeddings", architecture.numEmbeddings());
            }
            CellSettings settings = architecture.cell().settings();
            if (!settings.isEmpty()) {
                write(generator, "cell_options", settings);
            }
            generator.writeEndObject();
        });
    }

    private static void write(JsonGenerator generator, String name, CellSettings settings) {
        generator.writeObjectPropertyStart(name);
        settings.values().forEach((key, value) -> {
            switch (value) {
                case Boolean flag -> generator.writeBooleanProperty(key, flag);
                case Integer number -> generator.writeNumberProperty(key, number);
                case Float number -> generator.writeNumberProperty(key, number);
                case CellSettings group -> write(generator, key, group);
                case String text -> generator.writeStringProperty(key, text);
                default -> throw new IllegalArgumentException(
                        "cell_options." + key + ": expected true or false, a number, a string or an object, found "
                                + value.getClass().getName());
            }
        });
        generator.writeEndObject();
    }

    /// Reads an architecture.
    ///
    /// @param text JSON
    /// @return the architecture; no memory is allocated for its parameters
    /// @throws MalformedJsonException if the text is not a valid architecture
    static Architecture read(String text) throws MalformedJsonException {
        JsonObject json = JsonObject.parse(NAME, text);
        try {
            CellSettings settings = json.has("cell_options")
                    ? json.object("cell_options").settings()
                    : CellSettings.none();
            Architecture architecture = Architecture
                    .of(Cells.of(json.text("cell"), settings), json.integer("input_size"), json.integer("hidden_size"),
                            json.has("proj_size") ? json.integer("proj_size") : 0)
                    .withBias(json.flag("bias")).withLayers(json.integer("num_layers"))
                    .withBidirectional(json.flag("bidirectional")).withDropout(json.single("dropout"))
                    .withRecurrentDropout(json.has("recurrent_dropout") ? json.single("recurrent_dropout") : 0)
                    .withTrainableStates(json.has("trainable_states") && json.flag("trainable_states"))
                    .withEmbedding(json.has("num_embeddings") ? json.integer("num_embeddings") : 0)
                    .withHead(head(json.objectOrNull("head")));
            json.requireNoOther();
            return architecture;
        } catch (IllegalArgumentException e) {
            throw new MalformedJsonException(NAME + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable Head head(@Nullable JsonObject json) throws MalformedJsonException {
        if (json == null) {
            return null;
        }
        int outputSize = json.integer("output_size");
        Head.Steps steps = choice(Head.Steps.class, "steps", json.text("steps"));
        Head.Output output = json.has("output")
                ? choice(Head.Output.class, "output", json.text("output"))
                : Head.Output.LINEAR;
        json.requireNoOther();
        return new Head(outputSize, steps, output);
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String key, String text)
            throws MalformedJsonException {
        List<String> names = new ArrayList<>();
        for (E value : type.getEnumConstants()) {
            String name = value.name().toLowerCase(Locale.ROOT);
            if (name.equals(text)) {
                return value;
            }
            names.add(name);
        }
        throw new MalformedJsonException(
                NAME + ".head." + key + ": expected one of " + String.join(", ", names) + ", found "
                        + Printable.quote(text));
    }
}
