package dev.lstm4j.cli.report;

import dev.lstm4j.forecast.baseline.Climatology;
import dev.lstm4j.forecast.evaluation.Errors;
import dev.lstm4j.forecast.evaluation.Evaluation;
import dev.lstm4j.forecast.evaluation.WindowForecasts;
import dev.lstm4j.forecast.table.Spacing;
import java.util.function.Function;

/// Formats an [Evaluation] as tables.
public final class ResultTable {
    private static final String GAP = "  ";

    private ResultTable() {}

    /// One table for each target.
    ///
    /// @param evaluation the errors
    /// @param part the part that the windows belong to, such as `test set`
    /// @return lines
    public static String text(Evaluation evaluation, String part) {
        StringBuilder text = new StringBuilder();
        for (Evaluation.Target target : evaluation.targets()) {
            text.append(title(target, evaluation.forecasts())).append('\n').append(table(target)).append('\n');
        }
        text.append(windows(evaluation.forecasts(), part)).append("; errors in the column's own unit\n");
        text.append("skill: how much smaller the LSTM's MAE is than the baseline's; negative if it is larger\n");
        text.append("persistence: repeats the last known value; climatology: ")
                .append(basis(evaluation.targets().getFirst().reference().climatology()))
                .append(" of the training set\n");
        return text.toString();
    }

    private static String title(Evaluation.Target target, WindowForecasts forecasts) {
        int horizon = forecasts.horizon();
        Spacing spacing = forecasts.spacing();
        return target.name() + ", " + (horizon == 1 ? "1 step" : horizon + " steps")
                + (spacing == null ? "" : " of " + spacing.text()) + " ahead\n";
    }

    private static String windows(WindowForecasts forecasts, String part) {
        int count = forecasts.windows();
        return count + (count == 1 ? " window" : " windows") + " of the " + part + ", " + forecasts.time(0, 0) + " to "
                + forecasts.time(count - 1, forecasts.horizon() - 1);
    }

    private static String basis(Climatology climatology) {
        return climatology.yearly() + climatology.daily() == 0 ? "the mean" : climatology.basis();
    }

    private static String table(Evaluation.Target target) {
        int decimals = TextTable.decimals(target.overall().network().mae());
        TextTable lstm = errors(target, decimals, Evaluation.Scores::network);
        TextTable persistence = errors(target, decimals, Evaluation.Scores::persistence);
        TextTable climatology = errors(target, decimals, Evaluation.Scores::climatology);
        TextTable skill = new TextTable(2, 0, GAP).row("persistence", "climatology");
        TextTable steps = new TextTable(1, 0, GAP).row("step");
        for (int step = 0; step <= target.steps().size(); step++) {
            boolean last = step == target.steps().size();
            Evaluation.Scores scores = last ? target.overall() : target.steps().get(step);
            skill.row(percent(scores.network().skill(scores.persistence())),
                    percent(scores.network().skill(scores.climatology())));
            steps.row(last ? "all" : Integer.toString(step + 1));
        }
        return beside(new String[]{"", "LSTM", "persistence", "climatology", "LSTM's skill against"}, steps, lstm,
                persistence, climatology, skill);
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

    /// Puts tables with the same number of rows side by side, each under its title, with a rule above the last row.
    private static String beside(String[] titles, TextTable... tables) {
        int rows = tables[0].rows();
        StringBuilder[] lines = new StringBuilder[rows + 2];
        for (int line = 0; line < lines.length; line++) {
            lines[line] = new StringBuilder(GAP);
        }
        for (int t = 0; t < tables.length; t++) {
            int width = Math.max(tables[t].width(), titles[t].length());
            String gap = t == 0 ? "" : GAP + GAP;
            lines[0].append(gap).append(centred(titles[t], width));
            for (int row = 0; row < rows; row++) {
                int line = row == rows - 1 ? row + 2 : row + 1;
                lines[line].append(gap).append(" ".repeat(width - tables[t].width())).append(tables[t].line(row));
            }
            lines[rows].append(gap).append("-".repeat(width));
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
