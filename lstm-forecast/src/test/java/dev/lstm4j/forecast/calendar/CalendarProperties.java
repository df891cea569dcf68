package dev.lstm4j.forecast.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.forecast.table.Spacing;
import dev.lstm4j.forecast.table.TimeStamp;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/// Rows of random calendars, generated day by day from a rule, are continued as the rule says.
class CalendarProperties {
    private static final int NEXT = 12;

    private static List<TimeStamp> rows(LocalDate first, Predicate<LocalDate> rule, Set<LocalTime> clocks, int count) {
        List<TimeStamp> rows = new ArrayList<>();
        for (LocalDate day = first; rows.size() < count; day = day.plusDays(1)) {
            if (rule.test(day)) {
                for (LocalTime clock : clocks) {
                    rows.add(Objects.requireNonNull(TimeStamp.parse(day + "T" + clock)));
                }
            }
        }
        return rows.subList(0, count);
    }

    private static void assertContinued(List<TimeStamp> all) {
        List<TimeStamp> known = all.subList(0, all.size() - NEXT);
        Spacing spacing = Spacing.typical(known);
        assertThat(spacing.breaks(known)).as(spacing.text()).isZero();
        assertThat(spacing.next(known.getLast(), NEXT)).as(spacing.text()).extracting(TimeStamp::local)
                .isEqualTo(all.subList(known.size(), all.size()).stream().map(TimeStamp::local).toList());
        assertThat(Spacing.of(spacing.step())).isEqualTo(spacing);
        for (int row = 1; row <= NEXT; row++) {
            assertThat(spacing.steps(known.getLast(), all.get(known.size() + row - 1))).isEqualTo(row);
        }
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.integers().between(-20_000, 40_000).map(LocalDate::ofEpochDay);
    }

    @Provide
    Arbitrary<Set<DayOfWeek>> weekdays() {
        return Arbitraries.of(DayOfWeek.class).set().ofMinSize(2).ofMaxSize(7).map(TreeSet::new);
    }

    @Provide
    Arbitrary<Set<LocalTime>> clocks() {
        return Arbitraries.integers().between(0, 95).map(quarter -> LocalTime.ofSecondOfDay(quarter * 900L)).set()
                .ofMinSize(1).ofMaxSize(12).map(TreeSet::new);
    }

    @Property
    void sameTimesOnSomeWeekdays(@ForAll("days") LocalDate first, @ForAll("weekdays") Set<DayOfWeek> weekdays,
            @ForAll("clocks") Set<LocalTime> clocks, @ForAll @IntRange(min = 0, max = 30) int more) {
        int weeks = 5;
        assertContinued(rows(first, day -> weekdays.contains(day.getDayOfWeek()), clocks,
                weeks * weekdays.size() * clocks.size() + more + NEXT));
    }

    @Property
    void daysOfTheMonth(@ForAll("days") LocalDate first, @ForAll @IntRange(min = 1, max = 27) int one,
            @ForAll @IntRange(min = 1, max = 31) int other, @ForAll @IntRange(min = 20, max = 60) int count) {
        assertContinued(rows(first, day -> Math.min(one, day.lengthOfMonth()) == day.getDayOfMonth()
                || Math.min(other, day.lengthOfMonth()) == day.getDayOfMonth(), Set.of(LocalTime.NOON), count + NEXT));
    }

    @Property
    void businessDaysOfTheMonth(@ForAll("days") LocalDate first, @ForAll boolean last,
            @ForAll @IntRange(min = 24, max = 60) int count) {
        assertContinued(rows(first, day -> {
            int towards = last ? 1 : -1;
            boolean onlyWeekendBeyond = true;
            for (LocalDate other = day.plusDays(towards); other.getMonth() == day.getMonth(); other = other
                    .plusDays(towards)) {
                onlyWeekendBeyond &= other.getDayOfWeek().getValue() > 5;
            }
            return day.getDayOfWeek().getValue() <= 5 && onlyWeekendBeyond;
        }, Set.of(LocalTime.MIDNIGHT), count + NEXT));
    }

    @Property(tries = 200)
    void yearsWithoutADay(@ForAll @IntRange(min = 1900, max = 2090) int year,
            @ForAll @IntRange(min = 0, max = 1) int kind,
            @ForAll @IntRange(min = 1, max = 8) int aDay) {
        Predicate<LocalDate> rule = kind == 0
                ? day -> !MonthDay.from(day).equals(MonthDay.of(2, 29))
                : day -> day.getDayOfYear() < 366;
        Set<LocalTime> clocks = new TreeSet<>();
        for (int k = 0; k < 24; k += 24 / aDay) {
            clocks.add(LocalTime.of(k, 0));
        }
        assertContinued(rows(LocalDate.of(year, 1, 5), rule, clocks, 5 * 366 * clocks.size() + NEXT));
    }

    @Property
    void stepsFromEachFirstOfJanuary(@ForAll @IntRange(min = 1900, max = 2090) int year,
            @ForAll @IntRange(min = 6, max = 30) int step) {
        assertContinued(rows(LocalDate.of(year, 1, 1), day -> (day.getDayOfYear() - 1) % step == 0,
                Set.of(LocalTime.MIDNIGHT), 4 * 366 / step + NEXT));
    }
}
