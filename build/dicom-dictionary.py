#!/usr/bin/env python3
"""Packs the DICOM data dictionary (PS3.6) into src/Vesalius.Dicom/Dictionary/dictionary.bin.

Source: the tables of pydicom (MIT), installed as Debian's python3-pydicom or with pip. Run it again when a newer edition is wanted:
    python3 build/dicom-dictionary.py
Entries that pydicom's edition does not have yet are added below, each with the part of the standard that has it.

Layout, little-endian: "VDD1"; counts of elements, repeating groups and UIDs (uint32 each); the elements' tags (uint32, sorted), first and second
value representation (2 + 2 letters, zeros where there is none) and text offsets (uint32); for each repeating group mask, value, representations and
text offset; the UIDs' text offsets (sorted by UID); the texts. A text is keyword NUL name NUL multiplicity NUL; that of a UID is UID NUL name NUL.
"""
import importlib
import os
import struct

elements = importlib.import_module("pydicom._dicom_dict")
uids = dict(importlib.import_module("pydicom._uid_dict").UID_dictionary)

NEWER_UIDS = {
    "1.2.840.10008.5.1.4.1.1.66.7": "Label Map Segmentation Storage",  # Supplement 243
    "1.2.840.10008.1.2.4.201": "High-Throughput JPEG 2000 Image Compression (Lossless Only)",  # Supplement 235
    "1.2.840.10008.1.2.4.202": "High-Throughput JPEG 2000 with RPCL Options Image Compression (Lossless Only)",
    "1.2.840.10008.1.2.4.203": "High-Throughput JPEG 2000 Image Compression",
}

texts = bytearray()


def text(*parts):
    offset = len(texts)
    for part in parts:
        texts.extend(part.encode("utf-8") + b"\0")
    return offset


def representations(written):
    names = [name for name in written.split(" or ") if len(name) == 2][:2]
    return b"".join(name.encode() for name in names).ljust(4, b"\0")


tags, letters, offsets = [], bytearray(), []
for tag, (vr, vm, name, _, keyword) in sorted(elements.DicomDictionary.items()):
    tags.append(tag)
    letters += representations(vr)
    offsets.append(text(keyword, name, vm))

repeating = bytearray()
for pattern, (vr, vm, name, _, keyword) in sorted(elements.RepeatersDictionary.items()):
    mask = int("".join("0" if c == "x" else "F" for c in pattern), 16)
    value = int(pattern.replace("x", "0"), 16)
    repeating += struct.pack("<II", mask, value) + representations(vr) + struct.pack("<I", text(keyword, name, vm))

names = {uid: entry[0] for uid, entry in uids.items()} | NEWER_UIDS
uid_offsets = [text(uid, names[uid]) for uid in sorted(names)]

packed = b"VDD1" + struct.pack("<III", len(tags), len(elements.RepeatersDictionary), len(uid_offsets))
packed += struct.pack(f"<{len(tags)}I", *tags) + bytes(letters) + struct.pack(f"<{len(offsets)}I", *offsets)
packed += bytes(repeating) + struct.pack(f"<{len(uid_offsets)}I", *uid_offsets) + bytes(texts)

target = os.path.join(os.path.dirname(__file__), "..", "src", "Vesalius.Dicom", "Dictionary", "dictionary.bin")
with open(target, "wb") as file:
    file.write(packed)
print(f"{len(tags)} elements, {len(elements.RepeatersDictionary)} repeating groups, {len(uid_offsets)} UIDs, {len(packed)} bytes")
