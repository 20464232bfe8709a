#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Clean and altered certificates, damaged as scans are, and what certmill verify says of their paper.
# Needs python3 with numpy, opencv, segno and pillow, poppler's pdftoppm and pdftotext, the fonts of `make packages`,
# and the folder of gen_scans.py.
#   N            scans of each sort (26; 330 for the table of docs/altered-paper.md)
#   CERTIFICATES that they are made of (16; 30)
#   SEED         of the corpus (2; 44 was used for tuning, 42 is the table)
#   CERTMILL     the program (.build/release/certmill)
#   DAMAGES      folder of gen_scans.py (../shared/bench/scans)
#   PYTHON       an interpreter with the packages above (python3)
#   JOBS         processes that make scans (1), and workers of verify
#   SCRATCH      a folder for the scans, kept, and gone on with after an interruption (made below TMPDIR, and removed)
set -eu
cd "$(dirname "$0")/../.."
N=${N:-26} CERTIFICATES=${CERTIFICATES:-16} SEED=${SEED:-2} JOBS=${JOBS:-1}
PYTHON=${PYTHON:-python3} DAMAGES=${DAMAGES:-../shared/bench/scans}
CERTMILL=$(realpath "${CERTMILL:-.build/release/certmill}")
own=${SCRATCH:+no}
SCRATCH=${SCRATCH:-$(mktemp -d)}
[ "$own" = no ] || trap 'rm -rf "$SCRATCH"' EXIT
here=$PWD/Benchmarks/altered

if [ ! -f "$DAMAGES/gen_scans.py" ]; then
  echo "No scans of altered paper: no gen_scans.py in $DAMAGES"
  exit 0
fi
for package in numpy cv2 segno PIL; do
  "$PYTHON" -c "import $package" 2>/dev/null || { echo "No scans of altered paper: $PYTHON lacks $package"; exit 0; }
done

echo "Paper around codes, seed $SEED: $N clean and $N altered scans, damages of severity 1 to 3"
PYTHONDONTWRITEBYTECODE=1 "$PYTHON" "$here/corpus.py" "$CERTMILL" "$DAMAGES" "$SCRATCH/corpus" --seed "$SEED" \
  --certificates "$CERTIFICATES" --clean "$N" --altered "$N" --jobs "$JOBS" > "$SCRATCH/corpus.txt" 2>&1 \
  || { cat "$SCRATCH/corpus.txt"; exit 1; }
JOBS=$JOBS "$PYTHON" "$here/tell.py" "$CERTMILL" "$SCRATCH/corpus" "$SCRATCH/rows.json"
