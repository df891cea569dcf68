package dev.lstm4j.io.internal;

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
import tools.jackson.core.json.JsonFactory;

/// Configures Jackson for this module: strict, with limits, UTF-8 only, and without interning names from
/// untrusted files.
public final class Json {
    /// The largest header that this module accepts. No text in a file can be longer.
    public static final int MAX_TEXT_BYTES = 25_000_000;

    /// More than any file of this module needs.
    private static final int MAX_DEPTH = 16;
    private static final int MAX_NUMBER_CHARS = 400;
    private static final int MAX_NAME_CHARS = 10_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_TEXT_BYTES).maxNameLength(MAX_NAME_CHARS)
                    .maxNumberLength(MAX_NUMBER_CHARS).build())
            .build();

    private Json() {}

    /// Opens a parser.
    ///
    /// @param utf8 valid UTF-8 (Jackson would also accept UTF-16)
    /// @return a parser; it throws [JacksonException] if the text is not JSON
    public static JsonParser parser(byte[] utf8) {
        return FACTORY.createParser(ObjectReadContext.empty(), utf8);
    }

    /// Writes JSON.
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
}
