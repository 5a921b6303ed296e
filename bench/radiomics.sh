#!/usr/bin/env bash
# Radiomic features of one scan with one mask: ours, PyRadiomics' diameter algorithm (every pair of surface points) in C, and the texture
# matrices in numpy and scipy (Debian's python3-nibabel, python3-scipy). In one run on one input. Nothing else should run meanwhile.
# bench/radiomics.sh IMAGE MASK
set -euo pipefail
cd "$(dirname "$0")/.."
image=$1 mask=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build -c Release bench/Vesalius.Analysis.Benchmarks --nologo -v quiet
cc -O3 -march=native -o "$work/surface_diameters" bench/peers/surface_diameters.c -lm
grep -m 1 'model name' /proc/cpuinfo || true
read -r nx ny nz sx sy sz < <(/usr/bin/python3 - "$mask" "$work/mask.raw" <<'PY'
import sys
import nibabel
import numpy as np
volume = nibabel.load(sys.argv[1])
(volume.get_fdata() > 0).astype(np.uint8).ravel(order="F").tofile(sys.argv[2])
print(*volume.shape, *volume.header.get_zooms())
PY
)
for round in 1 2 3; do
  VESALIUS_BENCH_IMAGE=$image VESALIUS_BENCH_MASK=$mask artifacts/bin/Vesalius.Analysis.Benchmarks/release/Vesalius.Analysis.Benchmarks radiomics
  "$work/surface_diameters" "$work/mask.raw" "$nx" "$ny" "$nz" "$sx" "$sy" "$sz"
done
/usr/bin/python3 bench/peers/textures.py "$image" "$mask"
