"""Writes src/test/resources/org/microexpression/evaluation/metrics.json: random tables of true and predicted classes,
with what scikit-learn says about them, for ClassificationMetricsTest; and exact McNemar p-values by SciPy.

Run from the repository root, with scikit-learn installed: python src/test/python/metrics_fixture.py
"""
import json
import pathlib

import numpy as np
import scipy
import sklearn
from scipy.stats import binomtest
from sklearn.metrics import accuracy_score, f1_score, precision_score, recall_score


def table(rng, n, true_classes, predicted_classes, classes=3):
    truth = rng.choice(true_classes, n)
    prediction = np.where(rng.random(n) < 0.5, truth, rng.choice(predicted_classes, n))
    prediction = np.where(np.isin(prediction, predicted_classes), prediction, rng.choice(predicted_classes, n))
    labels = list(range(classes))
    scores = {"labels": labels, "zero_division": 0}
    return {
        "classes": classes,
        "truth": truth.tolist(),
        "prediction": prediction.tolist(),
        "accuracy": accuracy_score(truth, prediction),
        "uf1": f1_score(truth, prediction, average="macro", **scores),
        "uar": recall_score(truth, prediction, average="macro", **scores),
        "meanPrecision": precision_score(truth, prediction, average="macro", **scores),
        "f1": f1_score(truth, prediction, average=None, **scores).tolist(),
        "recall": recall_score(truth, prediction, average=None, **scores).tolist(),
        "precision": precision_score(truth, prediction, average=None, **scores).tolist(),
    }


def main():
    rng = np.random.default_rng(2019)
    every = [0, 1, 2]
    tables = [table(rng, int(rng.integers(1, 200)), every, every) for _ in range(12)]
    tables += [table(rng, 40, [0, 2], every), table(rng, 40, every, [0, 1]), table(rng, 40, [0, 1], [0, 1]),
               table(rng, 40, [1], [1]), table(rng, 40, [0], [2]), table(rng, 40, every, [0]),
               table(rng, 1, every, every), table(rng, 442, every, every)]
    tables += [table(rng, 255, [0, 1, 2, 3, 4], [0, 1, 2, 3, 4], 5), table(rng, 60, [0, 1, 4], [0, 2, 4], 5)]
    pairs = [(0, 0), (1, 0), (0, 5), (5, 5), (3, 12), (40, 61), (120, 90)]
    mcnemar = [{"onlyFirst": b, "onlySecond": c,
                "exact": binomtest(b, b + c, 0.5).pvalue if b + c else 1.0} for b, c in pairs]
    fixture = {"sklearn": sklearn.__version__, "scipy": scipy.__version__, "tables": tables, "mcnemar": mcnemar}
    path = pathlib.Path("src/test/resources/org/microexpression/evaluation/metrics.json")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(fixture) + "\n")


if __name__ == "__main__":
    main()
