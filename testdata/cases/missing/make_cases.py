#!/usr/bin/env python3
"""Writes the CSV files of this folder and cases.csv, which says how each must be read; see ../common.py.

    python3 testdata/cases/missing/make_cases.py
"""

import pathlib
import sys

sys.path.append(str(pathlib.Path(__file__).parent.parent))
from common import A, DATES, ROWS, Y, Cases, text

cases = Cases(pathlib.Path(__file__).parent)
case = cases.add

POLICIES = ["drop", "forward", "interpolate"]
WORDS = ["sun" if i % 3 else "rain" for i in range(ROWS)]


def holes(values, *rows, mark=""):
    """Values of which those of some rows are missing."""
    return [mark if i in rows else v for i, v in enumerate(values)]


def table(*columns, header="date,y,a"):
    return text(header, [DATES] + list(columns))


def each(name, content, says, policies=POLICIES, code=0, like=""):
    """A case for each way to treat missing values, in a file of its own, since forecasts are kept by file."""
    for policy in policies:
        case(f"{name}_{policy}.csv", content, f"--missing {policy}", code, says[policy] if isinstance(says, dict) else says,
             like)


def dates(*rows):
    return "|".join(DATES[r] for r in rows)


NEXT = "2020-03-21|2020-03-22|2020-03-23"  # after the last row

case("plain.csv", table(Y, A))
case("alone.csv", text("date,y", [DATES, Y]))

# Refused by default, with the place; the earliest line first.
case("hole.csv", table(holes(Y, 30), A), "", 2, "line 32, column y: expected a value, found an empty cell")
case("hole_in_a.csv", table(holes(Y, 30), holes(A, 20)), "", 2, "line 22, column a: expected a value, found an empty cell")

# Filled or dropped, and said.
each("holes", table(Y, holes(A, 20, 21, 40)),
     {"drop": "3 of 80 rows are dropped, since values are missing in a (3 rows, 4 %); windows do not span them",
      "forward": "missing values are filled forward in a (3 rows, 4 %); the longest gap has 2 rows from line 22 in a",
      "interpolate": "missing values are interpolated in a (3 rows, 4 %); the longest gap has 2 rows from line 22 in a"})
each("target", table(holes(Y, 25, 26, 70), A),
     {"drop": "3 of 80 rows are dropped, since values are missing in y (3 rows, 4 %)",
      "forward": "filled forward in y (3 rows, 4 %)", "interpolate": "interpolated in y (3 rows, 4 %)"})
each("words", table(Y, holes(WORDS, 20, 50), header="date,y,sky"),
     {"drop": "values are missing in sky (2 rows, 3 %)", "forward": "filled forward in sky (2 rows, 3 %)",
      "interpolate": "interpolated in sky (2 rows, 3 %)"})
each("both", table(holes(Y, 20), holes(A, 20, 21)),
     {"drop": "2 of 80 rows are dropped, since values are missing in a (2 rows, 3 %), y (1 row, 1 %)",
      "forward": "filled forward in a (2 rows, 3 %), y (1 row, 1 %)",
      "interpolate": "interpolated in a (2 rows, 3 %), y (1 row, 1 %)"})

# Columns that end or begin within the table.
for policy in POLICIES:
    case(f"late_{policy}.csv", table(Y, holes(A, *range(12))), f"--missing {policy}", 0,
         "12 of 80 rows are dropped" if policy == "drop" else "the first 12 rows are left out: a has no value before line 14",
         "", NEXT)
case("last_drop.csv", table(Y, holes(A, *range(76, 80))), "--missing drop", 0,
     "4 of 80 rows are dropped, since values are missing in a (4 rows, 5 %); a forecast begins after line 77, not after line 81",
     "", dates(76, 77, 78))
for policy in POLICIES[1:]:
    case(f"last_{policy}.csv", table(Y, holes(A, *range(76, 80))), f"--missing {policy}", 0,
         "the longest gap has 4 rows from line 78 in a", "", NEXT)
each("apart", table(Y, holes(A, *range(40, 80)), holes(A, *range(40)), header="date,y,old,new"),
     "columns old (lines 2 to 41) and new (lines 42 to 81) never have a value in the same row; leave one of them out",
     POLICIES + ["refuse"], 2)
each("apart_target", table(holes(Y, *range(40)), holes(A, *range(40, 80))),
     "columns a (lines 2 to 41) and y (lines 42 to 81) never have a value in the same row; leave a out",
     POLICIES + ["refuse"], 2)
case("alternating.csv", table(Y, holes(A, *range(0, 80, 2)), holes(A, *range(1, 80, 2)), header="date,y,odd,even"),
     "--missing drop", 2, "columns even (lines 2 to 80) and odd (lines 3 to 81) never have a value in the same row")
case("alternating_forward.csv",
     table(Y, holes(A, *range(0, 80, 2)), holes(A, *range(1, 80, 2)), header="date,y,odd,even"), "--missing forward", 0,
     "filled forward in even (40 rows, 51 %), odd (39 rows, 49 %)")
case("three.csv", table(Y, *(holes(A, *range(k, 80, 3)) for k in range(3)), header="date,y,a,b,c"), "--missing drop", 2,
     "expected a row with a value in each of y, a, b, c, found none: values are missing in a (27 rows, 34 %), "
     "b (27 rows, 34 %), c (26 rows, 33 %); fill them, or leave columns out")
case("scattered.csv", table(Y, holes(A, *range(0, 80, 4))), "--missing drop", 2,
     "expected 5 consecutive rows (the lookback) without a missing value, and a target after them, in lines 3 to 57, found "
     "none; fill missing values, or shorten the lookback")

# Rows of the future: without a target.
FUTURE = holes(Y, 77, 78, 79)
for policy in POLICIES + ["refuse"]:
    case(f"future_{policy}.csv", table(FUTURE, A), f"--missing {policy}", 0,
         "the last 3 rows have no value in y; they are not used, and a forecast begins after line 78", "",
         dates(77, 78, 79))
case("future_plain.csv", text("date,y,a", [DATES[:77], Y[:77], A[:77]]))
case("future_na.csv", table(holes(Y, 77, 78, 79, mark="NA"), A), "", 0, "the last 3 rows have no value in y",
     "future_plain.csv")
case("future_one.csv", table(holes(Y, 79), A), "", 0, "the last row has no value in y; it is not used, and a forecast begins "
     "after line 80", "", "2020-03-20|2020-03-21|2020-03-22")
case("future_two_targets.csv", table(FUTURE, holes(A, 78, 79)), "--target y,a --missing forward", 0,
     "the last 2 rows have no value in y, a; they are not used")
case("future_all.csv", table([""] * ROWS, A), "", 2, "column y: expected a value in at least one row, found none")

# Without times, and marks of missing values.
case("rows_only.csv", text("y,a", [Y, holes(A, 20)]), "--missing interpolate", 0, "interpolated in a (1 row, 1 %)")
case("marks.csv", table(Y, holes(A, 20, 21, 40, mark="-999")), "--missing forward --missing-values=-999.0", 0,
     "filled forward in a (3 rows, 4 %)", "holes_forward.csv")
case("gap.csv", text("date,y,a", [DATES[:30] + DATES[32:], Y[:30] + Y[32:], A[:30] + A[32:]]), "--missing drop", 0,
     "1 gap with 2 missing rows, the first after 2020-01-30 of line 31; these rows are added, with missing values")

cases.write()
