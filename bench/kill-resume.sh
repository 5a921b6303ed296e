#!/usr/bin/env bash
# Trains a dataset once unbroken, and once ended at twenty random times and resumed: by kill -9, every fourth time by SIGTERM, every fourth by
# Ctrl-C (SIGINT). The weights and logs must be the same. Then a disk that fills up, and a prepared case that vanishes: named, and resumed.
# Usage: bench/kill-resume.sh DATASET [EPOCHS] [SEED] [TIMES]      (the full disk needs root for a small tmpfs)
set -euo pipefail
cd "$(dirname "$0")/.."
dataset=$1 epochs=${2:-10} RANDOM=${3:-1} times=${4:-20}
[ -n "${NO_BUILD:-}" ] || dotnet build -c Release src/Vesalius.Cli --nologo -v quiet
vesalius=artifacts/bin/Vesalius.Cli/release/vesalius
work=$(mktemp -d)
trap 'umount "$work/disk" 2> /dev/null || true; rm -rf "$work"' EXIT
train() { "$vesalius" train "$dataset" --output "$1" --epochs "$epochs" --deterministic --resume --quiet > /dev/null; }
same() { cmp "$work/whole/weights.safetensors" "$1/weights.safetensors" && echo "$2: weights the same, byte for byte"; }

start=$SECONDS
train "$work/whole"
unbroken=$((SECONDS - start))
echo "unbroken: $epochs epochs in $unbroken s"
for run in $(seq "$times"); do
  case $((run % 4)) in 2) signal=TERM ;; 3) signal=INT ;; *) signal=KILL ;; esac
  # A shell lets its background jobs ignore SIGINT: that is undone.
  env --default-signal=INT "$vesalius" train "$dataset" --output "$work/broken" --epochs "$epochs" --deterministic --resume --quiet > /dev/null 2>&1 &
  process=$!
  sleep "$((RANDOM % (unbroken / 4 + 1) + 1)).$((RANDOM % 10))"
  kill -"$signal" "$process" 2> /dev/null && state="ended by SIG$signal" || state='had ended'
  code=0; wait "$process" 2> /dev/null || code=$?
  echo "run $run: $state, exit code $code, after epoch $(cat "$work/broken/log.jsonl" 2> /dev/null | wc -l)"
done
train "$work/broken"
same "$work/broken" 'ended and resumed'
echo "epochs logged: $(wc -l < "$work/whole/log.jsonl") and $(wc -l < "$work/broken/log.jsonl")"
echo "left over: $(find "$work/broken" -name '*.tmp' | wc -l) temporary files"

mkdir "$work/disk"
if mount -t tmpfs -o size="${DISK:-6m}" tmpfs "$work/disk" 2> /dev/null; then
  code=0; train "$work/disk/model" 2> "$work/error" || code=$?
  echo "full disk: exit code $code, $(cat "$work/error")"
  mount -o remount,size=2g "$work/disk"
  train "$work/disk/model"
  same "$work/disk/model" 'full disk, then room, resumed'
else
  echo 'full disk: not tried, mounting needs root'
fi

train "$work/gone" & process=$!
while [ ! -s "$work/gone/log.jsonl" ] && kill -0 "$process" 2> /dev/null; do sleep 0.1; done
rm -rf "$work/gone/prepared"
code=0; wait "$process" 2> "$work/error" || code=$?
echo "prepared cases removed while training: exit code $code"
train "$work/gone"
same "$work/gone" 'prepared cases removed, resumed'
