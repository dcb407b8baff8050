"""The Python side of bench/displacement: OpenCV's optical flow on the same pairs, one thread; table and JSON.

Usage: displacement.py WORK OUT.json   or, for bench/ablation, displacement.py WORK: writes the fields of the series "labelled"
that Farneback and TV-L1 compute, and the true ones, beside it.
"""
import json
import sys
import time

import cv2
import numpy as np

SIZE = 128
BORDER = 4
BANDS = (("< 0.2 px", 0, 0.2), ("0.2-1 px", 0.2, 1), ("1-3 px", 1, 99))
NOISE = ("noise 0.5-1.5", "noise 1.5-2.75", "noise 2.75-4")


def methods():
    medium = cv2.DISOpticalFlow_create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    fast = cv2.DISOpticalFlow_create(cv2.DISOPTICAL_FLOW_PRESET_FAST)
    tvl1 = cv2.optflow.DualTVL1OpticalFlow_create()
    return {
        "farneback": lambda o, a: cv2.calcOpticalFlowFarneback(o, a, None, 0.5, 3, 15, 3, 5, 1.2, 0),
        "dis_medium": lambda o, a: medium.calc(o, a, None),
        "dis_fast": lambda o, a: fast.calc(o, a, None),
        "tvl1": lambda o, a: tvl1.calc(o, a, None),
    }


def errors(fields, truth):
    return np.linalg.norm(fields - truth, axis=-1)[:, BORDER:-BORDER, BORDER:-BORDER]


def scores(fields, truth, info):
    error = errors(fields, truth)
    length = np.linalg.norm(truth, axis=-1)[:, BORDER:-BORDER, BORDER:-BORDER]
    result = {"epe": float(error.mean())}
    for name, low, high in BANDS:
        result[name] = float(error[(length >= low) & (length < high)].mean())
    for name, some in zip(NOISE, np.array_split(error, len(NOISE))):
        result[name] = float(some.mean())
    textures = np.array([p["texture"] for p in info["pairs"]])
    for texture in sorted(set(textures)):
        result[texture] = float(error[textures == texture].mean())
    return result


def pairs(work, series):
    """Onset and apex frames as 8-bit pictures, the true fields [pair, row, column, 2]."""
    raw = np.fromfile(f"{work}/{series}.pairs", "<f4").reshape(-1, 4, SIZE, SIZE)
    onset, apex = (np.clip(np.rint(raw[:, i]), 0, 255).astype(np.uint8) for i in (0, 1))
    return onset, apex, np.moveaxis(raw[:, 2:], 1, -1)


def write_fields(work):
    onset, apex, truth = pairs(work, "labelled")
    flows = methods()
    for name in ("farneback", "tvl1"):
        fields = np.stack(list(map(flows[name], onset, apex)))
        np.moveaxis(fields, -1, 1).astype("<f4").tofile(f"{work}/labelled.{name}")
        print(f"{name}: mean end-point error {errors(fields, truth).mean():.3f} px")
    np.moveaxis(truth, -1, 1).astype("<f4").tofile(f"{work}/labelled.truth")
    for name, title in (("ours", "this DGM"), ("with", "and classification loss"), ("without", "and as many steps without")):
        ours = np.moveaxis(np.fromfile(f"{work}/labelled.{name}", "<f4").reshape(-1, 2, SIZE, SIZE), 1, -1)
        print(f"{title}: mean end-point error {errors(ours, truth).mean():.3f} px")


def measure(work, series):
    onset, apex, truth = pairs(work, series)
    ours = np.moveaxis(np.fromfile(f"{work}/{series}.ours", "<f4").reshape(-1, 2, SIZE, SIZE), 1, -1)
    with open(f"{work}/{series}.json", encoding="utf-8") as file:
        info = json.load(file)
    results = {"ours": {**scores(ours, truth, info), "cpu_ms": info["cpu_ms"], "cpu_ms_batch_32": info["cpu_ms_batch_32"]}}
    for name, flow in methods().items():
        for i in range(3):
            flow(onset[i], apex[i])
        before = time.process_time()
        fields = np.stack([flow(o, a) for o, a in zip(onset, apex)])
        results[name] = {**scores(fields, truth, info), "cpu_ms": (time.process_time() - before) * 1e3 / len(onset)}
    results["zero"] = {**scores(np.zeros_like(truth), truth, info), "cpu_ms": 0.0}
    return info["device"], len(onset), results


def show(series, count, results):
    columns = [c for c in results["ours"] if c not in ("cpu_ms", "cpu_ms_batch_32")] + ["cpu_ms"]
    print(f"\n{series}: {count} pairs, mean end-point error in px")
    print(f"{'':12s}" + "".join(f"{c:>15s}" for c in columns))
    for name, row in results.items():
        print(f"{name:12s}" + "".join(f"{row[c]:15.2f}" if c == "cpu_ms" else f"{row[c]:15.4f}" for c in columns))
    flows = [row for name, row in results.items() if name not in ("ours", "zero")]
    shares = [results["ours"][c] / min(row[c] for row in flows) for c in columns[:-1]]
    print(f"{'ours / best':12s}" + "".join(f"{s:15.2f}" for s in shares) +
          f"{results['tvl1']['cpu_ms'] / results['ours']['cpu_ms']:14.1f}x faster than TV-L1")


def main():
    work = sys.argv[1]
    if len(sys.argv) == 2:
        write_fields(work)
        return
    target = sys.argv[2]
    cv2.setNumThreads(1)
    device, n, bumps = measure(work, "bumps")
    show("smooth motion (the design study's test)", n, bumps)
    _, count, expressions = measure(work, "expressions")
    show("action units", count, expressions)
    print(f"\nours on {device}: {bumps['ours']['cpu_ms']:.2f} ms of CPU a pair alone, "
          f"{bumps['ours']['cpu_ms_batch_32']:.2f} ms in batches of 32; OpenCV {cv2.__version__}, one thread")
    with open(target, "w", encoding="utf-8") as file:
        json.dump({**bumps, "expressions": expressions, "device": device, "pairs": n}, file, indent=1)


main()
