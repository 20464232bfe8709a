#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Verdicts on the paper of a corpus: tell.py CERTMILL CORPUS

Runs `certmill verify --json` over CORPUS/scans.csv, prints how many clean and altered scans got which verdict, by
resolution and by kind, and what a page costs. A scan whose code is not read is not compared: it is counted apart.
"""
import csv, json, resource, subprocess, sys
from collections import Counter
from pathlib import Path

PAPERS = ["matches", "by eye", "altered", "no code"]


def main():
    certmill, corpus = sys.argv[1], Path(sys.argv[2])
    scans = list(csv.DictReader(open(corpus / "scans.csv")))
    files = [str(corpus / "scans" / scan["file"]) for scan in scans]
    papers = {}
    for start in range(0, len(files), 100):
        run = subprocess.run([certmill, "verify", *files[start:start + 100], "--trust", str(corpus / "workspace/trust"),
                              "--fresh-days", "100000", "--jobs", "1", "--json"], stdout=subprocess.PIPE)
        if run.returncode not in (0, 2):
            sys.exit(f"certmill verify ended with {run.returncode}")
        for row in json.loads(run.stdout)["pages"]:
            papers[row["file"]] = row["paper"] if row["number"] else "no code"
    cpu = resource.getrusage(resource.RUSAGE_CHILDREN)
    table = {}
    for scan, file in zip(scans, files):
        truth = "clean" if scan["kind"] == "clean" else "altered"
        for key in ((truth, "all"), (truth, scan["dpi"] + " dpi"), (truth, scan["kind"])):
            table.setdefault(key, Counter())[papers[file]] += 1
        if (truth, papers[file]) in (("clean", "altered"), ("altered", "matches")):
            print("wrong:", scan["file"], papers[file])
    print(f"{'':22}" + "".join(f"{paper:>9}" for paper in PAPERS))
    for key, counts in sorted(table.items()):
        if key != ("clean", "clean"):
            print(f"{key[0]:8} {key[1]:13}" + "".join(f"{counts[paper]:9}" for paper in PAPERS))
    print(f"{(cpu.ru_utime + cpu.ru_stime) / len(files) * 1000:.0f} CPU ms a page, code and paper")


if __name__ == "__main__":
    main()
