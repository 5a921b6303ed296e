#!/usr/bin/env bash
# Augmentation of one patch of 128³ voxels with its labels on one core: ours, and the same steps in scipy and numpy (Debian's python3-scipy).
# Spatial (rotation and scaling, linear; labels too), noise, blur, gamma; medians in milliseconds of processor time. The two take turns.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-3}
[ -n "${NO_BUILD:-}" ] || dotnet build -c Release bench/Vesalius.Benchmarks --nologo -v quiet
for round in $(seq "$rounds"); do
  taskset -c 0 artifacts/bin/Vesalius.Benchmarks/release/Vesalius.Benchmarks augmentation
  if /usr/bin/python3 -c 'import scipy' 2> /dev/null; then taskset -c 0 /usr/bin/python3 bench/peers/augmentation.py; else echo 'scipy: python3-scipy is not installed'; fi
done
