// What the client needs of the world, handed in so that it runs in a browser, in Node and under a
// clock of a test: time, chance, sockets, requests, storage, and a way to its other tabs.

import { IndexedStore, MemoryStore, Pocket } from './storage.js';

/**
 * The browser this runs in.
 *
 * @returns {import('./tablekeep.js').Host}
 */
export function browser() {
  const world = globalThis;
  return {
    now: () => Date.now(),
    later(millis, run) {
      const timer = setTimeout(run, millis);
      return () => clearTimeout(timer);
    },
    random: () => Math.random(),
    id: () => randomId(),
    socket: (address, protocols) => new WebSocket(address, protocols),
    fetch: (address, options) => fetch(address, options),
    inflate: inflater(),
    store: world.indexedDB ? new IndexedStore() : new MemoryStore(),
    pocket: new Pocket(safely(() => world.sessionStorage)),
    // Web Locks are there on https and localhost only.
    locks: world.navigator?.locks,
    channel: world.BroadcastChannel ? name => new BroadcastChannel(name) : undefined,
    on(event, run) {
      const target = event === 'visibilitychange' ? world.document : world;
      target?.addEventListener?.(event, run);
      return () => target?.removeEventListener?.(event, run);
    },
    hidden: () => world.document?.visibilityState === 'hidden',
    origin: safely(() => world.location.origin) ?? '',
  };
}

/** Raw DEFLATE, or undefined where the browser cannot: then the plain encoding is spoken. */
function inflater() {
  try {
    new DecompressionStream('deflate-raw');
  } catch {
    return undefined;
  }
  return async bytes => {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  };
}

/** 96 random bits; `crypto.randomUUID` is missing on plain http. */
function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

function safely(read) {
  try {
    return read();
  } catch {
    return undefined; // storage that the browser forbids is storage that is not there
  }
}

/** A short name of a text, the same everywhere: two rounds of FNV-1a. Not a secret, not a proof. */
export function digest(text) {
  let a = 0x811c9dc5;
  let b = 0x1234567;
  for (let i = 0; i < text.length; i++) {
    a = Math.imul(a ^ text.charCodeAt(i), 0x01000193);
    b = Math.imul(b ^ text.charCodeAt(i), 0x85ebca6b) ^ b >>> 13;
  }
  return (a >>> 0).toString(36) + (b >>> 0).toString(36);
}
