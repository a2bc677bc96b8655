// Where things are kept over a reload. A store is a map of keys to JSON values (or Blobs) with
// writes that happen whole or not at all, and only as long as its writer is the newest: each new
// leader takes a higher term, and what an older one still wants to write is turned away.

/** Keeps everything in memory; tests hand the same one to the client after the reload. */
export class MemoryStore {
  constructor() { this.all = new Map(); }

  /** @returns {Promise<[string, unknown][]>} what stands under keys with this beginning, by key */
  async read(prefix) {
    return [...this.all].filter(([key]) => key.startsWith(prefix)).sort(([a], [b]) => (a < b ? -1 : 1));
  }

  async get(key) { return this.all.get(key); }

  /**
   * Writes all or nothing.
   *
   * @param {[string, unknown][]} batch undefined removes
   * @param {{key: string, is: number}} [term] only while this is so
   * @returns {Promise<boolean>} whether it was written
   */
  async write(batch, term) {
    if (term && (this.all.get(term.key) ?? 0) !== term.is) return false;
    for (const [key, value] of batch) {
      if (value === undefined) this.all.delete(key);
      else this.all.set(key, value);
    }
    return true;
  }

  /** One more than what stands there, written. */
  async count(key) {
    const next = (this.all.get(key) ?? 0) + 1;
    this.all.set(key, next);
    return next;
  }
}

const NAME = 'tablekeep';
const KEPT = 'kept';

/** IndexedDB. Where it fails (private windows, a full disk) its promises are rejected. */
export class IndexedStore {
  constructor(name = NAME) { this.name = name; }

  open() {
    this.opened ??= new Promise((done, failed) => {
      const asking = indexedDB.open(this.name, 1);
      asking.onupgradeneeded = () => asking.result.createObjectStore(KEPT);
      asking.onsuccess = () => {
        const database = asking.result;
        // Another version wants in, or the browser cleared it: opened anew at the next use.
        database.onversionchange = () => { database.close(); this.opened = undefined; };
        database.onclose = () => { this.opened = undefined; };
        done(database);
      };
      asking.onerror = () => { this.opened = undefined; failed(asking.error); };
      asking.onblocked = () => { this.opened = undefined; failed(new Error('the storage is blocked')); };
    });
    return this.opened;
  }

  async transact(mode, run) {
    const database = await this.open();
    return new Promise((done, failed) => {
      const transaction = database.transaction(KEPT, mode);
      let answer;
      transaction.oncomplete = () => done(answer);
      transaction.onabort = () => failed(transaction.error ?? new Error('the storage refused'));
      transaction.onerror = () => failed(transaction.error);
      run(transaction.objectStore(KEPT), value => { answer = value; });
    });
  }

  read(prefix) {
    const range = IDBKeyRange.bound(prefix, prefix + '\uffff');
    return this.transact('readonly', (kept, answer) => {
      const names = kept.getAllKeys(range);
      const values = kept.getAll(range);
      values.onsuccess = () => answer(names.result.map((key, at) => [key, values.result[at]]));
    });
  }

  get(key) {
    return this.transact('readonly', (kept, answer) => {
      const got = kept.get(key);
      got.onsuccess = () => answer(got.result);
    });
  }

  write(batch, term) {
    return this.transact('readwrite', (kept, answer) => {
      const all = () => {
        for (const [key, value] of batch) {
          if (value === undefined) kept.delete(key);
          else kept.put(value, key);
        }
        answer(true);
      };
      if (!term) { all(); return; }
      const now = kept.get(term.key);
      now.onsuccess = () => ((now.result ?? 0) === term.is ? all() : answer(false));
    });
  }

  count(key) {
    return this.transact('readwrite', (kept, answer) => {
      const now = kept.get(key);
      now.onsuccess = () => {
        const next = (now.result ?? 0) + 1;
        kept.put(next, key);
        answer(next);
      };
    });
  }
}

/** sessionStorage, or something like it, as JSON; what does not fit is not kept. */
export class Pocket {
  constructor(storage) { this.storage = storage; }

  get(key) {
    try {
      const text = this.storage?.getItem(key);
      return text === null || text === undefined ? undefined : JSON.parse(text);
    } catch {
      return undefined;
    }
  }

  /** @returns {boolean} whether there was room */
  set(key, value) {
    try {
      this.storage.setItem(key, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  }

  delete(key) {
    try {
      this.storage?.removeItem(key);
    } catch { /* storage that is forbidden holds nothing */ }
  }

  keys(prefix) {
    const all = [];
    try {
      for (let i = 0; i < (this.storage?.length ?? 0); i++) {
        const key = this.storage.key(i);
        if (key.startsWith(prefix)) all.push(key);
      }
    } catch { /* the same */ }
    return all;
  }
}
