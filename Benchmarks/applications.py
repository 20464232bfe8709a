#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes N clean applications in the flat JSON form into a folder: applications.py OUT N SEED

All are invented and none is a duplicate: reference, consignor and invoice are its own in each. Between 1 and 8 items
and mostly 900 to 1,500 bytes, names in Latin, Greek and Cyrillic letters. The same seed gives the same bytes, and
application n does not depend on N. The dates suit a batch time of 2026-11-23T22:00:00Z.
"""

import json
import random
import sys
from pathlib import Path

# trade names: two words and a form of company a script, with towns of that script
LATIN = (
    ["Amber", "Bríd", "Cedrová", "Dąbrowa", "Émeraude", "Falkenhöhe", "Gökdere", "Håkon", "Île-Verte", "Jasmín", "Květná",
     "Lumière", "Mørkeskov", "Ñandú", "Óbidos", "Părâu", "Quercia", "Říčany", "Šumava", "Türkiz", "Único", "Vânia",
     "Wiśniewo", "Xérès", "Yıldız", "Żuraw", "Ålesand", "Østhavn", "Ægir", "Hải Vân"],
    ["Mills", "Werke", "Tkalnia", "Ateliers", "Dokuma", "Sklárna", "Conservas", "Trävaru", "Officina", "Fabrika",
     "Pottery", "Hutnictwo", "Papírna", "Oliveiras", "Spinnerei", "Vidrios", "Kahve", "Mejeri", "Fiskeri", "Traders"],
    ["Ltd", "GmbH", "sp. z o.o.", "SARL", "A.Ş.", "s.r.o.", "S.A.", "AB", "S.p.A.", "ApS", "Lda.", "Oy"],
    [("Gdynia", "PL"), ("Lübeck", "DE"), ("Sète", "FR"), ("İzmir", "TR"), ("Plzeň", "CZ"), ("Cádiz", "ES"), ("Malmö", "SE"),
     ("Forlì", "IT"), ("Ålborg", "DK"), ("Setúbal", "PT"), ("Jyväskylä", "FI"), ("Constanța", "RO"), ("Cần Thơ", "VN")],
    ["Quay Street", "Hafenstraße", "ul. Żeglarska", "rue du Phare", "Liman Caddesi", "Nábřežní", "Calle del Muelle",
     "Strandgatan", "Via del Porto", "Rua da Lota"],
)
GREEK = (
    ["Αιγαίο", "Βόρειος", "Γαλήνη", "Δελφίνι", "Ελαία", "Ζέφυρος", "Ήλιος", "Θάλασσα", "Ίρις", "Κυκλάδες", "Λευκός",
     "Μέλισσα", "Νότος", "Ξενία", "Όλυμπος", "Πήγασος", "Ρόδι", "Σελήνη", "Τρίαινα", "Φάρος"],
    ["Ελαιουργία", "Υφαντουργία", "Κεραμική", "Τρόφιμα", "Εξαγωγική", "Μεταλλική", "Οινοποιία", "Ξυλεία"],
    ["Α.Ε.", "Ε.Π.Ε.", "Ο.Ε.", "Ι.Κ.Ε."],
    [("Πάτρα", "GR"), ("Βόλος", "GR"), ("Καβάλα", "GR"), ("Χανιά", "GR"), ("Λεμεσός", "CY")],
    ["Οδός Λιμένος", "Λεωφόρος Ειρήνης", "Οδός Ερμού", "Ακτή Φάρου"],
)
CYRILLIC = (
    ["Азалия", "Бисер", "Върба", "Гълъб", "Дунав", "Евридика", "Жерав", "Зорница", "Искра", "Камелия", "Лоза", "Морава",
     "Небесна", "Орел", "Перла", "Родина", "Сокол", "Тополи", "Чинар", "Ясен"],
    ["Консерви", "Текстил", "Керамика", "Износ", "Мебели", "Стъкло", "Мляко", "Машини"],
    ["ООД", "АД", "ЕООД", "д.о.о."],
    [("Русе", "BG"), ("Варна", "BG"), ("Пловдив", "BG"), ("Нови Сад", "RS"), ("Скопје", "MK")],
    ["ул. Пристанищна", "бул. Дунав", "ул. Роза", "ул. Чинарска"],
)
SCRIPTS = [LATIN, LATIN, LATIN, LATIN, GREEK, CYRILLIC]

BUYERS = [
    ("Halcyon Import House", "Auckland", "NZ", "NZAKL"), ("Casa Mirador S.A.", "Montevideo", "UY", "UYMVD"),
    ("Nakhoda Mercantile Sdn. Bhd.", "Kuching", "MY", "MYKCH"), ("Baobab Wholesalers Ltd", "Accra", "GH", "GHTEM"),
    ("Mistral & Sœurs SARL", "Nouméa", "NC", "NCNOU"), ("Umbono Distributors (Pty) Ltd", "Durban", "ZA", "ZADUR"),
    ("Aurora Handel AS", "Bodø", "NO", "NOBOO"), ("Kestrel Provisions Ltd", "Halifax", "CA", "CAHAL"),
    ("Comercial Quetzal Ltda.", "Quetzaltenango", "GT", "GTPRQ"), ("Palmyra General Trading LLC", "Salalah", "OM", "OMSLL"),
]
GOODS = [
    ("Cotton bed linen, printed", "630221"), ("Table glassware, hand-blown", "701337"), ("Olive oil, virgin, 5 l tins", "150930"),
    ("Roller bearings, Ø 45 mm", "848250"), ("Ceramic tiles, 30 × 60 cm", "690721"), ("Roasted coffee beans", "090121"),
    ("Wooden chairs, beech", "940169"), ("Steel wire ropes, 8 mm", "731210"), ("Honey in jars of 450 g", "040900"),
    ("Electric motors, 550 W", "850140"), ("Rose jam, 15 % sugar added", "200799"), ("Leather gloves, lined", "420329"),
    ("Paper bags, printed", "481940"), ("Copper fittings, 22 mm", "741220"), ("Sunflower seeds, shelled", "120600"),
    ("Woollen blankets, 150 × 200 cm", "630120"), ("Plastic drip pipes, 16 mm", "391732"), ("Candles, white, 24 cm", "340600"),
    ("Tomatoes, peeled, canned", "200210"), ("Hand files, second cut", "820310"), ("Marble slabs, polished", "680221"),
    ("LED lamps, E27, 9 W", "853952"), ("Bicycle saddles", "871495"), ("Pencils, graphite, HB", "960910"),
]
KINDS = ["CT", "BX", "CS", "BG", "PX", "CR"]
SIGNATORIES = ["Zoë Müllner", "José Núñera", "Łucja Wąsik", "Bjørn Østlund", "Αγγελική Δημάκη", "Милена Ботева", "Şule Çetin",
               "Tomáš Říha", "Françoise Lemaître", "Trần Minh Châu"]
MOST_BYTES = 1500


def company(n, rng):
    """The n-th consignor: no other n has its name."""
    first, second, forms, towns, streets = SCRIPTS[n % len(SCRIPTS)]
    rest, name = n // len(SCRIPTS), []
    # words counted off like the digits of a number, so that a name comes only once
    rest, i = divmod(rest * 4 + n % len(SCRIPTS) % 4, len(first))
    name.append(first[i])
    rest, i = divmod(rest, len(second))
    name.append(second[i])
    rest, i = divmod(rest, len(forms))
    serial = f" {rest + 1}" if rest else ""
    city, country = rng.choice(towns)
    return {"name": " ".join(name) + serial + " " + forms[i], "address": [f"{rng.choice(streets)} {rng.randrange(1, 240)}"],
            "city": city, "postcode": str(rng.randrange(10000, 99999)), "country": country,
            "id": f"REG {n:07d}"}


def goods(rng, count, brief):
    items = []
    for no, (description, hs) in enumerate(rng.sample(GOODS, count), 1):
        packages, each = rng.randrange(4, 400), rng.randrange(6, 40)
        gross = packages * each
        item = {"no": no, "marks": ["NO MARKS"], "packages": [{"count": packages, "kind": rng.choice(KINDS)}],
                "description": description, "hs": hs, "grossKg": str(gross)}
        if not brief:
            item["marks"] = [rng.choice(["LOT", "BATCH", "ORDER"]) + f" {rng.randrange(10**5)}", f"1-{packages}"]
            item["netKg"] = f"{gross * rng.randrange(860, 990) / 1000:.1f}"
            item["quantity"] = {"value": str(packages * 12), "unit": "H87"}
        items.append(item)
    return items


def application(n, seed, brief=False):
    rng = random.Random(f"{seed}/{n}")
    consignor = company(n, rng)
    buyer, city, country, port = rng.choice(BUYERS)
    count = rng.choice([1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 7, 8])
    day = rng.randrange(12, 19)
    form = {
        "form": "certmill.application/1", "reference": f"B{seed}-{n:07d}", "agreement": None, "copies": 1,
        "consignor": consignor,
        "consignee": {"name": buyer, "address": [f"{rng.randrange(1, 99)} Harbour Road"], "city": city, "country": country},
        "origin": consignor["country"], "destination": country,
        "transport": {"mode": rng.choice("1114"), "departure": f"2026-11-{rng.randrange(24, 31)}", "discharge": port},
        "remarks": rng.choice(["", "", f"Order {rng.randrange(10**6)}", f"L/C {rng.randrange(10**7)}, part shipment"]),
        "invoices": [{"number": f"INV/{seed}/{n:07d}", "date": f"2026-11-{day}"}],
        "items": goods(rng, count, brief),
        "declaration": {"place": consignor["city"], "date": f"2026-11-{rng.randrange(day, 21)}",
                        "signatory": rng.choice(SIGNATORIES)},
    }
    # written as exporters' systems do: small ones over many lines, long ones close
    layout = {"indent": 1} if count == 1 else {"separators": (",", ":")} if count > 2 else {}
    text = json.dumps(form, ensure_ascii=False, **layout).encode()
    return application(n, seed, True) if len(text) > MOST_BYTES and not brief else text


def main():
    if len(sys.argv) != 4:
        sys.exit("usage: applications.py OUT N SEED")
    out, count, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    out.mkdir(parents=True, exist_ok=True)
    for n in range(count):
        (out / f"application-{n:07d}.json").write_bytes(application(n, seed))


if __name__ == "__main__":
    main()
