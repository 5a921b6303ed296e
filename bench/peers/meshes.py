#!/usr/bin/env python3
"""Meshes coloured by margin, opened by another reader: assimp (Debian's assimp-utils).

usage: meshes.py VESALIUS WORK_FOLDER

Masks of known bodies (a ball, an ellipsoid, a bent tube, a ball with a hollow) in voxels of 1 mm and of 0.8×0.8×3 mm, oblique too, go through
'vesalius margin --mesh' as PLY, GLB and 3MF. Assimp reads each and writes what it understood as PLY; told are the volume against that of the
voxels, whether each edge is shared by two triangles that run along it in opposite directions (watertight, manifold, oriented), and whether
colours came through. Exit code 1 when a file fails: volume off by more than 0.5 %, or not closed. Needs python3-numpy and python3-nibabel.
"""
import collections
import os
import subprocess
import sys

import nibabel
import numpy

LIMIT = 0.005


def bodies(p):
    x, y, z = p
    r = numpy.sqrt(x * x + y * y + z * z)
    ring = numpy.sqrt((numpy.sqrt(x * x + y * y) - 12) ** 2 + z * z)
    yield "ball", r <= 10
    yield "ellipsoid", (x / 8) ** 2 + (y / 11) ** 2 + (z / 14) ** 2 <= 1
    yield "ring", ring <= 5
    yield "hollow ball", (r <= 14) & (r > 7)


def turn(angle):
    c, s = numpy.cos(angle), numpy.sin(angle)
    return numpy.array([[c, -s, 0], [s, c, 0], [0, 0, 1]]) @ numpy.array([[1, 0, 0], [0, c, -s], [0, s, c]])


def grids():
    for name, spacing, matrix in (("1 mm", (1, 1, 1), numpy.eye(3)), ("0.8×0.8×3 mm", (0.8, 0.8, 3), numpy.eye(3)),
                                  ("oblique", (0.8, 0.8, 3), turn(0.5))):
        steps = matrix * numpy.array(spacing)
        size = [int(2 * 30 / s) + 1 for s in spacing]
        affine = numpy.eye(4)
        affine[:3, :3], affine[:3, 3] = steps, -steps @ ((numpy.array(size) - 1) / 2 + 0.13)
        yield name, size, affine


def read_ply(path):
    """Vertices, triangles and whether there are colours, of the text form that assimp writes."""
    lines = open(path).read().split("\n")
    end = lines.index("end_header")
    head = [line.split() for line in lines[:end]]
    counts = {h[1]: int(h[2]) for h in head if h[0] == "element"}
    vertices = numpy.array([line.split()[:3] for line in lines[end + 1:end + 1 + counts["vertex"]]], float)
    faces = [line.split() for line in lines[end + 1 + counts["vertex"]:end + 1 + counts["vertex"] + counts["face"]]]
    assert all(f[0] == "3" for f in faces)
    return vertices, numpy.array([f[1:4] for f in faces], int), any(h[-1] in ("red", "r") for h in head)


def check(vertices, triangles):
    """The enclosed volume, and whether the mesh is closed and oriented once vertices at one place are one."""
    _, same = numpy.unique(vertices, axis=0, return_inverse=True)
    t = same.ravel()[triangles]
    edges = collections.Counter(map(tuple, numpy.concatenate([t[:, [0, 1]], t[:, [1, 2]], t[:, [2, 0]]])))
    closed = all(n == 1 and edges.get((b, a)) == 1 for (a, b), n in edges.items())
    v = vertices - vertices.mean(0)
    a, b, c = v[triangles[:, 0]], v[triangles[:, 1]], v[triangles[:, 2]]
    return numpy.einsum("ij,ij->i", a, numpy.cross(b, c)).sum() / 6, closed


def main():
    vesalius, work = sys.argv[1:3]
    os.makedirs(work, exist_ok=True)
    failed = 0
    print("| body | grid | file | volume | closed | colours |\n|---|---|---|---|---|---|")
    for grid, size, affine in grids():
        at = numpy.stack(numpy.meshgrid(*[numpy.arange(n) for n in size], indexing="ij"), -1)
        places = numpy.moveaxis(at @ affine[:3, :3].T + affine[:3, 3], -1, 0)
        for body, mask in bodies(places):
            labels = mask.astype(numpy.uint8)
            labels[:2] = 2                                               # something to measure to
            path = os.path.join(work, "labels.nii.gz")
            nibabel.save(nibabel.Nifti1Image(labels, affine), path)
            wanted = mask.sum() * abs(numpy.linalg.det(affine[:3, :3]))
            for ending in ("ply", "glb", "3mf"):
                ours, theirs = os.path.join(work, f"mesh.{ending}"), os.path.join(work, "read.ply")
                subprocess.run([vesalius, "margin", path, "--target", "1", "--structures", "2", "--mesh", ours, "--quiet"], check=True,
                               capture_output=True)
                subprocess.run(["assimp", "export", ours, theirs], check=True, capture_output=True)
                vertices, triangles, colours = read_ply(theirs)
                volume, closed = check(vertices * (1000 if ending == "glb" else 1), triangles)   # glTF is in metres
                good = closed and abs(volume / wanted - 1) <= LIMIT
                failed += not good
                print(f"| {body} | {grid} | {ending} | {100 * (volume / wanted - 1):+.3f} % | {'yes' if closed else 'NO'} | "
                      f"{'yes' if colours else 'not told'} |", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
