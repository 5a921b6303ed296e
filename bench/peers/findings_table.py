#!/usr/bin/env python3
"""The tables of bench/findings.sh from the JSON documents of train, evaluate and detect. Usage: findings_table.py FOLDER"""
import json
import sys


def number(value):
    return "–" if value is None else f"{value:.3f}"


def figure(one):
    return number(one["value"]) if one["lower"] is None else f"{one['value']:.3f} ({one['lower']:.3f}–{one['upper']:.3f})"


folder = sys.argv[1]
train, evaluated, detected = (json.load(open(f"{folder}/{name}.json")) for name in ("train", "evaluate", "detect"))
dice = {one["name"]: one["dice"] for one in evaluated["summary"]}
print(f"{train['epochs']} epochs, {train['seconds'] / 60:.1f} minutes; {len(evaluated['cases'])} validation films; "
      f"pixels from probability {detected['threshold']}.\n")
print("| structure | films that show it | Dice | AUROC | criterion | AP | mean sensitivity | at 1 false per film | greatest |")
print("|---|---|---|---|---|---|---|---|---|")
for one in detected["evaluation"]:
    for i, by in enumerate(one["criteria"]):
        head = [one["name"], f"{one['positiveImages']} of {one['images']}", number(dice.get(one["name"], {}).get("mean")),
                figure(one["auroc"])] if i == 0 else ["", "", "", ""]
        row = head + [by["criterion"], figure(by["averagePrecision"]), figure(by["meanSensitivity"]),
                      figure(by["froc"][3]["sensitivity"]), number(by["greatestSensitivity"])]
        print("| " + " | ".join(row) + " |")
