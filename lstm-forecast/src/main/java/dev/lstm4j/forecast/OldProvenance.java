package dev.lstm4j.forecast;

import dev.lstm4j.ForecastTask;
import dev.lstm4j.SeriesProfile;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the provenance of model files that were written before a model had a [SeriesProfile]: `climatology.temp_max`
/// as `2 0 16.0 -3.1 …` (yearly and daily harmonics, then coefficients), `deviation.temp_max`, and `data.spacing` in
/// ISO 8601.
final class OldProvenance {
    private static final int HARMONICS = 2;
    private static final long NANOS_A_MICRO = 1000;

    private OldProvenance() {}

    /// The profile that the texts stand for.
    ///
    /// @return null if a target has none, or a text is not as expected
    static @Nullable SeriesProfile profile(ForecastTask task, Map<String, String> facts) {
        try {
            List<SeriesProfile.Target> targets = new ArrayList<>();
            for (String target : task.targets()) {
                String climatology = facts.get("climatology." + target);
                String deviation = facts.get("deviation." + target);
                if (climatology == null || deviation == null) {
                    return null;
                }
                targets.add(target(climatology, Double.parseDouble(deviation)));
            }
            return new SeriesProfile(step(facts.get("data.spacing")), targets);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return null;
        }
    }

    private static SeriesProfile.Target target(String climatology, double deviation) {
        List<String> parts = List.of(climatology.split(" "));
        return new SeriesProfile.Target(deviation, Integer.parseInt(parts.get(0)), Integer.parseInt(parts.get(1)),
                parts.stream().skip(HARMONICS).map(Double::valueOf).toList());
    }

    private static SeriesProfile.@Nullable Step step(@Nullable String iso) {
        if (iso == null) {
            return null;
        }
        try {
            return iso.contains("T")
                    ? new SeriesProfile.Step(Duration.parse(iso).toNanos() / NANOS_A_MICRO, 0, 0)
                    : new SeriesProfile.Step(0, Math.toIntExact(Period.parse(iso).toTotalMonths()), 0);
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }
}
