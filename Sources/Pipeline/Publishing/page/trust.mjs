// SPDX-License-Identifier: GPL-3.0-or-later
// The chamber's trust entry, as it was checked when this page was published.
import { areSame, base64Bytes, bytesOf } from './bytes.mjs';
import { parsedNote, parsedVerifier } from './note.mjs';
import { sha256 } from './sha256.mjs';

/** SubjectPublicKeyInfo of Ed25519 (RFC 8410) up to the key's 32 bytes. */
const keyHead = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/** Keys and hosts of the entry's JSON; throws where it is none. */
export function parsedTrust(entry) {
  const verifier = parsedVerifier(entry.ledger.vkey);
  const earlier = (entry.ledger.earlier ?? []).map(({ vkey, compromised }) => ({ ...parsedVerifier(vkey), compromised }));
  const witnesses = entry.ledger.witnesses.map(parsedVerifier);
  const noteKeys = [verifier, ...earlier, ...witnesses].map(({ key }) => ({ key, id: keyID(key) }));
  const keys = entry.keys.map(({ public: pem, from, until, compromised, confirmed }) => {
    const key = publicKey(pem);
    return { key, id: keyID(key), from, until, compromised, confirmed: confirmed && parsedNote(bytesOf(confirmed)) };
  });
  const { issuer, name, country, hosts } = entry;
  const { origin, quorum } = entry.ledger;
  return {
    issuer, name, country, keys, noteKeys, hosts: hosts.map((host) => host.toUpperCase()),
    ledger: {
      origin, witnesses, quorum, keys: [verifier, ...earlier.filter((key) => !key.compromised)],
      allKeys: [verifier, ...earlier],
    },
  };
}

/** The first four bytes of SHA-256(public key): a hint, not a name. */
const keyID = (key) => sha256(key).slice(0, 4);

function publicKey(pem) {
  const match = /^-----BEGIN PUBLIC KEY-----\s+([\s\S]+?)\s+-----END PUBLIC KEY-----\s*$/.exec(pem);
  const bytes = match && base64Bytes(match[1].replace(/\s/g, ''));
  if (!bytes || bytes.length !== 44 || !areSame(bytes.slice(0, 12), Uint8Array.from(keyHead))) {
    throw new Error('a public key is malformed');
  }
  return bytes.slice(12);
}
