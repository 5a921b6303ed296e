#!/usr/bin/env bash
# Links the validation part of a dataset (the rows of its split.csv with split "val" that have a mask) into a folder of its own:
# OUT/images and OUT/labels, for predict and evaluate.
# Usage: bench/val-part.sh DATASET LABELS_FOLDER OUT
set -euo pipefail
dataset=$(realpath "$1") labels=$2 out=$3
mkdir -p "$out/images" "$out/labels"
while IFS=, read -r case _ split; do
  [ "${split%$'\r'}" = val ] || continue
  for mask in "$dataset/$labels/$case".* "$dataset/$labels/$case"; do
    [ -e "$mask" ] || continue
    ln -sf "$mask" "$out/labels/"
    for image in "$dataset/images/$case".*; do ln -sf "$image" "$out/images/"; done
  done
done < "$dataset/split.csv"
echo "$out: $(ls "$out/labels" | wc -l) cases"
