# SPDX-License-Identifier: GPL-3.0-or-later
"""The words of a form, set by reportlab, and the file that holds them and the line work, put together by pikepdf."""

import io
import sys
import zlib
from pathlib import Path

import pikepdf
from fontTools.ttLib import TTFont as FontTables
from fontTools.ttLib.tables._g_l_y_f import Glyph
from pikepdf import Array, Dictionary, Name
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

from sheet import HEIGHT_PT, MM, WIDTH_PT, Art, at

FONT_FOLDER = Path("/usr/share/fonts/truetype/noto")
FONTS = {
    "title": "NotoSerifDisplay-Bold.ttf",
    "serif": "NotoSerif-Regular.ttf",
    "bold": "NotoSans-Bold.ttf",
    "plain": "NotoSans-Regular.ttf",
    "italic": "NotoSans-Italic.ttf",
}

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

    def head(self, x, y, number_, *lines):
        """The head of a column: its number and the first line, the other lines under it."""
        end = self.text(x + 1.0, y + 3.0, number_, "bold", 7)
        for index, words in enumerate(lines):
            self.text(end + 0.8 if index == 0 else x + 1.0, y + 3.0 + 2.6 * index, words, "plain", 5.8)

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


def used_codes(pages):
    """The byte codes that the pages' contents show in each of their fonts."""
    used = {}
    for page in pages:
        current = None
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                current = used.setdefault(str(operands[0]), set())
            elif str(operator) == "Tj":
                current.update(bytes(operands[0]))
    return used


def assemble(art, captions, title, path):
    captions.canvas.save()
    source = pikepdf.open(io.BytesIO(captions.buffer.getvalue()))
    pdf = pikepdf.new()
    for _ in source.pages:
        pdf.add_blank_page(page_size=(WIDTH_PT, HEIGHT_PT))
    ink = [round(v, 3) for v in art.palette.spot_cmyk]
    tint = pdf.make_indirect(Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=ink, N=1))
    spot = pdf.make_indirect(Array([Name.Separation, Name("/" + art.palette.spot), Name.DeviceCMYK, tint]))
    fonts = Dictionary()
    for name, codes in used_codes(source.pages).items():
        fonts[name] = pdf.copy_foreign(source.pages[0].Resources.Font[name])
        program = fonts[name].FontDescriptor.FontFile2
        data = trimmed(program.read_bytes(), codes)
        program.write(zlib.compress(data, 9), filter=Name.FlateDecode)
        program.Length1 = len(data)
    forms = Dictionary()
    for name, (body, bounds) in art.forms.items():
        forms["/" + name] = compressed(pdf, body, Type=Name.XObject, Subtype=Name.Form, BBox=Array(bounds),
                                       Resources=Dictionary())
    for page, words_page in zip(pdf.pages, source.pages, strict=True):
        page.obj.MediaBox = Array([0, 0, WIDTH_PT, HEIGHT_PT])
        page.obj.Resources = Dictionary(ColorSpace=Dictionary(Spot=spot), Font=fonts, XObject=forms)
        text = words_page.Contents.read_bytes()
        page.obj.Contents = compressed(pdf, "q\n" + "\n".join(art.ops) + "\nQ\nq\n" + text.decode("ascii") + "\nQ\n")
    for obj in pdf.objects:  # reportlab leaves its ToUnicode maps as they are
        if isinstance(obj, pikepdf.Stream) and obj.get("/Filter") is None:
            obj.write(zlib.compress(obj.read_bytes(), 9), filter=Name.FlateDecode)
    pdf.docinfo["/Title"] = title
    pdf.save(path, deterministic_id=True, compress_streams=False, min_version="1.7",
             object_stream_mode=pikepdf.ObjectStreamMode.disable, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def draw(file, title, palette, paint, *pages):
    """Makes a form beside the layouts, or where the first argument says: `paint` draws the art of all its pages,
    `pages` the captions of each."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent / file
    art = Art(palette)
    paint(art)
    captions = Captions()
    for words in pages:
        words(captions)
        captions.canvas.showPage()
    assemble(art, captions, title, target)
    print(f"{target.name}: {target.stat().st_size} bytes")
