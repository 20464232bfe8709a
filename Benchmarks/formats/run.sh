#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What it costs to take an application in, format by format: read, hashed, understood, judged by the ordinary rule book.
#   N        applications of each format (2000; 10000 for figures to quote); a filled PDF form has 100 KB
#   PYTHON   an interpreter (python3)
#   SCRATCH  a folder for 110 KB an application (made below TMPDIR)
set -eu
cd "$(dirname "$0")/../.."
N=${N:-2000} PYTHON=${PYTHON:-python3}
own=${SCRATCH:+no}
SCRATCH=${SCRATCH:-$(mktemp -d)}
[ "$own" = no ] || trap 'rm -rf "$SCRATCH"' EXIT
core=$(taskset -cp $$ | sed 's/.*: *//; s/[,-].*//')

BENCHMARKS=1 swift build -c release --product read-applications > "$SCRATCH/build.txt" 2>&1 \
  || { cat "$SCRATCH/build.txt"; exit 1; }
"$PYTHON" Benchmarks/applications.py "$SCRATCH/plain" "$N" 1
printf '\nTaking applications in, one core: format, files, without error, CPU seconds, files a CPU second\n'
for format in json csv boxes ubl acroform zip; do
  find "$SCRATCH/plain" -name '*.json' -print0 | sort -z \
    | xargs -0 -n 500 "$PYTHON" Benchmarks/formats/formats.py "$format" "$SCRATCH/$format"
  taskset -c "$core" .build/release/read-applications . "$format" "$SCRATCH/$format"
  rm -r "$SCRATCH/$format"
done
