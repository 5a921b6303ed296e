"""What of a network's labels is lost where convolutions multiply bfloat16 numbers, and by which of their two factors.

Networks with random weights in nnU-Net's layout see a smooth patch of 48³ voxels. Weights, inputs or both of every convolution but the head are
rounded to bfloat16 before binary32 products and sums; "two terms" writes each as the sum of two bfloat16 numbers, which takes three products.
Norms, first sums and head are binary32 throughout. Dice of the labels against binary32.

Usage: bfloat16_loss.py
"""
import numpy as np
import torch
from scipy.ndimage import gaussian_filter

from nnunet_reference import UNet


def once(t):
    return t.to(torch.bfloat16).float()


def twice(t):
    high = once(t)
    return high + once(t - high)


def dice(a, b):
    return float(2 * ((a == b) & (a > 0)).sum() / ((a > 0).sum() + (b > 0).sum()))


def labels(net, x, weights, inputs):
    head = net.decoder.seg_layers[-1]
    convolutions = {m for m in net.modules() if isinstance(m, (torch.nn.Conv3d, torch.nn.ConvTranspose3d)) and m is not head}
    saved = {m: m.weight.data for m in convolutions}
    hooks = [m.register_forward_pre_hook(lambda _, i: (inputs(i[0]),)) for m in convolutions]
    for m in convolutions:
        m.weight.data = weights(saved[m])
    with torch.no_grad():
        found = net(x).argmax(1)
    for hook in hooks:
        hook.remove()
    for m in convolutions:
        m.weight.data = saved[m]
    return found


def same(t):
    return t


torch.manual_seed(3)
x = torch.from_numpy(gaussian_filter(np.random.default_rng(1).normal(0, 1, (48, 48, 48)), 2).astype(np.float32) * 10)[None, None]
for features in ([8, 16, 32], [32, 64, 128]):
    for classes in (3, 25):
        plan = dict(features=features, kernels=[[3] * 3] * 3, strides=[[1] * 3, [2] * 3, [2] * 3], blocks=[2] * 3, decoder=[2] * 2, bias=False)
        net = UNet(3, 1, classes, plan, False).eval()
        exact = labels(net, x, same, same)
        row = [("weights", once, same), ("inputs", same, once), ("both", once, once), ("two terms", twice, twice)]
        print(features, classes, "classes:", "  ".join(f"{name} {dice(exact, labels(net, x, w, i)):.5f}" for name, w, i in row), flush=True)
