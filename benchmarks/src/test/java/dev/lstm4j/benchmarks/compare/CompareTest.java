package dev.lstm4j.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareTest {
    @TempDir
    Path folder;

    private static String entry(String benchmark, String params, String raw) {
        return """
                {"jmhVersion":"1.37","benchmark":"dev.lstm4j.benchmarks.%s","mode":"avgt","forks":2,"params":{%s},
                 "primaryMetric":{"score":1.0,"scorePercentiles":{"0.0":1.0},"scoreUnit":"us/op","rawData":%s},
                 "secondaryMetrics":{"gc":{"score":3}}}""".formatted(benchmark, params, raw);
    }

    private JmhResults read(String... entries) throws IOException {
        Path file = Files.writeString(folder.resolve("results.json"), "[" + String.join(",", entries) + "]");
        return JmhResults.read(file);
    }

    @Test
    void pairsAreTheCasesOfBothFiles() throws IOException {
        JmhResults base = read(entry("A.step", "\"shape\":\"LARGE\"", "[[10,11,9],[10,10,10]]"),
                entry("B.step", "", "[[1],[1]]"));
        JmhResults changed = read(entry("A.step", "\"shape\":\"LARGE\"", "[[5,5,5],[5,5.5,4.5]]"),
                entry("A.step", "\"shape\":\"SMALL\"", "[[1],[1]]"));
        List<CompareMain.Row> rows = CompareMain.pairs(base, changed);
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().label()).isEqualTo("A.step LARGE");
        assertThat(rows.getFirst().speed().ratio()).isCloseTo(2, Offset.offset(1e-9));
        assertThat(rows.getFirst().fails(1.9)).isFalse();
        assertThat(rows.getFirst().fails(2.6)).isTrue();
        assertThat(CompareMain.table(rows, 2.6)).contains("| A.step LARGE | 2.00 |").contains("**below 2.60**");
    }

    @Test
    void twinsDifferInTheirKernelsOnly() throws IOException {
        JmhResults results = read(entry("A.step", "\"kernels\":\"vector\",\"shape\":\"X\"", "[[2,2]]"),
                entry("A.step", "\"kernels\":\"scalar\",\"shape\":\"X\"", "[[8,8]]"),
                entry("A.step", "\"kernels\":\"scalar\",\"shape\":\"Y\"", "[[9,9]]"));
        List<CompareMain.Row> rows = CompareMain.twins(results);
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().speed().ratio()).isEqualTo(4);
    }

    @Test
    void aForkThatIsAnOutlierWidensTheInterval() {
        List<double[]> steady = List.of(new double[]{10, 10.1, 9.9}, new double[]{10, 10, 10},
                new double[]{10.1, 10, 10});
        List<double[]> torn = List.of(new double[]{10, 10, 10}, new double[]{20, 20, 20}, new double[]{10, 10, 10});
        SpeedRatio same = SpeedRatio.of(steady, steady);
        assertThat(same.ratio()).isEqualTo(1);
        assertThat(same.high() - same.low()).isLessThan(0.05);
        SpeedRatio unsure = SpeedRatio.of(steady, torn);
        assertThat(unsure.ratio()).isCloseTo(1, Offset.offset(0.02));
        assertThat(unsure.low()).isLessThan(0.6);
        // The same seed, the same interval.
        assertThat(SpeedRatio.of(steady, torn)).isEqualTo(unsure);
    }

    @Test
    void filesThatAreNoneAreRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.json"), "hello");
        assertThatThrownBy(() -> JmhResults.read(text)).isInstanceOf(IOException.class)
                .hasMessageContaining("text.json");
        Path object = Files.writeString(folder.resolve("object.json"), "{}");
        assertThatThrownBy(() -> JmhResults.read(object)).hasMessageContaining("expected a JMH result file");
        assertThatThrownBy(() -> read(entry("A.step", "", "[]"))).hasMessageContaining("raw data");
        assertThatThrownBy(() -> SpeedRatio.of(List.of(), List.of(new double[]{1})))
                .hasMessage("base: expected forks with at least one iteration each, found none");
    }
}
