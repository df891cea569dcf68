package dev.lstm4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.SeriesProfile;
import dev.lstm4j.SeriesProfile.Calendar;
import dev.lstm4j.io.internal.MalformedJsonException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The calendar in the profile of a model file.
class ProfileJsonTest {

    @ParameterizedTest
    @EnumSource
    void everyCalendarIsReadBack(Calendar.Kind kind) throws MalformedJsonException {
        List<Long> numbers = switch (kind) {
            case WEEK -> List.of(34_200_000_000L, 604_799_999_999L);
            case DAYS_OF_MONTH -> List.of(1L, 15L, 31L);
            case WEEKDAY_OF_MONTH -> List.of(-1L, 5L);
            default -> List.of();
        };
        SeriesProfile profile = new SeriesProfile(new SeriesProfile.Step(1, 0, 0, new Calendar(kind, numbers)),
                List.of());
        assertThat(ProfileJson.read(ProfileJson.write(profile))).isEqualTo(profile);
    }

    @Test
    void aProfileWithoutACalendarIsWrittenAsBefore() {
        assertThat(ProfileJson.write(new SeriesProfile(new SeriesProfile.Step(86_400_000_000L, 0, 0), List.of())))
                .isEqualTo("{\"step\":{\"micros\":86400000000,\"months\":0,\"anchor_day\":0},\"targets\":[]}");
    }

    @Test
    void theRangeIsReadBack() throws MalformedJsonException {
        for (SeriesProfile.Bounds bounds : List.of(new SeriesProfile.Bounds(0, 1.0 / 3),
                new SeriesProfile.Bounds(Double.NEGATIVE_INFINITY, -1e-300), SeriesProfile.Bounds.NONE)) {
            SeriesProfile profile = new SeriesProfile(null, List.of(), bounds);
            assertThat(ProfileJson.read(ProfileJson.write(profile))).isEqualTo(profile);
        }
        assertThatThrownBy(() -> ProfileJson.read("{\"targets\":[],\"minimum\":2,\"maximum\":1}"))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("series: bounds: expected a minimum below the maximum, found 2.0 and 1.0");
    }

    @Test
    void unknownCalendarsAreRefused() {
        assertThatThrownBy(() -> ProfileJson.read("{\"step\":{\"micros\":1,\"months\":0,\"anchor_day\":0,\"calendar\":"
                + "{\"kind\":\"moon\",\"numbers\":[]}},\"targets\":[]}")).isInstanceOf(MalformedJsonException.class)
                .hasMessage("series: calendar: expected a kind that this version knows, found 'moon'");
    }
}
