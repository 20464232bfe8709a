#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Verdicts on the paper of a corpus: tell.py CERTMILL CORPUS [ROWS]

Runs `certmill verify --json` over CORPUS/scans.csv, prints how many clean and altered scans got which verdict, by
resolution, form and kind, with the upper end of a 95 % interval of what is wrong, and what a page costs. A scan whose
code is not read is not compared: it is counted apart. ROWS is a file for the rows of verify: a scan that has one there
is not looked at again. JOBS in the environment: workers of verify (1).
"""
import csv, json, math, os, resource, subprocess, sys
from collections import Counter
from pathlib import Path

PAPERS = ["matches", "by eye", "altered", "no code"]
WRONG = {"clean": "altered", "altered": "matches"}


def upper(wrong, count):
    """Largest share under which so few would be wrong in one case of twenty (Clopper and Pearson, one-sided)."""
    low, high = 0., 1.
    for _ in range(60):
        share = (low + high) / 2
        few = sum(math.comb(count, k) * share ** k * (1 - share) ** (count - k) for k in range(wrong + 1))
        low, high = (share, high) if few > .05 else (low, share)
    return high


def main():
    certmill, corpus = sys.argv[1], Path(sys.argv[2])
    scans = list(csv.DictReader(open(corpus / "scans.csv")))
    file = Path(sys.argv[3]) if len(sys.argv) > 3 else None
    found = json.loads(file.read_text()) if file and file.exists() else {}
    known = len(found)
    for template in sorted({scan["template"] for scan in scans}):
        files = [str(corpus / "scans" / scan["file"]) for scan in scans if scan["template"] == template
                 and scan["file"] not in found]
        for start in range(0, len(files), 25):
            run = subprocess.run([certmill, "verify", *files[start:start + 25], "--trust",
                                  str(corpus / template / "trust"), "--fresh-days", "100000", "--json",
                                  "--jobs", os.environ.get("JOBS", "1")], stdout=subprocess.PIPE)
            if run.returncode not in (0, 2):
                sys.exit(f"certmill verify ended with {run.returncode}")
            for row in json.loads(run.stdout)["pages"]:
                found[Path(row["file"]).name] = row
            if file:
                file.write_text(json.dumps(found, ensure_ascii=False, indent=1))
    cpu = resource.getrusage(resource.RUSAGE_CHILDREN)
    table = {}
    for scan in scans:
        row = found[scan["file"]]
        paper = row["paper"] if row["number"] else "no code"
        truth = "clean" if scan["kind"] == "clean" else "altered"
        for key in ("all", scan["dpi"] + " dpi", scan["template"], "severity " + scan["severity"], scan["kind"]):
            table.setdefault((truth, key), Counter())[paper] += 1
        if paper == WRONG[truth]:
            print("wrong:", scan["file"], paper)
    print(f"{'':27}" + "".join(f"{paper:>9}" for paper in PAPERS))
    for key, counts in sorted(table.items()):
        if key != ("clean", "clean"):
            print(f"{key[0]:8}{key[1]:19}" + "".join(f"{counts[paper]:9}" for paper in PAPERS))
    for truth, paper in WRONG.items():
        counts = table.get((truth, "all"), Counter())
        compared = sum(counts[of] for of in PAPERS[:3])
        if compared:
            print(f"{truth} scans told as {paper}: {counts[paper]} of {compared} compared; "
                  f"below {upper(counts[paper], compared):.1%} (95 %)")
    if len(found) > known:
        print(f"{(cpu.ru_utime + cpu.ru_stime) / (len(found) - known) * 1000:.0f} CPU ms a page, code and paper")


if __name__ == "__main__":
    main()
