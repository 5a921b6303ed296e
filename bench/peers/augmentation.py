"""Augmentation of one patch of 128^3 voxels with its labels, in scipy and numpy, float32: the steps of AugmentationTimes.cs.

Labels are read by nearest neighbours here, which is less work than the vote of the linear weights on our side. Prints medians in
milliseconds of processor time. Run through bench/augmentation.sh, which alternates it with ours on one core.
"""
import statistics
import time

import numpy as np
import scipy
from scipy import ndimage

N = 128
rng = np.random.default_rng(1)
case = rng.standard_normal((160, 160, 160), dtype=np.float32)
labels = (np.indices(case.shape).sum(0) // 40 % 3).astype(np.uint8)


def rotation(x, y, z):
    (sx, cx), (sy, cy), (sz, cz) = [(np.sin(a), np.cos(a)) for a in np.deg2rad([x, y, z])]
    return (np.array([[cz, -sz, 0], [sz, cz, 0], [0, 0, 1]]) @ np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
            @ np.array([[1, 0, 0], [0, cx, -sx], [0, sx, cx]]))


MATRIX = (rotation(10, -8, 20) / 1.1)[::-1, ::-1]


def spatial():
    offset = np.full(3, 79.5) - MATRIX @ np.full(3, (N - 1) / 2)
    image = ndimage.affine_transform(case, MATRIX, offset, (N,) * 3, order=1)
    return image, ndimage.affine_transform(labels, MATRIX, offset, (N,) * 3, order=0)


def noise(image):
    return image + rng.standard_normal(image.shape, dtype=np.float32) * np.float32(0.1)


def blur(image):
    return ndimage.gaussian_filter(image, 0.8, truncate=3, mode='nearest')


def gamma(image):
    mean, deviation, low = image.mean(), image.std(), image.min()
    size = image.max() - low
    bent = ((image - low) / size) ** np.float32(1.3)
    return (bent - bent.mean()) / bent.std() * deviation + mean


def median(action, repeats=5):
    times = []
    for _ in range(repeats):
        start = time.process_time()
        action()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


image = spatial()[0]
steps = {'spatial': spatial, 'noise': lambda: noise(image), 'blur': lambda: blur(image), 'gamma': lambda: gamma(image),
         'all': lambda: gamma(blur(noise(spatial()[0])))}
print(f'scipy-{scipy.__version__}: ' + ', '.join(f'{name} {median(step):.1f} ms' for name, step in steps.items()))
