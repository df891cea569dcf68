package dev.lstm4j.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Runs each command once on little data, while the JVM records the classes that a start needs for its ahead-of-time
/// cache. The launcher starts it. The output of the commands is discarded.
final class Rehearsal {
    private Rehearsal() {}

    /// Runs the commands.
    ///
    /// @param args none
    /// @throws IOException if a temporary file cannot be written
    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("lstm4j");
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            String model = folder.resolve(Defaults.MODEL_FILE).toString();
            String forecast = folder.resolve("next.csv").toString();
            expect(0, "train", "--epochs", "2", "--hidden", "4", "--quiet", "--out", folder.toString());
            expect(0, "predict", "--model", model);
            expect(0, "predict", "--model", model, "--out", forecast);
            expect(0, "evaluate", "--model", model);
            expect(0, "evaluate", "--model", model, "--json");
            expect(0, "inspect", "--model", model);
            expect(0, "--help");
            expect(0, "--version");
        } finally {
            System.setOut(out);
            for (String file : new String[]{Defaults.MODEL_FILE, "history.csv", "forecast.csv", "next.csv"}) {
                Files.deleteIfExists(folder.resolve(file));
            }
            Files.deleteIfExists(folder);
        }
    }

    private static void expect(int code, String... args) {
        int found = Main.run(args);
        if (found != code) {
            throw new IllegalStateException(
                    String.join(" ", args) + ": expected exit code " + code + ", found " + found);
        }
    }
}
