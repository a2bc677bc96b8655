// Several tabs of one seat in one browser: the one that holds the lock runs the desk, the others go
// through it. When it is closed, crashes or hangs, another takes over with what it has seen.

import { Desk } from './desk.js';

const SILENT = 4000;
const CLAIM_WITHIN = 200;

/** What a tab needs of a desk, wherever that runs. */
export class Tabs {
  /**
   * @param host what the world offers
   * @param about {address, seat, key, why}
   * @param hear gets what the desk says
   * @param seen tells what this tab has, for a desk of its own to begin with
   */
  constructor(host, about, hear, seen) {
    Object.assign(this, { host, about, hear, seen });
    this.id = host.id();
    this.seat = about.key;
    this.name = `tablekeep:${about.key}`;
    this.term = 0;
    this.others = new Set();
    this.shared = Boolean(host.locks && host.channel);
  }

  async start() {
    this.channel = this.host.channel?.(this.name);
    if (this.channel) this.channel.onmessage = event => this.fromChannel(event.data);
    if (!this.shared) {
      this.alone = true;
      this.about = { ...this.about, ...(await this.device()) };
      if (!this.closed) await this.lead();
      return;
    }
    this.post({ to: 'desk', say: 'join' });
    this.want();
  }

  /** Waits for the lock, and leads while it is held. */
  want(options = {}) {
    const leave = new Promise(done => { this.leave = done; });
    this.host.locks.request(this.name, { mode: 'exclusive', ...options }, async () => {
      if (this.closed) return;
      await this.lead();
      await leave;
    }).catch(() => {
      // Somebody took it away, because this one seemed to hang.
      this.resign();
      if (!this.closed) this.want();
    });
  }

  async lead() {
    const desk = new Desk(this.host, this.about, (message, to) => this.deliver(message, to));
    desk.onLost = () => this.lost();
    desk.onOver = (code, superseded) => { if (superseded && this.alone) this.host.pocket.delete(this.slot()); };
    this.desk = desk;
    await desk.start(this.seen());
  }

  resign() {
    this.desk?.stop();
    this.desk = undefined;
  }

  /** A newer desk has begun somewhere. */
  lost() {
    this.desk = undefined;
    this.leave?.();
    if (this.closed) return;
    if (this.shared) this.want();
    else {
      this.host.pocket.delete(this.slot());
      this.hear({ say: 'line', line: { state: 'superseded', reason: 'Another window goes on from here.', waiting: 0, kept: true } });
    }
  }

  /** Makes this tab the one that plays, after another was. */
  async takeOver() {
    if (this.closed) return;
    if (this.shared) { if (!this.desk || this.desk.line.over) { this.resign(); this.leave?.(); this.want({ steal: true }); } return; }
    this.resign();
    this.about = { ...this.about, ...this.named(`web-${this.host.id()}`) };
    await this.lead();
  }

  // From the tab to the desk.

  say(message) {
    if (this.desk) this.desk.heardTab(message, this.id);
    else if (this.shared) {
      this.post({ to: 'desk', ...message });
      if (message.say === 'act' || message.say === 'ask') this.expect();
    }
  }

  /** Something was asked of the desk: if nothing at all comes of it, the desk hangs. */
  expect() {
    if (this.waiting) return;
    const heard = this.heardAt;
    this.waiting = this.host.later(SILENT, () => {
      this.waiting = undefined;
      if (this.closed || this.desk || this.heardAt !== heard) return;
      this.post({ to: 'desk', say: 'join' });
      this.waiting = this.host.later(SILENT, () => {
        this.waiting = undefined;
        if (this.closed || this.desk || this.heardAt !== heard || this.host.hidden?.()) return;
        this.want({ steal: true });
      });
    });
  }

  // From the desk to the tabs.

  deliver(message, to) {
    if (this.closed) return;
    const term = this.desk?.term ?? 0;
    if (to === undefined || to === this.id) this.hear(message);
    if (!this.shared || to === this.id) return;
    if (to !== undefined) { this.post({ to, term, ...message }); return; }
    // A whole document goes to those alone who ask for it.
    if (message.say === 'here') { this.post({ to: '*', term, say: 'desk' }); return; }
    if (this.others.size === 0) return;
    const { base, touched, ...rest } = message;
    this.post({ to: '*', term, ...rest });
  }

  fromChannel(message) {
    if (this.closed || message === null || typeof message !== 'object' || message.from === this.id) return;
    if (message.to === 'claim') { this.claimed(message); return; }
    if (message.to === 'desk') {
      if (!this.desk) return;
      if (message.say === 'bye') this.others.delete(message.from);
      else this.others.add(message.from);
      this.desk.heardTab(message, message.from);
      return;
    }
    if (message.to !== '*' && message.to !== this.id) return;
    if (message.term < this.term) return; // of a desk that does not know it is none any more
    this.term = message.term;
    this.heardAt = this.host.now();
    if (this.desk) return;
    if (message.say === 'desk') this.post({ to: 'desk', say: 'join' });
    else this.hear(message);
  }

  post(message) {
    if (!this.channel || this.closed) return;
    this.channel.postMessage({ from: this.id, ...message });
  }

  // Without locks: a device for each tab.

  slot() { return `${this.seat}|device`; }

  /** The device of this tab before its reload, else one that a closed tab has left, else a new one. */
  async device() {
    const mine = this.host.pocket.get(this.slot());
    const kept = this.host.store ? await this.left() : [];
    for (const device of [...new Set([mine, ...kept].filter(Boolean))]) {
      if (await this.claim(device)) return this.named(device);
    }
    return this.named(`web-${this.host.id()}`);
  }

  named(device) {
    this.host.pocket.set(this.slot(), device);
    this.holds = device;
    return { device, key: `${this.seat}.${device}` };
  }

  async left() {
    try {
      const kept = await this.host.store.read(`${this.seat}.`);
      return kept.filter(([key]) => key.endsWith('|meta')).map(([, meta]) => meta.device);
    } catch {
      return [];
    }
  }

  /** Asks whether another tab has it, or wants it and has a smaller name. */
  async claim(device) {
    if (!this.channel) return device === this.host.pocket.get(this.slot());
    this.claiming = device;
    this.taken = false;
    this.post({ to: 'claim', say: 'want', device });
    await new Promise(done => { this.host.later(CLAIM_WITHIN, done); });
    this.claiming = undefined;
    return !this.taken;
  }

  claimed({ say, device, from }) {
    if (say === 'mine') {
      if (device === this.claiming) this.taken = true;
      return;
    }
    if (device === this.holds || (device === this.claiming && this.id < from)) this.post({ to: 'claim', say: 'mine', device });
    else if (device === this.claiming) this.taken = true;
  }

  close() {
    this.say({ say: 'bye' });
    const saved = this.desk?.saveNow();
    this.resign();
    this.waiting?.();
    this.closed = true;
    this.leave?.();
    this.channel?.close();
    return saved ?? Promise.resolve();
  }
}
