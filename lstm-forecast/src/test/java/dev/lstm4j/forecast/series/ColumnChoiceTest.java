package dev.lstm4j.forecast.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.SeriesProfile;
import dev.lstm4j.forecast.Tables;
import dev.lstm4j.forecast.settings.ColumnSettings;
import dev.lstm4j.forecast.table.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ColumnChoiceTest {
    private static final Table TABLE = Tables.of("""
            when,temp,wind,sky
            2012-01-01,1,2,sun
            2012-01-02,3,n/a,rain
            2012-01-03,5,7,sun
            """);

    private static ColumnChoice choose(@Nullable String time, @Nullable List<String> targets,
            @Nullable List<String> features) {
        return choose(TABLE, new ColumnSettings(targets == null ? List.of() : targets, features,
                time == null ? null : time.isEmpty() ? ColumnSettings.NO_TIME : List.of(time),
                SeriesProfile.Bounds.NONE));
    }

    private static ColumnChoice choose(Table table, ColumnSettings settings) {
        return Tables.choice(table, List.of(), settings);
    }

    @Test
    void allColumnsAreFeaturesByDefault() {
        ColumnChoice choice = choose(null, List.of("temp"), null);
        assertThat(choice.time()).isEqualTo("when");
        assertThat(choice.features()).containsExactly("temp", "wind", "sky", "when");
        assertThat(choice.texts()).containsExactly("sky");
        assertThat(choice.numbers()).as("wind is numeric despite one bad cell").containsExactly("temp", "wind");
    }

    @Test
    void givenFeaturesReplaceTheDefault() {
        ColumnChoice choice = choose(null, List.of("temp"), List.of("wind", "when"));
        assertThat(choice.features()).containsExactly("wind", "when");
        assertThat(choice.numbers()).containsExactly("wind", "temp");
        assertThat(choose("", List.of("temp"), List.of("temp")).time()).isNull();
    }

    @Test
    void theOnlyNumericColumnIsTheTarget() {
        Table table = Tables.of("when,temp,sky\n2012-01-01,1,sun\n2012-01-02,3,rain\n");
        ColumnChoice choice = choose(table, ColumnSettings.DEFAULT);
        assertThat(choice.targets()).containsExactly("temp");
        assertThatThrownBy(() -> choose(null, null, null))
                .hasMessage("columns.targets: name the column to forecast, one of temp, wind");
    }

    @Test
    void unknownAndDuplicateNamesAreRejected() {
        assertThatThrownBy(() -> choose(null, List.of("heat"), null))
                .hasMessage("columns.targets: data.csv has no column 'heat'; it has when, temp, wind, sky");
        assertThatThrownBy(() -> choose(null, List.of("temp", "temp"), null))
                .hasMessage("columns.targets: column 'temp' is named twice");
        assertThatThrownBy(() -> choose(null, List.of("temp"), List.of("wind", "wind")))
                .hasMessage("columns.features: column 'wind' is named twice");
        assertThatThrownBy(() -> choose("date", List.of("temp"), null))
                .hasMessageStartingWith("columns.time: data.csv has no");
        assertThatThrownBy(() -> choose(null, List.of("sky"), null))
                .hasMessage("columns.targets: column 'sky' of data.csv is text; expected numbers");
        assertThatThrownBy(() -> choose(null, List.of("when"), null)).hasMessageContaining("is the time column");
    }

    @Test
    void textWithTooManyValuesIsLeftOut() {
        StringBuilder text = new StringBuilder("x,note\n");
        for (int row = 0; row < 60; row++) {
            text.append(row * row).append(",note ").append(row).append('\n');
        }
        Table table = Tables.of(text.toString());
        ColumnChoice choice = choose(table, ColumnSettings.DEFAULT);
        assertThat(choice.leftOut()).containsOnlyKeys("note");
        assertThat(choice.features()).containsExactly("x");
        assertThatThrownBy(
                () -> choose(table, ColumnSettings.DEFAULT.withFeatures(List.of("x", "note"))))
                .hasMessageContaining("is text with 60 different values");
    }
}
