package dev.lstm4j.benchmarks.compare;

import dev.lstm4j.benchmarks.compare.JmhResults.Case;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Prints a Markdown table of speed ratios and fails where one is too low.
///
/// `java -cp benchmarks.jar dev.lstm4j.benchmarks.compare.CompareMain base.json changed.json 0.9` compares two commits;
/// `… CompareMain twins results.json 1.5` compares the scalar kernels (base) with the vector kernels of one run. The
/// last number is the least ratio allowed: a case fails where even the upper end of its interval is below it.
public final class CompareMain {
    private CompareMain() {}

    /// Exit codes: 0 all cases hold, 1 one fails, 2 wrong use or a file that cannot be read.
    ///
    /// @param args as above
    public static void main(String[] args) {
        System.exit(run(args));
    }

    private static int run(String[] args) {
        try {
            if (args.length != 3) {
                throw new IOException("expected BASE.json CHANGED.json LEAST, or twins RESULTS.json LEAST, found "
                        + args.length + " arguments");
            }
            double least = Double.parseDouble(args[2]);
            JmhResults changed = JmhResults.read(Path.of(args[1]));
            List<Row> rows = args[0].equals("twins")
                    ? twins(changed)
                    : pairs(JmhResults.read(Path.of(args[0])), changed);
            if (rows.isEmpty()) {
                throw new IOException(args[1] + ": expected cases to compare, found none");
            }
            System.out.print(table(rows, least));
            return rows.stream().anyMatch(row -> row.fails(least)) ? 1 : 0;
        } catch (IOException | NumberFormatException e) {
            System.err.println("compare: " + e.getMessage());
            return 2;
        }
    }

    /// A case and its ratio.
    record Row(String label, SpeedRatio speed) {
        boolean fails(double least) {
            return speed.high() < least;
        }
    }

    /// Cases of both files.
    static List<Row> pairs(JmhResults base, JmhResults changed) {
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<Case, List<double[]>> entry : changed.scores().entrySet()) {
            List<double[]> before = base.scores().get(entry.getKey());
            if (before != null) {
                rows.add(new Row(entry.getKey().label(), SpeedRatio.of(before, entry.getValue())));
            }
        }
        return rows;
    }

    /// Cases of one file that differ in `kernels` only.
    static List<Row> twins(JmhResults results) {
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<Case, List<double[]>> entry : results.scores().entrySet()) {
            if (!"vector".equals(entry.getKey().parameters().get("kernels"))) {
                continue;
            }
            Case rest = entry.getKey().without("kernels");
            results.scores().forEach((other, scores) -> {
                if ("scalar".equals(other.parameters().get("kernels")) && other.without("kernels").equals(rest)) {
                    rows.add(new Row(rest.label(), SpeedRatio.of(scores, entry.getValue())));
                }
            });
        }
        return rows;
    }

    static String table(List<Row> rows, double least) {
        StringBuilder text = new StringBuilder("| case | times as fast | 95 % interval | |\n|---|---|---|---|\n");
        for (Row row : rows) {
            text.append(String.format(Locale.ROOT, "| %s | %.2f | %.2f to %.2f | %s |%n", row.label(),
                    row.speed().ratio(), row.speed().low(), row.speed().high(),
                    row.fails(least) ? String.format(Locale.ROOT, "**below %.2f**", least) : ""));
        }
        return text.toString();
    }
}
