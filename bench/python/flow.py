"""The Python side of bench/flow: OpenCV's optical flow on the same pairs, each frame normalized as ours are; table and JSON.

Usage: flow.py WORK OUT.json
"""
import glob
import json
import os
import sys
import time

import cv2
import numpy as np

SIZE = 128
BORDER = 4


def normalized(frame):
    """Mean 128 and a deviation of about 48 grey levels, rounded to the 8 bits that OpenCV's DIS takes."""
    scaled = (frame - frame.mean()) / (frame.std() + 4) * 48 + 128
    return np.clip(np.rint(scaled), 0, 255).astype(np.uint8)


def opencv():
    dis = cv2.DISOpticalFlow_create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    dis.setFinestScale(0)
    dis.setVariationalRefinementAlpha(50)
    medium = cv2.DISOpticalFlow_create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    tvl1 = cv2.optflow.DualTVL1OpticalFlow_create()
    return {
        "OpenCV TV-L1": lambda o, a: tvl1.calc(o, a, None),
        "OpenCV DIS, medium": lambda o, a: medium.calc(o, a, None),
        "OpenCV DIS, finest scale 0, alpha 50": lambda o, a: dis.calc(o, a, None),
        "OpenCV Farneback, window 15": lambda o, a: cv2.calcOpticalFlowFarneback(o, a, None, 0.5, 3, 15, 3, 5, 1.2, 0),
        "OpenCV Farneback, Gaussian window 33": lambda o, a: cv2.calcOpticalFlowFarneback(
            o, a, None, 0.5, 2, 33, 3, 5, 0.9, cv2.OPTFLOW_FARNEBACK_GAUSSIAN),
    }


def errors(fields, truth):
    return np.linalg.norm(fields - truth, axis=-1)[:, BORDER:-BORDER, BORDER:-BORDER].mean(axis=(1, 2))


def measure(work, series):
    raw = np.fromfile(f"{work}/{series}.pairs", "<f4").reshape(-1, 4, SIZE, SIZE)
    truth = np.moveaxis(raw[:, 2:], 1, -1)
    rows = {}
    for file in sorted(glob.glob(f"{glob.escape(work)}/{series}.*.field")):
        title = os.path.basename(file)[len(series) + 1:-len(".field")]
        fields = np.moveaxis(np.fromfile(file, "<f4").reshape(-1, 2, SIZE, SIZE), 1, -1)
        with open(file[:-len("field")] + "ms", encoding="utf-8") as ms:
            rows[title] = errors(fields, truth), float(ms.read())
    frames = [(normalized(onset), normalized(apex)) for onset, apex in raw[:, :2]]
    for title, flow in opencv().items():
        flow(*frames[0])
        before = time.perf_counter()
        fields = np.stack([flow(*pair) for pair in frames])
        rows[title] = errors(fields, truth), (time.perf_counter() - before) * 1e3 / len(frames)
    rows["no motion"] = errors(np.zeros_like(truth), truth), 0.0
    return rows


def summary(error, ms):
    """Mean end-point error with the 95 % percentile interval of 2000 bootstraps over pairs."""
    random = np.random.default_rng(1)
    means = error[random.integers(0, len(error), (2000, len(error)))].mean(axis=1)
    low, high = np.percentile(means, (2.5, 97.5))
    return {"epe": float(error.mean()), "low": float(low), "high": float(high), "ms": ms, "pairs": len(error)}


def main():
    work, target = sys.argv[1:]
    cv2.setNumThreads(1)
    result = {}
    for series in ("bumps", "expressions"):
        result[series] = {title: summary(*row) for title, row in measure(work, series).items()}
        print(f"\n{series}: mean end-point error in px, 95 % interval over pairs, ms a pair")
        for title, row in result[series].items():
            print(f"{title:40s} {row['epe']:.3f} ({row['low']:.3f}-{row['high']:.3f}) {row['ms']:8.1f}")
    result["opencv"] = cv2.__version__
    with open(target, "w", encoding="utf-8") as file:
        json.dump(result, file, indent=1)


main()
