"""Makes resampling.json: what scipy.ndimage says of small volumes, for the tests of Vesalius.Imaging.Operations.Resampling.

    python3 resampling.py > resampling.json          (made with scipy 1.8 or later, numpy)

Arrays are [z, y, x] and are stored flat, x fastest. `zoom` cases go onto the same field of view with another size;
`affine` cases sample source[z, y, x] = matrix @ out[z, y, x] + offset, the edge continuing. Their offsets keep clear of positions half-way
between two voxels, where the last bit of a sum decides which one scipy calls nearest.
"""
import json

import numpy as np
from scipy import ndimage

rng = np.random.default_rng(20240607)


def flat(array):
    return [float(f"{v:.9g}") for v in np.asarray(array, np.float64).ravel()]


def source(shape, kind):
    if kind == "noise":
        values = rng.standard_normal(shape)
    else:  # integers as a CT holds them, with hard edges
        values = rng.integers(-1024, 3000, shape)
    return values.astype(np.float32)


def zoom(values, shape, order):
    factors = [n / m for n, m in zip(shape, values.shape)]
    result = ndimage.zoom(values.astype(np.float64), factors, order=order, mode="nearest", grid_mode=True)
    assert result.shape == tuple(shape)
    return result


cases = []
for kind, a, b in [
    ("noise", (5, 6, 7), (8, 9, 10)),
    ("ct", (9, 7, 12), (4, 5, 6)),
    ("ct", (1, 11, 8), (1, 7, 13)),
    ("noise", (3, 10, 9), (7, 10, 9)),
    ("noise", (2, 3, 2), (5, 2, 7)),
    ("ct", (6, 5, 40), (6, 5, 20)),
]:
    values = source(a, kind)
    for order in (0, 1, 3):
        cases.append(dict(kind="zoom", order=order, shape=a, values=flat(values), target=b, expected=flat(zoom(values, b, order))))

for a, b, matrix, offset in [
    ((6, 7, 8), (5, 6, 7), [[0.9, 0.2, -0.1], [-0.15, 1.1, 0.05], [0.1, -0.3, 0.8]], [0.7137, 0.4291, 1.2153]),
    ((5, 9, 6), (6, 6, 9), [[1.3, 0.4, 0.0], [0.3, -0.9, 0.2], [0.0, 0.1, 1.4]], [-3.2171, 7.6113, -4.1327]),
    ((7, 5, 6), (8, 4, 9), [[1.7, 0, 0], [0, 1.21, 0], [0, 0, 0.63]], [-4.2, 0.6, -1.7]),
]:
    values = source(a, "noise")
    for order in (0, 1, 3):
        expected = ndimage.affine_transform(
            values.astype(np.float64), np.array(matrix), offset=offset, output_shape=b, order=order, mode="nearest")
        cases.append(dict(kind="affine", order=order, shape=a, values=flat(values), target=b, matrix=matrix, offset=offset, expected=flat(expected)))

print("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]")
