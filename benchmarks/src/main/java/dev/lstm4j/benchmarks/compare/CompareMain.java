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

/// Prints a Markdown table of speed ratios and fails if one is certainly too low.
///
/// `java -cp benchmarks.jar dev.lstm4j.benchmarks.compare.CompareMain --base base.json --results changed.json --least
/// 0.9` compares two commits. Without `--base` it compares the scalar kernels (base) with the vector kernels of one
/// run. Each path may be a folder; the forks of its files are then combined.
@Command(name = "compare", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Compares JMH results (-rf json).",
        exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:no case is too slow", "1:a case is too slow",
                "2:wrong usage, or results that cannot be read"})
public final class CompareMain implements Callable<Integer> {
    @Option(names = "--results", required = true, paramLabel = "PATH",
            description = "a result file or a folder of result files")
    private Path results = Path.of("");

    @Option(names = "--base", paramLabel = "PATH", description = "the results to compare with; default: the scalar "
            + "kernels of the same results")
    private @Nullable Path base;

    @Option(names = "--least", required = true, paramLabel = "RATIO",
            description = "a case fails if even the upper end of its interval is below this ratio")
    private double least;

    @Option(names = "--held", paramLabel = "REGEX", defaultValue = "",
            description = "only cases whose name contains a match can fail")
    private Pattern held = Pattern.compile("");

    @Option(names = "--json", paramLabel = "FILE",
            description = "a file to write the ratios to, for github-action-benchmark (customBiggerIsBetter)")
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
                ? Comparison.ofKernels(changed, least, held)
                : Comparison.ofCommits(JmhResults.read(base), changed, least, held);
        if (base == null && comparison.rows().isEmpty()) {
            throw new IOException(results
                    + ": expected the same case with kernels=vector and kernels=scalar, found no such pair");
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
