#!/usr/bin/env bash
# Scores of 118 classes at 1.5 mm to labels of 512×512×800: ours whole, nnU-Net's way (scikit-image) on a part and scaled.
# Usage: bench/export.sh [CLASSES] [DEPTH]
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build -c Release bench/Vesalius.Benchmarks --nologo -v quiet
artifacts/bin/Vesalius.Benchmarks/release/Vesalius.Benchmarks export "${1:-118}" "${2:-800}"
/usr/bin/python3 bench/peers/export.py "${1:-118}" "${2:-800}"
