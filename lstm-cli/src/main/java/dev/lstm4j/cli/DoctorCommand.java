package dev.lstm4j.cli;

import dev.lstm4j.Kernels;
import dev.lstm4j.cli.report.TextTable;
import dev.lstm4j.simd.FmaLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/// Whether this machine runs the engine as it should.
@Command(name = "doctor", mixinStandardHelpOptions = true, versionProvider = Version.class,
        header = "Shows the JDK, the processor, which kernels compute and why, and the limit.")
final class DoctorCommand implements Callable<Integer> {
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
    private static final int WIDE_UNITS = 1024;

    @ArgGroup(validate = false)
    private EngineOptions engine = new EngineOptions();

    @Override
    public Integer call() {
        Kernels kernels = engine.kernels();
        double limit = FmaLimit.gigaflops();
        boolean fused = kernels.description().contains("fma");
        TextTable table = new TextTable(2, 2, "  ").row("lstm4j", Version.text())
                .row("JDK", Runtime.version() + ", " + System.getProperty("java.vm.name") + ", "
                        + System.getProperty("java.vendor"))
                .row("JDK folder", System.getProperty("java.home"))
                .row("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"))
                .row("processor", processor())
                .row("cores", Runtime.getRuntime().availableProcessors() + ", threads by default " + Defaults.threads())
                .row("memory for Java", Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB")
                .row("kernels", kernels.description())
                .row("lanes", kernels.lanes(WIDE_UNITS) + " floats")
                .row("fused multiply-add", fused ? "yes" : "no")
                .row("measured FMA limit", Double.isNaN(limit)
                        ? "not measured: no vector kernels"
                        : TextTable.number(limit, 1) + " GFLOP/s a core");
        System.out.print(table.text(""));
        return 0;
    }

    private static String processor() {
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
}
