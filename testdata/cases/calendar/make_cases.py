#!/usr/bin/env python3
"""Writes the CSV files of this folder and cases.csv, which says how each must be read; see ../common.py.

    python3 testdata/cases/calendar/make_cases.py
"""

import datetime
import pathlib
import sys
import zoneinfo

sys.path.append(str(pathlib.Path(__file__).parent.parent))
from common import A, DATES, ROWS, Y, Cases, text

cases = Cases(pathlib.Path(__file__).parent)
case = cases.add
DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)
MINUTE = datetime.timedelta(minutes=1)
BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")
NEW_YORK = zoneinfo.ZoneInfo("America/New_York")


def y(i):
    """The value of a row, also beyond the rows of the shared series."""
    return Y[i % ROWS]


def table(times, values=None):
    """Rows of time and value."""
    return text("time,y", [times, values or [y(i) for i in range(len(times))]])


def dates(first, rule, count=ROWS):
    """The first days that keep a rule."""
    day = datetime.date.fromisoformat(first)
    found = []
    while len(found) < count:
        if rule(day):
            found.append(day)
        day += DAY
    return found


def steps(first, step, count=ROWS):
    start = datetime.datetime.fromisoformat(first)
    return [start + i * step for i in range(count)]


def iso(times):
    """ISO 8601 without seconds."""
    return [time.isoformat() if not isinstance(time, datetime.datetime)
            else time.isoformat(timespec="minutes") for time in times]


def calendar(name, rule, first, says, count=ROWS, code=0, options="", skip=()):
    """Rows on the days of a rule; the times of the forecast are the next days that keep it."""
    days = dates(first, rule, count + 3)
    rows = [day for day in days[:count] if day.isoformat() not in skip]
    case(name, table(iso(rows)), options, code, says, times="|".join(iso(days[count:])))


PLAIN = text("date,y,a", [DATES, Y, A])
NEXT = "2020-03-21|2020-03-22|2020-03-23"
case("plain.csv", PLAIN, times=NEXT)

# Order of rows
rows = list(zip(DATES, Y, A))
case("newest_first.csv", text("date,y,a", zip(*rows[::-1])), says="the rows are read from the last to the first",
     like="plain.csv", times=NEXT)
mixed = [rows[i * 37 % ROWS] for i in range(ROWS)]
case("unsorted.csv", text("date,y,a", zip(*mixed)), code=2, says="; sort the rows by time (--sort)")
case("unsorted_sort.csv", text("date,y,a", zip(*mixed)), "--sort", like="plain.csv", times=NEXT)
case("newest_first_sort.csv", text("date,y,a", zip(*rows[::-1])), "--sort",
     says="the rows are read from the last to the first", like="plain.csv", times=NEXT)
swapped = rows[:40] + [rows[41], rows[40]] + rows[42:]
case("swapped.csv", text("date,y,a", zip(*swapped)), code=2,
     says="line 43, column date: expected a time after 2020-02-11 of line 42, found 2020-02-10; sort the rows")
case("sort_without_time.csv", text("y,a", [Y, A]), "--sort", 2, "--sort: expected a time column in")

# Repeated times
twice = rows[:10] + [(rows[9][0], "0", "0")] + rows[10:]
case("twice.csv", text("date,y,a", zip(*twice)), code=2,
     says="line 12, column date: expected a time after 2020-01-10 of line 11, found 2020-01-10; keep one row for each "
     "time: the first, the last or the mean (--duplicates)")
case("twice_first.csv", text("date,y,a", zip(*twice)), "--duplicates first",
     says="1 row has the time of the row before and is merged with it (the first is kept); the first such time is "
     "2020-01-10 of line 11 and line 12", like="plain.csv", times=NEXT)
before = rows[:9] + [(rows[9][0], "0", "0")] + rows[9:]
case("twice_last.csv", text("date,y,a", zip(*before)), "--duplicates last", says="(the last is kept)", like="plain.csv",
     times=NEXT)
spread = [row for date, value, other in rows
          for row in [(date, f"{float(value) - 1:.3f}", f"{float(other) + 1:.2f}"),
                      (date, f"{float(value) + 1:.3f}", f"{float(other) - 1:.2f}")]]
case("twice_mean.csv", text("date,y,a", zip(*spread)), "--duplicates mean", says="80 rows have the time of the row before",
     times=NEXT)
case("twice_sort.csv", text("date,y,a", zip(*(mixed + [(rows[9][0], "0", "0")]))), "--sort --duplicates first",
     says="2020-01-10 of line", like="plain.csv", times=NEXT)
case("duplicates_unknown.csv", PLAIN, "--duplicates median", 2, "--duplicates: expected refuse, first, last or mean")

# Several series in one table
places = [("Oslo", i) for i in range(40)] + [("Bergen", i) for i in range(40)]
header = "place,date,y"


def panel(keys):
    return text(header, [[key for key, _ in keys], [DATES[i] for _, i in keys], Y])


SERIES = "column place looks like the names of several series (Oslo, Bergen)"
case("stacked.csv", panel(places), code=2, says=SERIES)
case("interleaved.csv", panel([(key, i) for i in range(40) for key in ("Oslo", "Bergen")]), code=2, says=SERIES)
case("interleaved_sort.csv", panel([(key, i) for i in range(40) for key in ("Oslo", "Bergen")]), "--sort", 2, SERIES)
case("stacked_newest_first.csv", panel([(key, 39 - i) for key, i in places]), code=2, says="column place looks like")
case("stacked_numbers.csv", text("store,date,y", [[str(1 + i // 20) for i in range(ROWS)],
                                                  [DATES[i % 20] for i in range(ROWS)], Y]),
     code=2, says="column store looks like the names of several series (1, 2, 3, ...)")
case("stacked_apart.csv", panel([("Oslo", i + 40) for i in range(40)] + [("Bergen", i) for i in range(40)]), code=2,
     says="column place looks like")
case("two_names.csv", text("store,item,date,y", [[f"s{i // 40}" for i in range(ROWS)], [f"i{i // 20 % 2}" for i in range(ROWS)],
                                                 [DATES[i % 20] for i in range(ROWS)], Y]),
     code=2, says="columns store and item together look like the names of several series")
case("merged_series.csv", panel([(key, i) for i in range(40) for key in ("Oslo", "Bergen")]), "--duplicates mean",
     says=SERIES, times="2020-02-10|2020-02-11|2020-02-12")
flags = text("date,flag,y", [[row[0] for row in swapped], [["yes", "no"][i % 2] for i in range(ROWS)], Y])
case("swapped_with_flag.csv", flags, code=2, says="; sort the rows by time (--sort)")

# Daylight saving time
utc = datetime.timezone.utc


def local(first, step, zone, count=ROWS):
    """Local times of equal steps in UTC."""
    start = datetime.datetime.fromisoformat(first).replace(tzinfo=utc)
    return [(start + i * step).astimezone(zone) for i in range(count)]


def naive(times):
    return [time.replace(tzinfo=None).isoformat(timespec="minutes") for time in times]


def dst(name, first, step, zone, offsets=False, options="", code=0, says="", turn=1, like=""):
    times = local(first, step, zone, ROWS + 3)
    texts = iso(times) if offsets else naive(times)
    pairs = list(zip(texts[:ROWS], Y))[::turn]
    case(name, text("time,y", zip(*pairs)), options, code, says, like, "" if code else "|".join(texts[ROWS:]))


case("hours.csv", table(naive(local("2020-06-01T00:00", HOUR, BERLIN))),
     times="2020-06-04T10:00|2020-06-04T11:00|2020-06-04T12:00")
AUTUMN = "the clock was set back at the end of daylight saving time; name the time zone of the times (--zone)"
dst("autumn_hours.csv", "2020-10-23T12:00", HOUR, BERLIN, code=2, says="2020-10-25T02:00 comes twice, also on line 38: " + AUTUMN)
dst("autumn_hours_zone.csv", "2020-10-23T12:00", HOUR, BERLIN, options="--zone Europe/Berlin")
dst("autumn_half_hours.csv", "2020-10-24T12:00", 30 * MINUTE, BERLIN, code=2,
    says="the time goes back from 2020-10-25T02:30 of line 27 to 2020-10-25T02:00: " + AUTUMN)
dst("autumn_half_hours_zone.csv", "2020-10-24T12:00", 30 * MINUTE, BERLIN, options="--zone Europe/Berlin")
dst("autumn_five_minutes_zone.csv", "2020-10-24T23:00", 5 * MINUTE, BERLIN, options="--zone Europe/Berlin")
dst("autumn_newest_first.csv", "2020-10-24T12:00", 30 * MINUTE, BERLIN, options="--zone Europe/Berlin", turn=-1,
    says="the rows are read from the last to the first", like="autumn_half_hours_zone.csv")
dst("autumn_new_york.csv", "2020-10-30T12:00", HOUR, NEW_YORK, code=2, says=AUTUMN)
dst("autumn_wrong_zone.csv", "2020-10-30T12:00", HOUR, NEW_YORK, options="--zone Europe/Berlin", code=2,
    says="the end of daylight saving time, but not in Europe/Berlin; name the time zone in which the times are written (--zone)")
dst("autumn_new_york_zone.csv", "2020-10-30T12:00", HOUR, NEW_YORK, options="--zone America/New_York")
dst("autumn_in_forecast.csv", "2020-10-21T17:00", HOUR, BERLIN, options="--zone Europe/Berlin")
dst("spring_hours.csv", "2020-03-27T12:00", HOUR, BERLIN, code=2,
    says="the clock was set forward to daylight saving time; name the time zone of the times (--zone)")
dst("spring_hours_zone.csv", "2020-03-27T12:00", HOUR, BERLIN, options="--zone Europe/Berlin")
dst("spring_in_forecast.csv", "2020-03-25T17:00", HOUR, BERLIN, options="--zone Europe/Berlin")
dst("alternating_offsets.csv", "2020-10-23T12:00", HOUR, BERLIN, offsets=True)
dst("offsets_and_zone.csv", "2020-10-21T17:00", HOUR, BERLIN, offsets=True, options="--zone Europe/Berlin")
case("utc_and_zone.csv", table([t + "Z" for t in naive(steps("2020-01-01", HOUR))]), "--zone Europe/Berlin", 2,
     "expected the offset of Europe/Berlin at that time, +01:00, found Z in 2020-01-01T00:00Z")
case("no_such_time.csv", table(iso(steps("2020-03-28", HOUR))), "--zone Europe/Berlin", 2,
     "2020-03-29T02:00 does not exist in Europe/Berlin")
case("zone_unknown.csv", PLAIN, "--zone Europe/Bonn", 2, "--zone: expected a time zone such as Europe/Berlin")
midnights = [datetime.datetime.combine(day, datetime.time(), BERLIN)
             for day in dates("2020-02-01", lambda day: True, 240)]
case("midnights.csv", table(iso(midnights[:ROWS])),
     times="2020-04-21T00:00+02:00|2020-04-22T00:00+02:00|2020-04-23T00:00+02:00")
autumn = [datetime.datetime.combine(day, datetime.time(), BERLIN) for day in dates("2020-08-05", lambda day: True, 84)]
case("midnights_zone.csv", table(iso(autumn[:ROWS])), "--zone Europe/Berlin", times="|".join(iso(autumn[ROWS:ROWS + 3])))
six = [datetime.datetime.combine(day, datetime.time(hour), BERLIN) for day in dates("2020-03-20", lambda day: True, 25)
       for hour in (0, 6, 12, 18)]
case("six_hours_local.csv", table(iso(six[:ROWS])), says="the rows are 6 hours", times="|".join(iso(six[ROWS:ROWS + 3])))

# Calendars
BUSINESS = "the rows are 1 business day apart"
weekday = lambda day: day.weekday() < 5
calendar("business_days.csv", weekday, "2020-01-01", BUSINESS)
calendar("business_days_to_friday.csv", weekday, "2020-01-06", BUSINESS)
calendar("business_days_holidays.csv", weekday, "2020-03-02", "the rows are 1 business day apart, with 2 breaks for holidays, "
         "the first after 2020-04-09 of line 30", skip=("2020-04-10", "2020-04-13", "2020-05-01"))
days = dates("2020-01-01", weekday, ROWS + 3)
case("business_days_clock.csv", table([f"{day} 16:00:00" for day in days[:ROWS]]), says=BUSINESS,
     times="|".join(f"{day} 16:00:00" for day in days[ROWS:]))
case("business_days_newest_first.csv", text("time,y", [iso(days[:ROWS][::-1]), Y[::-1]]), says=BUSINESS, like="business_days.csv",
     times="|".join(iso(days[ROWS:])))
special = sorted(iso(days[:ROWS]) + ["2020-02-29"])
case("saturday_session.csv", table(special), says="1 business day apart; 1 row at other times, the first at 2020-02-29 of line 45",
     times="|".join(iso(days[ROWS:])))
calendar("six_days.csv", lambda day: day.weekday() < 6, "2020-01-01", "the rows are 1 day (Monday to Saturday) apart")
calendar("three_days.csv", lambda day: day.weekday() in (0, 2, 4), "2020-01-01", "1 day (Monday, Wednesday, Friday) apart")
calendar("sunday_to_thursday.csv", lambda day: day.weekday() in (6, 0, 1, 2, 3), "2020-01-01", "1 day (Monday, Tuesday, "
         "Wednesday, Thursday, Sunday) apart")
exchange = [datetime.datetime.combine(day, datetime.time(9, 30)) + i * HOUR for day in dates("2020-01-01", weekday, 40)
            for i in range(7)]
case("exchange_hours.csv", table(iso(exchange[:ROWS])), says="the rows are 1 hour (Monday to Friday, 09:30 to 15:30) apart",
     times="|".join(iso(exchange[ROWS:ROWS + 3])))
closed = [time for time in exchange[:230] if time.date().isoformat() not in ("2020-01-20", "2020-02-12")
          and (time.date().isoformat() != "2020-01-31" or time.hour < 13)]
case("exchange_hours_holidays.csv", table(iso(closed)), says="with 3 breaks for holidays, the first after 2020-01-17T15:30",
     times="|".join(iso(exchange[230:233])))
case("exchange_gap.csv", table(iso(exchange[:50] + exchange[51:ROWS + 20])), code=2, says="there is 1 gap with 1 missing row")
open_hours = [datetime.datetime.combine(day, datetime.time(8)) + i * HOUR for day in dates("2020-01-01", lambda day: True, 20)
              for i in range(10)]
case("opening_hours.csv", table(iso(open_hours[:ROWS])), says="the rows are 1 hour (08:00 to 17:00) apart",
     times="|".join(iso(open_hours[ROWS:ROWS + 3])))
doses = [datetime.datetime.combine(day, datetime.time(hour)) for day in dates("2020-01-01", lambda day: True, 40)
         for hour in (8, 12, 20)]
case("three_times_a_day.csv", table(iso(doses[:ROWS])), says="4 hours (08:00 to 12:00, 20:00) apart", times="|".join(iso(doses[ROWS:ROWS + 3])))
tokyo = [datetime.datetime.combine(day, datetime.time(9)) + i * 30 * MINUTE for day in dates("2020-01-06", weekday, 40)
         for i in (0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11)]
case("lunch_break.csv", table(iso(tokyo[:110])), says="30 minutes (Monday to Friday, 09:00 to 11:30, 12:30 to 14:30) apart",
     times="|".join(iso(tokyo[110:113])))
forex = [time for time in steps("2020-01-05T22:00", HOUR, 24 * 40)
         if (time.weekday(), time.hour) < (4, 22) or (time.weekday(), time.hour) >= (6, 22)]
case("round_the_clock.csv", table(iso(forex[:360])), says="Friday, Sunday, not at the same times each day) apart",
     times="|".join(iso(forex[360:363])))
utc_hours = [datetime.datetime.combine(day, datetime.time(9, 30), NEW_YORK) + i * HOUR for day in dates("2020-02-17", weekday, 40)
             for i in range(7)]
case("exchange_new_york.csv", table(iso(utc_hours[:140])), "--zone America/New_York",
     says="the rows are 1 hour (Monday to Friday, 09:30 to 15:30) apart", times="|".join(iso(utc_hours[140:143])))
calendar("month_ends.csv", lambda day: (day + DAY).day == 1, "2012-01-01", "")
calendar("month_starts.csv", lambda day: day.day == 1, "2012-01-01", "")


def last_business_day(day):
    rest = [day + i * DAY for i in range(1, 4)]
    return weekday(day) and not any(weekday(other) and other.month == day.month for other in rest)


def first_business_day(day):
    rest = [day - i * DAY for i in range(1, 4)]
    return weekday(day) and not any(weekday(other) and other.month == day.month for other in rest)


calendar("last_business_days.csv", last_business_day, "2012-01-01", "the rows are 1 month (last business day) apart")
calendar("first_business_days.csv", first_business_day, "2012-01-01", "the rows are 1 month (first business day) apart")
calendar("quarter_business_ends.csv", lambda day: last_business_day(day) and day.month % 3 == 0, "2000-01-01",
         "the rows are 3 months (last business day) apart")
calendar("third_fridays.csv", lambda day: day.weekday() == 4 and 15 <= day.day <= 21, "2012-01-01",
         "the rows are 1 month (third Friday) apart")
calendar("quarters.csv", lambda day: day.day == 1 and day.month % 3 == 1, "2000-01-01", "")
calendar("quarter_ends.csv", lambda day: (day + DAY).day == 1 and day.month % 3 == 0, "2000-01-01", "")
calendar("years.csv", lambda day: day.day == 1 and day.month == 1, "1940-01-01", "")
calendar("half_months.csv", lambda day: day.day in (1, 15), "2018-01-01", "half a month (days 1, 15) apart")
calendar("half_month_ends.csv", lambda day: day.day == 15 or (day + DAY).day == 1, "2018-01-01", "half a month (days 15, last)")
calendar("ten_days.csv", lambda day: day.day in (1, 11, 21), "2018-01-01", "1/3 month (days 1, 11, 21) apart")
calendar("eight_days_of_year.csv", lambda day: day.timetuple().tm_yday % 8 == 1, "2018-06-02",
         "8 days (counted from each 1 January) apart")
leap = lambda day: (day.month, day.day) == (2, 29)
year_end = lambda day: (day.month, day.day) == (12, 31)
calendar("no_leap_day.csv", lambda day: not leap(day), "2020-01-05", "1 day (without 29 February) apart")
calendar("no_leap_day_ahead.csv", lambda day: not leap(day), "2016-01-01", "1 day (without 29 February) apart", count=1518)
calendar("no_day_366.csv", lambda day: not (year_end(day) and day.year % 4 == 0), "2020-11-05",
         "1 day (without 31 December of leap years) apart")
calendar("no_year_end.csv", lambda day: not year_end(day), "2019-11-05", "1 day (without 31 December) apart", count=800)
leapless = [time for time in steps("2020-02-20", 3 * HOUR, 100) if not leap(time.date())]
case("no_leap_day_hours.csv", table(iso(leapless[:ROWS])), says="3 hours (without 29 February) apart",
     times="|".join(iso(leapless[ROWS:ROWS + 3])))

# Gaps
gap = [rows[0]] + rows[3:]
case("gap.csv", text("date,y,a", zip(*gap)), code=2,
     says="line 3, column date: expected 2020-01-02, 1 day after 2020-01-01 of line 2, found 2020-01-04; there is 1 gap with "
     "2 missing rows; fill them as missing values, allow gaps, or resample (--missing, --allow-gaps, --resample)")
line = [(date, f"{10 + i / 8 + i * 7 % 5:.4f}", other) for i, (date, _, other) in enumerate(rows)]
holes = [(date, "", other) if i in (30, 31) else (date, value, other) for i, (date, value, other) in enumerate(line)]
for method in ("forward", "interpolate"):
    case(f"holes_{method}.csv", text("date,y", [[r[0] for r in holes], [r[1] for r in holes]]), f"--missing {method}", says="the longest gap has 2 rows from line 32 in y", times=NEXT)
    case(f"gap_{method}.csv", text("date,y", [[r[0] for r in line[:30] + line[32:]], [r[1] for r in line[:30] + line[32:]]]),
         f"--missing {method}", says="1 gap with 2 missing rows, the first after 2020-01-30 of line 31; these rows are added, "
         "with missing values", like=f"holes_{method}.csv", times=NEXT)
case("gap_allowed.csv", text("date,y,a", zip(*gap)), "--allow-gaps", says="1 gap with 2 missing rows, the first after 2020-01-01 of "
     "line 2; windows span them", times=NEXT)
case("gap_dropped.csv", text("date,y,a", zip(*gap)), "--missing drop", says="windows do not span them", times=NEXT)
months = iso(dates("2012-01-01", lambda day: (day + DAY).day == 1, ROWS))
case("month_gap.csv", table(months[:20] + months[22:]), code=2, says="expected 2013-09-30, 1 month after 2013-08-31 of line 21, "
     "found 2013-11-30; there is 1 gap with 2 missing rows")
case("month_gap_forward.csv", table(months[:20] + months[22:]), "--missing forward", says="1 gap with 2 missing rows",
     times="2018-09-30|2018-10-31|2018-11-30")
many = [row for i, row in enumerate(rows) if i % 12 not in (3, 7)]
case("many_gaps.csv", text("date,y,a", zip(*many)), "--missing forward", 2, "too many to fill; allow gaps, or resample "
     "(--allow-gaps, --resample)")
uneven = [datetime.datetime(2022, 1, 1) + datetime.timedelta(seconds=i * 1000 + i * i * 7 % 900) for i in range(ROWS)]
case("irregular.csv", table([time.isoformat(" ") for time in uneven]), code=2,
     says="the times are irregular: the steps between rows are from")
case("irregular_allowed.csv", table([time.isoformat(" ") for time in uneven]), "--allow-gaps", says="median")
late = [f"{date}T00:00" if i != 40 else f"{date}T00:07" for i, date in enumerate(DATES)]
case("one_uneven.csv", table(late), code=2, says="2 of 79 steps are uneven; make the times even, resample them, or allow gaps")

# Resampling
quarters = [f"{date}T{hour:02d}:00" for date in DATES for hour in (0, 6, 12, 18)]
DAYS = "2020-03-21T00:00|2020-03-22T00:00|2020-03-23T00:00"
case("days.csv", table([f"{date}T00:00" for date in DATES]), times=DAYS)


def parts(value, offsets):
    return [f"{float(value) + offset:.4f}" for offset in offsets]


case("resample_mean.csv", table(quarters, [part for value in Y for part in parts(value, (-1, 1, 3, -3))]), "--resample 1d",
     like="days.csv", times=DAYS)
case("resample_sum.csv", table(quarters, [part for value in Y for part in (value, "0", "0", "0")]),
     "--resample 1d --aggregate sum", like="days.csv", times=DAYS)
case("resample_first.csv", table(quarters, [part for value in Y for part in parts(value, (0, 1, 2, 3))]),
     "--resample d --aggregate first", like="days.csv", times=DAYS)
case("resample_last.csv", table(quarters, [part for value in Y for part in parts(value, (3, 2, 1, 0))]),
     "--resample 1d --aggregate last", like="days.csv", times=DAYS)
case("resample_min.csv", table(quarters, [part for value in Y for part in parts(value, (3, 0, 1, 2))]),
     "--resample 1d --aggregate min", like="days.csv", times=DAYS)
case("resample_max.csv", table(quarters, [part for value in Y for part in parts(value, (-3, 0, -1, -2))]),
     "--resample 1d --aggregate max", like="days.csv", times=DAYS)
case("resample_incomplete.csv", table(quarters + ["2020-03-21T00:00", "2020-03-21T06:00"],
                                      [part for value in Y for part in parts(value, (-1, 1, 3, -3))] + ["99", "99"]),
     "--resample 1d", says="the last step of 1 day, 2020-03-21T00:00, is incomplete and left out: its rows end at "
     "2020-03-21T06:00 of line 323", like="days.csv", times=DAYS)
case("resample_several.csv", text("date,item,y", [[date for date in DATES for _ in range(2)], [k for _ in DATES for k in "ab"],
                                                  [half for value in Y for half in (f"{float(value) / 2:.5f}",) * 2]]),
     "--resample 1d --aggregate sum", says="--resample: combines rows of the same time",
     times=NEXT)
weeks = dates("2018-01-01", lambda day: True, 7 * ROWS)
case("resample_weeks.csv", table(iso(weeks), [f"{float(Y[i // 7]):.4f}" for i in range(7 * ROWS)]), "--resample 1w",
     times="2019-07-15|2019-07-22|2019-07-29")
months = dates("2010-01-01", lambda day: day.year < 2017 or True, 2500)
case("resample_months.csv", table(iso(months)), "--resample 1mo", says="the last step of 1 month, 2016-11-01, is incomplete",
     times="2016-11-01|2016-12-01|2017-01-01")
case("resample_business_days.csv", table(iso(exchange)), "--resample 1d --split 20,10,10", says=BUSINESS,
     times="2020-02-26T00:00|2020-02-27T00:00|2020-02-28T00:00")
case("resample_same.csv", PLAIN, "--resample 1d", like="plain.csv", times=NEXT)
case("resample_finer.csv", table([f"{date}T00:00" for date in DATES]), "--resample 12h", 2, "79 gaps with 79 missing rows")
case("resample_finer_filled.csv", table([f"{date}T00:00" for date in DATES]), "--resample 12h --missing forward",
     says="79 gaps with 79 missing rows", times="2020-03-20T12:00|2020-03-21T00:00|2020-03-21T12:00")
case("resample_seconds.csv", table([f"{date}T00:00:00" for date in DATES]), "--resample 1s --missing forward", 2,
     "--resample: expected a step so long that most steps have rows, found 1 second")
case("resample_dates.csv", PLAIN, "--resample 12h", 2,
     "--resample: expected a step longer than 12 hours, since the times of")
case("resample_unsorted.csv", table(quarters[160:] + quarters[:160], [part for value in Y[40:] + Y[:40]
                                                                      for part in parts(value, (-1, 1, 3, -3))]),
     "--sort --resample 1d", like="days.csv", times=DAYS)
events = [time.isoformat(" ") for time in uneven]
case("resample_events.csv", table(events), "--resample 30min", says="the last step of 30 minutes, 2022-01-01 22:00:00, may be incomplete",
     times="2022-01-01 22:30:00|2022-01-01 23:00:00|2022-01-01 23:30:00")
case("resample_empty.csv", table([t for i, t in enumerate(quarters) if not 40 <= i < 44]), "--resample 1d", 2,
     "1 gap with 1 missing row, the first after 2020-01-10T00:00 of line 38; a step without rows is a missing value; fill it, or allow gaps "
     "(--missing, --allow-gaps)")
case("resample_empty_filled.csv", table([t for i, t in enumerate(quarters) if not 40 <= i < 44]),
     "--resample 1d --missing interpolate", says="these rows are added, with missing values", times=DAYS)
case("resample_zone.csv", table(naive(local("2020-10-20T22:00", HOUR, BERLIN, 24 * ROWS + 1))), "--zone Europe/Berlin --resample 1d",
     times="2021-01-09T00:00|2021-01-10T00:00|2021-01-11T00:00")
case("resample_unknown.csv", PLAIN, "--resample 5", 2, "--resample: expected a number and one of s, min, h, d, w, mo, q, y")
case("resample_too_long.csv", PLAIN, "--resample 1y", 2, "--resample: expected rows for at least one step of 1 year")
case("aggregate_alone.csv", PLAIN, "--aggregate sum", says="--aggregate: has no effect: the rows are not resampled")
case("aggregate_unknown.csv", PLAIN, "--resample 1d --aggregate median", 2, "--aggregate: expected mean, sum, first, last, min or max")

cases.write()
