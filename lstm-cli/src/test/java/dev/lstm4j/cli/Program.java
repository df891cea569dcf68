package dev.lstm4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The result of running the program as a process in a folder.
///
/// @param exit its exit code
/// @param out its standard output
/// @param err its standard error, without the JVM's warning about the incubator module
record Program(int exit, String out, List<String> err) {
    /// Long enough that only a hanging process is ended, even on a busy machine.
    static final long TIMEOUT_SECONDS = 300;

    static Program run(Path folder, String... args) {
        List<String> command = command(Main.class.getName());
        command.addAll(List.of(args));
        return run(folder, new ProcessBuilder(command));
    }

    /// The command that starts Java with the class path of the tests and a limited heap.
    static List<String> command(String mainClass) {
        return new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules", "jdk.incubator.vector", "-Xmx256m", "-XX:+UseSerialGC", "-cp",
                System.getProperty("java.class.path"), mainClass));
    }

    static Program run(Path folder, ProcessBuilder builder) {
        try {
            Path out = Files.createTempFile("lstm", ".out");
            Path err = Files.createTempFile("lstm", ".err");
            Process process = builder.directory(folder.toFile()).redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("still running: " + builder.command());
            }
            Program result = new Program(process.exitValue(), Files.readString(out), Files
                    .readString(err, StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.equals("WARNING: Using incubator modules: jdk.incubator.vector")).toList());
            Files.delete(out);
            Files.delete(err);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Every file and folder below a folder, with its size.
    static List<String> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(path -> folder.relativize(path) + " " + (Files.isDirectory(path) ? "/" : size(path)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path path) {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Daily rows from 2020-01-01 with two waves and a text column: `date,temp,wind,sky`.
    static List<String> rows(int count) {
        List<String> rows = new ArrayList<>(List.of("date,temp,wind,sky"));
        java.time.LocalDate first = java.time.LocalDate.of(2020, 1, 1);
        for (int row = 0; row < count; row++) {
            rows.add(String.format(Locale.ROOT, "%s,%.2f,%.2f,%s", first.plusDays(row),
                    10 + 5 * Math.sin(row / 7.0) + row % 3, 3 + 2 * Math.cos(row / 5.0),
                    row % 4 == 0 ? "rain" : "sun"));
        }
        return rows;
    }
}
