package dev.lstm4j.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CompareTest {
    private static final Pattern ALL = Pattern.compile("");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void makeFolders() throws IOException {
        Files.createDirectory(folder.resolve("base"));
        Files.createDirectory(folder.resolve("changed"));
    }

    private static String entry(String benchmark, String params, String raw) {
        return entry(benchmark, params, "avgt", "us/op", raw);
    }

    private static String entry(String benchmark, String params, String mode, String unit, String raw) {
        return """
                {"jmhVersion":"1.37","benchmark":"dev.lstm4j.benchmarks.%s","mode":"%s","forks":2,"params":{%s},
                 "primaryMetric":{"score":1.0,"scorePercentiles":{"0.0":1.0},"scoreUnit":"%s","rawData":%s},
                 "secondaryMetrics":{"gc":{"score":3,"rawData":[[7]]}}}""".formatted(benchmark, mode, params, unit,
                raw);
    }

    private Path write(String name, String... entries) throws IOException {
        return Files.writeString(folder.resolve(name), "[" + String.join(",", entries) + "]");
    }

    private JmhResults read(String... entries) throws IOException {
        return JmhResults.read(write("results.json", entries));
    }

    private int run(String... args) {
        CommandLine line = CompareMain.commandLine();
        return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true)).execute(args);
    }

    private int compare(String least, String... more) {
        String[] args = {"--base", folder.resolve("base").toString(), "--results", folder.resolve("changed").toString(),
                "--least", least};
        String[] all = Stream.concat(Stream.of(args), Stream.of(more))
                .toArray(String[]::new);
        return run(all);
    }

    @Test
    void commitsAreComparedInTheCasesThatBothHave() throws IOException {
        JmhResults base = read(entry("A.step", "\"shape\":\"LARGE\"", "[[10,11,9],[10,10,10]]"),
                entry("B.step", "", "[[1],[1]]"), entry("other.A.step", "\"shape\":\"LARGE\"", "[[1],[1]]"));
        JmhResults changed = read(entry("A.step", "\"shape\":\"LARGE\"", "[[5,5,5],[5,5.5,4.5]]"),
                entry("A.step", "\"shape\":\"SMALL\"", "[[1],[1]]"),
                entry("A.step", "\"shape\":\"SMALL\",\"kernels\":\"scalar\"", "[[1],[1]]"));
        Comparison comparison = Comparison.ofCommits(base, changed, 1.9, ALL);
        assertThat(comparison.rows()).hasSize(1);
        assertThat(comparison.rows().getFirst().label()).isEqualTo("A.step LARGE");
        assertThat(comparison.rows().getFirst().speed().ratio()).isCloseTo(2, Offset.offset(1e-9));
        assertThat(comparison.fails()).isFalse();
        assertThat(comparison.table()).contains("| A.step LARGE | 2.00 |").contains("without a counterpart: 1.")
                .doesNotContain("below");
        Comparison strict = Comparison.ofCommits(base, changed, 2.6, ALL);
        assertThat(strict.fails()).isTrue();
        assertThat(strict.table()).contains("**below 2.60**");
    }

    @Test
    void kernelsAreComparedInCasesThatDifferInNothingElse() throws IOException {
        JmhResults results = read(entry("A.step", "\"kernels\":\"vector\",\"shape\":\"X\"", "[[2,2]]"),
                entry("A.step", "\"kernels\":\"scalar\",\"shape\":\"X\"", "[[8,8]]"),
                entry("A.step", "\"kernels\":\"scalar\",\"shape\":\"Y\"", "[[9,9]]"),
                entry("B.step", "\"kernels\":\"vector\",\"shape\":\"X\"", "[[5,5]]"), entry("C.step", "", "[[5,5]]"));
        Comparison kernels = Comparison.ofKernels(results, 1.5, ALL);
        assertThat(kernels.rows()).containsExactly(new Comparison.Row("A.step X", new SpeedRatio(4, 4, 4)));
        assertThat(kernels.missing()).isEqualTo(1);
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
        // The same seed gives the same interval.
        assertThat(SpeedRatio.of(steady, torn)).isEqualTo(unsure);
    }

    @Test
    void scatterWithinAForkWidensTheInterval() {
        SpeedRatio calm = SpeedRatio.of(List.of(new double[]{10, 10, 10}), List.of(new double[]{10, 10, 10}));
        SpeedRatio wild = SpeedRatio.of(List.of(new double[]{5, 10, 15}), List.of(new double[]{10, 10, 10}));
        assertThat(calm).isEqualTo(new SpeedRatio(1, 1, 1));
        assertThat(wild.low()).isLessThan(0.6);
        assertThat(wild.high()).isGreaterThan(1.4);
    }

    @Test
    void aCaseFailsOnlyIfItsWholeIntervalIsTooLow() {
        SpeedRatio unsure = new SpeedRatio(0.8, 0.6, 0.95);
        SpeedRatio sure = new SpeedRatio(0.85, 0.81, 0.89);
        Comparison.Row slow = new Comparison.Row("A.step", sure);
        List<Comparison.Row> rows = List.of(new Comparison.Row("B.step", unsure), slow);
        assertThat(rows.stream().filter(new Comparison(rows, 0, 0.9, ALL)::fails)).containsExactly(slow);
        assertThat(new Comparison(rows, 0, 0.9, Pattern.compile("^B")).fails()).isFalse();
    }

    @Test
    void forksOfAllFilesInAFolderAreCombined() throws IOException {
        write("changed/1.json", entry("A.step", "", "[[1,2]]"), entry("B.step", "", "[[4]]"));
        write("changed/2.json", entry("A.step", "", "[[3]]"));
        Files.writeString(folder.resolve("changed/log.txt"), "no JSON");
        JmhResults results = JmhResults.read(folder.resolve("changed"));
        assertThat(results.scores()).hasSize(2);
        List<double[]> forks = results.scores().values().iterator().next();
        assertThat(forks).hasSize(2);
        assertThat(forks.get(0)).containsExactly(1e3, 2e3);
        assertThat(forks.get(1)).containsExactly(3e3);
    }

    @Test
    void unitsAreConvertedAndOtherModesSkipped() throws IOException {
        JmhResults base = read(entry("A.step", "", "avgt", "ms/op", "[[1]]"));
        JmhResults changed = read(entry("A.step", "", "avgt", "us/op", "[[500]]"),
                entry("A.step", "\"x\":\"1\"", "sample", "us/op", "[]").replace("rawData", "rawDataHistogram"),
                entry("A.step", "\"x\":\"1\"", "thrpt", "ops/s", "[[1]]"));
        assertThat(changed.scores()).hasSize(1);
        assertThat(Comparison.ofCommits(base, changed, 1, ALL).rows().getFirst().speed().ratio()).isEqualTo(2);
        assertThatThrownBy(() -> read(entry("A.step", "", "avgt", "ops/s", "[[1]]")))
                .hasMessageContaining("found 'ops/s'");
    }

    @Test
    void theExitCodeSaysWhetherACaseIsTooSlow() throws IOException {
        write("base/1.json", entry("A.step", "", "[[10],[10],[10]]"));
        write("changed/1.json", entry("A.step", "", "[[12],[12],[12]]"), entry("B.step", "", "[[1]]"));
        assertThat(compare("0.8")).isZero();
        assertThat(compare("0.9")).isEqualTo(1);
        assertThat(out.toString()).contains("| A.step | 0.83 | 0.83 to 0.83 | **below 0.90** |");
        assertThat(compare("0.9", "--held", "^B")).isZero();
        assertThat(run("--results", folder.resolve("changed").toString(), "--least", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("found no such pair");
        assertThat(run("--results", folder.resolve("none").toString(), "--least", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("none: expected a JMH result file or a folder of result files, found none");
        assertThat(run("--results", "x", "--least", "much")).isEqualTo(2);
        assertThat(run("--least", "1")).isEqualTo(2);
    }

    @Test
    void aBaseWithoutCommonCasesIsNotAFailure() throws IOException {
        write("base/1.json", entry("B.step", "", "[[10]]"));
        write("changed/1.json", entry("A.step", "", "[[12]]"));
        assertThat(compare("0.9")).isZero();
        assertThat(out.toString()).contains("without a counterpart: 1.");
        write("changed/1.json");
        assertThat(compare("0.9")).isEqualTo(2);
        assertThat(err.toString()).contains("expected cases with average times, found none");
    }

    @Test
    void theHistoryContainsRatios() throws IOException {
        write("base/1.json", entry("A.step", "\"shape\":\"X\"", "[[10],[10]]"));
        write("changed/1.json", entry("A.step", "\"shape\":\"X\"", "[[5],[5]]"));
        Path history = folder.resolve("history.json");
        assertThat(compare("0.9", "--json", history.toString())).isZero();
        assertThat(history).hasContent("""
                [{"name":"A.step X","unit":"times as fast","value":2.0,"range":"2.00 to 2.00"}]
                """);
    }

    @Test
    void filesThatAreNotResultFilesAreRejected() throws IOException {
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
