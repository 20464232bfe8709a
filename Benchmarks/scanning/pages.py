#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages a CPU second, from a PDF of JPEG scans to the codes' texts: pages.py CERTIFICATES READ-PAGES [--pages N]

CERTIFICATES is a folder of PDFs that certmill printed. Their pages are drawn at 300 dots an inch, turned by up to a
degree, made grainy, and put into one PDF as a scanner does it: a gray or colour JPEG a page, quality 85. READ-PAGES is
the program of that name. Beside it zxing-cpp and zbarimg read the same JPEGs, decoded whole; one core, in turns."""

import argparse
import random
import resource
import subprocess
import tempfile
import time
from pathlib import Path

import cv2
import numpy as np
import zxingcpp


def scans(certificates, count):
    """JPEGs of 300 dpi A4 pages."""
    dice = random.Random(7)
    grain = np.random.default_rng(7)
    files = sorted(certificates.glob("*.pdf"))
    made = []
    while len(made) < count:
        pdf = files[len(made) % len(files)]
        drawn = subprocess.run(["pdftoppm", "-r", "300", "-singlefile", pdf], capture_output=True, check=True).stdout
        picture = cv2.imdecode(np.frombuffer(drawn, np.uint8), cv2.IMREAD_COLOR)
        height, width = picture.shape[:2]
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), dice.uniform(-1, 1), 1)
        picture = cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_AREA, borderValue=(245, 245, 245))
        picture = np.clip(picture * 0.92 + 8 + grain.normal(0, 2, picture.shape[:2])[..., None], 0, 255).astype(np.uint8)
        if len(made) % 2:
            picture = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
        made.append((width, height, picture.ndim, cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 85])[1].tobytes()))
    return made


def pdf(pages, path):
    """The JPEGs as pages, written as scanners write them."""
    with open(path, "wb") as file:
        offsets = []

        def add(body, data=None):
            offsets.append(file.tell())
            file.write(b"%d 0 obj\n%s\n" % (len(offsets), body.encode()))
            if data is not None:
                file.write(b"stream\n" + data + b"\nendstream\n")
            file.write(b"endobj\n")

        file.write(b"%PDF-1.4\n")
        add("<< /Type /Catalog /Pages 2 0 R >>")
        add("<< /Type /Pages /Kids [%s] /Count %d >>" % (
            " ".join(f"{3 + 3 * index} 0 R" for index in range(len(pages))), len(pages)))
        for index, (width, height, depth, data) in enumerate(pages):
            first, box = 3 + 3 * index, f"{width * .24:.2f} {height * .24:.2f}"
            contents = f"q {width * .24:.2f} 0 0 {height * .24:.2f} 0 0 cm /Im Do Q".encode()
            add(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {box}] /Contents {first + 1} 0 R"
                f" /Resources << /XObject << /Im {first + 2} 0 R >> >> >>")
            add(f"<< /Length {len(contents)} >>", contents)
            add(f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /BitsPerComponent 8 /Filter /DCTDecode"
                f" /ColorSpace /Device{'RGB' if depth == 3 else 'Gray'} /Length {len(data)} >>", data)
        start = file.tell()
        file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1))
        for offset in offsets:
            file.write(b"%010d 00000 n \n" % offset)
        file.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(offsets) + 1, start))


def children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("certificates", type=Path)
    arguments.add_argument("program", type=Path)
    arguments.add_argument("--pages", type=int, default=40)
    arguments.add_argument("--keep", type=Path, help="write the PDF there and end")
    chosen = arguments.parse_args()
    distinct = scans(chosen.certificates, min(chosen.pages, 12))
    pages = [distinct[index % len(distinct)] for index in range(chosen.pages)]
    if chosen.keep:
        return pdf(pages, chosen.keep)
    with tempfile.TemporaryDirectory() as folder:
        pdf(pages, f"{folder}/box.pdf")
        rates = {}
        start = children()
        told = subprocess.run([chosen.program, f"{folder}/box.pdf"], capture_output=True, check=True, text=True).stdout
        rates["certmill"] = (children() - start, int(told.split()[2]))
        start, read = time.process_time(), 0
        for _, _, _, data in pages:
            picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE)
            read += bool(zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode))
        rates["zxing-cpp"] = (time.process_time() - start, read)
        files = []
        for index, (_, _, _, data) in enumerate(pages):
            files.append(f"{folder}/{index}.jpg")
            Path(files[-1]).write_bytes(data)
        start, read = children(), 0
        for name in files:
            found = subprocess.run(["zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", name], capture_output=True)
            read += bool(found.stdout)
        rates["zbarimg"] = (children() - start, read)
        own = rates["certmill"][0]
        print(f"{len(pages)} pages, 300 dpi A4, JPEG in PDF; CPU time, one core")
        for name, (seconds, read) in rates.items():
            print(f"{name:10} {seconds / len(pages) * 1000:7.1f} ms a page {len(pages) / seconds:6.1f} pages/s"
                  f" {read:4} read  certmill is {seconds / own:.2f} × as fast")


if __name__ == "__main__":
    main()
