package dev.lstm4j.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.bench.Mode;
import dev.lstm4j.quantization.WeightType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForksTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private Forks forks(ForkOptions options) {
        return new Forks(new Reference(folder), options, new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    private static ForkOptions small() {
        ForkOptions options = new ForkOptions();
        options.shapes = List.of("tutorial");
        options.warmup = 0.01;
        options.rounds = 2;
        options.roundSeconds = 0.01;
        return options;
    }

    @Test
    void missingEnginesAreNotedAndTheOthersRemain() {
        List<String> notes = new ArrayList<>();
        List<Contender> contenders = CompareWithPeers.contenders(List.of("lstm4j", "pytorch", "libtorch"),
                "no-such-python", folder, notes);
        assertThat(contenders).extracting(Contender::id).containsExactly("lstm4j");
        assertThat(notes).hasSize(2);
        assertThat(notes.getFirst()).startsWith("PyTorch: ").contains("no-such-python").doesNotContain("\n");
        assertThat(notes.getLast()).startsWith("libtorch in Java: not built").contains("-Ppeers");
        assertThatThrownBy(() -> CompareWithPeers.contenders(List.of("tensorflow"), "python3", folder, notes))
                .hasMessageContaining("expected some of lstm4j,pytorch").hasMessageContaining("'tensorflow'");
    }

    @Test
    void aForkMeasuresAndAnEngineThatFailsIsLeftOut() throws IOException {
        ForkOptions options = small();
        options.cases().forEach(new Reference(folder)::write);
        Contender ours = Contender.ours();
        Contender quick = new Contender(ours.id(), ours.title(), ours.command(), ours.forks(), 0);
        List<String> broken = new ArrayList<>(ours.command());
        broken.set(broken.size() - 1, "--engine-class=no.such.Engine");
        Forks forks = forks(options);
        forks.run(List.of(quick, new Contender("libtorch", "libtorch in Java", broken, 9, 0)), List.of(1), 2);
        assertThat(forks.measurements()).extracting(one -> one.engine() + one.mode() + one.workload())
                .containsExactly("lstm4jINFERtutorial", "lstm4jINFERtutorial", "lstm4jTRAINtutorial",
                        "lstm4jTRAINtutorial");
        assertThat(forks.measurements()).allSatisfy(one -> assertThat(one.difference()).isZero());
        assertThat(forks.notes()).hasSize(2);
        assertThat(forks.notes().getFirst()).startsWith("libtorch in Java, infer, threads 1: exit code ")
                .contains("no.such.Engine");
        assertThatThrownBy(() -> forks(options).run(
                List.of(new Contender(ours.id(), ours.title(), broken, 9, 0)), List.of(1), 1))
                .isInstanceOf(IOException.class).hasMessageContaining("no.such.Engine");
    }

    @Test
    void resultsThatDifferFromOursAreRejected() {
        Case one = Case.select(List.of(Mode.INFER), List.of("tutorial")).getFirst();
        Reference reference = new Reference(folder);
        reference.write(one);
        float[] answers;
        try (Engine.Runner runner = new Lstm4jEngine().prepare(one, reference, 1)) {
            answers = runner.answers();
        }
        assertThat(reference.check(one, answers)).isZero();
        answers[1] += 2e-4f;
        assertThatThrownBy(() -> reference.check(one, answers)).hasMessageContaining("infer tutorial, result 1: ")
                .hasMessageContaining("within 1.0E-4");
        answers[1] = Float.NaN;
        assertThatThrownBy(() -> reference.check(one, answers)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> Case.select(List.of(Mode.INFER), List.of("huge")))
                .hasMessageContaining("expected some of tutorial,").hasMessageContaining("'huge'");
    }

    @Test
    void aReportShowsNoPathsOfTheMachine() {
        assertThat(CompareWithPeers.shown("--root=/a", "--quick", "--python", "/b", "--out=/c", "--threads", "1"))
                .isEqualTo("--quick --threads 1");
    }

    @Test
    void thePythonScriptHasTheSameShapes() throws IOException {
        String script = Files.readString(Path.of(System.getProperty("lstm4j.testdata")).getParent()
                .resolve("benchmarks/peers/peers.py"), StandardCharsets.UTF_8);
        List<String> found = Pattern.compile("    Workload\\(\"(.*)\\),").matcher(script).results()
                .map(MatchResult::group).toList();
        List<String> expected = Case.of(Mode.INFER).stream().map(Case::workload)
                .map(w -> "    Workload(\"" + w.name() + "\", " + w.batch() + ", " + w.time() + ", " + w.input() + ", "
                        + w.hidden() + (w.layers() > 1 ? ", layers=" + w.layers() : "")
                        + (w.bidirectional() ? ", bidirectional=True" : "") + "),")
                .toList();
        assertThat(found).isEqualTo(expected);
        for (WeightType weights : List.of(WeightType.FLOAT32, WeightType.INT8)) {
            String steps = String.join(", ", Case.of(Mode.STEP).stream().filter(one -> one.weights() == weights)
                    .map(one -> "" + one.workload().hidden()).toList());
            assertThat(script).contains("for hidden in (" + steps + ")]");
        }
    }
}
