package dev.lstm4j.benchmarks.compare;

import dev.lstm4j.benchmarks.compare.JmhResults.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Ratios of many cases, and what is asked of them.
///
/// @param rows a case each
/// @param missing how many cases had nothing to be compared with
/// @param least the least ratio allowed
/// @param held of which cases it is asked: those in whose label this pattern is found
record Comparison(List<Row> rows, int missing, double least, Pattern held) {

    /// A case and its ratio.
    record Row(String label, SpeedRatio speed) {}

    /// Two commits: the cases of both.
    static Comparison ofCommits(JmhResults base, JmhResults changed, double least, Pattern held) {
        List<Row> rows = new ArrayList<>();
        int missing = 0;
        for (Map.Entry<Case, List<double[]>> entry : changed.scores().entrySet()) {
            List<double[]> before = base.scores().get(entry.getKey());
            if (before != null) {
                rows.add(new Row(entry.getKey().label(), SpeedRatio.of(before, entry.getValue())));
            } else if (!"scalar".equals(entry.getKey().parameters().get("kernels"))) {
                missing++; // the scalar twins of the new commit are there for the other table
            }
        }
        return new Comparison(rows, missing, least, held);
    }

    /// The twins of one commit: cases that differ in `kernels` only, the vector kernels over the scalar ones.
    static Comparison ofTwins(JmhResults results, double least, Pattern held) {
        List<Row> rows = new ArrayList<>();
        int missing = 0;
        for (Map.Entry<Case, List<double[]>> entry : results.scores().entrySet()) {
            if (!"vector".equals(entry.getKey().parameters().get("kernels"))) {
                continue;
            }
            List<double[]> scalar = results.scores().get(entry.getKey().with("kernels", "scalar"));
            if (scalar != null) {
                rows.add(new Row(entry.getKey().label(), SpeedRatio.of(scalar, entry.getValue())));
            } else {
                missing++;
            }
        }
        return new Comparison(rows, missing, least, held);
    }

    /// Whether a case is surely too slow: even the upper end of its interval is below what is asked.
    boolean fails(Row row) {
        return held.matcher(row.label()).find() && row.speed().high() < least;
    }

    /// Whether any case fails.
    boolean fails() {
        return rows.stream().anyMatch(this::fails);
    }

    /// A Markdown table.
    String table() {
        StringBuilder text = new StringBuilder("| case | times as fast | 95 % interval | |\n|---|---|---|---|\n");
        for (Row row : rows) {
            text.append(String.format(Locale.ROOT, "| %s | %.2f | %.2f to %.2f | %s |\n", row.label(),
                    row.speed().ratio(), row.speed().low(), row.speed().high(),
                    fails(row) ? String.format(Locale.ROOT, "**below %.2f**", least) : ""));
        }
        if (missing > 0) {
            text.append("\nCases with nothing to be compared with: ").append(missing).append(".\n");
        }
        return text.toString();
    }
}
