package dev.lstm4j.benchmarks.curves;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Prints the table of docs/adding-problem.md and draws its chart. `benchmarks/adding-problem --draw` calls it.
@Command(name = "draw-adding-problem", mixinStandardHelpOptions = true,
        description = "Prints the outcome of each training as a Markdown table and draws the errors over time.",
        exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:done", "1:the chart cannot be written",
                "2:wrong usage, or results that cannot be read"})
public final class DrawAddingProblem implements Callable<Integer> {
    /// The error if the output is always 1.
    static final double UNLEARNED = 1.0 / 6;
    static final double SOLVED = 0.01;

    @Parameters(index = "0", paramLabel = "CSV", description = "the file that the example AddingProblem wrote")
    private Path trainings = Path.of("");

    @Parameters(index = "1", paramLabel = "PNG", description = "the chart to write")
    private Path picture = Path.of("");

    @Spec
    private @Nullable CommandSpec spec;

    private DrawAddingProblem() {}

    /// Ends the process with the exit code.
    ///
    /// @param args the parameters above
    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new DrawAddingProblem());
    }

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        List<LearningCurve> curves;
        try {
            curves = LearningCurve.read(trainings);
        } catch (IOException e) {
            err.println("adding problem: "
                    + (e instanceof NoSuchFileException ? trainings + ": no such file" : e.getMessage()));
            return 2;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(ErrorTable.of(curves, SOLVED));
        out.flush();
        try {
            ErrorChart.write(curves, UNLEARNED, SOLVED, picture);
            return 0;
        } catch (IOException e) {
            err.println("adding problem: " + picture + " cannot be written: " + e);
            return 1;
        }
    }
}
