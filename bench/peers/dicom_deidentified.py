#!/usr/bin/env python3
"""Checks copies that `vesalius deidentify` makes with pydicom and dciodvfy (dicom3tools), element by element.

    python3 bench/peers/dicom_deidentified.py VESALIUS PROFILE FOLDER…

PROFILE is src/Vesalius.Dicom/Deidentification/profile.txt: X must be gone, Z gone or empty, D gone or another value. Private elements must be gone.
Every UID that is not one of the standard's must be another one, the same everywhere. dciodvfy's errors of a copy that the original did not have are told.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

import warnings

import pydicom

warnings.simplefilter("ignore")


def letters(path):
    table = {}
    for line in open(path):
        words = line.split()
        if words and not line.startswith("#"):
            table.update({word: words[0][0] for word in words[1:]})
    return table


def elements(dataset):
    for element in dataset:
        yield element
        if element.VR == "SQ":
            for item in element.value:
                yield from elements(item)


def uids(dataset):
    return [str(value) for element in elements(dataset) if element.VR == "UI" and element.value
            for value in (element.value if element.VM > 1 else [element.value]) if not str(value).startswith("1.2.840.10008")]


def faults(original, copy, table):
    known = {element.keyword: set() for element in elements(original)}
    for element in elements(original):
        known[element.keyword].add(str(element.value))
    for element in elements(copy):
        letter = table.get(element.keyword)
        if element.tag.is_private:
            yield f"private {element.tag} is there"
        elif letter == "X" or (letter == "Z" and element.VR != "SQ" and str(element.value) in known.get(element.keyword, ()) and str(element.value)):
            yield f"{letter} {element.keyword} is there"
        elif letter == "D" and element.VR != "SQ" and str(element.value) and str(element.value) in known.get(element.keyword, ()):
            yield f"D {element.keyword} has its old value"


def verdicts(path):
    run = subprocess.run(["dciodvfy", path], capture_output=True, text=True, errors="replace")
    return {re.sub(r"\d[\d.]*", "#", line) for line in run.stderr.splitlines() if line.startswith("Error")}


command, profile, folders = sys.argv[1], letters(sys.argv[2]), sys.argv[3:]
for folder in folders:
    with tempfile.TemporaryDirectory() as work:
        run = subprocess.run([command, "deidentify", folder, work, "--json", "--quiet", "--key", "bench"], capture_output=True, text=True)
        pairs = [one for one in json.loads(run.stdout)["files"] if one.get("output") and not one.get("error")]
        found, renamed, checked, worse = [], {}, 0, set()
        for pair in pairs:
            try:
                original, copy = pydicom.dcmread(pair["input"], force=True), pydicom.dcmread(os.path.join(work, pair["output"]))
                old, new = uids(original), uids(copy)
                found += [f"{os.path.basename(pair['input'])}: {fault}" for fault in faults(original, copy, profile)]
                found += [f"{os.path.basename(pair['input'])}: UID {uid} is kept" for uid in set(old) & set(new)]
                for keyword in ("StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID", "FrameOfReferenceUID"):
                    if keyword in original and keyword in copy:
                        renamed.setdefault(str(original[keyword].value), set()).add(str(copy[keyword].value))
                checked += 1
                worse |= verdicts(os.path.join(work, pair["output"])) - verdicts(pair["input"])
            except Exception as error:  # what pydicom itself cannot read says nothing of the copy
                print(f"  not compared: {os.path.basename(pair['input'])}: {type(error).__name__}: {str(error)[:80]}")
        found += [f"UID {uid} became {len(to)} different ones" for uid, to in renamed.items() if len(to) > 1]
        print(f"{folder}: {len(pairs)} copies, {checked} compared, {len(found)} faults, {len(worse)} kinds of errors of dciodvfy that the originals lack")
        for line in found[:10] + sorted(worse)[:10]:
            print("  " + line)
