#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a command and tells what it used, with all its children: measure.py RESULT.json COMMAND ARGUMENT...

CPU is user and system time of the command and every process it waited for. Memory is the sum of the proportional set
sizes of its process tree, looked at twenty times a second, so that pages shared between processes count once.
Standard output of the command goes to RESULT.json.out. The exit code is the command's.
"""

import json
import os
import resource
import subprocess
import sys
import time


def tree(pid):
    """The process and its descendants."""
    found, queue = [], [pid]
    while queue:
        pid = queue.pop()
        found.append(pid)
        try:
            for task in os.listdir(f"/proc/{pid}/task"):
                with open(f"/proc/{pid}/task/{task}/children") as file:
                    queue += map(int, file.read().split())
        except OSError:
            pass
    return found


def memory(pid):
    """Kilobytes held by the process tree; what cannot be looked at counts with its resident set."""
    total = 0
    for each in tree(pid):
        for path, key in (("smaps_rollup", "Pss:"), ("status", "VmRSS:")):
            try:
                with open(f"/proc/{each}/{path}") as file:
                    total += next(int(line.split()[1]) for line in file if line.startswith(key))
                break
            except (OSError, StopIteration):
                continue
    return total


def main():
    result, command = sys.argv[1], sys.argv[2:]
    peak, start = 0, time.monotonic()
    with open(result + ".out", "wb") as out:
        process = subprocess.Popen(command, stdout=out)
        while process.poll() is None:
            peak = max(peak, memory(process.pid))
            time.sleep(0.05)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(result, "w") as file:
        json.dump({"cpu": used.ru_utime + used.ru_stime, "user": used.ru_utime, "system": used.ru_stime,
                   "wall": time.monotonic() - start, "megabytes": peak / 1024}, file)
    sys.exit(process.returncode)


if __name__ == "__main__":
    main()
