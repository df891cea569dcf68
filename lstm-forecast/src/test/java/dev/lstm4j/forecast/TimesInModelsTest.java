package dev.lstm4j.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.forecast.evaluation.EvaluationOptions;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.forecast.table.Table;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a model keeps of the times of its training table, so that it reads other tables as it was trained.
class TimesInModelsTest {
    private static final int ROWS = 60;
    private static final LocalDateTime START = LocalDateTime.of(2020, 1, 1, 0, 0);

    private static Table table() {
        return table(ROWS);
    }

    private static Table table(int rows) {
        return Table.of(Map.of("temp", IntStream.range(0, rows).mapToDouble(row -> Math.sin(row / 3.0)).toArray()));
    }

    private static List<String> texts(int rows, IntFunction<String> text) {
        return IntStream.range(0, rows).mapToObj(text).toList();
    }

    private static List<String> hours(int rows, String pattern) {
        DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern);
        return texts(rows, row -> format.format(START.plusHours(row)));
    }

    @Test
    void theOrderOfDayAndMonthIsThatOfTheTrainingTable() {
        DateTimeFormatter dayFirst = DateTimeFormatter.ofPattern("dd/MM/yyyy");
        LocalDate first = LocalDate.of(2020, 1, 1);
        ForecastModel model = Forecaster.of(Tables.tinyRecipe())
                .fit(table().withTexts("day", texts(ROWS, row -> dayFirst.format(first.plusDays(row)))));
        Table next = table(6).withTexts("day",
                texts(6, row -> dayFirst.format(LocalDate.of(2020, 3, 1).plusDays(row))));
        assertThat(model.predict(next).times()).containsExactly("07/03/2020", "08/03/2020", "09/03/2020");
        assertThatThrownBy(() -> Forecaster.of(Tables.tinyRecipe()).fit(next)).isInstanceOf(ForecastException.class)
                .hasMessageContaining("is 1 March 2020 or 3 January 2020")
                .satisfies(e -> assertThat(((ForecastException) e).remedies()).containsExactly(Setting.TIME_FORMAT));
    }

    @Test
    void columnsThatAreOneTimeAreJoinedInOtherTablesToo() {
        Table table = table().withTexts("date", hours(ROWS, "dd.MM.yyyy")).withTexts("time", hours(ROWS, "HH:mm"));
        ForecastModel model = Forecaster.of(Tables.tinyRecipe()).fit(table);
        assertThat(model.warnings()).extracting(Warning::toString)
                .containsExactly(
                        "table: columns date, time are read as one time; name the time column, or none,"
                                + " to change that (columns.time)");
        assertThat(model.task().timeColumn()).isEqualTo("date time");
        assertThat(model.recipe().columns().time()).containsExactly("date", "time");
        assertThat(model.task().features()).extracting(feature -> feature.column()).doesNotContain("date", "time");
        ForecastModel loaded = ForecastModel.of(model.model());
        assertThat(loaded.predict(table).times()).containsExactly("03.01.2020 12:00", "03.01.2020 13:00",
                "03.01.2020 14:00");
        assertThat(loaded.predict(table).timeColumn()).isEqualTo("date time");
        assertThat(loaded.evaluate(table).warnings()).extracting(Warning::message)
                .first().asString().startsWith("table is the file that the model was trained on");
        assertThatThrownBy(() -> loaded.predict(table().withTexts("date", hours(ROWS, "dd.MM.yyyy"))))
                .hasMessageContaining("has no column 'time'");
        Table joined = table().withTexts("date time", hours(ROWS, "dd.MM.yyyy HH:mm"));
        assertThat(loaded.predict(joined)).isEqualTo(loaded.predict(table));
    }

    @Test
    void featuresMayNamePartsOfTheTime() {
        Table table = table().withTexts("date", hours(ROWS, "yyyy-MM-dd")).withTexts("time", hours(ROWS, "HH:mm"));
        Recipe recipe = Tables.tinyRecipe().withTime("date", "time").withFeatures("temp", "date", "time");
        ForecastModel model = Forecaster.of(recipe).fit(table);
        assertThat(model.recipe()).isEqualTo(recipe);
        assertThat(model.task().features()).extracting(feature -> feature.column()).containsOnly("temp", "date time");
    }

    @Test
    void aGivenFormatIsKept() {
        Table table = table().withTexts("when", hours(ROWS, "HH'h' d MMM yyyy"));
        ForecastModel model = Forecaster.of(Tables.tinyRecipe().withTimeFormat("HH'h' d MMM yyyy")).fit(table);
        assertThat(ForecastModel.of(model.model()).predict(table).times()).containsExactly("12h 3 Jan 2020",
                "13h 3 Jan 2020", "14h 3 Jan 2020");
        assertThatThrownBy(() -> model.predict(table().withTexts("when", hours(ROWS, "yyyy-MM-dd HH:mm"))))
                .hasMessage("table row 1, column when: expected a date or time in the format HH'h' d MMM yyyy, found "
                        + "'2020-01-01 00:00'; correct it, or name another format");
    }

    @Test
    void numbersOfTablesAreTimesToo() {
        Table table = table().withNumbers("timestamp",
                IntStream.range(0, ROWS).mapToDouble(row -> 1_577_836_800 + 3600.0 * row).toArray());
        assertThat(Forecaster.of(Tables.tinyRecipe()).fit(table).predict(table).times()).startsWith("1578052800");
        Table years = table().withNumbers("year", IntStream.range(0, ROWS).mapToDouble(row -> 1950 + row).toArray());
        assertThat(Forecaster.of(Tables.tinyRecipe()).fit(years).predict(years).times()).startsWith("2010", "2011");
    }

    @Test
    void recipesOfOlderVersionsNameOneColumn() {
        assertThat(Recipe.fromJson("{\"columns\":{\"time\":\"date\"}}").columns().time()).containsExactly("date");
        assertThat(Recipe.fromJson("{\"columns\":{\"time\":\"\"}}").columns().time()).isEmpty();
        assertThat(Recipe.fromJson("{\"columns\":{\"time\":null}}").columns().time()).isNull();
        assertThat(Recipe.fromJson("{\"columns\":{\"time\":[\"a\",\"b\"]}}").columns().time()).containsExactly("a",
                "b");
        assertThat(Tables.tinyRecipe().withTime("date").toJson()).contains("\"time\":\"date\"");
    }

    @Test
    void evaluationsBeginAtATimeAsTheTableWritesIt() {
        Table table = table().withTexts("date", hours(ROWS, "dd.MM.yyyy HH:mm"));
        ForecastModel model = Forecaster.of(Tables.tinyRecipe()).fit(table);
        String from = model.evaluate(table, EvaluationOptions.DEFAULT.withSince("02.01.2020 03:30")).span().first();
        assertThat(from).isEqualTo("02.01.2020 04:00");
    }
}
