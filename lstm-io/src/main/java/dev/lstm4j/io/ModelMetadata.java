package dev.lstm4j.io;

import dev.lstm4j.Architecture;
import dev.lstm4j.ForecastTask;
import dev.lstm4j.Model;
import dev.lstm4j.SeriesProfile;
import dev.lstm4j.io.internal.Json;
import dev.lstm4j.io.internal.JsonObject;
import dev.lstm4j.io.internal.MalformedJsonException;
import dev.lstm4j.io.internal.Printable;
import dev.lstm4j.io.safetensors.ModelFileException;
import dev.lstm4j.io.safetensors.SafetensorsReader;
import dev.lstm4j.quantization.WeightType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The `__metadata__` of a model file: `format`, `version`, `architecture`, `weights` if they are not float32, `task`
/// and `series` if there are any, `provenance`, and `checksum` over all of these and the weights. The parts are read
/// one by one, because the weights are read and checked in between.
final class ModelMetadata {
    static final String CHECKSUM = "checksum";
    private static final String FORMAT = "lstm4j";
    private static final String VERSION = "1";
    private static final String PROVENANCE = "provenance";
    private static final String WEIGHTS = "weights";

    private final SafetensorsReader reader;
    private final Map<String, String> strings;

    /// Reads the metadata of an open file.
    ///
    /// @param reader the open file
    /// @throws ModelFileException if the file is not an LSTM4J model file of a known version
    ModelMetadata(SafetensorsReader reader) throws ModelFileException {
        this.reader = reader;
        this.strings = reader.metadata();
        String format = strings.get("format");
        if (!FORMAT.equals(format)) {
            throw problem("format: expected 'lstm4j', found " + (format == null ? "none" : Printable.quote(format))
                    + "; this is a plain safetensors file, for example from PyTorch, not an LSTM4J model file:"
                    + " read it with ModelFile.loadWeights(file, architecture)", null);
        }
        String version = require("version");
        if (!version.equals(VERSION)) {
            throw problem("version: expected '" + VERSION + "', found " + Printable.quote(version)
                    + "; read the file with the version of LSTM4J that wrote it, or a newer one", null);
        }
    }

    /// Creates the metadata of a model.
    ///
    /// @param model the model
    /// @return all strings except the checksum; modifiable
    static Map<String, String> of(Model model) {
        Map<String, String> strings = new TreeMap<>();
        strings.put("format", FORMAT);
        strings.put("version", VERSION);
        strings.put(ArchitectureJson.NAME, ArchitectureJson.write(model.architecture()));
        if (model.weights() != WeightType.FLOAT32) {
            strings.put(WEIGHTS, name(model.weights()));
        }
        if (model.task() != null) {
            strings.put(TaskJson.NAME, TaskJson.write(model.task()));
        }
        if (model.profile() != null) {
            strings.put(ProfileJson.NAME, ProfileJson.write(model.profile()));
        }
        strings.put(PROVENANCE, Json.write(generator -> {
            generator.writeStartObject();
            model.provenance().forEach(generator::writeStringProperty);
            generator.writeEndObject();
        }));
        return strings;
    }

    /// The strings of the file.
    ///
    /// @return all metadata, including the checksum
    Map<String, String> strings() {
        return strings;
    }

    /// Reads the architecture.
    ///
    /// @return the architecture; its size has not been compared with the file yet
    /// @throws ModelFileException if it is missing or not valid
    Architecture architecture() throws ModelFileException {
        try {
            return ArchitectureJson.read(require(ArchitectureJson.NAME));
        } catch (MalformedJsonException e) {
            throw problem(e.getMessage(), e);
        }
    }

    /// Reads the type of the weights.
    ///
    /// @return float32 if the file does not say
    /// @throws ModelFileException if this version does not know it
    WeightType weights() throws ModelFileException {
        String text = strings.get(WEIGHTS);
        for (WeightType type : WeightType.values()) {
            if (text == null || text.equals(name(type))) {
                return type;
            }
        }
        throw problem(WEIGHTS + ": expected one of "
                + String.join(", ", Arrays.stream(WeightType.values()).map(ModelMetadata::name).toList()) + ", found "
                + Printable.quote(text), null);
    }

    private static String name(WeightType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    /// Reads the forecasting task.
    ///
    /// @return null if the file has no task
    /// @throws ModelFileException if it is not valid
    @Nullable
    ForecastTask task() throws ModelFileException {
        String text = strings.get(TaskJson.NAME);
        try {
            return text == null ? null : TaskJson.read(text);
        } catch (MalformedJsonException e) {
            throw problem(e.getMessage(), e);
        }
    }

    /// Reads what is known about the series that the network was trained on.
    ///
    /// @return null if the file has no profile
    /// @throws ModelFileException if it is not valid
    @Nullable
    SeriesProfile profile() throws ModelFileException {
        String text = strings.get(ProfileJson.NAME);
        try {
            return text == null ? null : ProfileJson.read(text);
        } catch (MalformedJsonException e) {
            throw problem(e.getMessage(), e);
        }
    }

    /// Reads the provenance.
    ///
    /// @return empty if the file has no provenance
    /// @throws ModelFileException if it is not valid
    Map<String, String> provenance() throws ModelFileException {
        String text = strings.get(PROVENANCE);
        try {
            return text == null ? Map.of() : JsonObject.parse(PROVENANCE, text).allTexts();
        } catch (MalformedJsonException e) {
            throw problem(e.getMessage(), e);
        }
    }

    /// Compares the checksum of the file.
    ///
    /// @param computed checksum of what was read
    /// @throws ModelFileException if the file has a different checksum or none
    void requireChecksum(String computed) throws ModelFileException {
        String expected = require(CHECKSUM);
        if (!expected.equals(computed)) {
            throw problem("checksum: expected " + Printable.quote(expected) + ", found '" + computed
                    + "'; the model file was changed or damaged: use an intact copy", null);
        }
    }

    /// Reports a problem with the metadata.
    ///
    /// @param problem what was expected and what was found
    /// @param cause the exception that reported the problem, or null
    /// @return the exception to throw
    ModelFileException problem(@Nullable String problem, @Nullable Throwable cause) {
        return new ModelFileException(reader.file(), reader.headerPosition(), String.valueOf(problem), cause);
    }

    private String require(String key) throws ModelFileException {
        String text = strings.get(key);
        if (text == null) {
            throw problem("__metadata__: expected the key '" + key + "', found only "
                    + Printable.quote(strings.keySet().toString()), null);
        }
        return text;
    }
}
