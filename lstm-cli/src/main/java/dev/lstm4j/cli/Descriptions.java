package dev.lstm4j.cli;

import dev.lstm4j.Architecture;
import dev.lstm4j.cell.Cell;
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

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
