// SPDX-License-Identifier: GPL-3.0-or-later
// Deterministic CBOR (RFC 8949 section 4.2.1), read item by item by a reader who knows what comes next: anything else,
// a longer head or an indefinite length is refused.
import { textOf } from './bytes.mjs';

export const major = { unsigned: 0, negative: 1, bytes: 2, text: 3, array: 4, map: 5, tag: 6 };

/** Bytes that are not the one encoding of what is read. */
export class Malformed extends Error {}

/** Goes on only where this holds. */
export function demand(holds) {
  if (!holds) throw new Malformed('it is malformed');
}

export class CborReader {
  constructor(bytes) {
    this.bytes = bytes;
    this.index = 0;
  }

  /** The argument of a head of this type, in its shortest form; a BigInt. */
  head(type) {
    const first = this.bytes[this.index++];
    demand(first !== undefined && first >> 5 === type);
    const short = first & 31;
    if (short < 24) return BigInt(short);
    const count = 1 << (short - 24);
    demand(short <= 27 && this.bytes.length - this.index >= count);
    let argument = 0n;
    for (let i = 0; i < count; i++) argument = (argument << 8n) | BigInt(this.bytes[this.index++]);
    // The least value that needs so many bytes: 24, 2^8, 2^16, 2^32.
    demand(argument >= (count === 1 ? 24n : 1n << BigInt(count * 4)));
    return argument;
  }

  /** A head with this very argument: a key, a tag, a count of elements. */
  exactly(type, argument) {
    demand(this.head(type) === BigInt(argument));
  }

  /** A whole number below 2^63; a BigInt where a Number would round it. */
  unsigned() {
    const value = this.head(major.unsigned);
    demand(value < 1n << 63n);
    return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
  }

  data(type = major.bytes) {
    const count = this.head(type);
    demand(count <= BigInt(this.bytes.length - this.index));
    this.index += Number(count);
    return this.bytes.slice(this.index - Number(count), this.index);
  }

  text() {
    const text = textOf(this.data(major.text));
    demand(text !== null);
    return text;
  }

  /** What `read` reads, or null. */
  orNull(read) {
    if (this.bytes[this.index] !== 0xf6) return read();
    this.index += 1;
    return null;
  }

  end() {
    demand(this.index === this.bytes.length);
  }
}
