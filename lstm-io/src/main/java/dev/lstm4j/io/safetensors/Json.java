package dev.lstm4j.io.safetensors;

import java.io.StringWriter;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/// How this module sets Jackson up: strict, bounded, UTF-8 alone, and without interning the names that strangers use.
@SuppressWarnings("exports") // Jackson is an implementation detail of this module
public final class Json {
    /// As deep as any file of ours nests, with room.
    private static final int MAX_DEPTH = 16;
    private static final int MAX_NUMBER_CHARS = 400;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(HeaderParser.MAX_BYTES).maxNameLength(HeaderParser.MAX_BYTES)
                    .maxNumberLength(MAX_NUMBER_CHARS).build())
            .build();

    private Json() {}

    /// Opens a text.
    ///
    /// @param utf8 valid UTF-8 (Jackson alone would guess UTF-16 too)
    /// @return its tokens; throws [JacksonException] where the text is not JSON
    static JsonParser parser(byte[] utf8) {
        return FACTORY.createParser(ObjectReadContext.empty(), utf8);
    }

    /// Writes a text.
    ///
    /// @param content writes one value
    /// @return JSON without white space
    public static String write(Consumer<JsonGenerator> content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            content.accept(generator);
        }
        return text.toString();
    }

    /// What Jackson refused, at the byte where it did.
    ///
    /// @param start where the text begins in the file
    /// @param name of the text
    /// @param cause what Jackson said
    /// @return the exception to throw
    static ModelFileException problem(Place start, String name, JacksonException cause) {
        TokenStreamLocation location = cause.getLocation();
        long offset = location == null ? 0 : Math.max(0, location.getByteOffset());
        return start.plus(offset).problem(name + ": expected JSON, found: " + cause.getOriginalMessage(), cause);
    }
}
