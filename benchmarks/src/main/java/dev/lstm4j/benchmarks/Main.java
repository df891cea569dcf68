package dev.lstm4j.benchmarks;

import java.io.IOException;

/// The jar's main class: JMH's own, behind one of this version of Java. An older `java` so refuses the jar at once; JMH by
/// itself starts there, fails in every fork, and ends with exit code 0.
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
