package dev.lstm4j.io.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Malformed safetensors files and the message for each of them.
class SafetensorsMalformedTest {
    @TempDir
    Path folder;

    /// Four bytes of data follow each header.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    {"x":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}|data_offsets: expected 8 bytes for F32 '[2]', found 4
                    {"x":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}|expected [begin, end] with begin <= end, found '[4, 0]'
                    {"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4,4]}}|expected [begin, end] with begin <= end
                    {"x":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}|data_offsets: expected numbers of at least 0, found -4
                    {"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}|expected an end of at most 4, the number of bytes after the header, found 8; the file is truncated
                    {"x":{"dtype":"I8","shape":[3],"data_offsets":[0,3]}}|data: expected the file to end here, found 1 more bytes that belong to no tensor
                    {}|data: expected the file to end here, found 4 more bytes
                    {"x":{"dtype":"I8","shape":[3],"data_offsets":[1,4]}}|expected to begin at 0, found 1; bytes before it belong to no tensor
                    {"x":{"dtype":"I8","shape":[3],"data_offsets":[0,3]},"y":{"dtype":"I8","shape":[2],"data_offsets":[2,4]}}|tensor 'y', data_offsets: expected to begin at 3, found 2; tensors overlap
                    {"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}|header: expected JSON, found: Duplicate Object property "x"
                    {"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"dtype":"F32"}}|Duplicate Object property "dtype"
                    {"__metadata__":{"a":"","a":""},"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}|Duplicate Object property "a"
                    {"x":{"dtype":"F33","shape":[1],"data_offsets":[0,4]}}|tensor 'x', dtype: expected one of [F64, I64, U64, F32, I32, U32, F16, BF16, I16, U16, I8, U8, BOOL], found 'F33'
                    {"x":{"dtype":32,"shape":[1],"data_offsets":[0,4]}}|dtype: expected a string, found '32'
                    {"x":{"shape":[1],"data_offsets":[0,4]}}|expected dtype, shape and data_offsets, found no dtype
                    {"x":{"dtype":"F32","data_offsets":[0,4]}}|found no shape
                    {"x":{"dtype":"F32","shape":[1]}}|found no data_offsets
                    {"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"strides":[1]}}|expected dtype, shape and data_offsets, found 'strides'
                    {"x":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}|shape: expected numbers of at least 0, found -1
                    {"x":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}|shape: expected a list of whole numbers, found '1.0'
                    {"x":{"dtype":"F32","shape":[[1]],"data_offsets":[0,4]}}|shape: expected a list of whole numbers, found START_ARRAY
                    {"x":{"dtype":"F32","shape":1,"data_offsets":[0,4]}}|shape: expected a list of whole numbers, found '1'
                    {"x":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}|shape: expected a size below 2^63 bytes, found '[4294967296, 4294967296]'
                    {"x":{"dtype":"I8","shape":[4294967296,2147483648],"data_offsets":[0,0]}}|shape: expected a size below 2^63 bytes
                    {"x":{"dtype":"F32","shape":[0,2147483640],"data_offsets":[0,0]},"y":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}|tensor 'x', shape: expected at most 2147483639 elements, the limit of a Java array, found '[0, 2147483640]'
                    {"x":{"dtype":"F8_E4M3","shape":[9],"data_offsets":[0,4]}}|tensor 'x', dtype: expected one of [F64, I64
                    {"x":{"dtype":"F32","shape":[65536,65536],"data_offsets":[0,0]}}|data_offsets: expected 17179869184 bytes for F32 '[65536, 65536]', found 0
                    {"x":{"dtype":"F32","shape":[65536,65536,65536,65536],"data_offsets":[0,0]}}|shape: expected a size below 2^63 bytes
                    {"x":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,0]}}|header: expected JSON, found: Numeric value
                    {"x":[]}|tensor 'x': expected an object, found START_ARRAY
                    {"__metadata__":[]}|__metadata__: expected an object, found START_ARRAY
                    {"__metadata__":{"a":1}}|__metadata__ 'a': expected a string, found '1'
                    {"__metadata__":{"a":null}}|__metadata__ 'a': expected a string, found 'null'
                    {"__metadata__":{"a":"\\ud800"}}|expected valid Unicode, found an unpaired surrogate
                    {"\\udc00":{}}|surrogate
                    {"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}} {}|header: expected only spaces after its end, found START_OBJECT
                    {"x":|header: expected JSON, found: Unexpected end-of-input
                    {x:1}|header: expected JSON, found: Unexpected character
                    """)
    void wrongHeadersAreRefused(String header, String message) throws IOException {
        Path file = RawFile.write(folder, RawFile.bytes(header, new byte[4]));
        assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith(file + " byte ").hasMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void offsetIsThatOfTheInvalidByte() throws IOException {
        String header = "{\"x\":{\"dtype\":[";
        Path file = RawFile.write(folder, RawFile.bytes(header));
        assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOfSatisfying(ModelFileException.class,
                e -> assertThat(e.offset()).isEqualTo(8 + header.indexOf("[")));
    }

    @Test
    void headerLengthIsCheckedBeforeAllocation() throws IOException {
        byte[] json = "{}".getBytes(StandardCharsets.UTF_8);
        requireRefused(RawFile.withLength(3, json),
                "byte 0, header length: expected at most 2, the number of bytes that follow, found 3; the file is truncated");
        requireRefused(RawFile.withLength(100_000_001, json),
                "header length: expected at most 25000000 bytes, found 100000001; it is not a safetensors file");
        requireRefused(RawFile.withLength(25_000_001, json), "header length: expected at most 25000000 bytes,"
                + " found 25000001; save only the tensors of the network, with short metadata");
        requireRefused(RawFile.withLength(-1, json), "found 18446744073709551615; it is not a safetensors file");
        requireRefused(RawFile.withLength(0, json),
                "byte 8, header: expected JSON that begins with {, found no header");
        requireRefused(new byte[]{1, 0, 0, 0, 0},
                "byte 5, header length: expected 8 bytes, found the end of the file at 5");
        requireRefused(RawFile.bytes(" {}"), "header: expected JSON that begins with {, found the byte 0x20");
    }

    @Test
    void headerLargerThanTheLimitIsRefused() throws IOException {
        Path file = folder.resolve("sparse");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.write(RawFile.withLength(100_000_001, "{".getBytes(StandardCharsets.UTF_8)));
            sparse.setLength(200_000_000);
        }
        assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("expected at most 25000000 bytes, found 100000001");
    }

    /// The limits are those of a header that is parsed in a second or two; without them a header of 100 MB takes a
    /// minute and gigabytes.
    @Test
    void headersWithTooManyPartsAreRefused() throws IOException {
        String part = "\":{\"dtype\":\"I8\",\"shape\":[0],\"data_offsets\":[0,0]}";
        requireRefused(RawFile.bytes("{" + repeated(50_001, i -> "\"" + i + part) + "}"),
                "header: expected at most 50000 tensors, with names of at most 4000000 characters in total, found more;"
                        + " save only the tensors of the network");
        requireRefused(RawFile.bytes("{\"__metadata__\":{" + repeated(50_001, i -> "\"" + i + "\":\"\"") + "}}"),
                "header: expected at most 50000 __metadata__ keys");
        String name = "n".repeat(9_000);
        requireRefused(RawFile.bytes("{" + repeated(450, i -> "\"" + name + i + part) + "}"),
                "with names of at most 4000000 characters in total, found more");
        requireRefused(RawFile.bytes("{\"x\":{\"shape\":[" + repeated(65, _ -> "1") + "]}}"),
                "tensor 'x', shape: expected at most 64 numbers, found more");
        Path file = RawFile.write(folder, RawFile.bytes("{" + repeated(50_000, i -> "\"" + i + part) + "}"));
        assertThat(Safetensors.read(file).tensors()).hasSize(50_000);
    }

    private static String repeated(int count, IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(","));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x80, 0xc0, 0xff, 0xed})
    void bytesThatAreNotUtf8AreRefused(int wrong) throws IOException {
        byte[] bytes = RawFile.bytes("{\"__metadata__\":{\"a\":\"?\"}}");
        int at = 8 + RawFile.header(bytes).indexOf('?');
        bytes[at] = (byte) wrong;
        requireRefused(bytes,
                "byte " + at + ", header: expected UTF-8, found the byte 0x" + Integer.toHexString(wrong));
    }

    @Test
    void utf16JsonIsRefused() throws IOException {
        byte[] json = "{}".getBytes(StandardCharsets.UTF_16LE);
        requireRefused(RawFile.withLength(json.length, json), "header: expected JSON");
    }

    @Test
    void deepNestingAndLongStringsAreRefused() throws IOException {
        requireRefused(RawFile.bytes("{\"x\":" + "[".repeat(1_000_000)), "expected an object, found START_ARRAY");
        requireRefused(RawFile.bytes("{\"x\":".repeat(100_000)), "expected dtype, shape and data_offsets");
        requireRefused(RawFile.bytes("{\"x\":{\"dtype\":\"" + "y".repeat(1_000_000)
                + "\",\"shape\":[],\"data_offsets\":[0,0]}}"), "found 'yyy");
        requireRefused(RawFile.bytes("{\"x\":{\"shape\":[" + "9".repeat(1_000_000) + "]}}"), "header: expected JSON");
        requireRefused(RawFile.bytes("{\"" + "n".repeat(5_000) + "\":0}"), "expected an object, found '0'");
        requireRefused(RawFile.bytes("{\"" + "n".repeat(1_000_000) + "\":0}"), "exceeds the maximum allowed (10000");
    }

    @Test
    void messagesAreShortAndWithoutControlCharacters() throws IOException {
        Path file = RawFile.write(folder,
                RawFile.bytes("{\"\\u001b[31m\\n\\u202e" + "n".repeat(1000) + "\":{\"dtype\":\"F\\u0007\"}}"));
        assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(ModelFileException.class)
                .satisfies(e -> assertThat(e.getMessage().replace(file.toString(), "")).hasSizeLessThan(400)
                        .doesNotContainPattern("[\\p{Cntrl}\\p{Cf}]"));
    }

    @Test
    void fileTruncatedAtAnyByteIsRefused() throws IOException {
        Path file = folder.resolve("whole");
        Safetensors.write(file, Map.of("k", "v"),
                List.of(Tensor.ofInts("i", new int[]{1}, 1), Tensor.ofFloats("x", new float[3], 3)));
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            requireRefused(Arrays.copyOf(whole, length), "");
        }
        requireRefused(Arrays.copyOf(whole, whole.length + 1),
                "byte " + whole.length + ", data: expected the file to end here, found 1 more bytes");
    }

    @Test
    void missingFilesAndFoldersAreRefused() {
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> Safetensors.read(missing)).isInstanceOf(ModelFileException.class)
                .hasMessage(missing + ": cannot read the file: no such file");
        assertThatThrownBy(() -> Safetensors.read(folder)).isInstanceOf(ModelFileException.class)
                .hasMessage(folder + ": expected a file, found a directory or a device");
    }

    private void requireRefused(byte[] bytes, String message) throws IOException {
        Path file = RawFile.write(folder, bytes);
        assertThatThrownBy(() -> Safetensors.read(file)).as("%d bytes", bytes.length)
                .isInstanceOf(ModelFileException.class).hasMessageContaining(message);
    }
}
