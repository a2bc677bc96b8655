// CBOR (RFC 8949) as tablekeep.cbor.1 uses it: keys that are numbers stand for words, numbers come
// as integers, floats or decimal fractions, `undefined` removes a member.

import { NUMBERS, WORDS } from './words.js';
import { put } from './tree.js';

const DEEPEST = 64;
const MOST_PLACES = 9;
const LARGEST = 2 ** 53;
const TEXT = new TextEncoder();
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** What could not be read. */
export class CborFault extends Error {}

/** @param {Uint8Array} bytes @returns {unknown} the one value in them */
export function decode(bytes) {
  const from = new Reader(bytes);
  const value = from.value(0);
  if (from.at !== bytes.length) throw new CborFault('more than one value');
  return value;
}

/** @param {unknown} value @returns {Uint8Array} */
export function encode(value) {
  const to = new Writer();
  to.value(value, 0);
  return to.bytes.slice(0, to.at);
}

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = 0;
  }

  take(count) {
    if (this.at + count > this.bytes.length) throw new CborFault('it ends too early');
    const from = this.at;
    this.at += count;
    return from;
  }

  /** The argument of a head; -1 for an indefinite length. */
  argument(low) {
    if (low < 24) return low;
    if (low === 24) return this.view.getUint8(this.take(1));
    if (low === 25) return this.view.getUint16(this.take(2));
    if (low === 26) return this.view.getUint32(this.take(4));
    if (low === 27) {
      const all = this.view.getBigUint64(this.take(8));
      if (all > BigInt(Number.MAX_SAFE_INTEGER)) throw new CborFault('a number is too large');
      return Number(all);
    }
    if (low === 31) return -1;
    throw new CborFault('a head has no meaning');
  }

  value(depth) {
    if (depth > DEEPEST) throw new CborFault('it nests too deep');
    const head = this.view.getUint8(this.take(1));
    const major = head >> 5;
    const low = head & 31;
    if (major === 7) return this.simple(low);
    const count = this.argument(low);
    if (count < 0 && (major < 2 || major === 6)) throw new CborFault('a head has no meaning');
    switch (major) {
      case 0: return count;
      case 1: return -1 - count;
      case 2: return this.chunks(count, 2, parts => parts);
      case 3: return this.chunks(count, 3, parts => UTF8.decode(parts));
      case 4: return this.array(count, depth);
      case 5: return this.map(count, depth);
      default: return this.tagged(count, depth);
    }
  }

  chunks(count, major, made) {
    if (count >= 0) {
      const from = this.take(count);
      return made(this.bytes.subarray(from, this.at));
    }
    const parts = [];
    while (!this.isBreak()) {
      const head = this.view.getUint8(this.take(1));
      const size = this.argument(head & 31);
      if (head >> 5 !== major || size < 0) throw new CborFault('a part is of another kind');
      const from = this.take(size);
      parts.push(made(this.bytes.subarray(from, this.at)));
    }
    if (major === 3) return parts.join('');
    const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) { all.set(part, at); at += part.length; }
    return all;
  }

  isBreak() {
    if (this.at < this.bytes.length && this.bytes[this.at] === 0xff) { this.at++; return true; }
    return false;
  }

  array(count, depth) {
    const all = [];
    for (let i = 0; count < 0 ? !this.isBreak() : i < count; i++) all.push(this.value(depth + 1));
    return all;
  }

  map(count, depth) {
    const all = {};
    for (let i = 0; count < 0 ? !this.isBreak() : i < count; i++) {
      const key = keyOf(this.value(depth + 1));
      put(all, key, this.value(depth + 1));
    }
    return all;
  }

  tagged(tag, depth) {
    if (tag !== 4) throw new CborFault(`tag ${tag} has no meaning here`);
    const parts = this.value(depth + 1);
    if (!Array.isArray(parts) || parts.length !== 2 || !parts.every(Number.isInteger)) {
      throw new CborFault('a decimal fraction has two whole numbers');
    }
    // By text: the double nearest to the decimal, whatever its places.
    return Number(`${parts[1]}e${parts[0]}`);
  }

  simple(low) {
    switch (low) {
      case 20: return false;
      case 21: return true;
      case 22: return null;
      case 23: return undefined;
      case 25: return half(this.view.getUint16(this.take(2)));
      case 26: return this.view.getFloat32(this.take(4));
      case 27: return this.view.getFloat64(this.take(8));
      default: throw new CborFault('a simple value has no meaning here');
    }
  }
}

/** A key as a text: a number stands for a word. */
export function keyOf(key) {
  if (typeof key === 'string') return key;
  const word = WORDS[key];
  if (word === undefined) throw new CborFault(`there is no key ${String(key)}`);
  return word;
}

function half(bits) {
  const sign = bits & 0x8000 ? -1 : 1;
  const power = bits >> 10 & 31;
  const rest = bits & 0x3ff;
  if (power === 0) return sign * rest * 2 ** -24;
  if (power === 31) return rest ? NaN : sign * Infinity;
  return sign * (1 + rest / 1024) * 2 ** (power - 15);
}

class Writer {
  constructor() {
    this.bytes = new Uint8Array(256);
    this.view = new DataView(this.bytes.buffer);
    this.at = 0;
  }

  room(count) {
    if (this.at + count <= this.bytes.length) return;
    const more = new Uint8Array(Math.max(this.bytes.length * 2, this.at + count));
    more.set(this.bytes);
    this.bytes = more;
    this.view = new DataView(more.buffer);
  }

  head(major, argument) {
    this.room(9);
    const first = major << 5;
    if (argument < 24) this.bytes[this.at++] = first | argument;
    else if (argument < 2 ** 8) { this.bytes[this.at++] = first | 24; this.bytes[this.at++] = argument; }
    else if (argument < 2 ** 16) { this.bytes[this.at++] = first | 25; this.view.setUint16(this.at, argument); this.at += 2; }
    else if (argument < 2 ** 32) { this.bytes[this.at++] = first | 26; this.view.setUint32(this.at, argument); this.at += 4; }
    else { this.bytes[this.at++] = first | 27; this.view.setBigUint64(this.at, BigInt(argument)); this.at += 8; }
  }

  value(value, depth) {
    if (depth > DEEPEST) throw new CborFault('it nests too deep');
    if (value === null) this.head(7, 22);
    else if (value === undefined) this.head(7, 23);
    else if (typeof value === 'boolean') this.head(7, value ? 21 : 20);
    else if (typeof value === 'number') this.number(value);
    else if (typeof value === 'string') this.text(value);
    else if (value instanceof Uint8Array) this.raw(2, value);
    else if (Array.isArray(value)) {
      this.head(4, value.length);
      for (const each of value) this.value(each, depth + 1);
    } else if (typeof value === 'object') {
      // As JSON does: a member without a value is none.
      const all = Object.entries(value).filter(([, each]) => each !== undefined);
      this.head(5, all.length);
      for (const [key, each] of all) {
        const number = NUMBERS.get(key);
        if (number === undefined) this.text(key);
        else this.head(0, number);
        this.value(each, depth + 1);
      }
    } else throw new CborFault(`a ${typeof value} is no JSON`);
  }

  text(text) { this.raw(3, TEXT.encode(text)); }

  raw(major, bytes) {
    this.head(major, bytes.length);
    this.room(bytes.length);
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
  }

  number(number) {
    if (!Number.isFinite(number)) throw new CborFault('a number is not finite');
    if (Number.isInteger(number) && Math.abs(number) <= LARGEST) {
      if (number < 0) this.head(1, -1 - number);
      else this.head(0, number);
      return;
    }
    const isSingle = Math.fround(number) === number;
    if (isSingle && this.half(number)) return;
    if (this.decimal(number, isSingle ? 5 : 9)) return;
    this.room(9);
    this.bytes[this.at++] = isSingle ? 0xfa : 0xfb;
    if (isSingle) this.view.setFloat32(this.at, number);
    else this.view.setFloat64(this.at, number);
    this.at += isSingle ? 4 : 8;
  }

  half(number) {
    const power = Math.floor(Math.log2(Math.abs(number)));
    const rest = (Math.abs(number) / 2 ** power - 1) * 1024;
    if (power < -14 || power > 15 || !Number.isInteger(rest) || rest < 0 || rest > 1023) return false;
    this.room(3);
    this.bytes[this.at++] = 0xf9;
    this.view.setUint16(this.at, (number < 0 ? 0x8000 : 0) | power + 15 << 10 | rest);
    this.at += 2;
    return true;
  }

  /** As [exponent, mantissa], when that is shorter than a float. */
  decimal(number, limit) {
    let scale = 10;
    for (let places = 1; places <= MOST_PLACES; places++, scale *= 10) {
      const mantissa = Math.round(number * scale);
      if (Math.abs(mantissa) > 0xffffffff) return false;
      if (mantissa / scale !== number) continue;
      const size = mantissa < 0 ? -1 - mantissa : mantissa;
      if (3 + (size < 24 ? 1 : size < 256 ? 2 : size < 65536 ? 3 : 5) >= limit) return false;
      this.head(6, 4);
      this.head(4, 2);
      this.number(-places);
      this.number(mantissa);
      return true;
    }
    return false;
  }
}
