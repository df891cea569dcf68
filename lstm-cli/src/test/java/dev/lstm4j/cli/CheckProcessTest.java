package dev.lstm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// `lstm check`.
class CheckProcessTest {
    private static final Path CASES = Path.of(System.getProperty("lstm4j.testdata"), "cases", "tables");

    @TempDir
    static Path folder;

    private static SharedProgram program;

    @BeforeAll
    static void start() {
        program = SharedProgram.start(folder);
    }

    @AfterAll
    static void end() {
        program.close();
    }

    @Test
    void showsTheBundledWeather() {
        Program check = program.run("check");
        assertThat(check.exit()).isZero();
        assertThat(check.err()).isEmpty();
        assertThat(check.out().lines().filter(line -> line.length() > 80)).isEmpty();
        assertThat(check.out()).contains("1,461 rows of 6 columns, UTF-8, separated by commas",
                "temp_max       target  number        -  -1.6 to 35.6",
                "a row every day, no gaps", "year, 365 rows (autocorrelation 0.77)",
                "  lstm train --lookback 30 --horizon 7\n");
    }

    @Test
    void theCommandThatItPrintsTrains() throws IOException {
        Files.copy(CASES.resolve("semicolon.csv"), folder.resolve("two words.csv"));
        Program check = program.run("check", "two words.csv", "--target", "y", "--missing", "forward");
        assertThat(check.exit()).as(check.err().toString()).isZero();
        List<String> lines = check.out().lines().toList();
        assertThat(lines.getLast()).isEqualTo("  lstm train --data 'two words.csv' --target y --missing forward"
                + " --lookback 30 --horizon 7");
        Program training = program.run("train", "--data", "two words.csv", "--target", "y", "--missing", "forward",
                "--lookback", "30", "--horizon", "7", "--epochs", "1", "--hidden", "2", "--quiet");
        assertThat(training.exit()).as(training.err().toString()).isZero();
    }

    @Test
    void aFileThatCannotBeTrainedOnIsExplained() {
        Program check = program.run("check", CASES.resolve("unsorted.csv").toString());
        assertThat(check.exit()).isEqualTo(2);
        assertThat(check.out()).contains("Problems", "line 3, column date", "once the problem is solved");
    }

    @Test
    void jsonHasTheSameFacts() {
        Program check = program.run("check", "--json", CASES.resolve("constant_text.csv").toString(), "--target", "y");
        assertThat(check.exit()).isZero();
        assertThat(check.out().lines()).hasSize(1);
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), check.out())) {
            while (parser.nextToken() != null) {
                continue; // valid to its end
            }
        }
        assertThat(check.out()).contains("\"encoding\":\"UTF-8\"", "\"separator\":\",\"", "\"rows\":80",
                "\"use\":\"target\"", "\"trainable\":true",
                "column station: left out");
    }

    @Test
    void numbersInEveryNotationHaveARange() {
        for (String file : List.of("unit_percent.csv", "comma.csv", "plain.csv")) {
            Program check = program.run("check", CASES.resolveSibling("numbers").resolve(file).toString(), "--target",
                    "y");
            assertThat(check.exit()).as(file).isZero();
            assertThat(check.out()).as(file).contains("target  number", "5 to 15.999").doesNotContain("NaN");
        }
    }

    @Test
    void aFileThatCannotBeReadIsOneLine() {
        Program check = program.run("check", CASES.resolve("binary.csv").toString());
        assertThat(check.exit()).isEqualTo(2);
        assertThat(check.out()).isEmpty();
        assertThat(check.err()).hasSize(1);
    }
}
