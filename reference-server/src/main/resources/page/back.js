// A table that can be looked at as it was: what is drawn is drawn of the moment one looks at, and nothing
// can be done there. Everything else goes through to the table of now.
import { get, merge } from './client/tree.js';

/** What is read where a moment is too large to be read at once. */
const PARTS = ['/campaign', '/participants', '/currentSession', '/flags', '/actors', '/encounters', '/quests', '/locations', '/lore', '/notes', '/items', '/chat', '/dice'];

/**
 * @typedef {object} Moment
 * @property {string} [line] a line of the change log, after which it was so
 * @property {number} [version] or a version, for who runs the game
 * @property {string} [at] when
 * @property {string} [words] what happened then
 *
 * @param {any} live a Table of the client
 * @returns {any} the same, with `back`: {moment, look(moment), now()}
 */
export function lookBack(live) {
  let past = null;
  let asked = 0;
  const listeners = new Set();
  const bound = new Map();

  const tell = () => { for (const run of [...listeners]) run(); };
  const state = () => (past ? past.state : live.state);
  const which = ({ line, version }) => (line === undefined ? { version } : { line });

  async function part(moment, path) {
    try {
      return (await live.history('state', { ...which(moment), path })).state;
    } catch (fault) {
      if (fault.code === 'no-such-place') return undefined;
      throw fault;
    }
  }

  /** Of a large campaign what a page shows first; the rest is read when it is looked at. */
  async function inParts(moment) {
    let was = { index: live.state.index };
    for (const path of PARTS) {
      const value = await part(moment, path).catch(fault => { if (fault.code === 'answer-too-large') return undefined; throw fault; });
      if (value !== undefined) was[path.slice(1)] = value;
    }
    const map = was.currentSession?.map ?? live.state.currentSession?.map;
    const value = map && await part(moment, `/maps/${map}`);
    if (value) was = { ...was, maps: { [map]: value } };
    return was;
  }

  const back = {
    /** The moment one looks at; null for now. */
    get moment() { return past?.moment ?? null; },
    async look(moment) {
      const mine = ++asked;
      let was;
      try {
        was = (await live.history('state', which(moment))).state;
      } catch (fault) {
        if (fault.code !== 'answer-too-large') throw fault;
        was = await inParts(moment);
      }
      if (mine !== asked) return;
      past = { moment, state: { ...was, asks: undefined } };
      tell();
    },
    now() {
      asked++;
      if (!past) return;
      past = null;
      tell();
    },
  };

  const own = {
    back,
    live,
    get state() { return state(); },
    get: path => get(state(), path),
    on(event, run) {
      if (event !== 'state') return live.on(event, run);
      const shown = () => run(state(), facade);
      listeners.add(shown);
      const off = live.on('state', shown);
      return () => { listeners.delete(shown); off(); };
    },
    act(type, payload, how) {
      if (!past) return live.act(type, payload, how);
      const receipt = { outcome: 'refused', code: 'looking-back', message: 'You look at an earlier moment. Go back to now to do something.' };
      live.emit('refused', { type, payload, stage: 'refused', receipt });
      return { id: '', local: false, receipt: Promise.resolve(receipt), settled: Promise.resolve(receipt) };
    },
    signal(kind, payload) { if (!past) live.signal(kind, payload); },
    async load(path) {
      if (!past) return live.load(path);
      const known = get(past.state, path);
      if (known !== undefined) return known;
      const { moment } = past;
      const value = await part(moment, path);
      if (past?.moment !== moment || value === undefined) return value;
      const [kind, key] = path.split('/').slice(1);
      past.state = merge(past.state, key === undefined ? { [kind]: value } : { [kind]: { [key]: value } }, []);
      tell();
      return value;
    },
    read(path) { return past ? own.load(path) : live.read(path); },
    decide: (...words) => live.decide(...words),
    answer: (...words) => live.answer(...words),
  };

  const facade = new Proxy(live, {
    get(target, key) {
      if (Object.hasOwn(own, key)) return own[key];
      const value = target[key];
      if (typeof value !== 'function') return value;
      if (!bound.has(key)) bound.set(key, value.bind(target));
      return bound.get(key);
    },
  });
  return facade;
}
