"""Whole-volume prediction in python3-torch: a 3-D U-Net of 16 M parameters, random weights, windows of 96³ that overlap by half, binary32.

Writes the model in nnU-Net's layout, a scan of EDGE³ voxels and the labels found into FOLDER/prediction, and prints the seconds of the sliding window.
Usage: prediction.py FOLDER [EDGE=256].  bench/prediction.sh runs it beside ours.
"""
import os
import sys
import time

import nnunet_reference as reference
import torch

# Left alone, Debian's torch takes one thread on some machines.
torch.set_num_threads(os.cpu_count())
FEATURES = [32, 64, 128, 256, 320]
predict = reference.window


def timed(nets, data, patch, classes):
    start = time.perf_counter()
    logits = predict(nets, data, patch, classes)
    windows = 1
    for size, edge in zip(data.shape[1:], patch):
        windows *= len(reference.starts(max(size, edge), edge))
    seconds = time.perf_counter() - start
    print(f"python3-torch {torch.__version__}: {windows} windows, {seconds:.1f} s, {seconds / windows:.2f} s each, "
          f"{sum(p.numel() for p in nets[0].parameters()) / 1e6:.1f} M parameters", flush=True)
    return logits


reference.window = timed
edge = int(sys.argv[2]) if len(sys.argv) > 2 else 256
plan = dict(features=FEATURES, kernels=[[3] * 3] * 5, strides=[[1] * 3] + [[2] * 3] * 4, blocks=[2] * 5, decoder=[2] * 4, bias=True)
reference.case(sys.argv[1], "prediction", arch=plan, patch=(96, 96, 96), spacing=(1.5, 1.5, 1.5), shape=(edge,) * 3, own=(1.5, 1.5, 1.5))
