"""Models in nnU-Net v2's exact layout with random weights, and what nnU-Net would make of a scan with them.

Writes one folder per case: the results folder that nnU-Net leaves (plans.json, dataset.json, fold_*/checkpoint_final.pth), a patch and its
logits (float32), a scan (scan_0000.nii.gz, ...), the prepared scan and the labels. The steps are those of MIC-DKFZ/nnUNet 2.x, written down
from its description, with scipy and scikit-image doing the resampling as they do there; accumulators are float32. Module names are those of
dynamic-network-architectures, with their aliases (all_modules, decoder.encoder), so that the state_dict has every key of a real one.

Usage: nnunet_reference.py FOLDER.  Compare with: Vesalius.Benchmarks nnunet FOLDER (bench/nnunet-import.sh does both).
"""
import itertools
import json
import os
import sys

import nibabel
import numpy as np
import torch
import torch.nn as nn
from scipy.ndimage import binary_fill_holes, gaussian_filter, map_coordinates
from skimage.transform import resize

torch.manual_seed(7)
rng = np.random.default_rng(7)


class Block(nn.Module):
    def __init__(self, d, cin, cout, kernel, stride, bias, act=True):
        super().__init__()
        conv, norm = (nn.Conv3d, nn.InstanceNorm3d) if d == 3 else (nn.Conv2d, nn.InstanceNorm2d)
        self.conv = conv(cin, cout, kernel, stride, [(k - 1) // 2 for k in kernel], bias=bias)
        self.norm = norm(cout, eps=1e-5, affine=True)
        ops = [self.conv, self.norm]
        if act:
            self.nonlin = nn.LeakyReLU(inplace=True)
            ops.append(self.nonlin)
        self.all_modules = nn.Sequential(*ops)

    def forward(self, x):
        return self.all_modules(x)


class Stack(nn.Module):
    def __init__(self, d, n, cin, cout, kernel, stride, bias):
        super().__init__()
        one = [1] * d
        self.convs = nn.Sequential(Block(d, cin, cout, kernel, stride, bias), *[Block(d, cout, cout, kernel, one, bias) for _ in range(n - 1)])

    def forward(self, x):
        return self.convs(x)


class Residual(nn.Module):
    def __init__(self, d, cin, cout, kernel, stride, bias):
        super().__init__()
        one = [1] * d
        self.conv1 = Block(d, cin, cout, kernel, stride, bias)
        self.conv2 = Block(d, cout, cout, kernel, one, bias, act=False)
        self.nonlin2 = nn.LeakyReLU(inplace=True)
        ops = []
        if any(s != 1 for s in stride):
            ops.append((nn.AvgPool3d if d == 3 else nn.AvgPool2d)(stride, stride))
        if cin != cout:
            ops.append(Block(d, cin, cout, one, one, False, act=False))
        self.skip = nn.Sequential(*ops) if ops else None

    def forward(self, x):
        around = x if self.skip is None else self.skip(x)
        return self.nonlin2(self.conv2(self.conv1(x)) + around)


class Residuals(nn.Module):
    def __init__(self, d, n, cin, cout, kernel, stride, bias):
        super().__init__()
        self.blocks = nn.Sequential(Residual(d, cin, cout, kernel, stride, bias), *[Residual(d, cout, cout, kernel, [1] * d, bias) for _ in range(n - 1)])

    def forward(self, x):
        return self.blocks(x)


class Encoder(nn.Module):
    def __init__(self, d, cin, a, residual):
        super().__init__()
        stages = []
        self.stem = None
        if residual:
            self.stem = Stack(d, 1, cin, a["features"][0], a["kernels"][0], [1] * d, a["bias"])
            cin = a["features"][0]
        for s, features in enumerate(a["features"]):
            args = (d, a["blocks"][s], cin, features, a["kernels"][s], a["strides"][s], a["bias"])
            stages.append(Residuals(*args) if residual else nn.Sequential(Stack(*args)))
            cin = features
        self.stages = nn.Sequential(*stages)

    def forward(self, x):
        if self.stem is not None:
            x = self.stem(x)
        skips = []
        for stage in self.stages:
            x = stage(x)
            skips.append(x)
        return skips


class Decoder(nn.Module):
    def __init__(self, d, encoder, a, classes):
        super().__init__()
        self.encoder = encoder
        up, conv = (nn.ConvTranspose3d, nn.Conv3d) if d == 3 else (nn.ConvTranspose2d, nn.Conv2d)
        n = len(a["features"])
        stages, ups, heads = [], [], []
        for s in range(1, n):
            below, here, stride = a["features"][-s], a["features"][-(s + 1)], a["strides"][-s]
            ups.append(up(below, here, stride, stride, bias=a["bias"]))
            stages.append(Stack(d, a["decoder"][s - 1], 2 * here, here, a["kernels"][-(s + 1)], [1] * d, a["bias"]))
            heads.append(conv(here, classes, 1, 1, 0, bias=True))
        self.stages, self.transpconvs, self.seg_layers = nn.ModuleList(stages), nn.ModuleList(ups), nn.ModuleList(heads)

    def forward(self, skips):
        x = skips[-1]
        for s in range(len(self.stages)):
            x = self.stages[s](torch.cat((self.transpconvs[s](x), skips[-(s + 2)]), 1))
        return self.seg_layers[-1](x)


class UNet(nn.Module):
    def __init__(self, d, cin, classes, a, residual):
        super().__init__()
        self.encoder = Encoder(d, cin, a, residual)
        self.decoder = Decoder(d, self.encoder, a, classes)
        for m in self.modules():
            if isinstance(m, (nn.Conv2d, nn.Conv3d, nn.ConvTranspose2d, nn.ConvTranspose3d)):
                nn.init.kaiming_normal_(m.weight, a=1e-2)
                if m.bias is not None:
                    nn.init.normal_(m.bias, 0, 0.3)
            elif isinstance(m, (nn.InstanceNorm2d, nn.InstanceNorm3d)):
                nn.init.normal_(m.weight, 1, 0.2)
                nn.init.normal_(m.bias, 0, 0.2)

    def forward(self, x):
        return self.decoder(self.encoder(x))


def lowres(spacing):
    where = np.where(np.max(spacing) / np.asarray(spacing) == 1)[0]
    return where[0] if len(where) == 1 else None


def apart(current, new):
    for s in (current, new):
        if np.max(s) / np.min(s) > 3:
            return lowres(s)
    return None


def resample(data, shape, current, new, order):
    if tuple(data.shape[1:]) == tuple(shape):
        return data
    axis = apart(current, new)
    out = np.zeros((data.shape[0], *shape), np.float64)
    for c, one in enumerate(data.astype(np.float64)):
        if axis is None:
            out[c] = resize(one, shape, order, mode="edge", anti_aliasing=False)
            continue
        flat = [s for a, s in enumerate(shape) if a != axis]
        slices = np.stack([resize(np.take(one, i, axis), flat, order, mode="edge", anti_aliasing=False) for i in range(one.shape[axis])], axis)
        if slices.shape[axis] == shape[axis]:
            out[c] = slices
            continue
        grid = np.mgrid[tuple(slice(s) for s in shape)].astype(np.float64)
        for a in range(3):
            grid[a] = slices.shape[a] / shape[a] * (grid[a] + 0.5) - 0.5
        out[c] = map_coordinates(slices, grid, order=0, mode="nearest")
    return out.astype(data.dtype)


def resample_labels(labels, shape, current, new):
    """Each label's mask linearly, at least one half; greater labels over smaller ones; along a coarse axis the nearest slice."""
    if labels.shape == tuple(shape):
        return labels

    def resized(one, size):
        out = np.zeros(size, labels.dtype)
        for label in np.unique(one):
            out[resize((one == label).astype(float), size, 1, mode="edge", clip=True, anti_aliasing=False) >= 0.5] = label
        return out

    axis = apart(current, new)
    if axis is None:
        return resized(labels, shape)
    flat = [s for a, s in enumerate(shape) if a != axis]
    slices = np.stack([resized(np.take(labels, i, axis), flat) for i in range(labels.shape[axis])], axis)
    grid = np.mgrid[tuple(slice(s) for s in shape)].astype(np.float64)
    for a in range(3):
        grid[a] = slices.shape[a] / shape[a] * (grid[a] + 0.5) - 0.5
    return map_coordinates(slices, grid, order=0, mode="nearest")


def normalise(x, scheme, stats, mask):
    if scheme == "CTNormalization":
        return (np.clip(x, stats["percentile_00_5"], stats["percentile_99_5"]) - stats["mean"]) / max(stats["std"], 1e-8)
    if scheme == "ZScoreNormalization":
        if mask is not None:
            x = x.copy()
            x[mask] = (x[mask] - x[mask].mean()) / max(x[mask].std(), 1e-8)
            return x
        return (x - x.mean()) / max(x.std(), 1e-8)
    if scheme == "RescaleTo01Normalization":
        return (x - x.min()) / max((x - x.min()).max(), 1e-8)
    return x


def gaussian(tile):
    g = np.zeros(tile)
    g[tuple(t // 2 for t in tile)] = 1
    g = gaussian_filter(g, [t / 8 for t in tile], order=0, mode="constant", cval=0)
    g = (g / (g.max() / 10)).astype(np.float16)
    g[g == 0] = g[g != 0].min()
    return g.astype(np.float32)


def starts(size, tile):
    n = int(np.ceil((size - tile) / (tile * 0.5))) + 1
    step = (size - tile) / (n - 1) if n > 1 else 99999
    return [int(np.round(step * i)) for i in range(n)]


def window(nets, data, patch, classes):
    d = len(patch)
    pad = [(0, 0)] + [(0, 0)] * (3 - d) + [(max(p - s, 0) // 2, max(p - s, 0) // 2 + max(p - s, 0) % 2) for p, s in zip(patch, data.shape[4 - d:])]
    x = np.pad(data, pad)
    logits, weight = np.zeros((classes, *x.shape[1:]), np.float32), np.zeros(x.shape[1:], np.float32)
    g = gaussian(patch)
    across = [starts(s, p) for s, p in zip(x.shape[4 - d:], patch)]
    places = list(itertools.product(*across)) if d == 3 else [(z, *yx) for z in range(x.shape[1]) for yx in itertools.product(*across)]
    for place in places:
        at = tuple(slice(p, p + t) for p, t in zip(place, patch)) if d == 3 else (place[0], *[slice(p, p + t) for p, t in zip(place[1:], patch)])
        with torch.no_grad():
            y = sum(net(torch.from_numpy(np.ascontiguousarray(x[(slice(None), *at)]))[None])[0].numpy() for net in nets) / len(nets)
        logits[(slice(None), *at)] += y * g
        weight[at] += g
    logits /= weight
    crop = tuple(slice(a, s - b) for (a, b), s in zip(pad[1:], x.shape[1:]))
    return logits[(slice(None), *crop)]


def segment(nets, scan, own, rule):
    """What nnU-Net makes of a scan: the prepared scan, and labels on the scan's own grid."""
    patch, spacing, transpose, classes = rule["patch"], rule["spacing"], rule["transpose"], rule["classes"]
    scheme, stats, masked, regions, first = rule["scheme"], rule["stats"], rule["masked"], rule["regions"], rule["first"]
    data = scan.transpose(0, *[i + 1 for i in transpose])
    turned = [own[i] for i in transpose]
    mask = np.zeros(data.shape[1:], bool)
    for one in data:
        mask |= one != 0
    mask = binary_fill_holes(mask)
    box = tuple(slice(np.where(mask)[a].min(), np.where(mask)[a].max() + 1) for a in range(3))
    data, inside = data[(slice(None), *box)], mask[box]
    target = list(spacing) if len(spacing) == 3 else [turned[0], *spacing]
    shape_new = [int(round(o / t * s)) for o, t, s in zip(turned, target, data.shape[1:])]
    data = np.stack([normalise(one, scheme, stats[str(c)], inside if masked else None) for c, one in enumerate(data)]).astype(np.float32)
    before = data.shape[1:]
    data = resample(data, shape_new, turned, target, 3)
    if first:
        before_labels = first[1].transpose(transpose)[box]
        resampled = resample_labels(before_labels, shape_new, turned, target)
        data = np.concatenate([data, np.stack([resampled == i for i in range(1, classes)]).astype(np.float32)])
    logits = resample(window(nets, data, patch, classes), before, target, turned, 1)
    if regions:
        segmentation = np.zeros(before, np.uint16)
        for i in range(classes):
            segmentation[logits[i] > 0] = i + 1
    else:
        segmentation = logits.argmax(0)
    full = np.zeros(mask.shape, np.uint16)
    full[box] = segmentation
    return data, np.ascontiguousarray(full.transpose(np.argsort(transpose)))


def case(root, name, *, residual=False, old=False, patch, spacing, transpose=(0, 1, 2), scheme="ZScoreNormalization", masked=False, channels=1, classes=3,
         arch, shape, own, folds=1, regions=False, mirror=None, config=None, first=None, names=None):
    """first: what a first stage made of the same scan (scan, labels); its labels are then further channels, one per label."""
    folder, d = os.path.join(root, name), len(patch)
    inputs = channels + (classes - 1 if first else 0)
    nets = [UNet(d, inputs, classes, arch, residual).eval() for _ in range(folds)]
    config = config or ("2d" if d == 2 else "3d_fullres")
    stats = {str(c): dict(mean=30.0, median=32.0, std=60.0, min=-1000.0, max=1000.0, percentile_00_5=-90.0, percentile_99_5=180.0) for c in range(channels)}
    kwargs = dict(is_seg=False, order=3, order_z=0, force_separate_z=None)
    plan = dict(data_identifier="x", preprocessor_name="DefaultPreprocessor", batch_size=2, patch_size=list(patch), spacing=list(spacing),
                normalization_schemes=[scheme] * channels, use_mask_for_norm=[masked] * channels,
                resampling_fn_data="resample_data_or_seg_to_shape", resampling_fn_data_kwargs=kwargs,
                resampling_fn_probabilities="resample_data_or_seg_to_shape", resampling_fn_probabilities_kwargs=dict(kwargs, order=1))
    if first:
        plan.update(previous_stage="3d_lowres", resampling_fn_seg="resample_data_or_seg_to_shape", resampling_fn_seg_kwargs=dict(kwargs, is_seg=True, order=1))
    if old:
        plan.update(UNet_class_name="ResidualEncoderUNet" if residual else "PlainConvUNet", UNet_base_num_features=arch["features"][0],
                    unet_max_num_features=max(arch["features"]), n_conv_per_stage_encoder=arch["blocks"], n_conv_per_stage_decoder=arch["decoder"],
                    num_pool_per_axis=[1] * d, pool_op_kernel_sizes=arch["strides"], conv_kernel_sizes=arch["kernels"])
    else:
        plan["architecture"] = dict(
            network_class_name="dynamic_network_architectures.architectures." + ("residual_unet.ResidualEncoderUNet" if residual else "unet.PlainConvUNet"),
            arch_kwargs={"n_stages": len(arch["features"]), "features_per_stage": arch["features"], "conv_op": f"torch.nn.modules.conv.Conv{d}d",
                         "kernel_sizes": arch["kernels"], "strides": arch["strides"], "n_blocks_per_stage" if residual else "n_conv_per_stage": arch["blocks"],
                         "n_conv_per_stage_decoder": arch["decoder"], "conv_bias": arch["bias"], "norm_op": f"torch.nn.modules.instancenorm.InstanceNorm{d}d",
                         "norm_op_kwargs": {"eps": 1e-5, "affine": True}, "dropout_op": None, "dropout_op_kwargs": None,
                         "nonlin": "torch.nn.LeakyReLU", "nonlin_kwargs": {"inplace": True}}, _kw_requires_import=["conv_op", "norm_op", "dropout_op", "nonlin"])
    plans = dict(dataset_name="Dataset999_Random", plans_name="nnUNetPlans", image_reader_writer="SimpleITKIO", transpose_forward=list(transpose),
                 transpose_backward=[int(i) for i in np.argsort(transpose)], configurations={config: plan}, label_manager="LabelManager",
                 foreground_intensity_properties_per_channel=stats)
    labels = {"background": 0, **{names[i - 1] if names else f"structure {i}": i for i in range(1, classes)}}
    dataset = dict(channel_names={str(c): "CT" if scheme == "CTNormalization" else "MR" for c in range(channels)}, labels=labels, numTraining=1, file_ending=".nii.gz")
    if regions:
        dataset.update(labels={"background": 0, **{f"region {i}": list(range(i + 1, classes + 1)) for i in range(classes)}}, regions_class_order=list(range(1, classes + 1)))
    for fold, net in enumerate(nets):
        os.makedirs(os.path.join(folder, f"fold_{fold}"))
        torch.save(dict(network_weights=net.state_dict(), optimizer_state=torch.optim.SGD(net.parameters(), 0.01, 0.99).state_dict(), grad_scaler_state=None,
                        logging={"mean_fg_dice": [np.float64(0.5)], "ema_fg_dice": [np.float32(0.5)]}, _best_ema=np.float64(0.5), current_epoch=1000,
                        init_args=dict(plans=plans, configuration=config, fold=fold, dataset_json=dataset, unpack_dataset=True, device=torch.device("cpu")),
                        trainer_name="nnUNetTrainer", inference_allowed_mirroring_axes=mirror), os.path.join(folder, f"fold_{fold}", "checkpoint_final.pth"))
    for file, what in (("plans.json", plans), ("dataset.json", dataset)):
        with open(os.path.join(folder, file), "w") as f:
            json.dump(what, f)
    x = torch.randn(1, inputs, *patch)
    with torch.no_grad():
        np.save(os.path.join(folder, "patch.npy"), x.numpy())
        np.save(os.path.join(folder, "logits.npy"), nets[0](x).numpy())

    # A scan with a border of zeros and smooth contents; array (z, y, x), spacing likewise.
    scan = np.stack([gaussian_filter(rng.normal(0, 1, shape), [1.5, 3, 3]) * 800 + 40 for _ in range(channels)]).astype(np.float32)
    scan[:, :1], scan[:, :, :3], scan[:, :, :, -4:] = 0, 0, 0
    if first:
        scan = first[0]
    affine = np.diag([own[2], own[1], own[0], 1.0])
    for c in range(channels):
        nibabel.save(nibabel.Nifti1Image(scan[c].transpose(2, 1, 0), affine), os.path.join(folder, f"scan_{c:04d}.nii.gz"))
    rule = dict(patch=patch, spacing=spacing, transpose=transpose, classes=classes, scheme=scheme, stats=stats, masked=masked, regions=regions, first=first)
    data, full = segment(nets, scan, own, rule)
    np.save(os.path.join(folder, "prepared.npy"), data)
    np.save(os.path.join(folder, "labels.npy"), full)
    print(name, "prepared", data.shape, "labels", np.unique(full).size, flush=True)
    return scan, full, nets, rule


if __name__ == "__main__":
    root = sys.argv[1]
    iso3 = dict(features=[8, 16, 32], kernels=[[3, 3, 3]] * 3, strides=[[1, 1, 1], [2, 2, 2], [2, 2, 2]], blocks=[2, 2, 2], decoder=[2, 2], bias=True)
    aniso = dict(features=[16, 32, 32, 32], kernels=[[1, 3, 3], [1, 3, 3], [3, 3, 3], [3, 3, 3]], strides=[[1, 1, 1], [1, 2, 2], [1, 2, 2], [2, 2, 2]],
                 blocks=[2, 2, 2, 2], decoder=[2, 2, 2], bias=True)
    res3 = dict(features=[16, 32, 64], kernels=[[3, 3, 3]] * 3, strides=[[1, 1, 1], [2, 2, 2], [2, 2, 2]], blocks=[1, 3, 4], decoder=[1, 1], bias=True)
    flat = dict(features=[16, 32, 64, 64], kernels=[[3, 3]] * 4, strides=[[1, 1], [2, 2], [2, 2], [2, 2]], blocks=[2] * 4, decoder=[2] * 3, bias=True)
    flatres = dict(features=[16, 32, 64], kernels=[[3, 3]] * 3, strides=[[1, 1], [2, 2], [2, 1]], blocks=[1, 2, 3], decoder=[1, 1], bias=True)
    iso = dict(patch=(32, 32, 32), spacing=(1.5, 1.5, 1.5), shape=(40, 60, 64), own=(1.2, 1.0, 1.0))
    case(root, "plain-3d", arch=iso3, **iso, mirror=(0, 1, 2))
    case(root, "plain-3d-old-ct", arch=iso3, old=True, scheme="CTNormalization", classes=25, **iso)
    case(root, "plain-3d-118", arch=iso3, old=True, scheme="CTNormalization", classes=118, patch=(24, 24, 24), spacing=(2, 2, 2), shape=(30, 40, 44), own=(2.5, 1.5, 1.5))
    case(root, "anisotropic", arch=aniso, patch=(8, 48, 48), spacing=(5.0, 0.9, 0.9), shape=(12, 64, 72), own=(4.0, 0.8, 0.8), masked=True, channels=2)
    case(root, "anisotropic-turned", arch=aniso, old=True, patch=(8, 48, 48), spacing=(5.0, 0.9, 0.9), transpose=(2, 0, 1), shape=(60, 72, 13), own=(0.8, 0.8, 4.0))
    case(root, "thin-to-iso", arch=iso3, patch=(32, 32, 32), spacing=(1.5, 1.5, 1.5), shape=(12, 60, 64), own=(6.0, 1.0, 1.0))
    case(root, "residual-3d", arch=res3, residual=True, **iso, folds=2)
    case(root, "residual-3d-old", arch=dict(res3, features=[16, 32, 32]), residual=True, old=True, **iso)
    case(root, "flat", arch=flat, patch=(48, 56), spacing=(0.9, 0.9), shape=(7, 60, 72), own=(5.0, 0.8, 0.8))
    case(root, "flat-old-residual", arch=flatres, residual=True, old=True, patch=(48, 56), spacing=(0.9, 0.9), shape=(7, 60, 72), own=(2.0, 0.8, 0.8))
    stage = "nnUNetTrainer__nnUNetPlans__3d_"
    low = case(root, stage + "lowres", arch=iso3, folds=2, config="3d_lowres", **dict(iso, spacing=(2.6, 2.4, 2.4)))
    case(root, stage + "cascade_fullres", arch=iso3, first=low, config="3d_cascade_fullres", **iso)
    thin = dict(iso, shape=(14, 60, 64), own=(5.0, 1.0, 1.0))
    low = case(root, "thin__p__3d_lowres", arch=iso3, config="3d_lowres", **dict(thin, spacing=(2.5, 2.5, 2.5)))
    case(root, "thin__p__3d_cascade_fullres", arch=aniso, first=low, config="3d_cascade_fullres", **dict(thin, patch=(8, 48, 48), spacing=(4.2, 0.9, 0.9)))
    case(root, "regions", arch=iso3, regions=True, channels=2, masked=True, **iso)
