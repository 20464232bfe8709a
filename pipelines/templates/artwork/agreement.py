# SPDX-License-Identifier: GPL-3.0-or-later
"""What the certificates of all agreements share: the parties at the left of the title, goods in columns, at the foot
the declaration, the code and the certification."""

from dataclasses import dataclass

from ornaments import (background, border, code_field, emblem, microtext, rose, stamp_and_lines, tick_boxes,
                       title_rosette, watermark)
from sheet import Palette, box, join, line, spot_fill, spot_stroke

LEFT, RIGHT, MIDDLE, TOP, BOTTOM = 16.0, 194.0, 105.0, 19.5, 277.5
NUMBER, COPY = 31.0, 159.0  # under the number; left of copy and sheet
CODE_LEFT, CODE_RIGHT = 77.0, 119.0  # the column that holds the code
STAMP_RADIUS = 17.0

NOTICE = (
    "Any alteration, erasure or addition renders this certificate void. The code can be verified offline with the "
    "issuer’s public key.")


@dataclass(frozen=True)
class Sheet:
    """What they differ in; the layout file beside the PDF repeats the measures."""

    palette: Palette
    phrase: str  # in microtext
    rows: tuple  # lines that part the boxes over the goods: x1, x2, y
    title_end: float  # where the title's box ends
    rosette: float  # middle of the title's rosette
    emblems: float
    goods: float  # heads of the columns
    items: float  # what stands under them
    columns: tuple  # left sides of the columns after the first
    foot: float
    foot_end: float
    code: tuple  # top left of the symbol, 73 modules of 0.46 mm
    stamp: tuple
    written: list  # lines that are written on: x1, x2, y
    watermark: dict
    official: tuple = ()  # small squares for the customs of the importing Party
    flags: tuple = ()  # squares with their words: x, y, words

    def grid(self, art):
        """The boxes."""
        art.add("q", spot_stroke(), join(0.9, "w 0 j"), box(LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP), "S",
                join(0.6, "w"))
        art.add("\n".join([
            line(MIDDLE, TOP, MIDDLE, self.goods), line(MIDDLE, NUMBER, RIGHT, NUMBER), line(COPY, TOP, COPY, NUMBER),
            *(line(x1, y, x2, y) for x1, x2, y in self.rows), line(LEFT, self.goods, RIGHT, self.goods),
            line(LEFT, self.foot, RIGHT, self.foot),
            *([line(LEFT, self.foot_end, RIGHT, self.foot_end)] if self.foot_end < BOTTOM else []),
            *(line(x, self.foot, x, self.foot_end) for x in (CODE_LEFT, CODE_RIGHT)),
            *(line(x, self.goods, x, self.items_end) for x in self.columns),
        ]), "S", join(0.3, "w"), line(LEFT, self.items, RIGHT, self.items), "S Q")

    @property
    def items_end(self):
        """Remarks under the goods have no columns."""
        return next((y for x1, x2, y in self.rows if self.items < y < self.foot), self.foot)

    def paint(self, art):
        background(art)
        watermark(art, **self.watermark)
        title_rosette(art, 149.5, self.rosette, (MIDDLE, NUMBER, RIGHT - MIDDLE, self.title_end - NUMBER), 0.72)
        border(art)
        emblem(art, 116.0, self.emblems, 8.6)
        rose(art, 183.0, self.emblems, 8.6)
        self.grid(art)
        code_field(art, *self.code)
        stamp_and_lines(art, self.stamp, STAMP_RADIUS, self.written)
        if self.flags:
            tick_boxes(art, [(x, y) for x, y, _ in self.flags])
        if self.official:
            tick_boxes(art, self.official, 3.0)
        microtext(art, self.phrase, (18.6, 282.6), 19, 191)

    # ---- words ------------------------------------------------------------------------------------------------------

    def number_words(self, c, number):
        c.caption(MIDDLE, TOP, "", number, "")
        c.caption(COPY, TOP, "", "Copy, sheet", "")

    def head_words(self, c, first, *heads):
        """The heads of the columns: the first one's number and words, then the others'."""
        for index, (x, words) in enumerate(zip((LEFT, *self.columns), heads, strict=True)):
            c.head(x, self.goods, str(first + index), *words)

    def code_words(self, c):
        c.text((CODE_LEFT + CODE_RIGHT) / 2, self.foot + 3.8, "SCAN TO VERIFY", "bold", 6.6, 0.9, "centre")

    def stamp_words(self, c, body):
        x, y = self.stamp
        c.ink(spot_fill(0.6))
        c.text(x, y - 0.6, "Stamp of the", "plain", 5.4, 0, "centre")
        c.text(x, y + 1.8, body, "plain", 5.4, 0, "centre")
        c.ink(spot_fill())

    def end_words(self, c, number=None):
        """The flags with the number of their box, and the notice under the boxes."""
        if number:
            c.text(LEFT + 1.3, self.foot_end + 4.9, number, "bold", 7)
        for x, y, label in self.flags:
            c.text(x + 5.2, y + 2.7, label, "plain", 7)
        c.text(105, 280.7, NOTICE, "plain", 5.4, 0, "centre")


def detail_words(c, rows, labels, size):
    """What is written on the lines of the box of transport."""
    for y, label in zip(rows, labels, strict=True):
        c.text(LEFT + 2, y - 0.6, label, "plain", size)
