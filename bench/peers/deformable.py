#!/usr/bin/env python3
"""Deformable registration against elastix (Debian's package) on one pair with known truth, both with B-splines of 12 mm and correlation.

usage: deformable.py VESALIUS SCAN.nii.gz WORK_FOLDER [ROUNDS]

The fixed scan is the given one read through a smooth deformation (three waves of 90 to 140 mm length, 5 mm each way) and given noise, as is
the moving one. Told are the distance from the truth at voxels brighter than -200 in the scan's inner part, in mm, the least determinant of our
map's Jacobian, and processor time (user and system, all threads; ours includes reading and matching of a small mask). Our map is read from the
ITK transform file that is saved, with a spline written here. Needs python3-numpy, python3-scipy and python3-nibabel.
"""
import json
import os
import sys

import nibabel
import numpy
from scipy import ndimage

from registration import spent

ELASTIX = """
(FixedInternalImagePixelType "float")
(MovingInternalImagePixelType "float")
(FixedImageDimension 3)
(MovingImageDimension 3)
(UseDirectionCosines "true")
(Registration "MultiResolutionRegistration")
(Interpolator "LinearInterpolator")
(ResampleInterpolator "FinalBSplineInterpolator")
(Resampler "DefaultResampler")
(FixedImagePyramid "FixedRecursiveImagePyramid")
(MovingImagePyramid "MovingRecursiveImagePyramid")
(Optimizer "AdaptiveStochasticGradientDescent")
(Transform "BSplineTransform")
(Metric "AdvancedNormalizedCorrelation")
(FinalGridSpacingInPhysicalUnits 12)
(HowToCombineTransforms "Compose")
(ErodeMask "false")
(NumberOfResolutions 3)
(MaximumNumberOfIterations 500)
(NumberOfSpatialSamples 4000)
(NewSamplesEveryIteration "true")
(ImageSampler "RandomCoordinate")
(WriteResultImage "false")
(DefaultPixelValue 0)
(RandomSeed 1)
"""


def waves(p):
    """How far each point (rows of LPS+ mm) moves."""
    x, y, z = p.T
    turn = 2 * numpy.pi
    return 5 * numpy.c_[numpy.sin(turn * y / 110 + 0.4), numpy.cos(turn * x / 90 + turn * z / 140), numpy.sin(turn * x / 120 + 0.6)]


def blocks(path):
    """The transforms of an ITK text file: (name, parameters, fixed parameters)."""
    found = []
    for line in open(path):
        key, _, rest = line.strip().partition(":")
        if key == "Transform":
            found.append([rest.strip(), None, None])
        elif key in ("Parameters", "FixedParameters"):
            found[-1][1 if key == "Parameters" else 2] = numpy.array(rest.split(), float)
    return found


def applied(path, points):
    """Points through a file of an affine map and a B-spline before it, and the displacement of the spline."""
    for name, p, fixed in reversed(blocks(path)):
        if name.startswith("BSpline"):
            size, origin, spacing = fixed[:3].astype(int), fixed[3:6], fixed[6:9]
            steps = fixed[9:].reshape(3, 3) * spacing
            at = numpy.linalg.solve(steps, (points - origin).T)
            pulls = p.reshape(3, *size[::-1])
            points = points + numpy.stack(
                [ndimage.map_coordinates(c, at[::-1], order=3, prefilter=False, mode="constant") for c in pulls], 1)
        elif not name.startswith("Composite"):
            points = points @ p[:9].reshape(3, 3).T + p[9:]                # our files have the centre at the origin
    return points


def main():
    vesalius, source, work = sys.argv[1:4]
    rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    os.makedirs(work, exist_ok=True)
    path = lambda name: os.path.join(work, name)
    scan = nibabel.load(source)
    voxels = numpy.asarray(scan.dataobj, dtype=numpy.float32)
    lps = numpy.diag([-1, -1, 1, 1]) @ scan.affine
    at = numpy.stack(numpy.meshgrid(*[numpy.arange(n) for n in voxels.shape], indexing="ij"), -1).reshape(-1, 3)
    world = at @ lps[:3, :3].T + lps[:3, 3]
    back = numpy.linalg.solve(lps[:3, :3], (world + waves(world) - lps[:3, 3]).T)
    fixed = ndimage.map_coordinates(voxels, back, order=3, mode="nearest").reshape(voxels.shape)
    rng = numpy.random.default_rng(1)
    for name, data in (("fixed", fixed), ("moving", voxels)):
        nibabel.save(nibabel.Nifti1Image((data + rng.normal(0, 10, voxels.shape)).astype(numpy.float32), scan.affine), path(name + ".nii.gz"))
    mask = numpy.zeros(voxels.shape, numpy.uint8)
    mask[tuple(slice(n // 2, n // 2 + 4) for n in voxels.shape)] = 1
    for name in ("a", "b"):
        nibabel.save(nibabel.Nifti1Image(mask, scan.affine), path(name + ".nii.gz"))
    open(path("spline.txt"), "w").write(ELASTIX)

    share = at / (numpy.array(voxels.shape) - 1)
    inner = numpy.flatnonzero((fixed.ravel() > -200) & (share > 0.1).all(1) & (share < 0.9).all(1))
    points = world[inner[:: max(1, len(inner) // 5000)]]
    truth = points + waves(points)
    print(f"before: {numpy.linalg.norm(points - truth, axis=1).mean():.2f} mm on average")
    for _ in range(rounds):
        out, seconds = spent([vesalius, "track", path("a.nii.gz"), path("b.nii.gz"), "--image", path("fixed.nii.gz"), "--image",
                              path("moving.nii.gz"), "--deformable", "--save-transforms", work, "--json", "--quiet"])
        told = json.loads(out)["visits"][1]["registration"]["deformation"]
        e = numpy.linalg.norm(applied(path("b.tfm"), points) - truth, axis=1)
        print(f"vesalius: {e.mean():.3f} mm on average, {numpy.percentile(e, 95):.3f} at 95 %, least Jacobian {told['leastJacobian']:.2f}, "
              f"{seconds:.1f} s of processor", flush=True)
        _, seconds = spent(["elastix", "-f", path("fixed.nii.gz"), "-m", path("moving.nii.gz"), "-p", path("spline.txt"), "-out", work])
        numpy.savetxt(path("points.txt"), points, header=f"point\n{len(points)}", comments="")
        spent(["transformix", "-def", path("points.txt"), "-tp", path("TransformParameters.0.txt"), "-out", work])
        lines = [l.split("OutputPoint = [")[1].split("]")[0].split() for l in open(path("outputpoints.txt"))]
        e = numpy.linalg.norm(numpy.array(lines, float) - truth, axis=1)
        print(f"elastix: {e.mean():.3f} mm on average, {numpy.percentile(e, 95):.3f} at 95 %, {seconds:.1f} s of processor", flush=True)


if __name__ == "__main__":
    main()
