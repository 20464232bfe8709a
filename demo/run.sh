#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# One night of an invented chamber and the morning after, in a workspace made anew:
#   CERTMILL=.build/release/certmill demo/run.sh demo/workspace
# Fails where an outcome is not what the samples promise, so that it is also a test.
set -eu
cd "$(dirname "$0")/.."
workspace=$1
case $workspace in ?*/?*) ;; *) echo "usage: CERTMILL=PROGRAM demo/run.sh FOLDER/WORKSPACE" >&2; exit 1 ;; esac
recipe=pipelines/nightly-issuance.yaml

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
[ -t 1 ] || say() { printf '\n== %s\n' "$*"; }
certmill() { printf '$ certmill %s\n' "$*"; "$CERTMILL" "$@"; }
fail() { echo "demo: $*" >&2; exit 1; }
# expect CODE ARGUMENTS...: the command must end with this exit code.
expect() {
  wanted=$1; shift
  code=0; certmill "$@" || code=$?
  [ "$code" = "$wanted" ] || fail "certmill $1 ended with $code, $wanted expected"
}
count() { find "$1" -type f -name "$2" | wc -l; }

say "A workspace for the Straits Chamber of Trade"
rm -rf "$workspace"
expect 0 init "$workspace" --chamber SG-CC1 --name "Straits Chamber of Trade" --country SG --host CO.STRAITS.EXAMPLE \
  --from 2026-11-01 # the samples are of November 2026, whatever the clock of this machine says; so is the key

say "The day's applications come in"
cp samples/inbox/* "$workspace/inbox/"
echo "$(count "$workspace/inbox" '*') files in the inbox"

say "The night's run (exit code 2: done, some refused or held)"
expect 2 run $recipe -w "$workspace" --batch-time 2026-11-23T22:00:00Z
batch=$workspace/batches/20261123-01
issued=$(count "$batch/certificates" '*.pdf')
[ "$issued" -ge 25 ] || fail "$issued certificates, at least 25 expected"
[ "$(count "$batch/refused" '*.txt')" -ge 1 ] || fail "no refusal"
[ "$(count "$batch/held" '*.txt')" -ge 2 ] || fail "no form is held"
[ "$(count "$workspace/inbox" '*')" -eq 0 ] || fail "the inbox is not empty"
[ "$(head -c 5 "$batch/report.html" | tr a-z A-Z)" = "<!DOC" ] || fail "no report"

say "A refusal, as the exporter gets it"
cat "$batch"/refused/*refused-many-faults.json.txt

say "The morning: an officer looks at what is held"
# Only here beside the workspace's files: an officer keeps it on a card or a machine of the officer's own.
officer=$workspace/tan.mei-ling.officer.pem
expect 0 officer new tan.mei-ling -w "$workspace" --key "$officer"
expect 0 review list -w "$workspace"
form=$("$CERTMILL" review list -w "$workspace" | grep -B 1 held-retroactive-herbal-tea | awk 'NR == 1 { print $1 }')
[ -n "$form" ] || fail "the retroactive herbal tea is not held"
expect 0 review show "$form" -w "$workspace"
expect 0 review grant "$form" -w "$workspace" --officer "$officer" --reason "Shipping delay shown by the carrier's letter"

say "The next night picks it up"
expect 0 run $recipe -w "$workspace" --batch-time 2026-11-24T22:00:00Z
granted=$(find "$workspace/batches/20261124-01/certificates" -name '*.pdf')
[ -f "$granted" ] || fail "the granted form was not issued"

say "The print room: numbered security paper comes in, everything is printed, one sheet jams and its copy is made anew"
room="run pipelines/print-room.yaml -w $workspace --set print.stock=ordinary \
  --set stamp.template=templates/ordinary-preprinted.yaml"
expect 0 stock add A000001 A000500 -w "$workspace" --at 2026-11-25T07:30:00Z
expect 0 $room --batch-time 2026-11-25T08:00:00Z
number=$(awk -F, '$7 == "A000017" { print $3 }' "$workspace/batches/20261125-01/report.csv")
[ -n "$number" ] || fail "no sheet is on A000017"
expect 0 spoil --stock A000017 --reason "Jam in tray 2" -w "$workspace" --at 2026-11-25T08:30:00Z
expect 0 reprint "$number" --reason "Jam in tray 2" -w "$workspace" --at 2026-11-25T08:31:00Z
expect 0 $room --batch-time 2026-11-25T09:00:00Z
expect 0 stock list -w "$workspace"

say "One shipment is given up: its certificate is taken out of force"
expect 0 revoke SG-2026-0000002-F --reason goods-not-exported -w "$workspace" --officer "$officer" --at 2026-11-25T10:00:00Z
expect 0 status SG-2026-0000002-F -w "$workspace"
expect 2 verify SG-2026-0000002-F --trust "$workspace/trust"

say "Whoever is handed the paper checks it, with nothing but the chamber's public keys and ledger"
expect 0 verify "$granted" --trust "$workspace/trust"

say "An auditor checks the ledger"
expect 0 ledger verify -w "$workspace"
expect 0 status -w "$workspace"

say "Where to look"
first=$(find "$batch/certificates" -name '*.pdf' | sort | head -n 1)
runs=$(find "$batch/print-runs" -name '*.pdf' | sort | head -n 1)
cat <<WORDS
report          $batch/report.html
certificates    $batch/certificates/ ($issued of the first night), such as
                $first
print run       $runs
refusals        $batch/refused/
held forms      $batch/held/
granted         $granted
print room      $workspace/batches/20261125-01/report.html
ledger          $workspace/ledger/ledger.jsonl (one line an event; read it with less)
WORDS
