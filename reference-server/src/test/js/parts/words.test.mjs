import assert from 'node:assert/strict';
import { test } from 'node:test';
import { all, actionInWords, changeInWords, changesInWords, clock, humanize, leaves, named, placeInWords, rollInWords, span, valueInWords } from '../../../main/resources/page/parts/words.js';

const state = {
  campaign: { name: 'Vault', system: 'duel' },
  index: { actors: { ghoul: { name: 'Ghoul' } }, maps: {}, lore: { riddle: 'The riddle' } },
  participants: { ana: { name: 'Ana', role: 'player' } },
  actors: { rat: { name: 'Giant rat', duel: { hp: 4 } }, bram: { name: 'Bram', owner: 'ana' } },
  maps: { vault: { name: 'The vault', tokens: { r1: { actor: 'rat', x: 2.5, y: 7.5 }, b: { actor: 'bram', name: 'Sir Bram', x: 1.5, y: 1.5 } }, walls: { gate: { door: { state: 'open' } }, w: {} } } },
  encounters: { rats: { order: { one: { actor: 'rat', token: 'vault/r1' }, two: { actor: 'ghoul' } } } },
  quests: { q: { name: 'The cup', objectives: { a: { text: 'Find it' } } } },
};

test('keys are told as words, and people by their names', () => {
  assert.deepEqual(['gmNotes', 'hp', 'firstBlood', 'first-blood'].map(humanize), ['game master’s notes', 'hit points', 'first blood', 'first blood']);
  assert.equal(named(state, 'actors', 'ghoul'), 'Ghoul');
  assert.equal(named(state, 'lore', 'riddle'), 'The riddle');
  assert.equal(named(state, 'actors', 'unheard-of'), 'someone');
  assert.deepEqual(all(state, 'actors').map(each => each.name), ['Bram', 'Ghoul', 'Giant rat']);
});

test('a place names whose it is and what of it, without the id of the rules', () => {
  assert.deepEqual(placeInWords(state, '/actors/rat/duel/hp'), { who: 'Giant rat', what: 'hit points' });
  assert.deepEqual(placeInWords(state, '/maps/vault/tokens/b/x'), { who: 'Sir Bram', what: 'column' });
  assert.deepEqual(placeInWords(state, '/maps/vault/walls/gate/door/state'), { who: 'A door', what: 'state' });
  assert.deepEqual(placeInWords(state, '/encounters/rats/order/two/initiative'), { who: 'Ghoul', what: 'initiative' });
  assert.deepEqual(placeInWords(state, '/quests/q/objectives/a/done'), { who: 'The cup', what: '“Find it”, done' });
  assert.deepEqual(placeInWords(state, '/currentSession/activeEncounterId'), { who: 'The session', what: 'encounter' });
  assert.equal(placeInWords(state, '').who, 'The table');
});

test('a change is a sentence, also where something comes, goes or is said', () => {
  assert.equal(changeInWords(state, { path: '/actors/rat/duel/hp', before: 4, after: 1 }), 'Giant rat: hit points 4 → 1');
  assert.equal(changeInWords(state, { path: '/actors/rat/hidden', after: true }), 'Giant rat: hidden on');
  assert.equal(changeInWords(state, { path: '/actors/x', after: { name: 'Wolf' } }), 'Wolf is new');
  assert.equal(changeInWords(state, { path: '/actors/x', before: { name: 'Wolf' } }), 'Wolf is gone');
  assert.equal(changeInWords(state, { path: '/chat/c1', after: { text: 'Hello' } }), '“Hello”');
  assert.equal(changeInWords(state, { path: '/actors/rat/owner', after: 'ana' }), 'Giant rat: owner Ana');
});

test('who moved is one line of both columns, and what was explored is none', () => {
  assert.deepEqual(changesInWords(state, [
    { path: '/maps/vault/tokens/b/x', before: 1.5, after: 7.5 }, { path: '/maps/vault/tokens/b/y', before: 1.5, after: 2.5 },
    { path: '/maps/vault/explored/ana/seen/3', after: 'ff' }]), ['Sir Bram to column 8, row 3']);
  assert.deepEqual(changesInWords(state, [{ path: '/maps/vault/tokens/b/y', after: 4.5 }]), ['Sir Bram to column 2, row 5']);
  const many = Array.from({ length: 9 }, (none, at) => ({ path: `/actors/a${at}/hp`, after: at }));
  assert.equal(changesInWords(state, many, 4).length, 4);
  assert.equal(changesInWords(state, many, 4).at(-1), 'and 6 more');
});

test('values are cut and never shown as code', () => {
  assert.equal(valueInWords(state, 'x'.repeat(500)).length, 80);
  assert.equal(valueInWords(state, null), 'nothing');
  assert.equal(valueInWords(state, [1, 2, 3, 4, 5]), '1, 2, 3, 4 …');
  assert.equal(valueInWords(state, { hp: 3, look: { deep: 1 } }), 'hit points 3, look …');
  assert.equal(valueInWords(state, 0.1 + 0.2), '0.3');
});

test('what is another is found at its leaves, with keys escaped', () => {
  assert.deepEqual(leaves({ a: 1, b: { 'c/d': 2 } }, { a: 1, b: { 'c/d': 3 }, e: true }),
    [{ at: '/b/c~1d', before: 2, after: 3 }, { at: '/e', before: undefined, after: true }]);
  assert.deepEqual(leaves([1], [1]), []);
});

test('times and spans are for people', () => {
  const noon = new Date(2026, 10, 22, 12, 4);
  assert.equal(clock(noon.toISOString(), noon), '12:04');
  assert.equal(clock(new Date(2026, 10, 21, 9, 30).toISOString(), noon), '2026-11-21 09:30');
  assert.equal(clock('never'), 'never');
  assert.deepEqual([1000, 90_000, 7_200_000, 4 * 86_400_000, -5].map(span), ['1 s', '2 min', '2 h', '4 days', '0 s']);
});

test('an action has a name, a roll its dice and odds', () => {
  assert.equal(actionInWords('token.move'), 'moved');
  assert.equal(actionInWords('duel.attack'), 'duel attack');
  assert.equal(actionInWords(undefined), '');
  assert.equal(rollInWords('attack', { notation: '1d20+4', total: 14, faces: [10], odds: { reach: 0.55 } }), 'attack: 1d20+4 = 14  [10] (55 % reach it)');
});
