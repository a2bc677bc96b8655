// What was done and has no receipt yet. An action is written down with its number before it is sent,
// and leaves when its receipt has come; so it is sent again after anything, and never runs twice.

const MOST = 500;
const IN_FLIGHT = 32; // the server keeps 64 receipts a device
const KEPT_RECEIPTS = 256;
const RETRY = 500;
const OVERDUE = 20_000;
/** A start leaves a gap, so that no number is used twice even where a write was lost. */
const GAP = 1000;

export const WAITING = 'waiting';
export const ASKED = 'asked';
export const APPLIED = 'applied';
export const REFUSED = 'refused';

/** A receipt that the client makes itself, for what never left it. */
export const refusal = (code, message) => ({ outcome: 'refused', code, message });

export class Outbox {
  /**
   * @param host what the world offers
   * @param keep writes a batch of [key, value]; resolves to false when this is no leader any more
   * @param send sends a message, false when it cannot now
   * @param tell is told of every action that changed its stage
   * @param waits whether the state still shows what waits for people, by its key
   * @param barred why an action cannot be taken now, as a receipt, or nothing
   */
  constructor(host, keep, send, tell, waits, barred = () => undefined) {
    Object.assign(this, { host, keep, send, tell, waits, barred });
    this.all = new Map();
    this.done = new Map();
    this.n = 0;
    this.incoming = [];
    this.writing = false;
    this.kept = true;
  }

  /** What was kept: [key, value] with the keys this wrote. */
  restore(records) {
    for (const [key, value] of records) {
      if (key.startsWith('o|')) this.all.set(value.id, { ...value, sent: false, tried: true }); // it may have gone out
      else if (key.startsWith('r|')) this.done.set(value.id, value);
      else if (key === 'n') this.n = value;
    }
    this.all = new Map([...this.all].sort(([, a], [, b]) => a.n - b.n));
    this.done = new Map([...this.done].sort(([, a], [, b]) => a.n - b.n));
    this.n = records.length > 0 ? this.n + GAP : 0;
  }

  /** Those that have an effect to be expected, in their order. */
  list() {
    return [...this.all.values()].map(shown);
  }

  get waiting() {
    let count = this.incoming.length;
    for (const each of this.all.values()) if (each.stage === WAITING) count++;
    return count;
  }

  /** Takes an action of any tab; the same id again is the same action. */
  add(action) {
    const { id } = action;
    const done = this.done.get(id);
    if (done) { this.tell({ ...done, stage: done.receipt.outcome }); return; }
    const known = this.all.get(id);
    if (known) { this.tell(shown(known)); return; }
    if (this.incoming.some(each => each.id === id)) return;
    const full = this.all.size + this.incoming.length >= MOST;
    const receipt = full ? refusal('outbox-full', `${MOST} actions wait for the server already.`) : this.barred(action.type);
    if (receipt) {
      this.tell({ id, type: action.type, payload: action.payload, stage: REFUSED, receipt });
      return;
    }
    this.incoming.push(action);
    this.write();
  }

  /** One write for all that came during the last one. */
  async write() {
    if (this.writing) return;
    this.writing = true;
    while (this.incoming.length > 0) {
      const batch = this.incoming.slice();
      const made = batch.map((action, at) => ({ ...action, n: this.n + at + 1, stage: WAITING, at: this.host.now(), sent: false }));
      const last = made[made.length - 1].n;
      let stays = true;
      try {
        stays = await this.keep([...made.map(each => [key(each), record(each)]), ['n', last]]);
        this.kept = true;
      } catch {
        this.kept = false; // goes on in memory: sent now, though a reload would not know it
      }
      if (!stays) break; // a newer leader has it; the tabs tell it their actions again
      this.incoming = this.incoming.slice(batch.length);
      this.n = last;
      for (const each of made) {
        this.all.set(each.id, each);
        this.tell(shown(each));
      }
      this.bar();
      this.flush();
    }
    this.writing = false;
  }

  /** Gives up what never went out and cannot be done without a line: it would come as a surprise hours later. */
  bar() {
    for (const each of [...this.all.values()]) {
      const receipt = each.tried || each.stage !== WAITING ? undefined : this.barred(each.type);
      if (receipt) this.tell(this.finish(each, receipt));
    }
  }

  /** A new line: everything without a last receipt goes out again, in order. */
  again() {
    this.paused?.();
    this.paused = undefined;
    for (const each of this.all.values()) each.sent = false;
    this.flush();
  }

  flush() {
    this.watch();
    if (this.paused) return;
    let flying = 0;
    for (const each of this.all.values()) if (each.sent && each.stage === WAITING) flying++;
    for (const each of this.all.values()) {
      if (each.sent) continue;
      if (flying >= IN_FLIGHT) return;
      const message = { type: 'act', n: each.n, action: each.type, payload: each.payload };
      if (each.basedOn !== undefined) message.basedOn = each.basedOn;
      if (each.since !== undefined) message.since = each.since;
      if (!this.send(message)) return;
      each.sent = true;
      each.tried = true;
      each.sentAt = this.host.now();
      if (each.stage === WAITING) flying++;
    }
  }

  /** A receipt that does not come is asked for again; asking costs nothing, as the number is the same. */
  watch() {
    if (this.watching || this.all.size === 0) return;
    this.watching = this.host.later(OVERDUE, () => {
      this.watching = undefined;
      const late = this.host.now() - OVERDUE;
      for (const each of this.all.values()) {
        if (each.sentAt <= late && (each.stage === WAITING || !this.waits(each.receipt?.ask))) each.sent = false;
      }
      this.flush();
    });
  }

  /** Positions of the view before a welcome mean nothing after it; the token of then still tells what was seen. */
  rebase() {
    for (const each of this.all.values()) if (each.basedOn !== undefined) each.basedOn = 0;
  }

  /**
   * @param receipt of the server
   * @returns {object | undefined} the action as it is shown from now on
   */
  receipt(receipt) {
    const each = this.find(receipt.n);
    if (!each) return undefined;
    if (receipt.outcome === 'retry') {
      this.pause(each, receipt.retryAfter ?? RETRY);
      return undefined;
    }
    if (receipt.outcome === 'pending') {
      if (each.stage === ASKED) return undefined;
      each.stage = ASKED;
      each.receipt = receipt;
      this.note([[key(each), record(each)]]);
      this.flush();
      return shown(each);
    }
    return this.finish(each, receipt);
  }

  finish(each, receipt) {
    this.all.delete(each.id);
    const slot = `r|${each.n % KEPT_RECEIPTS}`;
    const done = { id: each.id, n: each.n, type: each.type, receipt, payload: receipt.outcome === 'refused' ? each.payload : undefined };
    this.done.set(each.id, done);
    for (const id of this.done.keys()) {
      if (this.done.size <= KEPT_RECEIPTS) break;
      this.done.delete(id);
    }
    this.note([[key(each), undefined], [slot, done]]);
    this.flush();
    return { ...shown(each), stage: receipt.outcome === 'refused' ? REFUSED : APPLIED, receipt };
  }

  /** The server could not read it, so that its number is still unused; it would not read it again. */
  unreadable(n, code, message) {
    const each = this.find(n);
    return each && this.finish(each, refusal(code, message));
  }

  find(n) {
    for (const each of this.all.values()) if (each.n === n) return each;
    return undefined;
  }

  /** Not now: what comes after it waits too, so that the order stays. */
  pause(each, millis) {
    each.sent = false;
    if (this.paused) return;
    const cancel = this.host.later(millis, () => { this.paused = undefined; this.flush(); });
    this.paused = cancel;
  }

  /** What can be told again by the server is not waited for. */
  note(batch) {
    Promise.resolve(this.keep(batch)).catch(() => { this.kept = false; });
  }

  stop() {
    this.watching?.();
    this.paused?.();
    this.paused = undefined;
  }
}

const key = each => `o|${String(each.n).padStart(16, '0')}`;
const record = ({ sent, sentAt, tried, ...rest }) => rest;
const shown = ({ id, n, type, payload, expect, stage, receipt, tab, at }) => ({ id, n, type, payload, expect, stage, receipt, tab, at });
