package dev.lstm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.ForecastTask;
import dev.lstm4j.Model;
import dev.lstm4j.io.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Model files that are something else, that diverged, or that would write to the terminal.
class ModelFilesProcessTest {
    private static final String ESCAPE = "\u001b]0;title\u0007\u001b[31m";

    @TempDir
    static Path folder;

    private static SharedProgram program;
    private static Model good;

    @BeforeAll
    static void train() throws IOException {
        Files.write(folder.resolve("good.csv"), Program.rows(100));
        program = SharedProgram.start(folder);
        assertThat(program
                .run(("train --data good.csv --features temp,wind --target temp --lookback 4 --horizon 2 --epochs 1"
                        + " --hidden 2 --out .").split(" "))
                .exit()).isZero();
        good = ModelFile.load(folder.resolve("model.safetensors"));
        float[] values = good.parameters().values();
        float kept = values[3];
        values[3] = Float.NaN;
        ModelFile.save(folder.resolve("nan.safetensors"), good);
        values[3] = kept;
        ForecastTask task = Objects.requireNonNull(good.task());
        Map<String, String> provenance = new HashMap<>(good.provenance());
        provenance.put(ESCAPE + "note", ESCAPE + "text\nline");
        save("provenance.safetensors", task, provenance);
        save("target.safetensors", new ForecastTask(task.timeColumn(), task.features(), task.inputScaling(),
                List.of(ESCAPE + "heat"), task.targetScaling(), task.window()), good.provenance());
        save("time.safetensors", new ForecastTask(ESCAPE + "day", task.features(), task.inputScaling(),
                task.targets(), task.targetScaling(), task.window()), good.provenance());
        Path pytorch = Path.of(System.getProperty("lstm4j.testdata", "../testdata"), "pytorch");
        for (String name : List.of("pickle.pt", "lstm.safetensors")) {
            Files.copy(pytorch.resolve(name), folder.resolve(name));
        }
        Files.writeString(folder.resolve("pointer.safetensors"),
                "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12345\n");
        Files.writeString(folder.resolve("page.safetensors"), "<!DOCTYPE html>\n<html>Not found</html>\n");
        Files.createFile(folder.resolve("empty.safetensors"));
    }

    private static void save(String name, ForecastTask task, Map<String, String> provenance) throws IOException {
        ModelFile.save(folder.resolve(name),
                new Model(good.architecture(), good.parameters(), good.weights(), task, good.profile(), provenance));
    }

    @AfterAll
    static void end() {
        program.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    pickle.pt|found a zip archive that torch.save wrote; convert it in Python: import torch
                    lstm.safetensors|this is a plain safetensors file, for example from PyTorch, not an LSTM4J model file
                    pointer.safetensors|found a Git LFS pointer, not the file itself; fetch it with: git lfs pull
                    page.safetensors|found an HTML page, such as an error or a login page of a server
                    empty.safetensors|found an empty file; download or save it again
                    good.csv|expected a safetensors file, found text; name the file with the weights
                    """)
    void otherFilesAreNamed(String file, String message) {
        for (String command : List.of("predict --data good.csv", "evaluate --data good.csv", "inspect")) {
            Program run = program.run((command + " --model " + file).split(" "));
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).singleElement().asString().startsWith("lstm: " + file).contains(message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"predict", "evaluate", "predict --out forecast.csv"})
    void weightsThatAreNotFiniteDoNotForecast(String command) {
        Program run = program.run((command + " --data good.csv --model nan.safetensors").split(" "));
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).containsExactly("lstm: nan.safetensors: model: expected finite weights, found NaN in"
                + " lstm.weight_ih_l0; its training diverged: train it again, with a lower learning rate");
        assertThat(program.run("inspect", "--model", "nan.safetensors").exit()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"inspect --model provenance.safetensors", "inspect --model target.safetensors",
            "inspect --model time.safetensors", "predict --model time.safetensors --data good.csv",
            "predict --model target.safetensors --data good.csv",
            "evaluate --model target.safetensors --data good.csv", "inspect --model \u001b[31m.safetensors"})
    void controlCharactersDoNotReachTheTerminal(String command) {
        Program run = program.run(command.split(" "));
        String printed = String.join("\n", run.out()) + String.join("\n", run.err());
        assertThat(printed).as(command).contains("?").doesNotContainPattern("[\\p{Cntrl}&&[^\\n]]");
    }

    @Test
    void goodModelForecasts() {
        assertThat(program.run("predict", "--model", "model.safetensors", "--data", "good.csv").exit()).isZero();
    }
}
