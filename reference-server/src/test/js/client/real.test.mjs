// The client against the server as people run it: killed while they play, on slow lines, with a disk that
// is full, and two tabs of one seat.

import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { openTable } from '../../../main/resources/page/client/tablekeep.js';
import { Chance, SEED } from './kit/seed.mjs';
import { Server, noServer, until } from './kit/server.mjs';
import { Socket } from './kit/socket.mjs';
import { World } from './kit/world.mjs';

const options = { skip: noServer, timeout: 480_000 };
let server;

before(async () => { if (!noServer) server = await new Server().start(); });
after(() => server?.stop());

let worlds = 0;

function world(more = {}) {
  const made = new World({ seed: SEED + worlds++, socket: (address, protocols) => new Socket(address, protocols), ...more });
  made.sit = (who, tab = made.tab(), rest = {}) => {
    const table = openTable({ server: server.url, campaign: 'demo', seat: server.seats[who], host: tab.host, ...rest });
    table.tab = tab;
    table.faults = [];
    table.on('fault', fault => table.faults.push(fault));
    return table;
  };
  return made;
}

const live = table => until('live', () => table.line.state === 'live' && table.line.waiting === 0).catch(fault => { throw new Error(`${fault.message}: ${JSON.stringify([table.line, table.actions, table.faults])}`); });
const said = table => Object.values(table.base.chat ?? {}).map(line => line.text);

/** Everything that was said, by the server's own account. */
async function all(who) {
  const lines = [];
  let before = '';
  while (before !== undefined) {
    const page = await server.ask(`/api/campaigns/demo/view?path=/chat&limit=200&before=${before}`, { key: server.seats[who] });
    lines.push(...Object.values(page.entities));
    before = page.next;
  }
  return lines.map(line => line.text);
}

test('both encodings show the same table', options, async () => {
  const compact = world().sit('gm');
  const plain = world({ compact: false }).sit('gm');
  await live(compact);
  await live(plain);
  assert.equal(compact.tabs.desk.line.codec.constructor.name, 'Compact');
  assert.equal(plain.tabs.desk.line.codec.constructor.name, 'Plain');
  for (let i = 0; i < 20; i++) compact.act('token.move', { token: 'vault/rat-1', to: { x: 3.1 + i / 7, y: 7.5 } });
  compact.act('chat.say', { text: 'ünïcödé 😀 "\\' });
  compact.act('dice.roll', { notation: '2d6+3' });
  compact.act('token.hide', { tokens: ['vault/rat-1'], hidden: true });
  await live(compact);
  await until('the same', () => JSON.stringify(sorted(compact.base)) === JSON.stringify(sorted(plain.base)));
  await compact.load('/actors/ghoul').catch(() => {});
  const view = await server.ask('/api/campaigns/demo/view', { key: server.seats.gm });
  assert.deepEqual(sorted(plain.base), sorted(view.state ?? view));
  compact.act('token.hide', { tokens: ['vault/rat-1'], hidden: false });
  await live(compact);
  await Promise.all([compact.close(), plain.close()]);
});

test('a kill in the middle of play loses nothing and doubles nothing', options, async () => {
  const browser = world();
  const tabs = [browser.sit('ana'), browser.sit('ana')];
  const ben = world({ compact: false }).sit('ben');
  await Promise.all([...tabs, ben].map(live));
  const chance = new Chance(SEED);
  const done = [];
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < 30; i++) {
      const text = `r${round}-${i}`;
      done.push({ text, act: (i % 3 ? tabs[i % 2] : ben).act('chat.say', { text }) });
      if (i === 15) await server.kill();
      await new Promise(next => { setTimeout(next, chance.below(12)); });
    }
    if (round === 1) { // and the tab with the line goes with it
      const leader = tabs.find(table => table.leads) ?? tabs[0];
      const at = tabs.indexOf(leader);
      await until('written down', () => leader.actions.every(each => each.n !== undefined));
      leader.tab.crash();
      tabs[at] = browser.sit('ana', browser.tab({ pocket: leader.tab.pocket }));
    }
    await server.start();
    await Promise.all([...tabs, ben].map(table => until('live again', () => { table.wake(); return table.line.state === 'live' && table.line.waiting === 0; }, 120_000)));
  }
  const times = new Map();
  for (const text of await all('gm')) times.set(text, (times.get(text) ?? 0) + 1);
  for (const { text } of done) assert.equal(times.get(text), 1, `${text} was said ${times.get(text)} times`);
  assert.equal(tabs.filter(table => table.leads).length, 1);
  assert.deepEqual(said(tabs[0]), said(tabs[1]));
  for (const table of [...tabs, ben]) { assert.deepEqual(table.actions, []); assert.deepEqual(table.faults, []); await table.close(); }
});

test('a line cut in the middle of a drag ends in the truth, and is resumed', options, async () => {
  const sockets = [];
  const browser = world({ socket: (address, protocols) => { const made = new Socket(address, protocols); sockets.push(made); return made; } });
  const ana = browser.sit('ana');
  const gm = world().sit('gm');
  await Promise.all([ana, gm].map(live));
  const welcomes = [];
  ana.on('seated', () => welcomes.push(ana.epoch));
  for (let i = 0; i < 10; i++) {
    ana.presence.drag('vault/bram', 2.5 + i / 10, 7.5);
    if (i === 5) sockets[sockets.length - 1].destroy();
    await new Promise(next => { setTimeout(next, 20); });
  }
  const drop = ana.act('token.move', { token: 'vault/bram', to: { x: 4.5, y: 8.5 } });
  assert.equal(drop.local, true);
  gm.act('token.move', { token: 'vault/bram', to: { x: 2.5, y: 8.5 } });
  await live(gm);
  assert.equal((await drop.settled).outcome, 'applied');
  await until('one truth', () => JSON.stringify(ana.get('/maps/vault/tokens/bram')) === JSON.stringify(gm.get('/maps/vault/tokens/bram')));
  assert.deepEqual(ana.get('/maps/vault/tokens/bram').x, 4.5, 'what was done last stands');
  assert.equal(ana.epoch, 1, 'by its token, without a new welcome');
  await Promise.all([ana.close(), gm.close()]);
});

test('a slow line shows what was done before the server says so', options, async () => {
  const slow = world({ socket: (address, protocols) => Object.assign(new Socket(address, protocols), { delay: 300 }) });
  const ana = slow.sit('ana');
  await live(ana);
  const begin = Date.now();
  // Shown at once: nothing that the server says can come in between.
  const acts = Array.from({ length: 5 }, (_, i) => ana.act('token.move', { token: 'vault/bram', to: { x: 2.5 + i % 2, y: 7.5 } }));
  assert.equal(ana.get('/maps/vault/tokens/bram').x, 2.5);
  for (const act of acts) { const { outcome, message } = await act.settled; assert.equal(outcome, 'applied', message); }
  // Timers count from when the round of the loop began in which they were set.
  assert.ok(Date.now() - begin >= 500);
  await ana.close();
});

test('a reload begins with the disk and is sent nothing that it has', options, async () => {
  const browser = world();
  const tab = browser.tab();
  const gm = browser.sit('gm', tab);
  await live(gm);
  gm.act('chat.say', { text: 'before the reload' });
  await live(gm);
  await gm.close();
  tab.crash();
  const again = browser.sit('gm', browser.tab({ pocket: tab.pocket }));
  const first = await new Promise(done => { again.on('state', () => done({ state: again.line.state, said: said(again) })); });
  assert.notEqual(first.state, 'live');
  assert.ok(first.said.includes('before the reload'), 'it shows before there is a line');
  await live(again);
  assert.equal(again.epoch, gm.epoch, 'no second welcome');
  assert.ok(again.metrics.line.bytesIn < 1000, `${again.metrics.line.bytesIn} bytes came`);
  await again.close();
});

test('a link that does not count is said so, for good', options, async () => {
  const browser = world();
  const table = openTable({ server: server.url, campaign: 'demo', seat: `${server.seats.ana.slice(0, -4)}AAAA`, host: browser.tab().host });
  await until('closed', () => table.line.state === 'closed');
  assert.match(table.line.reason, /link/);
  await table.close();
  const nowhere = openTable({ server: server.url, campaign: 'nowhere', seat: server.seats.ana, host: world().tab().host });
  await until('closed', () => nowhere.line.state === 'closed');
  await nowhere.close();
});

test('what is proposed waits, is approved by the game master, and both see it', options, async () => {
  const [gm, ana] = [world().sit('gm'), world().sit('ana')];
  await Promise.all([gm, ana].map(live));
  gm.derive('waiting', ['/asks/*'], state => Object.keys(state.asks ?? {}).length);
  const refused = await ana.act('token.move', { token: 'vault/rat-1', to: { x: 1.5, y: 1.5 } }).settled;
  assert.equal(refused.outcome, 'refused');
  assert.match(refused.message, /\w+ \w+/);
  assert.equal(gm.view('waiting'), 0);
  const page = await ana.page('/chat', { before: '', limit: 5 });
  assert.ok(Object.keys(page.entities).length > 0);
  const log = await gm.history('log', { limit: 5 });
  assert.equal(log.lines.length, 5);
  assert.equal((await gm.read('/actors/bram/name')), 'Bram');
  await Promise.all([gm.close(), ana.close()]);
});

test('a store that takes no more is said, and what was done waits for it', options, async t => {
  if (!server.full()) { t.skip('left out: prlimit cannot set a bound of files here'); return; }
  const gm = world().sit('gm');
  await live(gm);
  server.full(statSync(join(server.data, 'tablekeep.db-wal')).size + 20_000);
  const acts = [];
  while (gm.line.state !== 'read-only') {
    acts.push(gm.act('chat.say', { text: `full ${acts.length}` }));
    await new Promise(next => { setTimeout(next, 25); });
    assert.ok(acts.length < 1200, 'the disk is never full');
  }
  assert.ok(gm.line.reason.length > 10 && gm.line.waiting > 0, JSON.stringify(gm.line));
  acts.push(gm.act('chat.say', { text: 'full, and late' }));
  server.full(undefined);
  await until('live', () => gm.line.state === 'live' && gm.line.waiting === 0, 120_000);
  for (const act of acts) { const { outcome, message } = await act.settled; assert.equal(outcome, 'applied', message); }
  const said = (await all('gm')).filter(text => text.startsWith('full'));
  assert.deepEqual(said.sort(), [...new Set(said)].sort());
  assert.equal(said.length, acts.length);
  await gm.close();
});

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.keys(value).sort().map(key => [key, sorted(value[key])]));
}
