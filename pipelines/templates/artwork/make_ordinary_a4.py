#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws ordinary-a4.pdf, the artwork of the ordinary Certificate of Origin on A4.

Lengths are millimetres from the top left of the sheet unless a name ends in _pt. The line work is written as plain
PDF operators (small, and the same bytes each time); reportlab sets the captions and embeds their fonts; pikepdf puts
the two together. See README.md beside this file for how to run it.
"""

import io
import math
import sys
import zlib
from pathlib import Path

import pikepdf
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont as FontTables
from fontTools.ttLib.tables._g_l_y_f import Glyph
from pikepdf import Array, Dictionary, Name
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

WIDTH_PT, HEIGHT_PT = 595.276, 841.89
MM = 72 / 25.4
TAU = 2 * math.pi

FONT_FOLDER = Path("/usr/share/fonts/truetype/noto")
FONTS = {
    "title": "NotoSerifDisplay-Bold.ttf",
    "serif": "NotoSerif-Regular.ttf",
    "bold": "NotoSans-Bold.ttf",
    "plain": "NotoSans-Regular.ttf",
    "italic": "NotoSans-Italic.ttf",
}

# ---- the sheet's geometry; the layout files beside the PDF repeat these numbers -------------------------------------

LEFT, RIGHT, MIDDLE = 16.0, 194.0, 105.0
ROW_A, NUMBER, ROW_B, ROW_C = 48.0, 61.0, 77.0, 104.0
GOODS, TOTALS, FOOT, BOTTOM = 121.0, 212.5, 220.5, 277.5
QUANTITY = 160.0  # left side of box 7
CODE_LEFT, CODE_RIGHT = 96.0, 138.0  # the column that holds the code
CODE = (100.2, 228.8)  # top left of the symbol, 73 modules of 0.46 mm
CODE_SIDE, QUIET = 73 * 0.46, 4 * 0.46
SPARE = 0.4  # white beyond the quiet zone, for sheets that feed askew

# ---- colours: one spot ink, the rest process tints ------------------------------------------------------------------

SPOT = "Chamber Blue"
SPOT_CMYK = (1.0, 0.74, 0.22, 0.28)
TEAL = (0.30, 0.05, 0.13, 0)
AQUA = (0.20, 0.02, 0.10, 0)
SAND = (0.03, 0.12, 0.32, 0.02)
GOLD = (0.12, 0.30, 0.66, 0.10)
ROSE = (0.03, 0.17, 0.14, 0)


def number(value):
    """A PDF number: at most three decimals, no exponent, no trailing zeros."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def join(*values):
    return " ".join(v if isinstance(v, str) else number(v) for v in values)


def stroke(colour):
    return join(*colour, "K")


def fill(colour):
    return join(*colour, "k")


def spot_stroke(tint=1.0):
    return join("/Spot CS", tint, "SCN")


def spot_fill(tint=1.0):
    return join("/Spot cs", tint, "scn")


def at(x, y):
    """Millimetres from the top left to PDF points from the bottom left."""
    return x * MM, HEIGHT_PT - y * MM


def box(x, y, width, height):
    px, py = at(x, y + height)
    return join(px, py, width * MM, height * MM, "re")


def line(x1, y1, x2, y2):
    return join(*at(x1, y1), "m", *at(x2, y2), "l")


# ---- curves ---------------------------------------------------------------------------------------------------------

UNIT = 0.05  # points; curves are written as whole numbers of it


def curve(f, start, end, segments, closed=False):
    """A path through f(t) -> (x, y) in points, as Bézier pieces that share the true tangents of f."""
    step = (end - start) / segments
    eps = step * 1e-4

    def tangent(t):
        (xa, ya), (xb, yb) = f(t - eps), f(t + eps)
        return (xb - xa) / (2 * eps), (yb - ya) / (2 * eps)

    def whole(v):
        return str(round(v / UNIT))

    x, y = f(start)
    out = [f"{whole(x)} {whole(y)} m"]
    dx, dy = tangent(start)
    for i in range(1, segments + 1):
        t = start + i * step
        x2, y2 = f(t)
        dx2, dy2 = tangent(t)
        a = (x + dx * step / 3, y + dy * step / 3)
        b = (x2 - dx2 * step / 3, y2 - dy2 * step / 3)
        out.append(" ".join(whole(v) for v in (*a, *b, x2, y2)) + " c")
        x, y, dx, dy = x2, y2, dx2, dy2
    return "\n".join(out) + (" h" if closed else "")


def circle(cx, cy, radius):
    """A circle in points."""
    k = 0.5522847 * radius
    return "\n".join([
        join(cx + radius, cy, "m"),
        join(cx + radius, cy + k, cx + k, cy + radius, cx, cy + radius, "c"),
        join(cx - k, cy + radius, cx - radius, cy + k, cx - radius, cy, "c"),
        join(cx - radius, cy - k, cx - k, cy - radius, cx, cy - radius, "c"),
        join(cx + k, cy - radius, cx + radius, cy - k, cx + radius, cy, "c h"),
    ])


class Art:
    """The line work: a content stream and the small forms that it draws again and again."""

    def __init__(self):
        self.ops = []
        self.forms = {}

    def add(self, *parts):
        self.ops.append(" ".join(parts))

    def form(self, name, body, box_pt):
        """A form in curve units; it takes line width and colour from where it is drawn."""
        self.forms[name] = (body, [round(v / UNIT) for v in box_pt])

    def draw(self, name, a=1.0, b=0.0, c=0.0, d=1.0, x=0.0, y=0.0):
        """Draws a form whose origin comes to (x, y) points, under the matrix a b c d."""
        m = (a * UNIT, b * UNIT, c * UNIT, d * UNIT)
        self.add("q", *(f"{v:.5f}".rstrip("0").rstrip(".") for v in m), join(x, y), f"cm /{name} Do Q")

    def width(self, points):
        """The line width inside forms, which are drawn at UNIT scale."""
        self.add(join(points / UNIT, "w"))


# ---- ornaments ------------------------------------------------------------------------------------------------------


def background(art):
    """Two families of waves that drift against each other over the whole sheet within the border."""
    strands, pitch, span = 22, 2.15 * MM, 182 * MM

    def strand(k):
        p, q = TAU * k / strands, 2 * TAU * k / strands

        def f(t):
            x = t * span
            return x, k * pitch + MM * (3.6 * math.sin(4 * TAU * t + p) + 1.5 * math.sin(9 * TAU * t - q))

        return curve(f, 0, 1, 38)

    block = strands * pitch
    art.form("Waves", "\n".join(strand(k) for k in range(strands)) + " S", (-1, -6 * MM, span + 1, block + 6 * MM))
    art.add("q", box(14, 14, 182, 269), "W n")
    art.width(0.22)
    left, bottom = at(14, 283)
    right, _ = at(196, 283)
    blocks = math.ceil(269 * MM / block) + 1
    # the tint drifts from sand at the head and foot to teal in the middle, as on an iris print
    for i in range(blocks):
        y = bottom + (i - 0.5) * block
        art.add(stroke(AQUA if i % 2 else TEAL))
        art.draw("Waves", x=left, y=y)
        art.add(stroke(SAND))
        art.draw("Waves", a=-1, x=right, y=y + pitch / 2)
    art.add("Q")


def rosette(name, art, radius, petals, depth, ripple=0.0):
    """One strand of lathe work, to be turned about its centre by `turn`: r = R (1 - d + d cos nt + ripple)."""
    def f(t):
        r = radius * (1 - depth + depth * math.cos(petals * t) + ripple * math.cos(3 * petals * t + 0.9))
        return r * math.cos(t), r * math.sin(t)

    reach = radius * (1.02 + abs(ripple))
    art.form(name, curve(f, 0, TAU, petals * (8 if ripple else 6), closed=True) + " S", (-reach, -reach, reach, reach))


def turn(art, name, petals, strands, x, y, wide=1.0, high=1.0):
    """Draws a rosette's strand so often that its petals interlace; `wide` and `high` scale the whole."""
    for k in range(strands):
        angle = TAU * k / (strands * petals)
        c, s = math.cos(angle), math.sin(angle)
        art.draw(name, a=wide * c, b=high * s, c=-wide * s, d=high * c, x=x, y=y)


def border(art):
    """A braided band between two frames, with a rosette at each corner."""
    outer, inner = (8.0, 8.0, 194.0, 281.0), (13.6, 13.6, 182.8, 269.8)
    art.add("q", spot_fill(0.07), box(*outer), box(*inner), "f* Q")
    tile, strands, amplitude = 6 * MM, 8, 2.25 * MM

    def strand(k):
        shift = TAU * k / strands

        def f(t):
            s = math.sin(TAU * t + shift)
            return t * tile, amplitude * (s + 0.16 * math.sin(3 * TAU * t + 3 * shift))

        return curve(f, 0, 1, 6)

    art.form("Braid", "\n".join(strand(k) for k in range(strands)) + " S", (-0.5, -3 * MM, tile + 0.5, 3 * MM))
    art.add("q", spot_stroke(0.9))
    art.width(0.24)
    middle = 10.8  # the band's middle line, from the edge of the sheet
    corner = 15.0
    across, down = 30, 44
    step = (297 - 2 * corner) / down
    for i in range(across):
        for y in (middle, 297 - middle):
            px, py = at(corner + 6 * i, y)
            art.draw("Braid", x=px, y=py)
    stretch = step / 6
    for i in range(down):
        for x in (middle, 210 - middle):
            px, py = at(x, 297 - corner - step * i)
            art.draw("Braid", a=0, b=stretch, c=-1, d=0, x=px, y=py)
    art.add("Q")
    art.add("q", spot_stroke(), join(0.9, "w"), box(*outer), "S", join(0.35, "w"), box(8.7, 8.7, 192.6, 279.6), "S")
    art.add(join(0.35, "w"), box(12.9, 12.9, 184.2, 271.2), "S", join(0.7, "w"), box(*inner), "S Q")
    rosette("Corner", art, 5.4 * MM, 8, 0.42)
    for x in (middle + 0.6, 210 - middle - 0.6):
        for y in (middle + 0.6, 297 - middle - 0.6):
            cx, cy = at(x, y)
            art.add("q 0 0 0 0 k", circle(cx, cy, 6.1 * MM), "f", spot_fill(0.10), circle(cx, cy, 6.1 * MM), "f")
            art.add(spot_stroke(), join(0.7, "w"), circle(cx, cy, 6.1 * MM), "S")
            art.add(join(0.3, "w"), circle(cx, cy, 5.65 * MM), "S")
            art.width(0.24)
            turn(art, "Corner", 8, 6, cx, cy)
            art.add(spot_fill(), circle(cx, cy, 0.75 * MM), "f Q")


def watermark(art):
    """A large pale rosette behind the goods."""
    cx, cy = at(105, 166.5)
    rosette("Great", art, 40.5 * MM, 18, 0.29, ripple=0.06)
    art.add("q", stroke(ROSE))
    art.width(0.22)
    turn(art, "Great", 18, 9, cx, cy)
    art.add(stroke(AQUA))
    art.width(0.42)
    turn(art, "Great", 18, 6, cx, cy, 0.35, 0.35)
    art.add("Q")


def title_rosette(art):
    """A wide rosette behind the title."""
    cx, cy = at(105, 34.2)
    rosette("Title", art, 20 * MM, 20, 0.30, ripple=0.05)
    art.add("q", box(14, 14, 182, 32.4), "W n")
    art.add(stroke(AQUA))
    art.width(0.22)
    turn(art, "Title", 20, 8, cx, cy, 2.7, 0.78)
    art.add(stroke(SAND))
    art.width(0.3)
    turn(art, "Title", 20, 8, cx, cy, 2.0, 0.58)
    art.add("Q")


def medallion(art, x, y, radius):
    """The ring that emblem and rosette share: two circles with a scale of seventy-two between them."""
    cx, cy = at(x, y)
    r = radius * MM
    art.add("q 0 0 0 0 k", circle(cx, cy, r), "f")
    art.add(spot_fill(0.05), circle(cx, cy, r), "f")
    art.add(spot_stroke(), join(0.8, "w"), circle(cx, cy, r), "S", join(0.3, "w"), circle(cx, cy, r * 0.955), "S")
    art.add(circle(cx, cy, r * 0.86), "S")
    ticks = []
    for i in range(72):
        a = TAU * i / 72
        inner, outer = (0.875, 0.94) if i % 6 == 0 else (0.90, 0.93)
        ticks.append(join(cx + r * inner * math.cos(a), cy + r * inner * math.sin(a), "m",
                          cx + r * outer * math.cos(a), cy + r * outer * math.sin(a), "l"))
    art.add(join(0.25, "w"), "\n".join(ticks), "S Q")
    return cx, cy, r


def emblem(art, x, y, radius):
    """A globe's graticule under a compass rose: trade from anywhere to anywhere, and no chamber's arms."""
    cx, cy, r = medallion(art, x, y, radius)
    g = r * 0.80
    art.add("q", circle(cx, cy, g), "W n")
    art.add(stroke(TEAL), join(0.35, "w"))
    k = 0.5522847
    for share in (0.2, 0.42, 0.64, 0.84):  # meridians: half ellipses, left and right
        w = g * share
        art.add("\n".join([
            join(cx + w, cy, "m", cx + w, cy + k * g, cx + k * w, cy + g, cx, cy + g, "c"),
            join(cx - k * w, cy + g, cx - w, cy + k * g, cx - w, cy, "c"),
            join(cx - w, cy - k * g, cx - k * w, cy - g, cx, cy - g, "c"),
            join(cx + k * w, cy - g, cx + w, cy - k * g, cx + w, cy, "c S"),
        ]))
    art.add(join(cx, cy - g, "m", cx, cy + g, "l", cx - g, cy, "m", cx + g, cy, "l S"))
    for latitude in (-60, -40, -20, 20, 40, 60):
        a = math.radians(latitude)
        h, w, sag = g * math.sin(a), g * math.cos(a), g * 0.10 * math.sin(a)
        art.add(join(cx - w, cy + h, "m", cx - w / 2, cy + h - sag, cx + w / 2, cy + h - sag, cx + w, cy + h, "c S"))
    art.add("Q q", stroke(GOLD), join(0.6, "w"), circle(cx, cy, g), "S Q")

    def star(points, long, waist, offset, dark, pale):
        for i in range(points):
            a = TAU * i / points + offset
            tip = (cx + long * math.cos(a), cy + long * math.sin(a))
            for side, ink in ((1, dark), (-1, pale)):
                b = a + side * math.pi / 4
                art.add(ink, join(cx, cy, "m", *tip, "l", cx + waist * math.cos(b), cy + waist * math.sin(b), "l h B"))

    art.add("q", spot_stroke(), join(0.25, "w 1 j"))
    star(4, g * 0.66, g * 0.15, math.pi / 4, fill(GOLD), fill((0, 0.02, 0.08, 0)))
    star(4, g * 0.98, g * 0.20, math.pi / 2, spot_fill(), "0 0 0 0 k")
    art.add("0 0 0 0 k", circle(cx, cy, g * 0.085), "B", spot_fill(), circle(cx, cy, g * 0.03), "f Q")


def rose(art, x, y, radius):
    """The emblem's counterpart on the right: lathe work in two inks."""
    cx, cy, r = medallion(art, x, y, radius)
    g = r * 0.80
    rosette("Rose", art, g, 12, 0.36, ripple=0.03)
    art.add("q", spot_stroke(0.75))
    art.width(0.22)
    turn(art, "Rose", 12, 8, cx, cy)
    art.add(stroke(GOLD))
    art.width(0.35)
    turn(art, "Rose", 12, 8, cx, cy, 0.60, 0.60)
    art.add(spot_stroke())
    art.width(0.5)
    turn(art, "Rose", 12, 6, cx, cy, 0.28, 0.28)
    art.add("Q")


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


def places(art):
    """Where the stamp, the signatures and the code go."""
    # a clear field for the code, framed by corner brackets that stay outside the quiet zone
    x, y = CODE[0] - QUIET - SPARE, CODE[1] - QUIET - SPARE
    side = CODE_SIDE + 2 * (QUIET + SPARE)
    art.add("q 0 0 0 0 k", box(x, y, side, side), "f", spot_stroke(), join(0.5, "w"))
    arm = 4
    for px, sx in ((x, 1), (x + side, -1)):
        for py, sy in ((y, 1), (y + side, -1)):
            art.add(join(*at(px + sx * arm, py), "m", *at(px, py), "l", *at(px, py + sy * arm), "l"))
    art.add("S Q")
    cx, cy = at(*STAMP)
    art.add("q", spot_stroke(0.55), join(0.35, "w [1.4 1.4] 0 d"), circle(cx, cy, STAMP_RADIUS * MM), "S [] 0 d")
    art.add(spot_stroke(), join(0.35, "w"))
    for x1, x2, y1 in SIGN_LINES:
        art.add(line(x1, y1, x2, y1))
    art.add("S Q")


def microtext(art):
    """A line under the head and one above the foot that a copier turns grey; outlines, so that a search skips it."""
    phrase, height = "CERTIFICATE OF ORIGIN • CERTIFICAT D’ORIGINE • ", 1.1
    font = FontTables(FONT_FOLDER / FONTS["bold"])
    names, glyphs, em = font.getBestCmap(), font.getGlyphSet(), font["head"].unitsPerEm
    out, advance = [], 0
    for character in phrase:
        glyph = glyphs[names[ord(character)]]
        pen = Outline(glyphs)
        glyph.draw(pen)
        out.append("\n".join([*pen.ops, "f" if pen.ops else "", f"1 0 0 1 {glyph.width} 0 cm"]))
        advance += glyph.width
    art.forms["Micro"] = ("\n".join(out), [0, -em // 2, advance, em])
    span = (RIGHT - LEFT) * MM
    count = round(span / (advance * height / em))
    wide = span / count / advance
    art.add("q", spot_fill())
    for y in (46.9, 282.6):
        px, py = at(LEFT, y)
        for i in range(count):
            art.add("q", f"{wide:.7f} 0 0 {height / em:.7f}", join(px + i * span / count, py), "cm /Micro Do Q")
    art.add("Q")


class Outline(BasePen):
    """Collects a glyph's outline as PDF operators in font units."""

    def __init__(self, glyphs):
        super().__init__(glyphs)
        self.ops = []

    def _moveTo(self, p):
        self.ops.append(f"{p[0]:.0f} {p[1]:.0f} m")

    def _lineTo(self, p):
        self.ops.append(f"{p[0]:.0f} {p[1]:.0f} l")

    def _curveToOne(self, a, b, c):
        self.ops.append(" ".join(f"{v:.0f}" for v in (*a, *b, *c)) + " c")

    def _closePath(self):
        self.ops.append("h")


STAMP, STAMP_RADIUS = (36.5, 257.4), 17.5
SIGN_LINES = [
    (58, 93, 254.5), (58, 93, 272.5),  # authority: place and date, signature
    (140.5, 191.5, 247.5), (140.5, 191.5, 258.5), (140.5, 191.5, 272.5),  # applicant: place and date, name, signature
]

# ---- captions -------------------------------------------------------------------------------------------------------


class Captions:
    """The words of the form, set by reportlab."""

    def __init__(self):
        self.buffer = io.BytesIO()
        for name, file in FONTS.items():
            pdfmetrics.registerFont(TTFont(name, str(FONT_FOLDER / file)))
        self.canvas = canvas.Canvas(self.buffer, pagesize=(WIDTH_PT, HEIGHT_PT), invariant=1, pageCompression=0,
                                    initialFontName="plain")

    def ink(self, operators):
        self.canvas._code.append(operators)

    def text(self, x, y, words, font="plain", size=6.2, spacing=0.0, align="left"):
        """One line whose baseline is at y; gives its end in millimetres."""
        width = pdfmetrics.stringWidth(words, font, size) + spacing * (len(words) - 1)
        px, py = at(x, y)
        px -= {"left": 0, "centre": width / 2, "right": width}[align]
        t = self.canvas.beginText(px, py)
        t.setFont(font, size)
        if spacing:
            t.setCharSpace(spacing)
        t.textOut(words)
        if spacing:
            t.setCharSpace(0)
        self.canvas.drawText(t)
        return (px + width) / MM

    def caption(self, x, y, number_, english, french, stacked=False):
        """A box's caption: number, English, French after it or on a line below."""
        start = x + 1.3
        if number_:
            end = self.text(start, y + 3.0, number_, "bold", 7)
            start = end + 1.0
        end = self.text(start, y + 3.0, english, "plain", 6.2)
        if stacked:
            self.text(start, y + 5.5, french, "italic", 5.4)
        else:
            self.text(end + 1.2, y + 3.0, french, "italic", 5.4)

    def block(self, x, y, width, words, font, size, leading):
        """Words broken into lines of at most `width`; gives the baseline after the last one."""
        current = ""
        for word in words.split():
            trial = f"{current} {word}".strip()
            if current and pdfmetrics.stringWidth(trial, font, size) > width * MM:
                self.text(x, y, current, font, size)
                y += leading
                current = word
            else:
                current = trial
        self.text(x, y, current, font, size)
        return y + leading


CERTIFIED = "The undersigned authority certifies that the goods described above originate in the country shown in box 3."
CERTIFIED_IN_FRENCH = (
    "L’autorité soussignée certifie que les marchandises désignées ci-dessus sont originaires du pays figurant dans la "
    "case 3.")
DECLARED = (
    "The undersigned declares that the particulars above are correct and that the goods originate in the country shown "
    "in box 3.")
NOTICE = (
    "Any alteration, erasure or addition renders this certificate void. The code above can be verified offline with the "
    "issuer’s public key.")


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


# ---- the file -------------------------------------------------------------------------------------------------------


def compressed(pdf, data, **keys):
    if isinstance(data, str):
        data = data.encode("ascii")
    stream = pikepdf.Stream(pdf, zlib.compress(data, 9))
    stream.Filter = Name.FlateDecode
    for key, value in keys.items():
        stream[f"/{key}"] = value
    return pdf.make_indirect(stream)


def trimmed(program, used):
    """A font without hints, names and the glyphs that no caption uses; reportlab embeds all of ASCII."""
    font = FontTables(io.BytesIO(program), recalcTimestamp=False)
    glyphs = font["glyf"]
    keep = {".notdef"} | {glyph for code, glyph in font["cmap"].getcmap(1, 0).cmap.items() if code in used}
    for name in list(keep):
        keep.update(glyphs[name].getComponentNames(glyphs))
    for name in glyphs.keys():
        if name in keep:
            glyphs[name].removeHinting()
        else:
            glyphs[name] = Glyph()
    for tag in ("fpgm", "prep", "cvt ", "name", "OS/2", "post"):
        if tag in font:
            del font[tag]
    out = io.BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue()


def used_codes(page):
    """The byte codes that a page's content shows in each of its fonts."""
    used, current = {}, None
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            current = used.setdefault(str(operands[0]), set())
        elif str(operator) == "Tj":
            current.update(bytes(operands[0]))
    return used


def assemble(art, captions, path):
    captions.canvas.showPage()
    captions.canvas.save()
    source = pikepdf.open(io.BytesIO(captions.buffer.getvalue()))
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(WIDTH_PT, HEIGHT_PT))
    page = pdf.pages[0]
    words_page = source.pages[0]
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[round(v, 3) for v in SPOT_CMYK], N=1)
    spot = pdf.make_indirect(Array([Name.Separation, Name("/" + SPOT), Name.DeviceCMYK, pdf.make_indirect(tint)]))
    fonts = Dictionary()
    for name, codes in used_codes(words_page).items():
        fonts[name] = pdf.copy_foreign(words_page.Resources.Font[name])
        program = fonts[name].FontDescriptor.FontFile2
        data = trimmed(program.read_bytes(), codes)
        program.write(zlib.compress(data, 9), filter=Name.FlateDecode)
        program.Length1 = len(data)
    forms = Dictionary()
    for name, (body, bounds) in art.forms.items():
        forms["/" + name] = compressed(pdf, body, Type=Name.XObject, Subtype=Name.Form, BBox=Array(bounds),
                                       Resources=Dictionary())
    page.obj.MediaBox = Array([0, 0, WIDTH_PT, HEIGHT_PT])
    page.obj.Resources = Dictionary(ColorSpace=Dictionary(Spot=spot), Font=fonts, XObject=forms)
    text = words_page.Contents.read_bytes()
    page.obj.Contents = compressed(pdf, "q\n" + "\n".join(art.ops) + "\nQ\nq\n" + text.decode("ascii") + "\nQ\n")
    for obj in pdf.objects:  # reportlab leaves its ToUnicode maps as they are
        if isinstance(obj, pikepdf.Stream) and obj.get("/Filter") is None:
            obj.write(zlib.compress(obj.read_bytes(), 9), filter=Name.FlateDecode)
    pdf.docinfo["/Title"] = "Certificate of Origin"
    pdf.save(path, deterministic_id=True, compress_streams=False, min_version="1.7",
             object_stream_mode=pikepdf.ObjectStreamMode.disable, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def main():
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent / "ordinary-a4.pdf"
    art = Art()
    background(art)
    watermark(art)
    title_rosette(art)
    border(art)
    emblem(art, 29.6, 31.2, 12.6)
    rose(art, 180.4, 31.2, 12.6)
    grid(art)
    places(art)
    microtext(art)
    captions = Captions()
    words(captions)
    assemble(art, captions, target)
    print(f"{target.name}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
