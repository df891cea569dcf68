package dev.lstm4j.benchmarks.peers;

import dev.lstm4j.bench.Machine;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.simd.FmaLimit;
import dev.lstm4j.simd.KernelSelection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The machine, software and command that produced the figures of a report.
///
/// @param date the date of the run
/// @param processor the processor
/// @param software the software
/// @param commit the commit, and whether there are uncommitted changes
/// @param command the command that repeats the run
record Facts(LocalDate date, Processor processor, Software software, String commit, String command) {
    /// The processor.
    ///
    /// @param name the name, with family and model
    /// @param caches the data caches of a core
    /// @param vectorBits the width of the kernels' vectors, 0 for scalar kernels
    /// @param cores the number of cores that this process may use
    /// @param limit the limit of one core in GFLOP/s, or NaN
    record Processor(String name, String caches, int vectorBits, int cores, double limit) {}

    /// The software.
    ///
    /// @param system the operating system
    /// @param jdk the vendor and version of the JDK
    /// @param flags the JVM flags of every fork in Java
    record Software(String system, String jdk, String flags) {}

    /// Inspects this machine and measures its limit, for about a second.
    static Facts of(Path root, String command) throws IOException {
        double limit = Double.NaN;
        for (int i = 0; i < 3; i++) {
            double found = FmaLimit.gigaflops();
            limit = Double.isNaN(limit) ? found : Math.max(limit, found);
        }
        Kernels kernels = KernelSelection.kernels();
        Processor processor = new Processor(
                Machine.processor() + Machine.model().map(model -> " (" + model + ")").orElse(""),
                Machine.caches().orElse("unknown"),
                kernels.name().equals("vector") ? kernels.format().lanes() * Float.SIZE : 0,
                Runtime.getRuntime().availableProcessors(), limit);
        Software software = new Software(System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.vendor") + " " + Runtime.version(), String.join(" ", Contender.flags()));
        return new Facts(LocalDate.now(), processor, software, commit(root), command);
    }

    /// The kind of machine, for names of files: `<cpu>-<bits>-bit`.
    String fileName() {
        String name = processor.name.toLowerCase(Locale.ROOT).replaceAll("\\(r\\)|\\(tm\\)", "")
                .replaceAll("@.*|\\b(cpu|processor)\\b", "").replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return name + "-" + processor.vectorBits + "-bit";
    }

    private static String commit(Path root) {
        try {
            String commit = git(root, List.of("rev-parse", "--short=12", "HEAD"));
            return git(root, List.of("status", "--porcelain", "--untracked-files=no")).isEmpty()
                    ? commit
                    : commit + ", with uncommitted changes";
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String git(Path root, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "-C", root.toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("git failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return said;
    }
}
