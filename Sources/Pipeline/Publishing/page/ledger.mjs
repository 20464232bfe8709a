// SPDX-License-Identifier: GPL-3.0-or-later
// The published ledger (https://c2sp.org/tlog-tiles). Gives out nothing that the signed root does not vouch for.
import { areSame, joined, textOf } from './bytes.mjs';
import { LedgerFault, openedCheckpoint, parsedNote } from './note.mjs';
import { sha256 } from './sha256.mjs';

export const tileWidth = 256;

const leafHash = (line) => sha256(joined([0], line));
const nodeHash = (left, right) => sha256(joined([1], left, right));

/** The Merkle tree hash of 2^n hashes. */
function rootOf(hashes) {
  let row = hashes;
  while (row.length > 1) {
    row = Array.from({ length: row.length / 2 }, (_, i) => nodeHash(row[2 * i], row[2 * i + 1]));
  }
  return row[0];
}

/** The root over partial tiles, lowest level first. */
function rootOfEdge(edge) {
  const peaks = [];
  for (const hashes of [...edge].reverse()) {
    let start = 0;
    for (let width = tileWidth / 2; width >= 1; width /= 2) {
      if (!(hashes.length & width)) continue;
      peaks.push(rootOf(hashes.slice(start, start + width)));
      start += width;
    }
  }
  return peaks.length ? peaks.reduceRight((right, left) => nodeHash(left, right)) : sha256(new Uint8Array(0));
}

/** `x001/x234/067` */
function tileNumber(index) {
  const groups = [];
  let rest = index;
  do {
    groups.unshift((groups.length ? 'x' : '') + String(rest % 1000).padStart(3, '0'));
    rest = Math.floor(rest / 1000);
  } while (rest > 0);
  return groups.join('/');
}

export class Ledger {
  /** `read(path)` promises the bytes of a published file, null where there is none. */
  static async open(read, { origin, keys }) {
    const bytes = await read('checkpoint');
    if (!bytes) throw new LedgerFault('its checkpoint is missing');
    const ledger = new Ledger();
    ledger.read = read;
    ledger.note = parsedNote(bytes);
    const checkpoint = await openedCheckpoint(ledger.note, keys, origin);
    ledger.size = checkpoint.size;
    ledger.full = new Map();
    await ledger.readEdge(checkpoint.root);
    return ledger;
  }

  /** Hashes of a level: roots of the full tiles of the one below. */
  count(level) {
    return Math.floor(this.size / tileWidth ** level);
  }

  get bundles() {
    return Math.ceil(this.size / tileWidth);
  }

  /** The last, partial tile of each level: all of them together make the root. */
  async readEdge(root) {
    this.edge = [];
    for (let level = 0; this.count(level) > 0; level++) {
      const width = this.count(level) % tileWidth;
      const number = Math.floor(this.count(level) / tileWidth);
      this.edge.push(width === 0 ? [] : await this.tile(level, number, width));
    }
    if (!areSame(rootOfEdge(this.edge), root)) throw new LedgerFault('its tiles do not make the root that was signed');
  }

  /** The root that the first entries made, at most all. */
  async rootOfFirst(size) {
    const edge = [];
    for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / tileWidth)) {
      const hashes = [];
      for (let index = count - (count % tileWidth); index < count; index++) hashes.push(await this.hash(level, index));
      edge.push(hashes);
    }
    return rootOfEdge(edge);
  }

  /** The bytes of a tile or bundle; a partial one that is gone was replaced by the full one, which begins with it. */
  async bytes(kind, number, width) {
    const path = `tile/${kind}/${tileNumber(number)}`;
    const partial = width < tileWidth && (await this.read(`${path}.p/${width}`));
    if (partial) return { bytes: partial, width };
    const full = await this.read(path);
    if (!full) throw new LedgerFault(`${path} is missing`);
    return { bytes: full, width: tileWidth };
  }

  async tile(level, number, width) {
    const found = await this.bytes(level, number, width);
    if (found.bytes.length !== 32 * found.width) throw new LedgerFault('a tile has the wrong length');
    return Array.from({ length: width }, (_, i) => found.bytes.slice(32 * i, 32 * i + 32));
  }

  /** One hash of a level, led back to the root. */
  async hash(level, index) {
    const number = Math.floor(index / tileWidth);
    if (number === Math.floor(this.count(level) / tileWidth)) return this.edge[level][index % tileWidth];
    const name = `${level}/${number}`;
    if (!this.full.has(name)) {
      const hashes = await this.tile(level, number, tileWidth);
      if (!areSame(rootOf(hashes), await this.hash(level + 1, number))) {
        throw new LedgerFault('a tile is not the one that was signed');
      }
      this.full.set(name, hashes);
    }
    return this.full.get(name)[index % tileWidth];
  }

  /** Entries of one bundle, each included under the root: `{index, ...entry}`. */
  async entries(number) {
    const first = number * tileWidth;
    const wanted = Math.min(tileWidth, this.size - first);
    const { bytes, width } = await this.bytes('entries', number, wanted);
    const lines = bundleLines(bytes);
    if (lines.length !== width) throw new LedgerFault('a bundle has another number of entries');
    const leaves = lines.slice(0, wanted).map(leafHash);
    // The leaves of a full bundle are the tile above them: its root stands one level up.
    const isSigned =
      wanted === tileWidth
        ? areSame(rootOf(leaves), await this.hash(1, number))
        : leaves.every((leaf, i) => areSame(leaf, this.edge[0][i]));
    if (!isSigned) throw new LedgerFault('an entry is not the one that was signed');
    return leaves.map((_, i) => parsedEntry(lines[i], first + i));
  }
}

/** u16 length, big-endian, and the line, for each. */
function bundleLines(bytes) {
  const lines = [];
  for (let place = 0; place < bytes.length; ) {
    const end = place + 2 + ((bytes[place] << 8) | bytes[place + 1]);
    if (!(end <= bytes.length)) throw new LedgerFault('a bundle does not end with its last entry');
    lines.push(bytes.slice(place + 2, end));
    place = end;
  }
  return lines;
}

/** One line of the ledger: canonical JSON (RFC 8785) whose `seq` is its index. */
function parsedEntry(line, index) {
  const fault = () => new LedgerFault(`entry ${index} is malformed`);
  const text = textOf(line);
  let entry;
  try {
    entry = JSON.parse(text);
  } catch {
    throw fault();
  }
  const isPlain = entry !== null && typeof entry === 'object' && !Array.isArray(entry);
  if (!isPlain || entry.seq !== index || entry.v !== 1 || typeof entry.stage !== 'string') throw fault();
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(entry.time) || !/^[0-9a-f]{64}$/.test(entry.digest)) throw fault();
  // Keys in order, no spaces, no key twice: what is read is all that was signed.
  const sorted = Object.fromEntries(Object.keys(entry).sort().map((key) => [key, entry[key]]));
  if (JSON.stringify(sorted) !== text) throw fault();
  return entry;
}
