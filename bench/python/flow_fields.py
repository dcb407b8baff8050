"""Optical flow of OpenCV on the pairs that bench/train-fusion draws: fields as the field's published ones were computed.

Usage: flow_fields.py NAME-SIZE.frames...   each holds 8-bit frames [pair, onset and apex, row, column], SIZE x SIZE; beside
it NAME-SIZE.tvl1 and NAME-SIZE.farneback are written, area averages on the 28-grid as float32 [pair, u and v, row, column].
"""
import multiprocessing
import re
import sys

import cv2
import numpy as np

GRID = 28

# Weight of TV-L1's data term by turns: OpenCV's default, and those that give smoother and rougher fields.
TVL1_LAMBDAS = (0.15, 0.15, 0.05, 0.4)


def grid(flow):
    return np.moveaxis(cv2.resize(flow, (GRID, GRID), interpolation=cv2.INTER_AREA), -1, 0)


def fields(task):
    index, (onset, apex) = task
    cv2.setNumThreads(1)
    tvl1 = cv2.optflow.DualTVL1OpticalFlow_create()
    tvl1.setLambda(TVL1_LAMBDAS[index % len(TVL1_LAMBDAS)])
    return (grid(tvl1.calc(onset, apex, None)),
            grid(cv2.calcOpticalFlowFarneback(onset, apex, None, 0.5, 3, 15, 3, 5, 1.2, 0)))


def main():
    for path in sys.argv[1:]:
        size = int(re.search(r"-(\d+)\.frames$", path).group(1))
        frames = np.fromfile(path, np.uint8).reshape(-1, 2, size, size)
        results = []
        with multiprocessing.Pool() as pool:
            for result in pool.imap(fields, enumerate(frames), chunksize=20):
                results.append(result)
                if len(results) % 500 == 0:
                    print(f"optical flow: {len(results)} of {len(frames)} pairs", flush=True)
        for name, method in zip(("tvl1", "farneback"), zip(*results)):
            np.stack(method).astype("<f4").tofile(path.removesuffix("frames") + name)


if __name__ == "__main__":
    main()
