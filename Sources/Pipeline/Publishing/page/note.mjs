// SPDX-License-Identifier: GPL-3.0-or-later
// Signed notes, checkpoints and cosignatures (https://c2sp.org/signed-note, tlog-checkpoint, tlog-cosignature).
import { areSame, base64Bytes, bytesOf, hexOf, joined, textOf } from './bytes.mjs';
import { isSigned } from './ed25519.mjs';
import { sha256 } from './sha256.mjs';

const longestNote = 1_000_000;
const mostSignatures = 100;
const types = { checkpoint: 1, cosignature: 4 };

/** What the published ledger holds is not what was signed. */
export class LedgerFault extends Error {}

/** `name+id+base64` of a key; throws for another form or id. */
export function parsedVerifier(vkey) {
  const [name, id] = vkey.split('+', 2);
  const material = base64Bytes(vkey.slice(name.length + id.length + 2));
  if (!material || material.length !== 33) throw new Error('a verifier key is malformed');
  const found = sha256(joined(bytesOf(name), [10], material)).slice(0, 4);
  if (hexOf(found) !== id) throw new Error('a verifier key has the wrong id');
  return { name, id: found, type: material[0], key: material.slice(1) };
}

/** Text and signatures; throws a LedgerFault. Does not verify. */
export function parsedNote(bytes) {
  const fault = (reason) => new LedgerFault(`its checkpoint is malformed: ${reason}`);
  if (bytes.length > longestNote) throw fault('it is too long');
  const note = textOf(bytes);
  if (note === null) throw fault('it is not UTF-8');
  // The last empty line parts text and signatures; the text keeps its newline.
  const blank = note.lastIndexOf('\n\n');
  if (blank < 0 || !note.endsWith('\n') || blank + 2 >= note.length) throw fault('it has no signatures');
  const text = note.slice(0, blank + 1);
  if (/[\u0000-\u0009\u000b-\u001f]/.test(text)) throw fault('a control character');
  const lines = note.slice(blank + 2, -1).split('\n');
  if (lines.length > mostSignatures) throw fault('it has too many signatures');
  const signatures = lines.map((line) => {
    const match = /^\u2014 ([^\s\u0085+\u0000-\u001f]+) (\S+)$/u.exec(line);
    const blob = match && base64Bytes(match[2]);
    if (!blob || blob.length <= 4) throw fault('a signature line');
    return { name: match[1], id: blob.slice(0, 4), signature: blob.slice(4) };
  });
  return { text, signatures };
}

/** Size and root of a note that one of the log's `verifiers`, and none of them badly, has signed for the log `origin`. */
export async function openedCheckpoint(note, verifiers, origin) {
  const present = verifiers.filter((verifier) => ownSignatures(note, verifier).length > 0);
  const good = await Promise.all(present.map((verifier) => hasSigned(note, verifier)));
  if (!good.length || good.includes(false)) throw new LedgerFault('its checkpoint is not signed with its key');
  const lines = note.text.slice(0, -1).split('\n');
  const root = lines.length >= 3 && base64Bytes(lines[2]);
  const size = Number(lines[1]);
  if (lines.includes('') || !root || root.length !== 32 || !Number.isSafeInteger(size) || `${size}` !== lines[1]) {
    throw new LedgerFault('its checkpoint is malformed');
  }
  if (lines[0] !== origin) throw new LedgerFault('its checkpoint is of another ledger');
  return { size, root };
}

/** Times of the good cosignatures of the witnesses, one each, in Unix seconds. */
export async function cosignatureTimes(note, witnesses) {
  const times = [];
  for (const witness of witnesses) {
    if (witness.type === types.cosignature && (await hasSigned(note, witness))) {
      times.push(timeOf(ownSignatures(note, witness)[0].signature));
    }
  }
  return times;
}

const ownSignatures = (note, { name, id }) =>
  note.signatures.filter((signature) => signature.name === name && areSame(signature.id, id));

/** There is a signature under the key's name and id, and every such one is good. */
async function hasSigned(note, verifier) {
  const signatures = ownSignatures(note, verifier);
  for (const { signature } of signatures) {
    if (!(await isGood(signature, note.text, verifier))) return false;
  }
  return signatures.length > 0;
}

async function isGood(signature, text, { type, key }) {
  if (type === types.checkpoint) return isSigned(key, bytesOf(text), signature);
  if (type !== types.cosignature || signature.length !== 72 || signature[0] > 127) return false;
  const message = `cosignature/v1\ntime ${timeOf(signature)}\n${text}`;
  return isSigned(key, bytesOf(message), signature.slice(8));
}

/** The eight bytes before a cosignature. */
function timeOf(signature) {
  const time = signature.slice(0, 8).reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
  return time <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(time) : time;
}
