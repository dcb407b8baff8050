"""Reads every CSV file below a folder with pandas, without a word about types, separators or empty cells.

Prints a line a file: its path, its rows and columns. Usage: bin/python python/read_tables.py FOLDER
"""
import pathlib
import sys

import pandas

# An id such as 01 is text.
IDS = {"subject": str, "clip": str, "dataset": str, "fold": str}

for file in sorted(pathlib.Path(sys.argv[1]).rglob("*.csv")):
    table = pandas.read_csv(file, dtype=IDS)
    unnamed = [name for name in table.columns if name.startswith("Unnamed")]
    if unnamed or table.empty:
        sys.exit(f"{file} is read as {table.shape}, columns {list(table.columns)}")
    print(file, *table.shape)
