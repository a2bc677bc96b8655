import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lookBack } from '../../../main/resources/page/back.js';
import { lineInWords, queryOf } from '../../../main/resources/page/parts/history.js';

const state = {
  index: {}, participants: { ana: { name: 'Ana' } }, actors: { bram: { name: 'Bram' }, rat: { name: 'Rat', hp: 4 } },
  maps: { vault: { name: 'The vault', tokens: { b: { actor: 'bram', x: 1.5, y: 1.5 } } } },
};
const settled = () => new Promise(done => setImmediate(done));

/** A table of now with two earlier moments. */
function table(history) {
  const listeners = new Map();
  const live = {
    state, me: { id: 'ana', role: 'player' }, sent: [], refused: [],
    on(event, run) { const all = listeners.get(event) ?? new Set(); listeners.set(event, all.add(run)); return () => all.delete(run); },
    emit(event, value) { if (event === 'refused') this.refused.push(value); for (const run of listeners.get(event) ?? []) run(value, this); },
    act(type) { this.sent.push(type); return { receipt: Promise.resolve({ outcome: 'applied' }) }; },
    signal(kind) { this.sent.push(kind); },
    load: async path => `live ${path}`,
    whoAmI() { return this.me.id; },
    history,
  };
  return { live, table: lookBack(live) };
}

test('a line says who did what, and tells nothing of what the seat may not know', () => {
  const line = (changes, more = {}) => lineInWords(state, { id: 'l', at: '', changes, ...more });
  assert.deepEqual(line([{ path: '/actors/rat/hp', before: 4, after: 1 }], { by: 'ana', action: 'ask.decide' }), { who: 'Ana', what: 'decided: Rat: hit points 4 → 1' });
  assert.deepEqual(line([{ path: '/maps/vault/tokens/b/x', before: 1.5, after: 6.5 }], { by: 'ana', action: 'token.move' }), { who: 'Ana', what: 'moved: Bram to column 7, row 2' });
  assert.equal(line([{ path: '/chat', after: { c1: { text: 'Hello' } } }], { action: 'chat.say' }).what, '“Hello”');
  assert.equal(line([], { begins: true }).what, 'What you see begins here.');
  assert.equal(line([]).what, 'Something changed');
  assert.equal(line([{ path: '/asks/k', after: { sent: { type: 'duel.yield', payload: { who: 'bram' } } } }], { by: 'ana', action: 'duel.yield' }).what, 'asks: Duel yield: Bram');
  assert.equal(line([{ path: '/maps/vault/walls/w/points', before: [], after: [1] }, { path: '/maps/vault/walls/v', after: { points: [] } }]).what, 'more of The vault to see');
  const step = { path: '/maps/vault/tokens/b/x', before: 1.5, after: 6.5 };
  assert.equal(line([step, { path: '/maps/vault/walls/w', before: { points: [1, 2] } }], { by: 'ana', action: 'token.move' }).what, 'moved: Bram to column 7, row 2');
});

test('what stands empty in the form is not asked for', () => {
  assert.deepEqual(queryOf({ text: '', by: '', path: '', from: '', until: '' }), {});
  assert.deepEqual(queryOf({ text: 'rat', by: 'ana', path: '/chat', from: '2026-11-22T10:00', until: '' }),
    { text: 'rat', by: 'ana', path: '/chat', from: new Date('2026-11-22T10:00').toISOString() });
});

test('a table is shown as it was, and nothing is done there', async () => {
  const { live, table: shown } = table(async (kind, { line }) => ({ state: { actors: { rat: { name: 'Rat', hp: line === 'a' ? 9 : 7 } } } }));
  const seen = [];
  shown.on('state', now => seen.push(now.actors.rat.hp));
  await shown.back.look({ line: 'a', at: 'then' });
  assert.equal(shown.state.actors.rat.hp, 9);
  assert.equal(shown.get('/actors/rat/hp'), 9);
  assert.equal(live.state.actors.rat.hp, 4);
  const receipt = await shown.act('token.move', {}).receipt;
  assert.equal(receipt.code, 'looking-back');
  shown.signal('drag', {});
  assert.deepEqual(live.sent, []);
  assert.equal(live.refused.length, 1);
  live.emit('state', live.state); // what happens meanwhile changes nothing of what was
  shown.back.now();
  assert.equal(shown.state, state);
  assert.deepEqual(seen, [9, 9, 4]);
  shown.act('chat.say', {});
  assert.deepEqual(live.sent, ['chat.say']);
  assert.equal(shown.whoAmI(), 'ana');
});

test('of two moments asked for in haste the last is shown', async () => {
  const waiting = [];
  const { table: shown } = table((kind, { line }) => new Promise(done => waiting.push(() => done({ state: { is: line } }))));
  const both = [shown.back.look({ line: 'a' }), shown.back.look({ line: 'b' })];
  waiting[1]();
  await settled();
  waiting[0]();
  await Promise.all(both);
  assert.equal(shown.state.is, 'b');
});

test('who goes back to now while a moment is read stays in the present', async () => {
  let give;
  const { table: shown } = table(() => new Promise(done => { give = () => done({ state: { is: 'past' } }); }));
  const looking = shown.back.look({ line: 'a' });
  shown.back.now();
  give();
  await looking;
  assert.equal(shown.state, state);
});

test('a moment that is too large is read in parts, and the rest when it is looked at', async () => {
  const asked = [];
  const { table: shown } = table(async (kind, { path }) => {
    asked.push(path);
    if (path === undefined || path === '/actors') throw Object.assign(new Error('much'), { code: 'answer-too-large' });
    if (path === '/currentSession') return { state: { map: 'vault' } };
    if (path === '/maps/vault') return { state: { name: 'As it was' } };
    if (path === '/actors/rat') return { state: { name: 'Rat', hp: 2 } };
    throw Object.assign(new Error('none'), { code: 'no-such-place' });
  });
  await shown.back.look({ version: 3 });
  assert.equal(shown.state.maps.vault.name, 'As it was');
  assert.equal(shown.state.actors, undefined);
  assert.equal((await shown.load('/actors/rat')).hp, 2);
  assert.equal(shown.state.actors.rat.hp, 2);
  assert.equal(await shown.load('/actors/rat'), shown.state.actors.rat);
  assert.equal(asked.filter(path => path === '/actors/rat').length, 1);
});

test('where the server refuses a moment, the present stays', async () => {
  const { table: shown } = table(async () => { throw Object.assign(new Error('no'), { code: 'no-such-line' }); });
  await assert.rejects(shown.back.look({ line: 'x' }), { message: 'no' });
  assert.equal(shown.state, state);
  assert.equal(shown.back.moment, null);
});
