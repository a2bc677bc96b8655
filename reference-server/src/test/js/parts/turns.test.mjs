// Turns: order, who is next, how somebody is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { healthOf, inOrder, nextOf } from '../../../main/resources/page/parts/turns.js';

const order = { a: { initiative: 5 }, b: { initiative: 12 }, c: {}, d: { initiative: 5 } };

test('the highest is first, equals by key, those without initiative last', () => {
  assert.deepEqual(inOrder({ order }).map(([key]) => key), ['b', 'a', 'd', 'c']);
});

test('who is next begins the round anew after the last, and is nobody alone', () => {
  assert.equal(nextOf({ order, turn: 'b' }), 'a');
  assert.equal(nextOf({ order, turn: 'd' }), 'b');
  assert.equal(nextOf({ order: { a: order.a }, turn: 'a' }), '');
  assert.equal(nextOf({ order, turn: 'gone' }), '');
});

test('how somebody is stands there when the system says it, with its bound or without', () => {
  const int = { type: 'integer' };
  const system = { id: 'x', shapes: [{ at: 'actors/*/x', schema: { type: 'object', properties: { mana: int, maxMana: int, hp: int, maxHp: int } } }], derived: [] };
  assert.deepEqual(healthOf(system, { x: { mana: 1, maxMana: 2, hp: 3, maxHp: 12 } }), { text: '3/12', part: 0.25, words: 'Hp 3 of 12' });
  assert.equal(healthOf(system, { x: { hp: 3 } }).text, '3');
  assert.equal(healthOf(system, { x: { look: 'fresh' } }), null, 'others are not told');
  assert.equal(healthOf(undefined, {}), null);
});
