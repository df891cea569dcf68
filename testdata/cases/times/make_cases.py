#!/usr/bin/env python3
"""Writes the CSV files of this folder and cases.csv, which says how each must be read; see ../common.py.

    python3 testdata/cases/times/make_cases.py
"""

import calendar
import datetime
import pathlib
import sys

sys.path.append(str(pathlib.Path(__file__).parent.parent))
from common import ROWS, Y, Cases, text

cases = Cases(pathlib.Path(__file__).parent)
case = cases.add

DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)
UTC = datetime.timezone.utc
START = datetime.datetime(2020, 1, 1)
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
GERMAN = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
FRENCH = "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.".split()
SPANISH = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
ITALIAN = "gen feb mar apr mag giu lug ago set ott nov dic".split()


def days(count, start=START):
    return [start + i * DAY for i in range(count)]


def hours(count, start=START):
    return [start + i * HOUR for i in range(count)]


def months(count, year=2012, month=1):
    return [datetime.datetime(year + (month - 1 + i) // 12, (month - 1 + i) % 12 + 1, 1) for i in range(count)]


def quarters(count):
    return months(3 * count)[::3]


def written(name, steps, write, options="", says="", like="", header="date"):
    """A column of times, and the three that follow as the program must write them."""
    cells = [write(t) for t in steps(ROWS + 3)]
    quoted = [f'"{c}"' if "," in c else c for c in cells]
    case(name, text(f"{header},y", [quoted[:ROWS], Y]), options, 0, says, like, "|".join(cells[ROWS:]))


def daily(name, write, **more):
    written(name, days, write, like="plain_days.csv", **more)


def hourly(name, write, **more):
    written(name, hours, write, like="plain_hours.csv", **more)


def monthly(name, write, **more):
    written(name, months, write, like="plain_months.csv", **more)


def am_pm(t, am="AM", pm="PM"):
    return f"{t.hour % 12 or 12}:{t:%M} {am if t.hour < 12 else pm}"


def ordinal(n):
    return f"{n}{'th' if n // 10 == 1 else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"


def late(t):
    """Midnight as hour 24 of the day before."""
    return f"{t - DAY:%d.%m.%Y} 24:00" if t.hour == 0 else f"{t:%d.%m.%Y %H:%M}"


def week(t, form):
    year, number, weekday = t.isocalendar()
    return form.format(y=year, w=number, d=weekday)


def epoch(t):
    return int(t.replace(tzinfo=UTC).timestamp())


# What the others are compared with
written("plain_days.csv", days, lambda t: f"{t:%Y-%m-%d}")
written("plain_hours.csv", hours, lambda t: f"{t:%Y-%m-%d %H:%M}")
written("plain_months.csv", months, lambda t: f"{t:%Y-%m}")
written("plain_quarters.csv", quarters, lambda t: f"{t:%Y-%m}")
written("plain_weeks.csv", lambda n: [datetime.datetime(2019, 10, 14) + 7 * i * DAY for i in range(n)],
        lambda t: f"{t:%Y-%m-%d}")

# ISO 8601
hourly("iso_t.csv", lambda t: f"{t:%Y-%m-%dT%H:%M:%S}")
hourly("iso_utc.csv", lambda t: f"{t:%Y-%m-%dT%H:%M:%SZ}")
hourly("iso_offset.csv", lambda t: f"{t:%Y-%m-%dT%H:%M}+01:00")
hourly("iso_offset_space.csv", lambda t: f"{t:%Y-%m-%d %H:%M:%S} +0530")
hourly("iso_offset_hour.csv", lambda t: f"{t:%Y-%m-%d %H:%M:%S}+00")
hourly("iso_utc_word.csv", lambda t: f"{t:%Y-%m-%d %H:%M:%S} UTC")
hourly("iso_zone.csv", lambda t: f"{t:%Y-%m-%dT%H:%M}+01:00[Africa/Lagos]")
written("iso_fraction.csv", hours, lambda t: f"{t:%Y-%m-%d %H:%M:%S}.250")
hourly("iso_comma.csv", lambda t: f"{t:%Y-%m-%d %H:%M:%S},000", header="when")
hourly("iso_nanoseconds.csv", lambda t: f"{t:%Y-%m-%dT%H:%M:%S}.000000001Z")
hourly("iso_hour.csv", lambda t: f"{t:%Y-%m-%d %H}")
daily("iso_compact.csv", lambda t: f"{t:%Y%m%d}")
daily("iso_compact_no_name.csv", lambda t: f"{t:%Y%m%d}", header="x")
hourly("iso_compact_t.csv", lambda t: f"{t:%Y%m%dT%H%M}")
hourly("iso_compact_utc.csv", lambda t: f"{t:%Y%m%dT%H%M%SZ}")
hourly("iso_compact_minutes.csv", lambda t: f"{t:%Y%m%d%H%M}", header="timestamp")
daily("iso_day_of_year.csv", lambda t: f"{t:%Y-%j}")
cells = [f"{t:%Y-%m-%d %H:%M}".replace(" 00:00", "") for t in hours(ROWS)]
case("midnight_without_time.csv", text("date,y", [cells, Y]), like="plain_hours.csv",
     times="2020-01-04 08:00|2020-01-04 09:00|2020-01-04 10:00")
case("midnight_without_time_next.csv", text("date,y", [[f"{t:%Y-%m-%d %H:%M}".replace(" 00:00", "") for t in hours(ROWS, START + 15 * HOUR)], Y]),
     times="2020-01-04 23:00|2020-01-05|2020-01-05 01:00")

# Numbers
daily("dmy_points.csv", lambda t: f"{t:%d.%m.%Y}")
daily("dmy_points_short.csv", lambda t: f"{t.day}.{t.month}.{t:%y}")
daily("dmy_slashes.csv", lambda t: f"{t:%d/%m/%Y}")
daily("dmy_dashes.csv", lambda t: f"{t.day}-{t.month}-{t.year}")
daily("mdy_slashes.csv", lambda t: f"{t.month}/{t.day}/{t.year}")
daily("mdy_two_digits.csv", lambda t: f"{t:%m/%d/%y}")
daily("ymd_slashes.csv", lambda t: f"{t.year}/{t.month}/{t.day}")
daily("ymd_points.csv", lambda t: f"{t:%Y.%m.%d}")
daily("ymd_two_digits.csv", lambda t: f"{t:%y-%m-%d}")
hourly("dmy_time.csv", lambda t: f"{t:%d.%m.%Y} {t.hour}:{t:%M}")
hourly("dmy_hour_24.csv", late)
hourly("mdy_am_pm.csv", lambda t: f"{t.month}/{t.day}/{t.year} {am_pm(t)}", options="--time-format M/d/yyyy\\ h:mm\\ a")
written("mdy_am_pm_found.csv", lambda n: hours(n, datetime.datetime(2020, 1, 30)),
        lambda t: f"{t:%m/%d/%Y} {am_pm(t, 'a.m.', 'p.m.')}")
hourly("month_am_pm.csv", lambda t: f"{t:%d-}{MONTHS[t.month - 1].upper()}-{t:%y} {t:%I.%M.%S} {'AM' if t.hour < 12 else 'PM'}")

# The order of day and month
only_first_days = [f"{m:%d/%m/%Y}" for m in months(ROWS)]
case("dmy_by_spacing.csv", text("date,y", [only_first_days, Y]), like="plain_months.csv",
     times="01/09/2018|01/10/2018|01/11/2018")
case("mdy_by_spacing.csv", text("date,y", [[f"{m:%m/%d/%Y}" for m in months(ROWS)], Y]), like="plain_months.csv",
     times="09/01/2018|10/01/2018|11/01/2018")
one_day = [f"{t:%d/%m/%Y %H:%M}" for t in [datetime.datetime(2020, 2, 1) + i * datetime.timedelta(minutes=10) for i in range(ROWS)]]
case("ambiguous.csv", text("date,y", [one_day, Y]), code=2,
     says="line 2, column date: '01/02/2020 00:00' is 1 February 2020 or 2 January 2020, and the other cells do not show which;"
          " name the format of the times, dd/MM/yyyy HH:mm or MM/dd/yyyy HH:mm (--time-format)")
case("ambiguous_day_first.csv", text("date,y", [one_day, Y]), "--time-format dd/MM/yyyy\\ HH:mm",
     times="01/02/2020 13:20|01/02/2020 13:30|01/02/2020 13:40")
case("ambiguous_month_first.csv", text("date,y", [one_day, Y]), "--time-format MM/dd/yyyy\\ HH:mm",
     times="01/02/2020 13:20|01/02/2020 13:30|01/02/2020 13:40")
case("points_are_day_first.csv", text("date,y", [[c.replace("/", ".") for c in one_day], Y]), like="ambiguous_day_first.csv",
     times="01.02.2020 13:20|01.02.2020 13:30|01.02.2020 13:40")
case("both_orders.csv", text("date,y", [["13/01/2020"] + [f"{t:%m/%d/%Y}" for t in days(ROWS)][14:] + ["x"] * 13, Y]), code=2,
     says="(--time-format, --time)")

# Names
daily("day_month_year.csv", lambda t: f"{t:%d}-{MONTHS[t.month - 1]}-{t.year}")
daily("day_month_upper.csv", lambda t: f"{t:%d}{MONTHS[t.month - 1].upper()}{t.year}")
daily("day_month_full.csv", lambda t: f"{t.day} {calendar.month_name[t.month]} {t.year}")
daily("month_day_year.csv", lambda t: f"{calendar.month_name[t.month]} {t.day}, {t.year}")
daily("month_day_ordinal.csv", lambda t: f"{MONTHS[t.month - 1]} {ordinal(t.day)}, {t.year}")
daily("weekday.csv", lambda t: f"{calendar.day_abbr[t.weekday()]}, {t:%d} {MONTHS[t.month - 1]} {t.year}")
daily("german.csv", lambda t: f"{t.day}. {GERMAN[t.month - 1]} {t.year}", header="Datum")
daily("french.csv", lambda t: f"{t.day} {FRENCH[t.month - 1]} {t.year}")
daily("spanish.csv", lambda t: f"{t.day} de {SPANISH[t.month - 1]} de {t.year}", header="Fecha")
daily("italian.csv", lambda t: f"{t.day} {ITALIAN[t.month - 1]} {t.year}", header="Data")
monthly("month_year.csv", lambda t: f"{MONTHS[t.month - 1]} {t.year}")
monthly("month_short_year.csv", lambda t: f"{MONTHS[t.month - 1]}-{t:%y}", header="Month")
monthly("year_month_name.csv", lambda t: f"{t.year} {MONTHS[t.month - 1]}")
written("month_century.csv", lambda n: months(n, 1966), lambda t: f"{MONTHS[t.month - 1]}-{t:%y}")
hourly("log.csv", lambda t: f"{t:%d}/{MONTHS[t.month - 1]}/{t.year}:{t:%H:%M:%S} +0000")
case("wrong_weekday.csv", text("date,y", [[f'"{calendar.day_abbr[t.weekday()]}, {t:%d} {MONTHS[t.month - 1]} {t.year}"' if t.day != 20
     else '"Sun, 20 Jan 2020"' for t in days(ROWS)], Y]), code=2, says="expected a valid date or time, found 'Sun, 20 Jan 2020'")
case("day_without_year.csv", text("date,y", [[f"{MONTHS[t.month - 1]}-{t:%d}" for t in days(ROWS)], Y]), code=2,
     says="line 2, column date: expected a date or time such as 2012-01-31 or 31.01.2012 18:00, found 'Jan-01'")

# Months, quarters, weeks, years
monthly("month_slash.csv", lambda t: f"{t:%Y/%m}")
monthly("month_first.csv", lambda t: f"{t:%m/%Y}")
monthly("month_letter.csv", lambda t: f"{t:%YM%m}")
monthly("month_compact.csv", lambda t: f"{t:%Y%m}")
monthly("month_point.csv", lambda t: f"{t:%Y.%m}")
cells = [f"{i // 12 + 1}-{i % 12 + 1:02}" for i in range(ROWS + 3)]
case("month_of_counted_year.csv", text("Month,y", [cells[:ROWS], Y]), times="|".join(cells[ROWS:]))
for name, form in (("space", "{y} Q{q}"), ("joined", "{y}Q{q}"), ("dash", "{y}-Q{q}"), ("first", "Q{q} {y}"), ("short", "Q{q}-{s:02}"),
                   ("before", "{q}Q{y}")):
    written(f"quarter_{name}.csv", quarters, lambda t: form.format(y=t.year, q=(t.month + 2) // 3, s=t.year % 100),
            like="plain_quarters.csv")
for name, form in (("dash", "{y}-W{w:02}"), ("joined", "{y}W{w:02}"), ("day", "{y}-W{w:02}-{d}"), ("space", "{y} W{w:02}")):
    written(f"week_{name}.csv", lambda n: [datetime.datetime(2019, 10, 14) + 7 * i * DAY for i in range(n)],
            lambda t: week(t, form), like="plain_weeks.csv")
years = [str(1941 + i) for i in range(ROWS + 3)]
case("year.csv", text("year,y", [years[:ROWS], Y]), times="|".join(years[ROWS:]))
case("year_not_first.csv", text("y,Year", [Y, years[:ROWS]]), times="|".join(years[ROWS:]))
case("year_by_place.csv", text("x,y", [years[:ROWS], Y]), says="column x: read as times (yyyy)", like="year.csv", times="|".join(years[ROWS:]))
case("not_years.csv", text("y,stock", [Y, [str(1941 + i * 7 % 80) for i in range(ROWS)]]), times="1|2|3")

# Counts from 1970
hourly("epoch_seconds.csv", lambda t: str(epoch(t)), header="timestamp")
hourly("epoch_milliseconds.csv", lambda t: str(epoch(t) * 1000), header="ts")
hourly("epoch_microseconds.csv", lambda t: str(epoch(t) * 10**6), header="epoch")
hourly("epoch_nanoseconds.csv", lambda t: str(epoch(t) * 10**9), header="unix_time")
hourly("epoch_decimals.csv", lambda t: f"{epoch(t)}.0", header="time", options="--time time")
written("epoch_fraction.csv", hours, lambda t: f"{epoch(t)}.5", header="time")
hourly("epoch_asked_for.csv", lambda t: str(epoch(t)), header="x", options="--time x")
case("elapsed.csv", text("time,y", [[f"{i / 2}" for i in range(ROWS)], Y]), says="column time: read as numbers, not as times",
     times="1|2|3")

# Several columns
dates = [f"{t:%Y-%m-%d}" for t in hours(ROWS)]
clocks = [f"{t:%H:%M}" for t in hours(ROWS)]
NEXT = "2020-01-04 08:00|2020-01-04 09:00|2020-01-04 10:00"
case("date_and_time.csv", text("Date,Time,y", [dates, clocks, Y]), says="are read as one time; name the time column, or none, to change that (--time)", like="plain_hours.csv", times=NEXT)
case("date_and_time_asked_for.csv", text("Date,Time,y", [dates, clocks, Y]), "--time Date,Time", like="plain_hours.csv", times=NEXT)
case("time_and_date.csv", text("Time,y,Date", [clocks, Y, dates]), "--time Time,Date", like="plain_hours.csv", times=NEXT)
case("date_and_seconds.csv", text("Date;Time;y", [[f"{t:%d/%m/%Y}" for t in hours(ROWS)], [f"{t:%H.%M.%S}" for t in hours(ROWS)], Y], ";"),
     "--time-format dd/MM/yyyy\\ HH.mm.ss --time Date,Time --decimal .", like="plain_hours.csv",
     times="04/01/2020 08.00.00|04/01/2020 09.00.00|04/01/2020 10.00.00")
case("date_and_hour.csv", text("date,hour,y", [dates, [str(t.hour) for t in hours(ROWS)], Y]), says="columns date, hour are read as one time",
     like="plain_hours.csv", times="2020-01-04 8|2020-01-04 9|2020-01-04 10")
parts = [[str(getattr(t, part)) for t in hours(ROWS)] for part in ("year", "month", "day", "hour")]
case("year_month_day_hour.csv", text("year,month,day,hour,y", parts + [Y]), says="columns year, month, day, hour are read as one time",
     like="plain_hours.csv", times="2020 1 4 8|2020 1 4 9|2020 1 4 10")
case("year_month_day_hour_asked_for.csv", text("hour,day,month,year,y", parts[::-1] + [Y]), "--time year,month,day,hour",
     like="plain_hours.csv", times="2020 1 4 8|2020 1 4 9|2020 1 4 10")
case("year_and_month.csv", text("Year,Month,y", [[str(t.year) for t in months(ROWS)], [MONTHS[t.month - 1] for t in months(ROWS)], Y]),
     says="columns Year, Month are read as one time", like="plain_months.csv", times="2018 Sep|2018 Oct|2018 Nov")
case("several_clocks.csv", text("date,start,end,y", [dates, clocks, clocks, Y]), code=2, says="name the column of dates and one of these (--time)")
case("part_is_unknown.csv", text("Date,Time,y", [dates, clocks, Y]), "--time Date,Clock", 2, "--time: ")
case("impossible_hour.csv", text("Date,Time,y", [dates, ["25:00" if i == 30 else c for i, c in enumerate(clocks)], Y]), "--time Date,Time", 2,
     "line 32, column Date Time: expected a valid date or time, found '2020-01-02 25:00'")
case("time_of_day_alone.csv", text("time,y", [clocks, Y]), code=2, says="found the time of day '00:00'")
case("second_dates.csv", text("date,y,updated", [[f"{t:%Y-%m-%d}" for t in days(ROWS)], Y, [f"{t:%Y-%m-%d}" for t in days(ROWS)]]),
     says="column updated: left out, since it holds times, and the time column is 'date'", like="plain_days.csv")

# A given format
daily("format_given.csv", lambda t: f"{t:%d%m%Y}", options="--time-format ddMMyyyy")
monthly("format_given_name.csv", lambda t: f"{MONTHS[t.month - 1].upper()}{t:%y}", options="--time-format MMMyy")
case("format_does_not_fit.csv", text("date,y", [[f"{t:%d/%m/%Y}" for t in days(ROWS)], Y]), "--time-format MM/dd/yyyy", 2,
     "line 14, column date: expected a date or time in the format MM/dd/yyyy, found '13/01/2020'; correct it, or name another format (--time-format)")
case("format_is_none.csv", text("date,y", [[f"{t:%d/%m/%Y}" for t in days(ROWS)], Y]), "--time-format jj", 2, "--time-format: expected a pattern")
case("format_without_year.csv", text("date,y", [[f"{t:%d/%m/%Y}" for t in days(ROWS)], Y]), "--time-format dd/MM", 2,
     "--time-format: expected a pattern")
case("format_for_no_column.csv", text("day,y", [[f"{t:%d/%m/%Y}" for t in days(ROWS)], Y]), "--time-format HH-yyyy", 2,
     "expected a column of times in the format HH-yyyy, found none")

# What cannot be read
iso = [f"{t:%Y-%m-%d}" for t in days(ROWS)]
case("impossible_date.csv", text("date,y", [[c.replace("2020-01-31", "2021-02-29") for c in iso], Y]), code=2,
     says="line 32, column date: expected a valid date or time, found '2021-02-29'")
case("impossible_day.csv", text("date,y", [[f"{t:%d.%m.%Y}".replace("01.03.", "31.02.") for t in days(ROWS)], Y]), code=2,
     says="expected a valid date or time, found '31.02.2020'")
case("another_format.csv", text("date,y", [[c.replace("2020-01-31", "31.01.2020") for c in iso], Y]), code=2,
     says="line 32, column date: expected a date or time written as on line 2 ('2020-01-01'), found '31.01.2020'; name the format of the times,"
          " or use no time column (--time-format, --time)")
case("no_time.csv", text("date,y", [["soon"] + iso[1:], Y]), code=2, says="line 2, column date: expected a date or time written as on line 3 ('2020-01-02'), found 'soon'")
case("empty_time.csv", text("date,y", [iso[:20] + [""] + iso[21:], Y]), code=2, says="line 22, column date: expected a date or time, found an empty cell")
case("mixed_formats.csv", text("when,y", [[f"{t:%Y-%m-%d}" if i % 2 else f"{t:%d.%m.%Y}" for i, t in enumerate(days(ROWS))], Y]), code=2,
     says="column when: expected a date or time written as on line 2 ('01.01.2020'), found '2020-01-02'")
case("zone_name.csv", text("when,y", [[f"{t:%Y-%m-%d %H:%M} CET" for t in hours(ROWS)], Y]), code=2,
     says="line 2, column when: expected a date or time such as 2012-01-31 or 31.01.2012 18:00, found '2020-01-01 00:00 CET'")
hourly("zone_name_given.csv", lambda t: f"{t:%Y-%m-%d %H:%M} CET", options="--time-format yyyy-MM-dd\\ HH:mm\\ z")
case("text_named_date.csv", text("date,y", [[f"day {i}" for i in range(ROWS)], Y]), code=2, says="found 'day 0'")
case("text_not_wanted.csv", text("date,y", [[f"day {i}" for i in range(ROWS)], Y]), "--time none",
     says="column date: left out, since it is text with too many different values", times="1|2|3")
case("dates_not_wanted.csv", text("date,y", [iso, Y]), "--time none", says="column date: left out, since it holds times, and there is no time column",
     times="1|2|3")
case("nanoseconds.csv", text("t,y", [[f"2020-01-01T00:00:00.{i:09}" for i in range(ROWS)], Y]), code=2,
     says="line 3, column t: expected a time at least a microsecond after 2020-01-01T00:00:00.000000000 of line 2")
case("no_header_dates.csv", text("", [[f"{t:%d.%m.%Y}" for t in days(ROWS)], [str(i * 7 % 50) for i in range(ROWS)]]), code=2,
     says="expected a header of column names, found the data '01.01.2020, 0'")

case("quoted_name.csv", text('"day, local",y', [[f"{t:%Y-%m-%d}" for t in days(ROWS)], Y]), '--time "day,\\ local"',
     like="plain_days.csv")

case("one_day_slashes.csv", text("date,y", [[f"05/05/2020 {i // 6:02}:{i % 6}0" for i in range(ROWS)], Y]), code=2,
     says="does not show the order of its parts, and neither do the other cells; name the format of the times")
case("one_day_unclear.csv", text("date,y", [[f"02.01.01 {i // 6:02}:{i % 6}0" for i in range(ROWS)], Y]), code=2,
     says="is 2 January 2001 or 1 January 2002, and the other cells do not show which")

# One day, on which day, month and year have the same number.
written("one_day.csv", lambda count: [datetime.datetime(2001, 1, 1) + i * 15 * HOUR / 60 for i in range(count)],
        lambda t: f"{t:%d.%m.%y %H:%M:%S}")

cases.write()
