"""The peers of bench/loso on the same folds: an RBF SVM (scikit-learn) and STSTNet (PyTorch, our own implementation).

Usage: fusion_peers.py svm|ststnet DATA_FOLDER OUT.json [EPOCHS]

Each fold's answer is kept in OUT.json.folds as it ends, so that a broken run goes on where it stopped.

STSTNet (Liong et al., 2019): three streams of one 3 x 3 convolution each (3, 5 and 8 filters) on u, v and optical
strain, max pooling, the streams joined, mean pooling, a linear layer. Trained as its authors' PyTorch version does:
Adam, learning rate 5e-5, batch 256, 800 epochs, last epoch.
"""
import csv
import json
import multiprocessing
import os
import sys
import time

import numpy as np
from scipy.ndimage import gaussian_filter
from PIL import Image, ImageSequence


def load(folder):
    with open(folder + "/real-flows.csv", newline="") as f:
        rows = list(csv.DictReader(f))
    pages = np.stack([np.asarray(page) for page in ImageSequence.Iterator(Image.open(folder + "/real-flows.tif"))])
    fields = pages.reshape(-1, 3, 28, 28).astype(np.float32)[[int(r["frame"]) - 1 for r in rows]]
    labels = np.array([int(r["class"]) for r in rows])
    datasets = np.array([r["dataset"] for r in rows])
    subjects = np.array([r["dataset"] + "/" + r["subject"] for r in rows])
    return fields, labels, datasets, subjects


def figures(truth, predicted):
    f1, recall = [], []
    for c in range(3):
        hits = np.sum((truth == c) & (predicted == c))
        f1.append(2 * hits / max(1, np.sum(truth == c) + np.sum(predicted == c)))
        recall.append(hits / max(1, np.sum(truth == c)))
    return {"uf1": float(np.mean(f1)), "uar": float(np.mean(recall)), "n": len(truth)}


def prepared(fields):
    """The preparation that the fusion has: blur, median as zero, root mean square as unit, of u and v."""
    blurred = gaussian_filter(fields[:, :2], (0, 0, 1, 1), mode="nearest")
    centred = blurred - np.median(blurred, axis=(2, 3), keepdims=True)
    return centred / (np.sqrt(np.mean(centred**2, axis=(2, 3), keepdims=True)) + 1e-6)


def svm(fields, labels, train, test):
    from sklearn.svm import SVC

    mirrored = fields[:, :2, :, ::-1].copy()
    mirrored[:, 0] *= -1
    x, m = prepared(fields).reshape(len(fields), -1), prepared(mirrored).reshape(len(fields), -1)
    model = SVC(C=1, class_weight="balanced")
    model.fit(np.concatenate([x[train], m[train]]), np.concatenate([labels[train]] * 2))
    return model.predict(x[test])


def ststnet(fields, labels, train, test, epochs):
    import torch
    from torch import nn

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.streams = nn.ModuleList(
                nn.Sequential(nn.Conv2d(3, k, 3, padding=2), nn.ReLU(), nn.BatchNorm2d(k),
                              nn.MaxPool2d(3, stride=3, padding=1), nn.Dropout(0.5)) for k in (3, 5, 8))
            self.pool = nn.AvgPool2d(2, stride=2)
            self.classify = nn.Linear(5 * 5 * 16, 3)

        def forward(self, x):
            joined = torch.cat([s(x) for s in self.streams], 1)
            return self.classify(self.pool(joined).flatten(1))

    torch.manual_seed(1)
    torch.set_num_threads(1)
    net = Net()
    optimizer = torch.optim.Adam(net.parameters(), lr=5e-5)
    loss = nn.CrossEntropyLoss()
    x, y = torch.from_numpy(fields[train]), torch.from_numpy(labels[train])
    net.train()
    for _ in range(epochs):
        for batch in torch.randperm(len(y)).split(256):
            optimizer.zero_grad()
            loss(net(x[batch]), y[batch]).backward()
            optimizer.step()
    net.eval()
    with torch.no_grad():
        return net(torch.from_numpy(fields[test])).argmax(1).numpy()


def fold(task):
    which, fields, labels, train, test, epochs = task
    before, cpu = time.time(), time.process_time()
    answer = svm(fields, labels, train, test) if which == "svm" else ststnet(fields, labels, train, test, epochs)
    return test.tolist(), answer.tolist(), time.time() - before, time.process_time() - cpu


def kept(file, header):
    """The folds of a broken run of the same kind."""
    if not os.path.exists(file):
        return []
    with open(file) as f:
        lines = [json.loads(line) for line in f if line.endswith("\n")]
    return lines[1:] if lines and lines[0] == header else []


def main():
    which, folder, out = sys.argv[1:4]
    epochs = int(sys.argv[4]) if len(sys.argv) > 4 else 800
    fields, labels, datasets, subjects = load(folder)
    predicted = np.zeros_like(labels)
    header = {"which": which, "epochs": epochs, "clips": len(labels)}
    done = kept(out + ".folds", header)
    had = {line[0][0] for line in done}
    tasks = [(which, fields, labels, np.flatnonzero(subjects != s), np.flatnonzero(subjects == s), epochs)
             for s in dict.fromkeys(subjects) if np.flatnonzero(subjects == s)[0] not in had]
    # A process of one thread on each core is the quickest for networks as small as these.
    processes = int(os.environ.get("PROCESSES", os.cpu_count()))
    with open(out + ".folds", "w") as keep, multiprocessing.get_context("spawn").Pool(processes) as pool:
        for line in [header] + done:
            keep.write(json.dumps(line) + "\n")
        keep.flush()
        before = time.time()
        for line in pool.imap_unordered(fold, tasks):
            done.append(line)
            keep.write(json.dumps(line) + "\n")
            keep.flush()
        wall = time.time() - before
    for test, answer, _, _ in done:
        predicted[test] = answer
    result = figures(labels, predicted)
    # Where a broken run went on, the folds it had count with their own times, shared among the cores.
    result["seconds"] = wall + sum(line[2] for line in done if line[0][0] in had) / os.cpu_count()
    result["cpu_seconds"] = sum(line[3] for line in done)
    if which == "ststnet":
        result["epochs"] = epochs
    for dataset in dict.fromkeys(datasets):
        result[str(dataset)] = figures(labels[datasets == dataset], predicted[datasets == dataset])
    with open(out, "w") as f:
        json.dump(result, f, indent=2)
    os.remove(out + ".folds")
    parts = "   ".join(f"{d} {result[d]['uf1']:.3f} / {result[d]['uar']:.3f}" for d in dict.fromkeys(map(str, datasets)))
    print(f"{which:28s} UF1 {result['uf1']:.3f}  UAR {result['uar']:.3f}   {parts}   {result['seconds']:.0f} s, {result['cpu_seconds']:.0f} s of CPU")


if __name__ == "__main__":
    main()
