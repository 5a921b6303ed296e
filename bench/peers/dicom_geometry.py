#!/usr/bin/env python3
"""Compares what `vesalius convert` makes of DICOM series with what dcm2niix makes of them: voxel by voxel where each lies in the patient.

    python3 bench/peers/dicom_geometry.py VESALIUS FOLDER…

Needs dcm2niix, numpy and nibabel. dcm2niix flips rows; here both are brought to one order by their affines, so only the place of a value counts.
"""
import glob
import os
import subprocess
import sys
import tempfile

import nibabel
import numpy


def canonical(path):
    image = nibabel.load(path)
    values = numpy.asanyarray(image.dataobj).astype(numpy.float64)
    affine = image.affine
    orientation = nibabel.io_orientation(affine)
    return (nibabel.apply_orientation(values, orientation),
            affine @ nibabel.orientations.inv_ornt_aff(orientation, values.shape))


command, folders = sys.argv[1], sys.argv[2:]
for folder in folders:
    with tempfile.TemporaryDirectory() as work:
        ours = os.path.join(work, "ours.nii")
        run = subprocess.run([command, "convert", folder, ours, "--quiet"], capture_output=True, text=True)
        if run.returncode != 0:
            print(f"{folder}: {run.stderr.strip()}")
            continue
        subprocess.run(["dcm2niix", "-z", "n", "-b", "n", "-f", "theirs", "-o", work, folder], check=True, capture_output=True)
        theirs = sorted(glob.glob(os.path.join(work, "theirs*.nii")), key=len)[0]
        (a, to_a), (b, to_b) = canonical(ours), canonical(theirs)
        if a.shape != b.shape:
            print(f"{folder}: sizes differ: {a.shape} and {b.shape}")
            continue
        corners = numpy.array([[x, y, z, 1] for x in (0, a.shape[0] - 1) for y in (0, a.shape[1] - 1) for z in (0, a.shape[2] - 1)]).T
        apart = numpy.abs((to_a - to_b) @ corners).max()
        print(f"{folder}: {a.shape}, corners at most {apart:.6f} mm apart, values differ by at most {numpy.abs(a - b).max():g}")
