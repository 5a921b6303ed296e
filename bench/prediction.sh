#!/usr/bin/env bash
# Whole-volume prediction with the same weights and windows: python3-torch, plain TorchSharp, and ours with the share of time spent in the network.
# Usage: bench/prediction.sh [EDGE]. 256 is the row of the table (125 windows: about 20 minutes on two cores); 150 is a quick look (8 windows).
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
/usr/bin/python3 bench/peers/prediction.py "$folder" "${1:-256}"
dotnet build -c Release bench/Vesalius.Benchmarks --nologo -v quiet
for variant in plain Float32 BFloat16; do
    artifacts/bin/Vesalius.Benchmarks/release/Vesalius.Benchmarks prediction "$folder/prediction" "$variant"
done
artifacts/bin/Vesalius.Benchmarks/release/Vesalius.Benchmarks roof
