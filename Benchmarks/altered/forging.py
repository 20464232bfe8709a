# SPDX-License-Identifier: GPL-3.0-or-later
"""What forgers do to a certificate whose code they leave alone.

Most kinds are stamped from a changed application by the same program, with the same fonts: nothing but what was altered
differs, and the genuine code stands on the page. "longer" has one digit more in front of a weight; "page" is the code
on another certificate; "strip" is a piece of a forged page glued over the genuine one; "retyped" and "erased" are
correction fluid with and without other text, in another typeface, over it.
"""
import copy, json, random

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from issuing import MM, application, code_of, words

RESTAMPED = ["weight", "longer", "number", "origin", "destination", "invoice", "exporter", "consignee", "goods"]
KINDS = RESTAMPED + ["page", "strip", "retyped", "erased"]
INSTEAD = {("chafta", "origin"): "destination"}  # the form does not say it
SOURCE = "consignee"  # strips are cut from these as well
FONTS = ["/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf",
         "/usr/share/fonts/opentype/urw-base35/NimbusSans-Regular.otf",
         "/usr/share/fonts/opentype/urw-base35/NimbusRoman-Regular.otf",
         "/usr/share/fonts/opentype/urw-base35/NimbusMonoPS-Regular.otf"]
NAMES = ["Orchard Link Trading Pte Ltd", "Verdant Bay Imports Ltd", "Nordlicht Handels GmbH"]


def other_digit(text, rng):
    places = [i for i, c in enumerate(text) if c.isdigit()]
    i = rng.choice(places)
    return text[:i] + rng.choice([d for d in "123456789" if d != text[i]]) + text[i + 1:]


def party(rng, country):
    return {"name": rng.choice(NAMES), "address": [f"{rng.randrange(10, 400)} Lantern Road"], "city": "Harbourside",
            "postcode": str(rng.randrange(10000, 99999)), "country": country}


def forms(kind, genuine, seed):
    """The changed applications, in the same order and so with the same numbers."""
    rng = random.Random(f"{kind} {seed}")
    if kind != "number":
        return [alter(form, kind, rng) for form in genuine]
    # One more before them moves every number on.
    return [json.loads(application(0, f"first {seed}"))] + genuine


def alter(form, kind, rng):
    form = copy.deepcopy(form)
    item = rng.choice(form["items"])
    if kind == "weight":
        for _ in range(50):
            weight = other_digit(item["grossKg"], rng)
            if float(weight) >= float(item.get("netKg") or 0):
                item["grossKg"] = weight
                break
    elif kind == "longer":
        item["grossKg"] = rng.choice("123456789") + item["grossKg"]
    elif kind == "origin" and form.get("origin"):
        form["origin"] = rng.choice([c for c in ("IN", "VN", "TR", "PL", "BR") if c != form["origin"]])
    elif kind == "destination":
        form["destination"] = rng.choice([c for c in ("NZ", "KE", "CL", "JP", "EG") if c != form["destination"]])
    elif kind == "invoice":
        form["invoices"][0]["number"] = other_digit(form["invoices"][0]["number"], rng)
    elif kind == "exporter":
        form["consignor"] = party(rng, form["consignor"]["country"]) | {"id": form["consignor"].get("id", "REG 1")}
    elif kind == "consignee":
        form["consignee"] = party(rng, form["consignee"].get("country", "SG"))
    elif kind == "goods":
        item = copy.deepcopy(form["items"][-1])
        item.update(no=len(form["items"]) + 1, description="Brass valves, chromium-plated, for water", hs="848180",
                    grossKg=str(rng.randrange(100, 900)))
        item.pop("netKg", None)
        form["items"].append(item)
    return form


def take(target, source, box):
    left, top, right, bottom = (max(0, round(v * MM)) for v in box)
    target[top:bottom, left:right] = source[top:bottom, left:right]


def places(pdf, text, margin=.6):
    """Where a text stands as a word of its own."""
    return [(l - margin, t - margin / 2, r + margin, b + margin / 2) for word, l, t, r, b in words(pdf) if word == text]


def forged(image, form, kind, chamber, draw, rng):
    """The genuine `image` of a form, altered; None where it has nothing of the kind."""
    sheet = chamber.genuine[form["reference"]]
    if kind in ("retyped", "erased"):
        return covered(image, form, sheet, kind == "retyped", rng)
    if kind == "page":
        other = draw(chamber.genuine[rng.choice([f for f in chamber.forms if f is not form])["reference"]])
    else:
        source = rng.choice(list(chamber.forged)) if kind == "strip" else kind
        if form["reference"] not in chamber.forged[source]:
            return None
        wrong = chamber.forged[source][form["reference"]]
        other = draw(wrong)
        numbers = places(sheet.pdf, sheet.number)
        if source == "number":
            other, whole = image.copy(), other
            for box in numbers:
                take(other, whole, box)
        else:  # what else was altered may have moved the numbers on
            for box in numbers:
                take(other, image, box)
    left, top, side = code_of(chamber.template)
    take(other, image, (left - 1.8, top - 1.8, left + side + 1.8, top + side + 1.8))
    return strip(image, other, rng) if kind == "strip" else other


def strip(image, other, rng):
    """The largest place where the two differ, cut out of `other` and glued over `image`."""
    differs = (cv2.absdiff(other, image) > 60).astype(np.uint8)
    near = cv2.dilate(differs, np.ones((round(3 * MM), round(5 * MM)), np.uint8))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(near)
    if count < 2:
        return None
    x, y, w, h, _ = (int(v) for v in max(boxes[1:], key=lambda box: box[4]))
    # Only what is about it is computed.
    edge = round(3 * MM)
    top, left = max(0, y - edge), max(0, x - edge)
    about = (slice(top, y + h + edge), slice(left, x + w + edge))
    below, piece = image[about].astype(np.int16), other[about]
    height, width = piece.shape
    mask = np.zeros_like(piece)
    mask[y - top:y - top + h, x - left:x - left + w] = 255
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), rng.uniform(-.5, .5), 1)
    turn[:, 2] += [rng.uniform(-.25, .25) * MM, rng.uniform(-.25, .25) * MM]
    piece = cv2.warpAffine(piece, turn, (width, height), borderValue=255).astype(np.int16) - rng.randrange(0, 12)
    mask = cv2.warpAffine(mask, turn, (width, height))
    # The lamp comes from one side: the strip's far edges throw a thin shadow.
    shadow = cv2.GaussianBlur(np.roll(mask, (round(.25 * MM), round(.2 * MM)), (0, 1)), (0, 0), .12 * MM)
    below -= (shadow * (rng.randrange(20, 90) / 255)).astype(np.int16)
    below[mask > 127] = piece[mask > 127]
    result = image.copy()
    result[about] = np.clip(below, 0, 255)
    return result


def covered(image, form, sheet, retyped, rng):
    """Correction fluid over a word that matters, and other text on it in whatever typeface there was."""
    item, invoice = rng.choice(form["items"]), form["invoices"][0]["number"]
    choices = [text for text in (sheet.number, item["grossKg"], invoice) if places(sheet.pdf, text)]
    if not choices:
        return None
    text = rng.choice(choices)
    left, top, right, bottom = (round(v * MM) for v in rng.choice(places(sheet.pdf, text, .4)))
    result = image.copy()
    edge = round(MM)
    about = result[top - edge:bottom + edge, left - edge:right + edge]
    fluid = np.zeros(about.shape, np.uint8)
    fluid[edge:-edge, edge:-edge] = 255
    fluid = cv2.GaussianBlur(fluid, (0, 0), .15 * MM) / 255.
    about[:] = about * (1 - fluid) + rng.randrange(236, 252) * fluid
    if retyped:
        height = bottom - top
        font = ImageFont.truetype(rng.choice(FONTS), round(height * rng.uniform(.6, .72)))
        wrong = other_digit(text, rng)
        place = (left, top - edge, left + round(font.getlength(wrong)) + 2 * edge, bottom + edge)
        canvas = Image.fromarray(result).crop(place)
        middle = (.4 * MM, canvas.height / 2)
        ImageDraw.Draw(canvas).text(middle, wrong, font=font, fill=rng.randrange(10, 50), anchor="lm")
        piece = np.array(canvas)[:, :result.shape[1] - left]
        result[place[1]:place[3], left:left + piece.shape[1]] = piece
    return result
