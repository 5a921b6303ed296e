"""One training step and one forward of a 3-D U-Net (16-32-64-128 features, instance norm, leaky ReLU, AdamW) in plain PyTorch, float32.

The twin of bench/Vesalius.Benchmarks/PlainUNet.cs: same topology, same batch of 4 patches of 40x56x40, cross-entropy, all cores.
Prints medians in milliseconds. Run through bench/unet-step.sh, which alternates it with ours.
"""
import math
import os
import statistics
import time

import torch
import torch.nn.functional as F

FEATURES = [16, 32, 64, 128]
torch.manual_seed(0)
torch.set_num_threads(os.cpu_count())
parameters = []


def weight(*shape):
    tensor = (torch.randn(*shape) * math.sqrt(2 / math.prod(shape[1:]))).requires_grad_(True)
    parameters.append(tensor)
    return tensor


def constant(count, value):
    tensor = torch.full((count,), float(value)).requires_grad_(True)
    parameters.append(tensor)
    return tensor


def block(from_channels, to_channels):
    return weight(to_channels, from_channels, 3, 3, 3), constant(to_channels, 1), constant(to_channels, 0)


def apply(x, parts, stride):
    x = F.conv3d(x, parts[0], None, stride, 1)
    return F.leaky_relu(F.instance_norm(x, None, None, parts[1], parts[2], True, 0.1, 1e-5), 0.01, inplace=True)


encoder, channels = [], 1
for features in FEATURES:
    encoder.append((block(channels, features), block(features, features)))
    channels = features
decoder = [(weight(FEATURES[i + 1], FEATURES[i], 2, 2, 2), block(2 * FEATURES[i], FEATURES[i]), block(FEATURES[i], FEATURES[i]))
           for i in (2, 1, 0)]
head = weight(3, FEATURES[0], 1, 1, 1)


def forward(x):
    skips = []
    for level, (first, second) in enumerate(encoder):
        x = apply(apply(x, first, 1 if level == 0 else 2), second, 1)
        skips.append(x)
    for step, (up, first, second) in enumerate(decoder):
        x = torch.cat([F.conv_transpose3d(x, up, None, 2), skips[2 - step]], 1)
        x = apply(apply(x, first, 1), second, 1)
    return F.conv3d(x, head)


def median(action, repeats):
    times = []
    for i in range(repeats + 15):
        start = time.perf_counter()
        action()
        if i >= 15:
            times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main():
    images, classes = torch.randn(4, 1, 40, 56, 40), torch.randint(0, 3, (4, 40, 56, 40))
    optimizer = torch.optim.AdamW(parameters, 1e-3)

    def step():
        optimizer.zero_grad()
        F.cross_entropy(forward(images), classes).backward()
        optimizer.step()

    def infer():
        with torch.no_grad():
            forward(images)

    print(f"pytorch-{torch.__version__}: step {median(step, 9):.0f} ms, forward {median(infer, 9):.0f} ms")


if __name__ == '__main__':
    main()
