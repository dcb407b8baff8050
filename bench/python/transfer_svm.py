"""An RBF SVM trained on one dataset's real fields and tested on the other's: what bench/transfer compares with.

Usage: transfer_svm.py DATA_FOLDER OUT.json

Fields are prepared as the fusion's are and come with their mirrored copies in training; C and gamma are the best of 25
pairs by leaving out groups of people of the training dataset.
"""
import json
import sys

import numpy as np
from fusion_peers import figures, load, prepared
from sklearn.model_selection import GroupKFold
from sklearn.svm import SVC

GROUPS = 5
GRID = [(c, g) for c in (0.1, 0.3, 1, 3, 10) for g in (0.25, 0.5, 1, 2, 4)]


def told(x, mirrored, labels, train, test, c, gamma):
    model = SVC(C=c, gamma=gamma / x.shape[1], class_weight="balanced")
    model.fit(np.concatenate([x[train], mirrored[train]]), np.concatenate([labels[train]] * 2))
    return model.predict(x[test])


def main():
    folder, out = sys.argv[1:]
    fields, labels, datasets, subjects = load(folder)
    flipped = fields[:, :2, :, ::-1].copy()
    flipped[:, 0] *= -1
    x, mirrored = (prepared(f).reshape(len(f), -1) for f in (fields, flipped))
    result = {}
    for name in dict.fromkeys(datasets):
        train, test = np.flatnonzero(datasets != name), np.flatnonzero(datasets == name)
        best = None
        for c, gamma in GRID:
            inner = np.zeros_like(labels)
            for fit, held in GroupKFold(GROUPS).split(train, groups=subjects[train]):
                inner[train[held]] = told(x, mirrored, labels, train[fit], train[held], c, gamma)
            uf1 = figures(labels[train], inner[train])["uf1"]
            if best is None or uf1 > best[0]:
                best = (uf1, c, gamma)
        answer = told(x, mirrored, labels, train, test, *best[1:])
        result[str(name)] = {**figures(labels[test], answer), "C": best[1], "gamma_times_length": best[2],
                             "inner_uf1": best[0]}
        print(f"SVM, told: {name:7} UF1 {result[str(name)]['uf1']:.3f}  UAR {result[str(name)]['uar']:.3f}  "
              f"(C {best[1]}, gamma {best[2]} / length; inside the training dataset UF1 {best[0]:.3f})")
    with open(out, "w") as f:
        json.dump(result, f, indent=1)


if __name__ == "__main__":
    main()
