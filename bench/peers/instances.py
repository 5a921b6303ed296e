#!/usr/bin/python3
"""The instance-wise rules of BraTS 2023, CC-Metrics and panoptic quality, stated once more with scipy.

Usage: instances.py REFERENCE.nii.gz PREDICTION.nii.gz
Prints what `vesalius evaluate --profile brats2023|brats2023-met|cc-metrics|panoptica --json` gives as instances. The values of the golden pair
"blobs" in InstanceComparisonTests come from here. Written from the descriptions of the rules, not from the tools' code.
"""
import sys

import nibabel
import numpy
from scipy import ndimage

TOUCHING = ndimage.generate_binary_structure(3, 3)
STEP = ndimage.generate_binary_structure(3, 2)


def dice(a, b):
    return 2 * (a & b).sum() / (a.sum() + b.sum())


def brats(reference, prediction, voxel_mm3, steps, ignored_mm3):
    grown = ndimage.binary_dilation(reference, STEP, iterations=steps)
    growths, count = ndimage.label(grown, TOUCHING)
    parts, part_count = ndimage.label(prediction, TOUCHING)
    reached, scores, found = set(), [], 0
    for number in range(1, count + 1):
        lesion = (growths == number) & reference
        near = set(numpy.unique(parts[ndimage.binary_dilation(lesion, STEP, iterations=steps)])) - {0}
        reached |= near
        if lesion.sum() * voxel_mm3 > ignored_mm3:
            scores.append(dice(numpy.isin(parts, list(near)), lesion) if near else 0.0)
            found += bool(near)
    invented = part_count - len(reached)
    total = len(scores) + invented
    return dict(found=found, missed=len(scores) - found, invented=invented, dice=sum(scores) / total if total else 1.0)


def territories(reference, prediction):
    parts, count = ndimage.label(reference, TOUCHING)
    nearest, owner = numpy.full(reference.shape, numpy.inf), numpy.zeros(reference.shape, int)
    for number in range(1, count + 1):
        distance = ndimage.distance_transform_edt(parts != number)
        closer = distance < nearest
        nearest[closer], owner[closer] = distance[closer], number
    return dict(dice=numpy.mean([dice(prediction & (owner == n), parts == n) for n in range(1, count + 1)]))


def panoptic(reference, prediction):
    left, left_count = ndimage.label(reference, TOUCHING)
    right, right_count = ndimage.label(prediction, TOUCHING)
    ious = []
    for i in range(1, left_count + 1):
        for j in set(numpy.unique(right[left == i])) - {0}:
            iou = ((left == i) & (right == j)).sum() / ((left == i) | (right == j)).sum()
            if iou >= 0.5:
                ious.append(iou)
    quality = numpy.mean(ious) if ious else 0.0
    recognition = 2 * len(ious) / (left_count + right_count)
    return dict(found=len(ious), missed=left_count - len(ious), invented=right_count - len(ious), sq=quality, pq=quality * recognition)


def main():
    image = nibabel.load(sys.argv[1])
    reference = (image.get_fdata() > 0).T
    prediction = (nibabel.load(sys.argv[2]).get_fdata() > 0).T
    voxel_mm3 = float(numpy.prod(image.header.get_zooms()[:3]))
    print("brats2023", brats(reference, prediction, voxel_mm3, 3, 50))
    print("brats2023-met", brats(reference, prediction, voxel_mm3, 1, 2))
    print("cc-metrics", territories(reference, prediction))
    print("panoptica", panoptic(reference, prediction))


main()
