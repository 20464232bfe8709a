#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the peers' records as application forms, one JSON a line: forms.py RECORDS.json > FORMS.jsonl

A form says what its record says, box by box, so that both print the same amount of text. What a record has beside
(serial, fee) goes to the remarks; its two HS codes and two masses are shared out over the eight goods.
"""

import json
import re
import sys
from pathlib import Path

COUNTRIES = {"European Union – Poland": "PL", "France": "FR", "ЕС – Ελλάδα": "GR", "Türkiye": "TR", "Česko": "CZ"}


def date(text):
    day, month, year = text.split(".")
    return f"{year}-{month}-{day}"


def party(lines, country):
    name, street, telephone, register = lines.split("\n")
    address, town = street.rsplit(", ", 1)
    city, postcode = town.rsplit(" ", 1)
    return {"name": name, "address": [address, telephone], "city": city, "postcode": postcode, "country": country,
            "id": register.removeprefix("VAT ")}


def shares(total, count):
    """Whole numbers that make up the total."""
    return [total // count + (1 if place < total % count else 0) for place in range(count)]


def form(record):
    means, bill, departure = record["transport"].split("\n")
    goods = [re.sub(r"^\d+\. ", "", line) for line in record["goods"].split("\n")]
    codes = [code.replace(".", "") for code in record["hs"].split("\n")]
    gross, net = (shares(int(record[key].split()[0]), len(goods)) for key in ("gross", "net"))
    cartons = shares(int(record["qty"].split("\n")[1].split()[0]) + len(goods), len(goods))
    origin = COUNTRIES[record["origin"]]
    return {
        "form": "certmill.application/1", "reference": record["cert_no"], "agreement": None, "copies": 1,
        "consignor": party(record["consignor"], origin), "consignee": party(record["consignee"], "SG"),
        "origin": origin, "destination": "SG",
        "transport": {"mode": "1", "means": f"{means.removeprefix('By sea, ')}, {bill}, {record['vessel']}",
                      "departure": date(departure.removeprefix("ETD ")), "loading": record["pol"].removeprefix("POL: "),
                      "discharge": record["pod"].removeprefix("POD: ")},
        "remarks": f"{record['remarks']}\n{record['serial']}; {record['fee']}",
        "invoices": [{"number": record["invoice_no"], "date": date(record["invoice_date"])}],
        "items": [{"no": place + 1, "marks": record["marks"].split("\n") if place == 0 else [],
                   "packages": [{"count": cartons[place], "kind": "CT"}], "description": description,
                   "hs": codes[place % 2], "grossKg": str(gross[place])}
                  for place, description in enumerate(goods)],
        "declaration": {"place": record["place"], "date": date(record["issue_date"]), "signatory": record["declarant"]},
    }


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: forms.py RECORDS.json")
    for record in json.loads(Path(sys.argv[1]).read_text()):
        print(json.dumps(form(record), ensure_ascii=False))


if __name__ == "__main__":
    main()
