// The others, at this moment: who is here, cursors, drags, pings, who types. Nothing of it is kept; each
// thing fades when nothing more is heard of it, and there is a bound for every kind.

const EVERY = 50;
const FADES = { cursor: 5000, drag: 1500, ping: 3000, typing: 4000 };
const MOST = 64;
const UNDER_WAY = 250;

export class Presence {
  /**
   * @param host what the world offers
   * @param say sends a signal: kind, payload
   * @param changed is told when there is something else to show
   */
  constructor(host, say, changed) {
    Object.assign(this, { host, say, changed });
    this.people = new Map();
    this.shown = { cursor: new Map(), drag: new Map(), ping: new Map(), typing: new Map() };
    this.out = new Map();
    this.put = new Map();
    this.pings = 0;
    this.sent = 0;
    this.saved = 0;
  }

  /** Where one's pointer is. */
  cursor(map, x, y) { this.soon('cursor', 'cursor', { map, x: round(x), y: round(y) }); }

  /** Where a token is being dragged; the drop is an action. */
  drag(token, x, y) { this.soon(`drag ${token}`, 'drag', { token, x: round(x), y: round(y) }); }

  /** Look here. */
  ping(map, x, y) { this.soon(`ping ${this.pings++ % 4}`, 'ping', { map, x: round(x), y: round(y) }); }

  typing(to) { this.soon('typing', 'typing', to ? { to } : {}); }

  /** Of what comes in quick succession the newest is sent, every 50 ms. */
  soon(slot, kind, payload) {
    const waits = this.out.get(slot);
    if (waits) { waits.payload = payload; waits.fresh = true; this.saved++; return; }
    if (this.out.size >= MOST) return;
    const slotted = { payload, fresh: false };
    this.out.set(slot, slotted);
    this.emit(kind, payload);
    const next = () => {
      if (!slotted.fresh) { this.out.delete(slot); return; }
      slotted.fresh = false;
      this.emit(kind, slotted.payload);
      this.host.later(EVERY, next);
    };
    this.host.later(EVERY, next);
  }

  emit(kind, payload) {
    this.sent++;
    this.say(kind, payload);
  }

  heard({ from, kind, payload }) {
    if (kind === 'presence') {
      if (payload?.state === 'gone') this.people.delete(from);
      else this.people.set(from, payload?.state);
      this.changed(kind);
      return;
    }
    const all = this.shown[kind];
    if (!all || payload === null || typeof payload !== 'object') return;
    if (kind === 'drag' && this.put.get(payload.token) > this.host.now()) return;
    const key = kind === 'drag' ? payload.token : kind === 'ping' ? `${from} ${this.pings++}` : from;
    const until = this.host.now() + FADES[kind];
    all.delete(key); // newest last
    all.set(key, { ...payload, from, until });
    if (all.size > MOST) all.delete(all.keys().next().value);
    this.fade(kind);
    this.changed(kind);
  }

  fade(kind) {
    if (this.fading) return;
    this.fading = this.host.later(500, () => {
      this.fading = undefined;
      const now = this.host.now();
      let left = 0;
      for (const [each, all] of Object.entries(this.shown)) {
        for (const [key, { until }] of all) if (until <= now) { all.delete(key); this.changed(each); }
        left += all.size;
      }
      if (left > 0) this.fade(kind);
    });
  }

  /** One's own drag has ended: what of it waits to be sent is not sent after the drop. */
  dropped(token) {
    const waits = this.out.get(`drag ${token}`);
    if (waits) waits.fresh = false;
  }

  /** What a frame has put in its place is no preview any more, nor is what was under way till then. */
  settled(token) {
    this.put.delete(token);
    this.put.set(token, this.host.now() + UNDER_WAY);
    if (this.put.size > MOST) this.put.delete(this.put.keys().next().value);
    if (this.shown.drag.delete(token)) this.changed('drag');
  }

  clear() {
    this.people.clear();
    for (const all of Object.values(this.shown)) all.clear();
    this.changed('presence');
  }
}

const round = value => Math.round(value * 100) / 100;
