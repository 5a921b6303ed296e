#!/usr/bin/env bash
# Findings of overlapping structures in films: trains, then tables FROC, AP and AUROC of the validation films, with intervals over patients.
# Usage: bench/findings.sh DATASET LABELS_FOLDER OUT [MINUTES] [THRESHOLD]
# DATASET has images/, LABELS_FOLDER/CASE/STRUCTURE.png and split.csv. The table goes to OUT/findings.md.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
vesalius=${VESALIUS:-$here/artifacts/bin/Vesalius.Cli/release/vesalius}
dataset=$(realpath "$1") labels=$2 out=$3 minutes=${4:-45} threshold=${5:-0.3}
mkdir -p "$out"
[ -e "$out/model/weights.safetensors" ] || "$vesalius" train "$dataset" --labels "$labels" --output "$out/model" --minutes "$minutes" \
  --report "$out/training.html" --json > "$out/train.json"
"$here/bench/val-part.sh" "$dataset" "$labels" "$out/val"
"$vesalius" predict "$out/model" "$out/val/images" --output "$out/found" --json > "$out/predict.json"
"$vesalius" evaluate "$out/val/labels" "$out/found" --json > "$out/evaluate.json"
"$vesalius" detect "$out/model" "$out/val/images" --labels "$out/val/labels" --groups "$dataset/split.csv" --threshold "$threshold" \
  --minimum-size 20 --json > "$out/detect.json"
"$vesalius" detect "$out/model" "$out/val/images" --picture "$out/pictures" --json > "$out/pictures.json"
python3 "$here/bench/peers/findings_table.py" "$out" | tee "$out/findings.md"
