package dev.lstm4j.cli;

import dev.lstm4j.Architecture;
import dev.lstm4j.CellOptions;
import dev.lstm4j.CellType;
import dev.lstm4j.ForecastTask;
import dev.lstm4j.Head;
import dev.lstm4j.Parameters;
import dev.lstm4j.forecast.table.InputException;
import dev.lstm4j.training.EarlyStopping;
import dev.lstm4j.training.Initializer;
import dev.lstm4j.training.TrainingListener;
import dev.lstm4j.training.TrainingOptions;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say which network, and how it is trained.
final class RecipeOptions {

    /// How the first weights are drawn.
    enum Start {
        UNIFORM, GLOROT_ORTHOGONAL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// The cells by their names.
    enum CellName {
        LSTM, PEEPHOLE, COUPLED, LAYERNORM, GRU, RNN;

        Architecture of(int inputs, int hidden) {
            CellOptions options = CellOptions.DEFAULT.withPeephole(this == PEEPHOLE).withCoupled(this == COUPLED)
                    .withLayerNorm(this == LAYERNORM);
            CellType type = this == GRU ? CellType.GRU : this == RNN ? CellType.RNN : CellType.LSTM;
            return Architecture.of(type, inputs, hidden).withCell(type, options);
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(names = "--cell", paramLabel = "NAME",
            description = "lstm, peephole (an LSTM whose gates see the cell state), coupled (an LSTM that forgets as much as "
                    + "it takes in), layernorm (an LSTM with layer normalisation), gru, or rnn (the plain one, tanh). Default: lstm.")
    private String cellName = CellName.LSTM.toString();

    @Option(names = "--hidden", paramLabel = "N", description = "Units of a layer. Default: " + Defaults.HIDDEN + ".")
    private int hidden = Defaults.HIDDEN;

    @Option(names = "--layers", paramLabel = "N", description = "Layers on top of each other. Default: "
            + Defaults.LAYERS + ".")
    private int layers = Defaults.LAYERS;

    @Option(names = "--bidirectional", description = "Read each window from its end too.")
    private boolean bidirectional;

    @Option(names = "--dropout", paramLabel = "P", description = "Probability of dropout between layers. Default: "
            + Defaults.DROPOUT + ".")
    private float dropout = Defaults.DROPOUT;

    @Option(names = "--epochs", paramLabel = "N",
            description = "Epochs at most; the best by the validation part is kept. Default: "
                    + Defaults.EPOCHS + ".")
    private int epochs = Defaults.EPOCHS;

    @Option(names = "--batch", paramLabel = "N", description = "Windows a batch. Default: " + Defaults.BATCH + ".")
    private int batch = Defaults.BATCH;

    @Option(names = "--patience", paramLabel = "N",
            description = "Epochs without a better validation loss before it stops; 0 to go on. Default: "
                    + Defaults.PATIENCE + ".")
    private int patience = Defaults.PATIENCE;

    @Option(names = "--seed", paramLabel = "N",
            description = "Of the first weights, the shuffling and the dropout. Default: "
                    + Defaults.SEED + ".")
    private long seed = Defaults.SEED;

    @Option(names = "--init", paramLabel = "NAME",
            description = "How the first weights are drawn: uniform (as PyTorch) or glorot-orthogonal (Glorot's uniform, "
                    + "orthogonal recurrent weights, biases 0). Default: uniform.")
    private String initName = Start.UNIFORM.toString();

    @Option(names = "--forget-bias", paramLabel = "X",
            description = "What the forget gate's biases add up to at first; 1 keeps it open. Default: as drawn.")
    private @Nullable Double forgetBias;

    private Start init = Start.UNIFORM;
    private CellName cell = CellName.LSTM;

    void check(Warnings warnings) {
        cell = Checks.choice("--cell", cellName, CellName.values());
        init = Checks.choice("--init", initName, Start.values());
        Checks.atLeast("--hidden", hidden, 1);
        Checks.atLeast("--layers", layers, 1);
        Checks.probability("--dropout", dropout);
        Checks.atLeast("--epochs", epochs, 1);
        Checks.atLeast("--batch", batch, 1);
        Checks.atLeast("--patience", patience, 0);
        if (forgetBias != null) {
            Checks.finite("--forget-bias", forgetBias);
            if (cell == CellName.COUPLED || cell == CellName.GRU || cell == CellName.RNN) {
                warnings.add("--forget-bias opens a forget gate; --cell " + cell + " has none of its own");
            }
        }
        if (dropout > 0 && layers == 1) {
            warnings.add("--dropout acts between layers; with --layers 1 it does nothing");
        }
    }

    /// The network for a task, once it is sure that it fits into memory.
    Architecture architecture(ForecastTask task, int windows) {
        long outputs = (long) task.horizon() * task.targets().size();
        if (outputs > Integer.MAX_VALUE) {
            throw new InputException("--horizon: expected at most " + Integer.MAX_VALUE + " numbers, found " + outputs);
        }
        Architecture architecture = cell.of(task.features().size(), hidden).withLayers(layers)
                .withBidirectional(bidirectional).withDropout(dropout).withHead(Head.lastStep((int) outputs));
        Checks.fitsMemory(architecture, Math.min(batch, windows), task.lookback());
        return architecture;
    }

    TrainingOptions options(UpdateOptions updates, int windows, int threads) {
        return updates.options(windows, epochs, Math.min(batch, windows), seed, threads);
    }

    TrainingListener stopping() {
        return patience == 0 ? TrainingListener.none() : new EarlyStopping(patience);
    }

    /// The first weights.
    Parameters start(Architecture architecture) {
        Initializer initializer = switch (init) {
            case UNIFORM -> Initializer.pytorch();
            case GLOROT_ORTHOGONAL -> Initializer.glorotOrthogonal();
        };
        return (forgetBias == null ? initializer : initializer.withForgetBias(forgetBias)).draw(architecture, seed);
    }

    int epochs() {
        return epochs;
    }

    void describe(Map<String, String> facts) {
        facts.put("settings.epochs", Integer.toString(epochs));
        facts.put("settings.batch", Integer.toString(batch));
        facts.put("settings.patience", Integer.toString(patience));
        facts.put("settings.seed", Long.toString(seed));
        facts.put("settings.init", init.toString());
        if (forgetBias != null) {
            facts.put("settings.forget_bias", Double.toString(forgetBias));
        }
    }
}
