#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Genuine and altered certificates of one invented chamber, and damaged scans of them, for the comparison of paper.

    corpus.py CERTMILL SCANS OUT --seed N [--certificates 64] [--clean 324] [--altered 324] [--only KIND,...] [--jobs 1]

SCANS is the folder of gen_scans.py, whose damages are used. OUT/TEMPLATE is the chamber that issued the genuine ones on
that form; OUT/scans/*.png are the pages; OUT/scans.csv says of each: file, template, number, kind ("clean" or what was
altered), damage, severity, dpi. Half the certificates are on the ordinary form, the others on pre-printed stock and on
two other forms. What is altered, and how: forging.py; what else happens to a sheet: handling.py.
"""
import argparse, csv, multiprocessing, random, sys
from pathlib import Path

import cv2
import numpy as np

import forging, handling
from issuing import DPI, MM, TEMPLATES, code_of, forms_of, issue, printed

DAMAGES = ["skew", "rotate", "perspective", "blur", "motion", "gauss", "saltpepper", "jpeg", "lowcontrast", "shadow",
           "threshold", "dither", "fold", "smear", "photocopy", "stamp", "pen", "coffee", "moire", "fax", "phone", "mfp"]
# These lie about one place, which is the code's in gen_scans.py: every second time it is somewhere else on the sheet.
LOCAL = ["fold", "smear", "stamp", "pen", "coffee"]


def balanced(of, count, rng):
    """So many of each, in any order."""
    some = [of[i % len(of)] for i in range(count)]
    rng.shuffle(some)
    return some


def damage_of(i):
    """The i-th damage, its severity and resolution."""
    dpi = (150, 200, 300)[(i + i // len(DAMAGES)) % 3]
    damage = DAMAGES[i % len(DAMAGES)]
    return damage, i // len(DAMAGES) % 3 + 1, 200 if damage == "fax" else dpi


def name_of(i, kind, template):
    return f"{i:04d}-{kind}-{template}-" + "-".join(str(part) for part in damage_of(i)) + ".png"


def scan(job):
    """Makes one scan; its line of the table."""
    sort, i, kind, template, seed, out, chambers = job
    import gen_scans as g
    rng = random.Random(f"{sort} {i} {seed}")
    damage, severity, dpi = damage_of(i)
    chamber = chambers[template]
    offset = (rng.uniform(-.8, .8), rng.uniform(-.8, .8))  # of the print on its stock, mm

    def draw(sheet):
        return printed(sheet.pdf, template, offset)

    form = rng.choice(chamber.forms)
    image = draw(chamber.genuine[form["reference"]])
    if kind != "clean":
        for _ in range(30):  # until one that can be altered so
            altered = forging.forged(image, form, kind, chamber, draw, rng)
            if altered is not None and (cv2.absdiff(altered, image) > 60).sum() > 60:
                break
            form = rng.choice(chamber.forms)
            image = draw(chamber.genuine[form["reference"]])
        else:
            raise RuntimeError(f"{template}: no certificate can be altered in its {kind}")
        image = altered
    image = handling.handled(np.clip(image, 12, 250), template, rng, g)
    # gen_scans composes its own pages: here it is given ours.
    height, width = image.shape
    g.MDPI, g.MM, g.W, g.H = DPI, MM, width, height
    g.rot.__defaults__ = (width / 2, height / 2, 1.)
    left, top, side = code_of(template)
    g.QR_POS = (left + side / 2, top + side / 2)
    if damage in LOCAL and i // len(DAMAGES) % 2:
        g.QR_POS = (rng.uniform(25, 185), rng.uniform(55, 210))
    g.compose = lambda *_: image
    picture, _, _ = g.make(seed, damage, severity, i, ec="Q", size=side, dpi=dpi, text="A" * 400)
    file = name_of(i, kind, template)
    cv2.imwrite(str(Path(out) / "scans" / file), picture, [cv2.IMWRITE_PNG_COMPRESSION, 1])
    return [file, template, chamber.genuine[form["reference"]].number, kind, damage, severity, dpi]


class Chamber:
    """What was issued on one form: forms as they were handed in, sheets by the exporter's reference."""

    def __init__(self, certmill, template, count, kinds, seed, out):
        forms = forms_of(count, f"{seed}{TEMPLATES.index(template)}")
        self.template = template
        self.genuine = issue(certmill, template, out / template, forms)
        self.forms = [form for form in forms if form["reference"] in self.genuine]
        self.forged = {
            kind: issue(certmill, template, out / f"forged-{template}-{kind}", forging.forms(kind, self.forms, seed))
            for kind in forging.RESTAMPED if kind in kinds}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("certmill"), parser.add_argument("scans"), parser.add_argument("out")
    parser.add_argument("--seed", type=int, default=1), parser.add_argument("--certificates", type=int, default=64)
    parser.add_argument("--clean", type=int, default=324), parser.add_argument("--altered", type=int, default=324)
    parser.add_argument("--only", default=",".join(forging.KINDS)), parser.add_argument("--jobs", type=int, default=1)
    arguments = parser.parse_args()
    sys.path.insert(0, arguments.scans)
    sys.dont_write_bytecode = True
    out = Path(arguments.out)
    (out / "scans").mkdir(parents=True, exist_ok=True)
    kinds = [kind for kind in forging.KINDS if kind in arguments.only.split(",")]
    certmill = str(Path(arguments.certmill).resolve())
    shares = [TEMPLATES[0]] * len(TEMPLATES[1:]) + TEMPLATES[1:]  # half on the first
    restamped = set(kinds + [forging.SOURCE] * ("strip" in kinds)) if arguments.altered else {}
    chambers = {
        template: Chamber(certmill, template, max(4, arguments.certificates * shares.count(template) // len(shares)),
                          restamped, arguments.seed, out)
        for template in TEMPLATES}
    plan = []
    for sort, count, of in (("clean", arguments.clean, ["clean"]), ("altered", arguments.altered, kinds)):
        rng = random.Random(f"{sort} {arguments.seed}")
        drawn = zip(balanced(of, count, rng), balanced(shares, count, rng))
        for i, (kind, template) in enumerate(drawn):
            kind = forging.INSTEAD.get((template, kind), kind)
            plan.append((sort, i, kind, template, arguments.seed, str(out), chambers))
    plan.sort(key=lambda job: job[1])
    # What an earlier call has made stays.
    file = out / "scans.csv"
    made = {row["file"] for row in csv.DictReader(file.open())} if file.exists() else set()
    plan = [job for job in plan if name_of(*job[1:4]) not in made]
    with file.open("a", newline="") as table, multiprocessing.Pool(arguments.jobs) as pool:
        rows = csv.writer(table)
        if not made:
            rows.writerow(["file", "template", "number", "kind", "damage", "severity", "dpi"])
        for row in pool.imap(scan, plan):
            rows.writerow(row)
            table.flush()


if __name__ == "__main__":
    main()
