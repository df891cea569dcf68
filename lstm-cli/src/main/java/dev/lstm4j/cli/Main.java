package dev.lstm4j.cli;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine;

/// The program `lstm`. Exit codes: 0 success, 1 internal or system failure, 2 bad input or usage.
@Command(name = "lstm", description = "Trains LSTMs on time series in CSV files and forecasts with them.",
        mixinStandardHelpOptions = true, versionProvider = Version.class, synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Start with:  lstm train",
                "It trains on four years of Seattle's weather that come with the program.", "",
                "Exit codes: 0 done, 1 something failed, 2 bad input or usage."})
public final class Main implements Callable<Integer> {
    /// The commands, in the order of the help.
    private static final List<String> COMMANDS = List.of("check", "train", "predict", "evaluate", "inspect", "quantize",
            "bench",
            "doctor");

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    private boolean debug;

    /// For picocli.
    public Main() {}

    /// Runs a command and ends the process with its exit code.
    ///
    /// @param args the command line
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /// Runs a command.
    ///
    /// @param args the command line
    /// @return its exit code
    static int run(String... args) {
        boolean stack = Arrays.asList(args).contains("--debug");
        CommandLine line = new CommandLine(new Main());
        // Only the requested command: reading the options of all commands takes longer than a small forecast.
        boolean known = args.length > 0 && COMMANDS.contains(args[0]);
        for (String name : known ? List.of(args[0]) : COMMANDS) {
            line.addSubcommand(command(name));
        }
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        line.setParameterExceptionHandler((e, _) -> Failures.report(e, usage(e), stack));
        line.setExecutionExceptionHandler((e, _, _) -> Failures.report(e, stack));
        try {
            return checked(line.execute(args));
        } catch (Throwable e) {
            // picocli does not catch errors, such as OutOfMemoryError.
            return Failures.report(e, stack);
        }
    }

    /// A result that did not reach standard output is a failure.
    private static int checked(int code) {
        if (code != 0 || !System.out.checkError()) {
            return code;
        }
        Failures.say("standard output: the result cannot be written");
        return Failures.FAILED;
    }

    private static Object command(String name) {
        return switch (name) {
            case "check" -> new CheckCommand();
            case "train" -> new TrainCommand();
            case "predict" -> new PredictCommand();
            case "evaluate" -> new EvaluateCommand();
            case "inspect" -> new InspectCommand();
            case "quantize" -> new QuantizeCommand();
            case "bench" -> new BenchCommand();
            case "doctor" -> new DoctorCommand();
            default -> throw new IllegalArgumentException("command: expected one of " + COMMANDS + ", found " + name);
        };
    }

    private static String usage(ParameterException e) {
        String message = e.getMessage() == null ? "usage" : e.getMessage().replaceAll("\\s+", " ");
        return message + "; see " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help";
    }

    @Override
    public Integer call() {
        if (spec != null) {
            spec.commandLine().usage(System.err);
        }
        return Failures.BAD_INPUT;
    }
}
