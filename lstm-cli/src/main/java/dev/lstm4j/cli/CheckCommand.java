package dev.lstm4j.cli;

import dev.lstm4j.cli.report.CheckJson;
import dev.lstm4j.cli.report.CheckText;
import dev.lstm4j.forecast.Recipe;
import dev.lstm4j.forecast.check.TableCheck;
import dev.lstm4j.forecast.settings.ColumnSettings;
import dev.lstm4j.forecast.settings.ReadingSettings;
import dev.lstm4j.forecast.table.Table;
import dev.lstm4j.io.internal.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Shows what is in a file before anything is trained on it.
@Command(name = "check", sortOptions = false, mixinStandardHelpOptions = true, versionProvider = Version.class,
        header = "Shows what is in a file, what train would make of it, and the command to train.",
        description = "%nThe exit code is 0 if train would accept the file, otherwise 2.%n")
final class CheckCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "FILE.csv", description = "The file; the same as --data.")
    private @Nullable Path file;

    @ArgGroup(validate = false, heading = "%nData:%n")
    private DataOptions data = new DataOptions();

    @ArgGroup(validate = false, heading = "%nColumns:%n")
    private ColumnOptions columns = new ColumnOptions();

    @Option(names = "--json", description = "Print one JSON object instead of the text.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (file != null) {
            data.use(file);
        }
        ColumnSettings asked = columns.columns(data.isBundled());
        Recipe recipe = Recipe.defaults().withColumns(asked).withReading(data.apply(ReadingSettings.DEFAULT));
        Table table = data.table(recipe.reading(), json);
        TableCheck check = TableCheck.of(table, recipe);
        String command = command(check, asked.targets().isEmpty());
        CheckText.Messages messages = new CheckText.Messages(Flags::message, Flags::message);
        System.out.print(json
                ? CheckJson.text(table, check, messages, command) + "\n"
                : Printable.lines(CheckText.of(table, check, messages, command)));
        return check.isTrainable() ? 0 : Failures.BAD_INPUT;
    }

    /// The command that trains, with the options of this one.
    private String command(TableCheck check, boolean withTarget) {
        List<String> words = new ArrayList<>(List.of("lstm", "train"));
        if (file != null) {
            words.addAll(List.of("--data", file.toString()));
        }
        if (spec != null) {
            List<String> own = new ArrayList<>(spec.commandLine().getParseResult().originalArgs());
            own.remove(spec.name());
            if (file != null) {
                own.remove(own.lastIndexOf(file.toString()));
            }
            words.addAll(own);
        }
        words.removeIf(word -> word.equals("--json") || word.equals("--debug"));
        if (withTarget && !check.recipe().columns().targets().isEmpty()) {
            words.addAll(List.of("--target", check.recipe().columns().targets().getFirst()));
        }
        words.addAll(List.of("--lookback", Integer.toString(check.recipe().windows().lookback()), "--horizon",
                Integer.toString(check.recipe().windows().horizon())));
        return String.join(" ", words.stream().map(CheckCommand::quoted).toList());
    }

    /// A word for a shell.
    private static String quoted(String word) {
        return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
