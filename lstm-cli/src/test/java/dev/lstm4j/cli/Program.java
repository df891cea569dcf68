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

/// Runs the program from outside: a process in a folder, its exit code, and what it said.
///
/// @param exit its exit code
/// @param out its standard output
/// @param err its standard error, without what the JVM says of the incubating module
record Program(int exit, String out, List<String> err) {
    /// So long that only a process that hangs is ended, also on a machine that does much else.
    static final long PATIENCE_SECONDS = 300;

    static Program run(Path folder, String... args) {
        List<String> command = command(Main.class.getName());
        command.addAll(List.of(args));
        return run(folder, new ProcessBuilder(command));
    }

    /// Java with the class path of the tests and the memory that the program is tested with.
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
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
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

    /// Daily rows of two waves and a word: `date,temp,wind,sky`, from 2020-01-01.
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
