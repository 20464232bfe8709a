// SPDX-License-Identifier: GPL-3.0-or-later
// The seal: the text of a printed code, HTTPS://HOST/1/ and Base32 of a COSE_Sign1 (RFC 9052) with a CWT (RFC 8392).
// The rules are those of Sources/Seals; a test gives both the same texts.
import { areSame, base32Bytes, bytesOf, joined } from './bytes.mjs';
import { CborReader, demand, major } from './cbor.mjs';

const longestText = 376;
const longestInvoice = 18;

/**
 * Claims, key id, host, signature and the bytes that it covers. Does not verify.
 * Null for a text that does not even look like a seal; throws `Malformed` for one that does and is none.
 */
export function parsedSeal(text) {
  const match = /^HTTPS:\/\/([^/]*)\/1\//.exec(text);
  if (!match || !isHost(match[1])) return null;
  const characters = bytesOf(text);
  demand(characters.length <= longestText);
  const bytes = base32Bytes(characters.slice(match[0].length));
  demand(bytes);
  const reader = new CborReader(bytes);
  reader.exactly(major.tag, 18);
  reader.exactly(major.array, 4);
  const protectedBytes = reader.data();
  const keyID = protectedBytes.slice(-4);
  // {1: -8 (EdDSA), 4: key id}
  demand(areSame(protectedBytes, joined([0xa2, 0x01, 0x27, 0x04, 0x44], keyID)));
  reader.exactly(major.map, 0);
  const payload = reader.data();
  const signature = reader.data();
  demand(signature.length === 64);
  reader.end();
  const claims = parsedClaims(payload);
  // Sig_structure (RFC 9052 section 4.4): "Signature1", protected header, no external data, payload.
  const signedBytes = joined(
    [0x84, 0x6a], bytesOf('Signature1'), [0x49], protectedBytes, [0x40], byteHead(payload.length), payload,
  );
  return { host: match[1], claims, keyID, signature, signedBytes };
}

/** The head of a byte string of less than 256. */
function byteHead(length) {
  return length < 24 ? [0x40 | length] : [0x58, length];
}

function parsedClaims(payload) {
  const reader = new CborReader(payload);
  reader.exactly(major.map, 3);
  reader.exactly(major.unsigned, 1);
  const issuer = reader.text();
  reader.exactly(major.unsigned, 6);
  const issuedAt = reader.unsigned();
  reader.exactly(major.negative, 65536);
  reader.exactly(major.array, 10);
  reader.exactly(major.unsigned, 1);
  const number = reader.text();
  const digest = reader.data();
  demand(digest.length === 32);
  const count = reader.head(major.array);
  demand(count === 2n || count === 4n);
  const copy = reader.unsigned();
  const copies = reader.unsigned();
  const sheet = count === 4n ? reader.unsigned() : null;
  const sheets = count === 4n ? reader.unsigned() : null;
  const ledgerIndex = reader.unsigned();
  const origin = reader.orNull(() => reader.text());
  const destination = reader.orNull(() => reader.text());
  const grossKg = reader.orNull(() => reader.unsigned());
  const invoice = reader.orNull(() => reader.text());
  const exporter = reader.text();
  reader.end();
  demandRange(copy, 1, copies);
  demandRange(copies, 1, 9999);
  if (sheets !== null) {
    demandRange(sheet, 1, sheets);
    demandRange(sheets, 2, 9999);
  }
  demandRange(issuedAt, 0, 253402300799);
  demand(/^[A-Z0-9-]{1,8}$/.test(issuer) && /^[A-Z]{2}-[0-9]{4}-[0-9]{7}-[A-Z0-9]$/.test(number));
  for (const country of [origin, destination]) demand(country === null || /^[A-Z]{2}$/.test(country));
  demand(invoice === null || (bytesOf(invoice).length <= longestInvoice && isPlain(invoice)));
  demand(isPlain(exporter));
  return {
    issuer, issuedAt, number, digest, copy, copies, sheet, sheets, ledgerIndex, origin, destination, grossKg, invoice,
    exporter,
  };
}

const demandRange = (value, least, most) => demand(value >= least && value <= most);

/** No control characters, no line separators, nothing that turns the direction of what stands beside it (UAX 9). */
function isPlain(text) {
  return !/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/.test(text);
}

function isHost(text) {
  return text.length <= 30 && /^[A-Z0-9]([A-Z0-9-]*[A-Z0-9])?(\.[A-Z0-9]([A-Z0-9-]*[A-Z0-9])?)*$/.test(text);
}

/** A number with the right check character (ISO 7064 MOD 37,36), a year of four digits, a sequence from 1. */
export function isCertificateNumber(number) {
  const match = /^([A-Z]{2})-([1-9][0-9]{3})-([0-9]{7})-([0-9A-Z])$/.exec(number);
  if (!match || Number(match[3]) < 1) return false;
  let product = 36;
  for (const character of match[1] + match[2] + match[3]) {
    const sum = (product + parseInt(character, 36)) % 36;
    product = ((sum || 36) * 2) % 37;
  }
  return parseInt(match[4], 36) === (37 - product) % 36;
}
