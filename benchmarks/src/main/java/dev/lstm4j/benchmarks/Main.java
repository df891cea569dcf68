package dev.lstm4j.benchmarks;

import java.io.IOException;

/// The jar's main class. It only calls JMH's main class, but is compiled for this version of Java, so an older `java`
/// rejects the jar at once. JMH alone would start there, fail in every fork, and end with exit code 0.
public final class Main {
    private Main() {}

    /// Runs JMH.
    ///
    /// @param args as JMH takes them; `-h` lists them
    /// @throws IOException as JMH does
    public static void main(String[] args) throws IOException {
        org.openjdk.jmh.Main.main(args);
    }
}
