#!/usr/bin/env bash
# Trains a dataset once unbroken, and once killed (kill -9) at ten random times and resumed; the weights and logs must be the same.
# Usage: bench/kill-resume.sh DATASET [EPOCHS] [SEED]
set -euo pipefail
cd "$(dirname "$0")/.."
dataset=$1 epochs=${2:-10} RANDOM=${3:-1}
dotnet build -c Release src/Vesalius.Cli --nologo -v quiet
vesalius=artifacts/bin/Vesalius.Cli/release/vesalius
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

start=$SECONDS
"$vesalius" train "$dataset" --output "$work/whole" --epochs "$epochs" --deterministic --quiet > /dev/null
unbroken=$((SECONDS - start))
echo "unbroken: $epochs epochs in $unbroken s"
for kill in $(seq 10); do
  "$vesalius" train "$dataset" --output "$work/broken" --epochs "$epochs" --deterministic --resume --quiet > /dev/null 2>&1 &
  process=$!
  sleep "$((RANDOM % (unbroken / 4 + 1) + 1)).$((RANDOM % 10))"
  kill -9 "$process" 2> /dev/null && state=killed || state='had ended'
  wait "$process" 2> /dev/null || true
  echo "run $kill: $state after epoch $(cat "$work/broken/log.jsonl" 2> /dev/null | wc -l)"
done
"$vesalius" train "$dataset" --output "$work/broken" --epochs "$epochs" --deterministic --resume --quiet > /dev/null
cmp "$work/whole/weights.safetensors" "$work/broken/weights.safetensors" && echo 'weights: the same, byte for byte'
echo "epochs logged: $(wc -l < "$work/whole/log.jsonl") and $(wc -l < "$work/broken/log.jsonl")"
echo "left over: $(find "$work/broken" -name '*.tmp' | wc -l) temporary files"
