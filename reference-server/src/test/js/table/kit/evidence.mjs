// Everything a browser got and keeps of a table: each frame of its sockets, each answer, its storage,
// what it shows and tells screen readers, and the whole heap of the page.

import { inflateRawSync } from 'node:zlib';
import { codecOf } from '../../../../main/resources/page/client/codec.js';

export class Evidence {
  constructor() {
    this.sockets = new Map();
    this.answers = [];
    this.pending = new Set();
    this.bytes = 0;
    this.frames = 0;
  }

  /** Listens to a page from its first request; hand it in as `before`. */
  async listens(page) {
    await page.ask('Network.enable', { maxTotalBufferSize: 100_000_000, maxResourceBufferSize: 50_000_000 });
    page.on('Network.webSocketHandshakeResponseReceived', ({ requestId, response }) => {
      const [, protocol] = Object.entries(response.headers).find(([name]) => name.toLowerCase() === 'sec-websocket-protocol') ?? [];
      const codec = codecOf(protocol, async bytes => inflateRawSync(bytes));
      this.sockets.set(requestId, { codec, raw: [], read: [], reading: Promise.resolve() });
    });
    page.on('Network.webSocketFrameReceived', ({ requestId, response }) => {
      const socket = this.sockets.get(requestId);
      const data = response.opcode === 2 ? Buffer.from(response.payloadData, 'base64') : response.payloadData;
      this.frames++;
      this.bytes += data.length;
      socket.raw.push(Buffer.from(data).toString('latin1'), Buffer.from(data).toString('utf8'));
      socket.reading = socket.reading.then(async () => { socket.read.push(JSON.stringify(await socket.codec.read(response.opcode === 2 ? new Uint8Array(data) : data))); });
    });
    page.on('Network.loadingFinished', ({ requestId }) => {
      const asked = page.ask('Network.getResponseBody', { requestId }).then(({ body, base64Encoded }) => {
        const data = base64Encoded ? Buffer.from(body, 'base64') : Buffer.from(body);
        this.bytes += data.length;
        this.answers.push(data.toString('utf8'), data.toString('latin1'));
      }, () => { /* a socket, or something without a body */ }).finally(() => this.pending.delete(asked));
      this.pending.add(asked);
    });
  }

  /** All of it as texts, by where it was found. */
  async of(person) {
    await Promise.all([...this.pending, ...[...this.sockets.values()].map(socket => socket.reading)]);
    const { page } = person;
    const heap = [];
    page.heard.delete('HeapProfiler.addHeapSnapshotChunk');
    page.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => heap.push(chunk));
    await page.ask('HeapProfiler.enable');
    await page.ask('HeapProfiler.takeHeapSnapshot', { reportProgress: false, captureNumericValue: false });
    return {
      'the document': await person.evaluate('document.documentElement.outerHTML'),
      'what can be read': await person.words(),
      'what screen readers are told': JSON.stringify((await person.tree()).map(({ role, name, value, description }) => [role, name, value, description])),
      'its storage': await person.evaluate(`(async () => {
        const found = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie];
        for (const { name, version } of await indexedDB.databases()) {
          const database = await new Promise((done, failed) => { const asked = indexedDB.open(name, version); asked.onsuccess = () => done(asked.result); asked.onerror = failed; });
          for (const store of database.objectStoreNames) {
            const all = database.transaction(store).objectStore(store);
            const read = asked => new Promise(done => { asked.onsuccess = () => done(asked.result); });
            for (const each of [...await read(all.getAllKeys()), ...await read(all.getAll())]) found.push(each instanceof Blob ? await each.text() : JSON.stringify(each));
          }
          database.close();
        }
        for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) found.push(request.url, await (await caches.match(request)).text());
        return found.join('\\n');
      })()`),
      'its heap': heap.join(''),
      'frames of its sockets, as they came': [...this.sockets.values()].flatMap(socket => socket.raw).join('\n'),
      'frames of its sockets, unpacked': [...this.sockets.values()].flatMap(socket => socket.read).join('\n'),
      'answers to its requests': this.answers.join('\n'),
    };
  }
}
