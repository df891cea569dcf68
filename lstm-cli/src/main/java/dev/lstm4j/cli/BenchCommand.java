package dev.lstm4j.cli;

import dev.lstm4j.bench.Bench;
import dev.lstm4j.bench.Machine;
import dev.lstm4j.bench.Measurement;
import dev.lstm4j.bench.Mode;
import dev.lstm4j.bench.Shape;
import dev.lstm4j.bench.Workload;
import dev.lstm4j.cli.bench.BenchJson;
import dev.lstm4j.cli.bench.BenchTable;
import dev.lstm4j.cli.report.TextTable;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.simd.Engine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Measures the engine's speed on this machine and compares it with the machine's limit.
@Command(name = "bench", sortOptions = false, mixinStandardHelpOptions = true, versionProvider = Version.class,
        header = "Measures the engine's speed and compares it with the machine's limit.",
        description = "%nWithout options: inference over a table of shapes, and streaming steps; about a minute. "
                + "With --all about six minutes.%n")
final class BenchCommand implements Callable<Integer> {
    /// H = I of the streaming steps.
    private static final int[] STREAMS = {32, 128, 512, 1024};

    @Option(names = "--shape", paramLabel = "B,T,I,H,L",
            description = "One shape only: batch, time steps, inputs, hidden units, layers, or a name from the table. "
                    + "With B and T of 1: a streaming step.")
    private @Nullable String shape;

    @ArgGroup
    private Modes modes = new Modes();

    /// What is measured; by default, inference and streaming.
    private static final class Modes {
        @Option(names = "--train",
                description = "Training steps (forward, mean squared error, backward, Adam) instead of inference.")
        private boolean train;

        @Option(names = "--all", description = "Inference, training and streaming steps, each on 1 thread and on "
                + "--threads.")
        private boolean all;
    }

    @ArgGroup(validate = false, heading = "%nMachine:%n")
    private EngineOptions engine = new EngineOptions();

    @Option(names = "--json", description = "Print one JSON array instead of the table.")
    private boolean json;

    @Override
    public Integer call() {
        engine.check();
        boolean trains = modes.train || modes.all;
        List<Workload> batches = new ArrayList<>();
        List<Workload> streams = new ArrayList<>();
        plan(batches, streams, trains);
        Engine chosen = engine.engine();
        Kernels kernels = chosen.kernels();

        Bench bench = new Bench(kernels, chosen.threads());
        // With --json, the table goes to standard error, so that standard output holds the array alone.
        Consumer<String> out = !json ? System.out::println : Terminal.isWatched() ? Terminal::say : _ -> {
        };
        out.accept(Machine.processor() + ", JDK " + Runtime.version());
        out.accept("kernels: " + kernels.description());
        out.accept("limit: " + (Double.isNaN(bench.coreLimit())
                ? "not measured, no vector kernels"
                : TextTable.number(bench.coreLimit(), 1) + " GFLOP/s of multiply-adds a core"));
        List<Measurement> all = new ArrayList<>();
        for (Bench each : modes.all && chosen.threads() > 1 ? List.of(bench.withThreads(1), bench) : List.of(bench)) {
            if (!modes.train) {
                all.addAll(measure(each, batches, Mode.INFER, out));
            }
            if (trains) {
                all.addAll(measure(each, batches, Mode.TRAIN, out));
            }
            all.addAll(measure(each, streams, Mode.STEP, out));
        }
        legend(bench, out);
        if (json) {
            System.out.println(BenchJson.text(all));
        }
        return 0;
    }

    /// The cases to measure. All are checked before the first one is measured.
    private void plan(List<Workload> batches, List<Workload> streams, boolean trains) {
        if (shape == null) {
            for (Shape each : Shape.values()) {
                batches.add(each.workload());
            }
            if (!modes.train) {
                for (int hidden : STREAMS) {
                    streams.add(Workload.stream(hidden));
                }
            }
            return;
        }
        Workload workload = workload(shape);
        Checks.fitsMemory("--shape", workload, trains);
        (workload.isStep() && !modes.train ? streams : batches).add(workload);
    }

    private static Workload workload(String text) {
        for (Shape each : Shape.values()) {
            if (each.workload().name().equals(text.toLowerCase(Locale.ROOT))) {
                return each.workload();
            }
        }
        return Workload.parse("--shape", text);
    }

    private static List<Measurement> measure(Bench bench, List<Workload> workloads, Mode mode, Consumer<String> out) {
        List<Measurement> measurements = new ArrayList<>();
        if (workloads.isEmpty()) {
            return measurements;
        }
        BenchTable table = new BenchTable(bench.compares());
        int threads = bench.threads();
        int cores = bench.cores();
        out.accept("");
        out.accept(mode.label() + ", " + threads + (threads == 1
                ? " thread"
                : " threads, limit "
                        + TextTable.number(cores * bench.coreLimit(), 1) + " (" + cores + " times that of one core)"));
        out.accept(table.header());
        for (Workload workload : workloads) {
            Measurement measurement = bench.measure(workload, mode);
            out.accept(table.row(measurement));
            measurements.add(measurement);
        }
        return measurements;
    }

    private static void legend(Bench bench, Consumer<String> out) {
        out.accept("");
        List<String> lines = new ArrayList<>(Arrays.asList(
                "ms: median of repetitions; spread: half their interquartile range;",
                "GFLOP/s: 2*4*H*(I+H)*B*T operations per layer and direction, three times that for",
                "a training step; % limit: of the multiply-adds above"));
        if (bench.compares()) {
            lines.add("x scalar: how many times as fast as the scalar kernels, same threads");
        }
        lines.forEach(out);
    }
}
