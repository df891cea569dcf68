package dev.lstm4j.benchmarks.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Prints a Markdown table of speed ratios and fails where one is surely too low.
///
/// `java -cp benchmarks.jar dev.lstm4j.benchmarks.compare.CompareMain --base base.json --results changed.json --least 0.9`
/// compares two commits; without `--base` it compares the scalar kernels (base) with the vector kernels of one run. A
/// folder may stand for a file: the forks of its files count together.
@Command(name = "compare", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Holds JMH results (-rf json) against each other.",
        exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:all cases hold", "1:one is too slow",
                "2:wrong use, or results that cannot be read"})
public final class CompareMain implements Callable<Integer> {
    @Option(names = "--results", required = true, paramLabel = "PATH",
            description = "a result file, or a folder of some")
    private Path results = Path.of("");

    @Option(names = "--base", paramLabel = "PATH", description = "what they are compared with; without it the scalar "
            + "kernels of the same results are")
    private @Nullable Path base;

    @Option(names = "--least", required = true, paramLabel = "RATIO",
            description = "a case fails where even the upper end of its interval is below it")
    private double least;

    @Option(names = "--held", paramLabel = "REGEX", defaultValue = "",
            description = "only cases in whose name this is found can fail")
    private Pattern held = Pattern.compile("");

    @Option(names = "--json", paramLabel = "FILE",
            description = "writes the ratios for github-action-benchmark (customBiggerIsBetter)")
    private @Nullable Path json;

    @Spec
    private @Nullable CommandSpec spec;

    private CompareMain() {}

    /// Ends the process with the exit code.
    ///
    /// @param args the options above
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new CompareMain()).setExecutionExceptionHandler((e, line, _) -> {
            if (!(e instanceof IOException)) {
                throw e;
            }
            line.getErr().println("compare: " + e.getMessage());
            return 2;
        });
    }

    @Override
    public Integer call() throws IOException {
        JmhResults changed = JmhResults.read(results);
        if (changed.scores().isEmpty()) {
            throw new IOException(results + ": expected cases with average times, found none");
        }
        Comparison comparison = base == null
                ? Comparison.ofTwins(changed, least, held)
                : Comparison.ofCommits(JmhResults.read(base), changed, least, held);
        if (base == null && comparison.rows().isEmpty()) {
            throw new IOException(results + ": expected cases with kernels=vector and kernels=scalar, found no twins");
        }
        if (json != null) {
            Files.writeString(json, HistoryJson.of(comparison), StandardCharsets.UTF_8);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(comparison.table());
        out.flush();
        return comparison.fails() ? 1 : 0;
    }
}
