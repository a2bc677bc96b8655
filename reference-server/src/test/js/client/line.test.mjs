import assert from 'node:assert/strict';
import test from 'node:test';
import { words } from '../../../main/resources/page/client/tablekeep.js';
import { play } from './kit/play.mjs';
import { property } from './kit/seed.mjs';

const states = table => {
  const all = [];
  table.on('line', line => { if (all[all.length - 1] !== line.state) all.push(line.state); });
  return all;
};

test('a line that drops comes back by its token and asks for what has changed only', async () => {
  const { clock, server, open } = play();
  const table = open();
  const seen = states(table);
  await clock.pass(100);
  assert.equal(table.line.state, 'live');
  server.restart();
  await clock.pass(10);
  assert.equal(table.line.state, 'offline');
  server.elsewhere({ items: { meanwhile: { n: 1 } } });
  await clock.pass(3000);
  assert.deepEqual(seen, ['connecting', 'catching-up', 'live', 'offline', 'catching-up', 'live']);
  assert.equal(server.resumes, 1);
  assert.equal(server.welcomes, 1);
  assert.deepEqual(table.get('/items/meanwhile'), { n: 1 });
});

test('a table that moves to another server goes on over the same line, and what has no receipt is said again', async () => {
  const { clock, server, open } = play();
  const table = open();
  const seen = states(table);
  await clock.pass(100);
  const [seat] = server.seats;
  const act = server.act.bind(server);
  server.act = () => server.move(seat); // the old server hears it and is gone
  const done = table.act('add', { id: 'x' });
  await clock.pass(10);
  server.act = act;
  await clock.pass(3000);
  assert.equal((await done.receipt).outcome, 'applied');
  assert.deepEqual(seen, ['connecting', 'catching-up', 'live', 'catching-up', 'live']);
  assert.equal(server.resumes, 1);
  assert.equal(server.welcomes, 1);
  assert.equal(server.log.length, 1);
  assert.equal(server.seats.size, 1);
});

test('a table that never gets to another server costs the line, which comes again by itself', async () => {
  const { clock, server, open } = play();
  const table = open();
  await clock.pass(100);
  const [seat] = server.seats;
  server.move(seat);
  await clock.pass(6);
  seat.mute = true;
  await clock.pass(20_000);
  assert.equal(table.line.state, 'catching-up');
  await clock.pass(10_000);
  assert.equal(table.line.state, 'live');
  assert.equal(server.resumes, 1);
});

test('waits grow from one second to thirty, with chance in them, and begin anew on a steady line', async () => {
  await property('backoff', 20, async (chance, seed) => {
    const { clock, server, open } = play({ seed });
    const table = open();
    await clock.pass(10_000);
    server.up = false;
    server.restart();
    const waits = [];
    let last;
    table.on('line', line => { if (line.state === 'offline' && line.againAt !== last) { last = line.againAt; waits.push(line.againAt - clock.time); } });
    await clock.pass(300_000);
    assert.ok(waits.length >= 10, `${waits.length}`);
    waits.forEach((wait, at) => {
      const base = Math.min(1000 * 2 ** at, 30_000 / 1.3);
      assert.ok(wait >= base - 1 && wait <= Math.min(base * 1.3, 30_000) + 1, `wait ${at}: ${wait}`);
    });
    assert.ok(new Set(waits).size > waits.length / 2);
    server.up = true;
    await clock.pass(60_000);
    assert.equal(table.line.state, 'live');
    server.restart();
    await clock.pass(5);
    assert.ok(table.line.againAt - clock.time <= 1300);
  });
});

test('a line that has gone quiet is found out and replaced', async () => {
  const { clock, server, open } = play();
  const table = open();
  await clock.pass(100);
  for (const seat of server.seats) seat.mute = true;
  await clock.pass(26_000);
  assert.match(table.line.reason, /quiet/);
  await clock.pass(3000);
  assert.equal(table.line.state, 'live');
  await clock.pass(600_000);
  assert.equal(table.line.state, 'live');
  assert.equal(server.hellos.length, 2, 'a quiet table is no dead line');
});

test('a frame that is lost is noticed, and the whole table is asked for', async () => {
  const { clock, server, open } = play();
  const table = open();
  await clock.pass(100);
  server.faults = { lose: 1 };
  server.elsewhere({ items: { lost: { n: 1 } } });
  server.faults = {};
  server.elsewhere({ items: { next: { n: 2 } } });
  await clock.pass(3000);
  assert.deepEqual(table.base, server.state);
  assert.equal(server.hellos[1].resume, undefined);
});

test('a closed line says for good why, and a superseded one that it is', async () => {
  for (const [code, state, text] of [[4401, 'closed', /link does not count/], [4404, 'closed', /no such seat/], [4409, 'superseded', /./]]) {
    const { clock, server, open } = play();
    const table = open();
    await clock.pass(100);
    server.restart({ code });
    await clock.pass(100_000);
    assert.equal(table.line.state, state);
    assert.match(table.line.reason, text);
    assert.equal(server.hellos.length, 1);
    assert.match(words(table.line), state === 'closed' ? /closed: / : /another window/);
  }
});

test('a seat that was taken away leaves nothing in the browser', async () => {
  const { clock, server, world, open } = play();
  open();
  await clock.pass(10_000);
  assert.ok([...world.store.all.keys()].some(key => key.includes('|d|')));
  server.restart({ code: 4401 });
  await clock.pass(1000);
  assert.deepEqual([...world.store.all.keys()].filter(key => /\|d\||\|meta$|^tables/.test(key)), []);
});

test('a server that refuses everybody is asked by HTTP whether that is for good', async () => {
  let asked = 0;
  const { clock, server, open } = play({
    fetch: async () => { asked++; return { ok: false, status: 404, json: async () => ({ code: 'no-such-campaign', message: 'There is no such campaign.' }) }; },
  });
  server.up = false;
  const table = open();
  await clock.pass(60_000);
  assert.equal(asked, 1);
  assert.equal(table.line.state, 'closed');
  assert.equal(table.line.reason, 'There is no such campaign.');
});

test('while the store is down the table can be looked at, and what was done waits', async () => {
  const { clock, server, open } = play();
  const table = open();
  await clock.pass(100);
  server.line(false, 'The disk is full.');
  await clock.pass(20);
  const done = table.act('add', { id: 'a' });
  await clock.pass(5000);
  assert.equal(table.line.state, 'read-only');
  assert.equal(words(table.line), 'read-only: The disk is full., 1 waiting');
  assert.deepEqual(table.get('/items/a'), { guessed: true });
  server.line(true);
  await clock.pass(2000);
  assert.equal((await done.settled).outcome, 'applied');
  assert.equal(table.line.state, 'live');
  assert.equal(server.log.length, 1);
});

test('an answer that makes no sense costs a connection and not the table', async () => {
  const { clock, server, open } = play();
  const table = open();
  await clock.pass(100);
  const socket = [...server.seats][0].socket;
  socket.onmessage({ data: '{"type":' });
  await clock.pass(3000);
  assert.equal(table.line.state, 'live');
  assert.equal(server.hellos.length, 2);
});
