// The connection and its coming back: one socket at a time, messages in their order, a heartbeat
// that finds out about dead lines, and waits of 1 to 30 seconds with chance between attempts.

import { COMPACT, PLAIN, codecOf } from './codec.js';

const FIRST_WAIT = 1000;
const CHANCE = 0.3;
const LONGEST_WAIT = 30_000 / (1 + CHANCE);
const LONGEST_AWAY = 600_000;
const OPEN_WITHIN = 15_000;
const MOVE_WITHIN = 25_000;
const QUIET = 15_000;
const ANSWER_WITHIN = 10_000;
const ANSWER_IN_DOUBT = 4000;
const STEADY_AFTER = 5000;
const MOST_FAULTS = 3;

/** Close codes after which coming again makes no sense; see /api/asyncapi.json. */
const FOR_GOOD = new Map([
  [1000, 'The seat was left.'],
  [1002, 'This page and the server do not understand each other.'],
  [1003, 'This page and the server do not understand each other.'],
  [1007, 'This page and the server do not understand each other.'],
  [1009, 'A message was too large for the server.'],
  [4400, 'This page and the server do not understand each other.'],
  [4401, 'This link does not count any more. Ask the game master for another.'],
  [4404, 'There is no such seat here. Ask the game master for another link.'],
]);
const SUPERSEDED = 4409;

export class Line {
  /**
   * @param host what the world offers
   * @param {string} address of the socket
   * @param hear `hello()` gives the first message; `message(said)`, `down(again, why)`,
   *     `moving()`,
   *     `over(code, reason, superseded)` are told; `why()` asks by HTTP why nobody opens
   */
  constructor(host, address, hear) {
    this.host = host;
    this.address = address;
    this.hear = hear;
    this.wait = FIRST_WAIT;
    this.faults = 0;
    this.timers = new Map();
    this.over = false;
    this.metrics = { sent: 0, received: 0, bytesIn: 0, bytesOut: 0, connects: 0 };
  }

  /** Connects now, whatever was waited for. */
  connect() {
    if (this.over || this.socket) return;
    this.cancel('again');
    const protocols = this.host.inflate && !this.plain ? [COMPACT, PLAIN] : [PLAIN];
    let socket;
    try {
      socket = this.host.socket(this.address, protocols);
    } catch (fault) {
      this.finish(0, String(fault.message ?? fault), false);
      return;
    }
    this.metrics.connects++;
    this.socket = socket;
    this.seated = false;
    this.opened = false;
    this.lastError = undefined;
    socket.binaryType = 'arraybuffer';
    const mine = () => this.socket === socket;
    let reading = Promise.resolve();
    this.at('dead', OPEN_WITHIN, () => this.drop('The server did not answer in time.'));
    socket.onopen = () => {
      if (!mine()) return;
      this.opened = true;
      this.codec = codecOf(socket.protocol || PLAIN, this.host.inflate);
      this.send(this.hear.hello(), true);
    };
    socket.onmessage = event => {
      if (!mine()) return;
      this.heard(event.data);
      reading = reading.then(async () => {
        if (!mine()) return;
        const said = await this.codec.read(event.data);
        if (mine()) this.take(said);
      }).catch(fault => { if (mine()) this.fault(fault); });
    };
    socket.onclose = event => {
      // What came before the close is read before it.
      reading = reading.then(() => { if (mine()) this.closed(event.code, event.reason); });
    };
    socket.onerror = () => { /* a close follows */ };
  }

  heard(data) {
    this.metrics.received++;
    this.metrics.bytesIn += typeof data === 'string' ? data.length : data.byteLength ?? data.length;
    if (this.seated) this.listen();
  }

  take(said) {
    if (said === null || typeof said !== 'object' || typeof said.type !== 'string') throw new TypeError('no message');
    if (said.type === 'welcome' || said.type === 'resumed') {
      this.seated = true;
      this.at('steady', STEADY_AFTER, () => { this.wait = FIRST_WAIT; this.faults = 0; this.refusals = 0; });
      this.listen();
    } else if (said.type === 'moving') {
      this.moving();
      return;
    } else if (said.type === 'error' && said.n === undefined && said.field === undefined) {
      this.lastError = said;
    }
    this.hear.message(said);
  }

  /** Another server keeps the table from now on: it is told hello over the same socket, and knows nothing that was said before. */
  moving() {
    this.seated = false;
    this.cancel('steady');
    this.codec = codecOf(this.socket.protocol || PLAIN, this.host.inflate);
    this.at('dead', MOVE_WITHIN, () => this.drop('The table did not move in time.'));
    this.hear.moving();
    this.send(this.hear.hello(), true);
  }

  /** Asks for a sign of life when nothing was heard for a while, and drops a line that gives none. */
  listen() {
    this.at('dead', QUIET, () => this.probe());
  }

  /** Whether the line still carries anything: asked when it was quiet, after a computer slept, and when the browser knows of no network. */
  probe(within = ANSWER_WITHIN) {
    if (!this.seated) { this.connect(); return; }
    this.at('dead', within, () => this.drop('The connection went quiet.'));
    this.hear.ask();
  }

  doubt() { this.probe(ANSWER_IN_DOUBT); }

  /** @returns {boolean} whether it went out */
  send(message, first = false) {
    if (!this.socket || this.socket.readyState !== 1 || !(first || this.seated)) return false;
    const data = this.codec.write(message);
    this.metrics.sent++;
    this.metrics.bytesOut += data.length;
    this.socket.send(data);
    return true;
  }

  /** How much waits to go out. */
  waiting() { return this.socket?.bufferedAmount ?? 0; }

  fault(fault) {
    this.faults++;
    if (this.faults >= MOST_FAULTS) this.plain = true; // the other encoding may be understood
    this.hear.fault(fault);
    this.drop(`A message was not understood (${fault.message}).`);
  }

  /** Gives up this connection and makes another. */
  drop(why) {
    const socket = this.socket;
    if (!socket) return;
    this.let(socket);
    this.again(why);
  }

  let(socket) {
    this.socket = undefined;
    this.seated = false;
    this.cancel('dead');
    this.cancel('steady');
    try {
      socket.close(4000, 'dropped');
    } catch { /* it was not open yet */ }
  }

  closed(code, reason) {
    const opened = this.opened;
    this.socket = undefined;
    this.seated = false;
    this.cancel('dead');
    this.cancel('steady');
    const why = this.lastError?.message ?? reason;
    if (code === SUPERSEDED) { this.finish(code, why || 'This seat was taken from another place.', true); return; }
    if (FOR_GOOD.has(code)) { this.finish(code, FOR_GOOD.get(code), false); return; }
    this.again(why, this.lastError?.retryAfter);
    // A refused upgrade looks like a dead server to a page; HTTP tells the difference.
    if (!opened) this.refused();
  }

  async refused() {
    this.refusals = (this.refusals ?? 0) + 1;
    if (this.refusals !== 2) return;
    const reason = await this.hear.why();
    if (reason && !this.socket && !this.over) this.finish(4404, reason, false);
  }

  again(why, retryAfter) {
    if (this.over) return;
    const millis = Math.round(Math.min(retryAfter ?? this.wait * (1 + CHANCE * this.host.random()), LONGEST_AWAY));
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
    this.at('again', millis, () => this.connect());
    this.hear.down(this.host.now() + millis, why ?? '');
  }

  finish(code, reason, superseded) {
    this.over = true;
    for (const name of [...this.timers.keys()]) this.cancel(name);
    if (this.socket) this.let(this.socket);
    this.hear.over(code, reason, superseded);
  }

  /** Ends it without a word to anybody. */
  close() {
    this.over = true;
    for (const name of [...this.timers.keys()]) this.cancel(name);
    const socket = this.socket;
    this.socket = undefined;
    try {
      socket?.close(1000, 'left');
    } catch { /* it was not open yet */ }
  }

  at(name, millis, run) {
    this.cancel(name);
    this.timers.set(name, this.host.later(millis, () => { this.timers.delete(name); run(); }));
  }

  cancel(name) {
    this.timers.get(name)?.();
    this.timers.delete(name);
  }
}
