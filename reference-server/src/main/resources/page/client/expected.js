// One's own actions on their way, and what they will most likely do: laid over the state of the server
// in their order, made anew on every state, gone with their receipt.

import { merge } from './tree.js';

export class Expected {
  constructor(predictors) {
    this.predictors = predictors;
    this.all = new Map();
    /** Places that differ from the server's state at present. */
    this.places = [];
  }

  list() { return [...this.all.values()].map(({ action }) => action); }

  /** An action of this tab: {receipt, settled, guessed}. */
  mine(action) {
    const one = { action, mine: true };
    one.receipt = new Promise(done => { one.first = done; });
    one.settled = new Promise(done => { one.last = done; });
    this.all.set(action.id, one);
    return one;
  }

  /** What the desk has; returns those of this tab that it does not know. */
  reset(actions) {
    const known = new Set(actions.map(action => action.id));
    const lost = [];
    for (const [id, one] of [...this.all]) {
      if (known.has(id)) continue;
      if (one.mine) lost.push(one.action);
      else this.all.delete(id);
    }
    for (const action of actions) this.update(action);
    return lost;
  }

  /** Those that were given a number, as ended: what becomes of them is told to who has the number. */
  elsewhere() {
    const receipt = { outcome: 'unknown', code: 'elsewhere', message: 'Another window sends this.' };
    return this.list().filter(action => action.n !== undefined).map(action => ({ ...action, stage: 'applied', receipt }));
  }

  /** @returns what has ended by it: the action, and how to tell who waits for it */
  update(action) {
    const one = this.all.get(action.id) ?? { mine: false };
    one.action = { ...one.action, ...action };
    if (action.stage === 'waiting' || action.stage === 'asked') {
      this.all.set(action.id, one);
      if (action.stage === 'asked') one.first?.(action.receipt);
      return undefined;
    }
    this.all.delete(action.id);
    const settle = () => { one.first?.(action.receipt); one.last?.(action.receipt); };
    return { action: one.action, settle };
  }

  /** The state with what is expected in it. */
  over(base, me) {
    this.places = [];
    if (this.all.size === 0) return base;
    let state = base;
    const order = [...this.all.values()].sort((a, b) => (a.action.n ?? Infinity) - (b.action.n ?? Infinity) || 0);
    for (const one of order) {
      const { action } = one;
      if (action.stage !== 'waiting') continue;
      const guess = this.guess(state, action, me);
      one.guessed = guess !== undefined;
      if (guess !== undefined) state = merge(state, guess, this.places);
    }
    return state;
  }

  guess(state, action, me) {
    if (action.expect !== undefined) return action.expect;
    try {
      return this.predictors[action.type]?.(state, action.payload, me, action);
    } catch {
      return undefined; // a guess that fails is none
    }
  }
}
