// The one tab that speaks to the server, for all tabs of this seat in this browser: it holds the
// socket, the numbers of actions, what is open, and what is written to the disk.

import { AskFault, Asks } from './asks.js';
import { difference, together } from './keep.js';
import { Line } from './line.js';
import { forget, tidy } from './tidy.js';
import { ASKED, Outbox, REFUSED, refusal } from './outbox.js';
import { Signals } from './signals.js';
import { change, changes, get } from './tree.js';

const SAVE_AFTER = 1000;
const SAVE_WITHIN = 5000;
const MOST_OPEN = 48;
const BAD_SEAT = 4401;
/** So long a line may be down before one plays on without it. */
const HICCUP = 10_000;
const HEARTBEAT = { type: 'page', path: '/campaign', limit: 1 };

export const NEEDS_LINE = 'There is no line to the table, and this cannot be done for later.';

export class Desk {
  /**
   * @param host what the world offers
   * @param {{address: string, seat: string, key: string, device?: string, why: Function}} about
   * @param tell gets every message for the tabs; with a second argument for that tab alone
   */
  constructor(host, about, tell) {
    Object.assign(this, { host, about, tell });
    this.prefix = `${about.key}|`;
    this.base = {};
    this.position = 0;
    this.open = new Map(); // path -> when it was wanted last
    this.opening = new Map();
    this.epoch = 0;
    this.state = { state: 'connecting', reason: '' };
    this.writable = true;
    this.faults = [];
    this.outbox = new Outbox(host, batch => this.write(batch), message => this.line.send(message), action => this.acted([action]), ask => this.waits(ask), type => this.barred(type));
    this.asks = new Asks(host, message => this.line.send(message));
    this.signals = new Signals(host, message => this.line.send(message));
    this.line = new Line(host, about.address, {
      hello: () => this.hello(),
      message: said => this.heard(said),
      moving: () => this.moving(),
      down: (at, why) => this.down(at, why),
      over: (code, reason, superseded) => this.finished(code, reason, superseded),
      ask: () => { this.asks.ask(HEARTBEAT).catch(() => { /* the line finds out by itself */ }); },
      fault: fault => this.fault(fault),
      why: () => about.why(),
    });
  }

  /**
   * Takes over what is kept, or what a tab has seen since.
   *
   * @param [seen] the newest a tab has of the one before: {base, position, resume, open, epoch, me}
   */
  async start(seen) {
    let kept = [];
    try {
      this.term = await this.host.store.count(`${this.prefix}term`);
      kept = await this.host.store.read(this.prefix);
    } catch (fault) {
      this.fault(fault); // a browser without a disk is one that forgets
    }
    if (this.stopped) return;
    const records = kept.map(([key, value]) => [key.slice(this.prefix.length), value]);
    const meta = records.find(([key]) => key === 'meta')?.[1];
    this.outbox.restore(records.filter(([key]) => /^([or]\||n$)/.test(key)));
    const saved = records.filter(([key]) => key.startsWith('d|')).map(([key, value]) => [key.slice(2), value]);
    this.saved = saved.length > 0 ? together(saved) : undefined;
    this.savedAt = this.host.now();
    this.device = this.about.device ?? meta?.device ?? seen?.device ?? `web-${this.host.id()}`;
    if (meta && meta.device === this.device) this.adopt({ ...meta, base: this.saved ?? {} });
    if (seen && seen.device === this.device && (seen.epoch > this.epoch || (seen.epoch === this.epoch && seen.position > this.position))) this.adopt(seen);
    if (!meta || meta.device !== this.device) await this.writeMeta();
    this.started = true;
    tidy(this.host, this.about.key).catch(fault => this.fault(fault));
    this.announce();
    this.away();
    this.line.connect();
  }

  /** Without a line from now on, if it does not come back at once. */
  away() {
    if (this.awayTimer || this.alone || this.line.over) return;
    this.awayTimer = this.host.later(HICCUP, () => {
      this.awayTimer = undefined;
      this.alone = true;
      this.outbox.bar();
      this.showLine();
    });
  }

  together() {
    this.awayTimer?.();
    this.awayTimer = undefined;
    this.alone = false;
  }

  /** Why an action cannot be done now; what is not known of is left to the server. */
  barred(type) {
    return this.alone && this.about.declared?.get(type) === false ? refusal('needs-line', NEEDS_LINE) : undefined;
  }

  adopt({ base, position, resume, open, epoch, me }) {
    this.base = base;
    this.position = position ?? 0;
    this.resume = resume;
    this.epoch = epoch ?? 0;
    this.me = me;
    this.open = new Map((open ?? []).map((path, at) => [path, at]));
  }

  hello() {
    const open = [...this.open.keys()];
    const hello = { type: 'hello', seat: this.about.seat, device: this.device, open };
    if (this.resume) Object.assign(hello, { resume: this.resume, position: this.position });
    this.set('catching-up', '');
    return hello;
  }

  /** Everything a tab needs that comes in anew. */
  here() {
    const { base, position, resume, epoch, me, device } = this;
    return { say: 'here', base, position, resume, epoch, me, device, open: [...this.open.keys()], line: this.shown(), actions: this.outbox.list() };
  }

  announce() {
    this.lineTold = JSON.stringify(this.shown());
    this.tell(this.here());
  }

  // What the server says.

  heard(said) {
    switch (said.type) {
      case 'welcome': this.welcome(said); break;
      case 'resumed': this.resumed(said); break;
      case 'frame': this.frame(said); break;
      case 'signal': this.tell({ say: 'signal', from: said.from, kind: said.kind, payload: said.payload }); break;
      case 'line': this.writable = said.writable; this.readOnly = said.reason ?? ''; this.showLine(); break;
      case 'error': this.error(said); break;
      default: this.asks.heard(said); // what is not known is passed over
    }
  }

  welcome(said) {
    this.base = said.state;
    this.position = said.position;
    this.resume = said.resume;
    this.me = said.participant;
    this.epoch++;
    this.writable = true;
    this.outbox.rebase();
    this.catching = false;
    this.state = { state: 'live', reason: '' };
    this.announce();
    this.seated();
  }

  resumed(said) {
    this.position = said.position;
    this.resume = said.resume ?? this.resume;
    this.me = said.participant;
    this.writable = true;
    this.seated();
    // What was missed comes before the answer to this.
    this.catching = true;
    this.asks.ask(HEARTBEAT).catch(() => { /* the line finds out by itself */ }).then(() => this.caughtUp());
  }

  caughtUp() {
    if (!this.catching || !this.line.seated) return;
    this.catching = false;
    this.set('live', '');
  }

  seated() {
    this.together();
    this.save();
    this.asks.again();
    this.outbox.again();
    this.signals.seated();
  }

  frame(said) {
    const moved = changes(said);
    if (moved && said.position !== this.position + 1) {
      // Something was lost: only a whole view is sure again.
      this.resume = undefined;
      this.line.drop('A frame was lost.');
      return;
    }
    const touched = [];
    if (moved) {
      this.base = change(this.base, said, touched);
      this.position = said.position;
    }
    if (said.resume !== undefined) this.resume = said.resume;
    const actions = (said.receipts ?? []).map(receipt => this.receipt(receipt)).filter(Boolean);
    if (moved) this.save();
    const { merge, patch, set } = said;
    this.tell({
      say: 'frame', position: this.position, resume: said.resume, merge, patch, set, actions,
      base: this.base, touched, // for the tab this runs in; the others make them themselves
    });
    if (this.catching && moved) this.caughtUp();
    else if (actions.length > 0) this.showLine();
  }

  receipt(receipt) {
    const asked = this.outbox.find(receipt.n);
    // An answer that nobody knows any more, of something that waited for people.
    if (receipt.code === 'action-id-too-old' && asked?.stage === ASKED) {
      if (this.waits(asked.receipt?.ask)) return undefined;
      return this.outbox.finish(asked, { outcome: 'unknown', code: receipt.code, message: 'What became of it is not known here any more; the table shows it.' });
    }
    return this.outbox.receipt(receipt);
  }

  waits(ask) { return get(this.base, ['asks', ask ?? '']) !== undefined; }

  error(said) {
    if (this.asks.heard(said)) return;
    if (said.code === 'bad-resume-token') { this.resume = undefined; return; }
    if (said.n !== undefined) {
      const action = this.outbox.unreadable(said.n, said.code, said.message);
      if (action) this.acted([action]);
    }
  }

  // What tabs say.

  heardTab(message, tab) {
    switch (message.say) {
      case 'join': if (this.started) this.tell(this.here(), tab); break;
      case 'act': if (this.started) { this.outbox.add({ ...this.action(message), tab }); this.showLine(); } break;
      case 'ask': this.answer(message, tab); break;
      case 'signal': this.signals.send(message.kind, message.payload); break;
      case 'presence': this.signals.presence(tab, message.state); break;
      case 'bye': this.signals.presence(tab, undefined); break;
      case 'wake': if (!this.line.over) this.line.doubt(); break;
      default:
    }
  }

  action({ id, type, payload, expect, edit }) {
    const action = { id, type, payload };
    if (expect !== undefined) action.expect = expect;
    if (edit) Object.assign(action, { basedOn: edit.epoch === this.epoch ? edit.position : 0, since: edit.resume });
    return action;
  }

  async answer({ id, message }, tab) {
    try {
      this.tell({ say: 'answer', id, value: await this.ask(message) }, tab);
    } catch (fault) {
      this.tell({ say: 'answer', id, code: fault.code ?? 'failed', message: fault.message }, tab);
    }
  }

  async ask(message) {
    if (this.line.over) throw new AskFault('offline', this.state.reason);
    if (message.type === 'open') return this.load(message.path);
    if (message.type === 'shut') return this.unload(message.path);
    const said = await this.asks.ask(message);
    return message.type === 'history' ? said.answer : { entities: said.entities, next: said.next };
  }

  async load(path) {
    if (this.open.delete(path)) {
      this.open.set(path, this.host.now()); // newest last
      return get(this.base, path);
    }
    let going = this.opening.get(path);
    if (!going) {
      going = this.asks.ask({ type: 'open', path });
      this.opening.set(path, going);
    }
    try {
      await going;
    } finally {
      this.opening.delete(path);
    }
    this.open.set(path, this.host.now());
    this.openings();
    if (this.open.size > MOST_OPEN) this.unload(this.open.keys().next().value).catch(() => { /* it stays open */ });
    return get(this.base, path);
  }

  async unload(path) {
    if (!this.open.has(path)) return undefined;
    await this.asks.ask({ type: 'shut', path });
    this.open.delete(path);
    this.openings();
    return undefined;
  }

  /** What is open counts with the token, for whoever takes over. */
  openings() {
    this.save();
    this.tell({ say: 'open', open: [...this.open.keys()] });
  }

  // The line.

  down(at, why) {
    this.catching = false;
    this.asks.again();
    this.signals.down();
    this.away();
    this.set('offline', why, at);
  }

  /** What has no answer yet is asked again of the server that has the table now. */
  moving() {
    this.catching = false;
    this.asks.again();
    this.signals.down();
  }

  finished(code, reason, superseded) {
    this.together();
    this.asks.stop('offline', reason);
    if (code === BAD_SEAT) {
      this.term = undefined; // nothing of this seat is written any more
      forget(this.host, this.about.key).catch(fault => this.fault(fault));
    }
    this.set(superseded ? 'superseded' : 'closed', reason);
    this.onOver?.(code, superseded);
  }

  set(state, reason, againAt = undefined) {
    this.state = { state, reason, againAt };
    this.showLine();
  }

  shown() {
    const { state, reason, againAt } = this.state;
    const waiting = this.outbox.waiting;
    const { kept } = this.outbox;
    if (state === 'live' && !this.writable) return { state: 'read-only', reason: this.readOnly, waiting, kept };
    return { state, reason, againAt, waiting, kept, ...(this.alone ? { alone: true } : {}) };
  }

  showLine() {
    const line = this.shown();
    const text = JSON.stringify(line);
    if (text === this.lineTold) return;
    this.lineTold = text;
    this.tell({ say: 'line', line });
  }

  acted(actions) {
    if (actions.some(action => action.stage === REFUSED || action.n !== undefined)) this.tell({ say: 'frame', actions });
    this.showLine();
  }

  fault(fault) {
    this.faults.push({ at: this.host.now(), message: String(fault?.message ?? fault) });
    if (this.faults.length > 20) this.faults.shift();
  }

  // The disk.

  /** Writes for as long as no newer desk has begun; with a disk that fails, rejects. */
  async write(batch) {
    if (this.term === undefined) throw new Error('nothing is kept here');
    const stays = await this.host.store.write(
      batch.map(([key, value]) => [this.prefix + key, value]), { key: `${this.prefix}term`, is: this.term });
    if (!stays) this.lost();
    return stays;
  }

  lost() {
    if (this.stopped) return;
    this.stop();
    this.onLost?.();
  }

  save() {
    if (this.stopped || this.term === undefined) return;
    const late = this.host.now() - (this.savedAt ?? 0) > SAVE_WITHIN;
    this.saveTimer?.();
    this.saveTimer = this.host.later(late ? 0 : SAVE_AFTER, () => this.saveNow());
  }

  /** Writes what has changed since the last write; of two that are wanted at once the second follows. */
  saveNow() {
    this.saveTimer?.();
    if (this.term === undefined || !this.me || this.stopped) return this.saving ?? Promise.resolve();
    const now = this.saving ? this.saving.then(() => this.saveOnce()) : this.saveOnce();
    this.saving = now;
    return now.finally(() => { if (this.saving === now) this.saving = undefined; });
  }

  async saveOnce() {
    const root = this.base;
    const batch = difference(this.saved, root).map(([place, value]) => [`d|${place}`, value]);
    try {
      if (await this.write([...batch, ['meta', this.meta()]])) this.saved = root;
    } catch (fault) {
      this.fault(fault);
    }
    this.savedAt = this.host.now();
    if (this.base !== root) this.save();
  }

  meta() {
    const { device, position, resume, epoch, me } = this;
    return { device, position, resume, epoch, me, open: [...this.open.keys()], at: this.host.now() };
  }

  async writeMeta() {
    if (this.term === undefined) return;
    // A record of another device has a document that is none of this one's.
    const batch = this.saved === undefined ? [] : difference(this.saved, undefined).map(([place]) => [`d|${place}`, undefined]);
    this.saved = undefined;
    await this.write([...batch, ['meta', this.meta()]]).catch(fault => this.fault(fault));
  }

  stop() {
    this.stopped = true;
    this.together();
    this.saveTimer?.();
    this.line.close();
    this.outbox.stop();
    this.asks.stop('offline', 'This window was closed.');
  }
}
