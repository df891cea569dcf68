package dev.lstm4j.io;

import dev.lstm4j.Architecture;
import dev.lstm4j.ForecastTask;
import dev.lstm4j.Model;
import dev.lstm4j.SeriesProfile;
import dev.lstm4j.io.safetensors.HeaderParser;
import dev.lstm4j.io.safetensors.Json;
import dev.lstm4j.io.safetensors.JsonObject;
import dev.lstm4j.io.safetensors.ModelFileException;
import dev.lstm4j.io.safetensors.Place;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a model file says in `__metadata__`: `format`, `version`, `architecture`, `task` and
/// `series` if there are any, `provenance`, and `checksum` over all of it and the weights. Read part by part, because the weights are checked in
/// between.
final class ModelMetadata {
    static final String CHECKSUM = "checksum";
    private static final String FORMAT = "lstm4j";
    private static final String VERSION = "1";
    private static final String PROVENANCE = "provenance";

    private final Place place;
    private final Map<String, String> texts;

    /// Looks at the metadata of a file.
    ///
    /// @param place where they stand
    /// @param texts the metadata
    /// @throws ModelFileException where the file is not LSTM4J's, or of a version that this one does not know
    ModelMetadata(Place place, Map<String, String> texts) throws ModelFileException {
        this.place = place;
        this.texts = texts;
        String format = texts.get("format");
        if (!FORMAT.equals(format)) {
            throw place.problem("format: expected 'lstm4j', found " + (format == null ? "none" : Place.quote(format))
                    + "; this is not an LSTM4J model file but plain safetensors, as PyTorch writes:"
                    + " read it with ModelFile.loadWeights and its architecture");
        }
        String version = require("version");
        if (!version.equals(VERSION)) {
            throw place.problem("version: expected '" + VERSION + "', found " + Place.quote(version)
                    + "; read this file with the LSTM4J that wrote it, or a newer one");
        }
    }

    /// What a file is to say of a model.
    ///
    /// @param model to be saved
    /// @return all texts but the checksum
    static Map<String, String> of(Model model) {
        Map<String, String> texts = new TreeMap<>();
        texts.put("format", FORMAT);
        texts.put("version", VERSION);
        texts.put(ArchitectureJson.NAME, ArchitectureJson.write(model.architecture()));
        if (model.task() != null) {
            texts.put(TaskJson.NAME, TaskJson.write(model.task()));
        }
        if (model.profile() != null) {
            texts.put(ProfileJson.NAME, ProfileJson.write(model.profile()));
        }
        texts.put(PROVENANCE, Json.write(generator -> {
            generator.writeStartObject();
            model.provenance().forEach(generator::writeStringProperty);
            generator.writeEndObject();
        }));
        return texts;
    }

    /// Where the metadata stand.
    ///
    /// @return for messages
    Place place() {
        return place;
    }

    /// All texts.
    ///
    /// @return as in the file, with the checksum
    Map<String, String> texts() {
        return texts;
    }

    /// What the network looks like.
    ///
    /// @return no larger than one array; not yet compared with the file's length
    /// @throws ModelFileException where the text is missing or wrong
    Architecture architecture() throws ModelFileException {
        return ArchitectureJson.read(place, require(ArchitectureJson.NAME));
    }

    /// What the network forecasts.
    ///
    /// @return null where the file has no task
    /// @throws ModelFileException where the text is wrong
    @Nullable
    ForecastTask task() throws ModelFileException {
        String text = texts.get(TaskJson.NAME);
        return text == null ? null : TaskJson.read(place, text);
    }

    /// What is known of the series that the network was trained on.
    ///
    /// @return null if the file has no profile
    /// @throws ModelFileException if the text is wrong
    @Nullable
    SeriesProfile profile() throws ModelFileException {
        String text = texts.get(ProfileJson.NAME);
        return text == null ? null : ProfileJson.read(place, text);
    }

    /// Where the model comes from.
    ///
    /// @return empty where the file does not say
    /// @throws ModelFileException where the text is wrong
    Map<String, String> provenance() throws ModelFileException {
        String text = texts.get(PROVENANCE);
        return text == null ? Map.of() : JsonObject.parse(place, PROVENANCE, text).allTexts();
    }

    /// Compares the checksum.
    ///
    /// @param computed from what was read
    /// @throws ModelFileException where the file says another one or none
    void requireChecksum(String computed) throws ModelFileException {
        String expected = require(CHECKSUM);
        if (!expected.equals(computed)) {
            throw place.problem("checksum: expected " + Place.quote(expected) + ", found '" + computed
                    + "'; model file changed or damaged: take a sound copy");
        }
    }

    private String require(String key) throws ModelFileException {
        String text = texts.get(key);
        if (text == null) {
            throw place.problem(HeaderParser.METADATA + ": expected the key '" + key + "', found only "
                    + Place.quote(texts.keySet().toString()));
        }
        return text;
    }
}
