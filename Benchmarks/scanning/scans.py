#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes damaged scans of certificates that certmill printed: scans.py DAMAGES CERTIFICATES OUT --seed N --per K

DAMAGES is the folder of gen_scans.py, whose 26 kinds of damage in 5 severities are applied as they are; only the sheets
are ours: CERTIFICATES is a folder of one-page PDFs, drawn at 600 dots an inch. OUT gets pictures as PGM and PPM, and
manifest.csv, one line a picture. Codes and their places are read from the clean sheets by zxing-cpp. The same seed,
certificates and versions of numpy and opencv give the same pixels.
"""

import argparse
import csv
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import zxingcpp

SIZE = 73 * 0.46  # mm on a side, of a code without its quiet zone
QUIET = 4 * 0.46


class Sheet:
    """A clean sheet, its code's text and the code's centre in mm; stands for its own matrix of modules."""

    shape = (73, 73)

    def __init__(self, path, scans):
        drawn = subprocess.run(["pdftoppm", "-r", str(scans.MDPI), "-gray", "-singlefile", path],
                               capture_output=True, check=True).stdout
        picture = cv2.imdecode(np.frombuffer(drawn, np.uint8), cv2.IMREAD_GRAYSCALE)
        self.picture = cv2.resize(picture, (scans.W, scans.H), interpolation=cv2.INTER_AREA)
        half = cv2.resize(self.picture, None, fx=.5, fy=.5, interpolation=cv2.INTER_AREA)
        code, = zxingcpp.read_barcodes(half, formats=zxingcpp.BarcodeFormat.QRCode)
        self.text = code.text
        corners = (code.position.top_left, code.position.bottom_right)
        self.centre = tuple(sum(getattr(each, axis) for each in corners) / scans.MM for axis in "xy")

    def square(self, margin, scans):
        """The code with a margin around it, mm, as slices of rows and columns."""
        return tuple(slice(*(int((middle + side * (SIZE / 2 + margin)) * scans.MM) for side in (-1, 1)))
                     for middle in reversed(self.centre))


def use_sheets(scans, sheets):
    """Lets gen_scans compose pages from our sheets instead of its own."""
    scans.QR_POS = sheets[0].centre
    scans.payload = lambda rng, n=0: sheets[rng.integers(len(sheets))].text
    by_text = {sheet.text: sheet for sheet in sheets}
    scans.qr_modules = lambda text, ec, version=None: (by_text[text], 14)

    def compose(seed, index, codes, quiet=4):
        """The certificate of the one code, moved as asked; for several codes or none a sheet with its own code erased."""
        if len(codes) == 1:
            sheet, _, x, y = codes[0]
            shift = np.float32([[1, 0, (x - sheet.centre[0]) * scans.MM], [0, 1, (y - sheet.centre[1]) * scans.MM]])
            return cv2.warpAffine(sheet.picture, shift, (scans.W, scans.H), borderValue=255)
        page = sheets[index % len(sheets)].picture.copy()
        page[sheets[index % len(sheets)].square(QUIET, scans)] = 255
        for sheet, _, x, y in codes:
            code = sheet.picture[sheet.square(QUIET, scans)]
            top, left = int(y * scans.MM) - code.shape[0] // 2, int(x * scans.MM) - code.shape[1] // 2
            target = page[max(top, 0):top + code.shape[0], max(left, 0):left + code.shape[1]]
            target[:] = code[-target.shape[0]:, -target.shape[1]:] if top < 0 or left < 0 else \
                code[:target.shape[0], :target.shape[1]]
        return page

    scans.compose = compose


def main():
    arguments = argparse.ArgumentParser()
    for name in ("damages", "certificates", "out"):
        arguments.add_argument(name, type=Path)
    arguments.add_argument("--seed", type=int, required=True)
    arguments.add_argument("--per", type=int, default=2, help="pictures of each kind and severity")
    arguments.add_argument("--only", default="")
    chosen = arguments.parse_args()
    sys.path.insert(0, str(chosen.damages))
    import gen_scans as scans
    sheets = [Sheet(path, scans) for path in sorted(chosen.certificates.glob("*.pdf"))]
    use_sheets(scans, sheets)
    chosen.out.mkdir(parents=True, exist_ok=True)
    kinds = chosen.only.split(",") if chosen.only else scans.DEGR + ["none"]
    with open(chosen.out / "manifest.csv", "w", newline="") as file:
        table = csv.writer(file)
        table.writerow("file damage severity dpi texts".split())
        for kind in kinds:
            for severity in range(1, 6):
                for index in range(chosen.per):
                    text = sheets[scans.rngof(chosen.seed, kind, severity, index, "sheet").integers(len(sheets))].text
                    picture, texts, told = scans.make(
                        chosen.seed, kind, severity, index, size=SIZE, text=text,
                        dpi=200 if kind == "multipage" else None)
                    name = f"{kind}-{severity}-{index}.{'pgm' if picture.ndim == 2 else 'ppm'}"
                    cv2.imwrite(str(chosen.out / name), picture)
                    table.writerow([name, kind, severity, told["dpi"], "|".join(texts)])


if __name__ == "__main__":
    main()
