import assert from 'node:assert/strict';
import test from 'node:test';
import { passing } from './kit/clock.mjs';
import { play } from './kit/play.mjs';
import { property } from './kit/seed.mjs';

test('what was done shows at once, and goes again with the reason when it is refused', async () => {
  const { clock, open } = play();
  const table = open();
  await clock.pass(100);
  const refused = [];
  table.on('refused', action => refused.push(action));
  const done = table.act('bad', { id: 'x' });
  assert.equal(done.local, true);
  assert.deepEqual(table.get('/items/x'), { guessed: true });
  assert.equal(table.base.items.x, undefined);
  await clock.pass(100);
  assert.equal(table.get('/items/x'), undefined);
  assert.deepEqual({ ...(await done.settled) }, { n: 1, outcome: 'refused', code: 'not-allowed', message: 'That is not allowed.', field: '/id' });
  assert.equal(refused[0].receipt.message, 'That is not allowed.');
});

test('what waits for the game master says so, and ends with what was decided', async () => {
  const { clock, server, open } = play();
  const table = open();
  await clock.pass(100);
  const done = table.act('propose', { id: 'x' });
  await clock.pass(100);
  assert.equal((await done.receipt).outcome, 'pending');
  assert.equal(table.actions[0].stage, 'asked');
  assert.equal(table.get('/items/x'), undefined, 'nothing is shown of it that may not come');
  assert.equal(table.asks.mine.length, 1);
  server.approve();
  await clock.pass(100);
  assert.equal((await done.settled).outcome, 'applied');
  assert.deepEqual(table.actions, []);
});

test('what was decided while one was away is told when one comes back', async () => {
  const { clock, server, open } = play();
  const table = open();
  await clock.pass(100);
  const done = table.act('propose', { id: 'x' });
  await clock.pass(100);
  server.restart();
  server.approve();
  await clock.pass(3000);
  assert.equal((await done.settled).outcome, 'applied');
});

test('what waits outlives a reload, under the same number', async () => {
  const { clock, server, world, open } = play();
  const table = open();
  await clock.pass(100);
  server.up = false;
  server.restart();
  await clock.pass(10);
  table.act('add', { id: 'a' });
  table.act('add', { id: 'b' });
  await clock.pass(50);
  assert.equal(table.line.waiting, 2);
  const { tab } = table;
  tab.crash();
  const again = open({}, world.tab({ pocket: tab.pocket }));
  await clock.pass(100);
  assert.equal(again.line.waiting, 2);
  assert.deepEqual(again.get('/items/a'), { guessed: true }, 'and shows from the disk before any line is there');
  server.up = true;
  await clock.pass(60_000);
  assert.deepEqual(server.log.map(({ n, payload }) => [n, payload.id]), [[1, 'a'], [2, 'b']]);
  assert.equal(server.hellos[1].device, server.hellos[0].device);
});

test('an edit says what was shown when it was begun, whatever came since', async () => {
  const { clock, server, open } = play();
  const table = open();
  await clock.pass(100);
  const begun = table.moment;
  server.elsewhere({ items: { meanwhile: { n: 9 } } });
  await clock.pass(100);
  assert.equal(table.position, begun.position + 1);
  table.act('add', { id: 'a' }, { edit: begun });
  table.act('add', { id: 'b' }, { edit: true });
  table.act('add', { id: 'c' });
  await clock.pass(100);
  assert.deepEqual(server.said.map(each => [each.basedOn, each.since]), [[begun.position, begun.resume], [begun.position + 1, begun.resume], [undefined, undefined]]);
});

test('after a new welcome an edit names what was shown by the token of then', async () => {
  const { clock, server, open } = play();
  const table = open();
  await clock.pass(100);
  const begun = table.moment;
  server.up = false;
  server.restart({ forgets: true });
  await clock.pass(10);
  table.act('add', { id: 'a' }, { edit: true });
  await clock.pass(1000);
  server.up = true;
  await clock.pass(60_000);
  assert.equal(server.welcomes, 2);
  table.act('add', { id: 'b' }, { edit: begun });
  await clock.pass(100);
  assert.deepEqual(server.said.map(each => [each.payload.id, each.basedOn, each.since]), [['a', 0, begun.resume], ['b', 0, begun.resume]]);
});

test('a reload begins with what the disk has and asks for what has changed', async () => {
  const { clock, server, world, open } = play();
  const table = open();
  await clock.pass(100);
  await passing(clock, table.load('/actors/a7'));
  table.act('add', { id: 'a' });
  await clock.pass(5000);
  const { tab } = table;
  tab.crash();
  server.elsewhere({ items: { meanwhile: { n: 9 } } });
  const again = open({}, world.tab({ pocket: tab.pocket }));
  await clock.pass(3);
  assert.deepEqual(again.get('/actors/a7'), { name: 'Seven', hp: 7 }, 'before the line is there');
  await clock.pass(100);
  assert.equal(server.resumes, 1);
  assert.equal(server.welcomes, 1);
  assert.deepEqual(again.get('/items/meanwhile'), { n: 9 });
});

test('a full outbox refuses and says so', async () => {
  const { clock, server, open } = play();
  server.up = false;
  const table = open();
  await clock.pass(50);
  const all = Array.from({ length: 501 }, (_, i) => table.act('add', { id: `i${i}` }));
  await clock.pass(100);
  assert.equal((await all[500].settled).code, 'outbox-full');
  assert.equal((await table.act('add', { text: 'x'.repeat(70_000) }).settled).code, 'payload-too-large');
  server.up = true;
  await clock.pass(120_000);
  assert.equal(server.log.length, 500);
  assert.deepEqual(server.log.map(each => each.n), Array.from({ length: 500 }, (_, i) => i + 1), 'in order');
});

test('a disk that fails costs the reload and not the play', async () => {
  const { clock, server, world, open } = play();
  const broken = async () => { throw new Error('no room'); };
  Object.assign(world.store, { write: broken, read: broken, get: broken, count: broken });
  const table = open();
  await clock.pass(200);
  const done = table.act('add', { id: 'a' });
  await clock.pass(200);
  assert.equal((await done.settled).outcome, 'applied');
  assert.equal(table.line.state, 'live');
  assert.equal(table.line.kept, false);
  assert.equal(server.log.length, 1);
});

// The heart of it: several tabs, a server that breaks whatever it may, tabs that crash and come again.
// What was taken down is done once; what has a receipt "applied" is there; all see the same in the end.
test('nothing is lost and nothing is doubled in any storm', async () => {
  await property('storm', Number(process.env.STORMS ?? 60), async (chance, seed) => {
    const faults = {
      cutBefore: chance.real() * 0.1, cutAfter: chance.real() * 0.1, cutTelling: chance.real() * 0.05,
      retry: chance.real() * 0.2, forget: chance.real() * 0.5, lose: chance.real() * 0.03, refuse: chance.real() * 0.3,
      moveBefore: chance.real() * 0.05, moveAfter: chance.real() * 0.05,
    };
    const { clock, server, world, open } = play({ seed, faults, locks: chance.chance(0.8) });
    const shared = Boolean(world.locks);
    const tabs = [open()];
    const done = new Map();
    const receipts = new Map();
    let count = 0;
    await clock.pass(50);
    for (let step = 0; step < 60; step++) {
      const table = chance.of(tabs);
      switch (chance.below(12)) {
        case 0: if (tabs.length < 3) tabs.push(open()); break;
        case 1: if (tabs.length > 1 && chance.chance(0.5)) { const gone = tabs.splice(tabs.indexOf(table), 1)[0]; gone.tab.crash(); gone.crashed = clock.time; } break;
        case 2: {
          const { tab } = table;
          if (chance.chance(0.5)) tab.crash();
          else { table.close(); await clock.pass(1); tab.crash(); }
          tabs[tabs.indexOf(table)] = open({}, world.tab({ pocket: tab.pocket }));
          break;
        }
        case 3: server.restart({ forgets: chance.chance(0.3) }); break;
        case 4: server.elsewhere({ items: { [`e${step}`]: { n: 0 } } }); break;
        case 5: server.approve(); break;
        default: {
          const id = `a${count++}`;
          const act = table.act(chance.of(['add', 'add', 'add', 'propose', 'bad']), { id });
          done.set(id, { at: clock.time, table });
          act.receipt.then(receipt => { receipts.set(id, receipt); });
        }
      }
      await clock.pass(chance.of([0, 1, 5, 20, 300, 2000]));
    }
    server.faults = {};
    // Without locks what a closed tab has left is taken by a tab that comes after it.
    if (!shared) for (let i = 0; i < 4; i++) { tabs.push(open()); await clock.pass(500); }
    for (let i = 0; i < 6; i++) { await clock.pass(40_000); server.approve(); server.elsewhere({ items: { end: { n: i } } }); }
    await clock.pass(40_000);
    const times = new Map();
    for (const { payload } of server.log) times.set(payload.id, (times.get(payload.id) ?? 0) + 1);
    for (const [id, { table, at }] of done) {
      assert.ok((times.get(id) ?? 0) <= 1, `${id} was done ${times.get(id)} times`);
      // What a tab was still telling the disk or another tab in the moment it crashed may be gone with it.
      if (!times.has(id)) assert.ok(!table.tab.alive && (receipts.get(id) === undefined), `${id} of ${at} was lost: ${JSON.stringify(receipts.get(id))} ${JSON.stringify(table.line)}`);
      if (receipts.get(id)?.outcome === 'applied') assert.ok(server.state.items[id], `${id} is not there`);
    }
    for (const table of tabs) {
      assert.equal(table.line.state, 'live', `${table.line.state} ${table.line.reason}`);
      assert.deepEqual(table.state, server.state);
      assert.deepEqual(table.actions.map(({ type, stage }) => `${type} ${stage}`), []);
      assert.deepEqual(table.faults, []);
    }
    if (shared) assert.equal(tabs.filter(table => table.leads).length, 1);
    assert.equal(new Set(server.hellos.map(each => each.device)).size <= (shared ? 1 : 60), true);
  });
});

const RULES = { add: { offline: true }, bad: { offline: false }, propose: { offline: false } };

/** A table whose line is away. */
async function away(about = {}) {
  const played = play(about);
  const table = played.open();
  table.declare(RULES);
  await played.clock.pass(100);
  played.server.up = false;
  played.server.restart();
  await played.clock.pass(10);
  return { ...played, table };
}

test('during a hiccup everything is taken, and goes out when the line is back', async () => {
  const { clock, server, table } = await away();
  const done = table.act('bad', { id: 'x' });
  await clock.pass(5000);
  assert.equal(table.line.alone, undefined);
  assert.equal(done.planned, false);
  server.up = true;
  await clock.pass(30_000);
  assert.equal((await done.settled).code, 'not-allowed', 'the server said so');
  assert.equal(server.log.length, 1);
});

test('without a line what needs one is refused at once with the reason, and the rest is planned', async () => {
  const { clock, server, table } = await away();
  await clock.pass(11_000);
  assert.equal(table.line.alone, true);
  const told = [];
  table.on('refused', action => told.push(action.receipt.code));
  const roll = table.act('bad', { id: 'x' });
  const plan = table.act('add', { id: 'a' });
  await clock.pass(10);
  assert.equal((await roll.settled).code, 'needs-line');
  assert.match((await roll.settled).message, /no line/);
  assert.deepEqual(told, ['needs-line']);
  assert.equal(roll.planned, false);
  assert.equal(plan.planned, true);
  assert.match(table.barred('bad'), /no line/);
  assert.equal(table.barred('add'), '');
  assert.equal(table.barred('nobody-knows'), '', 'what is not known of is left to the server');
  assert.deepEqual(table.get('/items/a'), { guessed: true });
  assert.equal(table.get('/items/x'), undefined);
  assert.equal(table.line.waiting, 1);
  server.up = true;
  await clock.pass(60_000);
  assert.equal((await plan.settled).outcome, 'applied');
  assert.equal(table.line.alone, undefined);
  assert.deepEqual(server.log.map(each => each.action), ['add']);
  assert.equal(table.barred('bad'), '');
});

test('what had not gone out when the hiccup was none is given up if it cannot be done for later', async () => {
  const { clock, server, table } = await away();
  const roll = table.act('bad', { id: 'x' });
  const plan = table.act('add', { id: 'a' });
  await clock.pass(9000);
  assert.equal(table.line.waiting, 2);
  await clock.pass(2000);
  assert.equal((await roll.settled).code, 'needs-line');
  assert.equal(table.line.waiting, 1);
  server.up = true;
  await clock.pass(60_000);
  assert.equal((await plan.settled).outcome, 'applied');
  assert.deepEqual(server.log.map(each => [each.n, each.action]), [[2, 'add']], 'its number is left out');
});

test('what may have gone out is never given up', async () => {
  const { clock, server, open, world } = play();
  const table = open();
  table.declare(RULES);
  await clock.pass(100);
  for (const seat of server.seats) seat.mute = true; // the line is dead and nobody knows yet
  const roll = table.act('bad', { id: 'x' });
  await clock.pass(100);
  server.up = false;
  server.restart();
  await clock.pass(60_000);
  assert.equal(table.line.alone, true);
  assert.equal(table.line.waiting, 1);
  table.tab.crash();
  const again = open({}, world.tab({ pocket: table.tab.pocket }));
  again.declare(RULES);
  await clock.pass(60_000);
  assert.equal(again.line.waiting, 1, 'nor after a reload, as nobody knows');
  server.up = true;
  await clock.pass(60_000);
  assert.equal(server.log.length, 1);
  void roll;
});

test('another tab of the same seat hears that it plays alone, and what it cannot do', async () => {
  const { clock, server, world, table, open } = await away();
  const other = open({}, world.tab());
  other.declare(RULES);
  await clock.pass(12_000);
  assert.equal(other.leads, false);
  assert.equal(other.line.alone, true);
  assert.equal((await passing(clock, other.act('bad', { id: 'x' }).settled)).code, 'needs-line');
  const plan = other.act('add', { id: 'b' });
  await clock.pass(100);
  assert.deepEqual(table.get('/items/b'), { guessed: true });
  server.up = true;
  await clock.pass(60_000);
  assert.equal((await plan.settled).outcome, 'applied');
});

test('two devices of one person plan the same without a line, and each is told what became of its own', async () => {
  const { clock, server, world, open } = play();
  const other = new world.constructor({ clock, seed: 2, compact: false, socket: () => server.socket(), fetch: world.fetch });
  const [phone, laptop] = [open(), open({}, other.tab())];
  for (const each of [phone, laptop]) each.declare(RULES);
  await clock.pass(100);
  server.up = false;
  server.restart();
  await clock.pass(12_000);
  const told = { phone: [], laptop: [] };
  for (const [name, table] of [['phone', phone], ['laptop', laptop]]) {
    table.on('action', ({ stage, receipt, payload }) => { if (stage !== 'waiting') told[name].push([payload.id, stage, receipt.code]); });
    for (const id of ['a', 'b', name]) table.act('add', { id }, { edit: true });
    table.act('bad', { id: 'x' });
  }
  await clock.pass(100);
  assert.deepEqual(told, { phone: [['x', 'refused', 'needs-line']], laptop: [['x', 'refused', 'needs-line']] });
  server.up = true;
  await clock.pass(90_000);
  assert.deepEqual(phone.state, laptop.state);
  assert.equal(server.log.length, 6);
  for (const name of ['phone', 'laptop']) assert.deepEqual(told[name].slice(1), [['a', 'applied', 'ok'], ['b', 'applied', 'ok'], [name, 'applied', 'ok']]);
  for (const device of new Set(server.log.map(each => each.device))) {
    assert.deepEqual(server.log.filter(each => each.device === device).map(each => each.payload.id).slice(0, 2), ['a', 'b'], 'in its order');
  }
});
