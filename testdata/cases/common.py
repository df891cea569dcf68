"""What the scripts `make_cases.py` of the folders share: a small series, and the writing of files and of `cases.csv`.

A case is a file, options of `lstm train`, the exit code, a text that the messages must contain, another file of the
folder whose forecast must be the same, and the times of the three rows that the forecast must have (if they are given, only
the numbers are compared with the other file). FilesProcessTest runs all of them.
"""

import csv
import datetime
import math

ROWS = 80
DATES = [(datetime.date(2020, 1, 1) + datetime.timedelta(i)).isoformat() for i in range(ROWS)]
# The first number has one digit after the point, so it tells that the point is no thousands mark.
Y = ["10.0"] + [f"{10 + 5 * math.sin(i / 6) + (i * 7 % 11) / 10:.3f}" for i in range(1, ROWS)]
A = [f"{20 + 3 * math.cos(i / 5) + (i * 5 % 7) / 10:.2f}" for i in range(ROWS)]


def text(header, columns, separator=",", end="\n"):
    """A table of columns of text; without a header if it is empty."""
    rows = [separator.join(row) for row in zip(*columns)]
    return end.join(([header] if header else []) + rows) + end


class Cases:
    """The cases of one folder."""

    def __init__(self, folder):
        self.folder = folder
        self.cases = []

    def add(self, name, content, options="", code=0, says="", like="", times=""):
        """Adds a case. Content is bytes, or text that is written in UTF-8; times are joined by `|`."""
        (self.folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        self.cases.append([name, options, code, says, like, times])

    def write(self):
        """Writes cases.csv."""
        with open(self.folder / "cases.csv", "w", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["file", "options", "exit", "says", "like", "times"])
            writer.writerows(self.cases)
        print(len(self.cases), "cases")
