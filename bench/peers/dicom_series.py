#!/usr/bin/env python3
"""Times pydicom and dcm2niix on the inputs that `Vesalius.Benchmarks dicom` makes and reads; run by bench/dicom-series.sh in turns with it.

    python3 bench/peers/dicom_series.py series FOLDER     140 slices to Hounsfield units in 16 bits, in this process
    python3 bench/peers/dicom_series.py real FOLDER       the same in 32-bit floating point
    python3 bench/peers/dicom_series.py headers FOLDER    every file of a folder, without pixels
    python3 bench/peers/dicom_series.py whole FOLDER VESALIUS [ROUNDS]   the whole process to NIfTI without compression, dcm2niix and ours in turns
"""
import os
import resource
import subprocess
import sys
import tempfile
import time

import numpy
import pydicom


def files(folder):
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder))]


def series(folder):
    slices = sorted((pydicom.dcmread(path) for path in files(folder)), key=lambda one: float(one.ImagePositionPatient[2]))
    volume = numpy.empty((len(slices), slices[0].Rows, slices[0].Columns), numpy.int16)
    for i, one in enumerate(slices):
        volume[i] = one.pixel_array * int(one.RescaleSlope) + int(one.RescaleIntercept)
    return volume.sum(dtype=numpy.int64)


def real(folder):
    slices = sorted((pydicom.dcmread(path) for path in files(folder)), key=lambda one: float(one.ImagePositionPatient[2]))
    volume = numpy.empty((len(slices), slices[0].Rows, slices[0].Columns), numpy.float32)
    for i, one in enumerate(slices):
        volume[i] = one.pixel_array.astype(numpy.float32) * float(one.RescaleSlope) + float(one.RescaleIntercept)
    return int(volume[0].sum())


def headers(folder):
    return sum(int(pydicom.dcmread(path, stop_before_pixels=True).Rows) for path in files(folder))


def process(command):
    """Wall time, processor time and page faults of one process that writes into an empty folder, named OUT in the command."""
    with tempfile.TemporaryDirectory() as work:
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run([word.replace("OUT", work) for word in command], check=True, capture_output=True)
        wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_minflt - before.ru_minflt


def whole(folder, vesalius, rounds):
    commands = {"dcm2niix": ["dcm2niix", "-z", "n", "-b", "n", "-o", "OUT", folder], "ours": [vesalius, "convert", folder, "OUT/x.nii"]}
    taken = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            taken[name].append(process(command))
    for name, runs in taken.items():
        wall, processor, faults = (sorted(run[i] for run in runs) for i in range(3))
        print(f"whole process, {name}: wall {wall[rounds // 2]:.3f} s (least {wall[0]:.3f}), processor {processor[rounds // 2]:.3f} s "
              f"(least {processor[0]:.3f}), {faults[rounds // 2]} page faults; medians of {rounds} in turns", flush=True)


if sys.argv[1] == "whole":
    whole(sys.argv[2], sys.argv[3], int(sys.argv[4]) if len(sys.argv) > 4 else 11)
    sys.exit()

task = {"series": series, "real": real, "headers": headers}[sys.argv[1]]
for _ in range(5 if sys.argv[1] != "headers" else 2):
    start, processor = time.perf_counter(), time.process_time()
    check = task(sys.argv[2])
    print(f"{sys.argv[1]}: {time.perf_counter() - start:.4f} s, {time.process_time() - processor:.4f} s of processor (check {check})", flush=True)
