package dev.lstm4j.io.safetensors;

import dev.lstm4j.io.internal.Json;
import dev.lstm4j.io.internal.Printable;
import dev.lstm4j.io.internal.Utf8;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;

/// Parses the JSON header of a safetensors file and checks it against the length of the data before any data are read:
/// `{"__metadata__": {string: string}, name: {"dtype": …, "shape": […], "data_offsets": [begin, end]}, …}`.
final class HeaderParser {
    /// The limit of this library. The format allows 100 MB, but such a header takes seconds and gigabytes to parse, and
    /// that of a network with a thousand tensors has 0.1 MB.
    static final int MAX_BYTES = Json.MAX_TEXT_BYTES;
    /// The limit of the format.
    static final int FORMAT_MAX_BYTES = 100_000_000;
    private static final int MAX_ENTRIES = 50_000;
    private static final int MAX_NAME_CHARS = 4_000_000;
    private static final int MAX_DIMENSIONS = 64;
    /// The key of the metadata in the header.
    static final String METADATA = "__metadata__";

    private final Place start;
    private final JsonParser parser;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<TensorInfo> entries = new ArrayList<>();
    private int nameChars;

    private HeaderParser(Place start, JsonParser parser) {
        this.start = start;
        this.parser = parser;
    }

    /// Parses a header.
    ///
    /// @param start position of the header in the file
    /// @param json all its bytes, including padding
    /// @param dataLength number of bytes after the header
    /// @return the header, tensors in the order of the data
    /// @throws ModelFileException if it is not a valid header, or does not describe exactly `dataLength` bytes
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
                    .sort(Comparator.comparingLong(TensorInfo::begin).thenComparingLong(TensorInfo::end));
            requireCovered(start.plus(json.length), header.entries, dataLength);
            return new SafetensorsHeader(header.metadata, header.entries);
        } catch (JacksonException e) {
            throw problem(start, e);
        }
    }

    private static ModelFileException problem(Place start, JacksonException cause) {
        TokenStreamLocation location = cause.getLocation();
        long offset = location == null ? 0 : Math.max(0, location.getByteOffset());
        return start.plus(offset).problem("header: expected JSON, found: " + cause.getOriginalMessage(), cause);
    }

    private void readAll() throws ModelFileException {
        parser.nextToken();
        require(JsonToken.START_OBJECT, "header", "an object");
        while (nextName("header")) {
            String name = text(parser.currentName(), "tensor name");
            count(name, entries.size(), "tensors");
            if (name.equals(METADATA)) {
                readMetadata();
            } else {
                entries.add(readEntry(name));
            }
        }
        if (parser.nextToken() != null) {
            throw here().problem("header: expected only spaces after its end, found " + shown());
        }
    }

    private void readMetadata() throws ModelFileException {
        parser.nextToken();
        require(JsonToken.START_OBJECT, METADATA, "an object");
        while (nextName(METADATA)) {
            String key = text(parser.currentName(), METADATA + " key");
            count(key, metadata.size(), METADATA + " keys");
            String what = METADATA + " " + Printable.quote(key);
            parser.nextToken();
            require(JsonToken.VALUE_STRING, what, "a string");
            metadata.put(key, text(parser.getString(), what));
        }
    }

    private TensorInfo readEntry(String name) throws ModelFileException {
        Place place = here();
        String what = "tensor " + Printable.quote(name);
        String typeName = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        parser.nextToken();
        require(JsonToken.START_OBJECT, what, "an object");
        while (nextName(what)) {
            String key = parser.currentName();
            parser.nextToken();
            switch (key) {
                case "dtype" -> {
                    require(JsonToken.VALUE_STRING, what + ", dtype", "a string");
                    typeName = parser.getString();
                }
                case "shape" -> shape = readNumbers(what + ", shape");
                case "data_offsets" -> offsets = readNumbers(what + ", data_offsets");
                default -> throw here()
                        .problem(what + ": expected dtype, shape and data_offsets, found " + Printable.quote(key));
            }
        }
        if (typeName == null || shape == null || offsets == null) {
            throw place.problem(what + ": expected dtype, shape and data_offsets, found no "
                    + (typeName == null ? "dtype" : shape == null ? "shape" : "data_offsets"));
        }
        if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
            throw place.problem(what + ", data_offsets: expected [begin, end] with begin <= end, found "
                    + Printable.quote(offsets.toString()));
        }
        TensorInfo tensor = new TensorInfo(name, typeName, shape, offsets.get(0), offsets.get(1), place.offset());
        requireFittingSize(place, what, tensor);
        return tensor;
    }

    /// A type that this version does not know has no size to compare with: only reading such a tensor fails.
    private static void requireFittingSize(Place place, String what, TensorInfo tensor) throws ModelFileException {
        DType dtype = tensor.dtype();
        if (dtype == null) {
            return;
        }
        long bytes = tensor.shape().contains(0L) ? 0 : dtype.bytes();
        for (long size : tensor.shape()) {
            if (Math.multiplyHigh(bytes, size) != 0 || bytes * size < 0) {
                throw place.problem(what + ", shape: expected a size below 2^63 bytes, found "
                        + Printable.quote(tensor.shape().toString()));
            }
            bytes *= size;
        }
        if (tensor.byteSize() != bytes) {
            throw place.problem(what + ", data_offsets: expected " + bytes + " bytes for " + dtype + " "
                    + Printable.quote(tensor.shape().toString()) + ", found " + tensor.byteSize());
        }
    }

    /// The time and memory that Jackson needs for names grow with the square of their total length.
    private void count(String name, int before, String what) throws ModelFileException {
        nameChars += name.length();
        if (before == MAX_ENTRIES || nameChars > MAX_NAME_CHARS) {
            throw here().problem("header: expected at most " + MAX_ENTRIES + " " + what + ", with names of at most "
                    + MAX_NAME_CHARS + " characters in total, found more; save only the tensors of the network");
        }
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
            if (numbers.size() == MAX_DIMENSIONS) {
                throw here().problem(what + ": expected at most " + MAX_DIMENSIONS + " numbers, found more");
            }
            numbers.add(number);
        }
        return numbers;
    }

    private static void requireCovered(Place data, List<TensorInfo> sorted, long dataLength)
            throws ModelFileException {
        long covered = 0;
        for (TensorInfo entry : sorted) {
            Place place = data.at(entry.position());
            String what = "tensor " + Printable.quote(entry.name()) + ", data_offsets: ";
            if (entry.begin() != covered) {
                throw place.problem(what + "expected to begin at " + covered + ", found " + entry.begin()
                        + (entry.begin() < covered ? "; tensors overlap" : "; bytes before it belong to no tensor"));
            }
            if (entry.end() > dataLength) {
                throw place.problem(what + "expected an end of at most " + dataLength
                        + ", the number of bytes after the header, found " + entry.end() + "; the file is truncated");
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
            throw here().problem(what + ": expected valid Unicode, found an unpaired surrogate");
        }
        return text;
    }

    private String shown() {
        JsonToken token = parser.currentToken();
        return token == null ? "its end" : token.isScalarValue() ? Printable.quote(parser.getString()) : token.name();
    }

    private Place here() {
        return start.plus(Math.max(0, parser.currentTokenLocation().getByteOffset()));
    }
}
