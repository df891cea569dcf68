package dev.lstm4j.benchmarks.peers;

import dev.lstm4j.bench.Mode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Starts the forks in rotation: for each thread count and mode, the first fork of every engine, then the second fork
/// of every engine, and so on, so that a machine that becomes slower affects all engines.
final class Forks {
    private final Reference reference;
    private final ForkOptions options;
    private final PrintStream progress;
    private final List<Measurement> measurements = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Forks(Reference reference, ForkOptions options, PrintStream progress) {
        this.reference = reference;
        this.options = options;
        this.progress = progress;
    }

    /// All measurements, in the order in which they were made.
    List<Measurement> measurements() {
        return measurements;
    }

    /// A line for each fork that failed.
    List<String> notes() {
        return notes;
    }

    /// Runs all forks.
    ///
    /// @throws IOException if LSTM4J itself fails; another engine that fails is left out with a note
    void run(List<Contender> contenders, List<Integer> threads, int forks) throws IOException {
        Set<String> failed = new HashSet<>();
        for (int count : threads) {
            for (Mode mode : Mode.values()) {
                List<Case> cases = options.cases().stream().filter(one -> one.mode() == mode).toList();
                for (int fork = 1; fork <= forks && !cases.isEmpty(); fork++) {
                    for (Contender contender : contenders) {
                        String key = contender.id() + count + mode;
                        if (fork > contender.forks() || !contender.has(mode) || failed.contains(key)) {
                            continue;
                        }
                        progress.printf(Locale.ROOT, "%d thread%s, %s, fork %d of %d: %s ", count,
                                count == 1 ? "" : "s", mode.id(), fork, forks, contender.title());
                        long start = System.nanoTime();
                        try {
                            int found = fork(contender, mode, cases, count);
                            progress.printf(Locale.ROOT, "%d measured, %.0f s%n", found,
                                    (System.nanoTime() - start) * 1e-9);
                        } catch (IOException e) {
                            progress.println("failed");
                            String note = contender.title() + ", " + mode.id() + ", threads " + count + ": "
                                    + e.getMessage();
                            if (contender.id().equals(Contender.OURS)) {
                                throw new IOException(note, e);
                            }
                            failed.add(key);
                            notes.add(note);
                        }
                    }
                }
            }
        }
    }

    /// Runs one process. If it fails, the measurements that it has already printed are kept.
    private int fork(Contender contender, Mode mode, List<Case> cases, int threads) throws IOException {
        List<String> command = new ArrayList<>(contender.command());
        command.addAll(options.arguments(mode, cases, contender.warmup()));
        command.add("--threads=" + threads);
        command.add("--reference=" + reference.folder());
        Path errors = Files.createTempFile("lstm4j-fork", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
            builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
            Process process = builder.start();
            process.getOutputStream().close();
            int found = 0;
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    // Libraries print lines of their own.
                    if (line.startsWith("{")) {
                        measurements.add(Measurement.parse(line));
                        found++;
                    }
                }
            }
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IOException("exit code " + exit + " after " + found + " measurements: "
                        + cause(Files.readString(errors)));
            }
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.deleteIfExists(errors);
        }
    }

    /// The most useful line of an error output: the innermost cause, else the last line that names an error, else the
    /// last line.
    static String cause(String errors) {
        List<String> lines = errors.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        List<String> causes = lines.stream().filter(line -> line.startsWith("Caused by: ")).toList();
        if (!causes.isEmpty()) {
            return causes.getLast();
        }
        return lines.stream().filter(line -> line.matches("[\\w.$]*(Exception|Error|expected)\\b.*"))
                .reduce((first, second) -> second)
                .orElse(lines.isEmpty() ? "no message" : lines.getLast());
    }
}
