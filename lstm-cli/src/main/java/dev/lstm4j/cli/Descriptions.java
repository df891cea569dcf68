package dev.lstm4j.cli;

import dev.lstm4j.Architecture;
import dev.lstm4j.Model;
import dev.lstm4j.cell.Cell;
import java.util.List;
import java.util.Locale;

/// Describes networks in words.
final class Descriptions {
    private Descriptions() {}

    /// For example `an LSTM of 2 bidirectional layers with 32 units, 5,281 parameters`.
    static String network(Architecture architecture) {
        return architecture.cell().description() + " of " + architecture.numLayers()
                + (architecture.bidirectional() ? " bidirectional" : "")
                + " layer" + (architecture.numLayers() == 1 ? "" : "s") + " with " + architecture.hiddenSize()
                + " units, " + count(architecture.parameterLayout().size()) + " parameters";
    }

    /// The description of a cell without its article, for lists: `LSTM with peepholes`.
    static String cell(Cell cell) {
        return cell.description().replaceFirst("^an? ", "");
    }

    /// The name of a network's cell in the head of a table: `LSTM`, also if it has peepholes.
    static String shortCell(Model model) {
        return cell(model.architecture().cell()).replaceFirst(" with .*", "");
    }

    /// Words as in a sentence: `a, b and c`.
    static String list(List<String> words) {
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
