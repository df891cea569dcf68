package dev.lstm4j.forecast.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.forecast.baseline.Climatology;
import dev.lstm4j.forecast.baseline.Reference;
import dev.lstm4j.forecast.table.TimeColumn;
import dev.lstm4j.forecast.table.TimeStamp;
import dev.lstm4j.training.metrics.PointErrors;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// The errors that are added up window by window have the bits of those computed from all forecasts at once.
class EvaluationProperties {
    private static final List<TimeStamp> DAYS = IntStream.range(0, 100)
            .mapToObj(day -> Objects.requireNonNull(TimeStamp.parse(LocalDate.of(2020, 1, 1).plusDays(day).toString())))
            .toList();

    /// All forecasts of all windows, and the definition of each error.
    private record All(EvaluatedSeries series, List<Reference> references, int firstRow, int horizon,
            List<double[]> forecasts) {

        PointErrors errors(String kind, int target, int step) {
            PointErrors errors = new PointErrors();
            Reference reference = references.get(target);
            for (int window = 0; window < forecasts.size(); window++) {
                int row = firstRow + window + step;
                double actual = series.actual().get(target)[row];
                double forecast = forecasts.get(window)[step * references.size() + target];
                switch (kind) {
                    case "network" -> errors.add(forecast, actual);
                    case "scaled" -> errors.add(forecast / reference.deviation(), actual / reference.deviation());
                    case "persistence" -> errors.add(series.actual().get(target)[firstRow + window - 1], actual);
                    default -> errors.add(reference.climatology().at(DAYS.get(row).local()), actual);
                }
            }
            return errors;
        }

        PointErrors ofTarget(String kind, int target) {
            return sum(IntStream.range(0, horizon).mapToObj(step -> errors(kind, target, step)));
        }

        PointErrors ofStep(String kind, int step) {
            return sum(IntStream.range(0, references.size()).mapToObj(target -> errors(kind, target, step)));
        }

        PointErrors overall(String kind) {
            return sum(IntStream.range(0, references.size()).mapToObj(target -> ofTarget(kind, target)));
        }

        private static PointErrors sum(Stream<PointErrors> parts) {
            PointErrors sum = new PointErrors();
            parts.forEach(sum::add);
            return sum;
        }
    }

    private static Errors errors(PointErrors errors) {
        return new Errors(errors.mae(), errors.rmse());
    }

    @Property(tries = 200)
    void errorsAreThoseOfAllForecasts(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int targets,
            @ForAll @IntRange(min = 1, max = 9) int horizon, @ForAll @IntRange(min = 1, max = 20) int windows) {
        Random random = new Random(seed);
        int firstRow = 1 + random.nextInt(5);
        int rows = firstRow + windows + horizon - 1 + random.nextInt(3);
        List<double[]> actual = IntStream.range(0, targets)
                .mapToObj(k -> random.doubles(rows).map(value -> 50 * value - 20).toArray()).toList();
        List<Reference> references = IntStream.range(0, targets).mapToObj(
                k -> new Reference(new Climatology(1, 0, List.of(random.nextDouble(), 3.0, -random.nextDouble())),
                        1 + random.nextDouble()))
                .toList();
        TimeColumn time = new TimeColumn("date", DAYS.subList(0, rows), null);
        EvaluatedSeries series = new EvaluatedSeries(IntStream.range(0, targets).mapToObj(k -> "y" + k).toList(), time,
                actual);
        All all = new All(series, references, firstRow, horizon, new ArrayList<>());
        List<WindowForecast> heard = new ArrayList<>();
        Evaluator evaluator = new Evaluator(series, window -> firstRow + window,
                series.span(window -> firstRow + window, windows, horizon, null),
                references, heard::add);
        for (int window = 0; window < windows; window++) {
            double[] forecast = random.doubles(horizon * targets).map(value -> 40 * value).toArray();
            all.forecasts().add(forecast);
            evaluator.add(forecast);
        }
        Evaluation evaluation = evaluator.result(List.of());

        requireEqual(evaluation.overall(), all::overall);
        assertThat(evaluation.scaled()).isEqualTo(errors(all.overall("scaled")));
        for (int step = 0; step < horizon; step++) {
            int at = step;
            requireEqual(evaluation.steps().get(step), kind -> all.ofStep(kind, at));
        }
        for (int k = 0; k < targets; k++) {
            int target = k;
            requireEqual(evaluation.targets().get(k).overall(), kind -> all.ofTarget(kind, target));
            assertThat(evaluation.targets().get(k).scaled()).isEqualTo(errors(all.ofTarget("scaled", k)));
            for (int step = 0; step < horizon; step++) {
                int at = step;
                requireEqual(evaluation.targets().get(k).steps().get(step), kind -> all.errors(kind, target, at));
            }
        }
        assertThat(heard).hasSize(windows);
        assertThat(heard.getLast().predicted(horizon - 1, targets - 1))
                .isEqualTo(all.forecasts().getLast()[horizon * targets - 1]);
    }

    private static void requireEqual(Evaluation.Scores found, Function<String, PointErrors> of) {
        assertThat(found).isEqualTo(new Evaluation.Scores(errors(of.apply("network")),
                errors(of.apply("persistence")), errors(of.apply("climatology"))));
    }
}
