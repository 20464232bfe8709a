#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tells what readers read: tell.py [--kinds] RESULTS.csv... as read-scans and zxing.py write them. Rates are of pages with
one code; milliseconds are CPU time of reading alone, pages without a code included."""

import collections
import csv
import sys

import numpy as np


def rate(rows):
    return f"{100 * sum(int(row['read']) for row in rows) / len(rows):6.1f} %" if rows else "        "


def main():
    arguments = sys.argv[1:]
    kinds = arguments[:1] == ["--kinds"]
    rows = [row for path in arguments[kinds:] for row in csv.DictReader(open(path))]
    engines = list(dict.fromkeys(row["engine"] for row in rows))
    of = {engine: [row for row in rows if row["engine"] == engine] for engine in engines}
    print(f"{'':24}{'all':>8}{'sev. 1-3':>10}{'sev. 4-5':>10}{'several':>11}{'wrong':>7}{'mean':>8}{'median':>8}{'p99':>8} ms")
    for engine in engines:
        one = [row for row in of[engine] if row["expected"] == "1"]
        many = [row for row in of[engine] if int(row["expected"]) > 1]
        spent = [float(row["ms"]) for row in of[engine]]
        codes = f"{sum(int(row['read']) for row in many)}/{sum(int(row['expected']) for row in many)}"
        print(f"{engine:24}{rate(one)}  {rate([row for row in one if int(row['severity']) <= 3])}  "
              f"{rate([row for row in one if int(row['severity']) > 3])}{codes:>11}"
              f"{sum(int(row['wrong']) for row in of[engine]):7}{np.mean(spent):8.1f}{np.median(spent):8.1f}"
              f"{np.percentile(spent, 99):8.1f}")
    for severity in "12345":
        print(f"severity {severity}   " + "".join(
            f"{engine}: {rate([row for row in of[engine] if row['severity'] == severity and row['expected'] == '1'])}   "
            for engine in engines))
    if kinds:
        for kind in dict.fromkeys(row["damage"] for row in rows):
            print(f"{kind:13}" + "".join(
                f"{sum(int(row['read']) for row in of[engine] if row['damage'] == kind):8}"
                f"/{sum(int(row['expected']) for row in of[engine] if row['damage'] == kind)}" for engine in engines))
    for engine in engines:
        steps = collections.Counter(row["step"] for row in of[engine] if row["step"])
        if steps:
            print(f"{engine}: " + ", ".join(f"{step} {count}" for step, count in steps.most_common()))


if __name__ == "__main__":
    main()
