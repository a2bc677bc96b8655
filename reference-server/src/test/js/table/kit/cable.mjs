// A cable between a browser and the server, which can be pulled out and put in again.

import { connect, createServer } from 'node:net';

export class Cable {
  /** @param {() => number} port of the server, asked anew for each connection */
  constructor(port) {
    this.port = port;
    this.pairs = new Set();
    this.in = true;
  }

  async opens() {
    this.server = createServer(near => {
      if (!this.in) { near.destroy(); return; }
      const far = connect({ host: '127.0.0.1', port: this.port() });
      const pair = { near, far };
      this.pairs.add(pair);
      const end = () => { this.pairs.delete(pair); near.destroy(); far.destroy(); };
      for (const [one, other] of [[near, far], [far, near]]) one.on('error', end).on('close', end).pipe(other);
    });
    await new Promise(done => this.server.listen(0, '127.0.0.1', done));
    return this;
  }

  get url() { return `http://127.0.0.1:${this.server.address().port}`; }

  /** Pulled out: what is on its way is gone. */
  cut() {
    this.in = false;
    for (const { near, far } of [...this.pairs]) { near.destroy(); far.destroy(); }
  }

  mend() { this.in = true; }

  closes() { this.cut(); this.server.close(); }
}
