"""Fits patches of moving skin to the expression shapes of ICT-FaceKit and prints them as rows of ScannedMotions.java.

Usage: scanned_motions.py FACE_X_MODEL_FOLDER

The model's face is laid on the mean registered face by a thin plate through the 68 landmarks of both, the shapes' motion
is seen from the front and averaged on the 28-grid, and patches are added one by one where most is left, all of them
fitted anew each time.
"""
import os
import re
import sys

import numpy as np
from scipy.interpolate import LinearNDInterpolator, RBFInterpolator
from scipy.ndimage import gaussian_filter
from scipy.optimize import least_squares

SIZE, GRID, FINE = 128, 28, 112
CELL = SIZE / GRID

# Vertices of the face, and those of its 68 landmarks in dlib's order (ICT-FaceKit's README).
FACE_VERTICES = 9409
LANDMARKS = [
    1225, 1888, 1052, 367, 1719, 1722, 2199, 1447, 966, 3661, 4390, 3927, 3924, 2608, 3272, 4088, 3443, 268, 493, 1914,
    2044, 1401, 3615, 4240, 4114, 2734, 2509, 978, 4527, 4942, 4857, 1140, 2075, 1147, 4269, 3360, 1507, 1542, 1537, 1528,
    1518, 1511, 3742, 3751, 3756, 3721, 3725, 3732, 5708, 5695, 2081, 0, 4275, 6200, 6213, 6346, 6461, 5518, 5957, 5841,
    5702, 5711, 5533, 6216, 6207, 6470, 5517, 5966]

# The image's left is the person's right, whose shapes end with _R.
SHAPES = {
    1: "browInnerUp_R", 2: "browOuterUp_R", 4: "browDown_R", 5: "eyeWide_R", 6: "cheekRaiser_R", 7: "eyeSquint_R",
    9: "noseSneer_R", 10: "mouthUpperUp_R", 12: "mouthSmile_R", 14: "mouthDimple_R", 15: "mouthFrown_R",
    17: "mouthShrugLower", 20: "mouthStretch_R", 24: "mouthPress_R", 26: "jawOpen"}

# Landmarks that rows may be tied to: those of the left side and the midline, but for the outline.
ANCHORS = [8, *range(17, 22), 27, 28, 29, 30, 31, 33, *range(36, 42), 48, 49, 50, 51, 57, 58, 59]

# Bounds of a patch's place and reaches, px; its least motion; how many patches, and how many where these are too poor.
LOW, HIGH = np.array([-25, -10, 4, 4, 4, 4]), np.array([90, 150, 34, 34, 34, 34])
LEAST, PATCHES, MORE, GOOD = 0.06, 4, 6, 0.985

AXIS = (np.arange(GRID) + 0.5) * CELL - 0.5
X, Y = np.meshgrid(AXIS, AXIS)
CELL_VARIANCE = (CELL * CELL - 1) / 12


def mean_face():
    java = open(os.path.join(os.path.dirname(__file__), "../../src/main/java/org/microexpression/face/CanonicalFace.java"),
                encoding="utf-8").read()
    return np.stack([[float(n) for n in re.findall(r"-?\d+\.\d+", re.search(name + r" = \{ //(.*?)\}", java, re.S)[1])]
                     for name in ("LANDMARK_X", "LANDMARK_Y")], 1)


def mesh(path):
    vertices, faces = [], []
    for line in open(path, encoding="utf-8"):
        if line.startswith("v "):
            vertices.append([float(n) for n in line.split()[1:4]])
        elif line.startswith("f "):
            faces.append([int(n.split("/")[0]) - 1 for n in line.split()[1:]])
    return np.array(vertices), faces


class Front:
    """The neutral face as it lies on the registered frame."""

    def __init__(self, folder, landmarks):
        self.folder = folder
        self.neutral, faces = mesh(os.path.join(folder, "generic_neutral_mesh.obj"))
        triangles = np.array([[f[0], f[k], f[k + 1]] for f in faces if max(f) < FACE_VERTICES for k in range(1, len(f) - 1)])
        corner = self.neutral[triangles]
        across = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
        normal = np.zeros_like(self.neutral)
        for k in range(3):
            np.add.at(normal, triangles[:, k], across)
        facing = normal[:, 2] > 0.15 * np.linalg.norm(normal, axis=1) + 1e-12
        self.seen = np.where(facing & (np.arange(len(normal)) < FACE_VERTICES))[0]
        flat = np.stack([self.neutral[:, 0], -self.neutral[:, 1]], 1)
        laid = RBFInterpolator(flat[LANDMARKS], landmarks, kernel="thin_plate_spline", smoothing=0.5)
        points, step = flat[self.seen], 0.05
        self.places = laid(points)
        self.stretch = [(laid(points + by) - laid(points - by)) / (2 * step) for by in ([step, 0], [0, step])]

    def field(self, shape):
        """Motion of a shape on the 28-grid: [row, column, right and down], px."""
        moved = (mesh(os.path.join(self.folder, shape + ".obj"))[0] - self.neutral)[self.seen]
        motion = self.stretch[0] * moved[:, :1] - self.stretch[1] * moved[:, 1:2]
        fine = (np.arange(FINE) + 0.5) * SIZE / FINE - 0.5
        at = np.stack([axis.ravel() for axis in np.meshgrid(fine, fine)], 1)
        field = LinearNDInterpolator(self.places, motion, fill_value=0)(at)
        return field.reshape(GRID, FINE // GRID, GRID, FINE // GRID, 2).mean((1, 3))


def profile(patch):
    """Weight of a patch on the 28-grid, as MotionModel.Patch gives it."""
    x, y, left, right, up, down = patch
    dx, dy = X - x, Y - y
    wide = [np.sqrt(reach * reach + CELL_VARIANCE) for reach in (left, right, up, down)]
    flattened = (left + right) / (wide[0] + wide[1]) * (up + down) / (wide[2] + wide[3])
    rest = 1 - dx * dx / np.where(dx < 0, wide[0], wide[1]) ** 2 / 6 - dy * dy / np.where(dy < 0, wide[2], wide[3]) ** 2 / 6
    return flattened * np.maximum(rest, 0) ** 3


def motions(patches, field):
    """Each patch's motion that fits best, small ones preferred; and what is left."""
    shapes = np.vstack([np.stack([profile(p).ravel() for p in patches], 1), 0.15 * np.eye(len(patches))])
    wanted = np.vstack([field.reshape(-1, 2), np.zeros((len(patches), 2))])
    found = np.linalg.lstsq(shapes, wanted, rcond=None)[0]
    return found, shapes @ found - wanted


def fitted(field, count):
    patches, rest = np.zeros((0, 6)), field
    for _ in range(count):
        length = np.hypot(gaussian_filter(rest[..., 0], 1.5), gaussian_filter(rest[..., 1], 1.5))
        row, column = np.unravel_index(length.argmax(), length.shape)
        patches = np.vstack([patches, [X[row, column], Y[row, column], 10, 10, 10, 10]])
        low, high = np.tile(LOW, len(patches)), np.tile(HIGH, len(patches))
        best = least_squares(lambda z: motions(z.reshape(-1, 6), field)[1].ravel(),
                             np.clip(patches.ravel(), low + 1e-3, high - 1e-3), bounds=(low, high), max_nfev=60)
        patches = best.x.reshape(-1, 6)
        found, left = motions(patches, field)
        rest = -left[:GRID * GRID].reshape(field.shape)
    likeness = ((field - rest) * field).sum() / np.sqrt(((field - rest) ** 2).sum() * (field ** 2).sum())
    return patches, found, likeness


def number(value, digits):
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def main():
    landmarks = mean_face()
    front = Front(sys.argv[1], landmarks)
    for unit, shape in SHAPES.items():
        field = front.field(shape)
        field /= np.hypot(field[..., 0], field[..., 1]).max()
        if not shape.endswith("_R"):
            field *= 1 / (1 + np.exp((X[..., None] - (SIZE - 1) / 2) / 4))
        patches, found, likeness = fitted(field, PATCHES)
        if likeness <= GOOD:
            patches, found, likeness = fitted(field, MORE)
        print(f"AU{unit}, {shape}, cosine {likeness:.3f}")
        for (x, y, *reach), (right, down) in zip(patches, found):
            if np.hypot(right, down) < LEAST:
                continue
            anchor = min(ANCHORS, key=lambda i: np.hypot(*(landmarks[i] - (x, y))))
            place = (landmarks[anchor][0] - x) / CELL, (y - landmarks[anchor][1]) / CELL
            print(f"\trow(at({anchor}), " + ", ".join([*(number(n, 1) for n in place), number(-right, 2), number(down, 2),
                                                      *(number(r / CELL, 1) for r in reach)]) + ")")


if __name__ == "__main__":
    main()
