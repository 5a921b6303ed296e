#!/usr/bin/env python3
"""Corrupted copies of the scans of a folder, for bench/confidence.sh: what can go wrong with a scan, done with numpy and scipy.

Usage: corrupt.py IMAGES LABELS OUT_IMAGES OUT_LABELS [SEED]
Every scan comes out once as it is (CASE) and once in each way (CASE-WAY), with the mask that belongs to it.
"""
import os
import sys

import nibabel
import numpy
from scipy import ndimage

images, labels, out_images, out_labels = sys.argv[1:5]
random = numpy.random.default_rng(int(sys.argv[5]) if len(sys.argv) > 5 else 1)
for folder in (out_images, out_labels):
    os.makedirs(folder, exist_ok=True)


def save(name, image, mask, affine):
    nibabel.save(nibabel.Nifti1Image(image.astype(numpy.float32), affine), f"{out_images}/{name}.nii.gz")
    nibabel.save(nibabel.Nifti1Image(mask.astype(numpy.uint8), affine), f"{out_labels}/{name}.nii.gz")


def cut(image, mask):
    """A window that holds from 55 to 90 % of each axis, anywhere."""
    part = []
    for size in image.shape:
        length = int(size * random.uniform(0.55, 0.9))
        start = random.integers(0, size - length + 1)
        part.append(slice(start, start + length))
    return image[tuple(part)], mask[tuple(part)]


for file in sorted(os.listdir(images)):
    name = file.split(".")[0]
    scan = nibabel.load(f"{images}/{file}")
    image = numpy.asarray(scan.dataobj, dtype=numpy.float64)
    mask = numpy.asarray(nibabel.load(f"{labels}/{file}").dataobj).astype(numpy.uint8)
    affine = scan.affine
    save(name, image, mask, affine)
    save(f"{name}-noise", image + random.normal(0, image.std() * random.uniform(0.2, 1.5), image.shape), mask, affine)
    save(f"{name}-blur", ndimage.gaussian_filter(image, random.uniform(0.7, 3)), mask, affine)
    wrong = affine.copy()
    wrong[:3, :3] *= random.choice([0.4, 0.5, 0.6, 1.5, 1.8, 2.2])
    save(f"{name}-spacing", image, mask, wrong)
    save(f"{name}-inversion", image.max() + image.min() - image, mask, affine)
    save(f"{name}-crop", *cut(image, mask), affine)
    axis = int(random.integers(0, 3))
    save(f"{name}-flip", numpy.flip(image, axis), numpy.flip(mask, axis), affine)
