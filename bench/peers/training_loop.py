"""The training loop of TrainingLoopTimes.cs in plain PyTorch, float32: patches of 40x56x40 drawn from noise, turned, scaled, with noise, blur
and gamma in scipy and numpy, a batch of 4, one step of the U-Net of unet_step.py with AdamW and cross-entropy. One after the other, in one
process, as a script would. Prints milliseconds per step. Run through bench/training-loop.sh, which alternates it with ours.
"""
import time

import numpy as np
import torch
import torch.nn.functional as F
from scipy import ndimage

from unet_step import forward, parameters

BATCH, PATCH, WHOLE, WARM_UP, STEPS = 4, (40, 56, 40), (48, 64, 48), 3, 10
rng = np.random.default_rng(1)
z, y, x = np.indices(WHOLE)
cases = [(rng.standard_normal(WHOLE, dtype=np.float32), ((x + y + i) // 16 % 3).astype(np.uint8)) for i in range(12)]


def rotation(a, b, c):
    (sa, ca), (sb, cb), (sc, cc) = [(np.sin(t), np.cos(t)) for t in np.deg2rad([a, b, c])]
    return (np.array([[cc, -sc, 0], [sc, cc, 0], [0, 0, 1]]) @ np.array([[cb, 0, sb], [0, 1, 0], [-sb, 0, cb]])
            @ np.array([[1, 0, 0], [0, ca, -sa], [0, sa, ca]]))


def sample():
    image, labels = cases[rng.integers(len(cases))]
    matrix = rotation(*rng.uniform(-20, 20, 3)) / rng.uniform(0.8, 1.25)
    start = [rng.integers(0, w - p + 1) for w, p in zip(WHOLE, PATCH)]
    middle = (np.array(PATCH) - 1) / 2
    offset = np.array(start) + middle - matrix @ middle
    image = ndimage.affine_transform(image, matrix, offset, PATCH, order=1)
    labels = ndimage.affine_transform(labels, matrix, offset, PATCH, order=0)
    image = ndimage.gaussian_filter(image + rng.standard_normal(PATCH, dtype=np.float32) * np.float32(0.08), 0.8, truncate=3, mode='nearest')
    mean, deviation, low = image.mean(), image.std(), image.min()
    bent = ((image - low) / (image.max() - low)) ** np.float32(rng.uniform(0.7, 1.5))
    return ((bent - bent.mean()) / bent.std() * deviation + mean).astype(np.float32), labels


optimizer = torch.optim.AdamW(parameters, 1e-3)
waiting = total = 0
for step in range(WARM_UP + STEPS):
    start = time.perf_counter()
    batch = [sample() for _ in range(BATCH)]
    images = torch.from_numpy(np.stack([one[0] for one in batch])[:, None])
    classes = torch.from_numpy(np.stack([one[1] for one in batch]).astype(np.int64))
    drawn = time.perf_counter() - start
    optimizer.zero_grad()
    F.cross_entropy(forward(images), classes).backward()
    optimizer.step()
    if step >= WARM_UP:
        waiting, total = waiting + drawn, total + time.perf_counter() - start
print(f'pytorch-{torch.__version__}: {1000 * total / STEPS:.0f} ms a step, {100 * waiting / total:.1f} % of it waiting for patches')
