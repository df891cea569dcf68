package dev.lstm4j.benchmarks.peers;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Measures LSTM4J and its peers in one run and writes the report. `benchmarks/compare-peers` builds and calls it.
@Command(name = "compare-peers", mixinStandardHelpOptions = true, sortOptions = false,
        header = "Compares the speed of LSTM4J with PyTorch, ONNX Runtime, libtorch and Deeplearning4j.",
        description = "A full run takes about 25 minutes, writes docs/benchmarks/<cpu>-<bits>-bit.md and copies its "
                + "summary to the README. A run with --quick, --engines, --modes, --shapes or --threads writes to "
                + "benchmarks/target/compare-peers instead.")
public final class CompareWithPeers implements Callable<Integer> {
    private static final List<String> WHEELS = List.of("pytorch", "onnxruntime");

    @Option(names = "--quick", description = "one fork with short rounds on 1 thread: under 3 minutes, but rough")
    private boolean quick;

    @Option(names = "--engines", split = ",", description = "some of lstm4j,pytorch,onnxruntime,libtorch,"
            + "onnxruntime-java,deeplearning4j; default: all that are available")
    private List<String> engines = List.of();

    @Option(names = "--threads", split = ",", description = "thread counts; default: 1,2, or 1 with --quick")
    private List<Integer> threads = List.of();

    @Option(names = "--forks", description = "processes per engine, mode and thread count; default: 3")
    private int forks = 3;

    @Option(names = "--python",
            description = "a Python interpreter with torch, onnxruntime and onnx; default: ${DEFAULT-VALUE}")
    private String python = "python3";

    @Option(names = "--publish",
            description = "write to docs/benchmarks and the README even if the run is not a full one")
    private boolean publish;

    @Option(names = "--out", description = "folder to write to")
    private Path out = Path.of("");

    @Option(names = "--root", hidden = true)
    private Path root = Path.of("");

    @Mixin
    private ForkOptions options = new ForkOptions();

    private final String command;
    private final PrintStream progress = System.err;

    private CompareWithPeers(String command) {
        this.command = command;
    }

    /// Exit codes: 0 measured and written, 1 something failed, 2 wrong usage.
    ///
    /// @param args the options that `--help` lists
    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        CommandLine line = new CommandLine(new CompareWithPeers(shown(args)));
        line.setExecutionExceptionHandler((e, parsed, result) -> {
            System.err.println("compare-peers: " + e.getMessage());
            return e instanceof IllegalArgumentException ? 2 : 1;
        });
        System.exit(line.execute(args));
    }

    /// The options to show in a report: all except those that contain paths of this machine.
    static String shown(String... args) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--python") || args[i].equals("--out")) {
                i++;
            } else if (!args[i].matches("--(python|out|root)=.*")) {
                words.add(args[i]);
            }
        }
        return String.join(" ", words);
    }

    @Override
    public Integer call() throws IOException {
        root = root.toAbsolutePath();
        if (threads.stream().anyMatch(count -> count < 1) || forks < 1) {
            throw new IllegalArgumentException("expected thread counts and forks of at least 1, found --threads "
                    + threads + " --forks " + forks);
        }
        if (threads.isEmpty()) {
            threads = quick ? List.of(1) : List.of(1, 2);
        }
        boolean full = publish || (!quick && engines.isEmpty() && options.shapes.isEmpty() && options.modes.size() == 3
                && threads.equals(List.of(1, 2)));
        if (quick) {
            forks = 1;
            options.warmup = Math.min(options.warmup, 0.25);
            options.rounds = Math.min(options.rounds, 3);
            options.roundSeconds = Math.min(options.roundSeconds, 0.05);
            options.mostSeconds = Math.min(options.mostSeconds, 2);
        }
        List<Case> cases = options.cases();
        List<String> notes = new ArrayList<>();
        List<Contender> contenders = contenders(engines, python, root, notes);
        if (quick) {
            contenders.replaceAll(Contender::quick);
        }
        notes.forEach(note -> progress.println("left out: " + note));
        Facts facts = Facts.of(root, ("benchmarks/compare-peers " + command).strip());
        Path folder = Files.createTempDirectory("lstm4j-peers");
        try {
            Reference reference = new Reference(folder);
            cases.forEach(reference::write);
            Forks run = new Forks(reference, options, progress);
            run.run(contenders, threads, forks);
            notes.addAll(run.notes());
            write(facts, run.measurements(), notes, full);
        } finally {
            delete(folder);
        }
        return 0;
    }

    private void write(Facts facts, List<Measurement> measurements, List<String> notes, boolean full)
            throws IOException {
        Path folder = root.resolve("benchmarks/target/compare-peers");
        if (!out.toString().isEmpty()) {
            folder = out;
        } else if (full) {
            folder = root.resolve("docs/benchmarks");
        }
        Files.createDirectories(folder);
        Results results = new Results(measurements);
        Report report = new Report(facts, results, notes);
        Path page = folder.resolve(facts.fileName() + ".md");
        Files.writeString(page, report.text());
        Files.write(folder.resolve(facts.fileName() + ".jsonl"),
                measurements.stream().map(Measurement::json).toList());
        SpeedChart.write(facts, results, folder.resolve(facts.fileName() + ".png"));
        if (full && out.toString().isEmpty()) {
            Readme.quote(root.resolve("README.md"), facts.processor().vectorBits(), report.summary());
        }
        System.out.print(report.summary());
        progress.println("written: " + page);
    }

    /// The engines that are available, LSTM4J first.
    ///
    /// @param wanted ids of engines; an empty list selects all
    /// @param python the Python interpreter
    /// @param root the root folder of the repository
    /// @param notes receives a line for each missing engine
    /// @throws IllegalArgumentException if an id is unknown
    static List<Contender> contenders(List<String> wanted, String python, Path root, List<String> notes) {
        for (String id : wanted) {
            if (!Contender.TITLES.containsKey(id)) {
                throw new IllegalArgumentException("engines: expected some of "
                        + String.join(",", Contender.TITLES.keySet()) + ", found '" + id + "'");
            }
        }
        List<Contender> contenders = new ArrayList<>();
        for (String id : Contender.TITLES.keySet()) {
            if (!wanted.isEmpty() && !wanted.contains(id)) {
                continue;
            }
            try {
                if (id.equals(Contender.OURS)) {
                    contenders.add(Contender.ours());
                } else {
                    contenders.add(WHEELS.contains(id)
                            ? Contender.wheel(id, python, root)
                            : Contender.peer(id, root));
                }
            } catch (IOException e) {
                notes.add(Contender.TITLES.get(id) + ": " + e.getMessage());
            }
        }
        return contenders;
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
