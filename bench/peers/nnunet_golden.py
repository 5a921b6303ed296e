"""Golden values of test/Vesalius.Learning.Tests/Preprocessing/NnUnetPreparationTests.cs: a small scan prepared as nnU-Net v2 does.

The scan is made of whole numbers, so that both sides have the same bits. Prints, per case, the prepared shape (z, y, x), the sum of all values and
of their squares, and every 97th value.
"""
import numpy as np
from scipy.ndimage import binary_fill_holes

from nnunet_reference import normalise, resample


def scan(shape):
    z, y, x = np.mgrid[tuple(slice(s) for s in shape)]
    data = ((x * 73 + y * 151 + z * 211 + x * y * 7) % 101 * 10 - 300).astype(np.float32)
    data[:1], data[:, :2], data[:, :, -3:] = 0, 0, 0
    data[:, 5:7, 5:8] = 0
    return data[None]


def prepared(shape, own, target, transpose, scheme, masked):
    data = scan(shape).transpose(0, *[i + 1 for i in transpose])
    own = [own[i] for i in transpose]
    mask = binary_fill_holes(data[0] != 0)
    box = tuple(slice(np.where(mask)[a].min(), np.where(mask)[a].max() + 1) for a in range(3))
    data, mask = data[(slice(None), *box)], mask[box]
    target = list(target) if len(target) == 3 else [own[0], *target]
    new = [int(round(o / t * s)) for o, t, s in zip(own, target, data.shape[1:])]
    stats = dict(mean=30.0, std=60.0, percentile_00_5=-200.0, percentile_99_5=500.0)
    data = np.stack([normalise(data[0], scheme, stats, mask if masked else None)]).astype(np.float32)
    return resample(data, new, own, target, 3)[0]


for case in [
    ((9, 14, 16), (2.0, 1.0, 1.0), (1.5, 1.3, 0.8), (0, 1, 2), "CTNormalization", False),
    ((9, 14, 16), (4.0, 1.0, 1.0), (3.0, 0.7, 1.2), (0, 1, 2), "ZScoreNormalization", True),
    ((9, 14, 16), (4.0, 1.0, 1.0), (1.0, 1.0, 1.0), (0, 1, 2), "ZScoreNormalization", False),
    ((16, 14, 9), (1.0, 1.0, 5.0), (4.0, 0.9, 1.1), (2, 0, 1), "RescaleTo01Normalization", False),
    ((9, 14, 16), (4.0, 1.0, 1.0), (0.8, 0.7), (0, 1, 2), "ZScoreNormalization", False),
]:
    data = prepared(*case).astype(np.float64)
    print(case, data.shape, f"{data.sum():.6g} {np.square(data).sum():.6g}", [float(f"{v:.6g}") for v in data.ravel()[::97]])
