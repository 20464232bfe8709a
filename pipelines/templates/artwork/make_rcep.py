#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws rcep.pdf: Form RCEP with the seventeen boxes of the form that the Parties agreed on, in line work of our own.
Its second page serves the sheets after the first: the same boxes under another title."""

from agreement import CODE_RIGHT, LEFT, MIDDLE, RIGHT, TOP, Sheet, detail_words
from captions import draw
from sheet import Palette, spot_fill

# ---- the sheet's geometry; the layout file beside the PDF repeats these numbers -------------------------------------

BOX_2, BOX_3, OFFICIAL, BOX_4, GOODS, ITEMS = 41.0, 60.0, 68.0, 78.0, 104.0, 116.5
REMARKS, FOOT, TICKS = 199.0, 212.5, 268.5
DETAILS = (87.2, 94.4, 101.6)  # lines of box 4

VIOLET = Palette(spot="Chamber Violet", spot_cmyk=(0.72, 0.84, 0.16, 0.30), wave=(0.14, 0.16, 0.01, 0),
                 wave_pale=(0.09, 0.12, 0.01, 0), wave_warm=(0.03, 0.11, 0.30, 0.02), gold=(0.14, 0.28, 0.66, 0.10),
                 blush=(0.08, 0.13, 0.04, 0))

SHEET = Sheet(
    palette=VIOLET, phrase="CERTIFICATE OF ORIGIN • FORM RCEP • ",
    watermark={"y": 158, "radius": 38, "petals": 15, "depth": 0.32},
    rows=((LEFT, MIDDLE, BOX_2), (LEFT, MIDDLE, BOX_3), (MIDDLE, RIGHT, OFFICIAL), (LEFT, MIDDLE, BOX_4),
          (LEFT, RIGHT, REMARKS)),
    title_end=OFFICIAL, rosette=50, emblems=56.0,
    goods=GOODS, items=ITEMS, columns=(24.5, 44.5, 95.0, 110.0, 126.0, 143.5, 170.5),
    foot=FOOT, foot_end=TICKS, code=(81.2, 222.1), stamp=(173.0, 249.5),
    written=[(50, 103, y) for y in DETAILS] + [
        (108, 191.5, 99.0),  # 5 signature
        (137.5, 172, 64.6),  # issued in
        (19, 74, 238.8), (19, 74, 248.0), (19, 74, 256.4), (19, 74, 264.4),  # 15 Party; place and date; name; signature
        (121.5, 153, 248.0), (121.5, 153, 264.4),  # 16 place and date, signature
    ],
    official=((108, 77.0), (134, 77.0)),
    flags=((22, 271.2, "Back-to-back Certificate of Origin"), (84, 271.2, "Third-party invoicing"),
           (138, 271.2, "ISSUED RETROACTIVELY")))

DECLARED = (
    "The undersigned declares that the details and statements above are correct and that the goods comply with the "
    "requirements specified for them in the Regional Comprehensive Economic Partnership Agreement. They are exported "
    "to")
CERTIFIED = (
    "On the basis of control carried out, the information herein is certified to be correct, and the goods described "
    "to comply with the origin requirements of the Regional Comprehensive Economic Partnership Agreement.")


def words(c, is_first=True):
    c.ink(spot_fill())
    c.caption(LEFT, TOP, "1", "Goods consigned from (exporter’s name, address and country)", "")
    c.caption(LEFT, BOX_2, "2", "Goods consigned to (importer’s / consignee’s name, address, country)", "")
    c.caption(LEFT, BOX_3, "3", "Producer’s name, address and country (if known)", "")
    c.caption(LEFT, BOX_4, "4", "Means of transport and route (if known)", "")
    detail_words(c, DETAILS, ("Departure date", "Vessel’s name / flight etc.", "Port of discharge"), 6.2)
    SHEET.number_words(c, "Certificate No.")
    c.text(149.5, 35.6, "REGIONAL COMPREHENSIVE ECONOMIC", "bold", 6.4, 0.5, "centre")
    c.text(149.5, 38.6, "PARTNERSHIP AGREEMENT", "bold", 6.4, 0.5, "centre")
    c.text(149.5, 45.8, "CERTIFICATE OF ORIGIN", "title", 15.5, 0.5, "centre")
    c.text(149.5, 56.0 if is_first else 54.4, "FORM RCEP", "title", 17, 1.2, "centre")
    if not is_first:
        c.text(149.5, 58.4, "CONTINUATION SHEET", "bold", 6.4, 0.5, "centre")
    c.text(136, 64.0, "Issued in", "plain", 6.2, 0, "right")
    c.text(154.75, 66.9, "(Country)", "plain", 5.4, 0, "centre")
    c.caption(MIDDLE, OFFICIAL, "5", "For official use", "")
    c.text(107, 75.0, "Preferential treatment", "plain", 6.2)
    for (x, y), label in zip(SHEET.official, ("Given", "Not given (please state reasons)"), strict=True):
        c.text(x + 4.4, y + 2.3, label, "plain", 6.2)
    c.text(149.75, 101.6, "Authorised signatory of the customs authority of the importing country", "plain", 5.4, 0,
           "centre")
    SHEET.head_words(
        c, 6, ("Item", "no."), ("Marks and", "numbers on", "packages"),
        ("Number and kind of packages;", "description of goods"), ("HS code", "(6-digit", "level)"),
        ("Origin", "conferring", "criterion"), ("RCEP", "country of", "origin"),
        ("Quantity (gross", "weight or other), value", "(FOB) where RVC applies"), ("Invoice", "number and", "date"))
    c.caption(LEFT, REMARKS, "14", "Remarks", "")
    c.caption(LEFT, FOOT, "15", "Declaration by the exporter or producer", "")
    c.block(LEFT + 2, 219.4, 57, DECLARED, "serif", 6.4, 2.7)
    c.text(46.5, 241.2, "(importing country)", "plain", 5.4, 0, "centre")
    c.text(19, 250.4, "Place and date", "plain", 5.4)
    c.text(19, 258.8, "Name of authorised signatory", "plain", 5.4)
    c.text(19, 266.8, "Signature", "plain", 5.4)
    SHEET.code_words(c)
    c.caption(CODE_RIGHT, FOOT, "16", "Certification", "")
    c.block(CODE_RIGHT + 2.5, 219.4, 70, CERTIFIED, "serif", 6.4, 2.7)
    c.text(121.5, 250.4, "Place and date", "plain", 5.4)
    c.text(121.5, 266.8, "Signature", "plain", 5.4)
    SHEET.stamp_words(c, "issuing body")
    SHEET.end_words(c, "17")


if __name__ == "__main__":
    draw("rcep.pdf", "Certificate of Origin, Form RCEP", SHEET.palette, SHEET.paint, words,
         lambda c: words(c, is_first=False))
