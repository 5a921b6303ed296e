#!/usr/bin/env bash
# Counts of all labels, and all scores of 100 labels, of a volume of 512x512x300: ours, and the same written with numpy and scipy (Debian's
# python3-scipy) as a loop over the labels. They take turns; the median of the rounds is what counts. Nothing else should run meanwhile.
# Usage: bench/evaluation.sh [ROUNDS] [LABELS_TIMED]   (the peer's loop is timed on so many of the 100 labels; 10 by default)
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-3} timed=${2:-10}
dotnet build -c Release bench/Vesalius.Benchmarks --nologo -v quiet
ours=artifacts/bin/Vesalius.Benchmarks/release/Vesalius.Benchmarks
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
grep -m 1 'model name' /proc/cpuinfo || true
"$ours" scene "$work"
for round in $(seq "$rounds"); do
  "$ours" evaluation
  if /usr/bin/python3 -c 'import scipy' 2>/dev/null; then /usr/bin/python3 bench/peers/evaluation.py "$work" "$timed"; else echo 'peer: python3-scipy is not installed'; fi
done
