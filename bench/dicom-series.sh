#!/usr/bin/env bash
# A CT series of 140 slices of 512x512 to Hounsfield units, and the headers of 10,000 files: ours and pydicom in turns, on the same files; and
# dcm2niix's whole process. Processor time is what counts on a busy machine. Needs python3-pydicom and, for the last part, dcm2niix.
set -euo pipefail
cd "$(dirname "$0")/.."
work=${1:-$(mktemp -d)}
rounds=${2:-3}
dotnet build -c Release bench/Vesalius.Dicom.Benchmarks --nologo -v quiet
ours=artifacts/bin/Vesalius.Dicom.Benchmarks/release/Vesalius.Dicom.Benchmarks
[ -d "$work/series" ] || "$ours" make-series "$work/series"
[ -d "$work/headers" ] || "$ours" make-headers "$work/headers"
grep -m 1 'model name' /proc/cpuinfo || true
for round in $(seq "$rounds"); do
  echo "16 bits, ours:"; "$ours" stored "$work/series"
  echo "16 bits, pydicom:"; /usr/bin/python3 bench/peers/dicom_series.py series "$work/series"
  echo "floating point, ours:"; "$ours" series "$work/series"
  echo "floating point, pydicom:"; /usr/bin/python3 bench/peers/dicom_series.py real "$work/series"
  echo "headers, ours:"; "$ours" headers "$work/headers"
  echo "headers, pydicom:"; /usr/bin/python3 bench/peers/dicom_series.py headers "$work/headers"
done
if command -v dcm2niix > /dev/null; then
  dotnet build -c Release src/Vesalius.Cli --nologo -v quiet
  /usr/bin/python3 bench/peers/dicom_series.py whole "$work/series" artifacts/bin/Vesalius.Cli/release/vesalius
fi
