// SPDX-License-Identifier: GPL-3.0-or-later
// Lets the page's own modules judge codes: {trust, now, folder, codes} on standard input, findings on standard output.
import { readFile } from 'node:fs/promises';
import { webcrypto } from 'node:crypto';
import { checked } from '../../Sources/Pipeline/Publishing/page/check.mjs';
import { Ledger } from '../../Sources/Pipeline/Publishing/page/ledger.mjs';
import { parsedTrust } from '../../Sources/Pipeline/Publishing/page/trust.mjs';

globalThis.crypto ??= webcrypto;
const input = JSON.parse(await readFile('/dev/stdin', 'utf8'));
// A browser without Ed25519 has to come to the same.
if (input.withoutEd25519) {
  webcrypto.subtle.importKey = () => Promise.reject(new Error('unsupported'));
}
const trust = parsedTrust(input.trust);
const read = (path) => readFile(`${input.folder}/${path}`).then(
  (bytes) => new Uint8Array(bytes),
  (error) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  },
);
const findings = [];
for (const text of input.codes) {
  const { now, mostBundles } = input;
  const found = await checked(text, trust, () => Ledger.open(read, trust.ledger), { now, mostBundles });
  const { verdict, reason, claims, left, warning } = found;
  const { number, copy, copies, sheet, sheets, origin, destination, grossKg, invoice, exporter } = claims ?? {};
  findings.push({
    verdict, reason, left: left ?? 0, warning: warning || null,
    number, copy, copies, sheet, sheets, origin, destination,
    grossKg: grossKg === undefined || grossKg === null ? grossKg : String(grossKg), invoice, exporter,
  });
}
process.stdout.write(JSON.stringify(findings));
