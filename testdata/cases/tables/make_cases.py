#!/usr/bin/env python3
"""Writes the CSV files of this folder and cases.csv, which says how each must be read; see ../common.py.

    python3 testdata/cases/tables/make_cases.py
"""

import bz2
import gzip
import lzma
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
case("utf8_given_wrong.csv", accents.encode("latin-1"), "--encoding UTF-8", 2, "expected text in UTF-8, found bytes that are not; name another encoding (--encoding)")
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
case("numbers_as_names.csv", text("0,1", [A, Y]), "--target 1", says="'0, 1' are read as column names")
case("numbers_from_one.csv", text("1,2", [A, Y]), "--target 2", says="'1, 2' are read as column names",
     like="numbers_as_names.csv")
case("numbers_not_names.csv", text("", [["17"] + A[1:], ["4"] + Y[1:]]), code=2, says="expected a header of column names")
case("unnamed_index.csv", text(",date,y,a", [index, DATES, Y, A]), says="column column 1: left out, since it only counts the rows",
     like="plain.csv")
case("unnamed_index_from_one.csv", text(",date,y,a", [[str(i + 1) for i in range(ROWS)], DATES, Y, A]),
     says="left out, since it only counts the rows", like="plain.csv")
case("named_index.csv", text("date,y,a,nr", [DATES, Y, A, index]), says="column nr: left out, since it only counts the rows",
     like="plain.csv")
case("index_asked_for.csv", text("date,y,a,nr", [DATES, Y, A, index]), "--features date,y,a,nr", code=2,
     says="column 'nr' of ")
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
     says="column late: left out, since its value is 0 in each", like="plain.csv")
case("constant_asked_for.csv", text("date,y,a,lat", [DATES, Y, A, ["47.6"] * ROWS]), "--features date,a,lat", 2,
     "column lat: expected more than one value, found only 47.6")
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
case("missing_empty.csv", text("date,y,a", [DATES, Y, holes]).replace("{}", ""), "--missing forward", says="filled forward in a (3 rows, 4 %)")
for mark, name in (("NA", "na"), ("n/a", "na_slash"), ("#N/A", "na_sheet"), ("null", "null"), ("NULL", "null_upper"),
                   ("none", "none"), ("-", "minus"), ("?", "question"), ("NaN", "nan"), ("-inf", "inf")):
    case(f"missing_{name}.csv", text("date,y,a", [DATES, Y, holes]).replace("{}", mark), "--missing forward", says="filled forward in a (3 rows, 4 %)",
         like="missing_empty.csv")
case("missing_refused.csv", text("date,y,a", [DATES, Y, holes]).replace("{}", "NA"), code=2,
     says="line 32, column a: expected a value, found 'NA'")
case("missing_marker_int.csv", text("date,y,a", [DATES, Y, holes]).replace("{}", "-200"),
     "--missing forward --missing-values=-200", says="filled forward in a (3 rows, 4 %)", like="missing_empty.csv")
case("missing_marker_decimal.csv", text("date,y,a", [DATES, Y, holes]).replace("{}", "-200.0"),
     "--missing forward --missing-values=-200", says="filled forward in a (3 rows, 4 %)", like="missing_empty.csv")
case("missing_marker_exponent.csv", text("date,y,a", [DATES, Y, holes]).replace("{}", "-2e2"),
     "--missing forward --missing-values=-200.00", says="filled forward in a (3 rows, 4 %)", like="missing_empty.csv")
mostly = [a if i % 10 == 0 else "NA" for i, a in enumerate(A)]
case("mostly_na.csv", text("date,y,a", [DATES, Y, mostly]), code=2, says="column a: expected a value, found 'NA'")
case("category_none.csv", text("date,y,k", [DATES, Y, ["none", "rain", "snow", "none"] * 20]))

# Encodings that are detected
def category(words):
    return text("date,y,k", [DATES, Y, [words[i % len(words)] for i in range(ROWS)]])


def encoded(name, words, encoding, says=None, options=""):
    """A file with a column of words, which must be read like the same file in UTF-8."""
    case(f"{name}_utf8.csv", category(words))
    case(f"{name}.csv", category(words).encode(encoding), options, says=says or f"not in UTF-8; read as {encoding}",
         like=f"{name}_utf8.csv")


encoded("russian", ["Москва", "Казань", "Тверь"], "windows-1251")
encoded("russian_koi8", ["Москва", "Казань", "Тверь"], "KOI8-R")
encoded("czech", ["Plzeň", "Ústí", "České Budějovice", "Šumperk"], "windows-1250")
encoded("polish", ["Łódź", "Kraków", "Wrocław", "Gdańsk"], "ISO-8859-2")
encoded("hungarian", ["Győr", "Székesfehérvár", "Hőség"], "windows-1250")
encoded("greek", ["Αθήνα", "Πάτρα"], "windows-1253")
encoded("turkish", ["İzmir", "Muğla", "Şanlıurfa"], "windows-1254")
encoded("hebrew", ["חיפה", "אילת"], "windows-1255")
encoded("japanese", ["東京", "大阪", "さっぽろ"], "shift_jis", "read as windows-31j")
encoded("japanese_euc", ["東京", "大阪", "さっぽろ"], "EUC-JP")
encoded("chinese", ["北京", "上海", "温度"], "GB18030")
encoded("chinese_big5", ["臺北", "高雄", "溫度"], "Big5")
encoded("korean", ["서울", "부산", "기온"], "EUC-KR")
case("windows1251_header.csv", text("date,y,Цена", [DATES, Y, A]).encode("cp1251"), says="read as windows-1251", like="plain.csv")
case("gbk_header.csv", text("date,y,温度", [DATES, Y, A]).encode("gbk"), says="read as GB18030", like="plain.csv")
case("french_header.csv", text("date,y,hauteur de la marée à Sète", [DATES, Y, A]).encode("latin-1"), says="read as windows-1252", like="plain.csv")
case("spanish_header.csv", text("date,y,año", [DATES, Y, A]).encode("latin-1"), says="read as windows-1252", like="plain.csv")
case("utf32_bom.csv", b"\xff\xfe\0\0" + PLAIN.encode("utf-32-le"), code=2, says="found text in UTF-32; save it as UTF-8")
case("utf32_be_bom.csv", b"\0\0\xfe\xff" + PLAIN.encode("utf-32-be"), code=2, says="found text in UTF-32")

# Comments
case("comment_hash.csv", "# from station 17\n# daily values\n" + PLAIN, says="lines 1 to 2 begin with '#' and are left out as comments", like="plain.csv")
case("comment_slashes.csv", "// from station 17\n" + PLAIN, says="line 1 begins with '//'", like="plain.csv")
case("comment_percent.csv", "% from station 17, Kiel\n%\n\n" + PLAIN, says="lines 1 to 2 begin with '%'", like="plain.csv")
case("comment_semicolon.csv", "; from station 17\n" + PLAIN, says="line 1 begins with ';'", like="plain.csv")
case("comment_header.csv", "# date,y,a\n" + PLAIN.split("\n", 1)[1], says="'date, y, a' are read as column names", like="plain.csv")
case("comment_header_units.csv", "# values of Kiel, 2020\n#date,y,a\n" + PLAIN.split("\n", 1)[1], says="are read as column names", like="plain.csv")
case("comment_inside.csv", PLAIN.replace("2020-02-01", "# the sensor was replaced, see \"log\n2020-02-01"),
     says="line 33 begins with a comment and is left out", like="plain.csv")
case("comment_both.csv", "# from station 17\n" + PLAIN.replace("2020-02-01", "# \"replaced\n2020-02-01"), says="line 34 begins with a comment", like="plain.csv")
case("comment_given.csv", "!! from station 17\n" + PLAIN.replace("2020-02-01", "!! x\n2020-02-01"), "--comment !!", like="plain.csv")
case("comment_end.csv", PLAIN + "# end of file\n", says="begins with a comment", like="plain.csv")
case("hash_in_names.csv", text("date,y,#a", [DATES, Y, A]), like="plain.csv")
case("hash_in_text.csv", text("k,date,y", [["#1", "#2"] * 40, DATES, Y]))
case("semicolon_unnamed.csv", text(";date;y;a", [[str(i) for i in range(ROWS)], DATES, Y, A], ";"), says="only counts the rows", like="plain.csv")

# Lines above the header
case("preamble.csv", "Station: Kiel\nHeight: 5 m\n\n" + PLAIN, says="lines 1 to 3 above the header 'date, y, a' left out", like="plain.csv")
case("preamble_pairs.csv", "Station,Kiel\nHeight,5\n" + PLAIN, says="lines 1 to 2 above the header", like="plain.csv")
case("preamble_filled.csv", "Report of 2020,,\n,,\n" + PLAIN, says="lines 1 to 2 above the header", like="plain.csv")
case("preamble_semicolon.csv", "Station: Kiel, Germany\n" + text("date;y;a", [DATES, Y, A], ";"), says="line 1 above the header", like="plain.csv")
case("preamble_skipped.csv", "Station,Kiel\nHeight,5\n" + PLAIN, "--skip-rows 2", like="plain.csv")
case("preamble_date.csv", "Created 2020-06-01 12:00\n" + PLAIN, says="line 1 above the header", like="plain.csv")
case("skip_all.csv", PLAIN, "--skip-rows 500", 2, "expected a header and rows, found only lines that are blank or left out")
case("skip_negative.csv", PLAIN, "--skip-rows -1", 2, "--skip-rows: expected at least 0, found -1")

# More rows in the header
case("units.csv", PLAIN.replace("y,a\n", "y,a\n,(°C),(mm)\n"), says="line 2: left out, since ', (°C), (mm)' are units", like="plain.csv")
case("units_date.csv", PLAIN.replace("y,a\n", "y,a\nyyyy-mm-dd,°C,mm\n"), says="line 2: left out", like="plain.csv")
case("types.csv", PLAIN.replace("y,a\n", "y,a\ndate,float,float64\n"), says="line 2: left out, since 'date, float, float64' are types", like="plain.csv")
case("types_and_units.csv", PLAIN.replace("y,a\n", "y,a\ndate,float,float\n[-],[K],[mm]\n"), says="line 3: left out", like="plain.csv")
case("second_header.csv", PLAIN.replace("y,a\n", "y,a\nDate,Temperature,Rain\n"), says="line 2: left out", like="plain.csv")
case("two_levels.csv", "," + "Kiel,\n" + PLAIN.replace("date,y,a", "date,y,a"), "--target Kiel\\ y",
     says="lines 1 to 2: the header rows are joined into names such as 'Kiel a'", like="plain.csv")
case("separators_below_header.csv", PLAIN.replace("y,a\n", "y,a\n,,\n"), says="line 2: left out, since it has separators only", like="plain.csv")
case("separators_inside.csv", PLAIN.replace("2020-02-01", ",,\n2020-02-01"), says="line 33 has separators only and is left out", like="plain.csv")
case("separators_end.csv", PLAIN + ",,\n,,\n,,\n", says="separators only", like="plain.csv")
case("rule.csv", PLAIN.replace("y,a\n", "y,a\n----------,---,---\n"), says="line 2: left out, since it only draws a line", like="plain.csv")
case("markdown.csv", "| date | y | a |\n|------|:-:|--:|\n" + "".join(f"| {d} | {y} | {a} |\n" for d, y, a in zip(DATES, Y, A)),
     says="line 2: left out, since it only draws a line", like="plain.csv")
case("header_twice.csv", PLAIN.replace("2020-02-01", "date,y,a\n2020-02-01"), says="line 33 repeats the header and is left out", like="plain.csv")
case("names_with_spaces.csv", text(" date , y ,a  ", [DATES, Y, A]), like="plain.csv")
case("names_case.csv", text("date,y,Y", [DATES, Y, A]), like="plain.csv")
case("names_case_wrong.csv", PLAIN, "--target A,Y", 2, "has no column 'A'; did you mean 'a'?")
case("names_quoted.csv", text('date,"a,b","say ""hi"""', [DATES, Y, A]), '--target "a,b"', like="plain.csv")
case("names_quoted_two.csv", text('date,"a,b","say ""hi"""', [DATES, Y, A]), '--target "a,b" --features "a,b","say\\ ""hi""",date', like="plain.csv")
case("same_names_places.csv", text("date,y,a,y", [DATES, Y, A, A]), code=2, says="two columns are named 'y', columns 2 and 4; rename")

# The end
case("total.csv", PLAIN + "Total,812.3,1600.2\n", says="line 82: 'Total' left out, since it is a total", like="plain.csv")
case("sum_and_mean.csv", PLAIN + "Sum,812.3,1600.2\nMean,10.1,20.0\n", says="lines 82 to 83: 'Sum' left out, since they are totals", like="plain.csv")
case("total_german.csv", text("date;y;a", [DATES, Y, A], ";") + "Summe;812.3;1600.2\n", says="line 82: 'Summe' left out", like="plain.csv")
case("source_note.csv", PLAIN + "\nSource: weather service\n", says="line 83: 'Source: weather service' left out", like="plain.csv")
case("notes.csv", PLAIN + "Notes:\n(1) estimated, not measured\n* preliminary\n".replace("(1) e", "E").replace("* p", "P"),
     says="lines 82 to 84: 'Notes:' left out", like="plain.csv")
case("rows_selected.csv", PLAIN + "\n(80 rows selected)\n".replace("(80 rows", "Rows"), says="left out", like="plain.csv")
case("cut_row.csv", PLAIN + "2020-03-21,1.5\n", code=2, says="line 82: expected 3 fields as in the header, found 2; complete or delete the row, or leave out the last rows (--skip-end)")
case("cut_row_skipped.csv", PLAIN + "2020-03-21,1.5\n", "--skip-end 1", like="plain.csv")
case("total_skipped.csv", PLAIN + "all,812.3,1600.2\n", "--skip-end 1", like="plain.csv")
case("note_inside.csv", PLAIN.replace("2020-02-01", "sensor replaced\n2020-02-01"), code=2, says="line 33: expected 3 fields as in the header, found 1")

# Quotes
case("quote_never_closed.csv", PLAIN.replace("2020-02-01,", '2020-02-01,"'), code=2, says="line 33: expected a closing quote, found none by the end of the file")
case("quote_closed_late.csv", text("date,y,k", [DATES, Y, ["ok"] * 30 + ['"oops'] + ["no"] * 20 + ['"ok"'] + ["no", "ok"] * 14]), code=2,
     says="line 32: the field that begins here goes on after its closing quote")
case("quote_takes_rows.csv", text("date,y,k", [DATES, Y, ["ok"] * 30 + ['"oops'] + ["no"] * 20 + ['end"'] + ["no", "ok"] * 14]), code=2,
     says="line 32, column k: the quote that opens here takes in 20 lines that look like rows")
case("quoted_texts.csv", text("date,y,k", [DATES, Y, ['"rain, snow"', '"two\nlines"'] * 40]))

# One column
one = "y\n" + "\n".join(Y) + "\n"
case("one_column.csv", one)
case("one_column_blank.csv", one.replace(Y[40], ""), code=2, says="line 42, column y: expected a value, found an empty cell")
case("one_column_blank_forward.csv", one.replace("\n" + Y[40] + "\n", "\n\n"), "--missing forward", says="line 42 is blank and counts as a missing value")
case("one_column_spaces.csv", one.replace("\n" + Y[40] + "\n", "\n   \n"), "--missing forward", says="line 42 is blank", like="one_column_blank_forward.csv")
case("one_column_quotes.csv", one.replace("\n" + Y[40] + "\n", '\n""\n'), "--missing forward", says="filled forward in y (1 row", like="one_column_blank_forward.csv")
case("one_column_blank_end.csv", one + "\n\n\n", like="one_column.csv")
case("one_column_blank_top.csv", "\n" + one, like="one_column.csv")

# Separators
case("pipe.csv", text("date|y|a", [DATES, Y, A], "|"), like="plain.csv")
case("colon_given.csv", text("date:y:a", [DATES, Y, A], ":"), "--separator :", like="plain.csv")
case("tab_given.csv", text("date\ty\ta", [DATES, Y, A], "\t"), "--separator tab", like="plain.csv")
case("separator_wrong.csv", PLAIN, "--separator ab", 2, "--separator: expected one character such as ;")
case("spaces_one.csv", text("date y a", [DATES, Y, A], " "), says="read with spaces between its 3 columns", like="plain.csv")
case("spaces_aligned.csv", "      date        y       a\n" + "".join(f"{d:>10} {y:>8}  {a:>6}\n" for d, y, a in zip(DATES, Y, A)),
     says="read with spaces between its 3 columns", like="plain.csv")
case("spaces_given.csv", text("date y a", [DATES, Y, A], "  "), "--separator spaces", like="plain.csv")
case("spaces_uneven.csv", text("date y a", [DATES, [f"12:00 {y}" for y in Y], A], "  "), code=2,
     says="line 1: expected 4 columns divided by spaces as in most rows, found 3 words")
case("semicolon_with_commas.csv", text("date;y;place", [DATES, Y, ["Kiel, north"] * 40 + ["Kiel, south"] * 40], ";"), "--decimal .")

# Other formats
case("xlsx.csv", b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0[Content_Types].xml" + bytes(200), code=2, says="found an Excel workbook; open it in a spreadsheet")
case("zip.csv", b"PK\x03\x04\x14\0\0\0\x08\0data.csv" + bytes(200), code=2, says="found a zip archive; unpack it")
case("xls.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(200), code=2, says="found an old Excel workbook")
case("pdf.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", code=2, says="found a PDF document")
case("html.csv", "<!DOCTYPE html>\n<html><head><title>Sign in</title></head></html>\n", code=2, says="found an HTML page; download the file itself")
case("xml.csv", "<?xml version='1.0'?>\n<rows><row/></rows>\n", code=2, says="found an XML document")
case("json_rows.csv", '[\n {"date": "2020-01-01", "y": 1},\n {"date": "2020-01-02", "y": 2}\n]\n', code=2, says="found JSON; convert it to CSV")
case("json_lines.csv", '{"date": "2020-01-01", "y": 1}\n{"date": "2020-01-02", "y": 2}\n', code=2, says="found JSON")
case("json_error.csv", '{"error": "not found"}\n', code=2, says="found JSON")
case("lfs.csv", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n", code=2, says="found a pointer to a file in Git LFS")
case("bzip2.csv.bz2", bz2.compress(PLAIN.encode()), code=2, says="found a file compressed with bzip2; decompress it first")
case("xz.csv.xz", lzma.compress(PLAIN.encode()), code=2, says="found a file compressed with xz; decompress it first")
case("zstd.csv.zst", b"\x28\xb5\x2f\xfd\x04\x00" + bytes(40), code=2, says="found a file compressed with zstd; decompress it first: zstd -d")
case("gzip_without_name.csv", gzip.compress(PLAIN.encode(), mtime=0), like="plain.csv")
case("gzip_of_json.csv", gzip.compress(b'{"error": "not found"}', mtime=0), code=2, says="found JSON")

# One series in each row
m4 = "V1," + ",".join(f"V{i}" for i in range(2, 42)) + "\n" + "".join(f"H{k}," + ",".join(Y[k:k + 40 - k]) + "," * k + "\n" for k in range(1, 9))
case("rows_of_series.csv", m4, "--target V2", 2, "each row looks like a series of its own: column V1 has its name, columns V2 to V41 its values")
case("rows_of_dates.csv", "country," + ",".join(DATES[:60]) + "\n" + "".join(f"{c}," + ",".join(Y[k:k + 60]) + "\n" for k, c in enumerate("ABCDE")), "--target 2020-01-01", 2,
     "each row looks like a series of its own")
case("many_columns.csv", text("date,y," + ",".join(f"s{i}" for i in range(90)), [DATES, Y] + [A[i % 20:] + A[:i % 20] for i in range(90)]))

# Files as programs write them
case("r_write_table.csv", text('"date","y","a"', [[f'"{i + 1}","{d}"' for i, d in enumerate(DATES)], Y, A]), says="column 1 has no name", like="plain.csv")
case("quoted_spaces.txt", text('"date" "y" "a"', [[f'"{d}"' for d in DATES], Y, A], " "), says="read with spaces between its 3 columns", like="plain.csv")
case("trailing_separator_in_rows.csv", text("date,y,a", [DATES, Y, [a + "," for a in A]]), says="column 4 has neither a name nor a value", like="plain.csv")
case("campbell.dat", '"TOA5","CR1000","1234","CR1000.Std.31","CPU:a.CR1","99","Table1"\n' + text('"date","y","a"', [[f'"{d}"' for d in DATES], Y, A])
     .replace('"a"\n', '"a"\n"TS","Deg C","%"\n'), says="line 1 above the header 'date, y, a' left out", like="plain.csv")
case("mysql.txt", "+------------+--------+-------+\n| date | y | a |\n+------------+--------+-------+\n"
     + "".join(f"| {d} | {y} | {a} |\n" for d, y, a in zip(DATES, Y, A)) + "+------------+--------+-------+\n", like="plain.csv")
case("psql.txt", "    date    |   y    |   a\n------------+--------+-------\n" + text("", [DATES, Y, A], " | ") + "(80 rows)\n\n",
     says="line 83: '(80 rows)' left out", like="plain.csv")
case("sqlite.txt", "date        y       a\n----------  ------  -----\n" + text("", [DATES, Y, A], "  "), says="only draws a line", like="plain.csv")
case("yfinance.csv", "Price,y,a\nTicker,AAPL,AAPL\nDate,,\n" + text("", [DATES, Y, A]), says="line 3: left out", like="plain.csv")
case("hobo.csv", '"Plot Title: garden"\n' + text('"#","date, GMT-08:00","y","a"', [[str(i + 1) for i in range(ROWS)], DATES, Y, A]),
     says="line 1 above the header", like="plain.csv")
case("noaa.csv", text('"STATION","NAME","DATE","y","a"', [['"USW1"'] * ROWS, ['"SEATTLE, WA US"'] * ROWS, [f'"{d}"' for d in DATES], Y, A]),
     says="column STATION: left out", like="plain.csv")
case("world_bank.csv", '"Data Source","World Development Indicators",\n\n"Last Updated Date","2023-05-10",\n\n"Country Name","Country Code",'
     + ",".join(f'"{y}"' for y in range(1960, 2000)) + ",\n" + "".join(f'"Land {c}","{c}{c}",' + ",".join(Y[k:k + 40]) + ",\n" for k, c in enumerate("ABCDEFG")),
     "--target 1999", 2, "each row looks like a series of its own")

# Parquet, written by make_parquet.py
def parquet(name, *expected, **more):
    case(name, (pathlib.Path(__file__).parent / name).read_bytes(), *expected, **more)


for name in ("snappy", "gzip", "none", "float32"):
    parquet(f"{name}.parquet", like="plain.csv")
parquet("zstd.parquet", "", 2, "compressed with ZSTD needs the library com.github.luben:zstd-jni on the class path")
midnight = "2020-03-21T00:00|2020-03-22T00:00|2020-03-23T00:00"
for unit in ("ms", "us", "ns"):
    parquet(f"time_{unit}.parquet", like="plain.csv", times=midnight)
parquet("time_utc.parquet", like="plain.csv", times=midnight.replace("|", "Z|") + "Z")
parquet("nulls.parquet", "", 2, "nulls.parquet row 31, column a: expected a value, found 'NaN'")
parquet("texts.parquet", like="category_none.csv")
parquet("lists.parquet", says="column list: left out, since its cells are lists or structures", like="plain.csv")
case("cut.parquet", (pathlib.Path(__file__).parent / "none.parquet").read_bytes()[:900], code=2, says="this Parquet file cannot be read")

# Columns that do not belong: left out with a word if nobody asked for them, else refused.
LEFT_OUT = {
    "steps": ([str(1000 + 10 * i) for i in range(ROWS)], "it only counts the rows, in steps of 10"),
    "falls": ([str(900 - i) for i in range(ROWS)], "it only counts the rows, in steps of 1"),
    "fractions": ([f"{2 + i / 10:.1f}" for i in range(ROWS)], "it only counts the rows, in steps of 0.1"),
    "order_id": ([str(1000 + i * i) for i in range(ROWS)], "it only numbers the rows"),
    "customerId": ([str(70000 + 3 * i + i % 2) for i in range(ROWS)], "it only numbers the rows"),
    "epoch": ([str(1577836800 + 86400 * i) for i in range(ROWS)], "it only counts the rows, in steps of 86400"),
    "uuid": ([f"{i * 7919 % 65536:04x}-{i:04x}" for i in range(ROWS)], "it is text with too many different values"),
    "note": ([f"note {i // 2}" if i % 2 else f"see {i // 4}" for i in range(60)] + [""] * (ROWS - 60),
             "it is text that hardly repeats"),
    "blip": (["5.0001" if i == 30 else "5" if i < 60 else f"{7 + i % 3}" for i in range(ROWS)],
             "its value is 5 in 55 of the 56 training rows"),
    "noise": ([f"20.00000000000{i % 3}" for i in range(ROWS)], "its value is about 20"),
}
for name, (column, says) in LEFT_OUT.items():
    content = text(f"date,y,a,{name}", [DATES, Y, A, column])
    case(f"left_out_{name}.csv", content, says=f"column {name}: left out, since {says}", like="plain.csv")
    if name == "blip":
        case(f"asked_{name}.csv", content, f"--features date,y,a,{name}",
             says="column blip: 9 is very far from the values in the training set; forecasts that read it may be far off")
    else:
        case(f"refused_{name}.csv", content, f"--features date,y,a,{name}", 2, f"column '{name}'" if name != "noise"
             else "column noise: expected more than one value, found only about 20")
# Such a number of cells, and rising values, are no ids by themselves.
for name, column in {"total": [str(100 + i * i) for i in range(ROWS)], "code": [str(i * 37 % 11) for i in range(ROWS)],
                     "covid": [str(100 + i * i) for i in range(ROWS)], "counter": [str(9 + i * i) for i in range(ROWS)]}.items():
    case(f"kept_{name}.csv", text(f"date,y,{name}", [DATES, Y, column]))

# Numbers that may stand for missing values.
def marked(mark, rows, values=A):
    return [mark if i in rows else v for i, v in enumerate(values)]


for name, column, says in [
    ("minus_999", marked("-999", (20, 40)), "column a: -999 in 2 rows, the first on line 22, is far from the other values (17.14 to 23.58); "
     "if it stands for a missing value, add it to the missing values"),
    ("9999", marked("9999", (20, 40, 41)), "column a: 9999 in 3 rows"),
    ("99_9", marked("99.9", (20, 40)), "column a: 99.9 in 2 rows"),
    ("minus_1", marked("-1", (20, 40), [f"{100 + i % 2 + i % 7 / 10:.1f}" for i in range(ROWS)]), "column a: -1 in 2 rows"),
    ("zero", marked("0", (20, 40), [f"{1000 + i % 13}" for i in range(ROWS)]), "column a: 0 in 2 rows"),
    ("two", marked("-999", (20, 40), marked("9999", (30, 50))), "column a: -999 in 2 rows"),
]:
    case(f"far_{name}.csv", text("date,y,a", [DATES, Y, column]), says=says)
case("far_named.csv", text("date,y,a", [DATES, Y, marked("-999", (20, 40))]), "--missing forward --missing-values=-999",
     says="filled forward in a (2 rows")
case("far_once.csv", text("date,y,a", [DATES, Y, marked("500", (20,))]))

# Numbers of any size keep their digits.
for exponent in (-300, -30, 30, 300):
    case(f"size_{exponent}.csv", text("date,y", [DATES, [f"{v}e{exponent}" for v in Y]]))
case("size_308.csv", text("date,y", [DATES, [f"{'-' if i % 2 else ''}1.{i % 7}e308" for i in range(ROWS)]]))

cases.write()
