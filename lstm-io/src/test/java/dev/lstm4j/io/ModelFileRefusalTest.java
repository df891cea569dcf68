package dev.lstm4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.io.safetensors.ModelFileException;
import dev.lstm4j.io.safetensors.Safetensors;
import dev.lstm4j.io.safetensors.SafetensorsFile;
import dev.lstm4j.io.safetensors.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Invalid model files and the message for each of them.
class ModelFileRefusalTest {
    @TempDir
    Path folder;

    private Path file;
    private SafetensorsFile whole;

    @BeforeEach
    void save() throws IOException {
        file = folder.resolve("model.safetensors");
        ModelFile.save(file, Models.withTask());
        whole = Safetensors.read(file);
    }

    @Test
    void quantizedWeightsThatDoNotFitAreRefused() throws IOException {
        requireRefused(Map.of("weights", "int4"), whole.tensors(),
                "weights: expected one of float32, bf16, int8, found 'int4'");
        requireRefused(Map.of("weights", "bf16"), whole.tensors(),
                "tensor 'lstm.weight_ih_l0', dtype: expected BF16, found F32");
        requireRefused(Map.of("weights", "int8"), whole.tensors(),
                "tensor 'lstm.weight_ih_l0', dtype: expected I8, found F32");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    "cell":"lstm"|"cell":"esn"|architecture: cell: expected lstm, gru, rnn or slstm, found 'esn'; add the module or jar that provides this cell
                    "cell":"lstm"|"cell":"lstm","cell_options":{"peephole":true}|architecture: cell_options.gate: expected an object, found none
                    "cell":"lstm"|"cell":"lstm","cell_options":[1]|architecture.cell_options: expected an object, found a list
                    "cell":"lstm"|"cell":"lstm","cell_options":{"gate":null}|architecture.cell_options.gate: expected a setting of a cell, found null
                    "cell":"lstm"|"cell":"gru","cell_options":SIGMOIDS,"peephole":true,"coupled":false,"clip":0}|architecture: peephole: expected false, since only an lstm can have it, found true
                    "cell":"lstm"|"cell":"lstm","cell_options":SIGMOIDS,"peephole":0,"coupled":false,"clip":0}|architecture: cell_options.peephole: expected true or false, found '0'
                    "cell":"lstm"|"cell":"lstm","cell_options":SIGMOIDS,"peephole":true,"coupled":false,"clip":1e999}|architecture: clip: expected a finite number of at least 0, found Infinity
                    "cell":"lstm"|"cell":"lstm","cell_options":SIGMOIDS,"peephole":true,"coupled":false,"clip":0,"layer_norm":true}|architecture: layer_norm: expected no peephole
                    "cell":"lstm"|"cell":"lstm","cell_options":SIGMOIDS,"peephole":true,"coupled":false,"clip":0,"gain":1}|architecture: cell_options: expected only keys that this version knows, found 'gain'; a newer
                    "cell":"lstm"|"cell":4|architecture.cell: expected a string, found '4'
                    "input_size":3|"input_size":0|architecture: inputSize: expected at least 1, found 0
                    "input_size":3|"input_size":3.0|architecture.input_size: expected a whole number, found '3.0'
                    "input_size":3|"input_size":3000000000|architecture.input_size: expected a whole number below 2^31
                    "input_size":3,|``|architecture.input_size: expected a whole number, found none
                    "input_size":3|"input_size":3,"input_size":3|architecture: expected JSON, found: Duplicate Object property
                    "input_size":3|"input_size":4|tensor 'lstm.weight_ih_l0', shape: expected [8, 4] for the architecture, found '[8, 3]'
                    "hidden_size":2|"hidden_size":2147483647|architecture: architecture: expected at most 2147483639 parameters
                    "hidden_size":2|"hidden_size":16000|tensor 'lstm.weight_ih_l0', shape: expected [64000, 3] for the architecture
                    "num_layers":1|"num_layers":40000000|tensors: expected 160000002 for the architecture, found 6
                    "bias":true|"bias":"true"|architecture.bias: expected true or false, found 'true'
                    "bias":true|"bias":false|tensors: expected 4 for the architecture, found 6
                    "dropout":0.1|"dropout":1.5|dropout: expected a probability in [0, 1), found 1.5
                    "dropout":0.1|"dropout":1e999|dropout: expected a probability in [0, 1), found Infinity
                    "dropout":0.1|"dropout":NaN|architecture: expected JSON
                    "dropout":0.1|"dropout":null|architecture.dropout: expected a number, found null
                    "dropout":0.1|"dropout":0.1,"peephole":true|architecture: expected only keys that this version knows, found 'peephole'; try a newer version
                    "steps":"last"|"steps":"first"|architecture.head.steps: expected one of last, final, every, mean, max, found 'first'
                    "steps":"last"|"steps":"last","bias":false|architecture.head: expected only keys that this version knows, found 'bias'
                    "head":{|"head":[{|architecture: expected JSON
                    "output_size":2|"output_size":[2]|architecture.head.output_size: expected a whole number, found a list
                    """)
    void wrongArchitecturesAreRefused(String from, String to, String message) throws IOException {
        String text = whole.metadata().get("architecture");
        assertThat(text).contains(from);
        String function = "{\"function\":\"Sigmoid\",\"alpha\":0,\"beta\":0}";
        String changed = to.replace("SIGMOIDS",
                "{\"gate\":" + function + ",\"candidate\":" + function + ",\"output\":" + function);
        requireRefused(Map.of("architecture", text.replace(from, changed)), whole.tensors(), message);
    }

    /// The checksum is recomputed, so it cannot reveal the change.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    "lookback":14|"lookback":0|task: task: expected a lookback and a horizon of at least 1, found 0 and 2
                    "lookback":14|"lookback":14,"stride":2|task: expected only keys that this version knows, found 'stride'
                    "horizon":2|"horizon":3|model: horizon times targets: expected 2, the network's outputSize, found 3
                    "kind":"number"|"kind":"text"|task.features.kind: expected one of [number, category, day_of_year_sin, day_of_year_cos, hour_of_day_sin, hour_of_day_cos], found 'text'
                    "targets":["wind"]|"targets":[]|task: targetScaling: expected 0 columns for the targets, found 1
                    "targets":["wind"]|"targets":[null]|task.targets: expected a list of strings, found null
                    "targets":["wind"]|"targets":"wind"|task.targets: expected a list, found 'wind'
                    "offset":[-0.0]|"offset":[1e400]|task: scaling of column 0: expected a finite offset
                    "offset":[-0.0]|"offset":["0"]|task.target_scaling.offset: expected a list of numbers, found '0'
                    "offset":[-0.0],|``|task.target_scaling.offset: expected a list, found none
                    "time_column":"date"|"time_column":{}|task.time_column: expected a string, found an object
                    """)
    void wrongTasksAreRefused(String from, String to, String message) throws IOException {
        String text = whole.metadata().get("task");
        assertThat(text).contains(from);
        requireRefusedWithChecksum(Map.of("task", text.replace(from, to)), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    "micros":0|"micros":1|series: step: expected either microseconds or months above 0, found 1 and 1
                    "months":1|"months":0|series: step: expected either microseconds or months above 0, found 0 and 0
                    "micros":0|"micros":1e3|series.step.micros: expected a whole number, found '1e3'
                    "micros":0|"micros":9223372036854775808|series.step.micros: expected a whole number below 2^63
                    "anchor_day":31|"anchor_day":32|series: step: expected an anchor day from 0 to 31, found 32
                    "anchor_day":31|"anchor_day":31,"days":1|series.step: expected only keys that this version knows, found 'days'; try a newer version of LSTM4J; this one knows micros, months, anchor_day, calendar
                    "yearly":1|"yearly":2|series: coefficients: expected 7 for 2 yearly and 1 daily harmonics, found 5
                    "yearly":1|"yearly":2147483647|series: coefficients: expected 4294967297 for
                    "deviation":3.141592653589793|"deviation":0|series: deviation: expected a finite number above 0, found 0.0
                    "deviation":3.141592653589793|"deviation":1e999|series: deviation: expected a finite number above 0
                    "deviation":3.141592653589793|"deviation":"3"|series.targets[0].deviation: expected a number, found '3'
                    1.0E300|1.0E999|series: coefficients: expected finite numbers
                    "targets":[{|"targets":[],"more":[{|series: expected only keys that this version knows, found 'more'
                    """)
    void wrongProfilesAreRefused(String from, String to, String message) throws IOException {
        String text = whole.metadata().get("series");
        assertThat(text).contains(from);
        requireRefusedWithChecksum(Map.of("series", text.replace(from, to)), message);
    }

    @Test
    void profilesMustMatchTheTargetsOfTheTask() throws IOException {
        requireRefusedWithChecksum(Map.of("series", "{\"targets\":[]}"),
                "model: profile targets: expected 1, the number of targets of the task, found 0");
    }

    @Test
    void wrongProvenanceIsRefusedAndUnknownKeysAreAccepted() throws IOException {
        requireRefusedWithChecksum(Map.of("provenance", "{\"a\":1}"), "provenance.a: expected a string, found '1'");
        requireRefusedWithChecksum(Map.of("provenance", "[]"), "provenance: expected an object, found a list");
        requireRefusedWithChecksum(Map.of("provenance", "{} {}"),
                "provenance: expected one JSON object, found more text");
        requireRefusedWithChecksum(Map.of("provenance", "{\"a\":".repeat(100_000)), "provenance: expected JSON");
        requireRefusedWithChecksum(Map.of("provenance", "[".repeat(1_000_000)), "provenance: expected JSON");
        write(Map.of("provenance", "{\"new\":\"text\"}"), whole.tensors(), true);
        assertThat(ModelFile.load(file).provenance()).containsExactly(Map.entry("new", "text"));
    }

    @Test
    void otherFileTypesAreIdentified() throws IOException {
        Path pytorch = TestData.golden("lstm_one.safetensors");
        assertThatThrownBy(() -> ModelFile.load(pytorch)).isInstanceOf(ModelFileException.class)
                .hasMessage(pytorch
                        + " byte 8, format: expected 'lstm4j', found none; this is a plain safetensors file, for"
                        + " example from PyTorch, not an LSTM4J model file:"
                        + " read it with ModelFile.loadWeights(file, architecture)");
        requireRefused(Map.of("format", "pt"), whole.tensors(),
                "format: expected 'lstm4j', found 'pt'; this is a plain");
        Files.writeString(file, "date,wind\n2012-01-01,4.7\n");
        assertThatThrownBy(() -> ModelFile.load(file)).isInstanceOf(ModelFileException.class)
                .hasMessage(file + ": expected a safetensors file, found text; name the file with the weights");
    }

    @Test
    void unknownVersionsAreRefused() throws IOException {
        requireRefused(Map.of("version", "2"), whole.tensors(),
                "version: expected '1', found '2'; read the file with the version of LSTM4J that wrote it, or a newer one");
    }

    @Test
    void missingKeysAreNamed() throws IOException {
        for (String key : List.of("version", "architecture", "checksum")) {
            Map<String, String> metadata = new HashMap<>(whole.metadata());
            metadata.remove(key);
            Safetensors.write(file, metadata, whole.tensors());
            assertThatThrownBy(() -> ModelFile.load(file)).isInstanceOf(ModelFileException.class)
                    .hasMessageContaining("__metadata__: expected the key '" + key + "', found only");
        }
    }

    @Test
    void tensorsThatDoNotMatchTheLayoutAreRefused() throws IOException {
        List<Tensor> tensors = whole.tensors();
        requireRefused(Map.of(), tensors.subList(0, 5), "tensors: expected 6 for the architecture, found 5");
        requireRefused(Map.of(), replaced(Tensor.ofFloats("fc.bios", new float[2], 2)),
                "tensors: expected 'fc.bias' [2], found only");
        requireRefused(Map.of(), replaced(Tensor.ofFloats("fc.bias", new float[2], 2, 1)),
                "tensor 'fc.bias', shape: expected [2] for the architecture, found '[2, 1]'");
        requireRefused(Map.of(), replaced(Tensor.ofInts("fc.bias", new int[2], 2)),
                "tensor 'fc.bias', dtype: expected F32, found I32");
        requireRefused(Map.of(), replaced(Tensor.ofDoubles("fc.bias", new double[2], 2)),
                "tensor 'fc.bias', dtype: expected F32, found F64");
    }

    @Test
    void swappedTensorsOfTheSameShapeAreDetected() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String swapped = text.replace("bias_ih_l0", "?").replace("bias_hh_l0", "bias_ih_l0").replace("?",
                "bias_hh_l0");
        assertThat(swapped).hasSameSizeAs(text).isNotEqualTo(text);
        Files.write(file, swapped.getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> ModelFile.load(file)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("the model file was changed or damaged");
    }

    @Test
    void changedMetadataIsDetected() throws IOException {
        requireRefused(Map.of("provenance", "{\"seed\":\"43\"}"), whole.tensors(),
                "the model file was changed or damaged");
        requireRefused(Map.of("another", "key"), whole.tensors(), "the model file was changed or damaged");
        requireRefused(Map.of("checksum", "0".repeat(64)), whole.tensors(), "the model file was changed or damaged");
    }

    @Test
    void fileTruncatedAtAnyByteIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> ModelFile.load(file)).as("%d bytes", length)
                    .isInstanceOf(ModelFileException.class);
        }
    }

    @Test
    void anyChangedByteIsDetected() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int at = 0; at < bytes.length; at++) {
            for (int change : new int[]{0xff, 1, 0x20, 0x80}) {
                byte[] changed = bytes.clone();
                changed[at] ^= (byte) change;
                Files.write(file, changed);
                assertThatThrownBy(() -> ModelFile.load(file)).as("byte %d ^ %x", at, change)
                        .isInstanceOf(ModelFileException.class);
            }
        }
    }

    private List<Tensor> replaced(Tensor last) {
        List<Tensor> tensors = new ArrayList<>(whole.tensors().subList(0, 5));
        tensors.add(last);
        return tensors;
    }

    private void write(Map<String, String> changes, List<Tensor> tensors, boolean withChecksum) throws IOException {
        Map<String, String> metadata = new HashMap<>(whole.metadata());
        metadata.putAll(changes);
        if (withChecksum) {
            Checksum checksum = new Checksum(metadata);
            for (Tensor tensor : tensors) {
                checksum.addFloats(tensor.data());
            }
            metadata.put("checksum", checksum.hex());
        }
        Safetensors.write(file, metadata, tensors);
    }

    private void requireRefused(Map<String, String> changes, List<Tensor> tensors, String message)
            throws IOException {
        write(changes, tensors, false);
        requireLoadFails(message);
    }

    private void requireRefusedWithChecksum(Map<String, String> changes, String message) throws IOException {
        write(changes, whole.tensors(), true);
        requireLoadFails(message);
    }

    private void requireLoadFails(String message) {
        assertThatThrownBy(() -> ModelFile.load(file)).isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith(file + " byte ").hasMessageContaining(message);
    }
}
