package dev.lstm4j.cli;

import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.Warning;
import org.jspecify.annotations.Nullable;

/// Maps the settings of a recipe to command-line options. The library's messages name no options; they are added here.
final class Flags {
    private Flags() {}

    static String of(Setting setting) {
        return switch (setting) {
            case TARGETS -> "--target";
            case FEATURES -> "--features";
            case TIME -> "--time";
            case MINIMUM -> "--min";
            case MAXIMUM -> "--max";
            case MISSING -> "--missing";
            case MISSING_VALUES -> "--missing-values";
            case ALLOW_GAPS -> "--allow-gaps";
            case DECIMAL -> "--decimal";
            case THOUSANDS -> "--thousands";
            case TIME_FORMAT -> "--time-format";
            case SORT -> "--sort";
            case DUPLICATES -> "--duplicates";
            case ZONE -> "--zone";
            case RESAMPLE -> "--resample";
            case AGGREGATE -> "--aggregate";
            case ENCODING -> "--encoding";
            case HEADER -> "--no-header";
            case SEPARATOR -> "--separator";
            case COMMENT -> "--comment";
            case SKIP_ROWS -> "--skip-rows";
            case SKIP_END -> "--skip-end";
            case LOOKBACK -> "--lookback";
            case HORIZON -> "--horizon";
            case STRIDE -> "--stride";
            case SPLIT -> "--split";
            case SCALING -> "--scale";
            case CELL -> "--cell";
            case HIDDEN -> "--hidden";
            case LAYERS -> "--layers";
            case BIDIRECTIONAL -> "--bidirectional";
            case DROPOUT -> "--dropout";
            case INITIAL_WEIGHTS -> "--init";
            case FORGET_BIAS -> "--forget-bias";
            case OPTIMIZER -> "--optimizer";
            case LEARNING_RATE -> "--lr";
            case MOMENTUM -> "--momentum";
            case WEIGHT_DECAY -> "--weight-decay";
            case SCHEDULE -> "--schedule";
            case WARMUP -> "--warmup";
            case CLIP -> "--clip";
            case CLIP_VALUE -> "--clip-value";
            case ACCUMULATE -> "--accumulate";
            case EMA -> "--ema";
            case LOSS -> "--loss";
            case EPOCHS -> "--epochs";
            case BATCH_SIZE -> "--batch";
            case PATIENCE -> "--patience";
            case NON_FINITE -> "--non-finite";
            case SEED -> "--seed";
        };
    }

    /// The message, preceded by the setting's option and followed by the options that help.
    static String message(ForecastException e) {
        String remedies = e.remedies().isEmpty()
                ? ""
                : " (" + String.join(", ", e.remedies().stream().map(Flags::of).toList()) + ")";
        return switch (e.reason()) {
            case EVALUATION -> "--since: " + e.problem();
            case MEMORY -> prefix(e.setting()) + e.problem() + remedies
                    + ", or give Java more memory with the environment variable LSTM_JAVA_OPTIONS=-Xmx...";
            case SETTING, TABLE, MODEL -> prefix(e.setting()) + e.problem() + remedies;
        };
    }

    static String message(Warning warning) {
        return prefix(warning.subject()) + warning.message()
                + (warning.remedy() == null ? "" : " (" + of(warning.remedy()) + ")");
    }

    private static String prefix(@Nullable Setting setting) {
        return setting == null ? "" : of(setting) + ": ";
    }
}
