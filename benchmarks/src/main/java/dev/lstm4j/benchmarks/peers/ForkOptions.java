package dev.lstm4j.benchmarks.peers;

import dev.lstm4j.bench.Mode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// Which cases and how long: options of the comparison, of its forks in Java and of the Python script.
final class ForkOptions {
    @Option(names = "--modes", split = ",", description = "some of infer,train,step; default all")
    List<String> modes = List.of("infer", "train", "step");

    @Option(names = "--shapes", split = ",", description = "names of shapes; default all")
    List<String> shapes = List.of();

    @Option(names = "--warmup", description = "least seconds of warm-up, of LSTM4J 3; default ${DEFAULT-VALUE}")
    double warmup = 0.4;

    @Option(names = "--rounds", description = "rounds a measurement; default ${DEFAULT-VALUE}")
    int rounds = 5;

    @Option(names = "--round-seconds", description = "seconds a round; default ${DEFAULT-VALUE}")
    double roundSeconds = 0.15;

    @Option(names = "--most-seconds", description = "no more rounds than fit in these; default ${DEFAULT-VALUE}")
    double mostSeconds = 10;

    List<Case> cases() {
        return Case.select(modes.stream().map(Mode::of).toList(), shapes);
    }

    Timing timing() {
        return new Timing(warmup, rounds, roundSeconds, mostSeconds);
    }

    /// The same options for a fork that measures these cases of one mode, with at least so much warm-up.
    List<String> arguments(Mode mode, List<Case> cases, double least) {
        List<String> names = cases.stream().map(Case::name).toList();
        return new ArrayList<>(List.of("--modes=" + mode.id(), "--shapes=" + String.join(",", names),
                "--warmup=" + Math.max(warmup, least), "--rounds=" + rounds, "--round-seconds=" + roundSeconds,
                "--most-seconds=" + mostSeconds));
    }
}
