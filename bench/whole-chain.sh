#!/usr/bin/env bash
# Two visits of one phantom patient, as DICOM folders, to one report: segment, track, margins, page. Tells how long each command takes.
#   bench/whole-chain.sh MODEL [FOLDER]     MODEL: the folder that 'vesalius demo' leaves in vesalius-demo/model
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
model=$(realpath "${1:?the model that demo or train made}")
folder=${2:-$(mktemp -d)}
vesalius=${VESALIUS:-$root/artifacts/bin/Vesalius.Cli/release/vesalius}

dotnet run -c Release "$root/samples/02-two-visits.cs" -- "$folder"
cd "$folder"
ln -sfn "$model" model

step() {
  local start=$EPOCHREALTIME
  "$vesalius" "$@"
  printf '%-8s %6.1f s\n' "$1" "$(echo "$EPOCHREALTIME - $start" | bc)" >&2
}

start=$EPOCHREALTIME
step predict model january --output january.nii.gz --json > january.json
step predict model march --output march.nii.gz --json > march.json
step track january.nii.gz march.nii.gz --dates 2026-01-12,2026-03-09 --labels 4 --image january --image march --register rigid --report change.html
step margin march.nii.gz --target tumour --organ liver,tumour --structures spleen --image march --report margins.html
step report . --output report.html --pdf report.pdf
printf '%-8s %6.1f s\n' together "$(echo "$EPOCHREALTIME - $start" | bc)" >&2
echo "$folder/report.html"
