// Signals on their way out: of the moment, so each kind's newest is sent at most 20 times a second,
// all together at most 50, and what cannot be sent at once is dropped.

const A_SECOND = 50;
const MOST_BYTES = 1024;
const STATES = ['here', 'away'];

export class Signals {
  constructor(host, write) {
    Object.assign(this, { host, write });
    this.tokens = A_SECOND;
    this.filled = host.now();
    this.tabs = new Map();
    this.dropped = 0;
  }

  /** @returns {boolean} whether it went out */
  send(kind, payload) {
    const now = this.host.now();
    this.tokens = Math.min(A_SECOND, this.tokens + (now - this.filled) * A_SECOND / 1000);
    this.filled = now;
    if (this.tokens < 1 || JSON.stringify(payload ?? null).length > MOST_BYTES || !this.write({ type: 'signal', kind, payload })) {
      this.dropped++;
      return false;
    }
    this.tokens--;
    return true;
  }

  /** The person is here while any of their tabs is looked at. */
  presence(tab, state) {
    if (STATES.includes(state)) this.tabs.set(tab, state);
    else this.tabs.delete(tab);
    this.seated();
  }

  /** Tells it again where it was not told yet, as on a new line. */
  seated() {
    const now = [...this.tabs.values()].includes('here') ? 'here' : 'away';
    if (now !== this.told && this.send('presence', { state: now })) this.told = now;
  }

  /** The line is gone, and with it what was told on it. */
  down() { this.told = undefined; }
}
