#!/usr/bin/env python3
"""Writes the CSV files of this folder and cases.csv, which says how each must be read; see ../common.py.

    python3 testdata/cases/tables/make_cases.py
"""

import gzip
import pathlib
import sys

sys.path.append(str(pathlib.Path(__file__).parent.parent))
from common import A, DATES, ROWS, Y, Cases, text

cases = Cases(pathlib.Path(__file__).parent)
case = cases.add

PLAIN = text("date,y,a", [DATES, Y, A])
case("plain.csv", PLAIN)
case("plain_y.csv", text("date,y", [DATES, Y]))

# Encodings
accents = text("date,y,Température (°C)", [DATES, Y, A])
case("utf8_accents.csv", accents)
case("utf8_bom.csv", b"\xef\xbb\xbf" + PLAIN.encode(), like="plain.csv")
case("utf16_le_bom.csv", b"\xff\xfe" + PLAIN.encode("utf-16-le"), like="plain.csv")
case("utf16_be_bom.csv", b"\xfe\xff" + PLAIN.encode("utf-16-be"), like="plain.csv")
case("utf16_le.csv", PLAIN.encode("utf-16-le"), like="plain.csv")
case("utf16_be.csv", PLAIN.encode("utf-16-be"), like="plain.csv")
case("utf16_le_bom_given.csv", b"\xff\xfe" + PLAIN.encode("utf-16-le"), "--encoding utf-16le", like="plain.csv")
case("utf16_be_given.csv", PLAIN.encode("utf-16-be"), "--encoding utf-16be", like="plain.csv")
case("utf16_le_accents.csv", accents.encode("utf-16-le"), like="utf8_accents.csv")
case("latin1.csv", accents.encode("latin-1"), says="not in UTF-8; read as windows-1252", like="utf8_accents.csv")
case("latin1_given.csv", accents.encode("latin-1"), "--encoding latin1", like="utf8_accents.csv")
late = text("date,y,k", [DATES, Y, ["north" if i < 40 else "süd" for i in range(ROWS)]])
case("utf8_late.csv", late)
case("latin1_late.csv", late.encode("latin-1"), says="read as windows-1252", like="utf8_late.csv")
case("windows1252_euro.csv", text("date,y,price €", [DATES, Y, A]).encode("cp1252"), says="read as windows-1252",
     like="plain.csv")
case("windows1251.csv", text("date,y,Цена", [DATES, Y, A]).encode("cp1251"), "--encoding windows-1251", like="plain.csv")
case("utf8_given_wrong.csv", accents.encode("latin-1"), "--encoding UTF-8", 2, "expected text in UTF-8, found other bytes (--encoding)")
case("encoding_unknown.csv", PLAIN, "--encoding utf-9", 2, "--encoding: expected an encoding such as UTF-8")
case("binary.csv", bytes(range(256)) * 8, code=2, says="expected CSV text")

case("plain.csv.gz", gzip.compress(PLAIN.encode(), mtime=0), like="plain.csv")
case("latin1.csv.gz", gzip.compress(accents.encode("latin-1"), mtime=0), says="read as windows-1252", like="plain.csv")
case("not_gzip.csv.gz", PLAIN, code=2, says="cannot be read: Not in GZIP format")
case("cut.csv.gz", gzip.compress(PLAIN.encode(), mtime=0)[:-300], code=2, says="cannot be read: Unexpected end")

# Line ends, separators, stray characters
case("crlf.csv", text("date,y,a", [DATES, Y, A], end="\r\n"), like="plain.csv")
case("cr.csv", text("date,y,a", [DATES, Y, A], end="\r"), like="plain.csv")
case("no_last_line_end.csv", PLAIN.rstrip("\n"), like="plain.csv")
case("blank_lines.csv", "\n\n" + PLAIN.replace("2020-02-01", "\n2020-02-01") + "\n\n", like="plain.csv")
case("semicolon.csv", text("date;y;a", [DATES, Y, A], ";"), like="plain.csv")
case("tab.csv", text("date\ty\ta", [DATES, Y, A], "\t"), like="plain.csv")
case("sep_semicolon.csv", "sep=;\n" + text("date;y;a", [DATES, Y, A], ";"), like="plain.csv")
case("sep_crlf.csv", "SEP=;\r\n" + text("date;y;a", [DATES, Y, A], ";", "\r\n"), like="plain.csv")
case("sep_quoted.csv", '"sep=,"\n' + PLAIN, like="plain.csv")
case("sep_pipe.csv", "sep=|\n" + text("date|y|a", [DATES, Y, A], "|"), like="plain.csv")
case("sep_bom.csv", b"\xef\xbb\xbfsep=;\n" + text("date;y;a", [DATES, Y, A], ";").encode(), like="plain.csv")
case("sep_then_bad.csv", "sep=;\n" + text("date;y;a", [DATES, Y, A], ";").replace("2020-01-02;", "2020-01-02;;"), code=2,
     says="line 4: expected 3 fields as in the header, found 4")
case("ends_with_0x1a.csv", PLAIN + "\x1a", says="ends with NUL or end-of-file characters", like="plain.csv")
case("ends_with_0x1a_crlf.csv", text("date,y,a", [DATES, Y, A], end="\r\n") + "\x1a\r\n",
     says="ends with NUL or end-of-file characters", like="plain.csv")
case("ends_with_nul.csv", PLAIN + "\0" * 700, says="ends with NUL or end-of-file characters", like="plain.csv")
case("ends_with_many_nul.csv", PLAIN + "\0" * 20000, says="ends with NUL or end-of-file characters", like="plain.csv")
case("nul_inside.csv", PLAIN.replace(Y[40], "\0" + Y[40]), code=2, says="line 42, column y")
case("quoted.csv", text('"date","y","a"', [[f'"{d}"' for d in DATES], [f'"{y}"' for y in Y], A]), like="plain.csv")

# Headers
index = [str(i) for i in range(ROWS)]
case("no_header.csv", text("", [DATES, Y, A]), code=2, says="or read the file without a header (--no-header)")
case("no_header_given.csv", text("", [DATES, Y, A]), "--no-header --target column\\ 2", like="plain.csv")
case("numbers_as_names.csv", text("0,1", [A, Y]), "--target 1", says="'0, 1' are taken for the names")
case("numbers_from_one.csv", text("1,2", [A, Y]), "--target 2", says="'1, 2' are taken for the names",
     like="numbers_as_names.csv")
case("numbers_not_names.csv", text("", [["17"] + A[1:], ["4"] + Y[1:]]), code=2, says="expected a header of column names")
case("unnamed_index.csv", text(",date,y,a", [index, DATES, Y, A]), says="column column 1: left out, since it only counts the rows",
     like="plain.csv")
case("unnamed_index_from_one.csv", text(",date,y,a", [[str(i + 1) for i in range(ROWS)], DATES, Y, A]),
     says="left out, since it only counts the rows", like="plain.csv")
case("named_index.csv", text("date,y,a,nr", [DATES, Y, A, index]), says="column nr: left out, since it only counts the rows",
     like="plain.csv")
case("index_asked_for.csv", text("date,y,a,nr", [DATES, Y, A, index]), "--features date,y,a,nr")
case("unnamed_date.csv", text(",y,a", [DATES, Y, A]), says="column 1 has no name; it is called 'column 1'", like="plain.csv")
case("trailing_separator.csv", text("date,y,a,", [DATES, Y, [a + "," for a in A]]),
     says="column 4 has neither a name nor a value, and is left out", like="plain.csv")
case("two_trailing_separators.csv", text("date,y,a,,", [DATES, Y, [a + ",," for a in A]]), says="column 5 has neither",
     like="plain.csv")
case("same_names.csv", text("date,y,y", [DATES, Y, A]), code=2, says="two columns are named 'y'")

# Columns that do not belong
case("constant_number.csv", text("date,y,a,lat", [DATES, Y, A, ["47.6"] * ROWS]),
     says="column lat: left out, since its value is 47.6 in each of the 56 training rows", like="plain.csv")
case("constant_text.csv", text("date,y,a,station", [DATES, Y, A, ["north"] * ROWS]), says="column station: left out, since its value is 'north'",
     like="plain.csv")
case("constant_in_training.csv", text("date,y,a,late", [DATES, Y, A, ["0"] * 70 + ["1"] * 10]),
     says="column late: left out, since its value is 0.0 in each", like="plain.csv")
case("constant_asked_for.csv", text("date,y,a,lat", [DATES, Y, A, ["47.6"] * ROWS]), "--features date,a,lat", 2,
     "column lat: expected different values, found 47.6")
case("empty_column.csv", text("date,y,a,comment", [DATES, Y, A, [""] * ROWS]), says="column comment: left out, since it has no values",
     like="plain.csv")
case("column_of_na.csv", text("date,y,a,comment", [DATES, Y, A, ["NA"] * ROWS]), says="column comment: left out, since it has no values",
     like="plain.csv")
case("empty_column_drop.csv", text("date,y,a,comment", [DATES, Y, A, [""] * ROWS]), "--missing drop", says="column comment: left out",
     like="plain.csv")

# Order
case("newest_first.csv", text("date,y,a", [DATES[::-1], Y[::-1], A[::-1]]), says="the newest row is first", like="plain.csv")
case("unsorted.csv", text("date,y,a", [[DATES[1], DATES[0]] + DATES[2:], Y, A]), code=2, says="sort the rows by time")

# Missing values
holes = [a if i not in (30, 31, 50) else "{}" for i, a in enumerate(A)]
case("missing_empty.csv", text("date,y,a", [DATES, Y, holes]).replace("{}", ""), "--missing forward")
for mark, name in (("NA", "na"), ("n/a", "na_slash"), ("#N/A", "na_sheet"), ("null", "null"), ("NULL", "null_upper"),
                   ("none", "none"), ("-", "minus"), ("?", "question"), ("NaN", "nan"), ("-inf", "inf")):
    case(f"missing_{name}.csv", text("date,y,a", [DATES, Y, holes]).replace("{}", mark), "--missing forward",
         like="missing_empty.csv")
case("missing_refused.csv", text("date,y,a", [DATES, Y, holes]).replace("{}", "NA"), code=2,
     says="line 32, column a: expected a value, found 'NA'")
case("missing_marker_int.csv", text("date,y,a", [DATES, Y, holes]).replace("{}", "-200"),
     "--missing forward --missing-values=-200", like="missing_empty.csv")
case("missing_marker_decimal.csv", text("date,y,a", [DATES, Y, holes]).replace("{}", "-200.0"),
     "--missing forward --missing-values=-200", like="missing_empty.csv")
case("missing_marker_exponent.csv", text("date,y,a", [DATES, Y, holes]).replace("{}", "-2e2"),
     "--missing forward --missing-values=-200.00", like="missing_empty.csv")
mostly = [a if i % 10 == 0 else "NA" for i, a in enumerate(A)]
case("mostly_na.csv", text("date,y,a", [DATES, Y, mostly]), code=2, says="column a: expected a value, found 'NA'")
case("category_none.csv", text("date,y,k", [DATES, Y, ["none", "rain", "snow", "none"] * 20]))

cases.write()
