#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Genuine and altered certificates of one invented chamber, and damaged scans of them, for the comparison of paper.

    corpus.py CERTMILL SCANS OUT --seed N [--certificates 64] [--clean 324] [--altered 324] [--only KIND,...]

SCANS is the folder of gen_scans.py, whose damages are used. OUT/workspace is the chamber that issued the genuine ones;
OUT/scans/*.png are the pages, OUT/scans.csv says of each: file, number, kind ("clean" or what was altered), damage,
severity, dpi.

An altered page is stamped from a changed application by the same program, with the same fonts, and bears the genuine
code. Of "digit" and "number" only the box is taken from it: nothing else on the page differs.
"""
import argparse, copy, csv, json, random, subprocess, sys
from pathlib import Path

import cv2
import numpy as np

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
DPI = 400  # of the printed page that scans are made of
MM = DPI / 25.4
CODE = (100.2, 228.8, 33.58)  # left, top, side of the code on the ordinary form, mm
DAMAGES = ["skew", "rotate", "perspective", "blur", "motion", "gauss", "saltpepper", "jpeg", "lowcontrast", "shadow",
           "threshold", "dither", "fold", "smear", "photocopy", "stamp", "pen", "coffee", "moire", "fax", "phone", "mfp"]
# where only a box is altered: left, top, right, bottom, mm
BOXES = {"digit": (157, 124, 195, 212.5), "number": (106, 51, 158, 61)}
KINDS = ["weight", "digit", "number", "country", "invoice", "consignee", "goods", "page"]


def other_digit(text, rng, at=None):
    places = [i for i, c in enumerate(text) if c.isdigit()]
    i = places[at] if at is not None else rng.choice(places)
    return text[:i] + rng.choice([d for d in "123456789" if d != text[i]]) + text[i + 1:]


def alter(form, kind, rng):
    """The changed application; None where this one has nothing of the kind."""
    form = copy.deepcopy(form)
    if kind in ("weight", "digit"):
        item = rng.choice(form["items"])
        for _ in range(50):
            weight = other_digit(item["grossKg"], rng)
            if float(weight) >= float(item.get("netKg") or 0):
                item["grossKg"] = weight
                return form
        return None
    if kind == "country":
        if rng.random() < .5 and form.get("origin"):
            form["origin"] = rng.choice([c for c in ("IN", "VN", "TR", "PL", "BR") if c != form["origin"]])
        else:
            form["destination"] = rng.choice([c for c in ("NZ", "KE", "CL", "JP", "EG") if c != form["destination"]])
    elif kind == "invoice":
        form["invoices"][0]["number"] = other_digit(form["invoices"][0]["number"], rng)
    elif kind == "consignee":
        form["consignee"] = {
            "name": rng.choice(["Orchard Link Trading Pte Ltd", "Verdant Bay Imports Ltd", "Nordlicht Handels GmbH"]),
            "address": [f"{rng.randrange(10, 400)} Lantern Road"], "city": "Harbourside",
            "postcode": str(rng.randrange(10000, 99999)), "country": form["consignee"]["country"]}
    elif kind == "goods":
        item = copy.deepcopy(form["items"][-1])
        item.update(no=len(form["items"]) + 1, description="Brass valves, chromium-plated, for water", hs="848180",
                    grossKg=str(rng.randrange(100, 900)))
        item.pop("netKg", None)
        form["items"].append(item)
    return form


def issue(certmill, workspace, forms):
    """Certificates by the exporter's reference: (number, PDF)."""
    inbox = Path(f"{workspace}.inbox")
    inbox.mkdir(parents=True)
    for index, form in enumerate(forms):
        (inbox / f"{index:04d}.json").write_text(json.dumps(form, ensure_ascii=False))
    subprocess.run([certmill, "init", workspace, "--chamber", "SG-CC1", "--name", "Straits Chamber of Trade",
                    "--country", "SG", "--host", "CO.STRAITS.EXAMPLE", "--from", "2026-11-01"],
                   check=True, stdout=subprocess.DEVNULL)
    run = subprocess.run([certmill, "run", ROOT / "pipelines/nightly-issuance.yaml", "-w", workspace, inbox,
                          "--batch-time", "2026-11-23T22:00:00Z", "--jobs", "1"], stdout=subprocess.DEVNULL)
    if run.returncode not in (0, 2):
        sys.exit(f"{workspace}: certmill run ended with {run.returncode}")
    issued = {}
    for file in sorted(Path(workspace).glob("batches/*/certificates/*.json")):
        certificate = json.loads(file.read_text())
        issued[certificate["application"]["reference"]] = (certificate["number"], file.with_suffix(".pdf"))
    return issued


def forms_of(count, seed):
    sys.path.insert(0, str(HERE.parent))
    from applications import application
    samples = []
    for file in sorted((ROOT / "samples/inbox").glob("clean-*.json")):
        form = json.loads(file.read_text())
        if form.get("form") == "certmill.application/1":
            samples.append(form)
    random.Random(f"samples {seed}").shuffle(samples)
    samples = samples[:count // 3]
    return samples + [json.loads(application(n, seed)) for n in range(count - len(samples))]


def page(pdf):
    """The first sheet as it leaves the printer, gray."""
    pgm = subprocess.run(["pdftoppm", "-r", str(DPI), "-gray", "-f", "1", "-l", "1", pdf], check=True,
                         stdout=subprocess.PIPE).stdout
    return cv2.imdecode(np.frombuffer(pgm, np.uint8), cv2.IMREAD_GRAYSCALE)


def take(target, source, box):
    left, top, right, bottom = (round(v * MM) for v in box)
    target[top:bottom, left:right] = source[top:bottom, left:right]


def handled(image, rng, g):
    """Stamped and signed by the chamber, and as often as not by others who had it in their hands."""
    numbers = g.rngof("office", rng.random())
    g.stamp(image, round(36.7 * MM), round(257.5 * MM), round(16 * MM), 95, .8, numbers)
    def pen(x, y, size, width=.35):
        track = np.cumsum(numbers.normal(0, 1.1, (300, 2)) + [size / 60, 0], 0)
        track = cv2.GaussianBlur(track.astype(np.float32), (1, 31), 6) * MM * .35 + [x * MM, y * MM]
        cv2.polylines(image, [track.astype(np.int32)], False, 55, max(1, round(width * MM)), cv2.LINE_AA)
    pen(60, 268, 20)
    pen(143, 268, 20)
    if rng.random() < .12:  # the receiver's own rubber stamp, anywhere
        note = np.zeros((round(14 * MM), round(52 * MM)), np.uint8)
        cv2.rectangle(note, (6, 6), (note.shape[1] - 7, note.shape[0] - 7), 255, round(.4 * MM))
        for line, text in enumerate(("RECEIVED CLAIMS", f"{rng.randrange(10, 28)} JAN 2027")):
            cv2.putText(note, text, (round(3 * MM), round((6 + 5 * line) * MM)), cv2.FONT_HERSHEY_SIMPLEX, MM / 6.2, 255,
                        round(.35 * MM), cv2.LINE_AA)
        turn = cv2.getRotationMatrix2D((note.shape[1] / 2, note.shape[0] / 2), rng.uniform(-9, 9), 1)
        note = cv2.warpAffine(note, turn, (note.shape[1], note.shape[0]))
        g.blend(image, note / 255. * .75, round(rng.uniform(20, 130) * MM), round(rng.uniform(50, 215) * MM), 60)
    if rng.random() < .12:
        pen(rng.uniform(20, 140), rng.uniform(55, 215), 30)
    if rng.random() < .12:  # punched
        for y in (108.5, 188.5):
            cv2.circle(image, (round(12 * MM), round(y * MM)), round(2.9 * MM), 60, -1, cv2.LINE_AA)
    return image


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("certmill"), parser.add_argument("scans"), parser.add_argument("out")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--certificates", type=int, default=64)
    parser.add_argument("--clean", type=int, default=324), parser.add_argument("--altered", type=int, default=324)
    parser.add_argument("--only", default=",".join(KINDS))
    arguments = parser.parse_args()
    sys.path.insert(0, arguments.scans)
    sys.dont_write_bytecode = True
    import gen_scans as g
    out = Path(arguments.out)
    (out / "scans").mkdir(parents=True)
    kinds = [kind for kind in KINDS if kind in arguments.only.split(",")]
    certmill = str(Path(arguments.certmill).resolve())

    forms = forms_of(arguments.certificates, arguments.seed)
    genuine = issue(certmill, out / "workspace", forms)
    forms = [form for form in forms if form["reference"] in genuine]
    forged = {}
    for kind in kinds if arguments.altered else []:
        if kind == "page":
            continue
        rng = random.Random(f"{kind} {arguments.seed}")
        changed = [form if kind == "number" else alter(form, kind, rng) or form for form in forms]
        if kind == "number":  # one more before them moves every number on
            first = copy.deepcopy(forms[0])
            first["reference"] = "FIRST"
            first["invoices"][0]["number"] = "FIRST-1"
            changed = [first] + changed
        forged[kind] = issue(certmill, out / f"forged-{kind}", changed)

    # gen_scans composes its own pages: here it is given ours.
    height, width = page(genuine[forms[0]["reference"]][1]).shape
    g.MDPI, g.MM, g.W, g.H = DPI, MM, width, height
    g.rot.__defaults__ = (width / 2, height / 2, 1.)
    g.QR_POS = (CODE[0] + CODE[2] / 2, CODE[1] + CODE[2] / 2)
    code = (CODE[0] - 1.8, CODE[1] - 1.8, CODE[0] + CODE[2] + 1.8, CODE[1] + CODE[2] + 1.8)
    table = open(out / "scans.csv", "w", newline="")
    rows = csv.writer(table)
    rows.writerow(["file", "number", "kind", "damage", "severity", "dpi"])
    plan = [("clean", i) for i in range(arguments.clean)] + [("altered", i) for i in range(arguments.altered)]
    for sort, i in sorted(plan, key=lambda entry: entry[1]):
        rng = random.Random(f"{sort} {i} {arguments.seed}")
        kind = "clean" if sort == "clean" else kinds[i % len(kinds)]
        form = rng.choice(forms)
        number, pdf = genuine[form["reference"]]
        image = page(pdf)
        if kind == "page":
            other = page(genuine[rng.choice([f for f in forms if f is not form])["reference"]][1])
            take(other, image, code)
            image = other
        elif kind != "clean":
            for _ in range(20):  # until one that could be altered so
                if form["reference"] in forged[kind]:
                    other = page(forged[kind][form["reference"]][1])
                    if kind in BOXES:
                        whole = image.copy()
                        take(whole, other, BOXES[kind])
                        other = whole
                    else:  # what else was altered may have moved the numbers on
                        take(other, image, BOXES["number"])
                    take(other, image, code)
                    if (np.abs(other.astype(int) - image) > 60).sum() > 60:
                        break
                form = rng.choice(forms)
                number, pdf = genuine[form["reference"]]
                image = page(pdf)
            else:
                sys.exit(f"no certificate can be altered in its {kind}")
            image = other
        image = handled(np.clip(image.astype(np.int16), 12, 250).astype(np.uint8), rng, g)
        damage = DAMAGES[i % len(DAMAGES)]
        severity = i // len(DAMAGES) % 3 + 1
        dpi = 200 if damage == "fax" else (150, 200, 300)[(i + i // len(DAMAGES)) % 3]
        g.compose = lambda *_: image
        scan, _, _ = g.make(arguments.seed, damage, severity, i, ec="Q", size=CODE[2], dpi=dpi, text="A" * 400)
        file = f"{i:04d}-{kind}-{damage}-{severity}-{dpi}.png"
        cv2.imwrite(str(out / "scans" / file), scan, [cv2.IMWRITE_PNG_COMPRESSION, 1])
        rows.writerow([file, number, kind, damage, severity, dpi])
        table.flush()


if __name__ == "__main__":
    main()
