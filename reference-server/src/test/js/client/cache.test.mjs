import assert from 'node:assert/strict';
import test from 'node:test';
import { Cache, TIERS } from '../../../main/resources/page/client/cache.js';
import { Dependencies, READS, Views } from '../../../main/resources/page/client/derive.js';
import { LongList, visible } from '../../../main/resources/page/client/list.js';
import { Presence } from '../../../main/resources/page/client/presence.js';
import { Signals } from '../../../main/resources/page/client/signals.js';
import { victim } from '../../../main/resources/page/client/policy.js';
import { Clock } from './kit/clock.mjs';
import { play } from './kit/play.mjs';
import { property } from './kit/seed.mjs';
import { World } from './kit/world.mjs';

const limits = (more = {}) => Object.fromEntries(Object.entries(TIERS).map(([name, tier]) => [name, { ...tier, ...more[name] }]));

function cacheOf(more, world = new World({ clock: new Clock() }), tab = world.tab()) {
  let asked = 0;
  const cache = new Cache(tab.host, 'k', limits(more));
  const read = (key, about) => cache.through(key, async () => { asked++; return { of: key }; }, about);
  return { cache, read, world, tab, clock: world.clock, get asked() { return asked; } };
}

test('what was read once is not asked for again, and comes from the next tier after a reload', async () => {
  const first = cacheOf();
  assert.deepEqual(await first.read('a'), { of: 'a' });
  await first.read('a');
  assert.equal(first.asked, 1);
  assert.equal(first.cache.report().tiers.memory.hits, 1);
  const reloaded = cacheOf({}, first.world, first.world.tab({ pocket: first.tab.pocket }));
  await reloaded.read('a');
  assert.equal(reloaded.asked, 0);
  assert.equal(reloaded.cache.report().tiers.session.hits, 1);
  await reloaded.read('a');
  assert.equal(reloaded.cache.report().tiers.memory.hits, 1, 'it has moved up');
  const visit = cacheOf({}, first.world);
  await visit.read('a');
  assert.equal(visit.cache.report().tiers.disk.hits, 1);
  assert.equal(visit.cache.metrics.promoted, 2);
  assert.equal(visit.cache.report().hitRate, 1);
});

test('each tier ends by its own time', async () => {
  const all = cacheOf({ memory: { ttl: 1000 }, session: { ttl: 5000 }, disk: { ttl: 20_000 } });
  await all.read('a');
  for (const [millis, tier, asked] of [[1500, 'session', 1], [5000, 'disk', 1], [21_000, 'none', 2]]) {
    await all.clock.pass(millis);
    const before = all.cache.report().tiers[tier]?.hits ?? 0;
    await all.read('a');
    assert.equal(all.asked, asked, tier);
    if (tier !== 'none') assert.equal(all.cache.report().tiers[tier].hits, before + 1, tier);
  }
  const short = cacheOf();
  await short.read('b', { ttl: 100 });
  await short.clock.pass(200);
  await short.read('b', { ttl: 100 });
  assert.equal(short.asked, 2);
});

test('moving up gives no entry more time than it had', async () => {
  const all = cacheOf({ memory: { ttl: 1000 }, session: { ttl: 1000 }, disk: { ttl: 10_000 } });
  await all.read('a', { ttl: 3000 });
  await all.clock.pass(2500);
  await all.read('a');
  await all.clock.pass(600);
  await all.read('a');
  assert.equal(all.asked, 2);
});

test('a policy says what goes first', () => {
  const entries = new Map([
    ['old', { used: 1, hits: 9, until: 50 }],
    ['rare', { used: 5, hits: 1, until: 90 }],
    ['ending', { used: 9, hits: 5, until: 10 }],
  ]);
  assert.equal(victim(entries, 'lru'), 'old');
  assert.equal(victim(entries, 'lfu'), 'rare');
  assert.equal(victim(entries, 'ttl'), 'ending');
  assert.equal(victim(entries, 'lfu', 'rare'), 'ending');
});

test('no tier takes more than its bounds', async () => {
  await property('cache bounds', 40, async chance => {
    const most = { bytes: 2000 + chance.below(4000), entries: 1 + chance.below(30) };
    const all = cacheOf({ memory: most, session: most, disk: { ...most, entries: most.entries * 2 } });
    for (let i = 0; i < 200; i++) {
      const key = `k${chance.below(60)}`;
      await all.cache.through(key, async () => 'x'.repeat(chance.below(400)), {});
      await all.clock.pass(chance.below(50));
      for (const tier of all.cache.tiers) {
        assert.ok(tier.used <= tier.bytes, `${tier.name} ${tier.used}`);
        assert.ok(tier.index.size <= tier.entries);
        assert.equal(tier.used, [...tier.index.values()].reduce((sum, { size }) => sum + size, 0));
      }
    }
    const onDisk = [...all.world.store.all.keys()].filter(key => key.startsWith('c|')).length;
    assert.equal(onDisk, all.cache.tiers[2].index.size);
  });
});

test('a pattern, a place and a view each make stale what is theirs', async () => {
  const all = cacheOf();
  await all.read('page /chat > 50', { path: '/chat' });
  await all.read('read /actors/a', { path: '/actors/a' });
  await all.read('order', { tags: ['initiative'] });
  await all.read('notes', { path: '/notes' });
  await all.cache.touched([['actors', 'a', 'hp']], new Set(['initiative']));
  assert.deepEqual([...all.cache.tiers[2].index.keys()], ['page /chat > 50', 'notes']);
  await all.cache.invalidate('page */chat*');
  assert.deepEqual([...all.cache.tiers[0].index.keys()], ['notes']);
});

test('what changes while it is being read is given and not kept', async () => {
  const { cache } = cacheOf();
  let answer;
  const reading = cache.through('a', () => new Promise(done => { answer = done; }), { path: '/notes' });
  await new Promise(done => { setImmediate(done); });
  await cache.touched([['notes', 'n1']], new Set());
  answer('old');
  assert.equal(await reading, 'old');
  assert.equal(await cache.through('a', async () => 'new', {}), 'new');
});

test('many who want the same ask once', async () => {
  const all = cacheOf();
  await Promise.all(Array.from({ length: 20 }, () => all.read('a')));
  assert.equal(all.asked, 1);
});

test('a change to a sheet is seen in initiative, turn and combat, and nowhere else', () => {
  const graph = new Dependencies();
  for (const [name, reads] of Object.entries(READS)) graph.add(name, reads);
  assert.deepEqual([...graph.hit([['actors', 'bram', 'hp']])].sort(), ['combat', 'initiative', 'sheet', 'turn']);
  assert.deepEqual([...graph.hit([['actors', 'bram', 'description']])], ['sheet']);
  assert.deepEqual([...graph.hit([['chat', 'c1']])], ['talk']);
  assert.deepEqual([...graph.hit([['maps', 'm', 'tokens', 't', 'x']])], ['scene']);
});

test('a view is made once until what it reads has changed', () => {
  const views = new Views();
  let made = 0;
  views.define('names', ['/actors/*/name'], state => { made++; return Object.values(state.actors).map(each => each.name); });
  views.define('first', ['@names'], (state, view) => view('names')[0]);
  const state = { actors: { a: { name: 'A', hp: 1 } } };
  assert.equal(views.get('first', state), 'A');
  views.touched([['actors', 'a', 'hp']]);
  views.get('names', state);
  assert.equal(made, 1);
  assert.deepEqual([...views.touched([['actors', 'a', 'name']])].sort(), ['first', 'names']);
  assert.equal(views.get('first', { actors: { a: { name: 'B' } } }), 'B');
});

test('ten thousand lines scroll with a few dozen at hand', async () => {
  const key = at => `c${String(at).padStart(6, '0')}`;
  const all = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [key(at), { text: `line ${at}` }]));
  let state = Object.fromEntries(Object.entries(all).slice(-100));
  let asked = 0;
  const table = {
    get: () => state,
    page: async (path, { before, limit }) => {
      asked++;
      const older = Object.keys(all).filter(each => before === '' || each < before);
      const page = older.slice(-limit);
      return { entities: Object.fromEntries(page.map(each => [each, all[each]])), next: older.length > limit ? page[0] : undefined };
    },
  };
  const list = new LongList(table, '/chat');
  while (await list.more());
  assert.equal(list.lines.length, 10_000);
  assert.equal(asked, 99);
  assert.equal(new Set(list.lines.map(([each]) => each)).size, 10_000);
  const { from, to, before, after } = visible({ count: 10_000, height: 24, top: 120_000, view: 600 });
  assert.ok(to - from <= 36 && from <= 5000 && to >= 5025);
  assert.equal(before + (to - from) * 24 + after, 240_000);
  // The window of the document moves on: no line is lost or there twice.
  for (let at = 10_000; at < 10_150; at++) {
    all[key(at)] = { text: `line ${at}` };
    state = Object.fromEntries(Object.entries({ ...state, [key(at)]: all[key(at)] }).slice(-100));
    assert.equal(list.lines.length, at + 1);
  }
  assert.deepEqual(list.lines.map(([each]) => each), Object.keys(all));
});

test('cursors and drags are sent twenty times a second at most, the newest always', async () => {
  const clock = new Clock();
  const sent = [];
  const host = { now: () => clock.time, later: (millis, run) => clock.later(millis, run) };
  const presence = new Presence(host, (kind, payload) => sent.push([clock.time, kind, payload]), () => {});
  const begin = clock.time;
  for (let i = 0; i <= 1000; i++) {
    presence.drag('vault/bram', i / 10, 0);
    await clock.pass(1);
  }
  await clock.pass(100);
  assert.ok(sent.length <= 22, `${sent.length}`);
  assert.equal(sent[sent.length - 1][2].x, 100);
  assert.ok(sent[0][0] - begin <= 1, 'the first goes at once');
});

test('a drop ends the drag, at once and for those who hear of the drag later', async () => {
  const clock = new Clock();
  const sent = [];
  const host = { now: () => clock.time, later: (millis, run) => clock.later(millis, run) };
  const presence = new Presence(host, (kind, payload) => sent.push(payload.x), () => {});
  presence.drag('m/t', 1, 0);
  presence.drag('m/t', 2, 0);
  presence.dropped('m/t');
  await clock.pass(200);
  assert.deepEqual(sent, [1]);
  const drag = { from: 'ben', kind: 'drag', payload: { token: 'm/t', x: 1, y: 1 } };
  presence.settled('m/t');
  presence.heard(drag);
  assert.equal(presence.shown.drag.size, 0);
  await clock.pass(300);
  presence.heard(drag);
  assert.equal(presence.shown.drag.size, 1);
});

test('signals of all tabs together stay under what a seat may send', async () => {
  const clock = new Clock();
  const sent = [];
  const signals = new Signals({ now: () => clock.time }, message => sent.push(message));
  for (let i = 0; i < 1000; i++) {
    signals.send('cursor', { x: i });
    await clock.pass(2);
  }
  assert.ok(sent.length <= 50 + 2 * 50 + 1, `${sent.length}`);
  assert.equal(signals.send('cursor', { x: 'x'.repeat(2000) }), false);
});

test('what others show fades, and is bounded', async () => {
  const clock = new Clock();
  const host = { now: () => clock.time, later: (millis, run) => clock.later(millis, run) };
  const presence = new Presence(host, () => {}, () => {});
  for (let i = 0; i < 500; i++) presence.heard({ from: `p${i}`, kind: 'cursor', payload: { x: i, y: 0, map: 'm' } });
  presence.heard({ from: 'ben', kind: 'drag', payload: { token: 'm/t', x: 1, y: 1 } });
  assert.equal(presence.shown.cursor.size, 64);
  presence.settled('m/t');
  assert.equal(presence.shown.drag.size, 0);
  await clock.pass(6000);
  assert.equal(presence.shown.cursor.size, 0);
  presence.heard({ from: 'ben', kind: 'presence', payload: { state: 'here' } });
  presence.heard({ from: 'ben', kind: 'presence', payload: { state: 'gone' } });
  assert.equal(presence.people.size, 0);
});

test('a listener that throws disturbs nobody else', async () => {
  const { clock, server, open } = play();
  const table = open();
  await clock.pass(100);
  let told = 0;
  table.subscribe('/items', () => { throw new Error('mine'); });
  table.subscribe('/items', () => { told++; });
  table.on('state', () => { throw new Error('mine too'); });
  const before = told;
  server.elsewhere({ items: { z: { n: 1 } } });
  await clock.pass(100);
  assert.equal(told, before + 1);
  assert.ok(table.faults.length >= 2);
});
