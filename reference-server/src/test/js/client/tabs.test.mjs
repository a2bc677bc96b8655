import assert from 'node:assert/strict';
import test from 'node:test';
import { Desk } from '../../../main/resources/page/client/desk.js';
import { passing } from './kit/clock.mjs';
import { play } from './kit/play.mjs';

test('tabs share one socket, one device and one sequence of numbers', async () => {
  const { clock, server, open } = play();
  const tabs = [open(), open(), open()];
  await clock.pass(100);
  assert.equal(server.hellos.length, 1);
  assert.deepEqual(tabs.map(table => table.leads), [true, false, false]);
  const done = tabs.map((table, at) => table.act('add', { id: `t${at}` }));
  assert.deepEqual(tabs[1].get('/items/t1'), { guessed: true });
  await clock.pass(100);
  assert.deepEqual(server.log.map(({ n, device }) => [n, device]), [1, 2, 3].map(n => [n, server.hellos[0].device]));
  for (const each of done) assert.equal((await each.settled).outcome, 'applied');
  for (const table of tabs) assert.deepEqual(table.state, server.state);
});

test('what one tab loads is there for all, and is asked for once', async () => {
  const { clock, open } = play();
  const tabs = [open(), open()];
  await clock.pass(100);
  const [a, b] = await passing(clock, Promise.all(tabs.map(table => table.load('/actors/a7'))));
  assert.deepEqual(a, b);
  assert.deepEqual(tabs[1].get('/actors/a7'), { name: 'Seven', hp: 7 });
  await passing(clock, tabs[1].unload('/actors/a7'));
  assert.equal(tabs[0].get('/actors/a7'), undefined);
  await assert.rejects(passing(clock, tabs[0].load('/actors/nobody')), { code: 'no-such-place' });
});

test('when the tab that holds the line crashes, another goes on where it was', async () => {
  const { clock, server, open } = play();
  const [first, second] = [open(), open()];
  await clock.pass(10_000);
  server.elsewhere({ items: { z: { n: 1 } } });
  await clock.pass(20);
  const act = second.act('add', { id: 'a' });
  first.tab.crash();
  await clock.pass(3000);
  assert.equal(second.leads, true);
  assert.equal(second.line.state, 'live');
  assert.equal((await act.settled).outcome, 'applied');
  assert.equal(server.log.length, 1);
  assert.equal(server.resumes, 1, 'with what it had seen, not from the beginning');
});

test('a receipt that the line\'s tab took with it is found by the next', async () => {
  const { clock, server, open } = play();
  const [first, second] = [open(), open()];
  await clock.pass(100);
  const act = second.act('add', { id: 'a' });
  await clock.pass(2);
  second.tab.frozen = true; // hears nothing of the others
  await clock.pass(1000);
  assert.equal(server.log.length, 1);
  assert.equal(first.actions.length, 0, 'the receipt has come');
  first.tab.crash();
  second.tab.frozen = false;
  await clock.pass(3000);
  assert.equal((await act.settled).outcome, 'applied');
  assert.equal(server.log.length, 1, 'and it was not done again');
});

test('a desk that does not know it is none any more writes and sends nothing', async () => {
  const { clock, server, world } = play();
  const about = { address: 'ws://fake', seat: 's', key: 'k', why: async () => '' };
  const told = [];
  const first = new Desk(world.tab().host, about, message => told.push(message));
  let lost = 0;
  first.onLost = () => { lost++; };
  await passing(clock, first.start());
  await clock.pass(100);
  const second = new Desk(world.tab().host, about, () => {});
  await passing(clock, second.start());
  await clock.pass(2);
  first.heardTab({ say: 'act', id: 'x', type: 'add', payload: { id: 'x' } }, 't');
  await clock.pass(1000);
  assert.equal(lost, 1);
  assert.deepEqual(server.log, []);
  second.heardTab({ say: 'act', id: 'x', type: 'add', payload: { id: 'x' } }, 't');
  await clock.pass(100);
  assert.equal(server.log.length, 1);
});

test('a tab that hangs with the line loses it to one that is looked at', async () => {
  const { clock, server, open } = play();
  const [first, second] = [open(), open()];
  await clock.pass(100);
  first.tab.frozen = true;
  const act = second.act('add', { id: 'a' });
  await clock.pass(15_000);
  assert.equal(second.leads, true);
  assert.equal((await act.settled).outcome, 'applied');
  first.tab.frozen = false;
  const other = first.act('add', { id: 'b' });
  await clock.pass(15_000);
  assert.equal(first.leads, false);
  assert.equal((await other.settled).outcome, 'applied');
  assert.equal(server.log.length, 2);
  assert.deepEqual(first.state, second.state);
});

test('a tab that comes in later has everything at once', async () => {
  const { clock, server, open } = play();
  const first = open();
  await clock.pass(100);
  server.up = false;
  server.restart();
  await clock.pass(20);
  first.act('add', { id: 'a' });
  await clock.pass(20);
  const second = open();
  await clock.pass(5);
  assert.deepEqual(second.state, first.state);
  assert.equal(second.line.state, 'offline');
  assert.equal(second.line.waiting, 1);
});

test('without locks each tab is a device, and a closed one leaves its own to the next', async () => {
  const { clock, server, open } = play({ locks: false });
  const [first, second] = [open(), open()];
  await clock.pass(500);
  assert.equal(new Set(server.hellos.map(each => each.device)).size, 2);
  server.up = false;
  server.restart();
  await clock.pass(20);
  first.act('add', { id: 'a' });
  await clock.pass(50);
  first.tab.crash();
  const third = open();
  await clock.pass(500);
  assert.equal(third.line.waiting, 1);
  server.up = true;
  await clock.pass(60_000);
  assert.deepEqual(server.log.map(each => each.payload.id), ['a']);
  assert.equal(second.line.state, 'live');
});

test('a tab that was copied with its storage takes another name', async () => {
  const { clock, server, world, open } = play({ locks: false });
  const first = open();
  await clock.pass(500);
  const copy = open({}, world.tab({ pocket: new Map(first.tab.pocket) }));
  await clock.pass(500);
  assert.equal(new Set(server.hellos.map(each => each.device)).size, 2);
  assert.equal(first.line.state, 'live');
  assert.equal(copy.line.state, 'live');
});

test('presence is here while any tab is looked at', async () => {
  const { clock, server, open } = play();
  const [first, second] = [open(), open()];
  await clock.pass(100);
  for (const table of [first, second]) { table.tab.hidden = true; table.tab.fire('visibilitychange'); await clock.pass(50); }
  second.tab.hidden = false;
  second.tab.fire('visibilitychange');
  await clock.pass(50);
  assert.deepEqual(server.signals.filter(each => each.kind === 'presence').map(each => each.payload.state), ['here', 'away', 'here']);
});
