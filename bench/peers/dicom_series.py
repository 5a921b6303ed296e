#!/usr/bin/env python3
"""Times pydicom and dcm2niix on the inputs that `Vesalius.Benchmarks dicom` makes and reads; run by bench/dicom-series.sh in turns with it.

    python3 bench/peers/dicom_series.py series FOLDER     140 slices to Hounsfield units in 16 bits, in this process
    python3 bench/peers/dicom_series.py real FOLDER       the same in 32-bit floating point
    python3 bench/peers/dicom_series.py headers FOLDER    every file of a folder, without pixels
    python3 bench/peers/dicom_series.py dcm2niix FOLDER   the whole process, NIfTI without compression
"""
import os
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


def dcm2niix(folder):
    with tempfile.TemporaryDirectory() as work:
        subprocess.run(["dcm2niix", "-z", "n", "-b", "n", "-o", work, folder], check=True, capture_output=True)
    return 0


task = {"series": series, "real": real, "headers": headers, "dcm2niix": dcm2niix}[sys.argv[1]]
for _ in range(5 if sys.argv[1] != "headers" else 2):
    start, processor = time.perf_counter(), time.process_time()
    check = task(sys.argv[2])
    print(f"{sys.argv[1]}: {time.perf_counter() - start:.4f} s, {time.process_time() - processor:.4f} s of processor (check {check})", flush=True)
