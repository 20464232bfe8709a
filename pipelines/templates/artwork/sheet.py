# SPDX-License-Identifier: GPL-3.0-or-later
"""What the artwork of all forms is drawn with: measures of the sheet, inks, PDF operators, curves.

Lengths are millimetres from the top left of the sheet unless a name ends in _pt. The line work is written as plain
PDF operators: small, and the same bytes each time.
"""

import math
from dataclasses import dataclass

WIDTH_PT, HEIGHT_PT = 595.276, 841.89
MM = 72 / 25.4
TAU = 2 * math.pi

# The code of every form: 73 modules of 0.46 mm, four light modules around them.
CODE_SIDE, QUIET = 73 * 0.46, 4 * 0.46
SPARE = 0.4  # white beyond the quiet zone, for sheets that feed askew


@dataclass(frozen=True)
class Palette:
    """One spot ink with its CMYK equivalent, the rest process tints; a form is known by its colours."""

    spot: str
    spot_cmyk: tuple
    wave: tuple  # the three tints of the background's waves
    wave_pale: tuple
    wave_warm: tuple
    gold: tuple  # the second colour of emblems
    blush: tuple  # the large rosette behind the goods


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

    def __init__(self, palette):
        self.palette = palette
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
