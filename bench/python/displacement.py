"""The Python side of bench/displacement: OpenCV's optical flow on the same pairs, one thread a pair, each frame normalized as the
DGM's are. The settings of each method are the best of a search on the pairs "tuning". Tables and JSON.

Usage: displacement.py WORK OUT.json   or, for bench/ablation, displacement.py WORK [TUNED.json]: writes the fields of the series
"labelled" that TV-L1, DIS and Farneback compute, and the true ones, beside it; with the settings that TUNED.json names, or
else those that were best on 2026-12-01.
"""
import glob
import itertools
import json
import multiprocessing
import os
import sys
import time

import cv2
import numpy as np

SIZE = 128
BORDER = 4
BANDS = (("< 0.2 px", 0, 0.2), ("0.2-1 px", 0.2, 1), ("1-3 px", 1, 99))
NOISE = ("noise 0.5-1.5", "noise 1.5-2.75", "noise 2.75-4")

# What is tried: all of the first grid, then one setting after the other, along its whole line, until nothing gets better.
GRIDS = {
    "OpenCV TV-L1": {"lambda": (0.03, 0.06, 0.12), "theta": (0.1, 0.3, 0.6), "scales": (2,), "warps": (5,), "blur": (0.8,)},
    "OpenCV DIS": {"finest": (0, 1), "alpha": (20, 50, 100, 200), "patch": (8, 12), "stride": (2, 4), "refinement": (5, 15),
                   "gamma": (10,), "delta": (5,), "blur": (0.8,)},
    "OpenCV Farneback": {"levels": (1, 2, 3), "window": (15, 25, 33, 45), "poly": ((5, 0.9), (5, 1.1), (7, 1.5)),
                         "gaussian": (0, 1), "iterations": (3,), "blur": (0,)},
}
BLURS = (0, 0.5, 0.8, 1.2, 1.6, 2, 2.5, 3)
LINES = {
    "OpenCV TV-L1": {"lambda": (0.01, 0.02, 0.03, 0.045, 0.06, 0.09, 0.12, 0.2, 0.4),
                     "theta": (0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 1, 2), "scales": (1, 2, 3, 5), "warps": (1, 2, 3, 5, 8, 12),
                     "blur": BLURS},
    "OpenCV DIS": {"finest": (0, 1, 2), "alpha": (5, 10, 20, 35, 50, 70, 100, 200),
                   "patch": (4, 6, 8, 10, 12, 16, 20), "stride": (1, 2, 3, 4, 6), "refinement": (1, 2, 3, 5, 8, 15, 30),
                   "gamma": (0, 1, 2, 5, 10, 20, 40), "delta": (1, 2.5, 5, 10, 15, 20, 40), "blur": BLURS},
    "OpenCV Farneback": {"levels": (0, 1, 2, 3, 4), "window": (9, 15, 21, 25, 29, 33, 39, 45, 55, 65, 81),
                         "poly": ((5, 0.9), (5, 1.1), (7, 1.2), (7, 1.5), (9, 1.8), (11, 2.2), (13, 2.6), (15, 3)),
                         "gaussian": (0, 1), "iterations": (1, 2, 3, 4, 6, 10, 15), "blur": BLURS},
}

# Best on 2026-12-01.
TUNED = {
    "OpenCV TV-L1": {"lambda": 0.06, "theta": 0.2, "scales": 5, "warps": 5, "blur": 0.8},
    "OpenCV DIS": {"finest": 0, "alpha": 70, "patch": 20, "stride": 6, "refinement": 30, "gamma": 20, "delta": 5, "blur": 0.8},
    "OpenCV Farneback": {"levels": 2, "window": 55, "poly": (5, 0.9), "gaussian": 1, "iterations": 1, "blur": 0},
}


def normalized(frame):
    """Mean 128 and a deviation of about 48 grey levels, rounded to the 8 bits that OpenCV's DIS takes."""
    scaled = (frame - frame.mean()) / (frame.std() + 4) * 48 + 128
    return np.clip(np.rint(scaled), 0, 255).astype(np.uint8)


def opened(name, s):
    """A function of a normalized onset and apex frame."""
    if name == "OpenCV TV-L1":
        tvl1 = cv2.optflow.DualTVL1OpticalFlow_create()
        tvl1.setLambda(s["lambda"])
        tvl1.setTheta(s["theta"])
        tvl1.setScalesNumber(s["scales"])
        tvl1.setWarpingsNumber(s["warps"])
        flow = lambda o, a: tvl1.calc(o, a, None)
    elif name == "OpenCV DIS":
        dis = cv2.DISOpticalFlow_create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
        dis.setFinestScale(s["finest"])
        dis.setPatchSize(s["patch"])
        dis.setPatchStride(s["stride"])
        dis.setVariationalRefinementIterations(s["refinement"])
        dis.setVariationalRefinementAlpha(s["alpha"])
        dis.setVariationalRefinementGamma(s.get("gamma", 10))
        dis.setVariationalRefinementDelta(s.get("delta", 5))
        flow = lambda o, a: dis.calc(o, a, None)
    else:
        poly, sigma = s["poly"]
        flags = cv2.OPTFLOW_FARNEBACK_GAUSSIAN if s["gaussian"] else 0
        flow = lambda o, a: cv2.calcOpticalFlowFarneback(
            o, a, None, 0.5, s["levels"], s["window"], s["iterations"], poly, sigma, flags)
    if not s["blur"]:
        return flow
    return lambda o, a: flow(cv2.GaussianBlur(o, (0, 0), s["blur"]), cv2.GaussianBlur(a, (0, 0), s["blur"]))


def pairs(work, series):
    """Normalized onset and apex frames, the true fields [pair, row, column, 2]."""
    raw = np.fromfile(f"{work}/{series}.pairs", "<f4").reshape(-1, 4, SIZE, SIZE)
    return [(normalized(onset), normalized(apex)) for onset, apex in raw[:, :2]], np.moveaxis(raw[:, 2:], 1, -1)


def errors(found, truth):
    return np.linalg.norm(found - truth, axis=-1)[:, BORDER:-BORDER, BORDER:-BORDER]


def tuned(work):
    frames, truth = pairs(work, "tuning")
    best = {}
    for name, grid in GRIDS.items():
        tried = {}

        def error(settings):
            key = json.dumps(settings, sort_keys=True)
            if key not in tried:
                # A patch has no fewer pixels than it moves on by.
                if settings.get("stride", 0) > settings.get("patch", 1):
                    return np.inf
                tried[key] = float(errors(fields(name, settings, frames)[0], truth).mean())
            return tried[key]

        settings = min((dict(zip(grid, values)) for values in itertools.product(*grid.values())), key=error)
        before = np.inf
        while error(settings) < before:
            before = error(settings)
            for setting, line in LINES[name].items():
                settings = min(({**settings, setting: value} for value in line), key=error)
        ends = [setting for setting, line in LINES[name].items() if settings[setting] in (line[0], line[-1]) and len(line) > 2]
        best[name] = {"settings": settings, "error": before, "tried": len(tried), "ends": ends}
        print(f"{name}: {before:.4f} px on {len(frames)} tuning pairs, best of {len(tried)}: {settings}"
              f"{', at the end of its line: ' + ', '.join(ends) if ends else ''}", flush=True)
    return best


def one(task):
    """The field of one pair, and the milliseconds of CPU that it took."""
    name, settings, frames = task
    cv2.setNumThreads(1)
    flow = opened(name, settings)
    before = time.process_time()
    return flow(*frames), (time.process_time() - before) * 1e3


def fields(name, settings, frames):
    with multiprocessing.Pool(2) as pool:
        results = pool.map(one, [(name, settings, pair) for pair in frames])
    return np.stack([field for field, _ in results]), float(np.median([ms for _, ms in results]))


def write_fields(work, settings):
    frames, truth = pairs(work, "labelled")
    for name, file in (("OpenCV Farneback", "farneback"), ("OpenCV TV-L1", "tvl1"), ("OpenCV DIS", "dis")):
        found, _ = fields(name, settings[name], frames)
        np.moveaxis(found, -1, 1).astype("<f4").tofile(f"{work}/labelled.{file}")
        print(f"{file}: mean end-point error {errors(found, truth).mean():.3f} px")
    named = {"ours": "this DGM", "with": "and classification loss", "without": "and as many steps without"}
    more = sorted(glob.glob(glob.escape(f"{work}/labelled.") + "dgm-*"))
    named.update({os.path.basename(path).split(".", 1)[1]: "the DGM " + path.split("labelled.dgm-")[1] for path in more})
    for name, title in named.items():
        if os.path.exists(f"{work}/labelled.{name}"):
            print(f"{title}: mean end-point error {errors(read(f'{work}/labelled.{name}'), truth).mean():.3f} px")


def read(file):
    return np.moveaxis(np.fromfile(file, "<f4").reshape(-1, 2, SIZE, SIZE), 1, -1)


def scores(found, truth, info):
    error = errors(found, truth)
    length = np.linalg.norm(truth, axis=-1)[:, BORDER:-BORDER, BORDER:-BORDER]
    result = {"epe": float(error.mean())}
    for name, low, high in BANDS:
        result[name] = float(error[(length >= low) & (length < high)].mean())
    for name, some in zip(NOISE, np.array_split(error, len(NOISE))):
        result[name] = float(some.mean())
    textures = np.array([p["texture"] for p in info["pairs"]])
    for texture in sorted(set(textures)):
        result[texture] = float(error[textures == texture].mean())
    return result, error.mean(axis=(1, 2))


def interval(values):
    """95 % percentile interval of 2000 bootstraps over pairs; values: one row a pair, columns are summed before a ratio."""
    random = np.random.default_rng(1)
    draws = random.integers(0, len(values), (2000, len(values)))
    sums = values[draws].mean(axis=1)
    return [float(x) for x in np.percentile(sums[:, 0] / sums[:, 1] if values.ndim > 1 else sums, (2.5, 97.5))]


def measure(work, series, settings):
    frames, truth = pairs(work, series)
    with open(f"{work}/{series}.json", encoding="utf-8") as file:
        info = json.load(file)
    results, each = {}, {}

    def add(name, found, times):
        row, each[name] = scores(found, truth, info)
        results[name] = {**row, "interval": interval(each[name]), **times}

    prefix = f"{work}/{series}."
    for file in sorted(glob.glob(glob.escape(prefix) + "*.field")):
        title = file[len(prefix):-len(".field")]
        add(title, read(file), info[title])
    for name, some in settings.items():
        found, ms = fields(name, some["settings"], frames)
        add(name, found, {"cpu_ms": ms})
    add("no motion", np.zeros_like(truth), {"cpu_ms": 0.0})
    peers = [name for name in results if name not in ("DGM", "no motion")]
    best = min(peers, key=lambda name: results[name]["epe"])
    columns = [c for c in results["DGM"] if isinstance(results["DGM"][c], float) and "cpu" not in c]
    results["ratio"] = {c: results["DGM"][c] / min(results[name][c] for name in peers) for c in columns}
    results["ratio"]["interval"] = interval(np.stack([each["DGM"], each[best]], axis=1))
    results["ratio"]["best"] = best
    results["pairs"] = len(frames)
    return results, columns


def gains(work, settings):
    """How much of a bump of 4 px that moves by 0.15 px each method finds, where it moves by half of that or more."""
    frames, truth = pairs(work, "narrow")
    found = {}
    prefix = f"{work}/narrow."
    for file in sorted(glob.glob(glob.escape(prefix) + "*.field")):
        found[file[len(prefix):-len(".field")]] = read(file)
    for name, some in settings.items():
        found[name], _ = fields(name, some["settings"], frames)
    length = np.linalg.norm(truth, axis=-1)
    inside = length >= length.max(axis=(1, 2), keepdims=True) / 2
    result = {}
    for name, field in found.items():
        # The part along the true motion against the true motion, pair by pair.
        parts = np.stack([np.array([(f * t)[i].sum(), (t * t)[i].sum()]) for f, t, i in zip(field, truth, inside)])
        result[name] = {"gain": float(parts[:, 0].sum() / parts[:, 1].sum()), "interval": interval(parts),
                        "epe": float(np.linalg.norm(field - truth, axis=-1)[inside].mean())}
    return result


def show(series, results, columns):
    print(f"\n{series}: {results['pairs']} pairs, mean end-point error in px; 95 % interval over pairs; ms of CPU a pair")
    print(f"{'':17s}" + "".join(f"{c:>15s}" for c in columns))
    for name, row in results.items():
        if name in ("pairs", "ratio"):
            continue
        low, high = row["interval"]
        print(f"{name:17s}" + "".join(f"{row[c]:15.4f}" for c in columns) + f"   {low:.4f}-{high:.4f} {row['cpu_ms']:9.2f}")
    ratio = results["ratio"]
    print(f"{'DGM / best':17s}" + "".join(f"{ratio[c]:15.2f}" for c in columns) +
          f"   {ratio['interval'][0]:.2f}-{ratio['interval'][1]:.2f} against {ratio['best']}")


def main():
    work = sys.argv[1]
    cv2.setNumThreads(1)
    if not (len(sys.argv) > 2 and os.path.exists(f"{work}/tuning.pairs")):
        settings = TUNED
        if len(sys.argv) > 2:
            with open(sys.argv[2], encoding="utf-8") as file:
                settings = {name: row["settings"] for name, row in json.load(file)["tuned"].items()}
        write_fields(work, settings)
        return
    settings = tuned(work)
    result = {"tuned": settings, "opencv": cv2.__version__}
    for series, title in (("bumps", "smooth motion (the design study's test)"), ("expressions", "action units"),
                          ("analytic", "the second generator")):
        result[series], columns = measure(work, series, settings)
        show(title, result[series], columns)
    result["narrow"] = gains(work, settings)
    print("\nweak and narrow motion (0.15 px, standard deviation 4 px): share that is found")
    for name, row in result["narrow"].items():
        print(f"{name:17s} {row['gain']:.2f} ({row['interval'][0]:.2f}-{row['interval'][1]:.2f}), error {row['epe']:.3f} px")
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        json.dump(result, file, indent=1)


if __name__ == "__main__":
    main()
