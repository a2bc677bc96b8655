// One browser of a test: what its tabs share (disk, locks, channels) and what is each tab's own
// (session storage). A tab can be closed, and it can crash: then nothing of it runs any more.

import { inflateRawSync } from 'node:zlib';
import { MemoryStore, Pocket } from '../../../../main/resources/page/client/storage.js';
import { Chance } from './seed.mjs';

/** Web Locks as far as the client uses them. */
class Locks {
  constructor() { this.held = new Map(); }

  request(name, options, run) {
    const lock = this.held.get(name) ?? { queue: [], holder: undefined };
    this.held.set(name, lock);
    return new Promise((done, failed) => {
      const one = { run, done, failed };
      if (options.steal) {
        lock.holder?.failed(new Error('AbortError'));
        lock.holder = undefined;
        lock.queue.unshift(one);
      } else lock.queue.push(one);
      this.next(lock);
    });
  }

  next(lock) {
    if (lock.holder || lock.queue.length === 0) return;
    const one = lock.queue.shift();
    lock.holder = one;
    Promise.resolve().then(() => one.run()).then(one.done, one.failed).finally(() => {
      if (lock.holder === one) { lock.holder = undefined; this.next(lock); }
    });
  }
}

export class World {
  /** @param {{clock?: object, seed?: number, locks?: boolean, socket?: Function, fetch?: Function, compact?: boolean}} about */
  constructor({ clock, seed = 1, locks = true, socket, fetch, compact = true } = {}) {
    Object.assign(this, { clock, socket, fetch, compact });
    this.chance = new Chance(seed);
    this.store = new MemoryStore();
    this.locks = locks ? new Locks() : undefined;
    this.channels = new Map();
    this.tabs = new Set();
    this.ids = 0;
  }

  /** A host for a new tab; `pocket` of an older tab makes it that tab after its reload. */
  tab({ pocket = new Map() } = {}) {
    const world = this;
    const tab = { alive: true, pocket, open: [], hooks: new Map(), cancels: new Set(), frozen: false };
    const alive = run => (...given) => (tab.alive ? run(...given) : undefined);
    this.tabs.add(tab);
    tab.host = {
      now: () => world.clock?.time ?? Date.now(),
      later(millis, run) {
        if (!tab.alive) return () => {};
        if (world.clock) return world.clock.later(millis, alive(run));
        const timer = setTimeout(alive(run), millis);
        tab.cancels.add(timer);
        return () => { clearTimeout(timer); tab.cancels.delete(timer); };
      },
      random: () => world.chance.real(),
      id: () => `${(world.ids++).toString(36).padStart(4, '0')}${world.chance.bits().toString(36)}`,
      socket: (address, protocols) => {
        const socket = world.socket(address, protocols);
        tab.open.push(socket);
        return socket;
      },
      fetch: (address, options) => (world.fetch ?? fetch)(address, options),
      inflate: world.compact ? async bytes => inflateRawSync(bytes) : undefined,
      store: mortal(world.store, tab),
      pocket: new Pocket({
        getItem: key => tab.pocket.get(key) ?? null,
        setItem: (key, value) => { tab.pocket.set(key, value); },
        removeItem: key => { tab.pocket.delete(key); },
        get length() { return tab.pocket.size; },
        key: at => [...tab.pocket.keys()][at],
      }),
      locks: world.locks && {
        request: (name, options, run) => world.locks.request(name, options, () => {
          if (!tab.alive) return undefined;
          return Promise.race([run(), new Promise(done => { (tab.ends ??= []).push(done); })]);
        }),
      },
      channel: name => world.channel(name, tab),
      on(event, run) {
        const all = tab.hooks.get(event) ?? new Set();
        tab.hooks.set(event, all.add(run));
        return () => all.delete(run);
      },
      hidden: () => tab.hidden ?? false,
      origin: '',
    };
    /** The process of the tab ends, without a word. */
    tab.crash = () => {
      if (!tab.alive) return;
      tab.alive = false;
      this.tabs.delete(tab);
      for (const timer of tab.cancels) clearTimeout(timer);
      for (const socket of tab.open) (socket.destroy ?? socket.close).call(socket);
      for (const all of this.channels.values()) for (const each of [...all]) if (each.tab === tab) all.delete(each);
      for (const end of tab.ends ?? []) end();
    };
    tab.fire = (event, value) => { for (const run of tab.hooks.get(event) ?? []) run(value); };
    return tab;
  }

  channel(name, tab) {
    const all = this.channels.get(name) ?? new Set();
    this.channels.set(name, all);
    const mine = {
      tab,
      onmessage: undefined,
      postMessage: message => {
        const copy = structuredClone(message);
        for (const each of all) {
          if (each !== mine) queueMicrotask(() => { if (each.tab.alive && !each.tab.frozen && all.has(each)) each.onmessage?.({ data: copy }); });
        }
      },
      close: () => { all.delete(mine); },
    };
    all.add(mine);
    return mine;
  }
}

/** Storage as a tab sees it: what a crashed one still wanted to write is not written. */
function mortal(store, tab) {
  const never = new Promise(() => {});
  const guard = run => async (...given) => {
    await Promise.resolve();
    if (!tab.alive) return never;
    const answer = await run.apply(store, given);
    return tab.alive ? answer : never;
  };
  return { read: guard(store.read), get: guard(store.get), write: guard(store.write), count: guard(store.count) };
}
