#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stamping by certmill's engine and by the usual tools, alternating on one core: compare.py PEERS STAMP SCRATCH ROUNDS

PEERS is the folder of peers.py and gen.py, STAMP the program stamp-certificates, SCRATCH a folder on the disk to
measure. Ends with a table of medians, each peer's ratio beside what is demanded of it; SCRATCH/stamping.json has all.
A peer that is not installed is named and left out.
"""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
JARS = [Path("/usr/share/java") / name for name in ("pdfbox2.jar", "fontbox2.jar", "commons-logging.jar", "core.jar")]
# certificates of one run: a few tenths of a second for certmill, some seconds for a peer
OWN, PEER, RUN = 1000, 150, 500
# work, mode of the peers, peer, its name, the ratio demanded and the aim
WORK = [
    ("full form, one file each", "files", "rl_pypdf", "reportlab + pypdf", 40, 57),
    ("full form, one file each", "files", "typst", "Typst", 9, None),
    ("full form, one file each", "files", "pdfbox", "PDFBox, warm", 9, None),
    ("pre-printed", "files", "rl_only", "reportlab", 18, None),
    ("pre-printed", "files", "typst_only", "Typst", 6, None),
    ("combined run of 500", "combined", "rl_pypdf", "reportlab + pypdf", 40, 57),
    ("combined run of 500", "combined", "typst", "Typst", None, None),
    ("combined run of 500", "combined", "pdfbox", "PDFBox, warm", None, None),
]
NEEDED = {"rl_pypdf": ["reportlab", "pypdf", "segno"], "rl_only": ["reportlab", "segno"], "typst": ["typst", "segno"],
          "typst_only": ["typst", "segno"]}


class Bench:
    def __init__(self, peers, stamp, scratch):
        self.peers, self.stamp, self.scratch = Path(peers).resolve(), Path(stamp).resolve(), Path(scratch).resolve()
        self.cores = sorted(os.sched_getaffinity(0))
        self.inputs = self.scratch / "peers"
        self.turn = 0

    def missing(self, peer):
        """What a peer lacks on this machine; nothing if it can run."""
        if peer == "pdfbox":
            lacking = [str(jar) for jar in JARS if not jar.exists()]
            if subprocess.run(["sh", "-c", "command -v javac"], stdout=subprocess.DEVNULL).returncode:
                lacking.append("javac")
            return lacking
        return [name for name in NEEDED[peer]
                if subprocess.run([sys.executable, "-c", f"import {name}"], stderr=subprocess.DEVNULL).returncode]

    def prepare(self):
        """The peers' template and records, the same records as forms, and the layout for stock that bears the form."""
        self.inputs.mkdir(parents=True, exist_ok=True)
        if not (self.inputs / "template.pdf").exists():
            environment = dict(os.environ, BENCH_DIR=str(self.inputs), PYTHONDONTWRITEBYTECODE="1")
            subprocess.run([sys.executable, "gen.py"], cwd=self.peers, env=environment, check=True,
                           stdout=subprocess.DEVNULL)
        forms = subprocess.run([sys.executable, HERE / "forms.py", self.inputs / "records.json"], check=True,
                               stdout=subprocess.PIPE).stdout
        (self.scratch / "forms.jsonl").write_bytes(forms)
        layout = (HERE / "peers-layout.yaml").read_text()
        (self.scratch / "preprinted.yaml").write_text(
            layout.replace("artwork: template.pdf\n", "").replace("preprinted: false", "preprinted: true"))
        if not self.missing("pdfbox"):
            subprocess.run(["javac", "-nowarn", "-cp", ":".join(map(str, JARS)), "-d", self.scratch,
                            HERE / "PDFBoxPeer.java"], check=True)

    def folder(self):
        """A new one for every run, with links to the peers' inputs."""
        self.turn += 1
        folder = self.scratch / f"turn-{self.turn}"
        folder.mkdir()
        for name in ("template.pdf", "records.json", "records.txt", "layout.txt"):
            (folder / name).symlink_to(self.inputs / name)
        return folder

    @staticmethod
    def empty(folder):
        """Emptied, not deleted: ext4 without a journal searches long among inodes that were freed a moment ago."""
        for path in folder.rglob("*"):
            if path.is_file() and not path.is_symlink():
                os.truncate(path, 0)

    def measured(self, command, core, **settings):
        return subprocess.Popen(["taskset", "-c", str(core), *map(str, command)], stdout=subprocess.PIPE, **settings)

    def own_command(self, work, folder, count):
        is_preprinted = work == "pre-printed"
        layout = self.scratch / "preprinted.yaml" if is_preprinted else HERE / "peers-layout.yaml"
        return [self.stamp, layout, "-" if is_preprinted else self.inputs / "template.pdf",
                self.scratch / "forms.jsonl", folder, "combined" if work.startswith("combined") else "files", count]

    def own(self, work):
        folder = self.folder()
        count = RUN if work.startswith("combined") else OWN
        result = json.loads(self.finished(self.measured(self.own_command(work, folder, count), self.cores[0])))
        self.empty(folder)
        return result

    def peer(self, peer, mode):
        folder = self.folder()
        count = RUN if mode == "combined" else PEER
        if peer == "pdfbox":
            classes = ":".join(map(str, JARS + [self.scratch]))
            run = self.measured(["java", "-cp", classes, "PDFBoxPeer", folder, mode, count], self.cores[0])
        else:
            environment = dict(os.environ, BENCH_DIR=str(folder), PYTHONDONTWRITEBYTECODE="1")
            run = self.measured([sys.executable, "peers.py", peer, mode, count], self.cores[0], cwd=self.peers,
                                env=environment)
        result = json.loads(self.finished(run))
        self.empty(folder)
        return result

    @staticmethod
    def finished(run):
        output, _ = run.communicate()
        if run.returncode:
            sys.exit(f"{' '.join(run.args)}: ended with {run.returncode}")
        return output

    def rates(self, work, workers, count=1500):
        """Certificates a second of all workers together, each on a core of its own: of the clock on the wall, and of
        their own CPU time, which other programs on these cores do not shorten."""
        folders = [self.folder() for _ in range(workers)]
        runs = [self.measured(self.own_command(work, folder, count), core)
                for folder, core in zip(folders, self.cores)]
        results = [json.loads(self.finished(run)) for run in runs]
        for folder in folders:
            self.empty(folder)
        return tuple(sum(result[key] for result in results) for key in ("cps", "cps_cpu"))


def main():
    if len(sys.argv) != 5:
        sys.exit("usage: compare.py PEERS STAMP SCRATCH ROUNDS")
    bench, rounds = Bench(*sys.argv[1:4]), int(sys.argv[4])
    bench.prepare()
    lacking = {peer: bench.missing(peer) for peer in {line[2] for line in WORK}}
    for peer, names in sorted(lacking.items()):
        if names:
            print(f"{peer} is left out: {', '.join(names)} not installed")
    pairs = {line: [] for line in WORK}
    scaling = {work: [] for work in dict.fromkeys(line[0] for line in WORK)} if len(bench.cores) > 1 else {}
    for number in range(1, rounds + 1):
        print(f"round {number} of {rounds}", flush=True)
        for line in WORK:
            if not lacking[line[2]]:
                pairs[line].append((bench.own(line[0]), bench.peer(line[2], line[1])))
        for work, each in scaling.items():
            one, two = bench.rates(work, 1), bench.rates(work, 2)
            each.append((two[0] / one[0], two[1] / one[1]))
    tell(pairs, scaling)
    tell_phases(bench)
    (bench.scratch / "stamping.json").write_text(json.dumps(
        {"scaling": scaling, "pairs": [[line[:4], each] for line, each in pairs.items()]}))


def tell_phases(bench):
    """Where a stamped certificate's time goes."""
    command = bench.own_command("full form", bench.folder(), OWN)
    command[5] = "phases"
    runs = [json.loads(bench.finished(bench.measured(command, bench.cores[0])))["microseconds"] for _ in range(3)]
    print("\nmicroseconds of CPU a certificate, full form, each part measured alone")
    for name in runs[0]:
        print(f"  {name:28}{statistics.median(run[name] for run in runs):7.1f}")


def tell(pairs, scaling):
    print(f"\n{'':27}{'certificates a CPU second':>37}{'ratio':>8}   of each round")
    print(f"{'work':27}{'peer':20}{'certmill':>8}{'peer':>9}{'':>8}")
    for (work, _, _, name, least, aim), each in pairs.items():
        if not each:
            continue
        own, other = (statistics.median(pair[side]["cps_cpu"] for pair in each) for side in (0, 1))
        ratios = sorted(pair[0]["cps_cpu"] / pair[1]["cps_cpu"] for pair in each)
        demand = f", at least {least} demanded" if least else ""
        demand += f", aim {aim}" if aim else ""
        print(f"{work:27}{name:20}{own:8.0f}{other:9.1f}{statistics.median(ratios):8.1f}   "
              f"{ratios[0]:.1f} to {ratios[-1]:.1f}{demand}")
    print(f"\n{'two workers against one':27}{'by the clock on the wall':>28}{'by CPU time':>26}"
          "   at least 1.8 demanded")
    for work, each in scaling.items():
        columns = []
        for side in (0, 1):
            ratios = sorted(pair[side] for pair in each)
            columns.append(f"{statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})")
        print(f"{work:27}{columns[0]:>28}{columns[1]:>26}")
    print()
    sizes = {line[0]: each[0] for line, each in pairs.items() if each}
    for work, (own, other) in sizes.items():
        print(f"{work}: {own['bytes']:,} bytes a file, {own['rss_mb']} MB of memory at most; "
              f"the peer's {other['bytes']:,}")


if __name__ == "__main__":
    main()
