#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws chafta.pdf: the Certificate of Origin of the China-Australia Free Trade Agreement with the boxes of its Annex
3-A, in line work of our own."""

from agreement import BOTTOM, CODE_RIGHT, LEFT, MIDDLE, RIGHT, TOP, Sheet, detail_words
from captions import draw
from sheet import Palette, spot_fill

# ---- the sheet's geometry; the layout file beside the PDF repeats these numbers -------------------------------------

BOX_2, BOX_3, OFFICIAL, BOX_4, GOODS, ITEMS, FOOT = 45.5, 63.0, 66.0, 86.5, 117.0, 129.0, 215.0
DETAILS = (95.6, 102.2, 108.8, 115.4)  # lines of box 4

BORDEAUX = Palette(spot="Chamber Bordeaux", spot_cmyk=(0.32, 0.94, 0.58, 0.42), wave=(0.03, 0.17, 0.11, 0),
                   wave_pale=(0.03, 0.11, 0.10, 0), wave_warm=(0.03, 0.10, 0.34, 0.02), gold=(0.12, 0.30, 0.68, 0.10),
                   blush=(0.13, 0.13, 0.06, 0))

SHEET = Sheet(
    palette=BORDEAUX, phrase="CERTIFICATE OF ORIGIN • CHINA-AUSTRALIA • ",
    watermark={"y": 171, "radius": 38, "petals": 14, "depth": 0.31},
    rows=((LEFT, MIDDLE, BOX_2), (LEFT, MIDDLE, BOX_3), (MIDDLE, RIGHT, OFFICIAL), (LEFT, RIGHT, BOX_4)),
    title_end=OFFICIAL, rosette=49, emblems=54.0,
    goods=GOODS, items=ITEMS, columns=(27.0, 48.0, 105.0, 121.0, 139.0, 166.0),
    foot=FOOT, foot_end=BOTTOM, code=(81.2, 224.6), stamp=(173.0, 255.5),
    written=[(52, 103, y) for y in DETAILS] + [
        (137.5, 172, 60.6),  # issued in
        (19, 74, 233.4), (19, 74, 250.4), (19, 74, 261.2), (19, 74, 272.6),  # 13 Party; place and date; name; signature
        (121.5, 153, 255.0), (121.5, 153, 272.6),  # 14 place and date, signature
    ])

DECLARED = "The undersigned declares that the information stated above is correct and that the goods exported to"
COMPLY = "comply with the origin requirements specified in the China-Australia Free Trade Agreement."
CERTIFIED = (
    "On the basis of the control carried out, the information herein is certified to be correct, and the goods "
    "described to comply with the origin requirements of the China-Australia Free Trade Agreement.")


def words(c):
    c.ink(spot_fill())
    c.caption(LEFT, TOP, "1", "Exporter’s name, address and country", "")
    c.caption(LEFT, BOX_2, "2", "Producer’s name and address (if known)", "")
    c.caption(LEFT, BOX_3, "3", "Importer’s name, address and country (if known)", "")
    c.caption(LEFT, BOX_4, "4", "Means of transport and route (if known)", "")
    labels = ("Departure date", "Vessel / flight / train / vehicle No.", "Port of loading", "Port of discharge")
    detail_words(c, DETAILS, labels, 6.0)
    SHEET.number_words(c, "Certificate No.")
    c.text(149.5, 40.4, "CERTIFICATE OF ORIGIN", "title", 16.5, 0.5, "centre")
    c.text(149.5, 47.2, "Form for China-Australia", "serif", 8.4, 0.3, "centre")
    c.text(149.5, 51.2, "Free Trade Agreement", "serif", 8.4, 0.3, "centre")
    c.text(136, 60.0, "Issued in", "plain", 6.2, 0, "right")
    c.caption(MIDDLE, OFFICIAL, "", "For official use only", "")
    c.caption(MIDDLE, BOX_4, "5", "Remarks", "")
    SHEET.head_words(
        c, 6, ("Item", "number", "(max. 20)"), ("Marks and", "numbers on pack-", "ages (optional)"),
        ("Number and kind of packages;", "description of goods"), ("HS code", "(6-digit code)"),
        ("Origin", "criterion"), ("Gross or net", "weight or other", "quantity"), ("Invoice", "number and date"))
    c.caption(LEFT, FOOT, "13", "Declaration by the exporter or producer", "")
    c.block(LEFT + 2, 222.2, 57, DECLARED, "serif", 6.8, 2.9)
    c.text(46.5, 235.8, "(importing Party)", "plain", 5.4, 0, "centre")
    c.block(LEFT + 2, 239.2, 57, COMPLY, "serif", 6.8, 2.9)
    c.text(19, 252.8, "Place and date", "plain", 5.4)
    c.text(19, 263.6, "Name of authorised person", "plain", 5.4)
    c.text(19, 275.0, "Signature", "plain", 5.4)
    SHEET.code_words(c)
    c.caption(CODE_RIGHT, FOOT, "14", "Certification", "")
    c.block(CODE_RIGHT + 2.5, 222.2, 70, CERTIFIED, "serif", 6.8, 2.9)
    c.text(121.5, 257.4, "Place and date", "plain", 5.4)
    c.text(121.5, 275.0, "Signature", "plain", 5.4)
    SHEET.stamp_words(c, "authorised body")
    SHEET.end_words(c)


if __name__ == "__main__":
    draw("chafta.pdf", "Certificate of Origin, China-Australia Free Trade Agreement", SHEET.palette, SHEET.paint, words)
