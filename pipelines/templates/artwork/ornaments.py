# SPDX-License-Identifier: GPL-3.0-or-later
"""Guilloches, borders, medallions and microtext of the forms."""

import math

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont as FontTables

from captions import FONT_FOLDER, FONTS
from sheet import (CODE_SIDE, MM, QUIET, SPARE, TAU, at, box, circle, curve, fill, join, line, spot_fill, spot_stroke,
                   stroke)


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
        art.add(stroke(art.palette.wave_pale if i % 2 else art.palette.wave))
        art.draw("Waves", x=left, y=y)
        art.add(stroke(art.palette.wave_warm))
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


def watermark(art, y=166.5, radius=40.5, petals=18, depth=0.29):
    """A large pale rosette behind the goods."""
    cx, cy = at(105, y)
    rosette("Great", art, radius * MM, petals, depth, ripple=0.06)
    art.add("q", stroke(art.palette.blush))
    art.width(0.22)
    turn(art, "Great", petals, 9, cx, cy)
    art.add(stroke(art.palette.wave_pale))
    art.width(0.42)
    turn(art, "Great", petals, 6, cx, cy, 0.35, 0.35)
    art.add("Q")


def title_rosette(art, x=105, y=34.2, clip=(14, 14, 182, 32.4), size=1.0):
    """A wide rosette behind the title, within the frame `clip`."""
    cx, cy = at(x, y)
    rosette("Title", art, size * 20 * MM, 20, 0.30, ripple=0.05)
    art.add("q", box(*clip), "W n")
    art.add(stroke(art.palette.wave_pale))
    art.width(0.22)
    turn(art, "Title", 20, 8, cx, cy, 2.7, 0.78)
    art.add(stroke(art.palette.wave_warm))
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
    art.add(stroke(art.palette.wave), join(0.35, "w"))
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
    art.add("Q q", stroke(art.palette.gold), join(0.6, "w"), circle(cx, cy, g), "S Q")

    def star(points, long, waist, offset, dark, pale):
        for i in range(points):
            a = TAU * i / points + offset
            tip = (cx + long * math.cos(a), cy + long * math.sin(a))
            for side, ink in ((1, dark), (-1, pale)):
                b = a + side * math.pi / 4
                art.add(ink, join(cx, cy, "m", *tip, "l", cx + waist * math.cos(b), cy + waist * math.sin(b), "l h B"))

    art.add("q", spot_stroke(), join(0.25, "w 1 j"))
    star(4, g * 0.66, g * 0.15, math.pi / 4, fill(art.palette.gold), fill((0, 0.02, 0.08, 0)))
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
    art.add(stroke(art.palette.gold))
    art.width(0.35)
    turn(art, "Rose", 12, 8, cx, cy, 0.60, 0.60)
    art.add(spot_stroke())
    art.width(0.5)
    turn(art, "Rose", 12, 6, cx, cy, 0.28, 0.28)
    art.add("Q")


def code_field(art, code_x, code_y):
    """A clear field for the code, framed by corner brackets that stay outside the quiet zone."""
    x, y = code_x - QUIET - SPARE, code_y - QUIET - SPARE
    side = CODE_SIDE + 2 * (QUIET + SPARE)
    art.add("q 0 0 0 0 k", box(x, y, side, side), "f", spot_stroke(), join(0.5, "w"))
    arm = 4
    for px, sx in ((x, 1), (x + side, -1)):
        for py, sy in ((y, 1), (y + side, -1)):
            art.add(join(*at(px + sx * arm, py), "m", *at(px, py), "l", *at(px, py + sy * arm), "l"))
    art.add("S Q")


def stamp_and_lines(art, stamp, radius, lines):
    """A dashed ring where the stamp goes, and the lines that are written on: (left, right, y)."""
    cx, cy = at(*stamp)
    art.add("q", spot_stroke(0.55), join(0.35, "w [1.4 1.4] 0 d"), circle(cx, cy, radius * MM), "S [] 0 d")
    art.add(spot_stroke(), join(0.35, "w"))
    for x1, x2, y1 in lines:
        art.add(line(x1, y1, x2, y1))
    art.add("S Q")


def tick_boxes(art, places, side=3.6):
    """White squares to be ticked, by their top left corners."""
    art.add("q 0 0 0 0 k", spot_stroke(), join(0.5, "w"))
    for x, y in places:
        art.add(box(x, y, side, side), "B")
    art.add("Q")


def microtext(art, phrase, rows, left=16.0, right=194.0):
    """Lines that a copier turns grey, with their base at `rows`; outlines, so that a search skips them."""
    height = 1.1
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
    span = (right - left) * MM
    count = round(span / (advance * height / em))
    wide = span / count / advance
    art.add("q", spot_fill())
    for y in rows:
        px, py = at(left, y)
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
