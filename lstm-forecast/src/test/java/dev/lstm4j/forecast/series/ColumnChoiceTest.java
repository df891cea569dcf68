package dev.lstm4j.forecast.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.forecast.Tables;
import dev.lstm4j.forecast.table.Cells;
import dev.lstm4j.forecast.table.CsvTable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ColumnChoiceTest {
    private static final CsvTable TABLE = Tables.of("""
            when,temp,wind,sky
            2012-01-01,1,2,sun
            2012-01-02,3,n/a,rain
            2012-01-03,5,7,sun
            """);

    private static ColumnChoice choose(@Nullable String time, @Nullable List<String> targets,
            @Nullable List<String> features) {
        return ColumnChoice.choose(TABLE, new Cells(List.of()), new ColumnChoice.Wish(time, targets, features));
    }

    @Test
    void everythingIsAFeatureUnlessSomethingIsAskedFor() {
        ColumnChoice choice = choose(null, List.of("temp"), null);
        assertThat(choice.time()).isEqualTo("when");
        assertThat(choice.features()).containsExactly("temp", "wind", "sky", "when");
        assertThat(choice.texts()).containsExactly("sky");
        assertThat(choice.numbers()).as("wind is numbers with one bad cell").containsExactly("temp", "wind");
    }

    @Test
    void askedForMeansNoOthers() {
        ColumnChoice choice = choose(null, List.of("temp"), List.of("wind", "when"));
        assertThat(choice.features()).containsExactly("wind", "when");
        assertThat(choice.numbers()).containsExactly("wind", "temp");
        assertThat(choose("none", List.of("temp"), List.of("temp")).time()).isNull();
    }

    @Test
    void theOnlyNumbersAreTheTarget() {
        CsvTable table = Tables.of("when,temp,sky\n2012-01-01,1,sun\n2012-01-02,3,rain\n");
        ColumnChoice choice = ColumnChoice.choose(table, new Cells(List.of()),
                new ColumnChoice.Wish(null, null, null));
        assertThat(choice.targets()).containsExactly("temp");
        assertThatThrownBy(() -> choose(null, null, null))
                .hasMessage("--target: expected the column to forecast, one of temp, wind, found none");
    }

    @Test
    void unknownAndDoubledNamesAreRefused() {
        assertThatThrownBy(() -> choose(null, List.of("heat"), null))
                .hasMessage("--target: data.csv has no column 'heat'; it has when, temp, wind, sky");
        assertThatThrownBy(() -> choose(null, List.of("temp", "temp"), null))
                .hasMessage("--target: column 'temp' is named twice");
        assertThatThrownBy(() -> choose(null, List.of("temp"), List.of("wind", "wind")))
                .hasMessage("--features: column 'wind' is named twice");
        assertThatThrownBy(() -> choose("date", List.of("temp"), null))
                .hasMessageStartingWith("--time: data.csv has no");
        assertThatThrownBy(() -> choose(null, List.of("sky"), null))
                .hasMessage("--target: column 'sky' of data.csv is text; expected numbers");
        assertThatThrownBy(() -> choose(null, List.of("when"), null)).hasMessageContaining("is the time column");
    }

    @Test
    void textThatIsNoCategoryIsLeftOut() {
        StringBuilder text = new StringBuilder("x,note\n");
        for (int row = 0; row < 60; row++) {
            text.append(row).append(",note ").append(row).append('\n');
        }
        CsvTable table = Tables.of(text.toString());
        Cells cells = new Cells(List.of());
        ColumnChoice choice = ColumnChoice.choose(table, cells, new ColumnChoice.Wish(null, null, null));
        assertThat(choice.leftOut()).containsExactly("note");
        assertThat(choice.features()).containsExactly("x");
        assertThatThrownBy(
                () -> ColumnChoice.choose(table, cells, new ColumnChoice.Wish(null, null, List.of("x", "note"))))
                .hasMessageContaining("is text with 60 different values");
    }
}
