package dev.lstm4j.forecast.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.forecast.settings.Aggregate;
import dev.lstm4j.forecast.settings.ReadingSettings;
import dev.lstm4j.forecast.settings.TimeSettings;
import dev.lstm4j.forecast.table.Table;
import dev.lstm4j.forecast.table.TimeStamp;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// What must hold for rows of any number and order.
class TimedRowsProperties {
    private static final UsedColumns USED = new UsedColumns("time", Set.of("x"), Set.of());
    private static final List<String> ZONES = List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe",
            "America/Sao_Paulo", "Asia/Kathmandu", "Africa/Casablanca");

    private static Table table(List<LocalDateTime> times, double[] values) {
        return Table.of(Map.of("x", values)).withTimes("time", times);
    }

    private static double[] values(int rows, long seed) {
        return new Random(seed).doubles(rows, -1e3, 1e3).toArray();
    }

    private static double[] read(Table table, TimeSettings settings) {
        TimedRows rows = TimedRows.of(table, USED, ReadingSettings.DEFAULT.withTimes(settings), null);
        return IntStream.range(0, rows.table().rows()).mapToDouble(row -> rows.table().number(row, "x")).toArray();
    }

    @Property
    void sortedAndTurnedRowsAreTheSameSeries(@ForAll @IntRange(min = 2, max = 60) int rows, @ForAll long seed) {
        LocalDateTime first = LocalDateTime.of(2020, 1, 1, 0, 0);
        List<LocalDateTime> times = IntStream.range(0, rows).mapToObj(row -> first.plusMinutes(10L * row)).toList();
        double[] values = values(rows, seed);
        List<Integer> order = new ArrayList<>(IntStream.range(0, rows).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        Table shuffled = table(order.stream().map(times::get).toList(),
                order.stream().mapToDouble(row -> values[row]).toArray());
        assertThat(read(shuffled, TimeSettings.DEFAULT.withSort(true))).isEqualTo(values);
        Table turned = table(times.reversed(),
                IntStream.range(0, rows).mapToDouble(row -> values[rows - 1 - row]).toArray());
        assertThat(read(turned, TimeSettings.DEFAULT)).isEqualTo(values);
    }

    @Property
    void meansOfEvenRowsAreMeansOfTheirParts(@ForAll @IntRange(min = 2, max = 30) int bins,
            @ForAll @IntRange(min = 1, max = 12) int parts, @ForAll long seed) {
        LocalDateTime first = LocalDateTime.of(2020, 2, 28, 12, 0);
        double[] values = values(bins * parts, seed);
        List<LocalDateTime> times = IntStream.range(0, values.length)
                .mapToObj(row -> first.plusSeconds(3600L / parts * row)).toList();
        for (Aggregate method : Aggregate.values()) {
            double[] expected = IntStream.range(0, bins).mapToDouble(bin -> combine(method,
                    Arrays.copyOfRange(values, bin * parts, (bin + 1) * parts))).toArray();
            double[] found = read(table(times, values), TimeSettings.DEFAULT.withResample("1h").withAggregate(method));
            assertThat(found).as(method.name()).hasSize(3600 % parts == 0 ? bins : found.length);
            if (3600 % parts == 0) {
                assertThat(found).as(method.name()).isEqualTo(expected);
            }
        }
    }

    private static double combine(Aggregate method, double[] values) {
        return switch (method) {
            case MEAN -> sum(values) / values.length;
            case SUM -> sum(values);
            case FIRST -> values[0];
            case LAST -> values[values.length - 1];
            case MIN -> DoubleStream.of(values).min().orElseThrow();
            case MAX -> DoubleStream.of(values).max().orElseThrow();
        };
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /// Local times of any zone, read with the zone, are the same instants as before, and go on in the same way.
    @Property
    void localTimesAreResolvedToTheirInstants(@ForAll @IntRange(min = 0, max = 5) int zone,
            @ForAll @IntRange(min = 0, max = 20_000) int day, @ForAll @IntRange(min = 1, max = 16) int quarter,
            @ForAll @IntRange(min = 8, max = 400) int rows) {
        ZoneId place = ZoneId.of(ZONES.get(zone));
        ZonedDateTime first = LocalDateTime.of(1990, 1, 1, 0, 0).plusDays(day % 12_000).atZone(ZoneOffset.UTC)
                .withZoneSameInstant(place);
        List<ZonedDateTime> all = IntStream.range(0, rows + 5).mapToObj(row -> first.plusMinutes(15L * quarter * row))
                .toList();
        // A table that begins in a repeated hour does not say which of the two it is.
        if (place.getRules().getValidOffsets(first.toLocalDateTime()).size() > 1) {
            return;
        }
        List<ZonedDateTime> known = all.subList(0, rows);
        TimedRows read = TimedRows.of(
                table(known.stream().map(ZonedDateTime::toLocalDateTime).toList(), values(rows, 1)),
                USED, ReadingSettings.DEFAULT.withTimes(TimeSettings.DEFAULT.withZone(place.getId())), null);
        List<TimeStamp> stamps = Objects.requireNonNull(read.time()).stamps();
        for (int row = 0; row < rows; row++) {
            assertThat(stamps.get(row).micros()).isEqualTo(known.get(row).toEpochSecond() * 1_000_000);
        }
        assertThat(Objects.requireNonNull(read.time().spacing()).next(stamps.getLast(), 5).stream()
                .map(TimeStamp::local)).isEqualTo(
                        all.subList(rows, rows + 5).stream().map(ZonedDateTime::toLocalDateTime).toList());
    }
}
