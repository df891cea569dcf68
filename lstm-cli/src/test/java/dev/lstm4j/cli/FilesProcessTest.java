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

/// Trains on each file of the folders in `testdata/cases`, forecasts, and compares exit code, messages and forecast
/// with the folder's `cases.csv`.
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

    static Stream<Arguments> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.filter(entry -> Files.exists(entry.resolve("cases.csv"))).sorted().toList().stream()
                    .flatMap(FilesProcessTest::cases);
        }
    }

    private static Stream<Arguments> cases(Path cases) {
        Table table = Table.readCsv(cases.resolve("cases.csv"));
        return IntStream.range(0, table.rows()).mapToObj(row -> {
            Case found = new Case(cases.getFileName() + "/" + table.text(row, "file"), table.text(row, "options"),
                    (int) table.number(row, "exit"), table.text(row, "says"), table.text(row, "like"),
                    table.text(row, "times"));
            return Arguments.of(found);
        });
    }

    private record Case(String file, String options, int exit, String says, String like, String times) {
        String folder() {
            return file.substring(0, file.indexOf('/') + 1);
        }

        @Override
        public String toString() {
            return file + " " + options;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isReadCorrectly(Case given) throws IOException {
        String file = given.file();
        Program training = train(file, given.options().isEmpty() ? List.of() : options(given.options()));
        assertThat(training.exit()).as(training.err().toString()).isEqualTo(given.exit());
        assertThat(String.join("\n", training.err())).contains(given.says());
        assertThat(training.err()).as("no message without a reason")
                .hasSizeLessThanOrEqualTo(given.says().isEmpty() ? 0 : 2);
        if (given.exit() != 0) {
            assertThat(training.err()).hasSize(1);
            assertThat(out(file)).doesNotExist();
            return;
        }
        List<String> forecast = forecast(file);
        FORECASTS.put(file, forecast);
        if (!given.times().isEmpty()) {
            assertThat(forecast.stream().map(FilesProcessTest::time)).containsExactly(given.times().split("\\|"));
        }
        if (!given.like().isEmpty()) {
            List<String> other = FORECASTS.get(given.folder() + given.like());
            if (given.times().isEmpty()) {
                assertThat(forecast).isEqualTo(other);
            } else {
                assertThat(forecast.stream().map(FilesProcessTest::value))
                        .containsExactlyElementsOf(other.stream().map(FilesProcessTest::value).toList());
            }
        }
    }

    private static String time(String row) {
        return row.substring(0, row.lastIndexOf(',')).replace("\"", "");
    }

    private static String value(String row) {
        return row.substring(row.lastIndexOf(','));
    }

    private static Path out(String file) {
        return folder.resolve(file.replace('/', '-') + ".out");
    }

    private static Program train(String file, List<String> options) {
        List<String> command = new ArrayList<>(List.of("train", "--data", CASES.resolve(file).toString(), "--lookback",
                "5", "--horizon", "3", "--hidden", "3", "--epochs", "1", "--quiet", "--out", out(file).toString()));
        command.addAll(options);
        if (!options.contains("--target")) {
            command.addAll(List.of("--target", "y"));
        }
        return program.run(command.toArray(String[]::new));
    }

    /// The rows of the forecast after the last row, without the names of the columns.
    private static List<String> forecast(String file) throws IOException {
        List<String> command = List.of("predict", "--model", out(file).resolve("model.safetensors").toString(),
                "--data", CASES.resolve(file).toString(), "--out", "next.csv");
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
