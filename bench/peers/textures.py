"""GLCM, GLRLM, GLSZM, GLDM and NGTDM matrices of a region in plain numpy and scipy, one array operation per direction. IMAGE MASK [BIN_WIDTH]"""
import itertools
import sys
import time

import nibabel
import numpy as np
import scipy.ndimage as ndimage

image = np.rint(nibabel.load(sys.argv[1]).get_fdata()).transpose(2, 1, 0)
mask = nibabel.load(sys.argv[2]).get_fdata().transpose(2, 1, 0) > 0
width = float(sys.argv[3]) if len(sys.argv) > 3 else 25.0
directions = [d for d in itertools.product((-1, 0, 1), repeat=3) if d > (0, 0, 0)]


def shifted(padded, step, size):
    return padded[tuple(slice(1 + s, 1 + s + n) for s, n in zip(step, size))]


def matrices():
    box = ndimage.find_objects(mask.astype(np.uint8))[0]
    inside, values = mask[box], image[box]
    first = np.floor(values[inside].min() / width) * width
    levels = np.where(inside, np.floor((values - first) / width).astype(int) + 1, 0)
    size, count = levels.shape, levels.max()
    padded = np.pad(levels, 1)
    glcm, glrlm = [], []
    for step in directions:
        other = shifted(padded, step, size)
        both = inside & (other > 0)
        pairs = np.bincount(levels[both] * (count + 1) + other[both], minlength=(count + 1) ** 2).reshape(count + 1, -1)
        glcm.append(pairs + pairs.T)
        # Lengths of runs: grow every run that starts here until it ends, all at a time.
        start = np.argwhere(inside & (shifted(padded, tuple(-s for s in step), size) != levels)) + 1
        grey = padded[tuple(start.T)]
        length = np.ones(len(start), int)
        place, alive = start + step, np.arange(len(start))
        while len(alive):
            on = padded[tuple(place[alive].T)] == grey[alive]
            alive = alive[on]
            length[alive] += 1
            place[alive] += step
        glrlm.append(np.bincount(grey * (max(size) + 1) + length, minlength=(count + 1) * (max(size) + 1)))
    zones = []
    for level in range(1, count + 1):
        labels, _ = ndimage.label(levels == level, np.ones((3, 3, 3)))
        zones.append(np.bincount(labels.ravel())[1:])
    equal, near, total = np.zeros(size, int), np.zeros(size, int), np.zeros(size, int)
    for step in itertools.product((-1, 0, 1), repeat=3):
        if step != (0, 0, 0):
            other = shifted(padded, step, size)
            equal += other == levels
            near += other > 0
            total += other
    gldm = np.bincount((levels * 28 + equal + 1)[inside])
    tones = np.where(near > 0, np.abs(levels - total / np.maximum(near, 1)), 0)
    ngtdm = np.bincount(levels[inside], weights=tones[inside])
    return glcm, glrlm, zones, gldm, ngtdm


times = []
for _ in range(3):
    start = time.perf_counter()
    matrices()
    times.append(time.perf_counter() - start)
print(f"texture matrices only, numpy and scipy: {1000 * sorted(times)[1]:.0f} ms")
