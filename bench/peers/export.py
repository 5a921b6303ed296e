"""Scores to labels as nnU-Net does it: float16 scores, each class resized with order 1 to the scan's size, then the best class of each voxel.

Times CLASSES_TIMED classes over SLICES slices of 512 × 512 and scales to CLASSES classes and DEPTH slices (everything at once takes ~50 GB).
Usage: export.py CLASSES DEPTH [CLASSES_TIMED=4] [SLICES=96].  bench/export.sh runs it beside ours.
"""
import sys
import time

import numpy as np
from skimage.transform import resize

classes, depth = int(sys.argv[1]), int(sys.argv[2])
timed, slices = (int(a) for a in (sys.argv[3:] + ["4", "96"][len(sys.argv) - 3:])[:2])
scores = np.random.default_rng(1).normal(0, 1, (timed, round(slices / 1.5), 256, 256)).astype(np.float16)
start = time.perf_counter()
resized = np.empty((timed, slices, 512, 512), np.float16)
for c in range(timed):
    resized[c] = resize(scores[c].astype(np.float64), resized.shape[1:], 1, mode="edge", anti_aliasing=False)
resizing = time.perf_counter() - start
start = time.perf_counter()
resized.argmax(0)
choosing = time.perf_counter() - start
factor = classes / timed * depth / slices
print(f"nnU-Net's way: {timed} classes, {slices} slices: resize {resizing:.1f} s, argmax {choosing:.1f} s; "
      f"scaled to {classes} classes of {depth} slices {factor * (resizing + choosing):.0f} s, {classes * depth * 512 * 512 * 2 / 1e9:.0f} GB")
