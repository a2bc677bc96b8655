// One seat at a table, over the protocol of /api/asyncapi.json. Connects again by itself, and sends
// what has no receipt yet once more under the same number, so that nothing is lost or done twice.

const RETRY = new Set([1001, 1005, 1006, 1011, 1012, 4408, 4410, 4411, 4429, 4500, 4503]);

/** Applies an RFC 7396 merge patch. */
export function merge(target, patch) {
  if (patch === null || typeof patch !== 'object' || Array.isArray(patch)) return patch;
  const base = target !== null && typeof target === 'object' && !Array.isArray(target) ? target : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete base[key];
    else base[key] = merge(base[key], value);
  }
  return base;
}

/** Applies the operations of RFC 6902 that servers send: add, replace and remove. */
export function patch(state, operations) {
  for (const { op, path, value } of operations) {
    if (path === '') { state = op === 'remove' ? {} : value; continue; }
    const keys = path.slice(1).split('/').map(key => key.replace(/~1/g, '/').replace(/~0/g, '~'));
    const last = keys.pop();
    let at = state;
    for (const key of keys) at = at[key];
    if (Array.isArray(at)) {
      const index = last === '-' ? at.length : Number(last);
      at.splice(index, op === 'add' ? 0 : 1, ...(op === 'remove' ? [] : [value]));
    } else if (op === 'remove') delete at[last];
    else at[last] = value;
  }
  return state;
}

export class TableSocket {
  constructor(campaign, seat, heard) {
    this.campaign = campaign;
    this.seat = seat;
    this.heard = heard;
    this.waiting = new Map();
    this.state = {};
    this.position = 0;
    this.resume = '';
    this.open = new Set();
    this.opening = new Map();
    this.pause = 1000;
    this.away = 0;
    // One device for each tab: two tabs must not use one number twice.
    this.key = `tablekeep-${campaign}`;
    const kept = JSON.parse(sessionStorage.getItem(this.key) ?? 'null');
    this.device = kept?.device ?? `tab-${crypto.randomUUID().slice(0, 18)}`;
    this.n = kept?.n ?? 0;
  }

  connect() {
    const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(`${scheme}//${location.host}/api/campaigns/${this.campaign}/socket`);
    this.socket = socket;
    this.heard.line('connecting', '');
    socket.onopen = () => {
      const open = [...this.open].filter(path => !this.opening.has(path));
      const hello = { type: 'hello', seat: this.seat, device: this.device, open };
      // With what it was told last, the table goes on from there instead of sending everything.
      if (this.resume) Object.assign(hello, { resume: this.resume, position: this.position });
      socket.send(JSON.stringify(hello));
    };
    socket.onmessage = event => this.message(JSON.parse(event.data));
    socket.onclose = event => {
      if (this.socket !== socket) return;
      this.seated = false;
      if (!RETRY.has(event.code)) {
        this.heard.line('over', this.lastError ?? event.reason);
        return;
      }
      const wait = this.away || this.pause * (0.7 + Math.random() * 0.6);
      this.away = 0;
      this.heard.line('down', `again in ${Math.ceil(wait / 1000)} s`);
      setTimeout(() => this.connect(), wait);
      this.pause = Math.min(this.pause * 2, 30000);
    };
  }

  message(said) {
    switch (said.type) {
      case 'welcome':
        this.pause = 1000;
        this.seated = true;
        this.me = said.participant;
        this.state = said.state;
        this.position = said.position;
        this.resume = said.resume ?? '';
        this.sitting();
        break;
      case 'resumed':
        this.pause = 1000;
        this.seated = true;
        this.me = said.participant;
        this.resume = said.resume ?? this.resume;
        this.sitting();
        break;
      case 'part':
        this.opening.get(said.path)?.(true);
        this.opening.delete(said.path);
        break;
      case 'frame':
        if ('merge' in said || 'patch' in said) {
          if (said.position !== this.position + 1) { this.resume = ''; this.socket.close(); return; }
          this.state = 'merge' in said ? merge(this.state, said.merge) : patch(this.state, said.patch);
          this.position = said.position;
          this.heard.changed();
        }
        if (said.resume) this.resume = said.resume;
        for (const receipt of said.receipts ?? []) this.receipt(receipt);
        break;
      case 'signal': this.heard.signal(said); break;
      case 'line': this.heard.line(said.writable ? 'up' : 'read', said.reason ?? ''); break;
      case 'error':
        if (this.opening.has(said.field)) {
          this.open.delete(said.field);
          this.opening.get(said.field)(false);
          this.opening.delete(said.field);
          break;
        }
        if (said.code === 'bad-resume-token') { this.resume = ''; break; }
        this.lastError = said.message;
        this.away = said.retryAfter ?? 0;
        this.heard.notice(said.message);
        if (said.n) this.waiting.delete(said.n);
        break;
    }
  }

  sitting() {
    this.heard.line('up', '');
    this.heard.changed();
    for (const path of this.opening.keys()) this.write({ type: 'open', path });
    for (const each of this.waiting.values()) this.write(each.message);
  }

  /** Loads more of the table, such as '/actors/a7' or '/notes'; the index names what there is. */
  load(path) {
    if (this.open.has(path)) return Promise.resolve(true);
    this.open.add(path);
    return new Promise(done => {
      this.opening.set(path, done);
      this.write({ type: 'open', path });
    });
  }

  receipt(receipt) {
    const each = this.waiting.get(receipt.n);
    if (!each) return;
    if (receipt.outcome === 'retry') {
      setTimeout(() => this.waiting.has(receipt.n) && this.write(each.message), receipt.retryAfter ?? 500);
      return;
    }
    this.waiting.delete(receipt.n);
    if (receipt.outcome === 'refused') this.heard.notice(receipt.message);
    each.done(receipt);
  }

  act(action, payload) {
    this.n += 1;
    sessionStorage.setItem(this.key, JSON.stringify({ device: this.device, n: this.n }));
    const message = { type: 'act', n: this.n, action, payload };
    return new Promise(done => {
      this.waiting.set(message.n, { message, done });
      this.write(message);
    });
  }

  write(message) {
    if (this.seated && this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  signal(kind, payload) { this.write({ type: 'signal', kind, payload }); }
}
