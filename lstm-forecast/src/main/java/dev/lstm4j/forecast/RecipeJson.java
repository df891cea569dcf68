package dev.lstm4j.forecast;

import dev.lstm4j.SeriesProfile.Bounds;
import dev.lstm4j.forecast.settings.Aggregate;
import dev.lstm4j.forecast.settings.ColumnSettings;
import dev.lstm4j.forecast.settings.Duplicates;
import dev.lstm4j.forecast.settings.FileSettings;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.MissingPolicy;
import dev.lstm4j.forecast.settings.Names;
import dev.lstm4j.forecast.settings.NetworkSettings;
import dev.lstm4j.forecast.settings.OptimizerSettings;
import dev.lstm4j.forecast.settings.NumberSettings;
import dev.lstm4j.forecast.settings.ReadingSettings;
import dev.lstm4j.forecast.settings.ScheduleSettings;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.SplitSettings;
import dev.lstm4j.forecast.settings.StartSettings;
import dev.lstm4j.forecast.settings.TimeSettings;
import dev.lstm4j.forecast.settings.TrainingSettings;
import dev.lstm4j.forecast.settings.UpdateSettings;
import dev.lstm4j.forecast.settings.WindowSettings;
import dev.lstm4j.io.internal.Json;
import dev.lstm4j.io.internal.JsonObject;
import dev.lstm4j.io.internal.MalformedJsonException;
import dev.lstm4j.training.NonFinite;
import dev.lstm4j.training.data.ScalingKind;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// A [Recipe] as JSON: an object of objects, one for each group, with the keys of [Setting#path()].
final class RecipeJson {
    /// Longer than any recipe with the names of a thousand columns.
    private static final int LONGEST = 1 << 20;
    private static final String NAME = "recipe";

    private RecipeJson() {}

    static String write(Recipe recipe) {
        return Json.write(json -> {
            json.writeStartObject();
            columns(json, recipe.columns());
            ReadingSettings reading = recipe.reading();
            json.writeObjectPropertyStart("reading");
            name(json, Setting.MISSING, reading.missing());
            texts(json, Setting.MISSING_VALUES, reading.missingValues());
            json.writeBooleanProperty(Setting.ALLOW_GAPS.key(), reading.allowGaps());
            times(json, reading.times());
            if (reading.numbers().decimal() != null) {
                json.writeStringProperty(Setting.DECIMAL.key(), reading.numbers().decimal());
            }
            if (reading.numbers().thousands() != null) {
                json.writeStringProperty(Setting.THOUSANDS.key(), reading.numbers().thousands());
            }
            file(json, reading.file());
            json.writeEndObject();
            windows(json, recipe.windows());
            network(json, recipe.network());
            updates(json, recipe.updates());
            training(json, recipe.training());
            json.writeEndObject();
        });
    }

    /// Writes only what differs from the defaults.
    private static void times(JsonGenerator json, TimeSettings times) {
        if (times.format() != null) {
            json.writeStringProperty(Setting.TIME_FORMAT.key(), times.format());
        }
        if (times.sort()) {
            json.writeBooleanProperty(Setting.SORT.key(), true);
        }
        if (times.duplicates() != Duplicates.REFUSE) {
            name(json, Setting.DUPLICATES, times.duplicates());
        }
        if (times.zone() != null) {
            json.writeStringProperty(Setting.ZONE.key(), times.zone().getId());
        }
        if (times.resample() != null) {
            json.writeStringProperty(Setting.RESAMPLE.key(), times.resample().toString());
        }
        if (times.aggregate() != Aggregate.MEAN) {
            name(json, Setting.AGGREGATE, times.aggregate());
        }
    }

    /// Only what differs from the default.
    private static void file(JsonGenerator json, FileSettings file) {
        if (file.encoding() != null) {
            json.writeStringProperty(Setting.ENCODING.key(), file.encoding());
        }
        if (!file.header()) {
            json.writeBooleanProperty(Setting.HEADER.key(), false);
        }
        if (file.separator() != null) {
            json.writeStringProperty(Setting.SEPARATOR.key(), file.separator());
        }
        if (file.comment() != null) {
            json.writeStringProperty(Setting.COMMENT.key(), file.comment());
        }
        if (file.skipRows() > 0) {
            json.writeNumberProperty(Setting.SKIP_ROWS.key(), file.skipRows());
        }
        if (file.skipEnd() > 0) {
            json.writeNumberProperty(Setting.SKIP_END.key(), file.skipEnd());
        }
    }

    private static FileSettings file(Group group) throws MalformedJsonException {
        return new FileSettings(group.has(Setting.ENCODING) ? group.text(Setting.ENCODING, "") : null,
                group.flag(Setting.HEADER, true),
                group.has(Setting.SEPARATOR) ? group.text(Setting.SEPARATOR, "") : null,
                group.has(Setting.COMMENT) ? group.text(Setting.COMMENT, "") : null,
                group.integer(Setting.SKIP_ROWS, 0), group.integer(Setting.SKIP_END, 0));
    }

    private static void columns(JsonGenerator json, ColumnSettings columns) {
        json.writeObjectPropertyStart("columns");
        texts(json, Setting.TARGETS, columns.targets());
        if (columns.features() != null) {
            texts(json, Setting.FEATURES, columns.features());
        }
        List<String> time = columns.time();
        if (time != null && time.size() > 1) {
            texts(json, Setting.TIME, time);
        } else if (time != null) {
            json.writeStringProperty(Setting.TIME.key(), time.isEmpty() ? "" : time.getFirst());
        }
        if (Double.isFinite(columns.bounds().minimum())) {
            json.writeNumberProperty(Setting.MINIMUM.key(), columns.bounds().minimum());
        }
        if (Double.isFinite(columns.bounds().maximum())) {
            json.writeNumberProperty(Setting.MAXIMUM.key(), columns.bounds().maximum());
        }
        json.writeEndObject();
    }

    private static void windows(JsonGenerator json, WindowSettings windows) {
        json.writeObjectPropertyStart("windows");
        json.writeNumberProperty(Setting.LOOKBACK.key(), windows.lookback());
        json.writeNumberProperty(Setting.HORIZON.key(), windows.horizon());
        json.writeNumberProperty(Setting.STRIDE.key(), windows.stride());
        json.writeArrayPropertyStart(Setting.SPLIT.key());
        json.writeNumber(windows.split().training());
        json.writeNumber(windows.split().validation());
        json.writeNumber(windows.split().test());
        json.writeEndArray();
        name(json, Setting.SCALING, windows.scaling());
        json.writeEndObject();
    }

    private static void network(JsonGenerator json, NetworkSettings network) {
        json.writeObjectPropertyStart("network");
        json.writeStringProperty(Setting.CELL.key(), network.cell());
        json.writeNumberProperty(Setting.HIDDEN.key(), network.hidden());
        json.writeNumberProperty(Setting.LAYERS.key(), network.layers());
        json.writeBooleanProperty(Setting.BIDIRECTIONAL.key(), network.bidirectional());
        json.writeNumberProperty(Setting.DROPOUT.key(), network.dropout());
        json.writeObjectPropertyStart("start");
        name(json, Setting.INITIAL_WEIGHTS, network.start().weights());
        if (network.start().forgetBias() != null) {
            json.writeNumberProperty(Setting.FORGET_BIAS.key(), network.start().forgetBias());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void updates(JsonGenerator json, UpdateSettings updates) {
        json.writeObjectPropertyStart("updates");
        OptimizerSettings optimizer = updates.optimizer();
        json.writeObjectPropertyStart("optimizer");
        name(json, Setting.OPTIMIZER, optimizer.kind());
        json.writeNumberProperty(Setting.LEARNING_RATE.key(), optimizer.learningRate());
        json.writeNumberProperty(Setting.MOMENTUM.key(), optimizer.momentum());
        if (optimizer.weightDecay() != null) {
            json.writeNumberProperty(Setting.WEIGHT_DECAY.key(), optimizer.weightDecay());
        }
        json.writeEndObject();
        json.writeObjectPropertyStart("schedule");
        name(json, Setting.SCHEDULE, updates.schedule().kind());
        json.writeNumberProperty(Setting.WARMUP.key(), updates.schedule().warmup());
        json.writeEndObject();
        json.writeNumberProperty(Setting.CLIP.key(), updates.clip());
        json.writeNumberProperty(Setting.CLIP_VALUE.key(), updates.clipValue());
        json.writeNumberProperty(Setting.ACCUMULATE.key(), updates.accumulate());
        json.writeNumberProperty(Setting.EMA.key(), updates.ema());
        json.writeEndObject();
    }

    private static void training(JsonGenerator json, TrainingSettings training) {
        json.writeObjectPropertyStart("training");
        name(json, Setting.LOSS, training.loss());
        json.writeNumberProperty(Setting.EPOCHS.key(), training.epochs());
        json.writeNumberProperty(Setting.BATCH_SIZE.key(), training.batchSize());
        json.writeNumberProperty(Setting.PATIENCE.key(), training.patience());
        name(json, Setting.NON_FINITE, training.nonFinite());
        json.writeNumberProperty(Setting.SEED.key(), training.seed());
        json.writeEndObject();
    }

    private static void name(JsonGenerator json, Setting setting, Enum<?> value) {
        json.writeStringProperty(setting.key(), Names.of(value));
    }

    private static void texts(JsonGenerator json, Setting setting, List<String> texts) {
        json.writeArrayPropertyStart(setting.key());
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    static Recipe read(String text) {
        if (text.length() > LONGEST) {
            throw ForecastException
                    .recipe(NAME + ": expected at most " + LONGEST + " characters, found " + text.length());
        }
        try {
            JsonObject json = JsonObject.parse(NAME, text);
            Recipe recipe = new Recipe(columns(json), reading(json), windows(json), network(json), updates(json),
                    training(json));
            json.requireNoOther();
            recipe.check();
            return recipe;
        } catch (MalformedJsonException e) {
            throw ForecastException.recipe(String.valueOf(e.getMessage())).causedBy(e);
        }
    }

    private static ColumnSettings columns(JsonObject json) throws MalformedJsonException {
        Group group = new Group(json, "columns");
        ColumnSettings columns = new ColumnSettings(group.texts(Setting.TARGETS, List.of()),
                group.has(Setting.FEATURES) ? group.texts(Setting.FEATURES, List.of()) : null,
                group.has(Setting.TIME)
                        ? group.textOrTexts(Setting.TIME).stream().filter(name -> !name.isEmpty()).toList()
                        : null,
                Bounds.NONE);
        columns = group.has(Setting.MINIMUM) ? columns.withMinimum(group.real(Setting.MINIMUM, 0)) : columns;
        columns = group.has(Setting.MAXIMUM) ? columns.withMaximum(group.real(Setting.MAXIMUM, 0)) : columns;
        group.end();
        return columns;
    }

    private static ReadingSettings reading(JsonObject json) throws MalformedJsonException {
        Group group = new Group(json, "reading");
        ReadingSettings usual = ReadingSettings.DEFAULT;
        ReadingSettings reading = new ReadingSettings(group.name(Setting.MISSING, usual.missing(), MissingPolicy.class),
                group.texts(Setting.MISSING_VALUES, usual.missingValues()),
                group.flag(Setting.ALLOW_GAPS, usual.allowGaps()),
                file(group), times(group),
                new NumberSettings(group.has(Setting.DECIMAL) ? group.text(Setting.DECIMAL, "") : null,
                        group.has(Setting.THOUSANDS) ? group.text(Setting.THOUSANDS, "") : null));
        group.end();
        return reading;
    }

    private static TimeSettings times(Group group) throws MalformedJsonException {
        TimeSettings usual = TimeSettings.DEFAULT;
        return usual.withFormat(group.has(Setting.TIME_FORMAT) ? group.text(Setting.TIME_FORMAT, "") : null)
                .withSort(group.flag(Setting.SORT, usual.sort()))
                .withDuplicates(group.name(Setting.DUPLICATES, usual.duplicates(), Duplicates.class))
                .withZone(group.has(Setting.ZONE) ? group.text(Setting.ZONE, "") : null)
                .withResample(group.has(Setting.RESAMPLE) ? group.text(Setting.RESAMPLE, "") : null)
                .withAggregate(group.name(Setting.AGGREGATE, usual.aggregate(), Aggregate.class));
    }

    private static WindowSettings windows(JsonObject json) throws MalformedJsonException {
        Group group = new Group(json, "windows");
        WindowSettings usual = WindowSettings.DEFAULT;
        WindowSettings windows = new WindowSettings(group.integer(Setting.LOOKBACK, usual.lookback()),
                group.integer(Setting.HORIZON, usual.horizon()), group.integer(Setting.STRIDE, usual.stride()),
                group.split(usual.split()), group.name(Setting.SCALING, usual.scaling(), ScalingKind.class));
        group.end();
        return windows;
    }

    private static NetworkSettings network(JsonObject json) throws MalformedJsonException {
        Group group = new Group(json, "network");
        NetworkSettings usual = NetworkSettings.DEFAULT;
        Group start = new Group(group.json, "start");
        StartSettings initial = new StartSettings(
                start.name(Setting.INITIAL_WEIGHTS, usual.start().weights(), StartSettings.Distribution.class),
                start.has(Setting.FORGET_BIAS) ? start.real(Setting.FORGET_BIAS, 0) : null);
        start.end();
        NetworkSettings network = new NetworkSettings(group.text(Setting.CELL, usual.cell()),
                group.integer(Setting.HIDDEN, usual.hidden()), group.integer(Setting.LAYERS, usual.layers()),
                group.flag(Setting.BIDIRECTIONAL, usual.bidirectional()),
                group.single(Setting.DROPOUT, usual.dropout()), initial);
        group.end();
        return network;
    }

    private static UpdateSettings updates(JsonObject json) throws MalformedJsonException {
        Group group = new Group(json, "updates");
        UpdateSettings usual = UpdateSettings.DEFAULT;
        Group optimizer = new Group(group.json, "optimizer");
        OptimizerSettings usualOptimizer = usual.optimizer();
        OptimizerSettings chosen = new OptimizerSettings(
                optimizer.name(Setting.OPTIMIZER, usualOptimizer.kind(), OptimizerSettings.Kind.class),
                optimizer.real(Setting.LEARNING_RATE, usualOptimizer.learningRate()),
                optimizer.real(Setting.MOMENTUM, usualOptimizer.momentum()),
                optimizer.has(Setting.WEIGHT_DECAY) ? optimizer.real(Setting.WEIGHT_DECAY, 0) : null);
        optimizer.end();
        Group schedule = new Group(group.json, "schedule");
        ScheduleSettings course = new ScheduleSettings(
                schedule.name(Setting.SCHEDULE, usual.schedule().kind(), ScheduleSettings.Kind.class),
                schedule.integer(Setting.WARMUP, usual.schedule().warmup()));
        schedule.end();
        UpdateSettings updates = new UpdateSettings(chosen, course, group.real(Setting.CLIP, usual.clip()),
                group.real(Setting.CLIP_VALUE, usual.clipValue()),
                group.integer(Setting.ACCUMULATE, usual.accumulate()), group.real(Setting.EMA, usual.ema()));
        group.end();
        return updates;
    }

    private static TrainingSettings training(JsonObject json) throws MalformedJsonException {
        Group group = new Group(json, "training");
        TrainingSettings usual = TrainingSettings.DEFAULT;
        TrainingSettings training = new TrainingSettings(
                group.name(Setting.LOSS, usual.loss(), TrainingSettings.Loss.class),
                group.integer(Setting.EPOCHS, usual.epochs()), group.integer(Setting.BATCH_SIZE, usual.batchSize()),
                group.integer(Setting.PATIENCE, usual.patience()),
                group.name(Setting.NON_FINITE, usual.nonFinite(), NonFinite.class),
                group.whole(Setting.SEED, usual.seed()));
        group.end();
        return training;
    }
}
