#!/usr/bin/env python3
"""Times GDCM on the frames that `Vesalius.Dicom.Benchmarks codecs` decodes; run by bench/dicom-codecs.sh in turns with it.

    python3 bench/peers/dicom_codecs.py FILE...    the shortest of several reads of each file, in this process and one thread
"""
import os
import sys
import time

import gdcm

for path in sys.argv[1:]:
    best = float("inf")
    for _ in range(20):
        start = time.perf_counter()
        reader = gdcm.ImageReader()
        reader.SetFileName(path)
        assert reader.Read(), path
        reader.GetImage().GetBuffer()
        best = min(best, time.perf_counter() - start)
    print(f"gdcm {os.path.basename(path)}: {best * 1e3:.2f} ms")
