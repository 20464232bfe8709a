#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Stamping beside the usual tools, what an issuing night costs, and the ledger's appends. Needs python3 and, for the
# comparison, the peers' folder and its Python packages; for PDFBox javac, libpdfbox2-java and libzxing-core-java.
#   N        applications of a run (2000; 10000 for figures to quote)
#   ROUNDS   runs of each, alternating (3)
#   ENTRIES  of the ledger that is verified (1000000); BIG, of the one that proofs are made from (10000000; 3.5 GB)
#   CERTMILL the program (.build/release/certmill)
#   PEERS    folder of peers.py and gen.py (../shared/bench/stamping)
#   PYTHON   an interpreter with reportlab, pypdf, segno, pikepdf, Pillow and typst (python3)
#   SCRATCH  a folder on the disk to measure (made below TMPDIR)
set -eu
cd "$(dirname "$0")/.."
N=${N:-2000} ENTRIES=${ENTRIES:-1000000} BIG=${BIG:-10000000} ROUNDS=${ROUNDS:-3} PEER_N=${PEER_N:-300}
CERTMILL=$(realpath "${CERTMILL:-.build/release/certmill}")
PEERS=${PEERS:-../shared/bench/stamping}
PYTHON=${PYTHON:-python3}
own=${SCRATCH:+no}
SCRATCH=${SCRATCH:-$(mktemp -d)}
[ "$own" = no ] || trap 'rm -rf "$SCRATCH"' EXIT
core=$(taskset -cp $$ | sed 's/.*: *//; s/[,-].*//')
here=$PWD/Benchmarks

say() { printf '\n%s\n' "$*"; }
value() { "$PYTHON" -c 'import json,sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$1" "$2"; }

load=$(cut -d ' ' -f 1 /proc/loadavg)
say "$(nproc) cores, core $core used, load $load, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)"
echo "CPU seconds are little disturbed by other work; the wall times of stages, the memory of a run and the ledger's"
echo "rates want the machine quiet: with a load above 0.5 at the start, quote none of those."

for program in stamp-certificates ledger-append ledger-check; do
  BENCHMARKS=1 swift build -c release --product $program > "$SCRATCH/build.txt" 2>&1 \
    || { cat "$SCRATCH/build.txt"; exit 1; }
done
programs=$PWD/.build/release

say "Applications: $N, one copy each"
python3 "$here/applications.py" "$SCRATCH/applications" "$N" 1

peers=yes
if [ ! -f "$PEERS/peers.py" ]; then
  peers="no folder $PEERS"
elif ! "$PYTHON" -c 'import reportlab, pypdf, segno, pikepdf, PIL' 2>/dev/null; then
  peers="$PYTHON lacks one of reportlab, pypdf, segno, pikepdf, Pillow"
else
  mkdir -p "$SCRATCH/peers"
  (cd "$PEERS" && BENCH_DIR=$SCRATCH/peers PYTHONDONTWRITEBYTECODE=1 "$PYTHON" gen.py > "$SCRATCH/peers/gen.txt")
fi
if [ "$peers" = yes ]; then
  say "Stamping, one core, certmill and peer in turns"
  "$PYTHON" "$here/stamping/compare.py" "$PEERS" "$programs/stamp-certificates" "$SCRATCH" "$ROUNDS"
else
  say "No comparison with other tools: $peers"
fi

say "Whole issuance, --jobs 1, everything on one core; reportlab+pypdf stamping alone in between"
round=1
while [ "$round" -le "$ROUNDS" ]; do
  if [ "$peers" = yes ]; then
    turn=$SCRATCH/peer-$round
    mkdir "$turn"
    ln -s "$SCRATCH/peers/template.pdf" "$SCRATCH/peers/records.json" "$turn"
    (cd "$PEERS" && BENCH_DIR=$turn PYTHONDONTWRITEBYTECODE=1 \
      taskset -c "$core" "$PYTHON" peers.py rl_pypdf files "$PEER_N") > "$SCRATCH/peer-$round.json"
    echo "round $round: reportlab+pypdf   $(value "$SCRATCH/peer-$round.json" cps_cpu) certificates a CPU second"
  fi
  # New folders each time: ext4 without a journal searches long among inodes that were freed a moment ago.
  workspace=$SCRATCH/workspace-$round
  "$CERTMILL" init "$workspace" --chamber SG-CC1 --name "Straits Chamber of Trade" --country SG \
    --host CO.STRAITS.EXAMPLE > /dev/null
  code=0
  "$PYTHON" "$here/measure.py" "$SCRATCH/run-$round.json" taskset -c "$core" \
    "$CERTMILL" run pipelines/nightly-issuance.yaml -w "$workspace" "$SCRATCH/applications" \
    --batch-time 2026-11-23T22:00:00Z --jobs 1 --json || code=$?
  [ "$code" = 0 ] || { echo "certmill ended with $code:"; cat "$SCRATCH/run-$round.json.out"; exit 1; }
  cp "$workspace"/batches/*/report.json "$SCRATCH/report-$round.json"
  "$PYTHON" "$here/tell.py" round "$SCRATCH" "$round"
  round=$((round + 1))
done

say "Medians"
"$PYTHON" "$here/tell.py" medians "$SCRATCH" "$ROUNDS"

say "Ledger"
mkdir -p "$SCRATCH/ledger"
"$programs/ledger-append" "$SCRATCH/ledger"

say "Ledger of $ENTRIES entries: CPU and memory of checking it, beside sha256sum"
check=$programs/ledger-check
"$check" make "$SCRATCH/checked" "$ENTRIES"
"$check" publish "$SCRATCH/checked" "$SCRATCH/site"
measured() { name=$1; shift; "$PYTHON" "$here/measure.py" "$SCRATCH/$name.json" taskset -c "$core" "$@"; }
measured sha256sum sha256sum "$SCRATCH/checked/ledger.jsonl"
measured verify "$check" verify "$SCRATCH/checked"
measured verify-published "$check" verify-published "$SCRATCH/site"
"$PYTHON" "$here/tell.py" checks "$SCRATCH" sha256sum verify verify-published

say "Ledger of $BIG entries: opening it, and proofs"
"$check" make "$SCRATCH/big" "$BIG"
"$check" prove "$SCRATCH/big"
