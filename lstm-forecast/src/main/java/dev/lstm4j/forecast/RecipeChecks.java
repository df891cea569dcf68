package dev.lstm4j.forecast;

import dev.lstm4j.cell.Cell;
import dev.lstm4j.forecast.settings.Aggregate;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Names;
import dev.lstm4j.forecast.settings.NetworkSettings;
import dev.lstm4j.forecast.settings.OptimizerSettings;
import dev.lstm4j.forecast.settings.ScheduleSettings;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.TimeSettings;
import dev.lstm4j.forecast.settings.Warning;
import java.util.ArrayList;
import java.util.List;

/// Checks across the groups of a recipe: values that do not go together, and values that have no effect.
final class RecipeChecks {
    private RecipeChecks() {}

    static List<Warning> check(Recipe recipe) {
        NetworkSettings network = recipe.network();
        Cell cell = CellChoice.find(network.cell());
        ScheduleSettings schedule = recipe.updates().schedule();
        int epochs = recipe.training().epochs();
        if (schedule.warmup() >= epochs) {
            throw ForecastException.setting(Setting.WARMUP,
                    "expected fewer than " + epochs + ", the number of epochs, found " + schedule.warmup(),
                    Setting.EPOCHS);
        }
        if (schedule.warmup() > 0 && schedule.kind() == ScheduleSettings.Kind.ONE_CYCLE) {
            throw ForecastException.setting(Setting.WARMUP,
                    "expected 0 with the schedule one-cycle, which has a warm-up of its own, found "
                            + schedule.warmup());
        }
        List<Warning> warnings = new ArrayList<>();
        if (network.start().forgetBias() != null && cell.forgetGate() < 0) {
            warnings.add(Warning.setting(Setting.FORGET_BIAS,
                    "has no effect: the cell " + network.cell() + " has no forget gate of its own"));
        }
        if (network.dropout() > 0 && network.layers() == 1) {
            warnings.add(
                    Warning.setting(Setting.DROPOUT, "has no effect: it acts between layers, and there is only one"));
        }
        TimeSettings times = recipe.reading().times();
        if (times.aggregate() != Aggregate.MEAN && times.resample() == null) {
            warnings.add(Warning.setting(Setting.AGGREGATE, "has no effect: the rows are not resampled"));
        }
        OptimizerSettings optimizer = recipe.updates().optimizer();
        if (optimizer.momentum() > 0 && !optimizer.kind().hasMomentum()) {
            warnings.add(Warning.setting(Setting.MOMENTUM, "has no effect: only sgd and rmsprop use it, not "
                    + Names.of(optimizer.kind())));
        }
        return List.copyOf(warnings);
    }
}
