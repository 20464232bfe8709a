#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tells the figures that run.sh gathered: tell.py round FOLDER N | tell.py medians FOLDER ROUNDS |
tell.py checks FOLDER BASE NAME..."""

import json
import statistics
import sys
from pathlib import Path


def read(folder, name):
    path = Path(folder) / name
    return json.loads(path.read_text()) if path.exists() else None


def figures(folder, number):
    used = read(folder, f"run-{number}.json")
    told = read(folder, f"run-{number}.json.out")
    return used, told, told["issued"] / used["cpu"]


def stages(folder, number):
    """Wall seconds of each stage, where the report tells them."""
    report = read(folder, f"report-{number}.json") or {}
    return {each["stage"]: (each["documents"], each["seconds"]) for each in report.get("timings", [])
            if {"stage", "documents", "seconds"} <= each.keys()}


def tell_round(folder, number):
    used, told, rate = figures(folder, number)
    print(f"round {number}: certmill          {rate:.1f} certificates a CPU second: {told['issued']} issued, "
          f"{told['refused'] + told['held'] + told['duplicates'] + told['failed']} not, {used['user']:.2f} s user, "
          f"{used['system']:.2f} s system, {used['wall']:.2f} s wall, {used['megabytes']:.0f} MB")


def tell_medians(folder, rounds):
    numbers = range(1, rounds + 1)
    runs = [figures(folder, number) for number in numbers]
    rate = statistics.median(each[2] for each in runs)
    print(f"certmill          {rate:.1f} certificates a CPU second, {1000 / rate:.2f} ms each, "
          f"peak memory {max(each[0]['megabytes'] for each in runs):.0f} MB")
    peers = [each["cps_cpu"] for each in (read(folder, f"peer-{number}.json") for number in numbers) if each]
    if peers:
        ratios = [run[2] / peer for run, peer in zip(runs, peers)]
        print(f"reportlab+pypdf   {statistics.median(peers):.1f} certificates a CPU second (stamping alone)")
        print(f"ratio             {statistics.median(ratios):.1f}, of each round "
              + ", ".join(f"{ratio:.1f}" for ratio in ratios) + "; at least 15 demanded, aim 26")
    timings = [stages(folder, number) for number in numbers]
    for stage in timings[0]:
        seconds = statistics.median(each[stage][1] for each in timings if stage in each)
        documents = timings[0][stage][0]
        each = f"{documents / seconds:8.0f} documents a second" if seconds > 0 else ""
        print(f"  {stage:<12}{seconds:8.2f} s wall {each}")


def tell_checks(folder, base, *names):
    least = read(folder, f"{base}.json")["cpu"]
    for name in (base, *names):
        used = read(folder, f"{name}.json")
        print(f"{name:<18}{used['cpu']:6.2f} s CPU, {used['cpu'] / least:5.2f} times {base}, "
              f"{used['megabytes']:.0f} MB")


def main():
    what, folder, rest = sys.argv[1], sys.argv[2], sys.argv[3:]
    if what == "checks":
        tell_checks(folder, *rest)
    else:
        {"round": tell_round, "medians": tell_medians}[what](folder, int(rest[0]))


if __name__ == "__main__":
    main()
