#!/usr/bin/env bash
# Distances, surface scores, components, meshes and skeletons: ours against scipy and scikit-image (Debian's python3-scipy and
# python3-skimage), on the same masks, taking turns. Writes the table of bench/results/operations.md. Nothing else should run meanwhile.
#   bench/operations.sh [ROUNDS] [ROW…]      rows as edt:ellipsoid-256; all without any
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-3}
shift || true
rows=("$@")
if [ ${#rows[@]} -eq 0 ]; then
  rows=(edt:ellipsoid-256 edt:outside-256 edt:ellipsoid-ct edt:outside-ct surfaces:ellipsoid-256 surfaces:ellipsoid-ct
    components:blobs-256 components:noise-256 mesh:ellipsoid-256 skeleton:blobs-256)
fi
dotnet build -c Release bench/Vesalius.Benchmarks --nologo -v quiet >&2
ours=artifacts/bin/Vesalius.Benchmarks/release/Vesalius.Benchmarks
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$ours" inputs "$work"
for _ in $(seq "$rounds"); do
  for row in "${rows[@]}"; do
    case $row in
      surfaces:*) "$ours" time "$row" "$work" ;;
      *) DOTNET_PROCESSOR_COUNT=1 taskset -c 0 "$ours" time "$row" "$work" ;;
    esac
    taskset -c 0 /usr/bin/python3 bench/peers/operations.py "$row" "$work"
  done
done | tee "$work/lines" >&2
{
  echo '# Operations under evaluation and measurement'
  echo
  echo "\`bench/operations.sh $rounds\`,$(sed -n 's/^model name[^:]*://p' /proc/cpuinfo | head -n 1), $(nproc) cores, $(. /etc/os-release; echo "$PRETTY_NAME")."
  echo ".NET SDK $(dotnet --version) against $(/usr/bin/python3 -c 'import numpy, scipy, skimage; print("numpy", numpy.__version__, "scipy", scipy.__version__, "scikit-image", skimage.__version__)')."
  echo 'Medians of all rounds; extra memory is the peak of the first run over what the process held before it.'
  echo 'Processor time tells what a busy machine hides from the clock; a row on all cores uses more of it than of time.'
  echo
  "$ours" table "$work/lines"
} > bench/results/operations.md
cat bench/results/operations.md
