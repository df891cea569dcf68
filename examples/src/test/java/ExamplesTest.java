import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Model;
import dev.lstm4j.io.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs each example as a user would: as a program of its own, in a folder with its data.
class ExamplesTest {
    private static final Path SOURCES = Path.of("src/main/java");

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
        assertLines("CsvForecast", 15);
    }

    @Test
    void arraysToModelAndStreaming() throws IOException, InterruptedException {
        List<String> lines = run("ArraysToModel");
        assertThat(number(lines, "mean squared error (\\S+)")).isLessThan(0.05);
        assertThat(folder.resolve("counting.safetensors")).isNotEmptyFile();
        assertLines("ArraysToModel", 15);
        // Streams the model that the first program saved: after 3, 4 and 5 comes 6.
        assertThat(number(run("Streaming"), "after 5: (\\S+)")).isCloseTo(6, within(0.5));
    }

    @Test
    void variableLengthClassification() throws IOException, InterruptedException {
        double loss = number(run("VariableLengthClassification"),
                "cross entropy of 200 held-out sequences ([0-9.]+);.*");
        assertThat(loss).isLessThan(0.1);
        assertLines("VariableLengthClassification", 25);
    }

    @Test
    void ownCell() throws IOException, InterruptedException {
        List<String> lines = run("OwnCell");
        assertThat(lines).anyMatch(line -> line.contains("softsign"));
        assertThat(number(lines, "mean squared error (\\S+)")).isLessThan(0.5);
    }

    @Test
    void fromPyTorch() throws IOException, InterruptedException {
        Path weights = Path.of(System.getProperty("lstm4j.testdata", "../testdata"), "pytorch/lstm.safetensors");
        Files.copy(weights, folder.resolve("weights.safetensors"));
        Architecture network = Architecture.lstm(3, 16).withHead(Head.lastStep(2));
        List<String> lines = run("FromPyTorch");
        assertThat(number(lines, "y = (\\S+) \\S+")).isFinite().isNotZero();
        assertThat(ModelFile.load(folder.resolve("model.safetensors")))
                .isEqualTo(new Model(network, ModelFile.loadWeights(weights, network)));
        assertLines("FromPyTorch", 15);
    }

    @Test
    void theDocumentsQuoteEachExample() throws IOException {
        String readme = Files.readString(Path.of("../README.md")) + Files.readString(Path.of("../docs/pytorch.md"));
        try (Stream<Path> examples = Files.list(SOURCES)) {
            assertThat(examples).hasSizeGreaterThanOrEqualTo(5)
                    .allSatisfy(
                            example -> assertThat(readme).contains("```java\n" + Files.readString(example) + "```"));
        }
    }

    private static void assertLines(String example, int most) throws IOException {
        assertThat(Files.readAllLines(SOURCES.resolve(example + ".java"))).hasSizeLessThanOrEqualTo(most);
    }

    private static double number(List<String> lines, String pattern) {
        return lines.stream().map(Pattern.compile(pattern)::matcher).filter(Matcher::matches)
                .mapToDouble(matcher -> Double.parseDouble(matcher.group(1))).findFirst()
                .orElseThrow(() -> new AssertionError(pattern + " expected in " + lines));
    }
}
