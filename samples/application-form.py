#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the chamber's fillable application form, or one that is filled in from an application in the flat JSON form:

    application-form.py application-form.pdf
    application-form.py filled.pdf application.json

Fields are named after the flat form's keys; lists count from 1. Needs nothing but Python. Letters beyond Windows-1252 are
kept in the fields' values, as UTF-16, but shown as "?" until a viewer draws the field itself. The same input gives the
same bytes.
"""

import json
import sys

WIDTH, HEIGHT, LEFT, RIGHT = 595, 842, 40, 555
ROWS, INVOICES = 8, 3
MODES = ["1 sea", "2 rail", "3 road", "4 air", "5 mail", "6 multimodal", "7 pipeline", "8 inland waterway"]
FLAGS = ["third-party-invoicing", "back-to-back", "exhibition", "accumulation", "de-minimis", "retroactive"]


def text_string(text):
    """A PDF text string: ASCII as it is, anything else as UTF-16 (ISO 32000-1 7.9.2.2)."""
    if text.isascii():
        return "(" + "".join("\\" + c if c in "()\\" else "\\n" if c == "\n" else c for c in text) + ")"
    return "<FEFF" + text.encode("utf-16-be").hex().upper() + ">"


def shown(text):
    """For a content stream under WinAnsiEncoding."""
    raw = text.encode("cp1252", "replace")
    return "<" + raw.hex() + ">"


class Form:
    def __init__(self, values):
        self.values, self.objects, self.pages, self.tree = values, [], [], {}
        self.catalog, self.pages_id, self.font, self.bold, self.check = (self.add("") for _ in range(5))
        self.set(self.font, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
        self.set(self.bold, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>")
        self.set(self.check, "<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>")

    def add(self, body):
        self.objects.append(body)
        return len(self.objects)

    def set(self, number, body):
        self.objects[number - 1] = body

    def stream(self, head, data):
        return self.add(f"<< {head} /Length {len(data)} >>\nstream\n{data}\nendstream")

    # pages

    def page(self):
        self.pages.append({"id": self.add(""), "content": [], "fields": []})

    def draw(self, text):
        self.pages[-1]["content"].append(text)

    def label(self, x, y, text, size=7, bold=False):
        self.draw(f"BT /{'B' if bold else 'F'} {size} Tf {x} {y} Td {shown(text)} Tj ET")

    def box(self, x, y, w, h):
        self.draw(f"0.6 G 0.5 w {x} {y} {w} {h} re S 0 g")

    # fields

    def widget(self, name, x, y, w, h, body, hidden=False):
        if not hidden:
            self.box(x, y, w, h)
        parts = name.split(".")
        parent = self.tree
        for part in parts[:-1]:
            parent = parent.setdefault(part, {})
        number = self.add("")
        parent[parts[-1]] = number
        self.pages[-1]["fields"].append(number)
        self.objects[number - 1] = (
            f"/Type /Annot /Subtype /Widget /Rect [{x} {y} {x + w} {y + h}] /F {2 if hidden else 4} /P {self.pages[-1]['id']} 0 R "
            f"/MK << /BC [0.6] >> {body}")
        return number

    def appearance(self, w, h, text, lines, comb):
        size = 8 if lines or comb else 9
        parts = []
        if comb:
            step = w / comb
            for i, c in enumerate(text[:comb]):
                parts.append(f"1 0 0 1 {i * step + step / 2 - 2.2:.2f} {h / 2 - 3:.2f} Tm {shown(c)} Tj")
        else:
            for i, line in enumerate(text.split("\n")):
                y = h - 10 - 9 * i if lines else h / 2 - 3
                parts.append(f"1 0 0 1 2 {y:.2f} Tm {shown(line)} Tj")
        data = f"/Tx BMC q BT /Helv {size} Tf 0 g {' '.join(parts)} ET Q EMC"
        return self.stream(
            f"/Type /XObject /Subtype /Form /BBox [0 0 {w} {h}] /Resources << /Font << /Helv {self.font} 0 R >> >>", data)

    def text(self, name, x, y, w, label, h=14, lines=False, comb=0, hint="", hidden=False):
        if label:
            self.label(x, y + h + 2, label)
        value = self.values.pop(name, "")
        flags = 1 << 12 if lines else 1 << 24 if comb else 0
        length = f"/MaxLen {comb} " if comb else ""
        tip = f"/TU {text_string(hint or label)} " if hint or label else ""
        shown_value = self.appearance(w, h, value, lines, comb)
        self.widget(
            name, x, y, w, h,
            f"/FT /Tx /Ff {flags} {length}{tip}/DA (/Helv {8 if lines or comb else 9} Tf 0 g) "
            f"/V {text_string(value)} /AP << /N {shown_value} 0 R >>", hidden)

    def choice(self, name, x, y, w, label, options):
        self.label(x, y + 16, label)
        value = self.values.pop(name, "")
        match = next((o for o in options if o == value or value and o.split()[0] == value), value)
        shown_value = self.appearance(w, 14, match, False, 0)
        listed = " ".join(text_string(o) for o in options)
        self.widget(
            name, x, y, w, 14,
            f"/FT /Ch /Ff {1 << 17} /TU {text_string(label)} /DA (/Helv 9 Tf 0 g) /Opt [{listed}] "
            f"/V {text_string(match)} /AP << /N {shown_value} 0 R >>")

    def tick(self, name, x, y, label):
        on = self.values.pop(name, "") == "true"
        marks = []
        for data in ("q BT /ZaDb 9 Tf 1.5 2 Td (4) Tj ET Q", ""):
            marks.append(self.stream(
                f"/Type /XObject /Subtype /Form /BBox [0 0 10 10] /Resources << /Font << /ZaDb {self.check} 0 R >> >>",
                data))
        self.widget(
            name, x, y, 10, 10,
            f"/FT /Btn /TU {text_string(label)} /DA (/ZaDb 0 Tf 0 g) /V /{'Yes' if on else 'Off'} "
            f"/AS /{'Yes' if on else 'Off'} /AP << /N << /Yes {marks[0]} 0 R /Off {marks[1]} 0 R >> >>")
        self.label(x + 13, y + 2, label)

    # the end

    def fields(self, tree, parent):
        """Objects of the fields below a node; the names that have no widget are nodes of their own."""
        kids = []
        for name, child in tree.items():
            above = f"/Parent {parent} 0 R " if parent else ""
            if isinstance(child, int):
                self.set(child, f"<< {above}/T {text_string(name)} {self.objects[child - 1]} >>")
                kids.append(child)
            else:
                number = self.add("")
                inner = self.fields(child, number)
                listed = " ".join(f"{k} 0 R" for k in inner)
                self.set(number, f"<< {above}/T {text_string(name)} /Kids [{listed}] >>")
                kids.append(number)
        return kids

    def bytes(self):
        roots = self.fields(self.tree, None)
        for page in self.pages:
            content = self.stream("", "\n".join(page["content"]))
            annotations = " ".join(f"{n} 0 R" for n in page["fields"])
            self.set(page["id"], (
                f"<< /Type /Page /Parent {self.pages_id} 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {content} 0 R "
                f"/Resources << /Font << /F {self.font} 0 R /B {self.bold} 0 R >> >> /Annots [{annotations}] >>"))
        kids = " ".join(f"{p['id']} 0 R" for p in self.pages)
        self.set(self.pages_id, f"<< /Type /Pages /Kids [{kids}] /Count {len(self.pages)} >>")
        listed = " ".join(f"{n} 0 R" for n in roots)
        self.set(self.catalog, (
            f"<< /Type /Catalog /Pages {self.pages_id} 0 R /Lang (en) /AcroForm << /Fields [{listed}] "
            f"/DA (/Helv 9 Tf 0 g) /DR << /Font << /Helv {self.font} 0 R /ZaDb {self.check} 0 R >> >> >> >>"))
        out, places = b"%PDF-1.7\n", []
        for number, body in enumerate(self.objects, 1):
            places.append(len(out))
            out += f"{number} 0 obj\n{body}\nendobj\n".encode("ascii")
        start = len(out)
        out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
        out += b"".join(f"{p:010d} 00000 n \n".encode() for p in places)
        out += f"trailer\n<< /Size {len(places) + 1} /Root {self.catalog} 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
        return out


def party(form, part, title, y, bearer=False):
    form.box(LEFT - 4, y - 6, RIGHT - LEFT + 8, 104)
    form.label(LEFT, y + 86, title, 8, True)
    form.text(f"{part}.name", LEFT, y + 58, 260, "Registered name")
    form.text(f"{part}.address", LEFT, y, 260, "Address, without city and country", h=46, lines=True)
    form.text(f"{part}.city", 310, y + 58, 160, "City")
    form.text(f"{part}.postcode", 480, y + 58, 75, "Postcode")
    form.text(f"{part}.country", 310, y + 29, 40, "Country, 2 letters", comb=2)
    form.text(f"{part}.id", 400, y + 29, 155, "Registration number")
    if bearer:
        form.tick(f"{part}.toOrder", 310, y + 2, "to order (then only the country is needed)")


def first_page(form):
    form.page()
    form.label(LEFT, 800, "Application for a Certificate of Origin", 15, True)
    form.label(LEFT, 787, "Dates as YYYY-MM-DD, numbers with a decimal point. Leave rows that are not needed empty.")
    form.text("reference", LEFT, 752, 180, "Your reference")
    form.choice("agreement", 230, 752, 90, "Agreement (none: ordinary)", ["", "ATIGA", "ChAFTA", "RCEP"])
    form.text("copies", 330, 752, 40, "Copies", comb=1)
    form.text("origin", 380, 752, 50, "Country of origin", comb=2)
    form.text("destination", 460, 752, 50, "Destination", comb=2)
    party(form, "consignor", "1 Consignor", 640)
    party(form, "consignee", "2 Consignee", 528, bearer=True)
    party(form, "producer", "Producer, if it is to be named", 416)
    form.label(LEFT, 398, "4 Transport", 8, True)
    form.choice("transport.mode", LEFT, 370, 100, "Mode", MODES)
    form.text("transport.means", 150, 370, 170, "Vessel, flight, vehicle")
    form.text("transport.departure", 330, 370, 90, "Departure", comb=10)
    form.text("transport.loading", 430, 370, 55, "Loading (LOCODE)", comb=5)
    form.text("transport.discharge", 500, 370, 55, "Discharge", comb=5)
    form.text("remarks", LEFT, 318, 515, "5 Remarks", h=34, lines=True)
    form.label(LEFT, 302, "9 Invoices", 8, True)
    for n in range(1, INVOICES + 1):
        x = LEFT + 172 * (n - 1)
        form.text(f"invoices.{n}.number", x, 272, 90, f"Number of invoice {n}")
        form.text(f"invoices.{n}.date", x + 94, 272, 72, "Date", comb=10)
    form.label(LEFT, 254, "This certificate is asked for with", 8, True)
    for n, flag in enumerate(FLAGS):
        form.tick(f"flags.{flag}", LEFT + 172 * (n % 3), 236 - 16 * (n // 3), flag.replace("-", " "))
    form.label(LEFT, 200, "10 Declaration: what is written here and overleaf is true", 8, True)
    form.text("declaration.place", LEFT, 170, 160, "Place")
    form.text("declaration.date", 210, 170, 90, "Date", comb=10)
    form.text("declaration.signatory", 310, 170, 245, "Name of the signatory")
    form.label(LEFT, 140, "The goods stand on the next pages. Invoices and a manufacturer's declaration go with the form in one ZIP file.")
    # Tells the chamber's program which form this is; nobody writes here.
    form.values["form"] = "certmill.application/1"
    form.text("form", LEFT, 40, 120, "", hidden=True)


def goods_pages(form):
    for n in range(1, ROWS + 1):
        if n % 4 == 1:
            form.page()
            form.label(LEFT, 800, "6, 7 Goods", 12, True)
        y, name = 620 - 190 * ((n - 1) % 4), f"items.{n}"
        form.box(LEFT - 4, y - 6, RIGHT - LEFT + 8, 172)
        form.label(LEFT, y + 154, f"Item {n}", 8, True)
        form.text(f"{name}.marks", LEFT, y + 60, 170, "Shipping marks, or NO MARKS", h=78, lines=True)
        form.text(f"{name}.description", 220, y + 60, 335, "Description of the goods", h=78, lines=True)
        form.text(f"{name}.packages.count", LEFT, y + 30, 60, "Packages")
        form.text(f"{name}.packages.kind", 110, y + 30, 40, "Kind (CT)", comb=2)
        form.text(f"{name}.hs", 160, y + 30, 100, "HS code", comb=10)
        form.text(f"{name}.grossKg", 270, y + 30, 70, "Gross kg")
        form.text(f"{name}.netKg", 350, y + 30, 70, "Net kg")
        form.text(f"{name}.quantity.value", 430, y + 30, 70, "Other quantity")
        form.text(f"{name}.quantity.unit", 510, y + 30, 45, "Unit (MTR)", comb=3)
        form.text(f"{name}.origin", LEFT, y, 60, "Origin, if several", comb=2)
        form.text(f"{name}.criterion", 110, y, 150, "Origin criterion")
        form.text(f"{name}.fob.amount", 270, y, 100, "FOB value")
        form.text(f"{name}.fob.currency", 380, y, 50, "Currency", comb=3)
        form.text(f"{name}.invoice", 440, y, 60, "Invoice (1, 2, 3)", comb=1)


def flat(value, path=""):
    """Names of fields and their texts."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from flat(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and path in ("invoices", "items"):
        for n, inner in enumerate(value, 1):
            yield from flat(inner, f"{path}.{n}")
    elif isinstance(value, list) and path == "flags":
        for flag in value:
            yield f"flags.{flag}", "true"
    elif isinstance(value, list) and path.endswith(".packages"):
        if len(value) > 1:
            sys.exit(f"{path}: the form has room for one kind of packages an item")
        for inner in value:
            yield from flat(inner, path)
    elif isinstance(value, list):
        yield path, "\n".join(value)
    elif value is True:
        yield path, "true"
    elif path.endswith(".invoice"):
        yield path, str(value + 1)
    elif value not in (None, False) and not path.endswith(".no"):
        yield path, str(value)


def document(application):
    values = dict(flat(application))
    values.pop("form", None)
    form = Form(values)
    first_page(form)
    goods_pages(form)
    if form.values:
        sys.exit(f"the form has no field {', '.join(sorted(form.values))}")
    return form.bytes()


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    application = {}
    if len(sys.argv) == 3:
        with open(sys.argv[2], encoding="utf-8") as file:
            application = json.load(file)
    with open(sys.argv[1], "wb") as file:
        file.write(document(application))


if __name__ == "__main__":
    main()
