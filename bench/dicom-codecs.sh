#!/usr/bin/env bash
# One CT slice of 512 × 512 pixels of 16 bits in each compressed transfer syntax: our decoders and GDCM's, in turns, one thread each.
# FILE is any DICOM file with such a picture; gdcmconv (libgdcm-tools) encodes it, python3-gdcm is the peer.
set -euo pipefail
cd "$(dirname "$0")/.."
source=${1:-../shared/conformance/dicom/explicit_VR-UN.dcm}
rounds=${2:-3}
dotnet build -c Release bench/Vesalius.Dicom.Benchmarks --nologo -v quiet
ours=artifacts/bin/Vesalius.Dicom.Benchmarks/release/Vesalius.Dicom.Benchmarks
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
gdcmconv --raw "$source" "$folder/native.dcm" 2>/dev/null
for kind in j2k jpegls jpeg rle; do gdcmconv --$kind "$folder/native.dcm" "$folder/$kind.dcm" 2>/dev/null; done
grep -m 1 'model name' /proc/cpuinfo || true
for round in $(seq "$rounds"); do
  "$ours" codecs "$folder"/{j2k,jpegls,jpeg,rle}.dcm
  /usr/bin/python3 bench/peers/dicom_codecs.py "$folder"/{j2k,jpegls,jpeg,rle}.dcm 2>/dev/null
done
