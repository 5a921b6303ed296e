#!/usr/bin/env bash
# The whole training loop with the same network, batch and augmentations: ours (binary32, bfloat16), plain TorchSharp in binary32 with our
# patches, and PyTorch with scipy's where Debian's python3-torch is installed. The variants take turns. Nothing else should run meanwhile.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-3}
[ -n "${NO_BUILD:-}" ] || dotnet build -c Release bench/Vesalius.Benchmarks --nologo -v quiet
ours=artifacts/bin/Vesalius.Benchmarks/release/Vesalius.Benchmarks
for round in $(seq "$rounds"); do
  for variant in plain ours bf16; do "$ours" loop "$variant"; done
  if /usr/bin/python3 -c 'import torch, scipy' 2> /dev/null; then /usr/bin/python3 bench/peers/training_loop.py; else echo 'pytorch: python3-torch or python3-scipy is not installed'; fi
done
