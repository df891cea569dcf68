package dev.lstm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Runs `lstm bench` as a process, with small shapes.
class BenchProcessTest {
    @TempDir
    static Path folder;

    private static Program run(String args) {
        return Program.run(folder, ("bench " + args).split(" "));
    }

    @Test
    void theTableSaysWhatWasMeasured() {
        Program result = run("--shape 4,6,3,20,2 --threads 2");
        assertThat(result.exit()).as(result.err().toString()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(result.out()).contains("kernels: vector", "JDK " + Runtime.version(),
                "GFLOP/s of multiply-adds a core", "inference, 2 threads, limit ", "% limit x scalar",
                "2*4*H*(I+H)*B*T");
        String row = result.out().lines().filter(line -> line.startsWith("4,6,3,20,2 ")).findFirst().orElseThrow();
        assertThat(row).matches("4,6,3,20,2 +4 +6 +3 +20 +2 +[\\d.]+ +\\d+% +[\\d.]+ +[\\d.]+ +[\\d.]+");
    }

    @Test
    void jsonIsOneArrayAndNothingElse() {
        Program result = run("--shape 2,3,4,5,1 --train --threads 1 --json");
        assertThat(result.err()).isEmpty();
        assertThat(result.exit()).isZero();
        assertThat(result.out().lines()).hasSize(1);
        List<String> names = new ArrayList<>();
        List<Double> numbers = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), result.out())) {
            assertThat(json.nextToken()).isEqualTo(JsonToken.START_ARRAY);
            assertThat(json.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            for (JsonToken token = json.nextToken(); token != JsonToken.END_OBJECT; token = json.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME) {
                    names.add(json.currentName());
                } else if (token.isNumeric()) {
                    numbers.add(json.getDoubleValue());
                }
            }
            assertThat(json.nextToken()).isEqualTo(JsonToken.END_ARRAY);
        }
        assertThat(names).startsWith("shape", "B", "T", "I", "H", "L", "mode", "threads", "ms", "ms_low", "ms_high",
                "gflops",
                "limit_gflops");
        assertThat(numbers).startsWith(2.0, 3.0, 4.0, 5.0, 1.0, 1.0).allSatisfy(
                number -> assertThat(number).isPositive().isFinite());
        double operations = 3 * 2 * 4 * 5 * (4 + 5) * 2 * 3;
        assertThat(numbers.get(9)).as("GFLOP/s").isCloseTo(operations / numbers.get(6) / 1e6,
                org.assertj.core.data.Percentage.withPercentage(1e-6));
        assertThat(result.out()).contains("\"mode\":\"train\"");
    }

    @Test
    void allModesAndThreadCountsAreMeasuredInOneCall() {
        Program result = run("--all --threads 2 --shape 2,3,4,5,1 --json");
        assertThat(result.err()).isEmpty();
        assertThat(result.exit()).isZero();
        for (String mode : new String[]{"infer", "train"}) {
            for (int threads = 1; threads <= 2; threads++) {
                assertThat(result.out()).contains("\"mode\":\"" + mode + "\",\"threads\":" + threads);
            }
        }
        assertThat(run("--all --train --shape tutorial").exit()).isEqualTo(2);
    }

    @Tag("slow")
    @Test
    void oneSequenceOfOneStepIsStreamed() {
        Program result = run("--shape 1,1,8,8,1 --threads 2 --json");
        assertThat(result.out()).as(result.err().toString()).contains("\"mode\":\"step\",\"threads\":2,");
    }

    @Test
    void scalarKernelsAreNotCompared() {
        Program result = run("--shape tutorial --kernels scalar --threads 1");
        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("kernels: scalar", "\ntutorial ", "% limit\n").doesNotContain("x scalar");
    }
}
