package dev.lstm4j.cli;

import dev.lstm4j.Architecture;
import java.util.Locale;

/// Describes networks in words.
final class Descriptions {
    private Descriptions() {}

    /// For example `an LSTM of 2 bidirectional layers with 32 units, 5,281 parameters`.
    static String network(Architecture architecture) {
        return cell(architecture) + " of " + architecture.numLayers()
                + (architecture.bidirectional() ? " bidirectional" : "")
                + " layer" + (architecture.numLayers() == 1 ? "" : "s") + " with " + architecture.hiddenSize()
                + " units, " + count(architecture.parameterLayout().size()) + " parameters";
    }

    /// The cell's name with its article.
    static String cell(Architecture architecture) {
        return architecture.cell().description();
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
