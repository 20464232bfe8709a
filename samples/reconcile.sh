#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# An insurer with nothing but a chamber's public keys and published ledger reconciles a box of scans:
#   CERTMILL=.build/release/certmill samples/reconcile.sh demo/reconcile
# Fails where an outcome is not what it should be, so that it is also a test.
set -eu
cd "$(dirname "$0")/.."
folder=${1:-}
case $folder in ?*/?*) ;; *) echo "usage: CERTMILL=PROGRAM samples/reconcile.sh FOLDER/NAME" >&2; exit 1 ;; esac
sg=$folder/singapore insurer=$folder/insurer box=$folder/box

say() { printf '\n== %s\n' "$*"; }
certmill() { printf '$ certmill %s\n' "$*"; "$CERTMILL" "$@"; }
fail() { echo "reconcile: $*" >&2; exit 1; }
# expect CODE ARGUMENTS...: the command must end with this exit code.
expect() {
  wanted=$1; shift
  code=0; certmill "$@" || code=$?
  [ "$code" = "$wanted" ] || fail "certmill $1 ended with $code, $wanted expected"
}
# has VERDICT COUNT BATCH: so many rows of the batch must have this verdict.
has() {
  found=$(cut -d, -f3 "$insurer/reconciliations/$3/report.csv" | grep -cx "$1") || true
  [ "$found" = "$2" ] || fail "$found rows are $1, $2 expected"
}

say "A chamber issues in the night"
rm -rf "$folder"
mkdir -p "$box"
expect 0 init "$sg" --chamber SG-CC1 --name "Straits Chamber of Trade" --country SG --host CO.STRAITS.EXAMPLE --from 2026-11-01
cp samples/inbox/clean-pepper-singapore.json samples/inbox/clean-25-items-continuation-sheet.json \
  samples/inbox/clean-japanese-tea.json "$sg/inbox/"
expect 0 run pipelines/nightly-issuance.yaml -w "$sg" --batch-time 2026-11-23T14:00:00Z
# Numbers follow the names of the files: 1 has four sheets a copy, 2 is the tea, 3 the pepper.
set -- "$sg"/batches/20261123-01/certificates/*.pdf

say "An insurer makes a workspace that only reads, and trusts the chamber"
expect 0 init "$insurer" --reader --name "Merlion Insurance"
expect 0 trust add "$sg/trust/SG-CC1.json" -w "$insurer"
cp -R "$sg/trust/SG-CC1" "$insurer/trust/"
expect 1 run pipelines/nightly-issuance.yaml -w "$insurer"

say "A box of paper is scanned: pictures, a PDF of which the last sheet is missing, a letter that is no scan"
pdftoppm -r 150 -gray -jpeg -f 1 -l 1 "$2" "$box/tea"
pdfseparate -f 1 -l 3 "$1" "$box/long-%d.pdf"
qpdf --empty --pages "$box/long-1.pdf" "$box/long-2.pdf" "$box/long-3.pdf" -- "$box/long.pdf"
rm "$box"/long-?.pdf
pdftoppm -r 200 -gray -png -f 1 -l 1 "$3" "$box/pepper"
printf 'a letter' > "$box/letter.txt"
expect 3 run pipelines/reconciliation.yaml "$box" -w "$insurer" --batch-time 2026-11-24T08:00:00Z --set receive.settleSeconds=0
has genuine 5 20261124-01
has unreadable 1 20261124-01
grep -q '"missing":\[4\]' "$insurer/reconciliations/20261124-01/report.json" || fail "the missing sheet is not told"

say "An hour later a photocopy of the tea comes with another claim"
pdftoppm -r 200 -gray -png -f 1 -l 1 "$2" "$insurer/inbox/claim-4711"
expect 2 run pipelines/reconciliation.yaml -w "$insurer" --batch-time 2026-11-24T09:00:00Z --set receive.settleSeconds=0
has repeat 1 20261124-02
[ -z "$(ls "$insurer/inbox")" ] || fail "what was taken in still lies in the inbox"

say "A reviewer has both sheets in hand and settles it, signed"
expect 0 officer new lim.boon -w "$insurer" --key "$folder/lim.boon.pem"
expect 0 review settle 20261124-02 claim-4711-1.png:1 -w "$insurer" --as forged --officer "$folder/lim.boon.pem" \
  --reason "A photocopy: the first claim has the paper with the raised stamp" --at 2026-11-24T10:00:00Z
has forged 1 20261124-02

say "A number that somebody reads out on the telephone"
expect 2 verify "$(basename "$3" .pdf)" --trust "$insurer/trust"

say "The insurer's ledger of sightings holds"
expect 0 ledger verify -w "$insurer"
expect 0 status -w "$insurer"

say "Where to look"
cat <<WORDS
the box               $insurer/reconciliations/20261124-01/report.html
the second claim      $insurer/reconciliations/20261124-02/report.html
WORDS
