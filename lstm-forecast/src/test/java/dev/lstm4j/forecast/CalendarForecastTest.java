package dev.lstm4j.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.forecast.settings.Aggregate;
import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.forecast.table.Table;
import dev.lstm4j.io.safetensors.ModelFileException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A model knows the calendar and the reading rules of the table that it was trained on.
class CalendarForecastTest {
    @TempDir
    static Path folder;

    private static Table businessDays(LocalDate first, int rows) {
        double[] values = IntStream.range(0, rows).mapToDouble(row -> 10 + 3 * Math.sin(row / 4.0) + row % 3).toArray();
        return Table.of(Map.of("temp", values)).withTimes("date", Stream.iterate(first, day -> day.plusDays(1))
                .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0).limit(rows).toList());
    }

    @Test
    void aModelContinuesItsCalendarAfterAFewRows() throws ModelFileException {
        ForecastModel trained = Forecaster.of(Tables.tinyRecipe()).fit(businessDays(LocalDate.of(2020, 1, 1), 90));
        assertThat(trained.warnings()).extracting(Warning::message)
                .containsExactly("table, column date: the rows are 1 business day apart");
        Path file = folder.resolve("business.safetensors");
        trained.save(file);
        ForecastModel model = ForecastModel.load(file);
        assertThat(Objects.requireNonNull(model.model().profile()).step()).isEqualTo(
                Objects.requireNonNull(trained.model().profile()).step());
        Forecast friday = model.predict(businessDays(LocalDate.of(2021, 2, 1), 5));
        assertThat(friday.times()).as("no gap is known yet").containsExactly("2021-02-08", "2021-02-09", "2021-02-10");
        Forecast thursday = model.predict(businessDays(LocalDate.of(2021, 1, 29), 5));
        assertThat(thursday.times()).containsExactly("2021-02-05", "2021-02-08", "2021-02-09");
        assertThat(thursday.warnings()).isEmpty();
        assertThat(model.evaluate(businessDays(LocalDate.of(2021, 1, 29), 30)).warnings()).isEmpty();
    }

    @Test
    void aModelResamplesNewTablesInTheSameWay() {
        int hours = 24 * 60;
        double[] values = IntStream.range(0, hours).mapToDouble(hour -> Math.sin(hour / 90.0) + hour % 5).toArray();
        Table table = Table.of(Map.of("temp", values)).withTimes("date", IntStream.range(0, hours)
                .mapToObj(hour -> LocalDate.of(2020, 1, 1).atStartOfDay().plusHours(hour)).toList());
        ForecastModel model = Forecaster.of(Tables.tinyRecipe().withResample("1d", Aggregate.SUM)).fit(table);
        assertThat(model.warnings()).isEmpty();
        assertThat(model.predict(table).times()).startsWith("2020-03-01T00:00", "2020-03-02T00:00");
        Forecast cut = model.predict(table.slice(0, hours - 1));
        assertThat(cut.times()).as("the last day is not complete").startsWith("2020-02-29T00:00");
        assertThat(cut.warnings()).extracting(Warning::message).first().asString()
                .contains("is incomplete and left out");
        assertThat(model.evaluate(table).windows()).isEqualTo(60 - 5 - 3 + 1);
    }
}
