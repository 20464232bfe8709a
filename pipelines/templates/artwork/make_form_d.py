#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws form-d.pdf: ATIGA Form D with the boxes of Annex 7 of the agreement, in line work of our own."""

from captions import draw
from ornaments import (background, border, code_field, emblem, microtext, rose, stamp_and_lines, tick_boxes,
                       title_rosette, watermark)
from sheet import Palette, box, join, line, spot_fill, spot_stroke

# ---- the sheet's geometry; the layout file beside the PDF repeats these numbers -------------------------------------

LEFT, RIGHT, MIDDLE, TOP, BOTTOM = 16.0, 194.0, 105.0, 19.5, 277.5
NUMBER, BOX_2, BOX_3, GOODS, ITEMS, FOOT, TICKS = 31.0, 44.5, 68.0, 99.0, 111.0, 199.0, 260.0
COLUMNS = (26.0, 51.0, 115.0, 134.0, 166.0)  # left sides of boxes 6 to 10
CODE_LEFT, CODE_RIGHT = 77.0, 119.0
CODE = (81.2, 208.6)  # top left of the symbol, 73 modules of 0.46 mm

GREEN = Palette(spot="Chamber Green", spot_cmyk=(0.92, 0.38, 0.72, 0.40), wave=(0.26, 0, 0.18, 0.02),
                wave_pale=(0.16, 0, 0.15, 0), wave_warm=(0.04, 0.10, 0.32, 0.02), gold=(0.14, 0.28, 0.70, 0.10),
                blush=(0.10, 0.04, 0.30, 0))

STAMP, STAMP_RADIUS = (173.0, 239.0), 17.0
DETAILS = (79.8, 87.6, 95.4)  # lines of box 3
LINES = [(50, 103, y) for y in DETAILS] + [
    (108, 191.5, 95.0),  # 4 signature
    (137.5, 172, 64.6),  # issued in
    (19, 74, 220.4), (19, 74, 238.6), (19, 74, 247.6), (19, 74, 256.0),  # 11 countries; place and date; signature
    (121.5, 153, 238.0), (121.5, 153, 255.6),  # 12 place and date, signature
]
OFFICIAL = ((108, 73.6), (108, 79.4), (108, 85.2))
FLAGS = (
    (22, 262.2, "Third Country Invoicing"), (66, 262.2, "Exhibition"), (110, 262.2, "Accumulation"),
    (154, 262.2, "De Minimis"), (22, 270.2, "Back-to-Back CO"), (66, 270.2, "Issued Retroactively"),
    (110, 270.2, "Partial Cumulation"),
)


def grid(art):
    """The boxes."""
    art.add("q", spot_stroke(), join(0.9, "w 0 j"), box(LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP), "S", join(0.6, "w"))
    art.add("\n".join([
        line(MIDDLE, TOP, MIDDLE, GOODS), line(MIDDLE, NUMBER, RIGHT, NUMBER), line(159, TOP, 159, NUMBER),
        line(LEFT, BOX_2, MIDDLE, BOX_2), line(LEFT, BOX_3, RIGHT, BOX_3), line(LEFT, GOODS, RIGHT, GOODS),
        line(LEFT, FOOT, RIGHT, FOOT), line(LEFT, TICKS, RIGHT, TICKS),
        line(CODE_LEFT, FOOT, CODE_LEFT, TICKS), line(CODE_RIGHT, FOOT, CODE_RIGHT, TICKS),
        *(line(x, GOODS, x, FOOT) for x in COLUMNS),
    ]), "S", join(0.3, "w"), line(LEFT, ITEMS, RIGHT, ITEMS), "S Q")


def paint(art):
    background(art)
    watermark(art, y=154, radius=38, petals=16, depth=0.33)
    title_rosette(art, 149.5, 50, (MIDDLE, NUMBER, RIGHT - MIDDLE, BOX_3 - NUMBER), 0.72)
    border(art)
    emblem(art, 116.0, 56.0, 8.6)
    rose(art, 183.0, 56.0, 8.6)
    grid(art)
    code_field(art, *CODE)
    stamp_and_lines(art, STAMP, STAMP_RADIUS, LINES)
    tick_boxes(art, [(x, y) for x, y, _ in FLAGS])
    tick_boxes(art, OFFICIAL, 3.0)
    microtext(art, "CERTIFICATE OF ORIGIN • FORM D • ", (18.6, 282.6), 19, 191)


PRODUCED = (
    "The undersigned declares that the above details and statement are correct, that all the goods were produced in")
COMPLY = (
    "and that they comply with the origin requirements specified for them in the ASEAN Trade in Goods Agreement, for "
    "goods exported to")
CERTIFIED = "On the basis of control carried out, the declaration by the exporter is certified to be correct."
NOTICE = (
    "Any alteration, erasure or addition renders this certificate void. The code can be verified offline with the "
    "issuer’s public key.")


def words(captions):
    c = captions
    c.ink(spot_fill())
    c.caption(LEFT, TOP, "1", "Goods consigned from (exporter’s business name, address, country)", "")
    c.caption(LEFT, BOX_2, "2", "Goods consigned to (consignee’s name, address, country)", "")
    c.caption(LEFT, BOX_3, "3", "Means of transport and route (as far as known)", "")
    for y, label in zip(DETAILS, ("Departure date", "Vessel’s name / aircraft etc.", "Port of discharge")):
        c.text(LEFT + 2, y - 0.6, label, "plain", 6.2)
    c.caption(MIDDLE, TOP, "", "Reference No.", "")
    c.caption(159, TOP, "", "Copy, sheet", "")
    c.text(149.5, 35.4, "ASEAN TRADE IN GOODS AGREEMENT /", "bold", 6.4, 0.5, "centre")
    c.text(149.5, 38.4, "ASEAN INDUSTRIAL COOPERATION SCHEME", "bold", 6.4, 0.5, "centre")
    c.text(149.5, 45.4, "CERTIFICATE OF ORIGIN", "title", 15.5, 0.5, "centre")
    c.text(149.5, 48.8, "(Combined Declaration and Certificate)", "serif", 6.6, 0, "centre")
    c.text(149.5, 57.4, "FORM D", "title", 19, 1.4, "centre")
    c.text(136, 64.0, "Issued in", "plain", 6.2, 0, "right")
    c.text(154.75, 66.9, "(Country)", "plain", 5.4, 0, "centre")
    c.caption(MIDDLE, BOX_3, "4", "For official use", "")
    for (x, y), label in zip(OFFICIAL, (
            "Preferential treatment given under ASEAN Trade in Goods Agreement",
            "Preferential treatment given under ASEAN Industrial Cooperation Scheme",
            "Preferential treatment not given (please state reasons)")):
        c.text(x + 4.4, y + 2.3, label, "plain", 5.8)
    c.text(149.75, 97.6, "Signature of authorised signatory of the importing country", "plain", 5.4, 0, "centre")
    c.head(LEFT, GOODS, "5", "Item", "number")
    c.head(COLUMNS[0], GOODS, "6", "Marks and", "numbers on", "packages")
    c.head(COLUMNS[1], GOODS, "7", "Number and type of packages, description of goods",
           "(including quantity where appropriate and HS number of", "the importing country)")
    c.head(COLUMNS[2], GOODS, "8", "Origin", "criterion")
    c.head(COLUMNS[3], GOODS, "9", "Gross weight or other", "quantity, and value (FOB)")
    c.head(COLUMNS[4], GOODS, "10", "Number and", "date of invoices")
    c.caption(LEFT, FOOT, "11", "Declaration by the exporter", "")
    c.block(LEFT + 2, 206.2, 57, PRODUCED, "serif", 6.8, 2.9)
    c.text(46.5, 222.8, "(Country)", "plain", 5.4, 0, "centre")
    c.block(LEFT + 2, 226.2, 57, COMPLY, "serif", 6.8, 2.9)
    c.text(46.5, 241.0, "(Importing country)", "plain", 5.4, 0, "centre")
    c.text(19, 249.9, "Place and date", "plain", 5.4)
    c.text(19, 258.3, "Name and signature of authorised signatory", "plain", 5.4)
    c.text((CODE_LEFT + CODE_RIGHT) / 2, FOOT + 3.8, "SCAN TO VERIFY", "bold", 6.6, 0.9, "centre")
    c.caption(CODE_RIGHT, FOOT, "12", "Certification", "")
    c.block(CODE_RIGHT + 2.5, 206.2, 70, CERTIFIED, "serif", 6.8, 2.9)
    c.text(121.5, 240.4, "Place and date", "plain", 5.4)
    c.text(121.5, 258.0, "Signature of certifying authority", "plain", 5.4)
    c.ink(spot_fill(0.6))
    c.text(STAMP[0], STAMP[1] - 0.6, "Stamp of the", "plain", 5.4, 0, "centre")
    c.text(STAMP[0], STAMP[1] + 1.8, "certifying authority", "plain", 5.4, 0, "centre")
    c.ink(spot_fill())
    c.text(LEFT + 1.3, TICKS + 4.9, "13", "bold", 7)
    for x, y, label in FLAGS:
        c.text(x + 5.2, y + 2.7, label, "plain", 7)
    c.text(105, 280.7, NOTICE, "plain", 5.4, 0, "centre")


if __name__ == "__main__":
    draw("form-d.pdf", "Certificate of Origin, Form D", GREEN, paint, words)
