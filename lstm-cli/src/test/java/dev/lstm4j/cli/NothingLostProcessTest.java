package dev.lstm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Whatever fails after a training, the model is kept, and the message names what failed.
class NothingLostProcessTest {
    private static final String TINY = " --target temp --lookback 5 --horizon 3 --hidden 4 --epochs 1";

    @TempDir
    static Path folder;

    private static SharedProgram program;

    @BeforeAll
    static void start() throws IOException {
        Files.writeString(folder.resolve("good.csv"), String.join("\n", Program.rows(120)));
        Files.writeString(folder.resolve("longer.csv"), String.join("\n", Program.rows(150)));
        program = SharedProgram.start(folder);
        assertThat(run("train --data good.csv --quiet --out run" + TINY).exit()).isZero();
    }

    @AfterAll
    static void end() {
        program.close();
    }

    private static Program run(String args) {
        return program.run(args.split(" +"));
    }

    /// Runs the program in a shell, with its command in `$@`.
    private static Program inShell(String script, String args, String... jvm) {
        List<String> command = new ArrayList<>(List.of("bash", "-c", script, "lstm"));
        List<String> java = Program.command(Main.class.getName());
        java.addAll(java.indexOf("-cp"), List.of(jvm));
        command.addAll(java);
        command.addAll(List.of(args.split(" +")));
        return Program.run(folder, new ProcessBuilder(command));
    }

    private static List<String> names(String out) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(out))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static List<String> numbers(int rows) {
        List<String> lines = new ArrayList<>(List.of("y"));
        for (int row = 0; row < rows; row++) {
            lines.add(Integer.toString(row % 7 - 3));
        }
        return lines;
    }

    /// All 7001 forecasts of 2000 steps would take 112 MB.
    @Test
    void anEvaluationNeedsLittleMemory() throws IOException {
        Files.writeString(folder.resolve("long.csv"), String.join("\n", numbers(60_000)));
        Program result = inShell("exec \"$@\"", "train --data long.csv --out long --lookback 4 --horizon 2000"
                + " --epochs 1 --hidden 2 --stride 500 --batch 16 --quiet", "-Xmx80m");
        assertThat(result.exit()).as(result.err().toString()).isZero();
        assertThat(result.out()).contains("7001 windows of the test set");
        assertThat(result.err())
                .containsExactly("long/forecast.csv has 4 windows that do not overlap; --forecasts all writes every"
                        + " window");
        assertThat(Files.readAllLines(folder.resolve("long/forecast.csv"))).hasSize(1 + 4 * 2000);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aForecastFileThatIsTooLargeDoesNotCostTheModel() throws IOException {
        Files.writeString(folder.resolve("short.csv"), String.join("\n", numbers(3000)));
        Program result = inShell("ulimit -f 50; exec \"$@\"", "train --data short.csv --out limited --lookback 4"
                + " --horizon 60 --epochs 1 --hidden 2 --forecasts all --quiet");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).containsExactly("lstm: limited/forecast.csv cannot be written: File too large;"
                + " the model is saved as limited/model.safetensors");
        assertThat(result.out()).contains("391 windows of the test set",
                "wrote limited/model.safetensors and history.csv");
        assertThat(names("limited")).containsExactly("history.csv", "model.safetensors");
        assertThat(run("predict --model limited/model.safetensors --data short.csv").exit()).isZero();
    }

    /// A row of history.csv has about 70 bytes, the model 5 kB.
    @Test
    @EnabledOnOs(OS.LINUX)
    void aHistoryThatCannotGrowDoesNotEndTheTraining() throws IOException {
        Program result = inShell("ulimit -f 9; exec \"$@\"", "train --data good.csv --out grown --quiet --patience 0"
                + TINY.replace("--epochs 1", "--epochs 200"));
        assertThat(result.exit()).as(result.err().toString()).isEqualTo(1);
        assertThat(result.err()).hasSize(1).first().asString()
                .matches("warning: grown/history.csv: epoch 1\\d\\d cannot be written: File too large; the training"
                        + " goes on without this file");
        assertThat(result.out()).contains("trained 200 epochs", "wrote grown/model.safetensors and forecast.csv");
        String history = Files.readString(folder.resolve("grown/history.csv"));
        assertThat(history).as("only whole rows").hasSizeGreaterThan(7000).hasSizeLessThan(9 * 1024).endsWith("\n");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aResultThatNobodyGetsIsAFailure() {
        Program result = inShell("\"$@\" >/dev/full", "predict --model run/model.safetensors --data good.csv");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).containsExactly("lstm: standard output: the result cannot be written");
    }

    @Test
    void whatRanOutOfMemoryIsNamed() throws IOException {
        List<String> rows = new ArrayList<>(List.of("a,b,c,d"));
        for (int row = 0; row < 200_000; row++) {
            rows.add(String.format(Locale.ROOT, "%d,%d,%d,%d", row + row % 2, row * 3 + row % 5,
                    row * 7 + row % 3, row % 11));
        }
        Files.writeString(folder.resolve("large.csv"), String.join("\n", rows));
        Program result = inShell("exec \"$@\"", "train --data large.csv --target d --out large", "-Xmx24m");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).hasSize(1).first().asString()
                .startsWith("lstm: out of memory while reading large.csv: ")
                .contains("MiB are not enough; use fewer rows or columns", "LSTM_JAVA_OPTIONS=-Xmx");
        assertThat(folder.resolve("large")).doesNotExist();
    }

    @Test
    void whatCannotBeReplacedIsRefusedBeforeTheTraining() throws IOException {
        for (String name : List.of("model.safetensors", "history.csv", "forecast.csv")) {
            Files.createDirectories(folder.resolve("taken-" + name).resolve(name));
            Program result = run("train --data good.csv --quiet --out taken-" + name + TINY);
            assertThat(result.exit()).isEqualTo(2);
            assertThat(result.err())
                    .containsExactly("lstm: --out: expected a file, or none yet, found the folder taken-"
                            + name + "/" + name);
            assertThat(names("taken-" + name)).containsExactly(name);
        }
    }

    @Test
    void theForecastFileHasTheWindowsThatAreWanted() throws IOException {
        Program last = run("train --data good.csv --quiet --forecasts last --out choice" + TINY);
        assertThat(last.err()).isEmpty();
        Path file = folder.resolve("choice/forecast.csv");
        assertThat(Files.readAllLines(file)).hasSize(1 + 3).last().asString().startsWith("2020-04-29,")
                .endsWith(",3,temp,2020-04-26");
        Program none = run("train --data good.csv --quiet --forecasts none --out choice" + TINY);
        assertThat(none.exit()).isZero();
        assertThat(none.err()).containsExactly("warning: choice/forecast.csv is of an earlier training");
        assertThat(none.out()).endsWith("wrote choice/model.safetensors and history.csv\n");
        assertThat(run("train --data good.csv --quiet --forecasts none --out bare" + TINY).err()).isEmpty();
        assertThat(names("bare")).containsExactly("history.csv", "model.safetensors");
        assertThat(run("train --data good.csv --forecasts some --out bare" + TINY).err()).asString()
                .contains("--forecasts", "'some'");
    }

    @Test
    void evaluationSaysWhatTheModelHasSeenAndJudgesNewRowsAlone() throws IOException {
        Program all = run("evaluate --model run/model.safetensors --data longer.csv");
        assertThat(all.exit()).isZero();
        assertThat(all.out()).contains("143 windows of the file, 2020-01-06 to 2020-05-29");
        assertThat(all.err()).containsExactly(
                "warning: longer.csv: 115 of 143 windows begin no later than 2020-04-29, the last row that the model was trained or"
                        + " tested on (79 in the training set, 18 in the validation set, 18 in the test set); if it is the same series,"
                        + " errors on newer rows may be larger",
                "use --since last-known to evaluate only the 28 windows after 2020-04-29");
        for (String since : List.of("last-known", "2020-04-30", "2020-04-29T00:01")) {
            Program fresh = run("evaluate --model run/model.safetensors --data longer.csv --since " + since);
            assertThat(fresh.exit()).as(since + fresh.err()).isZero();
            assertThat(fresh.err()).isEmpty();
            assertThat(fresh.out()).contains("28 windows of the file, 2020-04-30 to 2020-05-29");
        }
        assertThat(run("evaluate --model run/model.safetensors --data longer.csv --since 2020-05").out())
                .contains("27 windows of the file, 2020-05-01 to");
        assertThat(run("evaluate --model run/model.safetensors --data longer.csv --since 2019-01-01").out())
                .contains("143 windows of the file");
    }

    @Test
    void whereNoWindowBeginsIsBadInput() {
        for (List<String> bad : List.of(
                List.of("longer.csv --since 2020-05-28", "lstm: --since: expected at least 3 rows (the"
                        + " model's horizon) from 2020-05-28 on, found 2; the last window of longer.csv begins at 2020-05-27"),
                List.of("good.csv --since last-known",
                        "lstm: --since: expected at least 3 rows (the model's"
                                + " horizon) from last-known on, found 0; the last window of good.csv begins at 2020-04-27"),
                List.of("longer.csv --since may",
                        "lstm: --since: expected a time as in the table, such as 2020-05-29, or"
                                + " last-known, found 'may'"),
                List.of("longer.csv --forecasts all",
                        "lstm: --forecasts: expected a file to write them to; name it with"
                                + " --out"),
                List.of("longer.csv --out longer.csv", "lstm: --out: longer.csv is also an input; write to another"
                        + " file"))) {
            Program result = run("evaluate --model run/model.safetensors --data " + bad.getFirst());
            assertThat(result.exit()).isEqualTo(2);
            assertThat(result.err()).containsExactly(bad.getLast());
            assertThat(result.out()).isEmpty();
        }
    }

    @Test
    void evaluationWritesItsForecasts() throws IOException {
        Program result = run(
                "evaluate --model run/model.safetensors --data longer.csv --since last-known --out new/f.csv");
        assertThat(result.out()).endsWith("\nwrote new/f.csv\n");
        List<String> lines = Files.readAllLines(folder.resolve("new/f.csv"));
        assertThat(lines).hasSize(1 + 28 * 3).startsWith("time,actual,predicted,step,target,origin");
        assertThat(lines.get(1)).startsWith("2020-04-30,").endsWith(",1,temp,2020-04-29");
        run("evaluate --model run/model.safetensors --data longer.csv --json --forecasts last --out new/f.csv");
        assertThat(Files.readAllLines(folder.resolve("new/f.csv"))).hasSize(4);
        assertThat(names("new")).containsExactly("f.csv");
    }

    @Test
    void rowsWithoutTimesAreNumbered() throws IOException {
        Files.writeString(folder.resolve("plain.csv"), String.join("\n", numbers(200)));
        run("train --data plain.csv --quiet --out plain --lookback 5 --horizon 3 --hidden 4 --epochs 1");
        Files.writeString(folder.resolve("more.csv"), String.join("\n", numbers(210)));
        assertThat(run("evaluate --model plain/model.safetensors --data more.csv --since 201").out())
                .contains("8 windows of the file, 201 to 210");
        assertThat(run("evaluate --model plain/model.safetensors --data more.csv --since last-known").err())
                .containsExactly(
                        "lstm: --since: last-known needs a table with times and a model that states when its data ends, found rows"
                                + " without times; name a row of the table");
        assertThat(run("evaluate --model plain/model.safetensors --data more.csv --since today").err())
                .containsExactly("lstm: --since: expected the number of a row, from 1 to 210, found 'today'");
    }

    @Test
    void theTableNamesTheCell() {
        Program gru = run("train --data good.csv --quiet --cell gru --out gru" + TINY);
        assertThat(gru.out()).contains("GRU's skill against").doesNotContain("LSTM");
        assertThat(run("evaluate --model gru/model.safetensors --data longer.csv").out()).doesNotContain("LSTM");
    }
}
