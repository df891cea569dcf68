package dev.lstm4j.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The machine and the JDK that the program runs on.
public final class Machine {
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
    private static final Path CACHES = Path.of("/sys/devices/system/cpu/cpu0/cache");

    private Machine() {}

    /// The name of the processor.
    ///
    /// @return the name that the operating system reports, or `unknown`
    public static String processor() {
        return entry("model name").orElse(System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", "unknown"));
    }

    /// The processor's family and model numbers, which tell microarchitectures apart that share a name.
    ///
    /// @return for example `family 25, model 1`; empty if the operating system does not report them
    public static Optional<String> model() {
        return entry("cpu family")
                .flatMap(family -> entry("model").map(model -> "family " + family + ", model " + model));
    }

    private static Optional<String> entry(String name) {
        if (!Files.isReadable(PROCESSOR)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(PROCESSOR)) {
            return lines.filter(line -> line.substring(0, Math.max(0, line.indexOf(':'))).strip().equals(name))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// The data caches of the first core.
    ///
    /// @return for example `32 KiB L1, 512 KiB L2, 32 MiB L3`; empty if the operating system does not report them
    public static Optional<String> caches() {
        return caches(CACHES);
    }

    static Optional<String> caches(Path folder) {
        List<String> found = new ArrayList<>();
        for (int index = 0; Files.isReadable(folder.resolve("index" + index).resolve("size")); index++) {
            Path cache = folder.resolve("index" + index);
            try {
                if (!Files.readString(cache.resolve("type")).strip().equals("Instruction")) {
                    found.add(size(Files.readString(cache.resolve("size")).strip()) + " L"
                            + Files.readString(cache.resolve("level")).strip());
                }
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", found));
    }

    /// @param text such as `32768K`
    private static String size(String text) {
        if (!text.matches("\\d+K")) {
            return text;
        }
        int kibibytes = Integer.parseInt(text.substring(0, text.length() - 1));
        return kibibytes % 1024 == 0 ? kibibytes / 1024 + " MiB" : kibibytes + " KiB";
    }

    /// The JDK.
    ///
    /// @return version, virtual machine and vendor
    public static String jdk() {
        return Runtime.version() + ", " + System.getProperty("java.vm.name") + ", "
                + System.getProperty("java.vendor");
    }
}
