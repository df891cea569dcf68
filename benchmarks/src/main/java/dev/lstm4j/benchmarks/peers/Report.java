package dev.lstm4j.benchmarks.peers;

import dev.lstm4j.bench.Mode;
import dev.lstm4j.benchmarks.peers.Results.Ratio;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/// A report on a run, in Markdown: a summary, which the README quotes, and a table for each mode and thread count.
final class Report {
    private static final Pattern ROUGH = Pattern.compile("--quick\\b");
    private static final String WARNING = """
            A rough run: one fork with short rounds; LSTM4J may not have been fully compiled.

            """;
    private static final String TUTORIAL = "tutorial";

    private final Facts facts;
    private final Results results;
    private final List<String> notes;

    /// Creates a report.
    ///
    /// @param facts where the figures come from
    /// @param results the measurements
    /// @param notes a line for everything that is missing, with the reason
    Report(Facts facts, Results results, List<String> notes) {
        this.facts = facts;
        this.results = results;
        this.notes = notes;
    }

    /// The whole page.
    String text() {
        StringBuilder text = new StringBuilder("# LSTM4J compared with its peers, " + facts.date() + "\n\n");
        text.append("Made by `").append(facts.command()).append("`. ")
                .append("""
                        Each engine ran in processes (forks) of its own, in
                        rotation with the other engines and never at the same time. All engines had the same parameters and inputs, and
                        the results of each were compared with those of LSTM4J before it was timed. Each time is the median over the forks
                        of the median over their rounds.

                        The head of a bidirectional network reads the final state of each direction (PyTorch's `cat(h_n[-2], h_n[-1])`), so
                        all engines run all steps of both directions. In reports before 2026-11-26 the head read `y[:, -1]`. LSTM4J then ran
                        only one step of the reverse direction, which explains its ratio of about 2.0 there.

                        """)
                .append(ROUGH.matcher(facts.command()).find() ? WARNING : "").append(facts());
        text.append("\n## Speedup over the fastest peer\n\n").append(begin(facts.processor().vectorBits())).append('\n')
                .append(summary()).append(end(facts.processor().vectorBits())).append("\n\n![GFLOP/s of each engine](")
                .append(facts.fileName()).append(".png)\n");
        for (Mode mode : Mode.values()) {
            for (int threads : results.threads()) {
                if (!results.cases(mode).isEmpty()) {
                    text.append("\n## ").append(mode.title()).append(", ").append(count(threads)).append("\n\n")
                            .append(table(mode, threads));
                }
            }
        }
        text.append("\n## Method\n\n")
                .append("""
                        GFLOP/s count the matrix products: 2·4·H·(I+H)·B·T per layer and direction, and three times as many for a training
                        step. Inference and training use a linear head with one output on the final hidden states. A training step is a forward
                        pass, the mean squared error, a backward pass and an Adam update. A streaming step is one time step of one
                        sequence with carried state.

                        - PyTorch runs inference in `inference_mode`, trains with fused Adam, and streams with `LSTMCell`.
                        - ONNX Runtime runs LSTM nodes on time-major inputs, with one thread between operators. It does not train.
                        - libtorch is PyTorch's C++ library called from Java, with OpenBLAS and the Adam optimizer of the C++ API.
                        - For int8 each engine quantizes the weights in its own way: LSTM4J with `withWeights(INT8)`, PyTorch with
                          `quantize_dynamic`, ONNX Runtime with `DynamicQuantizeLSTM`. LSTM4J keeps states and arithmetic in float32; the
                          other two also round the inputs of each product to 8 bits. Their results may differ by 0.02.
                        - Deeplearning4j has one bias per gate instead of two, so only its first loss can be compared with LSTM4J's. It
                          runs in one fork.
                        """);
        if (!notes.isEmpty()) {
            text.append("\nLeft out:\n\n");
            notes.forEach(note -> text.append("- ").append(note.replace('|', '/')).append('\n'));
        }
        return text.toString();
    }

    /// The line before the part that the README quotes.
    ///
    /// @param vectorBits the width of the vectors; the README quotes one report for each width
    static String begin(int vectorBits) {
        return "<!-- benchmarks:" + vectorBits + ":begin -->";
    }

    /// The line after it.
    static String end(int vectorBits) {
        return "<!-- benchmarks:" + vectorBits + ":end -->";
    }

    /// The part that the README quotes: the speedup over the fastest peer.
    String summary() {
        StringBuilder text = new StringBuilder();
        List<Column> batches = columns(List.of(Mode.INFER, Mode.TRAIN));
        if (!batches.isEmpty()) {
            text.append(ratios("shape (B×T×I×H)", batches));
        }
        List<Column> steps = columns(List.of(Mode.STEP));
        if (!steps.isEmpty()) {
            text.append(text.isEmpty() ? "" : "\n").append(ratios("I×H", steps));
        }
        return text.append(String.format(Locale.ROOT,
                "%nSpeedup over the fastest peer; the letter names the peer: %s.%n%s, %s, %d cores, %s, JDK %s, %s, `%s`.%n",
                letters(), facts.processor().name(),
                facts.processor().vectorBits() == 0 ? "no vectors" : facts.processor().vectorBits() + "-bit vectors",
                facts.processor().cores(), facts.processor().caches(), facts.software().jdk(), facts.date(),
                facts.command())
                .replace("\r", "")).toString();
    }

    private record Column(Mode mode, int threads) {}

    private List<Column> columns(List<Mode> modes) {
        List<Column> columns = new ArrayList<>();
        for (Mode mode : modes) {
            for (int threads : results.threads()) {
                if (results.cases(mode).stream().anyMatch(one -> results.ratio(one, threads) != null)) {
                    columns.add(new Column(mode, threads));
                }
            }
        }
        return columns;
    }

    private String ratios(String first, List<Column> columns) {
        StringBuilder text = new StringBuilder("| ").append(first);
        for (Column column : columns) {
            text.append(" | ").append(column.mode().title().toLowerCase(Locale.ROOT)).append(", ")
                    .append(count(column.threads()));
        }
        text.append(" |\n|---").append("|---".repeat(columns.size())).append("|\n");
        Map<String, Case> names = new LinkedHashMap<>();
        columns.forEach(column -> results.cases(column.mode()).forEach(one -> names.putIfAbsent(one.name(), one)));
        for (Case named : names.values()) {
            text.append("| ").append(named.name()).append(" (").append(named.sizes()).append(')');
            for (Column column : columns) {
                Ratio ratio = results.ratio(new Case(column.mode(), named.workload(), named.weights()),
                        column.threads());
                text.append(" | ").append(ratio == null
                        ? "–"
                        : number(ratio.speed().ratio()) + " " + letter(ratio.peer()));
            }
            text.append(" |\n");
        }
        mean(text, "**geometric mean**", columns,
                column -> results.mean(results.cases(column.mode()), column.threads()));
        if (names.containsKey(TUTORIAL) && names.size() > 1) {
            mean(text, "geometric mean without " + TUTORIAL, columns, column -> results.mean(results
                    .cases(column.mode()).stream().filter(one -> !one.name().equals(TUTORIAL)).toList(),
                    column.threads()));
        }
        return text.toString();
    }

    private static void mean(StringBuilder text, String name, List<Column> columns, ToDoubleFunction<Column> mean) {
        text.append("| ").append(name);
        String stars = name.startsWith("**") ? "**" : "";
        for (Column column : columns) {
            text.append(" | ").append(stars).append(number(mean.applyAsDouble(column))).append(stars);
        }
        text.append(" |\n");
    }

    private String table(Mode mode, int threads) {
        List<String> engines = results.engines().stream().filter(engine -> results.cases(mode).stream()
                .anyMatch(one -> !results.forks(engine, one, threads).isEmpty())).toList();
        double limit = facts.processor().limit() * Math.min(threads, facts.processor().cores());
        StringBuilder text = new StringBuilder("Milliseconds (GFLOP/s)");
        text.append(Double.isNaN(limit) ? "" : String.format(Locale.ROOT, "; the limit is %.0f GFLOP/s", limit));
        text.append(".\n\n| shape");
        engines.forEach(engine -> text.append(" | ").append(Contender.TITLES.get(engine)));
        text.append(" | % of the limit | speedup over the fastest peer | 95 % interval |\n|---")
                .append("|---".repeat(engines.size() + 3)).append("|\n");
        for (Case one : results.cases(mode)) {
            text.append("| ").append(one.name());
            for (String engine : engines) {
                double seconds = results.seconds(engine, one, threads);
                text.append(" | ").append(Double.isNaN(seconds)
                        ? "–"
                        : milliseconds(seconds) + " (" + rate(results.gigaflops(engine, one, threads)) + ")");
            }
            double share = 100 * results.gigaflops(Contender.OURS, one, threads) / limit;
            text.append(" | ").append(Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.0f", share));
            Ratio ratio = results.ratio(one, threads);
            text.append(ratio == null
                    ? " | – | – |\n"
                    : String.format(Locale.ROOT, " | %s (%s) | %s to %s |\n", number(ratio.speed().ratio()),
                            Contender.TITLES.get(ratio.peer()), number(ratio.speed().low()),
                            number(ratio.speed().high())));
        }
        double mean = results.mean(results.cases(mode), threads);
        long ahead = results.cases(mode).stream().filter(one -> {
            Ratio ratio = results.ratio(one, threads);
            return ratio != null && ratio.speed().ratio() >= 1;
        }).count();
        return Double.isNaN(mean)
                ? text.toString()
                : text.append(String.format(Locale.ROOT, "\nGeometric mean %s; as fast or faster in %d of %d.\n",
                        number(mean), ahead, results.cases(mode).size())).toString();
    }

    private String facts() {
        StringBuilder text = new StringBuilder("| | |\n|---|---|\n");
        row(text, "processor", facts.processor().name() + ", " + facts.processor().cores() + " cores");
        row(text, "vectors", facts.processor().vectorBits() == 0 ? "none" : facts.processor().vectorBits() + " bits");
        row(text, "data caches", facts.processor().caches());
        row(text, "measured limit of one core", Double.isNaN(facts.processor().limit())
                ? "not measured"
                : String.format(Locale.ROOT, "%.0f GFLOP/s (fused multiply-add in registers)",
                        facts.processor().limit()));
        row(text, "system", facts.software().system());
        row(text, "JDK", facts.software().jdk());
        row(text, "flags of every Java process", "`" + facts.software().flags() + "`");
        row(text, "commit", facts.commit());
        for (String engine : results.engines()) {
            TreeSet<String> versions = new TreeSet<>();
            double difference = 0;
            TreeMap<String, Integer> forks = new TreeMap<>();
            for (Measurement one : results.measurements()) {
                if (one.engine().equals(engine)) {
                    versions.add(one.version());
                    difference = Math.max(difference, one.difference());
                    forks.merge(one.mode() + one.workload() + one.threads(), 1, Integer::sum);
                }
            }
            row(text, Contender.TITLES.get(engine), String.join(" / ", versions) + "; forks "
                    + forks.values().stream().mapToInt(Integer::intValue).max().orElse(0)
                    + (engine.equals(Contender.OURS)
                            ? ""
                            : String.format(Locale.ROOT, "; results within %.0e of LSTM4J's", difference)));
        }
        return text.toString();
    }

    private static void row(StringBuilder text, String name, String value) {
        text.append("| ").append(name).append(" | ").append(value.replace('|', '/')).append(" |\n");
    }

    private String letters() {
        List<String> peers = results.engines().stream().filter(engine -> !engine.equals(Contender.OURS))
                .map(engine -> letter(engine) + " " + Contender.TITLES.get(engine)).toList();
        return String.join(", ", peers);
    }

    private static String letter(String engine) {
        return switch (engine) {
            case "pytorch" -> "P";
            case "onnxruntime" -> "O";
            case "libtorch" -> "L";
            case "onnxruntime-java" -> "OJ";
            default -> "D";
        };
    }

    private static String count(int threads) {
        return threads == 1 ? "1 thread" : threads + " threads";
    }

    /// Formats a ratio with three digits.
    static String number(double value) {
        return String.format(Locale.ROOT, value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f", value);
    }

    private static String rate(double value) {
        return String.format(Locale.ROOT, value < 9.95 ? "%.1f" : "%.0f", value);
    }

    private static String milliseconds(double seconds) {
        double value = seconds * 1e3;
        return String.format(Locale.ROOT, value < 0.0995
                ? "%.4f"
                : value < 9.995
                        ? "%.2f"
                        : value < 99.95
                                ? "%.1f"
                                : "%.0f",
                value);
    }
}
