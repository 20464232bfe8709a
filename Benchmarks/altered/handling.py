# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens to honest sheets between the printer and the scanner."""
import cv2
import numpy as np

from issuing import MM

# Where stamp and signatures are put, mm: centre of the stamp; left ends of the signatures.
OFFICE = {
    "ordinary-a4": ((36.7, 257.5), [(60, 268), (143, 268)]),
    "ordinary-preprinted": ((36.7, 257.5), [(60, 268), (143, 268)]),
    "chafta": ((173, 255.5), [(122, 267), (30, 258)]),
    "form-d": ((173, 239), [(122, 249), (30, 256)]),
}


def pen(image, x, y, size, numbers):
    track = np.cumsum(numbers.normal(0, 1.1, (300, 2)) + [size / 60, 0], 0)
    track = cv2.GaussianBlur(track.astype(np.float32), (1, 31), 6) * MM * .35 + [x * MM, y * MM]
    cv2.polylines(image, [track.astype(np.int32)], False, 55, max(1, round(.35 * MM)), cv2.LINE_AA)


def received(image, rng, g):
    """The receiver's own rubber stamp, anywhere."""
    note = np.zeros((round(14 * MM), round(52 * MM)), np.uint8)
    cv2.rectangle(note, (6, 6), (note.shape[1] - 7, note.shape[0] - 7), 255, round(.4 * MM))
    for line, text in enumerate(("RECEIVED CLAIMS", f"{rng.randrange(10, 28)} JAN 2027")):
        cv2.putText(note, text, (round(3 * MM), round((6 + 5 * line) * MM)), cv2.FONT_HERSHEY_SIMPLEX, MM / 6.2, 255,
                    round(.35 * MM), cv2.LINE_AA)
    turn = cv2.getRotationMatrix2D((note.shape[1] / 2, note.shape[0] / 2), rng.uniform(-9, 9), 1)
    note = cv2.warpAffine(note, turn, (note.shape[1], note.shape[0]))
    g.blend(image, note / 255. * .75, round(rng.uniform(20, 130) * MM), round(rng.uniform(50, 215) * MM), 60)


def highlighted(image, rng, g):
    """A highlighter's band over a line: yellow is hardly seen in gray, green and pink are."""
    band = np.zeros((round(8 * MM), round(rng.uniform(15, 70) * MM)), np.uint8)
    half = band.shape[0] // 2
    cv2.line(band, (half, half + rng.randrange(-4, 5)), (band.shape[1] - half, half + rng.randrange(-4, 5)), 255,
             round(rng.uniform(3.5, 5) * MM), cv2.LINE_AA)
    g.blend(image, cv2.GaussianBlur(band, (0, 0), .2 * MM) / 255., round(rng.uniform(15, 130) * MM),
            round(rng.uniform(50, 212) * MM), rng.choice([240, 215, 185]))


def stapled(image, rng, g):
    """A staple's wire in the upper left corner, with its shadow."""
    x, y, slant = rng.uniform(8, 22), rng.uniform(8, 18), rng.uniform(-4, 4)
    ends = [(round(x * MM), round((y + slant) * MM)), (round((x + 11) * MM), round((y - slant) * MM))]
    shadow = np.zeros((round(35 * MM), round(45 * MM)), np.uint8)
    cv2.line(shadow, *[(a + round(.4 * MM), b + round(.5 * MM)) for a, b in ends], 255, round(1.2 * MM), cv2.LINE_AA)
    g.blend(image, cv2.GaussianBlur(shadow, (0, 0), .4 * MM) / 255. * .5, 0, 0, 60)
    cv2.line(image, *ends, rng.choice([70, 130, 190]), round(.5 * MM), cv2.LINE_AA)


def punched(image):
    for y in (108.5, 188.5):
        cv2.circle(image, (round(12 * MM), round(y * MM)), round(2.9 * MM), 60, -1, cv2.LINE_AA)


def handled(image, template, rng, g):
    """Stamped and signed by the chamber, and as often as not by others who had it in their hands."""
    numbers = g.rngof("office", rng.random())
    (x, y), signatures = OFFICE[template]
    g.stamp(image, round(x * MM), round(y * MM), round(16 * MM), 95, .8, numbers)
    for place in signatures:
        pen(image, *place, 20, numbers)
    if rng.random() < .12:
        received(image, rng, g)
    if rng.random() < .12:
        pen(image, rng.uniform(20, 140), rng.uniform(55, 215), 30, numbers)
    if rng.random() < .12:
        punched(image)
    if rng.random() < .12:
        highlighted(image, rng, g)
    if rng.random() < .12:
        stapled(image, rng, g)
    return image
