"""Joins the parts of bench/loso into one file and says how long each took.

Usage: loso_table.py LOSO_FOLDER OUT.json
"""
import json
import sys

folder, out = sys.argv[1:3]
result = {}
for name in ("ours", "ststnet", "svm"):
    with open(f"{folder}/{name}.json") as f:
        result[name] = json.load(f)
for unit in ("seconds", "cpu_seconds"):
    result["ststnet_" + unit + "_over_ours"] = result["ststnet"][unit] / result["ours"][unit]
with open(out, "w") as f:
    json.dump(result, f, indent=2)
print(f"STSTNet took {result['ststnet_seconds_over_ours']:.2f} times as long as ours with all its seeds, and "
      f"{result['ststnet_cpu_seconds_over_ours']:.2f} times the CPU time, which other work on the machine disturbs less.")
