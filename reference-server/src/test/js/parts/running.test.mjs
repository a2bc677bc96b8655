import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { flagGroups, inviteAddress } from '../../../main/resources/page/parts/campaign.js';
import { begin, between, ordered, without } from '../../../main/resources/page/parts/encounters.js';
import { fresh } from '../../../main/resources/page/parts/library.js';
import { gridFor, middleOf } from '../../../main/resources/page/parts/scenes.js';
import { isShown, seenBy } from '../../../main/resources/page/parts/world.js';

const rats = { status: 'draft', order: { b: { actor: 'bram' }, a: { actor: 'rat', initiative: 12 }, c: { actor: 'tok', initiative: 18 } } };

/** A seat whose table answers as it is told. */
function seat(answers, encounter = rats) {
  const sent = [];
  const act = (type, payload) => {
    sent.push([type, payload]);
    const receipt = Promise.resolve(answers[type] ?? { outcome: 'applied', code: 'ok' });
    return { receipt, settled: receipt };
  };
  return { sent, act, table: { state: { encounters: {} }, load: async () => encounter } };
}

test('those who act come by initiative, those without one last', () => {
  assert.deepEqual(ordered(rats).map(([id]) => id), ['c', 'a', 'b']);
  assert.deepEqual(ordered(undefined), []);
  assert.deepEqual(without('rats', rats), ['rats/b']);
});

test('who is put between two acts between them, at the ends before or behind all', () => {
  assert.equal(between(18, 12), 15);
  assert.equal(between(undefined, 18), 19);
  assert.equal(between(12, undefined), 11);
  assert.equal(between(undefined, undefined), 10);
});

test('a fight begins when all have initiative, and not without', async () => {
  const going = seat({});
  assert.equal((await begin(going, 'rats')).code, 'ok');
  assert.deepEqual(going.sent, [['initiative.roll', { combatants: ['rats/b'] }], ['encounter.start', { encounter: 'rats' }]]);
  const refused = seat({ 'initiative.roll': { outcome: 'refused', code: 'no' } });
  assert.equal((await begin(refused, 'rats')).code, 'no');
  assert.equal(refused.sent.length, 1);
  const rolled = seat({}, { order: { a: { initiative: 3 } } });
  await begin(rolled, 'rats');
  assert.deepEqual(rolled.sent.map(([type]) => type), ['encounter.start']);
});

test('a picture has as many cells high as fit', () => {
  assert.deepEqual(gridFor({ type: 'square', wide: 20, high: 9 }, { width: 1400, height: 700 }), { type: 'square', wide: 20, high: 10, cellPixels: 70 });
  assert.deepEqual(gridFor({ type: 'none', wide: 20, high: 9 }), { type: 'none', wide: 20, high: 9 });
  assert.deepEqual(middleOf({ x: 3.9, y: -0.2 }), { x: 3.5, y: -0.5 });
});

test('what was made is what was not there before', () => {
  const state = { index: { actors: { old: { name: 'Rat' }, made: { name: 'Rat' } } }, actors: { other: { name: 'Bat' } } };
  assert.equal(fresh(state, 'actors', new Set(['old', 'other']), 'Rat'), 'made');
  assert.equal(fresh(state, 'actors', new Set(['old', 'other', 'made'])), undefined);
});

test('who sees a thing is told in words', () => {
  const state = { participants: { gm: { name: 'Maren' }, ana: { name: 'Ana' } } };
  assert.equal(seenBy(state, 'lore', { revealed: false }), 'hidden from players');
  assert.equal(seenBy(state, 'items', {}), 'players see it');
  assert.equal(seenBy(state, 'notes', { everyone: true }), 'everyone reads it');
  assert.equal(seenBy(state, 'notes', { author: 'gm', readers: ['ana'] }), 'Maren wrote it; read by Ana');
  assert.ok(!isShown('quests', {}));
  assert.ok(isShown('items', {}));
});

test('features come by whose they are, and an invitation stays behind the #', () => {
  const groups = flagGroups([{ name: 'duel.first-blood' }, { name: 'characters-arrive' }, { name: 'duel.other' }]);
  assert.deepEqual(groups.map(([group, flags]) => [group, flags.length]), [['', 1], ['duel', 2]]);
  assert.equal(inviteAddress('https://x.example', 'i.a+b'), 'https://x.example/join#invitation=i.a%2Bb');
});

test('the first fight of the demo gives nobody the first turn for having been rolled for alone', () => {
  const demo = JSON.parse(readFileSync(new URL('../../../main/resources/demo/campaign.json', import.meta.url)));
  for (const [key, encounter] of Object.entries(demo.encounters)) {
    assert.equal(without(key, encounter).length, Object.keys(encounter.order).length, key);
    for (const one of Object.values(encounter.order)) assert.ok(demo.actors[one.actor] && demo.maps.vault.tokens[one.token.split('/')[1]], key);
  }
});
