"""Models with random weights in the layout of TotalSegmentator's weights, and what TotalSegmentator would make of a scan with them.

Writes FOLDER/weights/DatasetNNN_…/nnUNetTrainerNoMirroring__nnUNetPlans__3d_fullres for the parts 291 to 293, scans in three orientations and
the joined labels. The steps are those of wasserth/TotalSegmentator 2.16 and later, written down from its description: nearest canonical
orientation, scipy.ndimage.zoom of order 1 onto the models' spacing, whole numbers, each model as nnU-Net runs it, later parts over earlier ones,
zoom of order 0 back, orientation back. Windows lie half a window apart, as for every task but "total".

Usage: totalsegmentator_reference.py FOLDER.  Compare with: bench/totalsegmentator-import.sh.
"""
import os
import sys

import nibabel
import numpy as np
from nibabel.orientations import apply_orientation, io_orientation, ornt_transform
from scipy.ndimage import gaussian_filter, zoom

from nnunet_reference import case, segment

rng = np.random.default_rng(11)
SPACING = 1.5
NAMES = [["spleen", "kidney_right", "kidney_left"], ["sacrum", "vertebrae_S1"], ["heart", "aorta", "pulmonary_vein", "brachiocephalic_trunk"]]


def main(root):
    arch = dict(features=[8, 16, 32], kernels=[[3, 3, 3]] * 3, strides=[[1, 1, 1], [2, 2, 2], [2, 2, 2]], blocks=[2, 2, 2], decoder=[2, 2], bias=True)
    parts = []
    for i, names in enumerate(NAMES):
        name = f"weights/Dataset{291 + i}_part{i + 1}/nnUNetTrainerNoMirroring__nnUNetPlans__3d_fullres"
        parts.append(case(root, name, arch=arch, old=True, scheme="CTNormalization", classes=len(names) + 1, names=names, patch=(32, 32, 32),
                          spacing=(SPACING,) * 3, shape=(20, 24, 24), own=(2.0, 1.5, 1.5))[2:])
    for number, (axes, spacing, shape) in enumerate([("RAS", (1.1, 1.2, 2.5), (60, 50, 24)), ("LPI", (0.9, 0.9, 3.0), (64, 60, 15)), ("SRP", (2.0, 1.3, 1.3), (30, 48, 52))]):
        image = np.round(gaussian_filter(rng.normal(0, 1, shape), 2.5) * 1500 + 40)
        turn = ornt_transform(nibabel.orientations.axcodes2ornt("RAS"), nibabel.orientations.axcodes2ornt(axes))
        canonical_affine = np.diag([1.0, 1.0, 1.0, 1.0])
        affine = canonical_affine @ nibabel.orientations.inv_ornt_aff(turn, shape)
        affine = affine @ np.diag([*spacing, 1.0])
        scan = nibabel.Nifti1Image(image.astype(np.int16), affine)
        canonical = nibabel.as_closest_canonical(scan)
        data = canonical.get_fdata()
        factor = np.array(canonical.header.get_zooms()) / SPACING
        resampled = zoom(data, factor, order=1, mode="nearest").astype(np.int32)
        joined = np.zeros(resampled.shape, np.uint16)
        offset = 0
        for (nets, rule), names in zip(parts, NAMES):
            _, labels = segment(nets, resampled.transpose(2, 1, 0)[None].astype(np.float32), (SPACING,) * 3, rule)
            labels = labels.transpose(2, 1, 0)
            joined[labels > 0] = labels[labels > 0] + offset
            offset += len(names)
        back = zoom(joined, np.array(data.shape) / np.array(joined.shape), order=0, mode="nearest")
        back = apply_orientation(back, ornt_transform(io_orientation(canonical.affine), io_orientation(affine)))
        nibabel.save(scan, os.path.join(root, f"scan-{number}.nii.gz"))
        nibabel.save(nibabel.Nifti1Image(back.astype(np.uint16), affine), os.path.join(root, f"labels-{number}.nii.gz"))
        print(axes, shape, "at", SPACING, "mm", resampled.shape, "labels", np.unique(back), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
