#!/usr/bin/env bash
# Models in nnU-Net's layout with random weights, what nnU-Net makes of a scan with them (python3-torch, scipy, scikit-image, nibabel),
# and how far ours is from it: logits, prepared scan, labels in binary32, bfloat16 and through ONNX.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
/usr/bin/python3 bench/peers/nnunet_reference.py "$folder/models"
dotnet build -c Release bench/Vesalius.Benchmarks --nologo -v quiet
artifacts/bin/Vesalius.Benchmarks/release/Vesalius.Benchmarks nnunet "$folder/models"
