#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes applications of the flat JSON form in another format:

    formats.py FORMAT OUT APPLICATION.json…        FORMAT: json csv boxes ubl acroform zip

OUT is a folder; every application becomes a file in it. What the format has no place for (several kinds of packages on the
PDF) is an error.
"""

import importlib.util
import io
import json
import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

HERE = Path(__file__).resolve().parent
CSV_COLUMNS = (
    ["reference", "agreement", "copies"]
    + [f"{p}.{k}" for p in ("consignor", "consignee") for k in ("name", "address", "city", "postcode", "country", "id")]
    + ["origin", "destination"] + [f"transport.{k}" for k in ("mode", "means", "departure", "loading", "discharge")]
    + ["remarks", "invoice.number", "invoice.date", "item.marks", "item.packages.count", "item.packages.kind",
       "item.description", "item.hs", "item.origin", "item.criterion", "item.grossKg", "item.netKg",
       "item.quantity.value", "item.quantity.unit", "item.fob.amount", "item.fob.currency", "declaration.place",
       "declaration.date", "declaration.signatory"])


def csv(app, separator=","):
    def cell(value):
        text = "" if value is None else str(value)
        return '"' + text.replace('"', '""') + '"' if any(c in text for c in f'{separator}"\n') else text

    def value(column, item):
        part, *rest = column.split(".")
        if part == "invoice":
            return app["invoices"][item.get("invoice") or 0][rest[0]]
        if column in ("item.marks",):
            return "|".join(item["marks"])
        if rest and rest[0] == "packages":
            return "|".join(str(p[rest[1]]) for p in item["packages"])
        at = item if part == "item" else app
        for key in rest if part == "item" else [part] + rest:
            at = (at or {}).get(key)
        return "|".join(at) if isinstance(at, list) else at

    rows = [separator.join(CSV_COLUMNS)]
    rows += [separator.join(cell(value(c, item)) for c in CSV_COLUMNS) for item in app["items"]]
    return ("\r\n".join(rows) + "\r\n").encode()


def boxes(app):
    def party(p):
        lines = p.get("address", [])
        out = {"name": p.get("name"), "city": p.get("city"), "zip": p.get("postcode"), "CountryISOCode": p["country"],
               "id": p.get("id"), "toOrder": p.get("toOrder")}
        out.update({f"address{n}": line for n, line in enumerate(lines, 1)})
        return {k: v for k, v in out.items() if v is not None}

    goods, amounts = [], []
    for item in app["items"]:
        package = item["packages"][0] if item["packages"] else {"count": None, "kind": None}
        invoice = item.get("invoice")
        entry = {"item": item["no"], "marks": item["marks"], "packageCount": package["count"], "packageKind": package["kind"],
                 "description": item["description"], "hsCode": item["hs"], "origin": item.get("origin"),
                 "criterion": item.get("criterion"), "invoice": None if invoice is None else invoice + 1}
        goods.append({k: v for k, v in entry.items() if v is not None})
        quantity, fob = item.get("quantity") or {}, item.get("fob") or {}
        entry = {"item": item["no"], "grossKg": item["grossKg"], "netKg": item.get("netKg"),
                 "quantity": quantity.get("value"), "unit": quantity.get("unit"), "fob": fob.get("amount"),
                 "currency": fob.get("currency")}
        amounts.append({k: v for k, v in entry.items() if v is not None})
    form = {"ConsignorRef": app["reference"], "Copies": app.get("copies"), "Consignor_1": party(app["consignor"]),
            "Consignee_2": party(app["consignee"]), "CountryOfOrigin_3": app["origin"],
            "CountryOfDestination": app["destination"], "TransportDetails_4": app["transport"],
            "Remarks_5": app["remarks"], "Goods_6": goods, "Quantity_7": amounts, "Invoices_9": app["invoices"],
            "Declaration_10": app["declaration"]}
    form = {k: v for k, v in form.items() if v is not None}
    return json.dumps({"Options": {"ReturnOrigBy": "Post"}, "cocert": form}, ensure_ascii=False, indent=1).encode()


def ubl(app):
    """Valid by UBL-CertificateOfOrigin-2.5.xsd: the order of elements is the schema's."""
    out, depth = [], 1

    def leaf(name, value, **attributes):
        if value is not None and value != "":
            extra = "".join(f" {k}={quoteattr(v)}" for k, v in attributes.items())
            out.append(f"{'  ' * depth}<cbc:{name}{extra}>{escape(str(value))}</cbc:{name}>")

    class open_:
        def __init__(self, name):
            self.name = name

        def __enter__(self):
            nonlocal depth
            out.append(f"{'  ' * depth}<cac:{self.name}>")
            depth += 1

        def __exit__(self, *_):
            nonlocal depth
            depth -= 1
            out.append(f"{'  ' * depth}</cac:{self.name}>")

    def party_body(p):
        if p.get("id"):
            with open_("PartyIdentification"):
                leaf("ID", p["id"])
        if p.get("name"):
            with open_("PartyName"):
                leaf("Name", p["name"])
        with open_("PostalAddress"):
            leaf("CityName", p.get("city"))
            leaf("PostalZone", p.get("postcode"))
            for line in p.get("address", []):
                with open_("AddressLine"):
                    leaf("Line", line)
            with open_("Country"):
                leaf("IdentificationCode", p["country"])

    def country(name, code):
        with open_(name):
            leaf("IdentificationCode", code)

    declaration, transport = app["declaration"], app["transport"]
    chamber = {"name": "Chamber of commerce", "country": app["consignor"]["country"]}

    def endorser():
        with open_("EndorserParty"):
            leaf("RoleCode", "CHAMBER")
            leaf("SequenceNumeric", 1)
            with open_("Party"):
                party_body(chamber)
            with open_("SignatoryContact"):
                leaf("Name", "Officer")

    leaf("UBLVersionID", "2.5")
    leaf("ID", app["reference"])
    leaf("IssueDate", declaration["date"])
    with open_("CertificateOfOriginApplication"):
        leaf("ReferenceID", app["reference"])
        leaf("CertificateType", app["agreement"] or "ordinary")
        leaf("OriginalJobID", app["reference"])
        leaf("Remarks", app["remarks"])
        with open_("Shipment"):
            leaf("ID", "1")
            with open_("Consignment"):
                leaf("ID", "1")
                with open_("ConsigneeParty"):
                    party_body(app["consignee"])
                with open_("ConsignorParty"):
                    party_body(app["consignor"])
                country("FinalDestinationCountry", app["destination"])
            for item in app["items"]:
                with open_("GoodsItem"):
                    leaf("ID", item["no"])
                    leaf("SequenceNumberID", item["no"])
                    fob, quantity = item.get("fob"), item.get("quantity")
                    if fob:
                        leaf("FreeOnBoardValueAmount", fob["amount"], currencyID=fob["currency"])
                    leaf("GrossWeightMeasure", item["grossKg"], unitCode="KGM")
                    leaf("NetWeightMeasure", item.get("netKg"), unitCode="KGM")
                    if quantity:
                        leaf("Quantity", quantity["value"], unitCode=quantity["unit"])
                    leaf("PreferenceCriterionCode", item.get("criterion"))
                    with open_("Item"):
                        leaf("Description", item["description"])
                        country("OriginCountry", item.get("origin") or app["origin"])
                        with open_("CommodityClassification"):
                            leaf("ItemClassificationCode", item["hs"], listID="HS")
                    for package in item["packages"]:
                        with open_("ContainingPackage"):
                            leaf("Quantity", package["count"])
                            leaf("PackagingTypeCode", package["kind"])
                    invoice = app["invoices"][item.get("invoice") or 0]
                    with open_("ShipmentDocumentReference"):
                        leaf("ID", invoice["number"])
                        leaf("IssueDate", invoice["date"])
                        leaf("DocumentTypeCode", "380")
            with open_("ShipmentStage"):
                leaf("TransportModeCode", transport["mode"])
                if transport.get("means"):
                    with open_("TransportMeans"):
                        leaf("JourneyID", transport["means"])
                for key, name in (("loading", "LoadingPortLocation"), ("discharge", "UnloadingPortLocation")):
                    if transport.get(key):
                        with open_(name):
                            leaf("ID", transport[key])
                if transport.get("departure"):
                    with open_("PlannedDepartureTransportEvent"):
                        leaf("OccurrenceDate", transport["departure"])
            for item in app["items"]:
                with open_("TransportHandlingUnit"):
                    for mark in item["marks"]:
                        leaf("ShippingMarks", mark)
                    with open_("GoodsItem"):
                        leaf("ID", item["no"])
        endorser()
        with open_("PreparationParty"):
            with open_("PostalAddress"):
                leaf("CityName", declaration["place"])
            with open_("Contact"):
                leaf("Name", declaration["signatory"])
        with open_("IssuerParty"):
            party_body(chamber)
        country("IssuingCountry", chamber["country"])
        for _ in range(app.get("copies") or 0):
            with open_("DocumentDistribution"):
                leaf("DistributionTypeCode", "PRINT")
                with open_("Party"):
                    party_body(chamber)
    with open_("IssuerEndorsement"):
        leaf("DocumentID", app["reference"])
        leaf("ApprovalStatus", "pending")
        endorser()
    names = "urn:oasis:names:specification:ubl:schema:xsd:"
    head = (f'<?xml version="1.0" encoding="UTF-8"?>\n<CertificateOfOrigin xmlns="{names}CertificateOfOrigin-2"\n'
            f'    xmlns:cac="{names}CommonAggregateComponents-2" xmlns:cbc="{names}CommonBasicComponents-2">\n')
    return (head + "\n".join(out) + "\n</CertificateOfOrigin>\n").encode()


def acroform(app):
    path = HERE.parent.parent / "samples" / "application-form.py"
    spec = importlib.util.spec_from_file_location("application_form", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    globals()["acroform"] = module.document
    return module.document(app)


def package(app):
    """The application with an invoice of a few lines."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        invoice = "\n".join(f"{i['no']} {i['description']} {i['grossKg']} kg" for i in app["items"])
        for name, data in (("application.json", json.dumps(app, ensure_ascii=False)), ("papers/invoice.txt", invoice),
                           ("papers/manufacturer's declaration.txt", "The goods were made by us.")):
            info = zipfile.ZipInfo(name, (2026, 11, 20, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def flat(app):
    return json.dumps(app, ensure_ascii=False).encode()


FORMATS = {"json": (flat, "json"), "csv": (csv, "csv"), "boxes": (boxes, "json"), "ubl": (ubl, "xml"),
           "acroform": (lambda app: acroform(app), "pdf"), "zip": (package, "zip")}


def main():
    if len(sys.argv) < 4 or sys.argv[1] not in FORMATS:
        sys.exit(__doc__)
    write, ending = FORMATS[sys.argv[1]]
    folder = Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for path in map(Path, sys.argv[3:]):
        app = json.loads(path.read_text(encoding="utf-8"))
        (folder / f"{path.stem}.{ending}").write_bytes(write(app))


if __name__ == "__main__":
    main()
