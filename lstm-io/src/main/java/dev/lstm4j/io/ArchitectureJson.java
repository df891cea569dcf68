package dev.lstm4j.io;

import dev.lstm4j.Activation;
import dev.lstm4j.Architecture;
import dev.lstm4j.CellOptions;
import dev.lstm4j.CellType;
import dev.lstm4j.Head;
import dev.lstm4j.io.internal.Json;
import dev.lstm4j.io.internal.JsonObject;
import dev.lstm4j.io.internal.MalformedJsonException;
import dev.lstm4j.io.internal.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// An [Architecture] as the JSON text of a model file:
/// `{"cell": "lstm", "input_size": 7, …, "head": {"output_size": 1, "steps": "last"}}`. Settings that differ from PyTorch's
/// cell follow only if they differ, for example `"proj_size": 3` or `"cell_options": {…}`. A reader that does not know such a
/// key refuses the file.
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
            CellOptions options = architecture.cellOptions();
            if (!options.equals(CellOptions.DEFAULT)) {
                generator.writeObjectPropertyStart("cell_options");
                write(generator, "gate", options.gate());
                write(generator, "candidate", options.candidate());
                write(generator, "output", options.output());
                generator.writeBooleanProperty("peephole", options.peephole());
                generator.writeBooleanProperty("coupled", options.coupled());
                if (!options.linearBeforeReset()) {
                    generator.writeBooleanProperty("linear_before_reset", false);
                }
                if (options.layerNorm()) {
                    generator.writeBooleanProperty("layer_norm", true);
                }
                generator.writeNumberProperty("clip", options.clip());
                generator.writeEndObject();
            }
            generator.writeEndObject();
        });
    }

    private static void write(JsonGenerator generator, String name, Activation activation) {
        generator.writeObjectPropertyStart(name);
        generator.writeStringProperty("function", activation.kind().label());
        generator.writeNumberProperty("alpha", activation.alpha());
        generator.writeNumberProperty("beta", activation.beta());
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
            CellType cell = CellType.of(json.text("cell"));
            Architecture architecture = new Architecture(cell,
                    json.has("cell_options") ? options(json.object("cell_options")) : CellOptions.DEFAULT,
                    json.integer("input_size"), json.integer("hidden_size"),
                    json.has("proj_size") ? json.integer("proj_size") : 0, json.integer("num_layers"),
                    json.flag("bidirectional"), json.flag("bias"), json.single("dropout"),
                    json.has("recurrent_dropout") ? json.single("recurrent_dropout") : 0,
                    json.has("trainable_states") && json.flag("trainable_states"),
                    json.has("num_embeddings") ? json.integer("num_embeddings") : 0,
                    head(json.objectOrNull("head")));
            json.requireNoOther();
            return architecture;
        } catch (IllegalArgumentException e) {
            throw new MalformedJsonException(NAME + ": " + e.getMessage(), e);
        }
    }

    private static CellOptions options(JsonObject json) throws MalformedJsonException {
        CellOptions options = new CellOptions(activation(json, "gate"), activation(json, "candidate"),
                activation(json, "output"), json.flag("peephole"), json.flag("coupled"),
                json.has("layer_norm") && json.flag("layer_norm"),
                !json.has("linear_before_reset") || json.flag("linear_before_reset"), json.single("clip"));
        json.requireNoOther();
        return options;
    }

    private static Activation activation(JsonObject options, String key) throws MalformedJsonException {
        JsonObject json = options.object(key);
        Activation activation = new Activation(Activation.Kind.of(json.text("function")), json.single("alpha"),
                json.single("beta"));
        json.requireNoOther();
        return activation;
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
