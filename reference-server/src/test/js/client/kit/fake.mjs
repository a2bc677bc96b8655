// A server of a few lines that keeps the protocol's promises and breaks everything else: it cuts lines
// before and after it has decided, says "retry", forgets tokens, restarts. Under the clock of a test.

import { change, get, pointer } from '../../../../main/resources/page/client/tree.js';

const RECEIPTS = 64;
const clone = value => structuredClone(value);

/** A merge patch from one document to another: enough for documents without nulls. */
export function patchOf(before, after) {
  const made = {};
  for (const key of Object.keys(before)) if (!(key in after)) made[key] = null;
  for (const key of Object.keys(after)) {
    const a = before[key];
    const b = after[key];
    if (JSON.stringify(a) === JSON.stringify(b)) continue;
    const deeper = a && b && typeof a === 'object' && typeof b === 'object' && !Array.isArray(a) && !Array.isArray(b);
    made[key] = deeper ? patchOf(a, b) : b;
  }
  return made;
}

export class FakeServer {
  /** @param {{clock: object, chance?: object, faults?: object}} about shares of each fault, 0 to 1 */
  constructor({ clock, chance, faults = {} }) {
    Object.assign(this, { clock, chance, faults });
    this.state = { campaign: { name: 'Fake' }, items: {}, index: { actors: { a7: 'Seven' } } };
    this.hidden = { actors: { a7: { name: 'Seven', hp: 7 } } };
    this.versions = [this.state];
    this.log = [];
    this.devices = new Map();
    this.threads = new Map();
    this.seats = new Set();
    this.key = 1;
    this.up = true;
    this.writable = true;
    this.latency = 5;
    this.hellos = [];
    this.said = [];
    this.welcomes = 0;
    this.resumes = 0;
    this.acts = 0;
  }

  hits(fault) { return this.chance !== undefined && this.chance.chance(this.faults[fault] ?? 0); }

  /** What a client makes its sockets with. */
  socket() {
    const socket = { readyState: 0, protocol: 'tablekeep.json.1', bufferedAmount: 0, binaryType: '' };
    const seat = { socket, position: 0, log: [] };
    const end = (code, reason = '') => {
      if (socket.readyState === 3) return;
      socket.readyState = 3;
      this.seats.delete(seat);
      this.clock.later(1, () => socket.onclose?.({ code, reason }));
    };
    seat.end = end;
    seat.tell = message => {
      if (socket.readyState !== 1) return;
      if (this.hits('cutTelling')) { end(1006); return; }
      if (this.hits('lose') && message.type === 'frame') return; // a server that loses a frame
      const text = JSON.stringify(message);
      this.clock.later(this.latency, () => { if (socket.readyState === 1 && !seat.mute) socket.onmessage?.({ data: text }); });
    };
    socket.send = text => {
      if (socket.readyState !== 1) return;
      this.clock.later(this.latency, () => { if (socket.readyState === 1 && !seat.mute) this.heard(seat, JSON.parse(text)); });
    };
    socket.close = () => end(1000);
    socket.destroy = () => end(1006);
    this.clock.later(this.latency, () => {
      if (socket.readyState !== 0) return;
      if (!this.up || this.hits('refuse')) { end(1006); return; }
      socket.readyState = 1;
      this.seats.add(seat);
      socket.onopen?.({});
    });
    return socket;
  }

  heard(seat, said) {
    if (seat.moving && said.type !== 'hello') return;
    switch (said.type) {
      case 'hello': this.hello(seat, said); break;
      case 'act': this.act(seat, said); break;
      case 'open': case 'shut': this.open(seat, said); break;
      case 'page': seat.tell({ type: 'page', path: said.path, entities: get(this.state, said.path) ?? {} }); break;
      case 'history': seat.tell({ type: 'history', n: said.n, answer: { lines: [] } }); break;
      case 'signal': this.signal(seat, said); break;
      default:
    }
  }

  signal(seat, { kind, payload }) {
    (this.signals ??= []).push({ at: this.clock.time, kind, payload });
    for (const other of this.seats) if (other !== seat && other.device) other.tell({ type: 'signal', from: 'ben', kind, payload });
  }

  view(version, open) {
    const made = clone(this.versions[version]);
    if (open.has('/actors/a7')) { made.actors = clone(this.hidden.actors); made.index = {}; }
    return made;
  }

  hello(seat, { device, resume, position, open }) {
    seat.moving = false;
    this.hellos.push({ device, resume, position, at: this.clock.time });
    for (const other of [...this.seats]) {
      if (other !== seat && other.device === device) {
        other.tell({ type: 'error', code: 'superseded', message: 'This seat was taken from another place.' });
        const end = other.end;
        this.clock.later(this.latency, () => end(4409, 'superseded'));
        this.seats.delete(other);
        other.device = undefined;
      }
    }
    seat.device = device;
    seat.open = new Set(open);
    const thread = this.threads.get(resume);
    const at = thread?.log.at(position - thread.first);
    if (thread && thread.key === this.key && at !== undefined && thread.device === device && [...seat.open].join() === thread.open && !this.hits('forget')) {
      this.resumes++;
      seat.thread = thread;
      seat.position = position;
      thread.log.length = position - thread.first + 1;
      seat.tell({ type: 'resumed', campaign: 'c', participant: { id: 'ana', name: 'Ana', role: 'player' }, position, resume });
      this.show(seat, at, this.versions.length - 1);
    } else {
      if (resume !== undefined && thread?.key !== this.key) seat.tell({ type: 'error', code: 'bad-resume-token', message: 'It is not known where you were.', field: '/resume' });
      this.welcomes++;
      seat.position = 1;
      seat.thread = { key: this.key, device, first: 1, log: [this.versions.length - 1], open: [...seat.open].join() };
      this.threads.set(this.token(seat), seat.thread);
      seat.tell({ type: 'welcome', campaign: 'c', participant: { id: 'ana', name: 'Ana', role: 'player' }, position: 1, state: this.view(this.versions.length - 1, seat.open), resume: seat.token });
    }
    if (!this.writable) seat.tell({ type: 'line', writable: false, reason: 'The disk is full.' });
  }

  token(seat) {
    seat.token = `t${this.threads.size}-${this.clock.time}`;
    return seat.token;
  }

  show(seat, from, to, receipts) {
    const merge = patchOf(this.view(from, seat.open), this.view(to, seat.open));
    const message = { type: 'frame', position: seat.position };
    if (Object.keys(merge).length > 0) {
      message.position = ++seat.position;
      message.merge = merge;
      seat.thread.log.push(to);
    }
    if (receipts) message.receipts = receipts;
    if (message.merge || receipts) seat.tell(message);
  }

  open(seat, { type, path }) {
    if (path !== '/actors/a7') { seat.tell({ type: 'error', code: 'no-such-place', message: 'There is nothing to see.', field: path }); return; }
    const last = this.versions.length - 1;
    const before = this.view(last, seat.open);
    if (type === 'open') seat.open.add(path);
    else seat.open.delete(path);
    const merge = patchOf(before, this.view(last, seat.open));
    if (Object.keys(merge).length > 0) {
      seat.position++;
      seat.thread = { key: this.key, device: seat.device, first: seat.position, log: [last], open: [...seat.open].join() };
      this.threads.set(this.token(seat), seat.thread);
      seat.tell({ type: 'frame', position: seat.position, merge, resume: seat.token });
    }
    seat.tell({ type: 'part', path });
  }

  act(seat, { n, action, payload, basedOn, since }) {
    this.acts++;
    this.said.push({ n, payload, basedOn, since });
    if (this.hits('cutBefore')) { seat.end(1006); return; }
    if (this.hits('moveBefore')) { this.move(seat); return; }
    if (!this.writable) { seat.tell({ type: 'frame', position: seat.position, receipts: [{ n, outcome: 'retry', code: 'read-only', message: 'Not now.', retryAfter: 400 }] }); return; }
    if (this.hits('retry')) { seat.tell({ type: 'frame', position: seat.position, receipts: [{ n, outcome: 'retry', code: 'too-busy', message: 'In a moment.', retryAfter: 50 }] }); return; }
    const known = this.devices.get(seat.device) ?? { receipts: new Map(), high: 0 };
    this.devices.set(seat.device, known);
    const hash = JSON.stringify([action, payload]);
    const before = known.receipts.get(n);
    if (before) {
      const receipt = before.hash === hash ? before.receipt : { n, outcome: 'refused', code: 'action-id-reused', message: 'Used before.' };
      seat.tell({ type: 'frame', position: seat.position, receipts: [receipt] });
      return;
    }
    if (n < known.high && known.receipts.size >= RECEIPTS && n < Math.min(...known.receipts.keys())) {
      seat.tell({ type: 'frame', position: seat.position, receipts: [{ n, outcome: 'refused', code: 'action-id-too-old', message: 'Too old.' }] });
      return;
    }
    const receipt = this.decide(seat, n, action, payload);
    known.high = Math.max(known.high, n);
    known.receipts.set(n, { hash, receipt });
    for (const old of known.receipts.keys()) { if (known.receipts.size <= RECEIPTS) break; known.receipts.delete(old); }
    if (this.hits('cutAfter')) seat.end(1006);
    if (this.hits('moveAfter')) this.move(seat);
    this.publish(seat, receipt);
  }

  decide(seat, n, action, payload) {
    this.log.push({ device: seat.device, n, action, payload });
    if (action === 'bad') return { n, outcome: 'refused', code: 'not-allowed', message: 'That is not allowed.', field: '/id' };
    if (action === 'propose') {
      const ask = `k${this.log.length}`;
      this.next(change(this.state, { merge: { asks: { [ask]: { sent: { by: 'ana', n } } } } }));
      (this.waiting ??= []).push({ device: seat.device, n, ask, payload });
      return { n, outcome: 'pending', code: 'waits', message: 'The GM is asked.', ask };
    }
    this.next(change(this.state, { merge: { items: { [payload.id]: { n: this.log.length } } } }));
    return { n, outcome: 'applied', code: 'ok' };
  }

  /** The GM says yes to all that waits. */
  approve() {
    for (const { device, n, ask, payload } of this.waiting?.splice(0) ?? []) {
      this.next(change(this.state, { merge: { asks: { [ask]: null }, items: { [payload.id]: { n } } } }));
      const receipt = { n, outcome: 'applied', code: 'ok' };
      const kept = this.devices.get(device).receipts.get(n);
      if (kept) kept.receipt = receipt;
      const seat = [...this.seats].find(each => each.device === device);
      this.publish(seat, receipt);
    }
  }

  next(state) {
    this.state = state;
    this.versions.push(state);
  }

  publish(sender, receipt) {
    const last = this.versions.length - 1;
    for (const seat of this.seats) {
      if (!seat.thread) continue;
      const from = seat.thread.log[seat.thread.log.length - 1];
      this.show(seat, from, last, seat === sender ? [receipt] : undefined);
    }
  }

  /** Somebody else does something. */
  elsewhere(merge) {
    this.next(change(this.state, { merge }));
    this.publish(undefined, undefined);
  }

  line(writable, reason) {
    this.writable = writable;
    for (const seat of this.seats) seat.tell({ type: 'line', writable, ...(reason ? { reason } : {}) });
  }

  /** Another server has the table from now on; the line stays, and waits for a hello. */
  move(seat) {
    seat.moving = true;
    seat.thread = undefined;
    seat.device = undefined;
    seat.tell({ type: 'moving' });
  }

  /** Every line breaks; tokens count on, or not. */
  restart({ forgets = false, code = 1006 } = {}) {
    if (forgets) this.key++;
    for (const seat of [...this.seats]) seat.end(code);
  }
}

export { pointer };
