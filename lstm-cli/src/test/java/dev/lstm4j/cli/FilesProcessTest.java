package dev.lstm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.forecast.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Trains on each file of `testdata/cases`, forecasts, and compares exit code, messages and forecast with `cases.csv`.
class FilesProcessTest {
    private static final Path CASES = Path.of(System.getProperty("lstm4j.testdata"), "cases");

    @TempDir
    static Path folder;

    private static SharedProgram program;
    private static final Map<String, List<String>> FORECASTS = new ConcurrentHashMap<>();

    @BeforeAll
    static void start() {
        program = SharedProgram.start(folder);
    }

    @AfterAll
    static void end() {
        program.close();
    }

    static Stream<Arguments> cases() {
        Table table = Table.readCsv(CASES.resolve("cases.csv"));
        return IntStream.range(0, table.rows()).mapToObj(row -> Arguments.of(table.header().stream()
                .map(column -> table.text(row, column)).toArray()));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("cases")
    void isReadCorrectly(String file, String options, int exit, String says, String like) throws IOException {
        List<String> arguments = options.isEmpty() ? List.of() : options(options);
        Program training = train(file, arguments);
        assertThat(training.exit()).as(training.err().toString()).isEqualTo(exit);
        assertThat(String.join("\n", training.err())).contains(says);
        assertThat(training.err()).as("no message without a reason")
                .hasSizeLessThanOrEqualTo(says.isEmpty() ? 0 : 2);
        if (exit != 0) {
            assertThat(training.err()).hasSize(1);
            assertThat(folder.resolve(file + ".out")).doesNotExist();
            return;
        }
        List<String> forecast = forecast(file);
        FORECASTS.put(file, forecast);
        if (!like.isEmpty()) {
            assertThat(forecast).isEqualTo(FORECASTS.get(like));
        }
    }

    private static Program train(String file, List<String> options) {
        List<String> command = new ArrayList<>(List.of("train", "--data", CASES.resolve(file).toString(), "--lookback",
                "5", "--horizon", "3", "--hidden", "3", "--epochs", "1", "--quiet", "--out", file + ".out"));
        command.addAll(options);
        if (!options.contains("--target")) {
            command.addAll(List.of("--target", "y"));
        }
        return program.run(command.toArray(String[]::new));
    }

    /// The rows of the forecast after the last row, without the names of the columns.
    private static List<String> forecast(String file) throws IOException {
        List<String> command = new ArrayList<>(List.of("predict", "--model", file + ".out/model.safetensors", "--data",
                CASES.resolve(file).toString(), "--out", "next.csv"));
        Program prediction = program.run(command.toArray(String[]::new));
        assertThat(prediction.exit()).as(prediction.err().toString()).isZero();
        List<String> lines = Files.readAllLines(folder.resolve("next.csv"));
        assertThat(lines).hasSize(4);
        return lines.subList(1, 4);
    }

    /// Options divided at spaces; a space in a value is written `\ `.
    private static List<String> options(String text) {
        return Stream.of(text.split("(?<!\\\\) ")).map(option -> option.replace("\\ ", " ")).toList();
    }
}
