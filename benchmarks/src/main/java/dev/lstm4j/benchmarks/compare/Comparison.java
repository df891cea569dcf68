package dev.lstm4j.benchmarks.compare;

import dev.lstm4j.benchmarks.compare.JmhResults.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// The speed ratios of all cases, and the ratio that they must reach.
///
/// @param rows one per case
/// @param missing the number of cases without a counterpart
/// @param least the lowest ratio allowed
/// @param held only cases whose label contains a match must reach it
record Comparison(List<Row> rows, int missing, double least, Pattern held) {

    /// A case and its ratio.
    record Row(String label, SpeedRatio speed) {}

    /// Compares two commits in the cases that both measured.
    static Comparison ofCommits(JmhResults base, JmhResults changed, double least, Pattern held) {
        List<Row> rows = new ArrayList<>();
        int missing = 0;
        for (Map.Entry<Case, List<double[]>> entry : changed.scores().entrySet()) {
            List<double[]> before = base.scores().get(entry.getKey());
            if (before != null) {
                rows.add(new Row(entry.getKey().label(), SpeedRatio.of(before, entry.getValue())));
            } else if (!"scalar".equals(entry.getKey().parameters().get("kernels"))) {
                missing++; // only the vector kernels of the new commit are compared with the base
            }
        }
        return new Comparison(rows, missing, least, held);
    }

    /// Compares the vector kernels of one commit with its scalar kernels, in cases that differ only in `kernels`.
    static Comparison ofKernels(JmhResults results, double least, Pattern held) {
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

    /// Whether a case is certainly too slow: even the upper end of its interval is below [#least].
    boolean fails(Row row) {
        return held.matcher(row.label()).find() && row.speed().high() < least;
    }

    /// Whether any case fails.
    boolean fails() {
        return rows.stream().anyMatch(this::fails);
    }

    /// A Markdown table.
    String table() {
        StringBuilder text = new StringBuilder("| case | speedup | 95 % interval | |\n|---|---|---|---|\n");
        for (Row row : rows) {
            text.append(String.format(Locale.ROOT, "| %s | %.2f | %.2f to %.2f | %s |\n", row.label(),
                    row.speed().ratio(), row.speed().low(), row.speed().high(),
                    fails(row) ? String.format(Locale.ROOT, "**below %.2f**", least) : ""));
        }
        if (missing > 0) {
            text.append("\nCases without a counterpart: ").append(missing).append(".\n");
        }
        return text.toString();
    }
}
