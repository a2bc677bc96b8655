// Questions over the line: open, shut, page, history. Answers name the path they are about, or the
// number of a history, so one question of a path is on its way at a time, and few altogether.

const MOST_AT_ONCE = 4;
const MOST_WAITING = 256;
const WITHIN = 30_000;
const BUSY_AGAIN = 300;

/** A refusal of the server, or of the line. */
export class AskFault extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

export class Asks {
  constructor(host, send) {
    this.host = host;
    this.send = send;
    this.all = [];
    this.histories = 0;
  }

  /**
   * @param {{type: string, path?: string}} message what is sent
   * @returns {Promise<object>} the answer's message
   */
  ask(message, within = WITHIN) {
    if (this.all.length >= MOST_WAITING) return Promise.reject(new AskFault('too-busy', 'Too much is being read at once.'));
    return new Promise((done, failed) => {
      const one = { message: { ...message }, done, failed, sent: false };
      if (message.type === 'history') one.message.n = ++this.histories;
      one.cancel = this.host.later(within, () => this.end(one, new AskFault('not-answered', 'The server did not answer in time.')));
      this.all.push(one);
      this.next();
    });
  }

  next() {
    const busy = new Set();
    let under = 0;
    for (const one of this.all) {
      if (one.sent) { busy.add(one.message.path); under++; }
    }
    for (const one of this.all) {
      if (one.sent || under >= MOST_AT_ONCE) continue;
      const path = one.message.path;
      if (path !== undefined && busy.has(path)) continue;
      busy.add(path);
      if (!this.send(one.message)) return;
      one.sent = true;
      under++;
    }
  }

  /** What was on its way on a line that is gone is asked again. */
  again() {
    for (const one of this.all) one.sent = false;
    this.next();
  }

  /** @returns {boolean} whether a message was an answer to something asked */
  heard(said) {
    const one = this.all.find(each => each.sent && answers(said, each.message));
    if (!one) return false;
    if (said.type === 'error' && said.code === 'too-much-open' && one.message.type === 'page') {
      this.host.later(BUSY_AGAIN, () => { one.sent = false; this.next(); });
      return true;
    }
    const fault = said.code === undefined ? undefined : new AskFault(said.code, said.message);
    this.end(one, fault, said);
    return true;
  }

  end(one, fault, said) {
    const at = this.all.indexOf(one);
    if (at < 0) return;
    this.all.splice(at, 1);
    one.cancel();
    if (fault) one.failed(fault);
    else one.done(said);
    this.next();
  }

  stop(code, message) {
    for (const one of [...this.all]) this.end(one, new AskFault(code, message));
  }
}

function answers(said, asked) {
  switch (said.type) {
    case 'part': return said.path === asked.path && (asked.type === 'open' || asked.type === 'shut');
    case 'page': return said.path === asked.path && asked.type === 'page';
    case 'history': return asked.type === 'history' && said.n === asked.n;
    case 'error': return said.field !== undefined && said.n === undefined && said.field === asked.path;
    default: return false;
  }
}
