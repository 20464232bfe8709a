#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws ordinary-a4.pdf, the artwork of the ordinary Certificate of Origin on A4; see README.md beside this file."""

from captions import draw
from ornaments import (background, border, code_field, emblem, microtext, rose, stamp_and_lines, title_rosette,
                       watermark)
from sheet import Palette, box, join, line, spot_fill, spot_stroke

# ---- the sheet's geometry; the layout files beside the PDF repeat these numbers -------------------------------------

LEFT, RIGHT, MIDDLE = 16.0, 194.0, 105.0
ROW_A, NUMBER, ROW_B, ROW_C = 48.0, 61.0, 77.0, 104.0
GOODS, TOTALS, FOOT, BOTTOM = 121.0, 212.5, 220.5, 277.5
QUANTITY = 160.0  # left side of box 7
CODE_LEFT, CODE_RIGHT = 96.0, 138.0  # the column that holds the code
CODE = (100.2, 228.8)  # top left of the symbol, 73 modules of 0.46 mm

BLUE = Palette(spot="Chamber Blue", spot_cmyk=(1.0, 0.74, 0.22, 0.28), wave=(0.30, 0.05, 0.13, 0),
               wave_pale=(0.20, 0.02, 0.10, 0), wave_warm=(0.03, 0.12, 0.32, 0.02), gold=(0.12, 0.30, 0.66, 0.10),
               blush=(0.03, 0.17, 0.14, 0))

STAMP, STAMP_RADIUS = (36.5, 257.4), 17.5
SIGN_LINES = [
    (58, 93, 254.5), (58, 93, 272.5),  # authority: place and date, signature
    (140.5, 191.5, 247.5), (140.5, 191.5, 258.5), (140.5, 191.5, 272.5),  # applicant: place and date, name, signature
]


def grid(art):
    """The boxes."""
    art.add("q", spot_stroke(), join(0.9, "w 0 j"), box(LEFT, ROW_A, RIGHT - LEFT, BOTTOM - ROW_A), "S")
    art.add(join(0.6, "w"))
    art.add("\n".join([
        line(MIDDLE, ROW_A, MIDDLE, GOODS),
        line(MIDDLE, NUMBER, RIGHT, NUMBER), line(159, ROW_A, 159, NUMBER), line(152, NUMBER, 152, ROW_B),
        line(LEFT, ROW_B, RIGHT, ROW_B), line(LEFT, ROW_C, RIGHT, ROW_C), line(LEFT, GOODS, RIGHT, GOODS),
        line(QUANTITY, GOODS, QUANTITY, TOTALS), line(LEFT, FOOT, RIGHT, FOOT),
        line(CODE_LEFT, FOOT, CODE_LEFT, BOTTOM), line(CODE_RIGHT, FOOT, CODE_RIGHT, BOTTOM),
    ]), "S")
    art.add(join(0.3, "w"), line(LEFT, TOTALS, RIGHT, TOTALS), "S Q")


CERTIFIED = (
    "The undersigned authority certifies that the goods described above originate in the country shown in box 3.")
CERTIFIED_IN_FRENCH = (
    "L’autorité soussignée certifie que les marchandises désignées ci-dessus sont originaires du pays figurant dans la "
    "case 3.")
DECLARED = (
    "The undersigned declares that the particulars above are correct and that the goods originate in the country shown "
    "in box 3.")
NOTICE = (
    "Any alteration, erasure or addition renders this certificate void. The code above can be verified offline with "
    "the issuer’s public key.")


def words(captions):
    c = captions
    c.ink(spot_fill())
    c.text(105, 38.0, "CERTIFICATE OF ORIGIN", "title", 24.5, 1.0, "centre")
    c.text(105, 43.4, "CERTIFICAT D’ORIGINE", "serif", 8, 2.2, "centre")
    c.caption(LEFT, ROW_A, "1", "Consignor", "Expéditeur")
    c.caption(LEFT, ROW_B, "2", "Consignee", "Destinataire")
    c.caption(MIDDLE, ROW_A, "", "Certificate number", "Numéro du certificat")
    c.caption(159, ROW_A, "", "Copy, sheet", "Exemplaire, feuille")
    c.caption(MIDDLE, NUMBER, "3", "Country of origin", "Pays d’origine")
    c.caption(152, NUMBER, "", "Country of destination", "Destination")
    c.caption(MIDDLE, ROW_B, "4", "Transport details (optional)", "Informations relatives au transport")
    c.caption(LEFT, ROW_C, "5", "Remarks", "Remarques")
    c.caption(MIDDLE, ROW_C, "9", "Invoices (number and date)", "Factures (numéro et date)")
    c.caption(LEFT, GOODS, "6", "Item number; marks, numbers, number and kind of packages; description of goods",
              "Numéro d’ordre ; marques, numéros, nombre et nature des colis ; désignation des marchandises", True)
    c.caption(QUANTITY, GOODS, "7", "Quantity (gross kg)", "Quantité (kg brut)", True)
    c.caption(LEFT, TOTALS, "", "Total", "Totaux")
    c.caption(LEFT, FOOT, "8", "Certification by the issuing authority", "Visa de l’autorité")
    y = c.block(LEFT + 2, FOOT + 7.2, 76, CERTIFIED, "serif", 7.4, 3.1)
    c.block(LEFT + 2, y + 0.1, 76, CERTIFIED_IN_FRENCH, "italic", 5.6, 2.4)
    c.text(58, 257.0, "Place and date of issue", "plain", 5.4)
    c.text(58, 275.0, "Signature of the authorised officer", "plain", 5.4)
    c.ink(spot_fill(0.6))
    c.text(STAMP[0], STAMP[1] - 0.6, "Stamp of the", "plain", 5.4, 0, "centre")
    c.text(STAMP[0], STAMP[1] + 1.8, "issuing authority", "plain", 5.4, 0, "centre")
    c.ink(spot_fill())
    middle = (CODE_LEFT + CODE_RIGHT) / 2
    c.text(middle, FOOT + 3.6, "SCAN TO VERIFY", "bold", 6.6, 0.9, "centre")
    c.caption(CODE_RIGHT, FOOT, "10", "Declaration by the applicant", "Déclaration du demandeur", True)
    c.block(CODE_RIGHT + 2.5, FOOT + 9.4, 51, DECLARED, "serif", 6.6, 2.8)
    c.text(140.5, 250.0, "Place and date", "plain", 5.4)
    c.text(140.5, 261.0, "Name of the signatory", "plain", 5.4)
    c.text(140.5, 275.0, "Signature", "plain", 5.4)
    c.text(105, 280.7, NOTICE, "plain", 5.4, 0, "centre")


def paint(art):
    background(art)
    watermark(art)
    title_rosette(art)
    border(art)
    emblem(art, 29.6, 31.2, 12.6)
    rose(art, 180.4, 31.2, 12.6)
    grid(art)
    code_field(art, *CODE)
    stamp_and_lines(art, STAMP, STAMP_RADIUS, SIGN_LINES)
    microtext(art, "CERTIFICATE OF ORIGIN • CERTIFICAT D’ORIGINE • ", (46.9, 282.6))


if __name__ == "__main__":
    draw("ordinary-a4.pdf", "Certificate of Origin", BLUE, paint, words)
