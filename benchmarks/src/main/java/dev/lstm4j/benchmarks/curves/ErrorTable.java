package dev.lstm4j.benchmarks.curves;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The outcome of each training as a Markdown table: a row for each cell and length, a column for each seed.
final class ErrorTable {
    private ErrorTable() {}

    /// Makes the table.
    ///
    /// @param curves the trainings
    /// @param solved the error below which a problem counts as solved
    /// @return its lines
    static String of(List<LearningCurve> curves, double solved) {
        List<Long> seeds = curves.stream().map(LearningCurve::seed).distinct().sorted().toList();
        StringBuilder table = new StringBuilder("| cell | steps |");
        StringBuilder rule = new StringBuilder("\n|---|---|");
        for (long seed : seeds) {
            table.append(" seed ").append(seed).append(" |");
            rule.append("---|");
        }
        table.append(rule).append('\n');
        Map<String, List<LearningCurve>> rows = curves.stream().collect(Collectors.groupingBy(
                curve -> curve.cell().toUpperCase(Locale.ROOT) + " | " + curve.steps(), LinkedHashMap::new,
                Collectors.toList()));
        rows.forEach((name, row) -> {
            table.append("| ").append(name).append(" |");
            for (long seed : seeds) {
                table.append(row.stream().filter(curve -> curve.seed() == seed).findFirst()
                        .map(curve -> " " + cell(curve, solved) + " |").orElse(" |"));
            }
            table.append('\n');
        });
        return table.toString();
    }

    private static String cell(LearningCurve curve, double solved) {
        return curve.firstBelow(solved)
                .map(point -> String.format(Locale.ROOT, "%.1f s, %d updates", point.seconds(), point.update()))
                .orElseGet(() -> String.format(Locale.ROOT, "not in %.0f s: %.3f", curve.points().getLast().seconds(),
                        curve.points().getLast().error()));
    }
}
