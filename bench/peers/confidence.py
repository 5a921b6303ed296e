#!/usr/bin/env python3
"""The row of confidence from the JSON of calibrate, predict and evaluate: see bench/confidence.sh.

Usage: confidence.py CALIBRATION.json PREDICTION.json EVALUATION.json [PREDICTION.json EVALUATION.json ...]
"""
import collections
import json
import sys

import numpy
from scipy import stats

calibration, pairs = json.load(open(sys.argv[1])), sys.argv[2:]
cases, inside = [], []
for prediction, evaluation in zip(pairs[::2], pairs[1::2]):
    found = {one["case"]: one for one in json.load(open(prediction))["cases"]}
    for scored in json.load(open(evaluation))["cases"]:
        one = found[scored["case"]]
        confidence = one["confidence"]
        real = [label["dice"] for label in scored["labels"] if label["dice"] is not None]
        way = scored["case"].split("-")[1] if "-" in scored["case"] else "as it is"
        if real and confidence["quality"] is not None:
            cases.append((way, confidence["quality"], float(numpy.mean(real)), confidence["trusted"]))
        if way == "as it is":
            by_label = {structure["label"]: structure for structure in confidence["structures"]}
            for label in scored["labels"]:
                interval = by_label[label["label"]]["interval"]
                if interval is not None:
                    inside.append((interval["lowerMm3"] <= label["volumeMm3"]["reference"] <= interval["upperMm3"],
                                   (interval["upperMm3"] - interval["lowerMm3"]) / max(label["volumeMm3"]["reference"], 1)))

predicted, real = numpy.array([one[1] for one in cases]), numpy.array([one[2] for one in cases])
by_way = collections.defaultdict(list)
for one in cases:
    by_way[one[0]].append(one)

print("| way | scans | real Dice | predicted Dice | distrusted |\n|---|---|---|---|---|")
for way, ones in sorted(by_way.items()):
    print(f"| {way} | {len(ones)} | {numpy.mean([one[2] for one in ones]):.3f} | {numpy.mean([one[1] for one in ones]):.3f} "
          f"| {numpy.mean([not one[3] for one in ones]):.0%} |")

temperature = calibration["temperature"]
failed = [one for one in cases if one[2] < 0.75 * numpy.median([one[2] for one in by_way["as it is"]])]
print()
print("| what | wanted | seen |\n|---|---|---|")
for field, name in (("error", "expected calibration error"), ("negativeLogLikelihood", "-ln p of the truth")):
    print(f"| {name}, before and after | reported | {temperature[f'{field}Before']:.4f}, {temperature[f'{field}After']:.4f} "
          f"(temperature {temperature['temperature']:.2f}, {temperature['cases']} scans) |")
print(f"| true volumes in their 90 % interval, five folds | 85-95 % | {calibration['coverage']:.1%} |")
print(f"| the same, calibrated on half of the scans | | {numpy.mean([one[0] for one in inside]):.1%} of {len(inside)} "
      f"(mean width {numpy.mean([one[1] for one in inside]):.0%} of the volume) |")
print(f"| predicted and real Dice, Pearson | >= 0.6 | {stats.pearsonr(predicted, real)[0]:.3f} over {len(cases)} scans |")
print(f"| the same, Spearman | | {stats.spearmanr(predicted, real)[0]:.3f} |")
print(f"| mean error of predicted Dice | | {numpy.mean(numpy.abs(predicted - real)):.3f} |")
if failed:
    print(f"| failures (Dice below three quarters of the usual) distrusted | | {numpy.mean([not one[3] for one in failed]):.0%} of {len(failed)} |")
