package dev.lstm4j.benchmarks.peers;

import dev.lstm4j.bench.Mode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// Which cases to measure and for how long: options of the comparison, its forks in Java, and the Python script.
final class ForkOptions {
    @Option(names = "--modes", split = ",", description = "some of infer,train,step; default: all")
    List<String> modes = List.of("infer", "train", "step");

    @Option(names = "--shapes", split = ",", description = "names of shapes; default: all")
    List<String> shapes = List.of();

    @Option(names = "--warmup",
            description = "minimum seconds of warm-up, at least 3 for LSTM4J; default: ${DEFAULT-VALUE}")
    double warmup = 0.4;

    @Option(names = "--rounds", description = "rounds per measurement; default: ${DEFAULT-VALUE}")
    int rounds = 5;

    @Option(names = "--round-seconds", description = "seconds per round; default: ${DEFAULT-VALUE}")
    double roundSeconds = 0.15;

    @Option(names = "--most-seconds", description = "maximum seconds of all rounds; default: ${DEFAULT-VALUE}")
    double mostSeconds = 10;

    List<Case> cases() {
        return Case.select(modes.stream().map(Mode::of).toList(), shapes);
    }

    Timing timing() {
        return new Timing(warmup, rounds, roundSeconds, mostSeconds);
    }

    /// The same options for a fork that measures these cases of one mode, with a minimum warm-up in seconds.
    List<String> arguments(Mode mode, List<Case> cases, double least) {
        List<String> names = cases.stream().map(Case::name).toList();
        return new ArrayList<>(List.of("--modes=" + mode.id(), "--shapes=" + String.join(",", names),
                "--warmup=" + Math.max(warmup, least), "--rounds=" + rounds, "--round-seconds=" + roundSeconds,
                "--most-seconds=" + mostSeconds));
    }
}
