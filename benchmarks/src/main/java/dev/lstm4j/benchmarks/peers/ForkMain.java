package dev.lstm4j.benchmarks.peers;

import dev.lstm4j.benchmarks.peers.Timing.Rounds;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Measures one engine on some cases and prints a line of JSON for each. [CompareWithPeers] starts it as a fork.
@Command(name = "fork")
public final class ForkMain implements Callable<Integer> {
    @Option(names = "--engine", required = true, description = "the name of the engine in the output")
    private String engine = "";

    @Option(names = "--engine-class", required = true, description = "a class that implements Engine")
    private String engineClass = "";

    @Option(names = "--threads", required = true, description = "the number of threads")
    private int threads;

    @Option(names = "--reference", required = true, description = "the folder that LSTM4J wrote")
    private Path reference = Path.of("");

    @Mixin
    private ForkOptions options = new ForkOptions();

    private ForkMain() {}

    /// Ends the process with exit code 0 if all cases were measured, else with another one.
    ///
    /// @param args the options above
    public static void main(String[] args) {
        // Some engines leave threads running that would keep the process alive.
        System.exit(new CommandLine(new ForkMain()).execute(args));
    }

    @Override
    public Integer call() throws ReflectiveOperationException {
        Engine measured = Class.forName(engineClass).asSubclass(Engine.class).getConstructor().newInstance();
        Reference expected = new Reference(reference);
        for (Case one : options.cases()) {
            if (!measured.supports(one)) {
                continue;
            }
            try (Engine.Runner runner = measured.prepare(one, expected, threads)) {
                double difference = expected.check(one, runner.answers());
                Rounds rounds = options.timing().measure(runner::run);
                System.out.println(new Measurement(engine, measured.version(), one.mode(), one.name(), threads,
                        difference, rounds.repetitions(), rounds.seconds()).json());
            }
        }
        return 0;
    }
}
