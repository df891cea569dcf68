#!/usr/bin/env python3
"""Writes the CSV files of this folder and cases.csv, which says how each must be read; see ../common.py.

    python3 testdata/cases/numbers/make_cases.py
"""

import pathlib
import sys

sys.path.append(str(pathlib.Path(__file__).parent.parent))
from common import A, DATES, ROWS, Y, Cases, text

cases = Cases(pathlib.Path(__file__).parent)
case = cases.add

BIG = [f"{1500 + 40 * float(y):.2f}" for y in Y]  # 1 500.00 to 2 200.00
MONEY = [f"{float(a) * 60000:.1f}" for a in A]  # more than a million
MIXED = [f"{(float(y) - 10) * 300:.1f}" for y in Y]  # from -1500 to 1500


def marks(values, decimal=",", thousands=""):
    """Numbers with other marks."""
    return [f"{float(v):,.{len(v.split('.')[1])}f}".replace(".", "d").replace(",", thousands).replace("d", decimal)
            for v in values]


def quoted(values):
    return [f'"{v}"' for v in values]


def table(y, a, separator=","):
    return text(separator.join(["date", "y", "a"]), [DATES, y, a], separator)


case("plain.csv", table(Y, A))
case("big.csv", table(BIG, A))
case("money.csv", table(MONEY, A))
case("mixed.csv", table(MIXED, A))

# Decimal commas
case("comma.csv", table(marks(Y), marks(A), ";"), like="plain.csv")
case("comma_quoted.csv", table(quoted(marks(Y)), quoted(marks(A))), like="plain.csv")
case("comma_tab.csv", table(marks(Y), marks(A), "\t"), like="plain.csv")
case("comma_three_digits_beside_two.csv", table(marks(Y), marks(A), ";"), like="plain.csv")
case("comma_given.csv", table(marks(Y), marks(A), ";"), "--decimal ,", like="plain.csv")
case("point_given_wrong.csv", table(marks(A), marks(A), ";"), "--decimal .", 2, "expected a number with a decimal point")
case("both_marks.csv", table(marks(A), A, ";"), code=2, says="expected one decimal mark, found")

# Thousands
for name, mark in (("point", "."), ("space", " "), ("nbsp", "\u00a0"), ("narrow", "\u202f"), ("apostrophe", "'"),
                   ("typographic", "\u2019")):
    case(f"thousands_{name}.csv", table(marks(BIG, ",", mark), marks(A), ";"), like="big.csv")
case("thousands_comma.csv", table(quoted(marks(BIG, ".", ",")), A), like="big.csv")
case("thousands_comma_semicolon.csv", table(marks(BIG, ".", ","), A, ";"), like="big.csv")
case("thousands_swiss.csv", table(marks(BIG, ".", "'"), A), like="big.csv")
case("thousands_millions.csv", table(quoted(marks(MONEY, ".", ",")), A), like="money.csv")
case("thousands_millions_german.csv", table(marks(MONEY, ",", "."), marks(A), ";"), like="money.csv")
indian = [f"{int(float(m)) // 100000},{int(float(m)) // 1000 % 100:02d},{int(float(m)) % 1000:03d}" for m in MONEY]
case("whole_millions.csv", table([str(int(float(m))) for m in MONEY], A))
case("thousands_indian.csv", table(quoted(indian), A), like="whole_millions.csv")
whole = [str(int(float(b))) for b in BIG]
case("whole.csv", table(whole, A))
case("thousands_whole_point_other_tells.csv", table([f"{w[0]}.{w[1:]}" for w in whole], marks(A), ";"), like="whole.csv")
case("thousands_whole_comma_other_tells.csv", table(quoted([f"{w[0]},{w[1:]}" for w in whole]), A), like="whole.csv")
case("thousands_badly_grouped.csv", table(marks(BIG, ",", ".")[:-1] + ["15.00,25"], marks(A), ";"), code=2,
     says="line 81, column y: expected a number with a decimal comma, found '15.00,25'")

# Numbers that do not tell: 1.234 beside 999
steps = [str(900 + 7 * i) for i in range(ROWS)]
case("steps.csv", table(steps, [str(int(float(a))) for a in A]))
case("open_point.csv", text("date;y", [DATES, [s if len(s) < 4 else f"{s[0]}.{s[1:]}" for s in steps]], ";"), code=2,
     says="'1.005' may be 1.005 or 1005")
case("open_point_is_thousands.csv",
     table([s if len(s) < 4 else f"{s[0]}.{s[1:]}" for s in steps], [str(int(float(a))) for a in A], ";"), "--thousands .",
     like="steps.csv")
case("open_point_comma_given.csv",
     table([s if len(s) < 4 else f"{s[0]}.{s[1:]}" for s in steps], [str(int(float(a))) for a in A], ";"), "--decimal ,",
     like="steps.csv")
case("open_comma.csv", text("date,y", [DATES, quoted([f"{w[0]},{w[1:]}" for w in whole])]), code=2, says="'1,900' may be 1.900 or 1900")
three = [f"{float(y):.3f}" for y in Y]
case("three_decimals.csv", table(three, A))
case("three_decimals_alone.csv", text("date,y", [DATES, three]), says="is read with a decimal point")
case("three_decimals_alone_given.csv", text("date,y", [DATES, three]), "--decimal .", like="three_decimals_alone.csv")
case("three_decimals_alone_semicolon.csv", text("date;y", [DATES, [f"1{t}" if len(t) < 6 else t for t in three]], ";"), code=2,
     says="name the decimal mark")
case("three_decimals_semicolon_given.csv", table(three, A, ";"), "--decimal .", like="three_decimals.csv")
case("three_decimals_semicolon_other_tells.csv", table(three, A, ";"), like="three_decimals.csv")
case("decimal_unknown.csv", table(Y, A), "--decimal x", 2, "--decimal: expected '.' or ','")
case("thousands_unknown.csv", table(Y, A), "--thousands _", 2, "--thousands: expected '.', ','")
case("same_marks.csv", table(Y, A), "--decimal . --thousands .", 2, "found the same")

# Signs, currencies, percent, units
case("minus_typographic.csv", table([m.replace("-", "\u2212") for m in MIXED], A), like="mixed.csv")
case("minus_en_dash.csv", table([m.replace("-", "\u2013") for m in MIXED], A), like="mixed.csv")
case("minus_behind.csv", table([m[1:] + "-" if m[0] == "-" else m for m in MIXED], A), like="mixed.csv")
case("minus_parentheses.csv", table([f"({m[1:]})" if m[0] == "-" else m for m in MIXED], A), like="mixed.csv")
case("plus.csv", table([m if m[0] == "-" else "+" + m for m in MIXED], A), like="mixed.csv")
case("nbsp_around.csv", table([f"\u00a0{y}\u00a0" for y in Y], A), like="plain.csv")
for name, form in (("percent", "{}%"), ("percent_space", "{} %"), ("dollar", "${}"), ("euro_behind", "{} \u20ac"),
                   ("euro_before", "\u20ac {}"), ("usd", "USD {}"), ("celsius", "{} \u00b0C"), ("kg", "{}kg"),
                   ("speed", "{} km/h")):
    case(f"unit_{name}.csv", table([form.format(y) for y in Y], A), says="column y: read as numbers in", like="plain.csv")
case("unit_dollar_minus.csv", table([f"-${m[1:]}" if m[0] == "-" else f"${m}" for m in MIXED], A),
     says="read as numbers in $", like="mixed.csv")
case("unit_dollar_thousands.csv", table(quoted([f"${b}" for b in marks(BIG, ".", ",")]), A), says="read as numbers in $",
     like="big.csv")
case("unit_euro_german.csv", table([f"{b} \u20ac" for b in marks(BIG, ",", ".")], marks(A), ";"),
     says="read as numbers in \u20ac", like="big.csv")
case("unit_mixed.csv", table([f"{y} kg" if i % 9 else f"{y} g" for i, y in enumerate(Y)], A), code=2,
     says="line 3, column y: expected the unit 'g', as in the rows before, found")
case("unit_sometimes.csv", table([f"{y}%" if i % 9 else y for i, y in enumerate(Y)], A), code=2,
     says="expected no unit, as in the rows before, found")
case("unit_late.csv", table([f"{y}%" for y in Y[:-1]] + [Y[-1] + "kg"], A), code=2,
     says="line 81, column y: expected the unit '%', as in the rows before, found")
case("factor.csv", table([f"{y}k" for y in Y], A), code=2, says="write it without the factor 'k'")
case("factor_million.csv", table([f"{y}M" for y in Y], A), code=2, says="write it without the factor 'M'")
case("words_after_numbers.csv", text("date,y,k", [DATES, Y, ["1 room", "2 rooms", "3 rooms", "2 rooms"] * 20]))
case("ordinals.csv", text("date,y,k", [DATES, Y, ["1st", "2nd", "3rd", "4th"] * 20]))
case("ranges_are_text.csv", text("date,y,k", [DATES, Y, ["0-10", "10-20", "20-30", "0-10"] * 20]))
case("infinite_sign.csv", table(Y, ["\u221e" if i == 30 else a for i, a in enumerate(A)]), code=2,
     says="line 32, column a: expected a value")

cases.write()
