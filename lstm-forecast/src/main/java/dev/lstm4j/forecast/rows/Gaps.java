package dev.lstm4j.forecast.rows;

import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.MissingPolicy;
import dev.lstm4j.forecast.settings.ReadingSettings;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.forecast.table.Spacing;
import dev.lstm4j.forecast.table.TimeColumn;
import dev.lstm4j.forecast.table.TimeStamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the spacing of rows, and fills, accepts or refuses gaps.
final class Gaps {
    /// Gaps that can be filled: this many, or this share of the rows; with at most so many rows in one and so large a
    /// share of rows in all of them.
    private static final int FEW = 3;
    private static final double FEW_SHARE = 0.01;
    private static final int LONGEST = 48;
    private static final double MOST_MISSING = 0.1;
    /// The most steps without rows for each step with rows.
    private static final int MOST_EMPTY = 100;
    /// With more uneven steps than this share, the times are irregular.
    private static final double IRREGULAR = 0.2;

    private final Rows rows;
    private final Spacing spacing;
    private final Steps steps;
    private final boolean resampled;
    private final ReadingSettings rules;

    private Gaps(Rows rows, Spacing spacing, boolean resampled, ReadingSettings rules) {
        this.rows = rows;
        this.spacing = spacing;
        this.steps = Steps.of(rows.stamps(), spacing);
        this.resampled = resampled;
        this.rules = rules;
    }

    /// Rows with even times, or with gaps that are accepted.
    ///
    /// @param rows with rising times
    /// @param resampled the step of resampled rows, or null
    /// @param learned the spacing that a model knows, or null
    static TimedRows of(Rows rows, @Nullable Spacing resampled, @Nullable Spacing learned, ReadingSettings rules,
            Aggregation aggregation, List<Warning> warnings) {
        if (rows.count() < 2) {
            return new TimedRows(rows.table(), new TimeColumn(rows.name(), rows.stamps(), null), warnings);
        }
        Spacing found = resampled == null ? Spacing.typical(rows.stamps()) : withDaysOff(resampled, rows);
        boolean known = learned != null && learned.breaks(rows.stamps()) <= found.breaks(rows.stamps());
        Gaps gaps = new Gaps(rows, known && learned != null ? learned : found, resampled != null, rules);
        gaps.describeCalendar(known, warnings);
        return gaps.treat(aggregation, warnings);
    }

    /// The spacing of resampled rows, with a calendar only if its steps are as long as requested.
    private static Spacing withDaysOff(Spacing resampled, Rows rows) {
        Spacing found = resampled.orCalendar(rows.stamps());
        return found.micros() == resampled.micros() && found.months() == resampled.months() ? found : resampled;
    }

    /// Says which calendar was found, unless it is that of a model, and which rows do not fit.
    private void describeCalendar(boolean known, List<Warning> warnings) {
        int[] holidays = steps.holidays();
        int[] others = steps.others();
        if (spacing.calendar() != null && (!known || others.length > 0)) {
            warnings.add(new Warning(rows.column() + ": the rows are " + spacing.text() + " apart"
                    + (holidays.length == 0
                            ? ""
                            : ", with " + count(holidays.length, "break") + " for holidays, the first after "
                                    + rows.at(holidays[0] - 1))
                    + (others.length == 0
                            ? ""
                            : "; " + count(others.length, "row") + " at other times, the first at "
                                    + rows.at(others[0]))));
        }
    }

    private TimedRows treat(Aggregation aggregation, List<Warning> warnings) {
        if (steps.gaps().length + steps.uneven().length == 0) {
            return asIs(spacing, warnings);
        }
        boolean irregular = isIrregular();
        if (rules.allowGaps()) {
            warnings.add(new Warning(Setting.ALLOW_GAPS, irregular
                    ? rows.column() + ": " + irregular() + "; windows span them"
                    : gaps() + "; windows span them"));
            return asIs(irregular ? Spacing.fixed(Math.max(1, Steps.median(rows.stamps()))) : spacing, warnings);
        }
        if (irregular) {
            throw ForecastException.table(
                    rows.place(steps.first()) + ": " + irregular() + "; resample them to even steps, or allow gaps",
                    Setting.RESAMPLE,
                    Setting.ALLOW_GAPS);
        }
        if (resampled && steps.allMissing() > MOST_EMPTY * (long) rows.count() + FEW) {
            throw ForecastException.setting(Setting.RESAMPLE,
                    "expected a step so long that most steps have rows, found "
                            + spacing.text() + ": " + gaps());
        }
        if (rules.missing() == MissingPolicy.REFUSE || steps.uneven().length > 0 || !areFew()) {
            throw refused();
        }
        warnings.add(
                new Warning(Setting.MISSING, gaps() + "; these rows are added, with missing values" + clockChange()));
        return filled(aggregation, warnings);
    }

    /// A hint at gaps that are none in the right time zone.
    private String clockChange() {
        for (int row : steps.gaps()) {
            if (ClockChange.setForward(rows, row) != null) {
                return "; the gap before " + rows.at(row)
                        + " may only be the change to daylight saving time: name the time"
                        + " zone of the times";
            }
        }
        return "";
    }

    private TimedRows asIs(Spacing usual, List<Warning> warnings) {
        return new TimedRows(rows.table(), new TimeColumn(rows.name(), rows.stamps(), usual), warnings);
    }

    private boolean isIrregular() {
        return !resampled && steps.uneven().length + steps.gaps().length > IRREGULAR * (rows.count() - 1)
                && steps.uneven().length + steps.gaps().length > FEW;
    }

    private String irregular() {
        return "the times are irregular: the steps between rows are " + Steps.describe(rows.stamps());
    }

    private boolean areFew() {
        return resampled || steps.gaps().length <= Math.max(FEW, FEW_SHARE * rows.count()) && steps.longest() <= LONGEST
                && steps.allMissing() <= Math.max(FEW, MOST_MISSING * rows.count());
    }

    /// The gaps in words.
    private String gaps() {
        int row = steps.first();
        int gaps = steps.gaps().length;
        int uneven = steps.uneven().length;
        return rows.column() + ": " + (gaps == 0
                ? ""
                : count(gaps, "gap") + " with "
                        + count(steps.allMissing(), "missing row"))
                + (gaps > 0 && uneven > 0 ? " and " : "")
                + (uneven == 0 ? "" : count(uneven, "uneven step")) + ", the first after " + rows.at(row - 1);
    }

    private static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    private ForecastException refused() {
        int row = steps.first();
        if (resampled) {
            return ForecastException.table(gaps() + "; a step without rows is a missing value; fill it, or allow gaps",
                    Setting.MISSING,
                    Setting.ALLOW_GAPS);
        }
        String clock = ClockChange.setForward(rows, row);
        if (clock != null) {
            return ForecastException.table(clock, Setting.ZONE);
        }
        String found = rows.place(row) + ": expected " + spacing.plus(rows.stamps().get(row - 1), 1) + ", "
                + spacing.text() + " after " + rows.at(row - 1) + ", found " + rows.stamps().get(row);
        if (steps.uneven().length > 0) {
            return ForecastException.table(found + "; " + steps.uneven().length + " of " + (rows.count() - 1)
                    + " steps are uneven; make the times even, resample them, or allow gaps", Setting.RESAMPLE,
                    Setting.ALLOW_GAPS);
        }
        String all = found + "; there " + (steps.gaps().length == 1 ? "is " : "are ")
                + count(steps.gaps().length, "gap")
                + " with " + count(steps.allMissing(), "missing row");
        return areFew()
                ? ForecastException.table(all + "; fill them as missing values, allow gaps, or resample",
                        Setting.MISSING, Setting.ALLOW_GAPS, Setting.RESAMPLE)
                : ForecastException.table(all + ", too many to fill; allow gaps, or resample", Setting.ALLOW_GAPS,
                        Setting.RESAMPLE);
    }

    /// Rows without values in the gaps.
    private TimedRows filled(Aggregation aggregation, List<Warning> warnings) {
        int all = Math.toIntExact(rows.count() + steps.allMissing());
        int[] origins = new int[all];
        List<TimeStamp> stamps = new ArrayList<>(all);
        int next = 0;
        for (int row = 0; row < rows.count(); row++) {
            if (next < steps.gaps().length && steps.gaps()[next] == row) {
                Arrays.fill(origins, stamps.size(), stamps.size() + steps.missing()[next], row - 1);
                stamps.addAll(spacing.next(rows.stamps().get(row - 1), steps.missing()[next++]));
            }
            origins[stamps.size()] = row;
            stamps.add(rows.stamps().get(row));
        }
        return new TimedRows(aggregation.spread(rows.table(), origins),
                new TimeColumn(rows.name(), stamps, spacing), warnings);
    }
}
