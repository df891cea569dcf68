package dev.lstm4j.io.safetensors;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads the JSON header of a safetensors file and checks it against the length of the data, before any data is read:
/// `{"__metadata__": {text: text}, name: {"dtype": …, "shape": […], "data_offsets": [begin, end]}, …}`.
public final class HeaderParser {
    /// The bound that the format's own library has.
    static final int MAX_BYTES = 100_000_000;
    /// The key of the metadata in the header.
    public static final String METADATA = "__metadata__";
    /// As long as Java allows an array to be on every machine.
    private static final int MAX_ELEMENTS = Integer.MAX_VALUE - 8;

    private final Place start;
    private final JsonParser parser;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<HeaderEntry> entries = new ArrayList<>();

    private HeaderParser(Place start, JsonParser parser) {
        this.start = start;
        this.parser = parser;
    }

    /// Reads a header.
    ///
    /// @param start where it begins in the file
    /// @param json all its bytes, with padding
    /// @param dataLength how many bytes follow it
    /// @return what it says, in the order of the data
    /// @throws ModelFileException where it is not a header, or does not describe just that many bytes
    static SafetensorsHeader parse(Place start, byte[] json, long dataLength) throws ModelFileException {
        int malformed = Utf8.firstMalformed(json);
        if (malformed >= 0) {
            throw start.plus(malformed).problem("header: expected UTF-8, found the byte 0x"
                    + Integer.toHexString(Byte.toUnsignedInt(json[malformed])));
        }
        try (JsonParser parser = Json.parser(json)) {
            HeaderParser header = new HeaderParser(start, parser);
            header.readAll();
            header.entries
                    .sort(Comparator.comparingLong(HeaderEntry::begin).thenComparingLong(HeaderEntry::end));
            requireCovered(start.plus(json.length), header.entries, dataLength);
            return new SafetensorsHeader(header.metadata, header.entries);
        } catch (JacksonException e) {
            throw Json.problem(start, "header", e);
        }
    }

    private void readAll() throws ModelFileException {
        parser.nextToken();
        require(JsonToken.START_OBJECT, "header", "an object");
        while (nextName("header")) {
            String name = text(parser.currentName(), "tensor name");
            if (name.equals(METADATA)) {
                readMetadata();
            } else {
                entries.add(readEntry(name));
            }
        }
        if (parser.nextToken() != null) {
            throw here().problem("header: expected nothing but spaces after its end, found " + shown());
        }
    }

    private void readMetadata() throws ModelFileException {
        parser.nextToken();
        require(JsonToken.START_OBJECT, METADATA, "an object");
        while (nextName(METADATA)) {
            String key = text(parser.currentName(), METADATA + " key");
            String what = METADATA + " " + Place.quote(key);
            parser.nextToken();
            require(JsonToken.VALUE_STRING, what, "a text");
            metadata.put(key, text(parser.getString(), what));
        }
    }

    private HeaderEntry readEntry(String name) throws ModelFileException {
        Place place = here();
        String what = "tensor " + Place.quote(name);
        DType dtype = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        parser.nextToken();
        require(JsonToken.START_OBJECT, what, "an object");
        while (nextName(what)) {
            String key = parser.currentName();
            parser.nextToken();
            switch (key) {
                case "dtype" -> dtype = readDType(what);
                case "shape" -> shape = readNumbers(what + ", shape");
                case "data_offsets" -> offsets = readNumbers(what + ", data_offsets");
                default -> throw here()
                        .problem(what + ": expected dtype, shape and data_offsets, found " + Place.quote(key));
            }
        }
        if (dtype == null || shape == null || offsets == null) {
            throw place.problem(what + ": expected dtype, shape and data_offsets, found no "
                    + (dtype == null ? "dtype" : shape == null ? "shape" : "data_offsets"));
        }
        return entry(place, what, name, dtype, shape, offsets);
    }

    private static HeaderEntry entry(Place place, String what, String name, DType dtype, List<Long> shape,
            List<Long> offsets) throws ModelFileException {
        if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
            throw place.problem(what + ", data_offsets: expected a begin and an end not before it, found "
                    + Place.quote(offsets.toString()));
        }
        long elements = 1;
        for (long size : shape) {
            // Neither factor has more than 31 bits, so the product has no more than 62.
            elements = size > MAX_ELEMENTS ? MAX_ELEMENTS + 1L : elements * size;
            if (elements > MAX_ELEMENTS) {
                throw place.problem(what + ", shape: expected at most " + MAX_ELEMENTS
                        + " elements (an array's bound), found " + Place.quote(shape.toString()));
            }
        }
        long begin = offsets.get(0);
        long end = offsets.get(1);
        if (end - begin != elements * dtype.bytes()) {
            throw place.problem(what + ", data_offsets: expected " + elements * dtype.bytes() + " bytes for " + dtype
                    + " " + Place.quote(shape.toString()) + ", found " + (end - begin));
        }
        return new HeaderEntry(name, dtype, shape.stream().map(Long::intValue).toList(), begin, end, place);
    }

    private DType readDType(String what) throws ModelFileException {
        require(JsonToken.VALUE_STRING, what + ", dtype", "a text");
        String name = parser.getString();
        DType dtype = DType.find(name);
        if (dtype == null) {
            throw here().problem(what + ", dtype: expected one of " + List.of(DType.values()) + ", found "
                    + Place.quote(name));
        }
        return dtype;
    }

    private List<Long> readNumbers(String what) throws ModelFileException {
        require(JsonToken.START_ARRAY, what, "a list of whole numbers");
        List<Long> numbers = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(JsonToken.VALUE_NUMBER_INT, what, "a list of whole numbers");
            long number = parser.getLongValue();
            if (number < 0) {
                throw here().problem(what + ": expected numbers of at least 0, found " + number);
            }
            numbers.add(number);
        }
        return numbers;
    }

    private static void requireCovered(Place data, List<HeaderEntry> sorted, long dataLength)
            throws ModelFileException {
        long covered = 0;
        for (HeaderEntry entry : sorted) {
            String what = "tensor " + Place.quote(entry.name()) + ", data_offsets: ";
            if (entry.begin() != covered) {
                throw entry.place().problem(what + "expected to begin at " + covered + ", found " + entry.begin()
                        + (entry.begin() < covered ? "; tensors overlap" : "; bytes before it belong to no tensor"));
            }
            if (entry.end() > dataLength) {
                throw entry.place().problem(what + "expected an end of at most " + dataLength
                        + ", the bytes after the header, found " + entry.end() + "; the file is cut short");
            }
            covered = entry.end();
        }
        if (covered != dataLength) {
            throw data.plus(covered).problem("data: expected the file to end here, found " + (dataLength - covered)
                    + " more bytes that belong to no tensor");
        }
    }

    private boolean nextName(String what) throws ModelFileException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.END_OBJECT) {
            return false;
        }
        require(JsonToken.PROPERTY_NAME, what, "a name or the end of the object");
        return true;
    }

    private void require(JsonToken expected, String what, String words) throws ModelFileException {
        if (parser.currentToken() != expected) {
            throw here().problem(what + ": expected " + words + ", found " + shown());
        }
    }

    private String text(String text, String what) throws ModelFileException {
        if (!Utf8.canEncode(text)) {
            throw here().problem(what + ": expected whole Unicode characters, found half a surrogate pair");
        }
        return text;
    }

    private String shown() {
        JsonToken token = parser.currentToken();
        return token == null ? "its end" : token.isScalarValue() ? Place.quote(parser.getString()) : token.name();
    }

    private Place here() {
        return start.plus(Math.max(0, parser.currentTokenLocation().getByteOffset()));
    }
}
