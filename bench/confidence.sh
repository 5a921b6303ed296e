#!/usr/bin/env bash
# How far predicted confidence is right: calibration error, coverage of volume intervals, predicted against real Dice on scans as they are and
# corrupted ones. Calibration error and coverage are those that 'calibrate' finds over five folds of the validation scans by group. For quality they
# are halved by group: each half, with corrupted copies made here, is judged by a calibration made on the other. Nothing is judged by what it
# taught. Needs python3-nibabel and python3-scipy. The model must have been trained on the dataset's training part.
# Usage: bench/confidence.sh MODEL DATASET [LABELS_FOLDER] [WORK]
set -euo pipefail
cd "$(dirname "$0")/.."
model=$(realpath "$1") dataset=$(realpath "$2") labels=${3:-labels} work=${4:-$(mktemp -d)}
vesalius=artifacts/bin/Vesalius.Cli/release/vesalius
[ -x "$vesalius" ] || dotnet build -c Release src/Vesalius.Cli --nologo -v quiet
mkdir -p "$work"
bench/val-part.sh "$dataset" "$labels" "$work/val" > /dev/null

/usr/bin/python3 - "$dataset" "$work" <<'PYTHON'
import csv, sys
dataset, work = sys.argv[1:]
rows = list(csv.DictReader(open(f"{dataset}/split.csv")))
groups = sorted({row["group"] for row in rows if row["split"] == "val"})
for half in (0, 1):
    with open(f"{work}/split-{half}.csv", "w") as file:
        file.write("case,group,split\n")
        for row in rows:
            used = row["split"] if row["split"] != "val" or groups.index(row["group"]) % 2 == half else "heldout"
            file.write(f"{row['case']},{row['group']},{used}\n")
    with open(f"{work}/judged-{half}.txt", "w") as file:
        file.writelines(row["case"] + "\n" for row in rows if row["split"] == "val" and groups.index(row["group"]) % 2 != half)
PYTHON

mkdir -p "$work/whole"
for file in "$model"/*.json "$model"/weights*.safetensors; do
  [ -e "$file" ] && [ "$(basename "$file")" != calibration.json ] && ln -sf "$file" "$work/whole/"
done
"$vesalius" calibrate "$work/whole" "$dataset" --labels "$labels" --json --quiet > "$work/whole.json"

pairs=()
for half in 0 1; do
  part=$work/half-$half
  rm -rf "$part" && mkdir -p "$part/model" "$part/images" "$part/labels"
  for file in "$model"/*.json "$model"/weights*.safetensors; do
    [ -e "$file" ] && [ "$(basename "$file")" != calibration.json ] && ln -s "$file" "$part/model/"
  done
  "$vesalius" calibrate "$part/model" "$dataset" --labels "$labels" --split "$work/split-$half.csv" --json --quiet > /dev/null
  while read -r case; do
    for image in "$work/val/images/$case".*; do [ -e "$image" ] && ln -s "$(realpath "$image")" "$part/images/"; done
    for mask in "$work/val/labels/$case".*; do [ -e "$mask" ] && ln -s "$(realpath "$mask")" "$part/labels/"; done
  done < "$work/judged-$half.txt"
  /usr/bin/python3 bench/peers/corrupt.py "$part/images" "$part/labels" "$part/mixed/images" "$part/mixed/labels" "$half"
  "$vesalius" predict "$part/model" "$part/mixed/images" --output "$part/found" --json --quiet > "$part/predicted.json"
  "$vesalius" evaluate "$part/mixed/labels" "$part/found" --json --quiet > "$part/evaluated.json"
  pairs+=("$part/predicted.json" "$part/evaluated.json")
done
/usr/bin/python3 bench/peers/confidence.py "$work/whole.json" "${pairs[@]}"
