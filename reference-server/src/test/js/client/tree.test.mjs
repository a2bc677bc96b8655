import assert from 'node:assert/strict';
import test from 'node:test';
import { difference, together } from '../../../main/resources/page/client/keep.js';
import { assign, change, fits, get, keys, merge, patch, pointer, related } from '../../../main/resources/page/client/tree.js';
import { anyKey, anyObject, anyValue, property } from './kit/seed.mjs';

const isObject = value => value !== null && typeof value === 'object' && !Array.isArray(value);
const freeze = value => {
  if (value !== null && typeof value === 'object') { Object.values(value).forEach(freeze); Object.freeze(value); }
  return value;
};
const same = (a, b) => assert.deepEqual(JSON.parse(JSON.stringify(a ?? null)), JSON.parse(JSON.stringify(b ?? null)));

/** RFC 7396 as its text says, on maps. */
function slow(target, given) {
  if (!isObject(given)) return given;
  const made = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [key, value] of Object.entries(given)) {
    if (value === null) made.delete(key);
    else made.set(key, slow(made.get(key), value));
  }
  return Object.fromEntries(made);
}

test('a merge patch does what RFC 7396 says and changes nothing in place', async () => {
  await property('merge', 2000, chance => {
    const before = freeze(anyObject(chance, 3));
    const given = freeze(anyObject(chance, 3));
    const touched = [];
    const after = merge(before, given, touched);
    same(after, slow(before, given));
    assert.equal(Object.getPrototypeOf(after), Object.prototype);
  });
});

test('what a change does not touch stays the same object', async () => {
  await property('touched', 1000, chance => {
    const before = freeze(anyObject(chance, 4));
    const touched = [];
    const after = merge(before, freeze(anyObject(chance, 3)), touched);
    const look = way => {
      if (!touched.some(place => related(place, way))) assert.equal(get(after, way), get(before, way), pointer(way));
      const here = get(before, way);
      if (isObject(here)) for (const key of Object.keys(here)) look([...way, key]);
    };
    look([]);
  });
});

test('patch and set bring nulls, and the same as a merge otherwise', async () => {
  await property('patch', 1000, chance => {
    const before = freeze({ a: anyObject(chance, 2), b: { list: [1, 2, 3] } });
    const key = anyKey(chance);
    const value = anyValue(chance, 2);
    const by = patch(before, [{ op: 'add', path: pointer(['a', key]), value }]);
    const set = assign(before, ['a'], Object.defineProperty({}, key, { value, enumerable: true }));
    same(by, set);
    same(get(by, ['a', key]), value);
    same(patch(by, [{ op: 'remove', path: pointer(['a', key]) }]), assign(before, ['a'], Object.defineProperty({}, key, { value: undefined, enumerable: true })));
  });
  const list = { l: ['a', 'b'] };
  same(patch(list, [{ op: 'add', path: '/l/1', value: 'x' }, { op: 'remove', path: '/l/0' }, { op: 'add', path: '/l/-', value: 'z' }]), { l: ['x', 'b', 'z'] });
  same(change({}, { set: [{ place: ['maps', 'm'], members: { x: 1 } }] }), { maps: { m: { x: 1 } } });
});

test('a pointer is its keys', async () => {
  await property('pointer', 500, chance => {
    const way = Array.from({ length: chance.below(4) }, () => anyKey(chance));
    assert.deepEqual(keys(pointer(way)), way);
  });
  assert.throws(() => keys('actors'), TypeError);
});

test('a pattern sees what changes above, at and below it', () => {
  assert.ok(fits(['actors', '*', 'name'], ['actors', 'bram', 'name']));
  assert.ok(fits(['actors', '*', 'name'], ['actors', 'bram']));
  assert.ok(fits(['actors', '*'], ['actors', 'bram', 'hp']));
  assert.ok(!fits(['actors', '*', 'name'], ['actors', 'bram', 'hp']));
  assert.ok(!fits(['actors', '*'], ['maps', 'bram']));
});

test('records on the disk make the document again, and only what changed is written', async () => {
  await property('records', 500, chance => {
    const disk = new Map();
    let saved;
    let now = freeze({ campaign: anyObject(chance, 2), maps: { m: { walls: anyObject(chance, 1), tokens: { t: { x: 1 } } } } });
    for (let i = 0; i < 6; i++) {
      for (const [key, value] of difference(saved, now)) {
        if (value === undefined) disk.delete(key);
        else disk.set(key, value);
      }
      saved = now;
      same(together([...disk].sort(([a], [b]) => (a < b ? -1 : 1))), now);
      now = chance.chance(0.1) ? freeze(anyObject(chance, 3)) : freeze(merge(now, anyObject(chance, 3)));
    }
  });
  const before = { maps: { m: { walls: { w: 1 }, tokens: { t: { x: 1 }, u: { x: 1 } } } }, actors: { a: {} } };
  const after = merge(before, { maps: { m: { tokens: { t: { x: 2 } } } } });
  assert.deepEqual(difference(before, after).map(([key]) => key), ['/maps/m/tokens']);
});
