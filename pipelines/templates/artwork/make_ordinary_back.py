#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws ordinary-back.pdf, the notes and conditions for the back of the ordinary form's sheets."""

from captions import draw
from make_ordinary_a4 import BLUE
from ornaments import background, border, microtext, rose, title_rosette, watermark
from sheet import join, line, spot_fill, spot_stroke

LEFT, WIDTH = 34.0, 142.0
INDENT = 9.0

NOTES = (
    ("How to verify this certificate", (
        "Point the camera of a phone at the code on the front. It opens the page of the issuing chamber; the address "
        "must be the one that is printed under the code.",
        "Compare what the page says with the sheet: number, copy and sheet, country of origin and of destination, "
        "gross weight, first invoice, exporter. All of it must agree.",
        "Without a network the code can be verified with the chamber’s public key, which the chamber gives to whoever "
        "asks.",
        "A code says that a sheet was issued with these figures. It cannot tell a photocopy from the sheet itself: "
        "look at paper, print, stamp and signature too.",
    )),
    ("What makes it void", (
        "Any alteration, erasure or addition, by whatever hand; above all goods written below the line under the last "
        "item or across the diagonal.",
        "A missing sheet, where the front says that there are several, or sheets with different numbers.",
        "Revocation or replacement. The chamber’s page says so; a replacement names the certificate that it cancels.",
    )),
    ("Copies and sheets", (
        "Every copy and every sheet has a code of its own. Copies bear the number of the original and are as good as "
        "it where the other side accepts copies.",
        "A lost or spoiled sheet is reported to the chamber, which marks it and may issue another copy.",
    )),
    ("What it certifies", (
        "The origin of the goods described on the front, on the strength of the applicant’s declaration and of the "
        "documents shown to the chamber. It says nothing of quality, of value, or of duties that are due.",
    )),
)


def paint(art):
    background(art)
    watermark(art, y=150, radius=62)
    title_rosette(art)
    border(art)
    rose(art, 105, 256, 12.6)
    art.add("q", spot_stroke(), join(0.6, "w"), line(LEFT, 52, LEFT + WIDTH, 52), "S Q")
    microtext(art, "CERTIFICATE OF ORIGIN • CERTIFICAT D’ORIGINE • ", (282.6,))


def words(captions):
    c = captions
    c.ink(spot_fill())
    c.text(105, 38.0, "NOTES AND CONDITIONS", "title", 22, 1.0, "centre")
    c.text(105, 44.4, "on the certificate overleaf", "serif", 9, 0.4, "centre")
    y = 63.0
    for index, (title, sentences) in enumerate(NOTES, 1):
        c.text(LEFT, y, str(index), "title", 14)
        c.text(LEFT + INDENT, y, title, "bold", 10.5)
        y += 6.4
        for sentence in sentences:
            y = c.block(LEFT + INDENT, y, WIDTH - INDENT, sentence, "serif", 9.2, 4.3) + 1.5
        y += 6.0


if __name__ == "__main__":
    draw("ordinary-back.pdf", "Certificate of Origin, notes and conditions", BLUE, paint, words)
