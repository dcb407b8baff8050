"""The Python side of bench/linear-limit: the error that the best linear estimator of D is left with, on the pairs of
bench/displacement, beside the DGM's.

The estimator is told what nobody can know, so that its error bounds that of every linear one from below: the covariance of
the family of motions (bench/java/MotionPriors.java), scaled to the strength of this pair's true motion; the picture's slope
at the true motion, so that nothing is lost by linearizing; the spectrum of what the pair's frames truly differ by behind
the motion (noise, JPEG); the change of light, which is taken out. Motions whose families differ have their own covariance:
the three of the second generator. What is not linear, such as the DGM, may be better where a family is far from Gaussian.

Usage: linear_limit.py WORK OUT.json
"""
import json
import sys

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.ndimage import map_coordinates

SIZE = 128
GRID = 32
BORDER = 4

# Components of a covariance that are kept: so many, or down to this share of the largest.
MOST = 700
LEAST = 1e-5

SERIES = (("bumps", None), ("expressions", None), ("analytic", "Gaussian process"), ("analytic", "pulls"), ("analytic", "plate"))
FAMILIES = ("Gaussian process", "pulls", "plate")


def planes(file, count, size=SIZE):
    return np.fromfile(file, "<f4").reshape(-1, count, size, size)


def components(motions):
    """Variances and directions of motions, each scaled to a root mean square length of 1 px."""
    flat = motions.reshape(len(motions), -1)
    length = np.sqrt((flat ** 2).mean(1) * 2)
    flat = flat[length > 1e-3] / length[length > 1e-3, None]
    variances, directions = np.linalg.eigh(flat.T @ flat / len(flat))
    kept = np.flatnonzero(variances > variances.max() * LEAST)[::-1][:MOST]
    at = (np.arange(SIZE) + 0.5) * GRID / SIZE - 0.5
    grid = np.meshgrid(at, at, indexing="ij")
    full = np.empty((len(kept), 2, SIZE, SIZE), np.float32)
    for k, which in enumerate(kept):
        for part, plane in enumerate(directions[:, which].reshape(2, GRID, GRID)):
            full[k, part] = map_coordinates(plane, grid, order=3, mode="nearest")
    return variances[kept], full


def aligned(onset, apex, u, v):
    """The apex where the onset's points have gone, in the onset's light."""
    y, x = np.mgrid[0:SIZE, 0:SIZE].astype(float)
    there = map_coordinates(apex, [y + v, x + u], order=3, mode="nearest").ravel()
    off = (((x - SIZE / 2) ** 2 + (y - SIZE / 2) ** 2) * 4 / SIZE ** 2).ravel()
    light = np.stack([np.ones_like(there), there, there ** 2, off, off * there], 1)
    return (light @ np.linalg.lstsq(light, onset.ravel(), rcond=None)[0]).reshape(SIZE, SIZE)


def whitener(noise):
    """A filter that gives this noise the same power at all wavelengths."""
    power = np.abs(np.fft.fft2(noise)) ** 2 / SIZE ** 2
    f = np.fft.fftfreq(SIZE)
    band = np.minimum((np.hypot(*np.meshgrid(f, f)) * 40).astype(int), 28).ravel()
    mean = np.bincount(band, power.ravel()) / np.bincount(band)
    gain = 1 / np.sqrt(np.maximum(mean[band].reshape(SIZE, SIZE), 1e-3))
    return lambda picture: np.fft.ifft2(np.fft.fft2(picture) * gain).real


def inside(field):
    return field[..., BORDER:-BORDER, BORDER:-BORDER]


def error(field, u, v):
    return float(inside(np.hypot(field[0] - u, field[1] - v)).mean())


def estimate(onset, apex, u, v, variances, basis):
    moved = aligned(onset, apex, u, v)
    noise = onset - moved
    # The mean of both frames has less noise than either; what noise is left makes the estimator look better than it is.
    slope_y, slope_x = np.gradient((onset + moved) / 2)
    white = whitener(noise)
    seen = np.stack([white(slope_x * b[0] + slope_y * b[1]).ravel() for b in basis], 1)
    strength = float(np.sqrt(inside(u ** 2 + v ** 2).mean()))
    data = white(slope_x * u + slope_y * v + noise).ravel()
    information = seen.T @ seen + np.diag(1 / (variances * max(strength, 1e-3) ** 2))
    return np.tensordot(cho_solve(cho_factor(information), seen.T @ data), basis, 1)


def interval(ours, theirs):
    """Of the ratio of two means, over draws of pairs."""
    draws = np.random.default_rng(1).integers(0, len(ours), (2000, len(ours)))
    return [float(q) for q in np.quantile(ours[draws].mean(1) / theirs[draws].mean(1), (0.025, 0.975))]


def main(work, out):
    result = {}
    for name, family in SERIES:
        pairs, dgm, prior = planes(f"{work}/{name}.pairs", 4).astype(float), planes(f"{work}/{name}.DGM.field", 2), planes(
            f"{work}/{name}.prior", 2, GRID)
        if family:
            # Both draw the family by the number of the pair.
            pairs, dgm, prior = (x[FAMILIES.index(family)::len(FAMILIES)] for x in (pairs, dgm, prior))
        variances, basis = components(prior)
        linear = np.array([error(estimate(*pair, variances, basis), *pair[2:]) for pair in pairs])
        ours = np.array([error(field, *pair[2:]) for field, pair in zip(dgm, pairs)])
        row = {"n": len(pairs), "components": len(variances), "linear": float(linear.mean()), "dgm": float(ours.mean()),
               "linear_to_dgm": float(linear.mean() / ours.mean()), "interval": interval(linear, ours)}
        result[f"{name}, {family}" if family else name] = row
        print(name, family or "", *(f"{key} {value:.3f}" if isinstance(value, float) else f"{key} {value}" for key, value in row.items()),
              flush=True)
    with open(out, "w") as file:
        json.dump(result, file, indent=1)


if __name__ == "__main__":
    main(*sys.argv[1:])
