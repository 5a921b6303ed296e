"""The peers of bench/operations.sh: numpy, scipy and scikit-image as Debian has them.

Prints: row, side, milliseconds, those of the processor, extra MiB, result."""
import resource, sys, time
import numpy as np
from scipy import ndimage

row, folder = sys.argv[1], sys.argv[2]
kind, name = row.split(":")
listed = [line.split() for line in open(folder + "/inputs.txt")]
shapes = {words[0]: (tuple(map(int, words[3:0:-1])), tuple(map(float, words[6:3:-1]))) for words in listed}


def read(name):
    return np.fromfile(folder + "/" + name, np.uint8).reshape(shapes[name][0]).astype(bool)


def surfaces(a, b, spacing):
    """Crop to both, borders by erosion, two distance transforms, percentiles: as MONAI and MetricsReloaded do it."""
    box = []
    for axis in range(3):
        used = np.flatnonzero((a | b).any(axis=tuple(i for i in range(3) if i != axis)))
        box.append(slice(max(used[0] - 1, 0), used[-1] + 2))
    a, b = a[tuple(box)], b[tuple(box)]
    edge_a, edge_b = a ^ ndimage.binary_erosion(a), b ^ ndimage.binary_erosion(b)
    from_a = ndimage.distance_transform_edt(~edge_b, sampling=spacing)[edge_a]
    from_b = ndimage.distance_transform_edt(~edge_a, sampling=spacing)[edge_b]
    hd95 = max(np.percentile(from_a, 95), np.percentile(from_b, 95))
    hd, masd = max(from_a.max(), from_b.max()), (from_a.mean() + from_b.mean()) / 2
    assd = (from_a.sum() + from_b.sum()) / (from_a.size + from_b.size)
    nsd = [((from_a <= t).sum() + (from_b <= t).sum()) / (from_a.size + from_b.size) for t in (1, 2)]
    return f"hd95={hd95:.6f},assd={assd:.6f},nsd={nsd[0]:.6f}" if hd >= hd95 and masd > 0 else ""


mask = read(name)
spacing = shapes[name][1]
if kind == "edt":
    away = ~mask
    def action():
        return ndimage.distance_transform_edt(away, sampling=spacing)
elif kind == "surfaces":
    predicted = read(name.replace("ellipsoid", "predicted"))
    def action():
        return surfaces(mask, predicted, spacing)
elif kind == "components":
    def action():
        return str(ndimage.label(mask, np.ones((3, 3, 3)))[1])
elif kind == "mesh":
    from skimage.measure import marching_cubes
    padded = np.pad(mask, 1).astype(np.float32)
    def action():
        return str(len(marching_cubes(padded, 0.5, spacing=spacing)[0]))
elif kind == "skeleton":
    from skimage.morphology import skeletonize_3d
    bytes_ = mask.astype(np.uint8)
    def action():
        return str(int((skeletonize_3d(bytes_) > 0).sum()))
else:
    sys.exit(f"There is no row '{kind}'.")

before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
times, used, result = [], [], None
while not times or (sum(times) < 3 and len(times) < 20):
    start, busy = time.perf_counter(), time.process_time()
    result = action()
    used.append(time.process_time() - busy)
    times.append(time.perf_counter() - start)
    if len(times) == 1:
        extra = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
if kind == "edt":
    ours = np.fromfile(f"{folder}/{name}.distances", np.float32).reshape(result.shape)
    error = max(float(np.abs(slice_ - own).max()) for slice_, own in zip(result, ours))
    result = f"error_at_most_{error:.1e}_mm_of_{result.max():.0f}"
print(row, "peer", f"{1000 * sorted(times)[len(times) // 2]:.2f}", f"{1000 * sorted(used)[len(used) // 2]:.2f}", f"{extra:.1f}", result)
