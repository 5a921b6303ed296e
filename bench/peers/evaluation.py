"""Counts and surface scores of every label, written with numpy and scipy as one would: a loop over the labels.

Reads the volumes that `Vesalius.Benchmarks scene FOLDER` wrote. Run through bench/evaluation.sh, which takes turns with ours.
Usage: evaluation.py FOLDER [LABELS_TIMED]   (the loop over 100 labels is timed on the first LABELS_TIMED of them)
"""
import statistics
import sys
import time

import numpy as np
from scipy import ndimage

SPACING = (0.75, 0.75, 1.5)
folder, timed = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 10


def load(name):
    return [np.load(f"{folder}/{name}-{side}.npy") for side in ("reference", "prediction")]


def counts(reference, prediction, label):
    r, p = reference == label, prediction == label
    both = np.count_nonzero(r & p)
    return both, np.count_nonzero(r) - both, np.count_nonzero(p) - both


def dice_of_masks(r, p):
    return 2 * np.count_nonzero(r & p) / (np.count_nonzero(r) + np.count_nonzero(p))


def box(mask):
    slices = []
    for axis in range(3):
        places = np.flatnonzero(mask.any(axis=tuple(other for other in range(3) if other != axis)))
        slices.append(slice(max(0, places[0] - 1), places[-1] + 2))
    return tuple(slices)


def scores(reference, prediction, label, spacing):
    r, p = reference == label, prediction == label
    region = box(r | p)
    r, p = r[region], p[region]
    both = np.count_nonzero(r & p)
    dice = 2 * both / (np.count_nonzero(r) + np.count_nonzero(p))
    edge_r, edge_p = r ^ ndimage.binary_erosion(r), p ^ ndimage.binary_erosion(p)
    to_p = ndimage.distance_transform_edt(~edge_p, spacing)[edge_r]
    to_r = ndimage.distance_transform_edt(~edge_r, spacing)[edge_p]
    hd, hd95 = max(to_p.max(), to_r.max()), max(np.percentile(to_p, 95), np.percentile(to_r, 95))
    assd = (to_p.sum() + to_r.sum()) / (to_p.size + to_r.size)
    nsd = [(np.count_nonzero(to_p <= t) + np.count_nonzero(to_r <= t)) / (to_p.size + to_r.size) for t in (1, 2)]
    return dice, hd, hd95, assd, nsd


def median(action, repeats):
    action()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        action()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


reference, prediction = load("one")
print(f"numpy: counts of one label {median(lambda: counts(reference, prediction, 1), 5):.1f} ms", flush=True)
masks = reference == 1, prediction == 1
print(f"numpy: Dice of one label whose two masks are there already {median(lambda: dice_of_masks(*masks), 5):.1f} ms", flush=True)
reference, prediction = load("hundred")
spacing = SPACING if reference.shape[0] == 512 else SPACING[::-1]
print(f"numpy: counts of one of 100 labels {median(lambda: counts(reference, prediction, 50), 5):.1f} ms per label", flush=True)
start, processor = time.perf_counter(), time.process_time()
for label in range(1, timed + 1):
    scores(reference, prediction, label, spacing)
each, processor = (time.perf_counter() - start) * 1000 / timed, (time.process_time() - processor) * 1000 / timed
print(f"scipy: all scores in a loop over {timed} of 100 labels {each:.0f} ms per label, {each * 100:.0f} ms for 100; "
      f"{processor * 100:.0f} ms of processor time")
