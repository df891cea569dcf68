package dev.lstm4j.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.forecast.table.Table;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A model reads the numbers of other tables as those of its training table.
class NumbersInModelsTest {
    private static final int ROWS = 60;
    private static final Recipe RECIPE = Recipe.forTarget("y").withLookback(5).withHorizon(1).withHidden(2)
            .withEpochs(1);

    private static double value(int row) {
        return 2000 + 700 * Math.sin(row / 5.0) + row % 3 / 4.0;
    }

    /// @param format of a number; then its points and commas are exchanged
    private static Table table(int from, int rows, String format, boolean german) {
        List<String> cells = IntStream.range(from, from + rows).mapToObj(row -> {
            String text = String.format(Locale.ROOT, format, value(row));
            return german ? text.replace('.', '_').replace(',', '.').replace('_', ',') : text;
        }).toList();
        return Table.of(Map.of("n", IntStream.range(0, rows).mapToDouble(row -> row % 7).toArray()))
                .withTexts("y", cells);
    }

    @Test
    void aTableThatDoesNotTellIsReadAsTheTrainingTable() {
        ForecastModel german = Forecaster.of(RECIPE).fit(table(0, ROWS, "%,.2f", true));
        assertThat(german.model().provenance()).containsEntry("data.decimal", ",");
        assertThat(german.recipe()).isEqualTo(RECIPE);
        ForecastModel loaded = ForecastModel.of(german.model());
        Table whole = table(50, 10, "%,.0f", true);
        assertThat(loaded.predict(whole).value(0, 0))
                .isEqualTo(loaded.predict(table(50, 10, "%.0f", false)).value(0, 0));
    }

    @Test
    void aModelOfDecimalPointsReadsThreeDigitsWithoutAWarning() {
        ForecastModel plain = Forecaster.of(RECIPE).fit(table(0, ROWS, "%.2f", false));
        assertThat(plain.model().provenance()).containsEntry("data.decimal", ".");
        Table thousandths = table(50, 10, "%,.0f", true);
        assertThat(plain.predict(thousandths).warnings()).isEmpty();
        assertThat(Forecaster.of(RECIPE).plan(table(0, ROWS, "%,.0f", true)).warnings()).extracting(Warning::message)
                .anyMatch(message -> message.contains("is read with a decimal point"));
    }

    @Test
    void anotherDecimalMarkIsRefused() {
        ForecastModel plain = Forecaster.of(RECIPE).fit(table(0, ROWS, "%.2f", false));
        assertThatThrownBy(() -> plain.predict(table(50, 10, "%.2f", true)))
                .hasMessageContaining("expected a number with a decimal point");
        ForecastModel german = Forecaster.of(RECIPE).fit(table(0, ROWS, "%.2f", true));
        assertThatThrownBy(() -> german.predict(table(50, 10, "%.2f", false)))
                .hasMessageContaining("expected a number with a decimal comma");
    }

    @Test
    void anotherUnitIsRefused() {
        ForecastModel grams = Forecaster.of(RECIPE).fit(table(0, ROWS, "%.2f g", false));
        assertThat(grams.model().provenance()).containsEntry("data.unit.y", "g");
        assertThat(grams.predict(table(50, 10, "%.2f g", false)).value(0, 0)).isFinite();
        assertThatThrownBy(() -> grams.predict(table(50, 10, "%.2f kg", false)))
                .hasMessageContaining("expected numbers in g as in the training table");
        assertThatThrownBy(() -> grams.predict(table(50, 10, "%.2f", false)))
                .hasMessageContaining("expected numbers in g as in the training table");
    }
}
