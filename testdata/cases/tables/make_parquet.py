"""Writes the Parquet files of this folder, from which make_cases.py makes cases. It needs pyarrow 25.

    python3 testdata/cases/tables/make_parquet.py
"""

import datetime
import pathlib
import sys

import pyarrow
import pyarrow.parquet

folder = pathlib.Path(__file__).parent
sys.path.append(str(folder.parent))
from common import A, DATES, ROWS, Y

days = [datetime.date.fromisoformat(date) for date in DATES]
times = [datetime.datetime.combine(day, datetime.time()) for day in days]
numbers = {"y": pyarrow.array(map(float, Y)), "a": pyarrow.array(map(float, A))}


def write(name, columns, compression="snappy"):
    pyarrow.parquet.write_table(pyarrow.table(columns), folder / name, compression=compression)


for compression in ("snappy", "gzip", "none", "zstd"):
    write(f"{compression}.parquet", {"date": pyarrow.array(days), **numbers}, compression)
for unit in ("ms", "us", "ns"):
    write(f"time_{unit}.parquet", {"date": pyarrow.array(times, pyarrow.timestamp(unit)), **numbers})
write("time_utc.parquet", {"date": pyarrow.array(times, pyarrow.timestamp("us", tz="UTC")), **numbers})
write("float32.parquet", {"date": pyarrow.array(days), "y": pyarrow.array(map(float, Y), pyarrow.float32()), "a": numbers["a"]})
holes = [None if i in (30, 31, 50) else float(a) for i, a in enumerate(A)]
write("nulls.parquet", {"date": pyarrow.array(days), "y": numbers["y"], "a": pyarrow.array(holes, pyarrow.float64())})
write("texts.parquet", {"date": pyarrow.array(days), "y": numbers["y"], "k": pyarrow.array(["none", "rain", "snow", "none"] * 20)})
write("lists.parquet", {"date": pyarrow.array(days), **numbers, "list": pyarrow.array([[1, 2]] * ROWS)})
