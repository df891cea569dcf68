package dev.lstm4j.cli;

import dev.lstm4j.cell.Cells;
import dev.lstm4j.forecast.settings.Names;
import dev.lstm4j.forecast.settings.NetworkSettings;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.StartSettings;
import dev.lstm4j.forecast.settings.TrainingSettings;
import dev.lstm4j.training.NonFinite;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options for the network and its training.
final class RecipeOptions {
    private static final NetworkSettings NETWORK = NetworkSettings.DEFAULT;
    private static final TrainingSettings TRAINING = TrainingSettings.DEFAULT;

    /// The names of `--cell` and what they mean, for the help.
    private static final class CellNames extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        CellNames() {
            Cells.choices().forEach((name, cell) -> add(name + " (" + Descriptions.cell(cell) + ")"));
        }
    }

    @Option(names = "--cell", paramLabel = "NAME", completionCandidates = CellNames.class,
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private String cell = NETWORK.cell();

    @Option(names = "--hidden", paramLabel = "N", description = "Hidden units per layer. Default: ${DEFAULT-VALUE}.")
    private int hidden = NETWORK.hidden();

    @Option(names = "--layers", paramLabel = "N",
            description = "Number of stacked layers. Default: ${DEFAULT-VALUE}.")
    private int layers = NETWORK.layers();

    @Option(names = "--bidirectional", description = "Also read each window in reverse; "
            + "the forecast is made from the final state of each direction.")
    private boolean bidirectional;

    @Option(names = "--dropout", paramLabel = "P",
            description = "Probability of dropout between layers. Default: ${DEFAULT-VALUE}.")
    private float dropout = NETWORK.dropout();

    @Option(names = "--loss", paramLabel = "NAME",
            description = "Loss function: mse, mae or huber. Default: ${DEFAULT-VALUE}.")
    private String loss = Names.of(TRAINING.loss());

    @Option(names = "--epochs", paramLabel = "N",
            description = "Maximum number of epochs; the one with the lowest validation loss is kept. Default: ${DEFAULT-VALUE}.")
    private int epochs = TRAINING.epochs();

    @Option(names = "--batch", paramLabel = "N", description = "Windows per batch. Default: ${DEFAULT-VALUE}.")
    private int batch = TRAINING.batchSize();

    @Option(names = "--patience", paramLabel = "N",
            description = "Epochs without a better validation loss before training stops; 0 never stops. Default: "
                    + "${DEFAULT-VALUE}.")
    private int patience = TRAINING.patience();

    @Option(names = "--non-finite", paramLabel = "NAME",
            description = "What to do if an update's loss or gradient is not finite: stop (the best epoch is "
                    + "kept) or skip (the update is omitted and counted). Default: ${DEFAULT-VALUE}.")
    private String nonFinite = Names.of(TRAINING.nonFinite());

    @Option(names = "--seed", paramLabel = "N",
            description = "Seed of the initial weights, shuffling and dropout. Default: ${DEFAULT-VALUE}.")
    private long seed = TRAINING.seed();

    @Option(names = "--init", paramLabel = "NAME",
            description = "Initial weights: uniform (as in PyTorch) or glorot-orthogonal (Glorot's uniform, "
                    + "orthogonal recurrent weights, biases 0). Default: ${DEFAULT-VALUE}.")
    private String init = Names.of(NETWORK.start().weights());

    @Option(names = "--forget-bias", paramLabel = "X",
            description = "Initial sum of the forget gate's two biases; 1 keeps the gate open. Default: as drawn.")
    private @Nullable Double forgetBias;

    NetworkSettings network() {
        return new NetworkSettings(cell, hidden, layers, bidirectional, dropout, new StartSettings(
                Names.find(Setting.INITIAL_WEIGHTS, StartSettings.Distribution.class, init), forgetBias));
    }

    TrainingSettings training() {
        return new TrainingSettings(Names.find(Setting.LOSS, TrainingSettings.Loss.class, loss), epochs, batch,
                patience, Names.find(Setting.NON_FINITE, NonFinite.class, nonFinite), seed);
    }
}
