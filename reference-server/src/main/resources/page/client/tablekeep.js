// Tablekeep in a page, or in Node: see README.md. Everything that may be used from outside.

import { Table } from './table.js';

/**
 * Takes a seat: the table is usable at once with what this browser has, and follows the server from
 * then on.
 *
 * @param {import('./tablekeep.js').Options} options
 * @returns {Table}
 */
export function openTable(options) { return new Table(options); }

/** The campaign and seat of an address such as /c/demo#seat=TOKEN. */
export function seatOf(location) {
  const campaign = decodeURIComponent(location.pathname.split('/')[2] ?? '');
  const seat = new URLSearchParams(location.hash.slice(1)).get('seat') ?? new URLSearchParams(location.search).get('seat') ?? '';
  return { campaign, seat };
}

/** The state of the line in words. */
export function words({ state, reason, waiting, againAt, alone }, now = Date.now()) {
  const and = waiting > 0 ? `, ${waiting} ${alone ? 'planned' : 'waiting'}` : '';
  switch (state) {
    case 'live': return `live${and}`;
    case 'connecting': return `connecting${and}`;
    case 'catching-up': return `catching up${and}`;
    case 'offline': return `offline${and}${againAt === undefined ? '' : `, again in ${Math.max(0, Math.ceil((againAt - now) / 1000))} s`}`;
    case 'read-only': return `read-only: ${reason || 'the server cannot store anything at present'}${and}`;
    case 'superseded': return 'open in another window';
    default: return `closed: ${reason}`;
  }
}

export { AskFault } from './asks.js';
export { Cache, TIERS } from './cache.js';
export { READS } from './derive.js';
export { browser } from './host.js';
export { LongList, visible } from './list.js';
export { HttpFault } from './reading.js';
export { IndexedStore, MemoryStore, Pocket } from './storage.js';
export { Table } from './table.js';
export { get, keys, merge, pointer } from './tree.js';
