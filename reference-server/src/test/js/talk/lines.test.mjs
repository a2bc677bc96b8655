// Talk: lines in their order, heights, what a typed line means, dice that lie.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Said, TalkLines, completeFrom, merged } from '../../../main/resources/page/talk/lines.js';
import { meaning } from '../../../main/resources/page/talk/send.js';
import { Heights } from '../../../main/resources/page/talk/window.js';
import { partsOf } from '../../../main/resources/page/talk/roll.js';
import { Chance, SEED } from '../client/kit/seed.mjs';

const chance = new Chance(SEED);
const random = () => chance.bits() / 2 ** 32;
const key = n => String(n).padStart(8, '0');
const at = n => new Date(1_700_000_000_000 + n * 20_000).toISOString();

/** A table that has said so much, of which the document keeps the newest. */
function table(count, window = 100) {
  const all = Array.from({ length: count }, (_, n) => [key(n), { from: n % 3 ? 'ana' : 'ben', text: `line ${n}`, at: at(n) }]);
  const one = {
    all, asked: 0, window, state: { chat: Object.fromEntries(all.slice(-window)), dice: {} },
    get: path => one.state[path.slice(1)],
    history: async (kind, { said, before, until, limit }) => {
      one.asked++;
      if (said !== 'chat') return { lines: [] };
      const end = before !== undefined ? all.findIndex(([each]) => `id-${each}` === before) : all.filter(([, line]) => until === undefined || line.at < until).length;
      const from = Math.max(0, end - limit);
      const lines = all.slice(from, end).map(([each, line]) => ({ id: `id-${each}`, key: each, at: line.at, line })).reverse();
      return { lines, ...(from > 0 ? { older: `id-${all[from][0]}` } : {}) };
    },
  };
  return one;
}

test('ten thousand lines are read from the journal, each once and in order', async () => {
  const one = table(10_000);
  const said = new Said(one, 'chat');
  while (await said.more());
  assert.deepEqual(said.lines.map(([each]) => each), one.all.map(([each]) => each));
  assert.ok(one.asked <= 101, `${one.asked} pages`);
  one.all.push([key(10_000), { text: 'more', at: at(10_000) }]);
  one.state = { ...one.state, chat: Object.fromEntries(one.all.slice(-100)) };
  assert.equal(said.lines.length, 10_001, 'what leaves the window stays');
});

test('lines of the same moment are not lost at the end of the window', async () => {
  const one = table(300);
  for (let n = 195; n < 205; n++) one.all[n][1].at = at(200);
  one.state.chat = Object.fromEntries(one.all.slice(-100));
  const said = new Said(one, 'chat');
  while (await said.more());
  assert.equal(new Set(said.lines.map(([each]) => each)).size, 300);
});

test('talk is complete from where both of its windows are', async () => {
  const one = table(400);
  one.state.dice = Object.fromEntries([[key(9_000), { by: 'ana', notation: '1d20', total: 3, at: at(350.5) }]]);
  const talk = new TalkLines(one);
  const before = talk.lines().filter(each => each.line);
  assert.ok(before.every(each => each.at >= at(350.5)), 'what the other one may lack is not shown');
  while (await talk.older());
  assert.equal(talk.lines().filter(each => each.kind === 'say').length, 400);
});

test('an old whisper does not stand for lines that the window no longer has', () => {
  const lines = [[key(1), { from: 'ana', to: ['ben'], text: 'old' }], ...Array.from({ length: 200 }, (_, n) => [key(n + 500), { from: 'ana', text: 'x' }])];
  assert.equal(completeFrom(lines, 200), key(500));
  assert.equal(completeFrom(lines.slice(0, 150), 200), '', 'nothing was left out');
});

test('a pause, another day and the session stand between lines', () => {
  const line = (n, when) => [key(n), { from: 'ana', text: `${n}`, at: when }];
  const chat = { whole: true, lines: [line(1, '2026-03-01T18:00:00Z'), line(2, '2026-03-01T18:05:00Z'), line(3, '2026-03-01T19:00:00Z'), line(4, '2026-03-08T18:00:00Z')] };
  const all = merged(chat, { whole: true, lines: [] }, { startedAt: '2026-03-08T17:59:00Z', number: 7 });
  assert.deepEqual(all.map(each => each.kind), ['time', 'say', 'say', 'time', 'say', 'session', 'say']);
  assert.match(all[5].text, /Session 7 began/);
  assert.equal(new Set(all.map(each => each.key)).size, all.length);
});

test('moments of different precision stand in their order', () => {
  const times = ['2026-03-01T18:00:00Z', '2026-03-01T18:00:00.812Z', '2026-03-01T18:00:00.812001Z', '2026-03-01T18:00:00.813Z'];
  const chat = { whole: true, lines: times.map((when, n) => [key(n), { text: `${n}`, at: when }]) };
  assert.deepEqual(merged(chat, { whole: true, lines: [] }).filter(each => each.line).map(each => each.line.text), ['0', '1', '2', '3']);
});

test('each place leads to its line, whatever turns out to be how high', () => {
  const heights = new Heights();
  const count = 500;
  const real = Array.from({ length: count }, () => 20 + Math.floor(random() * 80));
  const keys = Array.from({ length: count }, (_, n) => key(n));
  heights.take(keys, () => 30);
  assert.equal(heights.total, 30 * count);
  for (let round = 0; round < 60; round++) {
    const from = Math.floor(random() * (count - 20));
    heights.measured(Array.from({ length: 20 }, (_, n) => [from + n, real[from + n]]));
    const i = Math.floor(random() * count);
    assert.equal(heights.at(heights.top(i)), i);
    assert.equal(heights.at(heights.top(i + 1) - 0.1), i);
  }
  heights.take(['first', ...keys], () => 30);
  assert.equal(heights.top(2) - heights.top(1), heights.known.get(key(0)) ?? 30, 'a height goes with its line');
  assert.equal(heights.measured([[0, 30]]), false, 'as it was thought');
  assert.deepEqual(new Heights().between(0, 100), { from: 0, to: 0 });
});

const STATE = {
  participants: { gm: { name: 'Maren', role: 'gm' }, ana: { name: 'Ana', role: 'player' }, anton: { name: 'Anton Berg', role: 'player' }, ben: { name: 'Ben', role: 'player' } },
  actors: { bram: { name: 'Bram the Bold', owner: 'ana' } },
};

test('a typed line is words, a whisper, an emote or dice', () => {
  const means = (words, to) => meaning(words, STATE, to);
  assert.equal(means('   '), null);
  assert.deepEqual(means('hello'), { type: 'chat.say', payload: { text: 'hello' } });
  assert.deepEqual(means('hello', ['ben']), { type: 'chat.say', payload: { text: 'hello', to: ['ben'] } });
  assert.deepEqual(means('/w Ben are you there?'), { type: 'chat.say', payload: { text: 'are you there?', to: ['ben'] } });
  assert.deepEqual(means('/w ana hi'), { type: 'chat.say', payload: { text: 'hi', to: ['ana'] } });
  assert.deepEqual(means('/w anton berg hi'), { type: 'chat.say', payload: { text: 'hi', to: ['anton'] } });
  assert.deepEqual(means('/whisper bram the bold, be hi'), { type: 'chat.say', payload: { text: 'hi', to: ['ana', 'ben'] } });
  assert.match(means('/w an hi').fault, /Nobody here is called “an”/, 'two begin so');
  assert.match(means('/w nobody hi').fault, /Nobody/);
  assert.match(means('/w ben').fault, /Say what/);
  assert.deepEqual(means('/gm may I?'), { type: 'chat.say', payload: { text: 'may I?', to: [] } });
  assert.deepEqual(means('/me smiles'), { type: 'chat.say', payload: { text: 'smiles', kind: 'emote' } });
  assert.deepEqual(means('/r 2d6+3 Stealth'), { type: 'dice.roll', payload: { notation: '2d6+3', label: 'Stealth' } });
  assert.deepEqual(means('/r 2d6', ['ben']), { type: 'dice.roll', payload: { notation: '2d6', to: ['ben'] } });
  assert.match(means('/shrug').fault, /no \/shrug/);
  assert.deepEqual(means('/dev/null; rm'), { type: 'chat.say', payload: { text: '/dev/null; rm' } }, 'not everything with a slash is meant for the table');
  assert.deepEqual(means('//r is for dice'), { type: 'chat.say', payload: { text: '/r is for dice' } });
});

test('dice are told one by one, with what became of them', () => {
  assert.deepEqual(partsOf('[6, 5!, 2d, 3]+2'), [{ face: '6', marks: [] }, { face: '5', marks: ['exploded'] }, { face: '2', marks: ['dropped'] }, { face: '3', marks: [] }, { text: '+2' }]);
  assert.deepEqual(partsOf('2*([1ro, 20**]-1)'), [{ text: '2*(' }, { face: '1', marks: ['again'] }, { face: '20', marks: ['critical'] }, { text: '-1)' }]);
  assert.deepEqual(partsOf('[-1, 0, 1]'), [{ face: '-1', marks: [] }, { face: '0', marks: [] }, { face: '1', marks: [] }]);
  assert.deepEqual(partsOf('[6, odd, 3'), [{ face: '6', marks: [] }, { text: ' odd ' }, { face: '3', marks: [] }], 'what is cut or unknown is shown as it is');
});
