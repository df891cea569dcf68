package dev.lstm4j.forecast;

import dev.lstm4j.engine.Kernels;
import dev.lstm4j.forecast.series.Series;
import dev.lstm4j.forecast.table.LearnedNumbers;
import dev.lstm4j.training.TrainingResult;
import dev.lstm4j.training.data.Split;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The provenance in a model file: the recipe, and facts, each of which is one word or number.
final class Provenance {
    private static final String RECIPE = "recipe";
    private static final String SHA256 = "data.sha256";
    private static final String TIME_FORMAT = "data.time_format";
    private static final String DECIMAL = "data.decimal";
    private static final String UNIT = "data.unit.";
    private static final String EPOCHS = "training.epochs";
    private static final String BEST_EPOCH = "training.best_epoch";
    private static final String SKIPPED = "training.skipped";
    private static final String SECONDS = "training.seconds";
    private static final double MILLIS = 1000;

    private Provenance() {}

    static Map<String, String> of(TrainingPlan plan, Kernels kernels, TrainingResult result) {
        Map<String, String> facts = new TreeMap<>();
        facts.put(RECIPE, plan.recipe().toJson());
        Series series = plan.series();
        String name = series.origin().name();
        facts.put("data.name", name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1));
        facts.put(SHA256, plan.tableChecksum());
        facts.put("data.rows", Integer.toString(series.rows()));
        facts.put("data.first", series.label(0));
        facts.put("data.last", series.label(series.rows() - 1));
        if (plan.timeFormat() != null) {
            facts.put(TIME_FORMAT, plan.timeFormat().toString());
        }
        LearnedNumbers numbers = plan.numbers();
        if (numbers.decimal() != null) {
            facts.put(DECIMAL, numbers.decimal());
        }
        numbers.units().forEach((column, unit) -> facts.put(UNIT + column, unit));
        Split split = plan.split();
        facts.put("split.training_end", Integer.toString(split.training()));
        facts.put("split.validation_end", Integer.toString(split.validation()));
        facts.put("split.test_end", Integer.toString(split.test()));
        facts.putAll(KnownRows.facts(series.time(), split));
        facts.put(EPOCHS, Integer.toString(result.history().size()));
        facts.put(BEST_EPOCH, Integer.toString(result.bestEpoch()));
        facts.put(SKIPPED, Long.toString(result.skipped()));
        facts.put(SECONDS, Double.toString(Math.round(result.seconds() * MILLIS) / MILLIS));
        facts.put("kernels", kernels.description());
        facts.put("version.lstm4j", Versions.lstm4j());
        facts.put("version.java", Versions.java());
        facts.put("created", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        return facts;
    }

    static @Nullable Recipe recipe(Map<String, String> facts) {
        String json = facts.get(RECIPE);
        return json == null ? null : Recipe.fromJson(json);
    }

    static @Nullable String timeFormat(Map<String, String> facts) {
        return facts.get(TIME_FORMAT);
    }

    static LearnedNumbers numbers(Map<String, String> facts) {
        Map<String, String> units = new HashMap<>();
        facts.forEach((key, text) -> {
            if (key.startsWith(UNIT)) {
                units.put(key.substring(UNIT.length()), text);
            }
        });
        String decimal = facts.get(DECIMAL);
        return new LearnedNumbers(".".equals(decimal) || ",".equals(decimal) ? decimal : null, units);
    }

    static boolean isTrainedOn(Map<String, String> facts, String sha256) {
        return sha256.equals(facts.get(SHA256));
    }

    static @Nullable TrainingFacts training(Map<String, String> facts) {
        try {
            return new TrainingFacts(Integer.parseInt(facts.getOrDefault(EPOCHS, "")),
                    Integer.parseInt(facts.getOrDefault(BEST_EPOCH, "")),
                    Long.parseLong(facts.getOrDefault(SKIPPED, "0")),
                    Double.parseDouble(facts.getOrDefault(SECONDS, "NaN")));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
