// SPDX-License-Identifier: GPL-3.0-or-later
// Ed25519 (RFC 8032 section 5.1.7): the browser's own where it has one, else whole numbers. Nothing here is secret.
import { areSame, joined } from './bytes.mjs';

const prime = 2n ** 255n - 19n;
const order = 2n ** 252n + 27742317777372353535851937790883648493n;
const curveD = 37095705934669439343138083508754565189542113879843219016388785533085940283555n;
const rootOfMinusOne = power(2n, (prime - 1n) / 4n);

/** Whether `signature` is that of the 32 bytes `key` over `message`. */
export async function isSigned(key, message, signature) {
  try {
    const imported = await crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', imported, signature, message);
  } catch {
    return isSignedPlainly(key, message, signature);
  }
}

/** The same without the browser's Ed25519. */
export async function isSignedPlainly(key, message, signature) {
  if (key.length !== 32 || signature.length !== 64) return false;
  const s = number(signature.slice(32));
  const point = decoded(key);
  if (s >= order || !point) return false;
  const hash = await crypto.subtle.digest('SHA-512', joined(signature.slice(0, 32), key, message));
  const k = number(new Uint8Array(hash)) % order;
  // R = sB − kA, both products in one go, bit by bit.
  const base = decoded(encoded(baseY(), 0n));
  const minus = [modulo(-point[0]), point[1], point[2], modulo(-point[3])];
  const both = sum(base, minus);
  let result = [0n, 1n, 1n, 0n];
  for (let bit = 252n; bit >= 0n; bit--) {
    result = sum(result, result);
    const [inS, inK] = [(s >> bit) & 1n, (k >> bit) & 1n];
    if (inS && inK) result = sum(result, both);
    else if (inS) result = sum(result, base);
    else if (inK) result = sum(result, minus);
  }
  const inverse = power(result[2], prime - 2n);
  const [x, y] = [modulo(result[0] * inverse), modulo(result[1] * inverse)];
  return areSame(encoded(y, x & 1n), signature.slice(0, 32));
}

function modulo(value) {
  const rest = value % prime;
  return rest < 0n ? rest + prime : rest;
}

function power(base, exponent) {
  let result = 1n;
  for (let square = base; exponent > 0n; exponent >>= 1n, square = (square * square) % prime) {
    if (exponent & 1n) result = (result * square) % prime;
  }
  return result;
}

/** Little-endian. */
function number(bytes) {
  let value = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]);
  return value;
}

function encoded(y, sign) {
  const value = y | (sign << 255n);
  return Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 255n));
}

/** y of the base point: 4/5. */
function baseY() {
  return modulo(4n * power(5n, prime - 2n));
}

/** The point of 32 bytes in extended coordinates X, Y, Z, T; null for bytes that are none (section 5.1.3). */
function decoded(bytes) {
  const value = number(bytes);
  const sign = value >> 255n;
  const y = value & (2n ** 255n - 1n);
  if (y >= prime) return null;
  const u = modulo(y * y - 1n);
  const v = modulo(curveD * y * y + 1n);
  let x = modulo(u * power(v, 3n) * power(modulo(u * power(v, 7n)), (prime - 5n) / 8n));
  const square = modulo(v * x * x);
  if (square === modulo(-u)) x = modulo(x * rootOfMinusOne);
  else if (square !== u) return null;
  if (x === 0n && sign === 1n) return null;
  if ((x & 1n) !== sign) x = prime - x;
  return [x, y, 1n, modulo(x * y)];
}

/** The complete addition of section 5.1.4. */
function sum([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = modulo((y1 - x1) * (y2 - x2));
  const b = modulo((y1 + x1) * (y2 + x2));
  const c = modulo(2n * curveD * t1 * t2);
  const d = modulo(2n * z1 * z2);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [modulo(e * f), modulo(g * h), modulo(f * g), modulo(e * h)];
}
