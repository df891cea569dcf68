package dev.lstm4j.forecast;

import dev.lstm4j.forecast.settings.Aggregate;
import dev.lstm4j.forecast.settings.ColumnSettings;
import dev.lstm4j.forecast.settings.Duplicates;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.MissingPolicy;
import dev.lstm4j.forecast.settings.NetworkSettings;
import dev.lstm4j.forecast.settings.OptimizerSettings;
import dev.lstm4j.forecast.settings.ReadingSettings;
import dev.lstm4j.forecast.settings.ScheduleSettings;
import dev.lstm4j.forecast.settings.SplitSettings;
import dev.lstm4j.forecast.settings.StartSettings;
import dev.lstm4j.forecast.settings.TimeSettings;
import dev.lstm4j.forecast.settings.TrainingSettings;
import dev.lstm4j.forecast.settings.UpdateSettings;
import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.forecast.settings.WindowSettings;
import dev.lstm4j.training.NonFinite;
import dev.lstm4j.training.data.ScalingKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that shapes a training, as a value: the same recipe, data and version give the same weights. Each
/// `with…` method returns a changed copy; a value out of range is refused there, values that do not go together when
/// the recipe is used ([#check()]).
///
/// ```java
/// Recipe recipe = Recipe.forTarget("temp_max").withLookback(30).withHorizon(7).withHidden(64);
/// ```
///
/// @param columns which columns of a table are used, and as what
/// @param reading how a table is read
/// @param windows the windows that the network is trained on
/// @param network the network
/// @param updates how the weights are updated
/// @param training the loss, the epochs, the batches and the seed
public record Recipe(ColumnSettings columns, ReadingSettings reading, WindowSettings windows, NetworkSettings network,
        UpdateSettings updates, TrainingSettings training) {
    private static final Recipe DEFAULTS = new Recipe(ColumnSettings.DEFAULT, ReadingSettings.DEFAULT,
            WindowSettings.DEFAULT, NetworkSettings.DEFAULT, UpdateSettings.DEFAULT, TrainingSettings.DEFAULT);

    /// A recipe that forecasts one column from all columns: from 30 rows the next 7, with one LSTM layer of 32 units.
    ///
    /// @param column its name
    /// @return the recipe
    public static Recipe forTarget(String column) {
        return DEFAULTS.withTargets(column);
    }

    /// A recipe that forecasts the only column of numbers that a table has.
    ///
    /// @return the recipe
    public static Recipe defaults() {
        return DEFAULTS;
    }

    /// Reads a recipe. Values that the text leaves out are the defaults.
    ///
    /// @param json an object as [#toJson()] writes it
    /// @return the recipe, checked
    /// @throws ForecastException if the text is not JSON, has a key that is not known, or a value is out of range
    public static Recipe fromJson(String json) {
        return RecipeJson.read(json);
    }

    /// The recipe as text.
    ///
    /// @return one JSON object on one line
    public String toJson() {
        return RecipeJson.write(this);
    }

    /// Checks that the values go together.
    ///
    /// @return what to know about values that have no effect
    /// @throws ForecastException if they do not
    public List<Warning> check() {
        return RecipeChecks.check(this);
    }

    /// Returns a copy with other columns.
    ///
    /// @param changed all of the group
    /// @return a changed copy
    public Recipe withColumns(ColumnSettings changed) {
        return new Recipe(changed, reading, windows, network, updates, training);
    }

    /// Returns a copy with other reading rules.
    ///
    /// @param changed all of the group
    /// @return a changed copy
    public Recipe withReading(ReadingSettings changed) {
        return new Recipe(columns, changed, windows, network, updates, training);
    }

    /// Returns a copy with other windows.
    ///
    /// @param changed all of the group
    /// @return a changed copy
    public Recipe withWindows(WindowSettings changed) {
        return new Recipe(columns, reading, changed, network, updates, training);
    }

    /// Returns a copy with another network.
    ///
    /// @param changed all of the group
    /// @return a changed copy
    public Recipe withNetwork(NetworkSettings changed) {
        return new Recipe(columns, reading, windows, changed, updates, training);
    }

    /// Returns a copy with other updates.
    ///
    /// @param changed all of the group
    /// @return a changed copy
    public Recipe withUpdates(UpdateSettings changed) {
        return new Recipe(columns, reading, windows, network, changed, training);
    }

    /// Returns a copy with another training.
    ///
    /// @param changed all of the group
    /// @return a changed copy
    public Recipe withTraining(TrainingSettings changed) {
        return new Recipe(columns, reading, windows, network, updates, changed);
    }

    /// Returns a copy with other columns to forecast.
    ///
    /// @param names of the targets
    /// @return a changed copy
    /// @throws ForecastException if one is named twice
    public Recipe withTargets(String... names) {
        return withColumns(columns.withTargets(List.of(names)));
    }

    /// Returns a copy with other columns to forecast from.
    ///
    /// @param names of the features
    /// @return a changed copy
    /// @throws ForecastException if there is none or one is named twice
    public Recipe withFeatures(String... names) {
        return withColumns(columns.withFeatures(List.of(names)));
    }

    /// Returns a copy with the column that holds the times, or several columns that together do, such as those of date
    /// and time of day.
    ///
    /// @param names of the columns
    /// @return a changed copy
    /// @throws ForecastException if one is named twice
    public Recipe withTime(String... names) {
        return withColumns(columns.withTime(List.of(names)));
    }

    /// Returns a copy with the format of the times.
    ///
    /// @param pattern such as `dd.MM.yyyy HH:mm`
    /// @return a changed copy
    /// @throws ForecastException if it is no pattern
    public Recipe withTimeFormat(String pattern) {
        return withReading(reading.withTimes(reading.times().withFormat(pattern)));
    }

    /// Returns a copy with another decimal mark of numbers.
    ///
    /// @param mark `.` or `,`; null to find it
    /// @return a changed copy
    /// @throws ForecastException if it is another mark
    public Recipe withDecimal(@Nullable String mark) {
        return withReading(reading.withNumbers(reading.numbers().withDecimal(mark)));
    }

    /// Returns a copy with another thousands mark of numbers.
    ///
    /// @param mark `.`, `,`, a space or an apostrophe; empty for none, null to find it
    /// @return a changed copy
    /// @throws ForecastException if it is another mark
    public Recipe withThousands(@Nullable String mark) {
        return withReading(reading.withNumbers(reading.numbers().withThousands(mark)));
    }

    /// Returns a copy with a smallest value of the targets: a forecast below it becomes this value.
    ///
    /// @param value in the targets' unit, finite
    /// @return a changed copy
    /// @throws ForecastException if it is not finite, or not below the largest value
    public Recipe withMinimum(double value) {
        return withColumns(columns.withMinimum(value));
    }

    /// Returns a copy with a largest value of the targets: a forecast above it becomes this value.
    ///
    /// @param value in the targets' unit, finite
    /// @return a changed copy
    /// @throws ForecastException if it is not finite, or not above the smallest value
    public Recipe withMaximum(double value) {
        return withColumns(columns.withMaximum(value));
    }

    /// Returns a copy with rows that have no times.
    ///
    /// @return a changed copy
    public Recipe withoutTime() {
        return withColumns(columns.withTime(ColumnSettings.NO_TIME));
    }

    /// Returns a copy with another policy for missing values.
    ///
    /// @param policy what to do with them
    /// @return a changed copy
    public Recipe withMissing(MissingPolicy policy) {
        return withReading(reading.withMissing(policy));
    }

    /// Returns a copy with other texts that stand for a missing value.
    ///
    /// @param texts such as `n/a`
    /// @return a changed copy
    public Recipe withMissingValues(String... texts) {
        return withReading(reading.withMissingValues(List.of(texts)));
    }

    /// Returns a copy with uneven times accepted or not.
    ///
    /// @param allowed whether they are accepted
    /// @return a changed copy
    public Recipe withAllowGaps(boolean allowed) {
        return withReading(reading.withAllowGaps(allowed));
    }

    /// Returns a copy with rows sorted by time or not.
    ///
    /// @param sorted whether they are sorted
    /// @return a changed copy
    public Recipe withSort(boolean sorted) {
        return withTimes(reading.times().withSort(sorted));
    }

    /// Returns a copy with another treatment of rows that have the same time.
    ///
    /// @param treatment what to do with them
    /// @return a changed copy
    public Recipe withDuplicates(Duplicates treatment) {
        return withTimes(reading.times().withDuplicates(treatment));
    }

    /// Returns a copy with the time zone of local times.
    ///
    /// @param name such as `Europe/Berlin`; null for none
    /// @return a changed copy
    /// @throws ForecastException if this Java does not know it
    public Recipe withZone(@Nullable String name) {
        return withTimes(reading.times().withZone(name));
    }

    /// Returns a copy that resamples the rows.
    ///
    /// @param step such as `15min`, `1h`, `1d` or `1mo`; null to take the rows as they are
    /// @param aggregate how the values of the rows of one step become one
    /// @return a changed copy
    /// @throws ForecastException if it is no step
    public Recipe withResample(@Nullable String step, Aggregate aggregate) {
        return withTimes(reading.times().withResample(step).withAggregate(aggregate));
    }

    private Recipe withTimes(TimeSettings times) {
        return withReading(reading.withTimes(times));
    }

    /// Returns a copy with another character encoding of the CSV file.
    ///
    /// @param encoding such as `windows-1252`; null to detect it
    /// @return a changed copy
    /// @throws ForecastException if this Java does not know it
    public Recipe withEncoding(@Nullable String encoding) {
        return withReading(reading.withFile(reading.file().withEncoding(encoding)));
    }

    /// Returns a copy for a CSV file with or without a row of column names.
    ///
    /// @param header whether the file begins with one; if not, the columns are named `column 1`, `column 2`, …
    /// @return a changed copy
    public Recipe withHeader(boolean header) {
        return withReading(reading.withFile(reading.file().withHeader(header)));
    }

    /// Returns a copy with another lookback.
    ///
    /// @param rows read, at least 1
    /// @return a changed copy
    /// @throws ForecastException if it is below 1
    public Recipe withLookback(int rows) {
        return withWindows(
                new WindowSettings(rows, windows.horizon(), windows.stride(), windows.split(), windows.scaling()));
    }

    /// Returns a copy with another horizon.
    ///
    /// @param rows forecast, at least 1
    /// @return a changed copy
    /// @throws ForecastException if it is below 1
    public Recipe withHorizon(int rows) {
        return withWindows(
                new WindowSettings(windows.lookback(), rows, windows.stride(), windows.split(), windows.scaling()));
    }

    /// Returns a copy with another stride of the training windows.
    ///
    /// @param rows from one window to the next, at least 1
    /// @return a changed copy
    /// @throws ForecastException if it is below 1
    public Recipe withStride(int rows) {
        return withWindows(
                new WindowSettings(windows.lookback(), windows.horizon(), rows, windows.split(), windows.scaling()));
    }

    /// Returns a copy with another split by time: fractions that add up to 1, or numbers of rows.
    ///
    /// @param trainingPart fraction or rows
    /// @param validationPart fraction or rows; 0 for no validation set
    /// @param testPart fraction or rows
    /// @return a changed copy
    /// @throws ForecastException if they are neither fractions nor numbers of rows
    public Recipe withSplit(double trainingPart, double validationPart, double testPart) {
        return withWindows(new WindowSettings(windows.lookback(), windows.horizon(), windows.stride(),
                new SplitSettings(trainingPart, validationPart, testPart), windows.scaling()));
    }

    /// Returns a copy with another scaling of numbers.
    ///
    /// @param kind how they are scaled
    /// @return a changed copy
    public Recipe withScaling(ScalingKind kind) {
        return withWindows(
                new WindowSettings(windows.lookback(), windows.horizon(), windows.stride(), windows.split(), kind));
    }

    /// Returns a copy with another cell.
    ///
    /// @param name such as `lstm` or `gru`
    /// @return a changed copy
    public Recipe withCell(String name) {
        return withNetwork(new NetworkSettings(name, network.hidden(), network.layers(), network.bidirectional(),
                network.dropout(), network.start()));
    }

    /// Returns a copy with another hidden size.
    ///
    /// @param units of a layer, at least 1
    /// @return a changed copy
    /// @throws ForecastException if it is below 1
    public Recipe withHidden(int units) {
        return withNetwork(new NetworkSettings(network.cell(), units, network.layers(), network.bidirectional(),
                network.dropout(), network.start()));
    }

    /// Returns a copy with another number of layers.
    ///
    /// @param count at least 1
    /// @return a changed copy
    /// @throws ForecastException if it is below 1
    public Recipe withLayers(int count) {
        return withNetwork(new NetworkSettings(network.cell(), network.hidden(), count, network.bidirectional(),
                network.dropout(), network.start()));
    }

    /// Returns a copy with layers of both directions or of one.
    ///
    /// @param both whether each layer also runs from the last step to the first
    /// @return a changed copy
    public Recipe withBidirectional(boolean both) {
        return withNetwork(new NetworkSettings(network.cell(), network.hidden(), network.layers(), both,
                network.dropout(), network.start()));
    }

    /// Returns a copy with dropout between layers.
    ///
    /// @param probability from 0 to below 1
    /// @return a changed copy
    /// @throws ForecastException if it is out of range
    public Recipe withDropout(float probability) {
        return withNetwork(new NetworkSettings(network.cell(), network.hidden(), network.layers(),
                network.bidirectional(), probability, network.start()));
    }

    /// Returns a copy with other initial weights.
    ///
    /// @param distribution how they are drawn
    /// @return a changed copy
    public Recipe withInitialWeights(StartSettings.Distribution distribution) {
        return withNetwork(
                new NetworkSettings(network.cell(), network.hidden(), network.layers(), network.bidirectional(),
                        network.dropout(), new StartSettings(distribution, network.start().forgetBias())));
    }

    /// Returns a copy with an initial bias of the forget gate.
    ///
    /// @param bias finite; 1 keeps the gate open
    /// @return a changed copy
    /// @throws ForecastException if it is not finite
    public Recipe withForgetBias(double bias) {
        return withNetwork(new NetworkSettings(network.cell(), network.hidden(), network.layers(),
                network.bidirectional(), network.dropout(), new StartSettings(network.start().weights(), bias)));
    }

    /// Returns a copy with another optimizer and all its settings.
    ///
    /// @param optimizer with its settings
    /// @return a changed copy
    public Recipe withOptimizer(OptimizerSettings optimizer) {
        return withUpdates(new UpdateSettings(optimizer, updates.schedule(), updates.clip(), updates.clipValue(),
                updates.accumulate(), updates.ema()));
    }

    /// Returns a copy with another optimizer of the same settings.
    ///
    /// @param kind which one
    /// @return a changed copy
    public Recipe withOptimizer(OptimizerSettings.Kind kind) {
        return withOptimizer(new OptimizerSettings(kind, updates.optimizer().learningRate(),
                updates.optimizer().momentum(), updates.optimizer().weightDecay()));
    }

    /// Returns a copy with another learning rate.
    ///
    /// @param rate above 0
    /// @return a changed copy
    /// @throws ForecastException if it is not
    public Recipe withLearningRate(double rate) {
        return withOptimizer(new OptimizerSettings(updates.optimizer().kind(), rate, updates.optimizer().momentum(),
                updates.optimizer().weightDecay()));
    }

    /// Returns a copy with a momentum.
    ///
    /// @param momentum from 0 to below 1; of SGD and RMSprop
    /// @return a changed copy
    /// @throws ForecastException if it is out of range
    public Recipe withMomentum(double momentum) {
        return withOptimizer(new OptimizerSettings(updates.optimizer().kind(), updates.optimizer().learningRate(),
                momentum, updates.optimizer().weightDecay()));
    }

    /// Returns a copy with another weight decay.
    ///
    /// @param decay finite, at least 0
    /// @return a changed copy
    /// @throws ForecastException if it is out of range
    public Recipe withWeightDecay(double decay) {
        return withOptimizer(new OptimizerSettings(updates.optimizer().kind(), updates.optimizer().learningRate(),
                updates.optimizer().momentum(), decay));
    }

    /// Returns a copy with another schedule of the learning rate.
    ///
    /// @param kind its course
    /// @return a changed copy
    public Recipe withSchedule(ScheduleSettings.Kind kind) {
        return withUpdates(
                new UpdateSettings(updates.optimizer(), new ScheduleSettings(kind, updates.schedule().warmup()),
                        updates.clip(), updates.clipValue(), updates.accumulate(), updates.ema()));
    }

    /// Returns a copy with a warm-up.
    ///
    /// @param epochs in which the learning rate rises, at least 0
    /// @return a changed copy
    /// @throws ForecastException if it is negative
    public Recipe withWarmup(int epochs) {
        return withUpdates(
                new UpdateSettings(updates.optimizer(), new ScheduleSettings(updates.schedule().kind(), epochs),
                        updates.clip(), updates.clipValue(), updates.accumulate(), updates.ema()));
    }

    /// Returns a copy with another limit of the gradient norm.
    ///
    /// @param norm 0 for no limit
    /// @return a changed copy
    /// @throws ForecastException if it is negative
    public Recipe withClip(double norm) {
        return withUpdates(new UpdateSettings(updates.optimizer(), updates.schedule(), norm, updates.clipValue(),
                updates.accumulate(), updates.ema()));
    }

    /// Returns a copy with another limit of each number of the gradient.
    ///
    /// @param magnitude 0 for no limit
    /// @return a changed copy
    /// @throws ForecastException if it is negative
    public Recipe withClipValue(double magnitude) {
        return withUpdates(new UpdateSettings(updates.optimizer(), updates.schedule(), updates.clip(), magnitude,
                updates.accumulate(), updates.ema()));
    }

    /// Returns a copy with updates of several batches.
    ///
    /// @param batches at least 1
    /// @return a changed copy
    /// @throws ForecastException if it is below 1
    public Recipe withAccumulate(int batches) {
        return withUpdates(new UpdateSettings(updates.optimizer(), updates.schedule(), updates.clip(),
                updates.clipValue(), batches, updates.ema()));
    }

    /// Returns a copy with a moving average of the weights.
    ///
    /// @param decay from 0 to below 1; 0 for none
    /// @return a changed copy
    /// @throws ForecastException if it is out of range
    public Recipe withEma(double decay) {
        return withUpdates(new UpdateSettings(updates.optimizer(), updates.schedule(), updates.clip(),
                updates.clipValue(), updates.accumulate(), decay));
    }

    /// Returns a copy with another loss.
    ///
    /// @param loss what is minimized
    /// @return a changed copy
    public Recipe withLoss(TrainingSettings.Loss loss) {
        return withTraining(new TrainingSettings(loss, training.epochs(), training.batchSize(), training.patience(),
                training.nonFinite(), training.seed()));
    }

    /// Returns a copy with another number of epochs.
    ///
    /// @param most at least 1
    /// @return a changed copy
    /// @throws ForecastException if it is below 1
    public Recipe withEpochs(int most) {
        return withTraining(new TrainingSettings(training.loss(), most, training.batchSize(), training.patience(),
                training.nonFinite(), training.seed()));
    }

    /// Returns a copy with another batch size.
    ///
    /// @param rows windows in a batch, at least 1
    /// @return a changed copy
    /// @throws ForecastException if it is below 1
    public Recipe withBatchSize(int rows) {
        return withTraining(new TrainingSettings(training.loss(), training.epochs(), rows, training.patience(),
                training.nonFinite(), training.seed()));
    }

    /// Returns a copy with another patience.
    ///
    /// @param epochs without a better validation loss; 0 never to stop early
    /// @return a changed copy
    /// @throws ForecastException if it is negative
    public Recipe withPatience(int epochs) {
        return withTraining(new TrainingSettings(training.loss(), training.epochs(), training.batchSize(), epochs,
                training.nonFinite(), training.seed()));
    }

    /// Returns a copy with another policy for updates that are not finite.
    ///
    /// @param policy what happens to them
    /// @return a changed copy
    public Recipe withNonFinite(NonFinite policy) {
        return withTraining(new TrainingSettings(training.loss(), training.epochs(), training.batchSize(),
                training.patience(), policy, training.seed()));
    }

    /// Returns a copy with another seed.
    ///
    /// @param seed any number
    /// @return a changed copy
    public Recipe withSeed(long seed) {
        return withTraining(new TrainingSettings(training.loss(), training.epochs(), training.batchSize(),
                training.patience(), training.nonFinite(), seed));
    }
}
