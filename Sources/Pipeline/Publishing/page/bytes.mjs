// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes and their spellings. Every value has one spelling; others are refused.

export const bytesOf = (text) => new TextEncoder().encode(text);

/** The text of strict UTF-8, else null. */
export function textOf(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

export const areSame = (one, other) =>
  one.length === other.length && one.every((byte, index) => byte === other[index]);

export function joined(...parts) {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let place = 0;
  for (const part of parts) {
    bytes.set(part, place);
    place += part.length;
  }
  return bytes;
}

export const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** RFC 4648 section 4 with padding; null for anything that an encoder does not write. */
export function base64Bytes(text) {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  const binary = atob(text);
  return btoa(binary) === text ? Uint8Array.from(binary, (character) => character.charCodeAt(0)) : null;
}

/** RFC 4648 section 6 without padding, upper case; null for another spelling. */
export function base32Bytes(characters) {
  const bytes = [];
  let buffer = 0;
  let bits = 0;
  for (const character of characters) {
    let value;
    if (character >= 65 && character <= 90) value = character - 65;
    else if (character >= 50 && character <= 55) value = character - 24;
    else return null;
    buffer = (buffer << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((buffer >> bits) & 255);
      buffer &= (1 << bits) - 1;
    }
  }
  // Five bits or more are a character too many; others must be zero.
  return bits < 5 && buffer === 0 ? Uint8Array.from(bytes) : null;
}
