#!/usr/bin/env python3
"""Two FLAIR scans of a patient with multiple sclerosis: our registration against the given one, and changed places of the scans.

usage: flair_changes.py VESALIUS ms_longitudinal_flair WORK_FOLDER

'vesalius track --register affine' lays the second scan over the first inside the brain, and --save-changes marks where they differ; once more
with the given transforms. Told are Pearson's correlation inside the brain under either map, also after a broad mean (12 mm) is taken off, and how
components of the reference of changed lesions are met (26-neighbours, one voxel is enough), by the changes as they come, on the common grid. For
comparison, the plain difference: smooth by 0.7 mm, subtract the broad mean, mark brain voxels three voxels below its border whose difference is
beyond 3 robust standard deviations and that are bright at one of the visits; parts below 15 mm³ are left out. Nothing is tuned per patient.
Needs python3-numpy, -scipy and -nibabel.
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


def itk(m):
    """A 4×4 matrix as an ITK text file."""
    numbers = " ".join(f"{v:.17g}" for v in [*m[:3, :3].ravel(), *m[:3, 3]])
    return ("#Insight Transform File V1.0\n#Transform 0\nTransform: AffineTransform_double_3_3\n"
            f"Parameters: {numbers}\nFixedParameters: 0 0 0\n")


def plain(a, b, inner, spacing):
    """Places where the difference is beyond 3 robust standard deviations of the brain."""
    z = (b - a) / (1.4826 * numpy.median(numpy.abs((b - a)[inner])))
    parts, _ = ndimage.label((numpy.abs(z) > 3) & inner & (numpy.maximum(a, b) > 0.5), FULL)
    large = numpy.bincount(parts.ravel()) * numpy.prod(spacing) >= 15
    large[0] = False
    return large[parts]


def told(marked, change):
    """How components are met, in words."""
    truth, lesions = ndimage.label(change, FULL)
    parts, count = ndimage.label(marked, FULL)
    sensitivity = len(set(numpy.unique(truth[marked])) - {0}) / lesions
    precision = len(set(numpy.unique(parts[marked & change])) - {0}) / max(1, count)
    f1 = 2 * sensitivity * precision / max(1e-9, sensitivity + precision)
    dice = 2 * (marked & change).sum() / max(1, marked.sum() + change.sum())
    return f"{count} marked of {lesions}, sensitivity {sensitivity:.2f}, precision {precision:.2f}, F1 {f1:.2f}, Dice {dice:.2f}"


def main():
    vesalius, data, work = sys.argv[1:4]
    os.makedirs(work, exist_ok=True)
    path = lambda *parts: os.path.join(data, *parts)
    kept = lambda name: os.path.join(work, name)
    for case in sorted(name[:4] for name in os.listdir(path("images")) if "study1" in name):
        raw = [nibabel.load(path("images", f"{case}_study{k}_FLAIR.nii.gz")) for k in (1, 2)]
        given = [matrix(path("transforms", f"{case}_study{k}_common_to_raw_itk.txt")) for k in (1, 2)]
        mask = nibabel.load(path("labels", f"{case}_brainmask.nii.gz"))
        brain = numpy.asarray(mask.dataobj) > 0
        change = numpy.asarray(nibabel.load(path("labels", f"{case}_lesion_change.nii.gz")).dataobj) > 0
        spacing = numpy.array(mask.header.get_zooms()[:3])
        inside = ndimage.affine_transform(brain.astype(numpy.float32), *parts_of(numpy.linalg.inv(LPS @ mask.affine) @ numpy.linalg.inv(given[0])
                                                                                 @ LPS @ raw[0].affine), output_shape=raw[0].shape, order=0)
        nibabel.save(nibabel.Nifti1Image((inside > 0).astype(numpy.uint8), raw[0].affine), kept("brain.nii.gz"))
        for k, scan in enumerate(raw):
            dot = numpy.zeros(scan.shape, numpy.uint8)
            dot[tuple(slice(n // 2, n // 2 + 2) for n in scan.shape)] = 1
            nibabel.save(nibabel.Nifti1Image(dot, scan.affine), kept(f"visit{k + 1}.nii.gz"))
        with open(kept("given.txt"), "w") as file:
            file.write(itk(given[1] @ numpy.linalg.inv(given[0])))
        first = onto(raw[0], given[0], mask)
        inner = ndimage.binary_erosion(brain, iterations=3)
        for name, how in (("given", ["--transforms", kept("given.txt")]), ("ours", ["--register", "affine"])):
            subprocess.run(
                [vesalius, "track", kept("visit1.nii.gz"), kept("visit2.nii.gz"), "--image", raw[0].get_filename(), "--image",
                 raw[1].get_filename(), *how, "--mask", kept("brain.nii.gz"), "--save-transforms", kept(name), "--save-changes", kept(name),
                 "--quiet"], check=True, stdout=subprocess.DEVNULL)
            found = matrix(os.path.join(kept(name), "visit2.tfm"))
            second = onto(raw[1], found @ given[0], mask)
            a, b = flat(first, brain, spacing), flat(second, brain, spacing)
            marks = nibabel.load(os.path.join(kept(name), "visit2-change.nii.gz"))
            ours = numpy.zeros(brain.shape, bool)
            for label in (1, 2):
                one = nibabel.Nifti1Image((numpy.asarray(marks.dataobj) == label).astype(numpy.float32), marks.affine)
                ours |= onto(one, given[0], mask) >= 0.5
            print(f"{case} {name}: correlation {correlation(first, second, brain):.4f}, flat {correlation(a, b, inner):.4f}")
            print(f"  plain difference: {told(plain(a, b, inner, spacing), change)}")
            print(f"  --save-changes:   {told(ours, change)}", flush=True)


if __name__ == "__main__":
    main()
