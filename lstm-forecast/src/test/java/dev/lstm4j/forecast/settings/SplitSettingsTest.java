package dev.lstm4j.forecast.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.training.data.Split;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitSettingsTest {
    private static SplitSettings split(String text) {
        double[] parts = Arrays.stream(text.split(",")).mapToDouble(Double::parseDouble).toArray();
        return new SplitSettings(parts[0], parts[1], parts[2]);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0.7,0.15,0.15 | 1461 | 1022 | 1241 | 1461",
            "0.6,0.2,0.2 | 10 | 6 | 8 | 10", "1000,200,261 | 1461 | 1000 | 1200 | 1461",
            "500,100,100 | 1461 | 500 | 600 | 700", "0.8,0,0.2 | 100 | 80 | 80 | 100",
            "0.333,0.333,0.333 | 99 | 32 | 65 | 99"})
    void boundariesAreSumsRoundedDown(String text, int rows, int training, int validation, int test) {
        assertThat(split(text).split(rows)).isEqualTo(new Split(training, validation, test));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"-1,1,1 | expected three numbers",
            "0.7,0.7,0.7 | expected fractions that add up to 1, found 0.7,0.7,0.7, which add up to 2.1",
            "100.5,20,20 | expected three fractions or three numbers of rows",
            "1000,0.2,0.2 | expected three fractions",
            "1000,300,300 | expected parts that add up to at most 1461, the number of rows, found 1600",
            "NaN,0,1 | expected three numbers"})
    void otherSplitsAreRefused(String text, String message) {
        assertThatThrownBy(() -> split(text).split(1461)).isInstanceOf(ForecastException.class)
                .hasMessageContaining(message);
    }

    @Test
    void eachPartNeedsAWindow() {
        split("37,7,7").requireWindows(51, 30, 7);
        split("37,0,7").requireWindows(44, 30, 7);
        refused("36,8,7", 51, "the training set has 36 of 51 rows, too few for a window with a lookback of 30 and a"
                + " horizon of 7; use a lookback of at most 29, or another split");
        refused("37,6,8", 51, "the validation set has 6 of 51 rows");
        refused("37,7,6", 50, "the test set has 6 of 50 rows");
        refused("0.7,0.15,0.15", 37, "the training set has 25 of 37 rows");
        refused("0.7,0.15,0.15", 20, "use at least 53 rows, or another split");
        refused("1,0,0", 90, "use another split or a shorter horizon");
        refused("1,0,0", 90, "the test set has 0 of 90 rows");
    }

    @Test
    void theNumberOfRowsThatIsNamedIsEnoughAndOneLessIsNot() {
        SplitSettings split = split("0.7,0.15,0.15");
        refused("0.7,0.15,0.15", 48, "or at least 53 rows");
        split.requireWindows(53, 30, 7);
        refused("0.7,0.15,0.15", 52, "use a lookback of at most 29, or at least 53 rows, or another split");
        split.requireWindows(52, 29, 7);
    }

    private static void refused(String split, int rows, String message) {
        assertThatThrownBy(() -> split(split).requireWindows(rows, 30, 7)).isInstanceOf(ForecastException.class)
                .hasMessageContaining(message);
    }
}
