// Answers that were read once (pages of chat, the change log, sheets that are not open, pictures), in
// three tiers: memory, the tab's session storage, IndexedDB. Each has a bound of bytes and entries, a
// time after which its entries count no more, and a policy for what goes first. What is found in a
// slower tier moves up. What the live document shows is not here: that is always as the server has it.

import { victim } from './policy.js';
import { fits, keys } from './tree.js';

const MIB = 1 << 20;

/** Session storage gets what browsers give: about five million characters for everything. */
export const TIERS = {
  memory: { policy: 'lru', bytes: 10 * MIB, entries: 2000, ttl: 30 * 60_000 },
  session: { policy: 'ttl', bytes: 2 * MIB, entries: 500, ttl: 30 * 60_000 },
  disk: { policy: 'lfu', bytes: 100 * MIB, entries: 5000, ttl: 24 * 3_600_000 },
};

const sizeOf = value => (value instanceof Blob ? value.size : JSON.stringify(value).length * 2);

/** What one tier knows of its entries; where their values lie is up to `values`. */
class Tier {
  constructor(name, host, limits, values) {
    Object.assign(this, { name, host, ...limits, values });
    this.index = new Map();
    this.used = 0;
    this.metrics = { hits: 0, misses: 0, evicted: 0, expired: 0, refused: 0 };
  }

  async get(key) {
    const entry = this.index.get(key);
    if (!entry) { this.metrics.misses++; return undefined; }
    if (entry.until <= this.host.now()) {
      this.metrics.expired++;
      this.metrics.misses++;
      await this.delete(key);
      return undefined;
    }
    const value = await this.values.get(key);
    if (value === undefined) { this.forget(key); this.metrics.misses++; return undefined; }
    entry.used = this.host.now();
    entry.hits++;
    this.metrics.hits++;
    return { value, entry };
  }

  async put(key, value, about) {
    const size = sizeOf(value);
    if (size > this.bytes / 4 || (value instanceof Blob && this.name === 'session')) { this.metrics.refused++; return; }
    await this.delete(key);
    const now = this.host.now();
    const until = Math.min(about.until ?? Infinity, now + this.ttl);
    const entry = { at: now, used: now, hits: about.hits ?? 0, size, until, path: about.path, tags: about.tags };
    this.index.set(key, entry);
    this.used += size;
    while (this.index.size > 1 && (this.used > this.bytes || this.index.size > this.entries)) {
      this.metrics.evicted++;
      await this.delete(victim(this.index, this.policy, key));
    }
    if (this.index.has(key) && !(await this.values.set(key, value, entry))) { this.forget(key); this.metrics.refused++; }
  }

  forget(key) {
    const entry = this.index.get(key);
    if (!entry) return false;
    this.used -= entry.size;
    this.index.delete(key);
    return true;
  }

  async delete(key) {
    if (this.forget(key)) await this.values.delete(key);
  }
}

export class Cache {
  /**
   * @param host what the world offers
   * @param {string} prefix of the keys in session storage and on the disk
   * @param [tiers] bounds, as in {@link TIERS}
   */
  constructor(host, prefix, tiers = TIERS) {
    this.host = host;
    this.prefix = `c|${prefix}|`;
    this.indexed = `i|${prefix}|`;
    const memory = new Map();
    this.tiers = [
      new Tier('memory', host, tiers.memory, {
        get: key => memory.get(key), set: (key, value) => memory.set(key, value) && true, delete: key => { memory.delete(key); },
      }),
      new Tier('session', host, tiers.session, {
        get: key => host.pocket.get(this.prefix + key)?.value,
        set: (key, value, entry) => host.pocket.set(this.prefix + key, { value, entry }),
        delete: key => host.pocket.delete(this.prefix + key),
      }),
      new Tier('disk', host, tiers.disk, {
        // What is known of an entry lies apart, so that a start does not read all values.
        get: key => safely(() => host.store.get(this.prefix + key)),
        set: (key, value, entry) => safely(() => host.store.write([[this.prefix + key, value], [this.indexed + key, { ...entry }]])),
        delete: key => safely(() => host.store.write([[this.prefix + key, undefined], [this.indexed + key, undefined]])),
      }),
    ];
    this.metrics = { reads: 0, misses: 0, shared: 0, promoted: 0, invalidated: 0 };
    this.going = new Map();
    this.ages = new Map();
    this.ready = this.load();
  }

  /** What earlier visits left. */
  async load() {
    const [, session, disk] = this.tiers;
    for (const name of this.host.pocket.keys(this.prefix)) {
      const kept = this.host.pocket.get(name);
      if (kept?.entry) this.enter(session, name.slice(this.prefix.length), kept.entry);
    }
    for (const [name, entry] of (await safely(() => this.host.store.read(this.indexed))) || []) {
      this.enter(disk, name.slice(this.indexed.length), entry);
    }
  }

  enter(tier, key, entry) {
    tier.index.set(key, { ...entry });
    tier.used += entry.size;
  }

  /**
   * What stands under a key, else what `read` brings, which is asked for once however many want it.
   *
   * @param {string} key
   * @param {() => Promise<unknown>} read
   * @param {{path?: string, tags?: string[], ttl?: number}} [about] what makes it stale: a change at
   *     or below the path, a view of these names, time
   */
  async through(key, read, about = {}) {
    await this.ready;
    this.metrics.reads++;
    const found = await this.get(key);
    if (found !== undefined) return found;
    const going = this.going.get(key);
    if (going) { this.metrics.shared++; return going; }
    this.metrics.misses++;
    const age = {};
    const reading = read().then(async value => {
      // What became stale while it was on its way is given to who asked, and not kept.
      if (!age.stale) await this.put(key, value, about);
      return value;
    }).finally(() => { this.going.delete(key); this.ages.delete(key); });
    this.going.set(key, reading);
    this.ages.set(key, Object.assign(age, { path: about.path, tags: about.tags }));
    return reading;
  }

  async get(key) {
    for (let at = 0; at < this.tiers.length; at++) {
      const found = await this.tiers[at].get(key);
      if (!found) continue;
      const { value, entry } = found;
      for (let above = at - 1; above >= 0; above--) {
        this.metrics.promoted++;
        await this.tiers[above].put(key, value, entry);
      }
      return value;
    }
    return undefined;
  }

  async put(key, value, { path, tags, ttl } = {}) {
    const until = ttl === undefined ? undefined : this.host.now() + ttl;
    for (const tier of this.tiers) await tier.put(key, value, { path, tags, until });
  }

  /** Drops keys that fit: `*` stands for anything. */
  invalidate(pattern) {
    const whole = new RegExp(`^${pattern.split('*').map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`);
    return this.drop(key => whole.test(key));
  }

  /** Drops what shows a place that has changed, or is made of a view that has. */
  touched(places, views) {
    const stale = about => {
      if (about.tags?.some(tag => views.has(tag))) return true;
      if (about.path === undefined) return false;
      const pattern = keys(about.path);
      return places.some(place => fits(pattern, place));
    };
    for (const age of this.ages.values()) if (stale(age)) age.stale = true;
    return this.drop((key, entry) => stale(entry));
  }

  async drop(fits) {
    let count = 0;
    const going = [];
    for (const tier of this.tiers) {
      for (const [key, entry] of tier.index) {
        if (!fits(key, entry)) continue;
        count++;
        going.push(tier.delete(key));
      }
    }
    this.metrics.invalidated += count;
    await Promise.all(going);
    return count;
  }

  /** Figures of each tier and the whole. */
  report() {
    const tiers = Object.fromEntries(this.tiers.map(tier => [tier.name, { ...tier.metrics, entries: tier.index.size, bytes: tier.used }]));
    const { reads, misses } = this.metrics;
    return { ...this.metrics, hitRate: reads === 0 ? 1 : (reads - misses) / reads, tiers };
  }
}

/** A disk that fails is a tier that holds nothing. */
async function safely(run) {
  try {
    return (await run()) ?? undefined;
  } catch {
    return undefined;
  }
}
