#!/usr/bin/env bash
# A training step and a forward of the same 3-D U-Net: ours, plain TorchSharp (fp32, default allocator), and PyTorch where Debian's
# python3-torch is installed. The variants take turns; the median of the rounds is what counts. Nothing else should run meanwhile.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-3}
dotnet build -c Release bench/Vesalius.Benchmarks --nologo -v quiet
ours=artifacts/bin/Vesalius.Benchmarks/release/Vesalius.Benchmarks
grep -m 1 'model name' /proc/cpuinfo || true
"$ours" roof
for round in $(seq "$rounds"); do
  for variant in plain ours bf16; do "$ours" "$variant"; done
  if /usr/bin/python3 -c 'import torch' 2>/dev/null; then /usr/bin/python3 bench/peers/unet_step.py; else echo 'pytorch: python3-torch is not installed'; fi
done
