"""Logistic regression of each action unit on the real fields, leave one subject out: what bench/action-units compares with.

Usage: unit_peers.py DATA_FOLDER OUT.json

Fields are prepared as the fusion's are; training fields come with their mirrored copies; C = 0.01, balanced. "f1" is told from
the threshold on that had the best F1 over the other subjects' clips, each told by a regression on other subjects than its own
(five groups), since the heads that are fitted beside it choose theirs, too; "f1_at_half" from a probability of .5 on.
"""
import csv
import json
import re
import sys

import numpy as np
from PIL import Image, ImageSequence
from scipy.ndimage import gaussian_filter
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, precision_recall_curve, roc_auc_score
from sklearn.model_selection import GroupKFold

LEAST_CLIPS = 10


def prepared(fields):
    blurred = gaussian_filter(fields[:, :2], (0, 0, 1, 1), mode="nearest")
    centred = blurred - np.median(blurred, axis=(2, 3), keepdims=True)
    return (centred / (np.sqrt(np.mean(centred**2, axis=(2, 3), keepdims=True)) + 1e-6)).reshape(len(fields), -1)


def probabilities(x, m, y, train, test):
    """Of the clips "test" after learning from "train", whose mirrored copies are m."""
    model = LogisticRegression(C=0.01, class_weight="balanced", max_iter=1000)
    model.fit(np.concatenate([x[train], m[train]]), np.concatenate([y[train]] * 2))
    return model.predict_proba(x[test])[:, 1]


def threshold(x, m, y, subjects, train):
    score = np.zeros(len(train))
    for fit, held in GroupKFold(5).split(train, groups=subjects[train]):
        score[held] = probabilities(x, m, y, train[fit], train[held])
    precision, recall, thresholds = precision_recall_curve(y[train], score)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    return thresholds[np.argmax(f1[:-1])]


def interval(subjects, present, told):
    """95 % over 2000 draws of subjects, of the mean F1 of the units: present and told are lists of one array a unit."""
    random = np.random.default_rng(1)
    groups = [np.flatnonzero(subjects == subject) for subject in np.unique(subjects)]
    draws = []
    for _ in range(2000):
        rows = np.concatenate([groups[i] for i in random.integers(0, len(groups), len(groups))])
        draws.append(np.mean([f1_score(y[rows], t[rows], zero_division=0) for y, t in zip(present, told)]))
    return [float(v) for v in np.percentile(draws, (2.5, 97.5))]


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
    units, presence, answers = {}, [], []
    for unit in sorted(set.union(*coded)):
        y = np.array([unit in c for c in coded])
        if y.sum() < LEAST_CLIPS:
            continue
        score, told = np.zeros(len(y)), np.zeros(len(y), bool)
        for subject in np.unique(subjects):
            test, train = np.flatnonzero(subjects == subject), np.flatnonzero(subjects != subject)
            score[test] = probabilities(x, m, y, train, test)
            told[test] = score[test] >= threshold(x, m, y, subjects, train)
        presence.append(y)
        answers.append(told)
        units[f"AU{unit}"] = {"n": int(y.sum()), "auc": float(roc_auc_score(y, score)), "f1": float(f1_score(y, told)),
                              "f1_at_half": float(f1_score(y, score >= 0.5))}
    result = {f"mean_{key}": float(np.mean([u[key] for u in units.values()])) for key in ("auc", "f1", "f1_at_half")}
    result["mean_f1_low"], result["mean_f1_high"] = interval(subjects, presence, answers)
    result["units"] = units
    for name, u in units.items():
        print(f"logistic regression    {name:5} n {u['n']:3}  AUC {u['auc']:.3f}  F1 {u['f1']:.3f}  at .5 {u['f1_at_half']:.3f}")
    print(f"logistic regression    mean AUC {result['mean_auc']:.3f}  mean F1 {result['mean_f1']:.3f} "
          f"[{result['mean_f1_low']:.3f}, {result['mean_f1_high']:.3f}]  at .5 {result['mean_f1_at_half']:.3f}")
    with open(out, "w") as f:
        json.dump(result, f, indent=1)


if __name__ == "__main__":
    main()
