// What is not in the state: loaded, or read through the cache. Over the socket while there is one.

import { get, keys } from './tree.js';

const PAGE_TTL = 10 * 60_000;
const READ_TTL = 5 * 60_000;
const NEWEST_TTL = 5000;
const MOST_URLS = 200;

/** An answer of the server that is none. */
export class HttpFault extends Error {
  constructor(status, code, message) {
    super(message);
    Object.assign(this, { status, code });
  }
}

export class Reading {
  constructor(table, { server, seat, campaign }) {
    this.table = table;
    this.host = table.host;
    this.seat = seat;
    this.root = `${server}/api/campaigns/${encodeURIComponent(campaign)}`;
    this.urls = new Map();
    /** Reads by where their answer came from; `live` is the state that is kept up to date. */
    this.metrics = { live: 0, cached: 0, asked: 0 };
  }

  async load(path) {
    const way = keys(path);
    const { state } = this.table;
    const inIndex = way.length === 2 && state.index?.[way[0]]?.[way[1]] !== undefined;
    const value = get(state, way);
    // A collection may be there in part, an entity is there whole or not at all.
    const covered = this.table.open?.some(each => each === '' || path === each || path.startsWith(`${each}/`));
    if (covered || (value !== undefined && !inIndex && way.length > 1)) { this.metrics.live++; return value; }
    this.metrics.asked++;
    const loaded = await this.table.ask({ type: 'open', path });
    return get(this.table.state, way) ?? loaded;
  }

  async read(path) {
    const value = get(this.table.state, path);
    if (value !== undefined) { this.metrics.live++; return value; }
    // What is open is told when it changes, and stays so over a reload; few read what nobody reads again.
    if (keys(path).length === 2 && this.table.line.state === 'live') return this.load(path);
    return this.cached(`read ${path}`, () => this.json(`/view?path=${encodeURIComponent(path)}`), { path, ttl: READ_TTL });
  }

  /** Counts a read that needed nothing. */
  known() { this.metrics.live++; }

  page(path, { before, after, limit = 50 } = {}) {
    const key = `page ${path} ${before === undefined ? `> ${after ?? ''}` : `< ${before}`} ${limit}`;
    const message = { type: 'page', path, limit, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
    // Old lines stay what they were; the newest page is another with the next line.
    const old = before !== undefined && before !== '';
    return this.cached(key, () => this.table.ask(message), { path: old ? undefined : path, ttl: PAGE_TTL });
  }

  history(kind, payload = {}) {
    const key = `history ${kind} ${JSON.stringify(payload, Object.keys(payload).sort())}`;
    const fixed = kind !== 'log' || payload.before !== undefined;
    return this.cached(key, () => this.table.ask({ type: 'history', kind, payload }), fixed ? { ttl: PAGE_TTL } : { ttl: NEWEST_TTL, path: '' });
  }

  async cached(key, read, about) {
    let asked = false;
    try {
      return await this.table.cache.through(key, () => { asked = true; return read(); }, about);
    } finally {
      this.metrics[asked ? 'asked' : 'cached']++;
    }
  }

  /** Pictures are named by their content, so that one that was read never changes. */
  async asset(name) {
    const path = /^[0-9a-f]{64}$/.test(name) ? `/assets/${name}` : name;
    const known = this.urls.get(path);
    if (known) { known.used = this.host.now(); known.count++; this.metrics.cached++; return this.lent(path, known); }
    const blob = await this.cached(`asset ${path}`, () => this.blob(path), {});
    const there = this.urls.get(path) ?? { url: URL.createObjectURL(blob), count: 0 };
    there.count++;
    there.used = this.host.now();
    this.urls.set(path, there);
    this.trim();
    return this.lent(path, there);
  }

  lent(path, entry) {
    let held = true;
    return { url: entry.url, release: () => { if (held) { held = false; entry.count--; this.trim(); } } };
  }

  trim() {
    for (const [path, { url, count }] of this.urls) {
      if (this.urls.size <= MOST_URLS) return;
      if (count > 0) continue;
      URL.revokeObjectURL(url);
      this.urls.delete(path);
    }
  }

  async get(path) {
    const answer = await this.host.fetch(this.root + path, { headers: { Authorization: `Bearer ${this.seat}` } });
    if (answer.ok) return answer;
    const said = await answer.json().catch(() => ({}));
    throw new HttpFault(answer.status, said.code ?? 'failed', said.message ?? `The server answered ${answer.status}.`);
  }

  async json(path) { return (await this.get(path)).json(); }

  async blob(path) { return (await this.get(path)).blob(); }

  /** Why the socket does not open, if it is for good; empty when it may yet. */
  async why() {
    try {
      await this.get('');
      return '';
    } catch (fault) {
      return fault instanceof HttpFault && [401, 403, 404].includes(fault.status) ? fault.message : '';
    }
  }

  close() {
    for (const { url } of this.urls.values()) URL.revokeObjectURL(url);
    this.urls.clear();
  }
}
