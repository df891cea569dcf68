package dev.lstm4j.forecast.settings;

/// The name of each value of a recipe. A program that offers the values under names of its own, such as the options of
/// a command line, translates them in one `switch`.
public enum Setting {
    /// The columns to forecast.
    TARGETS("columns.targets"),
    /// The columns to forecast from.
    FEATURES("columns.features"),
    /// The column of times.
    TIME("columns.time"),
    /// The smallest value that a target can have.
    MINIMUM("columns.minimum"),
    /// The largest value that a target can have.
    MAXIMUM("columns.maximum"),
    /// What to do with missing values.
    MISSING("reading.missing"),
    /// Texts that stand for a missing value.
    MISSING_VALUES("reading.missing_values"),
    /// Whether uneven times are accepted.
    ALLOW_GAPS("reading.allow_gaps"),
    /// The decimal mark of numbers.
    DECIMAL("reading.decimal"),
    /// The thousands mark of numbers.
    THOUSANDS("reading.thousands"),
    /// How times are written.
    TIME_FORMAT("reading.time_format"),
    /// Whether rows are sorted by time.
    SORT("reading.sort"),
    /// What to do with rows that have the same time.
    DUPLICATES("reading.duplicates"),
    /// The time zone of local times.
    ZONE("reading.zone"),
    /// The step to which rows are resampled.
    RESAMPLE("reading.resample"),
    /// How the values of the rows of one step become one.
    AGGREGATE("reading.aggregate"),
    /// The character encoding of the file.
    ENCODING("reading.encoding"),
    /// Whether the file begins with a row of column names.
    HEADER("reading.header"),
    /// The character between the fields of the file.
    SEPARATOR("reading.separator"),
    /// What a line of comment begins with.
    COMMENT("reading.comment"),
    /// Lines left out at the start of the file.
    SKIP_ROWS("reading.skip_rows"),
    /// Rows left out at the end of the file.
    SKIP_END("reading.skip_end"),
    /// Rows read.
    LOOKBACK("windows.lookback"),
    /// Rows forecast.
    HORIZON("windows.horizon"),
    /// Rows from one training window to the next.
    STRIDE("windows.stride"),
    /// Training, validation and test sets.
    SPLIT("windows.split"),
    /// How numbers are scaled.
    SCALING("windows.scaling"),
    /// The kind of recurrent cell.
    CELL("network.cell"),
    /// Units per layer.
    HIDDEN("network.hidden"),
    /// Number of stacked layers.
    LAYERS("network.layers"),
    /// Whether each layer also runs from the last step to the first.
    BIDIRECTIONAL("network.bidirectional"),
    /// Probability of dropout between layers.
    DROPOUT("network.dropout"),
    /// How the initial weights are drawn.
    INITIAL_WEIGHTS("network.start.weights"),
    /// The initial bias of the forget gate.
    FORGET_BIAS("network.start.forget_bias"),
    /// The optimizer.
    OPTIMIZER("updates.optimizer.name"),
    /// The learning rate.
    LEARNING_RATE("updates.optimizer.learning_rate"),
    /// The momentum.
    MOMENTUM("updates.optimizer.momentum"),
    /// The weight decay.
    WEIGHT_DECAY("updates.optimizer.weight_decay"),
    /// The schedule of the learning rate.
    SCHEDULE("updates.schedule.name"),
    /// Epochs in which the learning rate rises.
    WARMUP("updates.schedule.warmup"),
    /// The largest gradient norm.
    CLIP("updates.clip"),
    /// The largest magnitude of each gradient.
    CLIP_VALUE("updates.clip_value"),
    /// Batches per update.
    ACCUMULATE("updates.accumulate"),
    /// Decay of the moving average of the weights.
    EMA("updates.ema"),
    /// The loss.
    LOSS("training.loss"),
    /// The largest number of epochs.
    EPOCHS("training.epochs"),
    /// Windows per batch.
    BATCH_SIZE("training.batch_size"),
    /// Epochs without a better validation loss.
    PATIENCE("training.patience"),
    /// What happens to an update that is not finite.
    NON_FINITE("training.non_finite"),
    /// The seed.
    SEED("training.seed");

    private final String path;

    Setting(String path) {
        this.path = path;
    }

    /// Where the value is in the JSON text of a recipe.
    ///
    /// @return keys joined by dots, such as `windows.lookback`
    public String path() {
        return path;
    }

    /// The key of the value in its JSON object.
    ///
    /// @return the last part of the path, such as `lookback`
    public String key() {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
