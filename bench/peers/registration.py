#!/usr/bin/env python3
"""Rigid registration against elastix (Debian's package) on one pair with known truth.

usage: registration.py VESALIUS SCAN.nii.gz WORK_FOLDER [ROUNDS]

The scan is turned by 6 and 3 degrees about its middle, shifted by 13 mm, resampled and given noise; both programs lay the result over the
scan by mutual information, from coarse to fine. Told are the distance from the truth over the scan's middle half, in mm, and processor time
(user and system, all threads; ours includes the start of the program, reading, and matching of a small mask).
Needs Debian's python3-numpy, python3-scipy, python3-nibabel.
"""
import json
import os
import resource
import subprocess
import sys

import nibabel
import numpy
from scipy import ndimage

ELASTIX = """
(FixedInternalImagePixelType "float") (MovingInternalImagePixelType "float") (FixedImageDimension 3) (MovingImageDimension 3)
(UseDirectionCosines "true") (Registration "MultiResolutionRegistration") (Interpolator "LinearInterpolator")
(ResampleInterpolator "FinalBSplineInterpolator") (Resampler "DefaultResampler") (FixedImagePyramid "FixedRecursiveImagePyramid")
(MovingImagePyramid "MovingRecursiveImagePyramid") (Optimizer "AdaptiveStochasticGradientDescent") (Transform "EulerTransform")
(Metric "AdvancedMattesMutualInformation") (AutomaticScalesEstimation "true") (AutomaticTransformInitialization "true")
(HowToCombineTransforms "Compose") (NumberOfHistogramBins 32) (ErodeMask "false") (NumberOfResolutions 4)
(MaximumNumberOfIterations 250) (NumberOfSpatialSamples 2048) (NewSamplesEveryIteration "true") (ImageSampler "RandomCoordinate")
(WriteResultImage "false") (DefaultPixelValue 0) (RandomSeed 1)
""".replace(") (", ")\n(")


def rotation(axis, degrees):
    c, s = numpy.cos(numpy.radians(degrees)), numpy.sin(numpy.radians(degrees))
    result = numpy.eye(3)
    i, j = [k for k in range(3) if k != axis]
    result[i, i], result[i, j], result[j, i], result[j, j] = c, -s, s, c
    return result


def spent(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done.stdout, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    vesalius, source, work = sys.argv[1:4]
    rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 3
    scan = nibabel.load(source)
    voxels = numpy.asarray(scan.dataobj, dtype=numpy.float32)
    lps = numpy.diag([-1, -1, 1, 1]) @ scan.affine                       # voxel to LPS+ mm
    middle = (lps @ numpy.append((numpy.array(voxels.shape) - 1) / 2, 1))[:3]
    turn, shift = rotation(2, 6) @ rotation(0, 3), numpy.array([9.0, -8.0, 5.0])
    truth = numpy.eye(4)                                                 # fixed to moving
    truth[:3, :3], truth[:3, 3] = turn, middle - turn @ middle + shift
    back = numpy.linalg.inv(lps) @ numpy.linalg.inv(truth) @ lps
    moving = ndimage.affine_transform(voxels, back[:3, :3], back[:3, 3], order=3, cval=float(voxels.min()))
    rng = numpy.random.default_rng(1)
    os.makedirs(work, exist_ok=True)
    path = lambda name: os.path.join(work, name)
    for name, data in (("fixed", voxels + rng.normal(0, 10, voxels.shape)), ("moving", moving + rng.normal(0, 10, voxels.shape))):
        nibabel.save(nibabel.Nifti1Image(data.astype(numpy.float32), scan.affine), path(name + ".nii.gz"))
    mask = numpy.zeros(voxels.shape, numpy.uint8)
    mask[tuple(slice(n // 2, n // 2 + 4) for n in voxels.shape)] = 1
    for name in ("a", "b"):
        nibabel.save(nibabel.Nifti1Image(mask, scan.affine), path(name + ".nii.gz"))
    open(path("rigid.txt"), "w").write(ELASTIX)

    at = numpy.stack(numpy.meshgrid(*[numpy.linspace(n / 4, 3 * n / 4, 5) for n in voxels.shape]), -1).reshape(-1, 3)
    points = (lps @ numpy.c_[at, numpy.ones(len(at))].T).T[:, :3]
    apply = lambda m: (m @ numpy.c_[points, numpy.ones(len(points))].T).T[:, :3]
    error = lambda found: numpy.linalg.norm(found - apply(truth), axis=1)
    print(f"before: {numpy.linalg.norm(points - apply(truth), axis=1).mean():.1f} mm")
    for _ in range(rounds):
        out, seconds = spent([vesalius, "track", path("a.nii.gz"), path("b.nii.gz"), "--image", path("fixed.nii.gz"), "--image",
                              path("moving.nii.gz"), "--register", "rigid", "--json", "--quiet"])
        found = numpy.array(json.loads(out)["visits"][1]["registration"]["firstToThis"]).reshape(3, 4)
        e = error(apply(numpy.vstack([found, [0, 0, 0, 1]])))
        print(f"vesalius: {e.mean():.3f} mm on average, {e.max():.3f} at most, {seconds:.1f} s of processor")
        _, seconds = spent(["elastix", "-f", path("fixed.nii.gz"), "-m", path("moving.nii.gz"), "-p", path("rigid.txt"), "-out", work])
        numpy.savetxt(path("points.txt"), points, header=f"point\n{len(points)}", comments="")
        spent(["transformix", "-def", path("points.txt"), "-tp", path("TransformParameters.0.txt"), "-out", work])
        lines = [l.split("OutputPoint = [")[1].split("]")[0].split() for l in open(path("outputpoints.txt"))]
        e = error(numpy.array(lines, float))
        print(f"elastix: {e.mean():.3f} mm on average, {e.max():.3f} at most, {seconds:.1f} s of processor")


if __name__ == "__main__":
    main()
