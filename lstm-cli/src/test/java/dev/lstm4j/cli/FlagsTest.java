package dev.lstm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.Warning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/// Messages of the library with the names of the command line options.
class FlagsTest {

    @ParameterizedTest
    @EnumSource
    void everySettingHasAnOptionOfTrain(Setting setting) {
        assertThat(new CommandLine(new TrainCommand()).getCommandSpec().optionsMap()).containsKey(Flags.of(setting));
    }

    @Test
    void messagesNameTheirOptions() {
        assertThat(Flags.message(ForecastException.setting(Setting.SPLIT, "too short", Setting.LOOKBACK)))
                .isEqualTo("--split: too short (--lookback)");
        assertThat(Flags.message(ForecastException.table("a.csv: bad", Setting.MISSING, Setting.ALLOW_GAPS)))
                .isEqualTo("a.csv: bad (--missing, --allow-gaps)");
        assertThat(Flags.message(ForecastException.model("model: bad"))).isEqualTo("model: bad");
        assertThat(Flags.message(Warning.setting(Setting.EMA, "odd"))).isEqualTo("--ema: odd");
        assertThat(Flags.message(new Warning(Setting.EMA, "a.csv: odd"))).isEqualTo("a.csv: odd (--ema)");
        assertThat(Flags.message(new Warning("odd"))).isEqualTo("odd");
    }
}
