package dev.lstm4j.forecast.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lstm4j.Feature;
import dev.lstm4j.ForecastTask;
import dev.lstm4j.forecast.Tables;
import dev.lstm4j.forecast.series.Series;
import dev.lstm4j.forecast.series.SeriesReader;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.MissingPolicy;
import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.forecast.table.Table;
import dev.lstm4j.training.data.ScalingKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncodingTest {
    private static final Table TABLE = Tables.of("""
            when,x,sky
            2012-01-01T00:00,1,sun
            2012-01-01T06:00,3,rain
            2012-01-01T12:00,1,sun
            2012-01-01T18:00,3,rain
            2012-01-02T00:00,100,hail
            """);

    private static ForecastTask task(Table table, Series series, int trainingRows) {
        return Encoding.fit(Tables.choice(table, "x"), series, trainingRows, ScalingKind.STANDARD, 2, 1);
    }

    private static Series series(Table table) {
        return SeriesReader.read(table, Tables.choice(table, "x"), Tables.rules(MissingPolicy.REFUSE));
    }

    @Test
    void featuresAndScalingComeFromTheTrainingRowsOnly() {
        Series series = series(TABLE);
        ForecastTask task = task(TABLE, series, 4);
        assertThat(task.features()).extracting(Feature::label).containsExactly("x", "sky=rain", "sky=sun",
                "day_of_year_sin(when)", "day_of_year_cos(when)", "hour_of_day_sin(when)", "hour_of_day_cos(when)");
        assertThat(task.inputScaling().offsets()).containsExactly(2.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        assertThat(task.inputScaling().scales()).containsExactly(1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0);

        List<Warning> warnings = new ArrayList<>();
        float[] inputs = Encoding.inputs(task, series, warnings::add);
        float sin = (float) Math.sin(2 * Math.PI / 365.2425);
        float cos = (float) Math.cos(2 * Math.PI / 365.2425);
        assertThat(java.util.Arrays.copyOfRange(inputs, 7, 14)).containsExactly(new float[]{1, 1, 0, sin, cos, 1, 0},
                within(1e-6f));
        assertThat(java.util.Arrays.copyOfRange(inputs, 28, 31)).as("hail is neither").containsExactly(98, 0, 0);
        assertThat(warnings).extracting(Warning::message).containsExactly(
                "data.csv line 6, column sky: 'hail' is not in the training set; it counts as none of rain, sun");
        assertThat(Encoding.targets(task, series)).containsExactly(-1, 1, -1, 1, 98);
    }

    @Test
    void dailyRowsHaveNoHourFeatures() {
        Table table = Tables.of("when,x\n2012-01-01,1\n2012-01-02,3\n2012-01-03,1\n");
        assertThat(task(table, series(table), 3).features()).extracting(Feature::label).containsExactly("x",
                "day_of_year_sin(when)", "day_of_year_cos(when)");
    }

    @Test
    void numbersThatCannotBeScaledAreRefused() {
        Table table = Tables.of("x\n-1.7e308\n1.7e308\n0\n");
        assertThatThrownBy(() -> Encoding.fit(Tables.choice(table, "x"), series(table), 3, ScalingKind.MINMAX, 2, 1))
                .hasMessage("data.csv, column x: expected numbers small enough to subtract, found values near "
                        + "1.8e308, the largest possible");
    }

    @Test
    void aConstantColumnIsRefused() {
        Table number = Tables.of("x,y\n1,5\n2,5\n3,5\n4,6\n");
        assertThatThrownBy(() -> task(number, series(number), 3)).isInstanceOf(ForecastException.class)
                .hasMessage("data.csv, column y: expected more than one value, found only 5 in the 3 training rows"
                        + " (lines 2 to 4); leave it out of the features");
        Table text = Tables.of("x,y\n1,a\n2,a\n3,a\n");
        assertThatThrownBy(() -> task(text, series(text), 3)).hasMessageContaining("column y")
                .hasMessageContaining("'a'");
        Table target = Tables.of("x,y\n1,5\n1,6\n1,7\n");
        assertThatThrownBy(() -> task(target, series(target), 3)).hasMessageContaining("forecast another column");
        Table late = Tables.of("x,y\n0,5\n0,6\n0,7\n0,7\n3,8\n");
        assertThatThrownBy(() -> task(late, series(late), 3))
                .hasMessage("data.csv, column x: the 3 training rows (lines 2 "
                        + "to 4) have only the value 0, other values begin on line 6; choose a split whose training set has "
                        + "them too, or start the table later");
    }

    @Test
    void numbersThatDoNotFitAFloatAreRefused() {
        Table table = Tables.of("x\n1e300\n2\n3\n");
        Series series = series(table);
        ForecastTask task = Encoding.fit(Tables.choice(table, "x"), series, 3, ScalingKind.NONE, 1, 1);
        assertThatThrownBy(() -> Encoding.inputs(task, series, warning -> {
        })).hasMessageContaining("data.csv line 2, column x: expected a number that fits float32");
    }
}
