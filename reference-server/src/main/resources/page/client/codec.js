// What goes over the wire, in each of the two encodings. A codec belongs to one connection: the
// compact one remembers the places it was told.

import { CborFault, decode, encode, keyOf } from './cbor.js';
import { put } from './tree.js';

export const COMPACT = 'tablekeep.cbor.1';
export const PLAIN = 'tablekeep.json.1';

const MOST_PLACES = 256;
const UTF8 = new TextDecoder();

/** Bytes as base64url without padding, as JSON has them. */
export function base64url(bytes) {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** The bytes of a base64url text. */
export function unbase64url(text) {
  return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), each => each.charCodeAt(0));
}

/** A codec for the subprotocol the server chose. `inflate` is asked for by the compact one only. */
export function codecOf(protocol, inflate) {
  return protocol === COMPACT ? new Compact(inflate) : new Plain();
}

/** Objects as JSON texts. */
export class Plain {
  write(message) { return JSON.stringify(message); }

  async read(data) {
    if (typeof data !== 'string') throw new TypeError('a binary message on a text line');
    return JSON.parse(data);
  }
}

/** Objects as CBOR, changes as `set`: a list of {place, members}. */
export class Compact {
  constructor(inflate) {
    this.inflate = inflate;
    this.places = new Array(MOST_PLACES);
    this.next = 0;
    this.position = -1;
  }

  write(message) {
    return encode(message.resume === undefined ? message : { ...message, resume: unbase64url(message.resume) });
  }

  async read(data) {
    if (typeof data === 'string') throw new TypeError('a text message on a binary line');
    const said = decode(data instanceof Uint8Array ? data : new Uint8Array(data));
    if (Array.isArray(said)) {
      this.position += 1;
      return { type: 'frame', position: this.position, set: this.parts(said) };
    }
    if (said === null || typeof said !== 'object') throw new CborFault('a message is a map or an array');
    if (said.resume instanceof Uint8Array) said.resume = base64url(said.resume);
    // Places count in the order of their coming, so before anything is waited for.
    if (said.type === 'frame' && said.set !== undefined) said.set = this.parts(said.set);
    if (said.type === 'frame' || said.type === 'welcome' || said.type === 'resumed') this.position = said.position;
    if (said.type === 'welcome') said.state = JSON.parse(UTF8.decode(await this.inflate(said.state)));
    if (said.type === 'history' && said.answer instanceof Uint8Array) said.answer = JSON.parse(UTF8.decode(said.answer));
    return said;
  }

  parts(flat) {
    const parts = [];
    for (let i = 0; i + 1 < flat.length; i += 2) parts.push({ place: this.place(flat[i]), members: flat[i + 1] });
    return parts;
  }

  place(told) {
    if (typeof told === 'number') {
      const known = this.places[told];
      if (!known) throw new CborFault(`place ${told} was not told`);
      return known;
    }
    const place = told.map(keyOf);
    this.places[this.next] = place;
    this.next = (this.next + 1) % MOST_PLACES;
    return place;
  }
}

/** A `set` as the merge patch that means the same, unless a null is set: for tests and tools. */
export function asMerge(parts) {
  const root = {};
  for (const { place, members } of parts) {
    let at = root;
    for (const key of place) {
      if (!Object.hasOwn(at, key)) put(at, key, {});
      at = at[key];
    }
    for (const key of Object.keys(members)) put(at, key, members[key] === undefined ? null : members[key]);
  }
  return root;
}
