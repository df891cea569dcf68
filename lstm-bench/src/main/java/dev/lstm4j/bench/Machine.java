package dev.lstm4j.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The machine and the JDK that the program runs on.
public final class Machine {
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    private Machine() {}

    /// The name of the processor.
    ///
    /// @return the name that the operating system reports, or `unknown`
    public static String processor() {
        if (Files.isReadable(PROCESSOR)) {
            try (Stream<String> lines = Files.lines(PROCESSOR)) {
                return lines.filter(line -> line.startsWith("model name")).findFirst()
                        .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse("unknown");
            } catch (IOException e) {
                return "unknown: " + e.getMessage();
            }
        }
        return System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", "unknown");
    }

    /// The JDK.
    ///
    /// @return version, virtual machine and vendor
    public static String jdk() {
        return Runtime.version() + ", " + System.getProperty("java.vm.name") + ", "
                + System.getProperty("java.vendor");
    }
}
