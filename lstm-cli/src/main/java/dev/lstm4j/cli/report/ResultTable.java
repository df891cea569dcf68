package dev.lstm4j.cli.report;

import dev.lstm4j.forecast.baseline.Climatology;
import dev.lstm4j.forecast.evaluation.Errors;
import dev.lstm4j.forecast.evaluation.Evaluation;
import dev.lstm4j.forecast.evaluation.WindowSpan;
import dev.lstm4j.io.internal.Printable;
import java.util.List;
import java.util.function.Function;

/// Formats an [Evaluation] as tables.
public final class ResultTable {
    private static final String GAP = "  ";
    /// Above that, nobody reads a table for each target.
    private static final int MOST_TABLES = 8;

    private ResultTable() {}

    /// A table for each target, with a line for each step; one table for all of them, with a line for each target, if
    /// there are many.
    ///
    /// @param evaluation the errors
    /// @param part the part that the windows belong to, such as `test set`
    /// @param network the name of the network, such as `LSTM`
    /// @return lines
    public static String text(Evaluation evaluation, String part, String network) {
        StringBuilder text = new StringBuilder();
        List<Evaluation.Target> targets = evaluation.targets();
        if (targets.size() > MOST_TABLES) {
            text.append(targets.size()).append(" targets, ").append(ahead(evaluation.span())).append("\n\n")
                    .append(overview(targets, network)).append('\n');
        } else {
            for (Evaluation.Target target : targets) {
                text.append(target.name()).append(", ").append(ahead(evaluation.span())).append("\n\n")
                        .append(table(target, network)).append('\n');
            }
        }
        text.append(windows(evaluation.span(), part)).append('\n');
        text.append("errors: in the column's own unit\n");
        text.append("skill: how much smaller the MAE is than the baseline's; negative if it is larger\n");
        text.append("persistence: repeats the last known value\n");
        text.append("climatology: ").append(basis(targets.getFirst().reference().climatology()))
                .append(" of the training set\n");
        return Printable.lines(text.toString());
    }

    private static String ahead(WindowSpan span) {
        return (span.horizon() == 1 ? "1 step" : span.horizon() + " steps")
                + (span.spacing() == null ? "" : " of " + span.spacing().text()) + " ahead";
    }

    private static String windows(WindowSpan span, String part) {
        return span.windows() + (span.windows() == 1 ? " window" : " windows") + " of the " + part + ", "
                + span.first() + " to " + span.last();
    }

    private static String basis(Climatology climatology) {
        return climatology.yearly() + climatology.daily() == 0 ? "the mean" : climatology.basis();
    }

    /// The errors of each target over all steps.
    private static String overview(List<Evaluation.Target> targets, String network) {
        TextTable names = new TextTable(1, 1, GAP).row("target");
        TextTable errors = new TextTable(2, 0, GAP).row("MAE", "RMSE");
        TextTable skill = new TextTable(2, 0, GAP).row("persistence", "climatology");
        for (Evaluation.Target target : targets) {
            Evaluation.Scores scores = target.overall();
            names.row(target.name());
            row(errors, scores.network(), TextTable.decimals(scores.network().mae()));
            skill(skill, scores);
        }
        return beside(new String[]{"", network, network + "'s skill against"}, false, names, errors, skill);
    }

    private static String table(Evaluation.Target target, String network) {
        int decimals = TextTable.decimals(target.overall().network().mae());
        TextTable own = errors(target, decimals, Evaluation.Scores::network);
        TextTable persistence = errors(target, decimals, Evaluation.Scores::persistence);
        TextTable climatology = errors(target, decimals, Evaluation.Scores::climatology);
        TextTable skill = new TextTable(2, 0, GAP).row("persistence", "climatology");
        TextTable steps = new TextTable(1, 0, GAP).row("step");
        for (int step = 0; step <= target.steps().size(); step++) {
            boolean last = step == target.steps().size();
            Evaluation.Scores scores = last ? target.overall() : target.steps().get(step);
            skill(skill, scores);
            steps.row(last ? "all" : Integer.toString(step + 1));
        }
        return beside(new String[]{"", network, "persistence", "climatology", network + "'s skill against"}, true,
                steps, own, persistence, climatology, skill);
    }

    private static void skill(TextTable table, Evaluation.Scores scores) {
        table.row(percent(scores.network().skill(scores.persistence())),
                percent(scores.network().skill(scores.climatology())));
    }

    private static TextTable errors(Evaluation.Target target, int decimals,
            Function<Evaluation.Scores, Errors> of) {
        TextTable table = new TextTable(2, 0, GAP).row("MAE", "RMSE");
        target.steps().forEach(scores -> row(table, of.apply(scores), decimals));
        row(table, of.apply(target.overall()), decimals);
        return table;
    }

    private static void row(TextTable table, Errors errors, int decimals) {
        table.row(TextTable.number(errors.mae(), decimals), TextTable.number(errors.rmse(), decimals));
    }

    /// Puts tables with the same number of rows side by side, each under its title.
    ///
    /// @param hasSum whether the last row is below a rule
    private static String beside(String[] titles, boolean hasSum, TextTable... tables) {
        int rows = tables[0].rows();
        StringBuilder[] lines = new StringBuilder[rows + (hasSum ? 2 : 1)];
        for (int line = 0; line < lines.length; line++) {
            lines[line] = new StringBuilder(GAP);
        }
        for (int t = 0; t < tables.length; t++) {
            int width = Math.max(tables[t].width(), titles[t].length());
            String gap = t == 0 ? "" : GAP + " ";
            lines[0].append(gap).append(centred(titles[t], width));
            for (int row = 0; row < rows; row++) {
                int line = hasSum && row == rows - 1 ? row + 2 : row + 1;
                lines[line].append(gap).append(" ".repeat(width - tables[t].width())).append(tables[t].line(row));
            }
            if (hasSum) {
                lines[rows].append(gap).append("-".repeat(width));
            }
        }
        StringBuilder text = new StringBuilder();
        for (StringBuilder line : lines) {
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String centred(String text, int width) {
        int before = (width - text.length() + 1) / 2;
        return " ".repeat(before) + text + " ".repeat(width - text.length() - before);
    }

    private static String percent(double skill) {
        return Double.isFinite(skill) ? (skill >= 0 ? "+" : "") + TextTable.number(skill, 1) + " %" : "-";
    }
}
