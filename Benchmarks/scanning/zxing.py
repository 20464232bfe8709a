#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads every picture of a folder of scans.py with zxing-cpp, all its options on: zxing.py FOLDER; CSV as of read-scans."""

import csv
import sys
import time
from pathlib import Path

import cv2
import zxingcpp


def main():
    folder = Path(sys.argv[1])
    table = csv.writer(sys.stdout)
    table.writerow("engine file damage severity dpi expected read wrong ms step".split())
    for row in csv.DictReader(open(folder / "manifest.csv")):
        picture = cv2.imread(str(folder / row["file"]), cv2.IMREAD_GRAYSCALE)
        expected = set(filter(None, row["texts"].split("|")))
        start = time.process_time()
        read = {code.text for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)}
        spent = (time.process_time() - start) * 1000
        table.writerow(["zxing-cpp", row["file"], row["damage"], row["severity"], row["dpi"], len(expected),
                        len(read & expected), len(read - expected), f"{spent:.3f}", ""])


if __name__ == "__main__":
    main()
