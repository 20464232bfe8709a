#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Two invented chambers, Singapore and Belgium, exchange a certificate and its receipt by files alone:
#   CERTMILL=.build/release/certmill samples/exchange.sh demo/exchange
# Fails where an outcome is not what it should be, so that it is also a test.
set -eu
cd "$(dirname "$0")/.."
folder=${1:-}
case $folder in ?*/?*) ;; *) echo "usage: CERTMILL=PROGRAM samples/exchange.sh FOLDER/NAME" >&2; exit 1 ;; esac
sg=$folder/singapore be=$folder/belgium mail=$folder/mail

say() { printf '\n== %s\n' "$*"; }
certmill() { printf '$ certmill %s\n' "$*"; "$CERTMILL" "$@"; }
fail() { echo "exchange: $*" >&2; exit 1; }
# expect CODE ARGUMENTS...: the command must end with this exit code.
expect() {
  wanted=$1; shift
  code=0; certmill "$@" || code=$?
  [ "$code" = "$wanted" ] || fail "certmill $1 ended with $code, $wanted expected"
}

say "Two chambers, two countries"
rm -rf "$folder"
mkdir -p "$mail"
expect 0 init "$sg" --chamber SG-CC1 --name "Straits Chamber of Trade" --country SG --host CO.STRAITS.EXAMPLE --from 2026-11-01
expect 0 init "$be" --chamber BE-CC1 --name "Chambre de commerce des Deux Rives" --country BE --host CO.RIVES.EXAMPLE --from 2026-11-01

say "Singapore issues in the night; one certificate is for Belgium"
cp samples/inbox/clean-pepper-singapore.json samples/inbox/clean-japanese-tea.json "$sg/inbox/"
expect 0 run pipelines/nightly-issuance.yaml -w "$sg" --batch-time 2026-11-23T14:00:00Z

say "It makes a bundle for the mail: certificate, PDF, proofs from the ledger"
expect 0 exchange export --to BE -w "$sg" -o "$mail/singapore.zip"

say "Belgium does not know Singapore yet: the keys in a bundle prove nothing"
expect 1 exchange import "$mail/singapore.zip" -w "$be" --at 2026-11-24T08:00:00Z

say "Once, at a meeting, the two exchange their key statements"
expect 0 trust add "$sg/trust/SG-CC1.json" -w "$be"
expect 0 trust add "$be/trust/BE-CC1.json" -w "$sg"
expect 0 trust list -w "$be"

say "Now Belgium checks everything offline, enters it in its own ledger and signs a receipt"
expect 0 exchange import "$mail/singapore.zip" -w "$be" -o "$mail/belgium.receipt" --at 2026-11-24T08:00:00Z

say "A bundle that somebody changed on the way is told (exit code 3: it cannot be read)"
sed 's/"consignee"/"Consignee"/' "$mail/singapore.zip" > "$mail/changed.zip"
cmp -s "$mail/singapore.zip" "$mail/changed.zip" && fail "nothing was changed"
expect 3 exchange import "$mail/changed.zip" -w "$be" --at 2026-11-24T08:10:00Z

say "Singapore takes the receipt"
expect 0 exchange import "$mail/belgium.receipt" -w "$sg" --at 2026-11-24T09:00:00Z

say "What was confirmed is not sent again"
expect 1 exchange export --to BE-CC1 -w "$sg" -o "$mail/again.zip"

say "Both ledgers tell of it, and hold"
expect 0 ledger verify -w "$sg"
expect 0 ledger verify -w "$be"

say "Where to look"
cat <<WORDS
what Belgium accepted  $be/exchange/SG-CC1/certificates/
the receipt            $mail/belgium.receipt (one line of JSON and a signature)
the bundle             $mail/singapore.zip (unzip -l)
WORDS
