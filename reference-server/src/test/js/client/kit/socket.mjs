// A WebSocket client (RFC 6455) over TCP with the face of a browser's, as Node 18 has none. It can be
// cut without a word, and made slow.

import { createHash, randomBytes } from 'node:crypto';
import { connect } from 'node:net';

export class Socket {
  constructor(address, protocols = []) {
    const { hostname, port, pathname } = new URL(address);
    this.readyState = 0;
    this.protocol = '';
    this.bufferedAmount = 0;
    this.rest = Buffer.alloc(0);
    this.parts = [];
    this.delay = 0;
    const key = randomBytes(16).toString('base64');
    this.expect = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
    this.tcp = connect({ host: hostname, port: Number(port) });
    this.tcp.setNoDelay(true);
    this.tcp.on('connect', () => this.tcp.write(
      `GET ${pathname} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n`
      + `Sec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n`
      + (protocols.length ? `Sec-WebSocket-Protocol: ${protocols.join(', ')}\r\n` : '') + '\r\n'));
    this.tcp.on('data', bytes => {
      if (this.delay) setTimeout(() => this.take(bytes), this.delay);
      else this.take(bytes);
    });
    this.tcp.on('error', () => this.tcp.destroy());
    this.tcp.on('close', () => setTimeout(() => this.ended(1006, ''), this.delay));
  }

  take(bytes) {
    if (this.readyState === 3) return;
    this.rest = Buffer.concat([this.rest, bytes]);
    if (this.readyState === 0 && !this.shake()) return;
    while (this.frame());
  }

  shake() {
    const end = this.rest.indexOf('\r\n\r\n');
    if (end < 0) return false;
    const head = this.rest.subarray(0, end).toString('latin1');
    this.rest = this.rest.subarray(end + 4);
    if (!/^HTTP\/1.1 101/.test(head) || !head.includes(this.expect)) { this.tcp.destroy(); return false; }
    this.protocol = /sec-websocket-protocol: *(\S+)/i.exec(head)?.[1] ?? '';
    this.readyState = 1;
    this.onopen?.({});
    return true;
  }

  frame() {
    const all = this.rest;
    if (all.length < 2) return false;
    let size = all[1] & 127;
    let at = 2;
    if (size === 126) { if (all.length < 4) return false; size = all.readUInt16BE(2); at = 4; }
    else if (size === 127) { if (all.length < 10) return false; size = Number(all.readBigUInt64BE(2)); at = 10; }
    if (all.length < at + size) return false;
    const data = all.subarray(at, at + size);
    this.rest = all.subarray(at + size);
    const kind = all[0] & 15;
    if (kind === 8) { this.ended(data.length >= 2 ? data.readUInt16BE(0) : 1005, data.subarray(2).toString()); this.tcp.end(this.masked(8, data.subarray(0, 2))); return false; }
    if (kind === 9) { this.tcp.write(this.masked(10, data)); return true; }
    if (kind === 10) return true;
    if (kind !== 0) this.kind = kind;
    this.parts.push(data);
    if (all[0] & 128) {
      const whole = Buffer.concat(this.parts);
      this.parts = [];
      this.onmessage?.({ data: this.kind === 1 ? whole.toString() : new Uint8Array(whole) });
    }
    return true;
  }

  masked(kind, data) {
    const mask = randomBytes(4);
    const head = data.length < 126 ? Buffer.from([128 | kind, 128 | data.length]) : data.length < 65536
      ? Buffer.from([128 | kind, 128 | 126, data.length >> 8, data.length & 255])
      : Buffer.concat([Buffer.from([128 | kind, 128 | 127, 0, 0, 0, 0]), Buffer.from(new Uint32Array([data.length]).buffer).reverse()]);
    const body = Buffer.from(data);
    for (let i = 0; i < body.length; i++) body[i] ^= mask[i & 3];
    return Buffer.concat([head, mask, body]);
  }

  send(data) {
    if (this.readyState !== 1) return;
    const frame = typeof data === 'string' ? this.masked(1, Buffer.from(data)) : this.masked(2, data);
    if (this.delay) setTimeout(() => this.tcp.write(frame), this.delay);
    else this.tcp.write(frame);
  }

  close(code = 1000) {
    if (this.readyState === 1) {
      const body = Buffer.alloc(2);
      body.writeUInt16BE(code);
      this.tcp.end(this.masked(8, body));
    } else this.tcp.destroy();
    setTimeout(() => this.tcp.destroy(), 200).unref();
  }

  /** The cable is pulled. */
  destroy() { this.tcp.destroy(); }

  ended(code, reason) {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.onclose?.({ code, reason });
  }
}
