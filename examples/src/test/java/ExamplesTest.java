import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs each example as a user would: as a program of its own, in a folder with its data.
class ExamplesTest {
    private static final int LONGEST_CSV_FORECAST = 15;

    @TempDir
    Path folder;

    private List<String> run(String example) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules", "jdk.incubator.vector", "-cp", System.getProperty("java.class.path"), example)
                .directory(folder.toFile()).redirectErrorStream(true).redirectOutput(out.toFile()).start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(example + " ends").isTrue();
        List<String> lines = Files.readAllLines(out);
        assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
        return lines;
    }

    @Test
    void csvForecast() throws IOException, InterruptedException {
        Path weather = Path.of(System.getProperty("lstm4j.testdata", "../testdata"), "weather/seattle-weather.csv");
        Files.copy(weather, folder.resolve("weather.csv"));
        List<String> lines = run("CsvForecast");
        assertThat(lines).anyMatch(
                line -> line.matches("temp_max: mean absolute error 2\\.\\d+ \\(persistence 3\\.462, climatology"
                        + " 3\\.024\\), 214 windows of 7 steps"));
        assertThat(lines).contains("date,temp_max").anyMatch(line -> line.matches("2016-01-07,\\d+\\.\\d+"));
        assertThat(folder.resolve("weather.safetensors")).isNotEmptyFile();
        assertThat(Files.readAllLines(Path.of("src/main/java/CsvForecast.java")))
                .hasSizeLessThanOrEqualTo(LONGEST_CSV_FORECAST);
    }
}
