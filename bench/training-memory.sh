#!/usr/bin/env bash
# What train foretells it will take, and what it took (VmHWM), for short runs of a dataset under several limits.
# Usage: bench/training-memory.sh DATASET [LIMIT…]      a limit such as 2GB, or "none"; MINUTES=0.3 and OPTIONS="--labels …" by environment
set -euo pipefail
cd "$(dirname "$0")/.."
dataset=$1; shift
vesalius=artifacts/bin/Vesalius.Cli/release/vesalius
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for limit in "${@:-none}"; do
  # shellcheck disable=SC2206
  options=(${OPTIONS:-} --minutes "${MINUTES:-0.3}")
  [ "$limit" = none ] || options+=(--memory "$limit")
  "$vesalius" train "$dataset" --output "$work/$limit" "${options[@]}" > /dev/null 2> "$work/log" &
  process=$!
  peak=0
  while [ -r "/proc/$process/status" ]; do
    now=$(awk '/VmHWM/ { print $2 * 1024 }' "/proc/$process/status" 2> /dev/null) || break
    peak=${now:-$peak}
    sleep 0.2
  done
  wait "$process" && state=done || state="exit code $?"
  foretold=$(grep -o 'about [0-9.]* GB' "$work/log" | head -n 1 | cut -d ' ' -f 2 || true)
  echo "limit $limit: foretold ${foretold:-–} GB, peak $(awk -v p="$peak" 'BEGIN { printf "%.2f", p / 1e9 }') GB, $state; $(grep -h 'patches of' "$work/log" | tail -n 1 || tail -n 1 "$work/log")"
  grep -h '^memory' "$work/log" || true
done
