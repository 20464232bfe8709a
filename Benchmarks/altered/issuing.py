# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates of an invented chamber, and how they leave the printer."""
import functools, json, random, re, shutil, subprocess, sys
from collections import namedtuple
from pathlib import Path

import cv2
import numpy as np

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from applications import application
ROOT = HERE.parent.parent
DPI = 300  # of the printed page that scans are made of
MM = DPI / 25.4
TEMPLATES = ["ordinary-a4", "ordinary-preprinted", "chafta", "form-d"]
STOCK = {"ordinary-preprinted": ROOT / "pipelines/templates/ordinary-a4.pdf"}

Sheet = namedtuple("Sheet", "number pdf")


def issue(certmill, template, workspace, forms):
    """Sheets by the exporter's reference. What an earlier call has issued stays."""
    if not any(Path(workspace).glob("batches/*/report.json")):
        run_night(certmill, template, workspace, forms)
    issued = {}
    for file in sorted(Path(workspace).glob("batches/*/certificates/*.json")):
        certificate = json.loads(file.read_text())
        issued[certificate["application"]["reference"]] = Sheet(certificate["number"], str(file.with_suffix(".pdf")))
    return issued


def run_night(certmill, template, workspace, forms):
    inbox = Path(f"{workspace}.inbox")
    for folder in (workspace, inbox):
        shutil.rmtree(folder, ignore_errors=True)
    inbox.mkdir(parents=True)
    for index, form in enumerate(forms):
        (inbox / f"{index:04d}.json").write_text(json.dumps(form, ensure_ascii=False))
    subprocess.run([certmill, "init", workspace, "--chamber", "SG-CC1", "--name", "Straits Chamber of Trade",
                    "--country", "SG", "--host", "CO.STRAITS.EXAMPLE", "--from", "2026-11-01"],
                   check=True, stdout=subprocess.DEVNULL)
    run = subprocess.run([certmill, "run", ROOT / "pipelines/nightly-issuance.yaml", "-w", workspace, inbox,
                          "--set", f"stamp.template=templates/{template}.yaml",
                          "--batch-time", "2026-11-23T22:00:00Z", "--jobs", "1"], stdout=subprocess.DEVNULL)
    if run.returncode not in (0, 2):
        sys.exit(f"{workspace}: certmill run ended with {run.returncode}")


def forms_of(count, seed):
    """Applications, a third of them the samples as far as they go."""
    samples = []
    for file in sorted((ROOT / "samples/inbox").glob("clean-*.json")):
        form = json.loads(file.read_text())
        if form.get("form") == "certmill.application/1":
            samples.append(form)
    random.Random(f"samples {seed}").shuffle(samples)
    samples = samples[:count // 3]
    return samples + [json.loads(application(n, seed)) for n in range(count - len(samples))]


@functools.lru_cache(maxsize=None)
def code_of(template):
    """Left, top and side of the code, mm."""
    text = (ROOT / f"pipelines/templates/{template}.yaml").read_text()
    x, y = re.search(r"^code: *\{ *x: *([\d.]+), *y: *([\d.]+)", text, re.M).groups()
    return float(x), float(y), 73 * .46


@functools.lru_cache(maxsize=32)
def page(pdf):
    """The first sheet in gray."""
    pgm = subprocess.run(["pdftoppm", "-r", str(DPI), "-gray", "-f", "1", "-l", "1", pdf], check=True,
                         stdout=subprocess.PIPE).stdout
    return cv2.imdecode(np.frombuffer(pgm, np.uint8), cv2.IMREAD_GRAYSCALE)


def printed(pdf, template, offset):
    """The first sheet as it leaves the printer; on stock, off its place by `offset` mm."""
    image = page(pdf)
    if template not in STOCK:
        return image.copy()
    move = np.float32([[1, 0, offset[0] * MM], [0, 1, offset[1] * MM]])
    moved = cv2.warpAffine(image, move, (image.shape[1], image.shape[0]), borderValue=255)
    return np.minimum(moved, page(str(STOCK[template])))


@functools.lru_cache(maxsize=64)
def words(pdf):
    """Words of the first sheet: (text, left, top, right, bottom), mm."""
    text = subprocess.run(["pdftotext", "-bbox", "-f", "1", "-l", "1", pdf, "-"], check=True, stdout=subprocess.PIPE,
                          text=True).stdout
    found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<', text)
    return [(word, *(float(v) * 25.4 / 72 for v in place)) for *place, word in found]
