"""Logistic regression of each action unit on the real fields, leave one subject out: what bench/action-units compares with.

Usage: unit_peers.py DATA_FOLDER OUT.json

Fields are prepared as the fusion's are; training fields come with their mirrored copies; C = 0.01, balanced.
"""
import csv
import json
import re
import sys

import numpy as np
from PIL import Image, ImageSequence
from scipy.ndimage import gaussian_filter
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, roc_auc_score

LEAST_CLIPS = 10


def prepared(fields):
    blurred = gaussian_filter(fields[:, :2], (0, 0, 1, 1), mode="nearest")
    centred = blurred - np.median(blurred, axis=(2, 3), keepdims=True)
    return (centred / (np.sqrt(np.mean(centred**2, axis=(2, 3), keepdims=True)) + 1e-6)).reshape(len(fields), -1)


def main():
    folder, out = sys.argv[1:]
    with open(folder + "/real-flows-aus.csv", newline="") as f:
        rows = list(csv.DictReader(f))
    pages = np.stack([np.asarray(page) for page in ImageSequence.Iterator(Image.open(folder + "/real-flows.tif"))])
    fields = pages.reshape(-1, 3, 28, 28).astype(np.float32)[[int(r["frame"]) - 1 for r in rows]]
    mirrored = fields[:, :2, :, ::-1].copy()
    mirrored[:, 0] *= -1
    x, m = prepared(fields), prepared(mirrored)
    subjects = np.array([r["subject"] for r in rows])
    coded = [{int(n) for n in re.findall(r"\d+", r["aus"])} for r in rows]
    units = {}
    for unit in sorted(set.union(*coded)):
        y = np.array([unit in c for c in coded])
        if y.sum() < LEAST_CLIPS:
            continue
        score = np.zeros(len(y))
        for subject in np.unique(subjects):
            test = subjects == subject
            model = LogisticRegression(C=0.01, class_weight="balanced", max_iter=1000)
            model.fit(np.concatenate([x[~test], m[~test]]), np.concatenate([y[~test]] * 2))
            score[test] = model.predict_proba(x[test])[:, 1]
        units[f"AU{unit}"] = {"n": int(y.sum()), "auc": float(roc_auc_score(y, score)),
                              "f1": float(f1_score(y, score >= 0.5))}
    result = {"mean_auc": float(np.mean([u["auc"] for u in units.values()])),
              "mean_f1": float(np.mean([u["f1"] for u in units.values()])), "units": units}
    for name, u in units.items():
        print(f"logistic regression    {name:5} n {u['n']:3}  AUC {u['auc']:.3f}  F1 {u['f1']:.3f}")
    print(f"logistic regression    mean AUC {result['mean_auc']:.3f}  mean F1 {result['mean_f1']:.3f}")
    with open(out, "w") as f:
        json.dump(result, f, indent=1)


if __name__ == "__main__":
    main()
