#!/usr/bin/env python3
"""Two FLAIR scans of a patient with multiple sclerosis: our registration against the given one, and changed lesions by plain difference.

usage: flair_changes.py VESALIUS ms_longitudinal_flair WORK_FOLDER

'vesalius track --register affine' lays the second scan over the first inside the brain; both are then read on the common grid of the reference through the given
transform of the first scan. Told are Pearson's correlation inside the brain under either map, also after a broad mean (12 mm) is taken off, and
how components of the reference of changed lesions are met (26-neighbours, one voxel is enough): smooth by 0.7 mm, subtract the broad mean, mark
brain voxels three voxels below its border whose difference is beyond 3 robust standard deviations and that are bright at one of the visits; parts
below 15 mm³ are left out. Thresholds are not tuned per patient. Needs python3-numpy, -scipy and -nibabel.
"""
import os
import subprocess
import sys

import nibabel
import numpy
from scipy import ndimage

from deformable import blocks

LPS = numpy.diag([-1.0, -1, 1, 1])
FULL = numpy.ones((3, 3, 3))


def matrix(path):
    """The map of an ITK text file as a 4×4 matrix."""
    result = numpy.eye(4)
    for _, p, centre in blocks(path):
        a = p[:9].reshape(3, 3)
        result[:3, :3], result[:3, 3] = a, centre + p[9:] - a @ centre
    return result


def onto(scan, common_to_raw, grid):
    m = numpy.linalg.inv(LPS @ scan.affine) @ common_to_raw @ LPS @ grid.affine
    return ndimage.affine_transform(scan.get_fdata(dtype=numpy.float32), m[:3, :3], m[:3, 3], output_shape=grid.shape, order=1)


def parts_of(m):
    return m[:3, :3], m[:3, 3]


def flat(image, brain, spacing):
    """The image in robust standard deviations, less its broad mean."""
    middle = numpy.median(image[brain])
    image = (image - middle) / (1.4826 * numpy.median(numpy.abs(image[brain] - middle)))
    weight = numpy.maximum(ndimage.gaussian_filter(brain.astype(numpy.float32), 12 / spacing), 1e-3)
    return ndimage.gaussian_filter(image - ndimage.gaussian_filter(image * brain, 12 / spacing) / weight, 0.7 / spacing)


def correlation(a, b, mask):
    return numpy.corrcoef(a[mask], b[mask])[0, 1]


def main():
    vesalius, data, work = sys.argv[1:4]
    os.makedirs(work, exist_ok=True)
    path = lambda *parts: os.path.join(data, *parts)
    for case in sorted(name[:4] for name in os.listdir(path("images")) if "study1" in name):
        raw = [nibabel.load(path("images", f"{case}_study{k}_FLAIR.nii.gz")) for k in (1, 2)]
        given = [matrix(path("transforms", f"{case}_study{k}_common_to_raw_itk.txt")) for k in (1, 2)]
        mask = nibabel.load(path("labels", f"{case}_brainmask.nii.gz"))
        brain = numpy.asarray(mask.dataobj) > 0
        change = numpy.asarray(nibabel.load(path("labels", f"{case}_lesion_change.nii.gz")).dataobj) > 0
        spacing = numpy.array(mask.header.get_zooms()[:3])
        inside = ndimage.affine_transform(brain.astype(numpy.float32), *parts_of(numpy.linalg.inv(LPS @ mask.affine) @ numpy.linalg.inv(given[0])
                                                                                 @ LPS @ raw[0].affine), output_shape=raw[0].shape, order=0)
        nibabel.save(nibabel.Nifti1Image((inside > 0).astype(numpy.uint8), raw[0].affine), os.path.join(work, "brain.nii.gz"))
        for k, scan in enumerate(raw):
            dot = numpy.zeros(scan.shape, numpy.uint8)
            dot[tuple(slice(n // 2, n // 2 + 2) for n in scan.shape)] = 1
            nibabel.save(nibabel.Nifti1Image(dot, scan.affine), os.path.join(work, f"visit{k + 1}.nii.gz"))
        subprocess.run(
            [vesalius, "track", os.path.join(work, "visit1.nii.gz"), os.path.join(work, "visit2.nii.gz"), "--image",
             raw[0].get_filename(), "--image", raw[1].get_filename(), "--register", "affine", "--mask",
             os.path.join(work, "brain.nii.gz"), "--save-transforms", work, "--quiet"],
            check=True, stdout=subprocess.DEVNULL)
        found = matrix(os.path.join(work, "visit2.tfm"))
        first = onto(raw[0], given[0], mask)
        inner = ndimage.binary_erosion(brain, iterations=3)
        truth, lesions = ndimage.label(change, FULL)
        for name, second in (("given", onto(raw[1], given[1], mask)), ("ours", onto(raw[1], found @ given[0], mask))):
            a, b = flat(first, brain, spacing), flat(second, brain, spacing)
            difference = b - a
            z = difference / (1.4826 * numpy.median(numpy.abs(difference[inner])))
            parts, count = ndimage.label((numpy.abs(z) > 3) & inner & (numpy.maximum(a, b) > 0.5), FULL)
            large = numpy.bincount(parts.ravel()) * numpy.prod(spacing) >= 15
            large[0] = False
            marked = large[parts]
            hit = len(set(numpy.unique(truth[marked])) - {0})
            good = len(set(numpy.unique(parts[marked & change])) - {0})
            sensitivity, precision = hit / lesions, good / max(1, large.sum())
            print(f"{case} {name}: correlation {correlation(first, second, brain):.4f}, flat {correlation(a, b, inner):.4f}; "
                  f"{lesions} changed lesions, {large.sum()} marked, sensitivity {sensitivity:.2f}, precision {precision:.2f}, "
                  f"F1 {2 * sensitivity * precision / max(1e-9, sensitivity + precision):.2f}")


if __name__ == "__main__":
    main()
