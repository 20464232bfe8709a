#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Reads damaged scans of our own certificates: the cascade beside zbar and zxing-cpp, rates and CPU time of reading alone.
# Needs python3 with numpy, opencv, segno, pillow and zxing-cpp, pdftoppm, and the folder of gen_scans.py.
#   SEED     of the damages (101; 21 was used for tuning)
#   PER      pictures of each of 27 kinds and 5 severities (2: 270 pictures, 1 GB in SCRATCH)
#   CERTMILL the program (.build/release/certmill)
#   DAMAGES  folder of gen_scans.py (../shared/bench/scans)
#   PYTHON   an interpreter with the packages above (python3)
#   SCRATCH  a folder for the pictures (made below TMPDIR)
set -eu
cd "$(dirname "$0")/../.."
SEED=${SEED:-101} PER=${PER:-2} PYTHON=${PYTHON:-python3} DAMAGES=${DAMAGES:-../shared/bench/scans}
CERTMILL=$(realpath "${CERTMILL:-.build/release/certmill}")
own=${SCRATCH:+no}
SCRATCH=${SCRATCH:-$(mktemp -d)}
[ "$own" = no ] || trap 'rm -rf "$SCRATCH"' EXIT
core=$(taskset -cp $$ | sed 's/.*: *//; s/[,-].*//')
here=$PWD/Benchmarks

if [ ! -f "$DAMAGES/gen_scans.py" ]; then
  echo "No scans: no gen_scans.py in $DAMAGES"
  exit 0
fi
for package in numpy cv2 segno PIL zxingcpp; do
  "$PYTHON" -c "import $package" 2>/dev/null || { echo "No scans: $PYTHON lacks $package"; exit 0; }
done

BENCHMARKS=1 swift build -c release --product read-scans > "$SCRATCH/build.txt" 2>&1 \
  || { cat "$SCRATCH/build.txt"; exit 1; }
python3 "$here/applications.py" "$SCRATCH/applications" 24 77
"$CERTMILL" init "$SCRATCH/workspace" --chamber SG-CC1 --name "Straits Chamber of Trade" --country SG \
  --host CO.STRAITS.EXAMPLE > /dev/null
"$CERTMILL" run pipelines/nightly-issuance.yaml -w "$SCRATCH/workspace" "$SCRATCH/applications" \
  --batch-time 2026-11-23T22:00:00Z > /dev/null
PYTHONDONTWRITEBYTECODE=1 "$PYTHON" "$here/scanning/scans.py" "$DAMAGES" \
  "$SCRATCH/workspace"/batches/*/certificates "$SCRATCH/scans" --seed "$SEED" --per "$PER"

echo "Scans of our certificates, seed $SEED, $PER of each kind and severity; one core, CPU ms of reading alone"
# The place of the code is that of pipelines/templates/ordinary-a4.yaml.
taskset -c "$core" .build/release/read-scans "$SCRATCH/scans" 100.2 228.8 33.58 > "$SCRATCH/own.csv"
taskset -c "$core" "$PYTHON" "$here/scanning/zxing.py" "$SCRATCH/scans" > "$SCRATCH/zxing.csv"
"$PYTHON" "$here/scanning/tell.py" --kinds "$SCRATCH/own.csv" "$SCRATCH/zxing.csv"
