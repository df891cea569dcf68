package dev.lstm4j.io.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.io.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tensors round-trip, and the bytes follow the safetensors format.
class SafetensorsTest {
    @TempDir
    Path folder;

    @Test
    void allWritableTypesRoundTrip() throws IOException {
        Path file = folder.resolve("all.safetensors");
        Safetensors.write(file, Map.of("key", "value"),
                List.of(Tensor.ofInts("i32", new int[]{Integer.MIN_VALUE, -1, 7}, 3),
                        Tensor.ofFloats("f32", new float[]{-0.0f, Float.NaN}, 1, 2),
                        Tensor.ofDoubles("f64", new double[]{Math.PI}),
                        Tensor.ofLongs("i64", new long[]{Long.MIN_VALUE, 5}, 2, 1),
                        Tensor.ofFloats("none", new float[0], 0, 5)));

        SafetensorsFile read = Safetensors.read(file);

        assertThat(read.metadata()).containsExactly(Map.entry("key", "value"));
        assertThat(read.tensors()).extracting(Tensor::toString).containsExactly("f64 F64 []", "i64 I64 [2, 1]",
                "i32 I32 [3]", "f32 F32 [1, 2]", "none F32 [0, 5]");
        assertThat(read.tensor("i32").longs()).containsExactly(Integer.MIN_VALUE, -1, 7);
        assertThat(Models.bits(read.tensor("f32").floats())).containsExactly(0x80000000, 0x7fc00000);
        assertThat(read.tensor("f64").doubles()).containsExactly(Math.PI);
        assertThat(read.tensor("i64").longs()).containsExactly(Long.MIN_VALUE, 5);
        assertThat(read.tensor("none").floats()).isEmpty();
        assertThatThrownBy(() -> read.tensor("other")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tensor: expected one of [f64, i64, i32, f32, none], found 'other'");
    }

    @Test
    void tensorLargerThanAChunkRoundTrips() throws IOException {
        float[] values = new float[100_003];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        Path file = folder.resolve("large.safetensors");
        Safetensors.write(file, Map.of(), List.of(Tensor.ofFloats("x", values, values.length)));

        assertThat(Safetensors.read(file).tensor("x").floats()).isEqualTo(values);
    }

    @Test
    void bytesFollowTheFormat() throws IOException {
        Path file = folder.resolve("small.safetensors");
        Safetensors.write(file, Map.of("b", "2", "a", "1"),
                List.of(Tensor.ofFloats("x", new float[]{1, Float.intBitsToFloat(0x7f812345)}, 2)));

        String header = "{\"__metadata__\":{\"a\":\"1\",\"b\":\"2\"},"
                + "\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";
        byte[] expected = RawFile.bytes(header + " ".repeat(-header.length() & 7), (byte) 0, (byte) 0, (byte) 0x80,
                (byte) 0x3f, (byte) 0x45, (byte) 0x23, (byte) 0x81, (byte) 0x7f);
        assertThat(Files.readAllBytes(file)).isEqualTo(expected);
        assertThat((expected.length - 8) % 8).isZero();
    }

    @Test
    void orderOfTheMetadataDoesNotChangeTheBytes() throws IOException {
        Map<String, String> forwards = new LinkedHashMap<>();
        Map<String, String> backwards = new LinkedHashMap<>();
        for (int i = 0; i < 50; i++) {
            forwards.put("key" + i, "" + i);
            backwards.put("key" + (49 - i), "" + (49 - i));
        }
        Safetensors.write(folder.resolve("a"), forwards, List.of());
        Safetensors.write(folder.resolve("b"), backwards, List.of());
        assertThat(folder.resolve("a")).hasSameBinaryContentAs(folder.resolve("b"));
    }

    @Test
    void halfFloatsAndShortIntegersAreWidened() throws IOException {
        String header = """
                {"bf":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]},
                "h":{"dtype":"F16","shape":[2],"data_offsets":[4,8]},
                "i8":{"dtype":"I8","shape":[1],"data_offsets":[8,9]},
                "u8":{"dtype":"U8","shape":[1],"data_offsets":[9,10]},
                "b":{"dtype":"BOOL","shape":[1],"data_offsets":[10,11]},
                "i16":{"dtype":"I16","shape":[1],"data_offsets":[11,13]},
                "u16":{"dtype":"U16","shape":[1],"data_offsets":[13,15]},
                "u32":{"dtype":"U32","shape":[1],"data_offsets":[15,19]},
                "u64":{"dtype":"U64","shape":[1],"data_offsets":[19,27]}}""";
        byte[] data = {(byte) 0xc0, 0x3f, (byte) 0x80, (byte) 0xff, 0x00, 0x3e, 0x01, (byte) 0x80, -2, -2, 1, -2, -1,
                -2, -1, -2, -1, -1, -1, 1, 0, 0, 0, 0, 0, 0, 0};
        SafetensorsFile read = Safetensors.read(RawFile.write(folder, RawFile.bytes(header, data)));

        assertThat(read.tensor("bf").floats()).containsExactly(1.5f, Float.NEGATIVE_INFINITY);
        assertThat(read.tensor("h").floats()).containsExactly(1.5f, -0x1p-24f);
        assertThat(read.tensor("h").doubles()).containsExactly(1.5, -0x1p-24);
        assertThat(read.tensor("i8").longs()).containsExactly(-2);
        assertThat(read.tensor("u8").longs()).containsExactly(254);
        assertThat(read.tensor("b").longs()).containsExactly(1);
        assertThat(read.tensor("i16").longs()).containsExactly(-2);
        assertThat(read.tensor("u16").longs()).containsExactly(0xfffe);
        assertThat(read.tensor("u32").longs()).containsExactly(0xfffffffeL);
        assertThatThrownBy(() -> read.tensor("u64").longs()).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tensor u64: expected an integer type that fits signed 64 bits, found U64");
        assertThatThrownBy(() -> read.tensor("i8").floats()).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tensor i8: expected F32, F16 or BF16, found I8");
    }

    @Test
    void valuesAreCopiedInAndOut() {
        float[] given = {1, 2};
        Tensor tensor = Tensor.ofFloats("x", given, 2);
        given[0] = 9;
        tensor.floats()[1] = 9;
        assertThat(tensor.floats()).containsExactly(1, 2);
        assertThat(tensor.length()).isEqualTo(2);
        assertThat(tensor.dtype().bytes()).isEqualTo(4);
    }

    @Test
    void wrongTensorsAreRefusedBeforeTheOldFileIsTouched() throws IOException {
        Path file = Files.writeString(folder.resolve("old"), "old");
        Tensor x = Tensor.ofFloats("x", new float[1], 1);
        assertThatThrownBy(() -> Safetensors.write(file, Map.of(), List.of(x, x)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tensors: expected unique names other than __metadata__, found 'x' twice");
        assertThatThrownBy(() -> Safetensors.write(file, Map.of("k", "\ud800"), List.of()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("an unpaired surrogate");
        assertThatThrownBy(() -> Tensor.ofFloats("x", new float[5], 2, 3)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("values of x: expected one for each element of the shape [2, 3], found 5");
        assertThatThrownBy(() -> Tensor.ofFloats("x", new float[1], -1, -1))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("at least 0");
        assertThat(file).hasContent("old");
        assertThat(RawFile.names(folder)).containsExactly("old");
    }
}
