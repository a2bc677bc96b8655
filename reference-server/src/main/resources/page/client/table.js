// A seat at a table, for pages: the state with what one has just done in it, and everything that can
// be asked and done. What is behind it (socket, other tabs, disk) is the desk's.

import { AskFault } from './asks.js';
import { Cache } from './cache.js';
import { Views } from './derive.js';
import { NEEDS_LINE } from './desk.js';
import { Expected } from './expected.js';
import { browser, digest } from './host.js';
import { Reading } from './reading.js';
import { Presence } from './presence.js';
import { PREDICTORS } from './predict.js';
import { Tabs } from './tabs.js';
import { change, changes, get, keys } from './tree.js';

const PAYLOAD = 64 << 10;
const TEXT = new TextEncoder();

export class Table {
  /** @param {import('./tablekeep.js').Options} options */
  constructor(options) {
    const host = { ...browser(), ...options.host };
    const server = (options.server ?? host.origin).replace(/\/$/, '');
    const key = options.key ?? `t|${digest(`${server} ${options.campaign} ${options.seat}`)}`;
    this.host = host;
    this.campaign = options.campaign;
    this.base = {};
    this.state = {};
    this.position = 0;
    this.epoch = -1;
    this.me = undefined;
    this.line = { state: 'connecting', reason: '', waiting: 0, kept: true };
    this.listeners = new Map();
    this.watches = new Set();
    this.questions = new Map();
    this.views = new Views();
    this.expected = new Expected({ ...PREDICTORS, ...options.predict });
    this.cache = new Cache(host, key, options.tiers);
    this.reading = new Reading(this, { server, seat: options.seat, campaign: options.campaign });
    this.presence = new Presence(host, (kind, payload) => this.signal(kind, payload), kind => this.emit('presence', kind));
    const address = `${server.replace(/^http/, 'ws')}/api/campaigns/${encodeURIComponent(options.campaign)}/socket`;
    this.declared = new Map();
    const about = { address, seat: options.seat, key, declared: this.declared, why: () => this.reading.why() };
    this.tabs = new Tabs(host, about, message => this.hear(message), () => this.seen());
    this.unhook = [
      host.on?.('online', () => this.wake()),
      host.on?.('offline', () => this.wake()),
      host.on?.('visibilitychange', () => { this.here(); if (!host.hidden?.()) this.wake(); else this.tabs.desk?.saveNow(); }),
      host.on?.('pagehide', event => { if (event?.persisted) this.tabs.desk?.saveNow(); else this.close(); }),
    ];
    this.started = this.tabs.start().catch(fault => this.emit('fault', fault));
  }

  // Looking.

  /** What stands at a place of the state, as far as it is loaded. */
  get(path) { return get(this.state, path); }

  /**
   * Calls back with the value at a place, now and whenever it is another.
   *
   * @returns {() => void} ends it
   */
  subscribe(path, run) {
    const watch = { way: keys(path), run, last: undefined };
    this.watches.add(watch);
    watch.last = get(this.state, watch.way);
    if (watch.last !== undefined) this.call(watch);
    return () => this.watches.delete(watch);
  }

  call(watch) {
    try {
      watch.run(watch.last, this);
    } catch (fault) {
      this.emit('fault', fault); // one listener's fault is not the others'
    }
  }

  /** Defines a view made of the state, or reads one: see derive.js. */
  derive(name, reads, make) { this.views.define(name, reads, make); }

  view(name) { return this.views.get(name, this.state); }

  /**
   * Events: `line`, `state`, `action`, `refused`, `signal`, `presence`, `view`, `seated`, `fault`.
   *
   * @returns {() => void} ends it
   */
  on(event, run) {
    const all = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, all.add(run));
    return () => all.delete(run);
  }

  emit(event, value) {
    for (const run of this.listeners.get(event) ?? []) {
      try {
        run(value, this);
      } catch (fault) {
        if (event !== 'fault') this.emit('fault', fault);
      }
    }
  }

  /** What waits for people: what this seat is asked, and what it has sent. */
  get asks() {
    const all = Object.entries(this.state.asks ?? {}).map(([key, ask]) => ({ key, ...ask }));
    const runs = this.me?.role === 'gm' || this.me?.role === 'co-gm';
    const asked = ask => runs || ask.to?.includes(this.me?.id) || ask.proposal?.shown?.[this.me?.id] !== undefined || Object.values(ask.questions ?? {}).some(each => each.to?.includes(this.me?.id));
    return { forMe: all.filter(asked), mine: all.filter(ask => ask.sent?.by === this.me?.id) };
  }

  /** One's own actions that have no last receipt yet. */
  get actions() { return this.expected.list(); }

  // Doing.

  /**
   * Does something: at once in the own state where its effect can be guessed, for good when the server
   * has it.
   *
   * @param {string} type name of the action
   * @param {object} payload as the action declares it
   * @param {{expect?: object, edit?: boolean | object}} [how] a merge patch to show meanwhile; whether it
   *     is an edit of what is shown now, or of what was shown at an earlier `moment`
   */
  act(type, payload = {}, { expect, edit: edits } = {}) {
    const edit = edits === true ? this.moment : edits || undefined;
    const action = { id: this.host.id(), type, payload, expect, edit, stage: 'waiting', at: this.host.now() };
    const one = this.expected.mine(action);
    if (payload.token !== undefined) this.presence.dropped(payload.token);
    if (TEXT.encode(JSON.stringify(payload)).length > PAYLOAD) {
      this.update([{ ...action, stage: 'refused', receipt: { outcome: 'refused', code: 'payload-too-large', message: 'That is too much for one action.' } }]);
    } else {
      this.tabs.say({ say: 'act', id: action.id, type, payload, expect, edit });
      this.refresh([]);
    }
    return { id: action.id, local: one.guessed === true, planned: this.line.alone === true && !this.barred(type), receipt: one.receipt, settled: one.settled };
  }

  /**
   * Takes what the rules say of actions, as /rules gives it: from then on what cannot be done for later
   * is refused at once while there is no line.
   *
   * @param {Record<string, {offline?: boolean}>} actions
   */
  declare(actions) {
    this.declared.clear();
    for (const [type, { offline }] of Object.entries(actions)) if (offline !== undefined) this.declared.set(type, offline);
  }

  /** Why an action cannot be done just now, in words; nothing when it can. */
  barred(type) { return this.line.alone && this.declared.get(type) === false ? NEEDS_LINE : ''; }

  /** What is shown now, for an edit that is begun now and sent later. */
  get moment() {
    const { epoch, position, resume } = this;
    return { epoch, position, resume };
  }

  /** Answers what this seat is asked. */
  answer(ask, question, answer) { return this.act('ask.answer', { ask, question, ...(answer === undefined ? {} : { answer }) }); }

  /** Approves or declines a proposal, with a reason, with changes. */
  decide(ask, approve, more = {}) { return this.act('ask.decide', { ask, approve, ...more }); }

  /** Something of the moment. */
  signal(kind, payload) { this.tabs.say({ say: 'signal', kind, payload }); }

  // Reading more.

  /** Loads an entity or a collection; from then on it is part of the state. */
  load(path) { return this.reading.load(path); }

  /** Gives back what was loaded. */
  unload(path) { return this.ask({ type: 'shut', path }); }

  /** A value that need not be loaded, through the cache. */
  read(path) { return this.reading.read(path); }

  /** A page of members of an object, loaded or not: {entities, next}. */
  page(path, options) { return this.reading.page(path, options); }

  /** The change log and the past: kind `log`, `line` or `state`. */
  history(kind, payload) { return this.reading.history(kind, payload); }

  /** A picture, as an address for an img: {url, release}. */
  asset(sha256) { return this.reading.asset(sha256); }

  /** Figures: cache, line, presence. */
  get metrics() {
    const line = this.tabs.desk?.line.metrics;
    return { cache: this.cache.report(), reads: { ...this.reading.metrics }, line: line && { ...line }, views: { ...this.views.metrics } };
  }

  /** Whether this tab holds the socket. */
  get leads() { return Boolean(this.tabs.desk); }

  /** Tries the line now, as when the network is said to be back. */
  wake() { this.tabs.say({ say: 'wake' }); }

  /** Plays on in this tab, when another window had taken the seat. */
  takeOver() { return this.tabs.takeOver(); }

  here() { this.tabs.say({ say: 'presence', state: this.host.hidden?.() ? 'away' : 'here' }); }

  close() {
    for (const undo of this.unhook) undo?.();
    this.reading.close();
    return this.tabs.close();
  }

  // What the desk says.

  hear(message) {
    switch (message.say) {
      case 'here': this.fresh(message); break;
      case 'frame': this.frame(message); break;
      case 'line': this.line = message.line; this.emit('line', this.line); break;
      case 'open': this.open = message.open; break;
      case 'signal': this.presence.heard(message); this.emit('signal', message); break;
      case 'answer': this.answered(message); break;
      default:
    }
  }

  seen() {
    if (this.epoch < 0) return undefined;
    const { base, position, resume, epoch, device, open, me } = this;
    return { base, position, resume, epoch, device, open, me };
  }

  /** A desk begins, or this tab comes in, or the table was sent whole. */
  fresh({ base, position, resume, epoch, device, open, me, line, actions }) {
    const other = epoch !== this.epoch || base !== this.base;
    // What another device has taken down is that one's to send.
    if (this.device !== undefined && device !== this.device) this.update(this.expected.elsewhere());
    Object.assign(this, { base, position, resume, epoch, device, open, me, line });
    const lost = this.expected.reset(actions);
    for (const { id, type, payload, expect, edit } of lost) this.tabs.say({ say: 'act', id, type, payload, expect, edit });
    for (const [id, { message }] of this.questions) this.tabs.say({ say: 'ask', id, message });
    if (other) this.views.clear();
    this.refresh(undefined);
    this.here();
    if (me) this.emit('seated', me);
    this.emit('line', line);
  }

  frame(message) {
    let touched = message.touched ?? [];
    if (changes(message)) {
      if (message.base !== undefined) this.base = message.base;
      else if (message.position === this.position + 1) {
        touched = [];
        this.base = change(this.base, message, touched);
      } else if (message.position > this.position) {
        this.tabs.say({ say: 'join' }); // something was missed: the whole once more
        return;
      }
      this.position = Math.max(this.position, message.position);
    }
    if (message.resume !== undefined) this.resume = message.resume;
    for (const place of touched) if (place[2] === 'tokens') this.presence.settled(`${place[1]}/${place[3]}`);
    this.update(message.actions ?? [], touched);
  }

  update(actions, touched = []) {
    const ended = actions.map(action => this.expected.update(action)).filter(Boolean);
    this.refresh(touched);
    for (const action of actions) this.emit('action', action);
    for (const { action, settle } of ended) {
      settle();
      if (action.stage === 'refused') this.emit('refused', action);
    }
  }

  /** Makes the state anew and tells whoever looks at what is different. */
  refresh(touched) {
    const guessed = this.expected.places;
    this.state = this.expected.over(this.base, this.me);
    const places = touched === undefined ? [[]] : [...touched, ...guessed, ...this.expected.places];
    if (places.length === 0) return;
    const views = this.views.touched(places);
    this.cache.touched(touched ?? [], views);
    for (const watch of [...this.watches]) {
      const value = get(this.state, watch.way);
      if (value === watch.last) continue;
      watch.last = value;
      this.call(watch);
    }
    for (const name of views) this.emit('view', name);
    this.emit('state', this.state);
  }

  // Questions to the desk.

  ask(message) {
    const id = this.host.id();
    return new Promise((done, failed) => {
      this.questions.set(id, { message, done, failed });
      this.tabs.say({ say: 'ask', id, message });
    });
  }

  answered({ id, value, code, message }) {
    const question = this.questions.get(id);
    if (!question) return;
    this.questions.delete(id);
    if (code === undefined) question.done(value);
    else question.failed(new AskFault(code, message));
  }
}
