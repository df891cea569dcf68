package dev.lstm4j.cli;

import dev.lstm4j.bench.Machine;
import dev.lstm4j.cli.report.TextTable;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.simd.FmaLimit;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/// Reports whether this machine can run the engine at full speed.
@Command(name = "doctor", mixinStandardHelpOptions = true, versionProvider = Version.class,
        header = "Shows the JDK, the processor, the chosen kernels and why, and the machine's limit.")
final class DoctorCommand implements Callable<Integer> {

    @ArgGroup(validate = false)
    private EngineOptions engine = new EngineOptions();

    @Override
    public Integer call() {
        Kernels kernels = engine.engine().kernels();
        double limit = FmaLimit.gigaflops();
        boolean fused = kernels.description().contains("fma");
        TextTable table = new TextTable(2, 2, "  ").row("lstm4j", Version.text())
                .row("JDK", Machine.jdk())
                .row("JDK folder", System.getProperty("java.home"))
                .row("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"))
                .row("processor", Machine.processor() + Machine.model().map(model -> ", " + model).orElse(""))
                .row("data caches", Machine.caches().orElse("unknown"))
                .row("cores", Runtime.getRuntime().availableProcessors() + ", threads by default " + Defaults.threads())
                .row("memory for Java", Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB")
                .row("kernels", kernels.description())
                .row("lanes", kernels.format().lanes() + " floats")
                .row("fused multiply-add", fused ? "yes" : "no")
                .row("measured FMA limit", Double.isNaN(limit)
                        ? "not measured: no vector kernels"
                        : TextTable.number(limit, 1) + " GFLOP/s a core");
        System.out.print(table.text(""));
        return 0;
    }
}
