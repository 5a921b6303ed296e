#!/usr/bin/env bash
# Models in the layout of TotalSegmentator's weights with random weights, what it would make of scans with them (python3-torch, scipy, nibabel),
# and how many of our labels are the same.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
/usr/bin/python3 bench/peers/totalsegmentator_reference.py "$folder"
dotnet build -c Release bench/Vesalius.Benchmarks --nologo -v quiet
artifacts/bin/Vesalius.Benchmarks/release/Vesalius.Benchmarks totalsegmentator "$folder"
