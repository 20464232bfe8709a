#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws chafta.pdf: the Certificate of Origin of the China-Australia Free Trade Agreement with the boxes of its Annex
3-A, in line work of our own."""

from captions import draw
from ornaments import (background, border, code_field, emblem, microtext, rose, stamp_and_lines, title_rosette,
                       watermark)
from sheet import Palette, box, join, line, spot_fill, spot_stroke

# ---- the sheet's geometry; the layout file beside the PDF repeats these numbers -------------------------------------

LEFT, RIGHT, MIDDLE, TOP, BOTTOM = 16.0, 194.0, 105.0, 19.5, 277.5
NUMBER, BOX_2, BOX_3, OFFICIAL, BOX_4, GOODS, ITEMS, FOOT = 31.0, 45.5, 63.0, 66.0, 86.5, 117.0, 129.0, 215.0
COLUMNS = (27.0, 48.0, 105.0, 121.0, 139.0, 166.0)  # left sides of boxes 7 to 12
CODE_LEFT, CODE_RIGHT = 77.0, 119.0
CODE = (81.2, 224.6)  # top left of the symbol, 73 modules of 0.46 mm

BORDEAUX = Palette(spot="Chamber Bordeaux", spot_cmyk=(0.32, 0.94, 0.58, 0.42), wave=(0.03, 0.17, 0.11, 0),
                   wave_pale=(0.03, 0.11, 0.10, 0), wave_warm=(0.03, 0.10, 0.34, 0.02), gold=(0.12, 0.30, 0.68, 0.10),
                   blush=(0.13, 0.13, 0.06, 0))

STAMP, STAMP_RADIUS = (173.0, 255.5), 17.0
DETAILS = (95.6, 102.2, 108.8, 115.4)  # lines of box 4
LINES = [(52, 103, y) for y in DETAILS] + [
    (137.5, 172, 60.6),  # issued in
    (19, 74, 233.4), (19, 74, 250.4), (19, 74, 261.2), (19, 74, 272.6),  # 13 Party; place and date; name; signature
    (121.5, 153, 255.0), (121.5, 153, 272.6),  # 14 place and date, signature
]


def grid(art):
    """The boxes."""
    art.add("q", spot_stroke(), join(0.9, "w 0 j"), box(LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP), "S", join(0.6, "w"))
    art.add("\n".join([
        line(MIDDLE, TOP, MIDDLE, GOODS), line(MIDDLE, NUMBER, RIGHT, NUMBER), line(159, TOP, 159, NUMBER),
        line(LEFT, BOX_2, MIDDLE, BOX_2), line(LEFT, BOX_3, MIDDLE, BOX_3), line(MIDDLE, OFFICIAL, RIGHT, OFFICIAL),
        line(LEFT, BOX_4, RIGHT, BOX_4), line(LEFT, GOODS, RIGHT, GOODS), line(LEFT, FOOT, RIGHT, FOOT),
        line(CODE_LEFT, FOOT, CODE_LEFT, BOTTOM), line(CODE_RIGHT, FOOT, CODE_RIGHT, BOTTOM),
        *(line(x, GOODS, x, FOOT) for x in COLUMNS),
    ]), "S", join(0.3, "w"), line(LEFT, ITEMS, RIGHT, ITEMS), "S Q")


def paint(art):
    background(art)
    watermark(art, y=171, radius=38, petals=14, depth=0.31)
    title_rosette(art, 149.5, 49, (MIDDLE, NUMBER, RIGHT - MIDDLE, OFFICIAL - NUMBER), 0.72)
    border(art)
    emblem(art, 116.0, 54.0, 8.6)
    rose(art, 183.0, 54.0, 8.6)
    grid(art)
    code_field(art, *CODE)
    stamp_and_lines(art, STAMP, STAMP_RADIUS, LINES)
    microtext(art, "CERTIFICATE OF ORIGIN • CHINA-AUSTRALIA • ", (18.6, 282.6), 19, 191)


DECLARED = "The undersigned declares that the information stated above is correct and that the goods exported to"
COMPLY = "comply with the origin requirements specified in the China-Australia Free Trade Agreement."
CERTIFIED = (
    "On the basis of the control carried out, the information herein is certified to be correct, and the goods "
    "described to comply with the origin requirements of the China-Australia Free Trade Agreement.")
NOTICE = (
    "Any alteration, erasure or addition renders this certificate void. The code can be verified offline with the "
    "issuer’s public key.")


def words(captions):
    c = captions
    c.ink(spot_fill())
    c.caption(LEFT, TOP, "1", "Exporter’s name, address and country", "")
    c.caption(LEFT, BOX_2, "2", "Producer’s name and address (if known)", "")
    c.caption(LEFT, BOX_3, "3", "Importer’s name, address and country (if known)", "")
    c.caption(LEFT, BOX_4, "4", "Means of transport and route (if known)", "")
    labels = ("Departure date", "Vessel / flight / train / vehicle No.", "Port of loading", "Port of discharge")
    for y, label in zip(DETAILS, labels):
        c.text(LEFT + 2, y - 0.6, label, "plain", 6.0)
    c.caption(MIDDLE, TOP, "", "Certificate No.", "")
    c.caption(159, TOP, "", "Copy, sheet", "")
    c.text(149.5, 40.4, "CERTIFICATE OF ORIGIN", "title", 16.5, 0.5, "centre")
    c.text(149.5, 47.2, "Form for China-Australia", "serif", 8.4, 0.3, "centre")
    c.text(149.5, 51.2, "Free Trade Agreement", "serif", 8.4, 0.3, "centre")
    c.text(136, 60.0, "Issued in", "plain", 6.2, 0, "right")
    c.caption(MIDDLE, OFFICIAL, "", "For official use only", "")
    c.caption(MIDDLE, BOX_4, "5", "Remarks", "")
    c.head(LEFT, GOODS, "6", "Item", "number", "(max. 20)")
    c.head(COLUMNS[0], GOODS, "7", "Marks and", "numbers on pack-", "ages (optional)")
    c.head(COLUMNS[1], GOODS, "8", "Number and kind of packages;", "description of goods")
    c.head(COLUMNS[2], GOODS, "9", "HS code", "(6-digit code)")
    c.head(COLUMNS[3], GOODS, "10", "Origin", "criterion")
    c.head(COLUMNS[4], GOODS, "11", "Gross or net", "weight or other", "quantity")
    c.head(COLUMNS[5], GOODS, "12", "Invoice", "number and date")
    c.caption(LEFT, FOOT, "13", "Declaration by the exporter or producer", "")
    c.block(LEFT + 2, 222.2, 57, DECLARED, "serif", 6.8, 2.9)
    c.text(46.5, 235.8, "(importing Party)", "plain", 5.4, 0, "centre")
    c.block(LEFT + 2, 239.2, 57, COMPLY, "serif", 6.8, 2.9)
    c.text(19, 252.8, "Place and date", "plain", 5.4)
    c.text(19, 263.6, "Name of authorised person", "plain", 5.4)
    c.text(19, 275.0, "Signature", "plain", 5.4)
    c.text((CODE_LEFT + CODE_RIGHT) / 2, FOOT + 3.8, "SCAN TO VERIFY", "bold", 6.6, 0.9, "centre")
    c.caption(CODE_RIGHT, FOOT, "14", "Certification", "")
    c.block(CODE_RIGHT + 2.5, 222.2, 70, CERTIFIED, "serif", 6.8, 2.9)
    c.text(121.5, 257.4, "Place and date", "plain", 5.4)
    c.text(121.5, 275.0, "Signature", "plain", 5.4)
    c.ink(spot_fill(0.6))
    c.text(STAMP[0], STAMP[1] - 0.6, "Stamp of the", "plain", 5.4, 0, "centre")
    c.text(STAMP[0], STAMP[1] + 1.8, "authorised body", "plain", 5.4, 0, "centre")
    c.ink(spot_fill())
    c.text(105, 280.7, NOTICE, "plain", 5.4, 0, "centre")


if __name__ == "__main__":
    draw("chafta.pdf", "Certificate of Origin, China-Australia Free Trade Agreement", BORDEAUX, paint, words)
