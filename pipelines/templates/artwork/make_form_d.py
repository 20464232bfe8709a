#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws form-d.pdf: ATIGA Form D with the boxes of Annex 7 of the agreement, in line work of our own."""

from agreement import CODE_RIGHT, LEFT, MIDDLE, RIGHT, TOP, Sheet, detail_words
from captions import draw
from sheet import Palette, spot_fill

# ---- the sheet's geometry; the layout file beside the PDF repeats these numbers -------------------------------------

BOX_2, BOX_3, GOODS, ITEMS, FOOT, TICKS = 44.5, 68.0, 99.0, 111.0, 199.0, 260.0
DETAILS = (79.8, 87.6, 95.4)  # lines of box 3

GREEN = Palette(spot="Chamber Green", spot_cmyk=(0.92, 0.38, 0.72, 0.40), wave=(0.26, 0, 0.18, 0.02),
                wave_pale=(0.16, 0, 0.15, 0), wave_warm=(0.04, 0.10, 0.32, 0.02), gold=(0.14, 0.28, 0.70, 0.10),
                blush=(0.10, 0.04, 0.30, 0))

SHEET = Sheet(
    palette=GREEN, phrase="CERTIFICATE OF ORIGIN • FORM D • ",
    watermark={"y": 154, "radius": 38, "petals": 16, "depth": 0.33},
    rows=((LEFT, MIDDLE, BOX_2), (LEFT, RIGHT, BOX_3)), title_end=BOX_3, rosette=50, emblems=56.0,
    goods=GOODS, items=ITEMS, columns=(26.0, 51.0, 115.0, 134.0, 166.0),
    foot=FOOT, foot_end=TICKS, code=(81.2, 208.6), stamp=(173.0, 239.0),
    written=[(50, 103, y) for y in DETAILS] + [
        (108, 191.5, 95.0),  # 4 signature
        (137.5, 172, 64.6),  # issued in
        (19, 74, 220.4), (19, 74, 238.6), (19, 74, 247.6), (19, 74, 256.0),  # 11 countries; place and date; signature
        (121.5, 153, 238.0), (121.5, 153, 255.6),  # 12 place and date, signature
    ],
    official=((108, 73.6), (108, 79.4), (108, 85.2)),
    flags=(
        (22, 262.2, "Third Country Invoicing"), (66, 262.2, "Exhibition"), (110, 262.2, "Accumulation"),
        (154, 262.2, "De Minimis"), (22, 270.2, "Back-to-Back CO"), (66, 270.2, "Issued Retroactively"),
        (110, 270.2, "Partial Cumulation"),
    ))

PRODUCED = (
    "The undersigned declares that the above details and statement are correct, that all the goods were produced in")
COMPLY = (
    "and that they comply with the origin requirements specified for them in the ASEAN Trade in Goods Agreement, for "
    "goods exported to")
CERTIFIED = "On the basis of control carried out, the declaration by the exporter is certified to be correct."


def words(c):
    c.ink(spot_fill())
    c.caption(LEFT, TOP, "1", "Goods consigned from (exporter’s business name, address, country)", "")
    c.caption(LEFT, BOX_2, "2", "Goods consigned to (consignee’s name, address, country)", "")
    c.caption(LEFT, BOX_3, "3", "Means of transport and route (as far as known)", "")
    detail_words(c, DETAILS, ("Departure date", "Vessel’s name / aircraft etc.", "Port of discharge"), 6.2)
    SHEET.number_words(c, "Reference No.")
    c.text(149.5, 35.4, "ASEAN TRADE IN GOODS AGREEMENT /", "bold", 6.4, 0.5, "centre")
    c.text(149.5, 38.4, "ASEAN INDUSTRIAL COOPERATION SCHEME", "bold", 6.4, 0.5, "centre")
    c.text(149.5, 45.4, "CERTIFICATE OF ORIGIN", "title", 15.5, 0.5, "centre")
    c.text(149.5, 48.8, "(Combined Declaration and Certificate)", "serif", 6.6, 0, "centre")
    c.text(149.5, 57.4, "FORM D", "title", 19, 1.4, "centre")
    c.text(136, 64.0, "Issued in", "plain", 6.2, 0, "right")
    c.text(154.75, 66.9, "(Country)", "plain", 5.4, 0, "centre")
    c.caption(MIDDLE, BOX_3, "4", "For official use", "")
    for (x, y), label in zip(SHEET.official, (
            "Preferential treatment given under ASEAN Trade in Goods Agreement",
            "Preferential treatment given under ASEAN Industrial Cooperation Scheme",
            "Preferential treatment not given (please state reasons)"), strict=True):
        c.text(x + 4.4, y + 2.3, label, "plain", 5.8)
    c.text(149.75, 97.6, "Signature of authorised signatory of the importing country", "plain", 5.4, 0, "centre")
    SHEET.head_words(
        c, 5, ("Item", "number"), ("Marks and", "numbers on", "packages"),
        ("Number and type of packages, description of goods", "(including quantity where appropriate and HS number of",
         "the importing country)"),
        ("Origin", "criterion"), ("Gross weight or other", "quantity, and value (FOB)"),
        ("Number and", "date of invoices"))
    c.caption(LEFT, FOOT, "11", "Declaration by the exporter", "")
    c.block(LEFT + 2, 206.2, 57, PRODUCED, "serif", 6.8, 2.9)
    c.text(46.5, 222.8, "(Country)", "plain", 5.4, 0, "centre")
    c.block(LEFT + 2, 226.2, 57, COMPLY, "serif", 6.8, 2.9)
    c.text(46.5, 241.0, "(Importing country)", "plain", 5.4, 0, "centre")
    c.text(19, 249.9, "Place and date", "plain", 5.4)
    c.text(19, 258.3, "Name and signature of authorised signatory", "plain", 5.4)
    SHEET.code_words(c)
    c.caption(CODE_RIGHT, FOOT, "12", "Certification", "")
    c.block(CODE_RIGHT + 2.5, 206.2, 70, CERTIFIED, "serif", 6.8, 2.9)
    c.text(121.5, 240.4, "Place and date", "plain", 5.4)
    c.text(121.5, 258.0, "Signature of certifying authority", "plain", 5.4)
    SHEET.stamp_words(c, "certifying authority")
    SHEET.end_words(c, "13")


if __name__ == "__main__":
    draw("form-d.pdf", "Certificate of Origin, Form D", SHEET.palette, SHEET.paint, words)
