import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { CborFault, decode, encode } from '../../../main/resources/page/client/cbor.js';
import { COMPACT, PLAIN, asMerge, codecOf } from '../../../main/resources/page/client/codec.js';
import { WORDS } from '../../../main/resources/page/client/words.js';
import { anyObject, anyValue, property } from './kit/seed.mjs';

const vectors = JSON.parse(readFileSync(new URL('../../../main/resources/api/vectors.json', import.meta.url), 'utf8'));
const inflate = async bytes => inflateRawSync(bytes);
const hex = bytes => Buffer.from(bytes).toString('hex');

test('every published vector is written and read as it stands', async () => {
  const codec = codecOf(COMPACT, inflate);
  for (const { name, from, cbor, json } of vectors) {
    if (from === 'client') {
      assert.equal(hex(codec.write(json)), cbor, name);
      continue;
    }
    const said = await codec.read(new Uint8Array(Buffer.from(cbor, 'hex')));
    const { set, ...rest } = said;
    assert.deepEqual(set === undefined ? rest : { ...rest, merge: asMerge(set) }, json, name);
  }
});

test('a place that was told counts on one connection only', async () => {
  const first = codecOf(COMPACT, inflate);
  await first.read(encode([['maps', 'm'], { x: 1 }]));
  assert.deepEqual((await first.read(encode([0, { x: 2 }]))).set[0].place, ['maps', 'm']);
  await assert.rejects(() => codecOf(COMPACT, inflate).read(encode([0, { x: 2 }])), CborFault);
});

test('after 256 places the first number is another place', async () => {
  const codec = codecOf(COMPACT, inflate);
  for (let i = 0; i <= 256; i++) await codec.read(encode([['p', String(i)], {}]));
  assert.deepEqual((await codec.read(encode([0, {}]))).set[0].place, ['p', '256']);
  assert.deepEqual((await codec.read(encode([1, {}]))).set[0].place, ['p', '1']);
});

test('whatever is JSON comes back from the compact form', async () => {
  await property('cbor', 2000, chance => {
    const value = anyValue(chance, 4);
    const back = decode(encode(value));
    assert.equal(JSON.stringify(back), JSON.stringify(value));
    if (value !== null && typeof value === 'object') assert.equal(Object.getPrototypeOf(back), Object.getPrototypeOf(value));
  });
});

test('bytes that are damaged are a fault and nothing else', async () => {
  await property('damaged cbor', 2000, chance => {
    const bytes = encode({ type: 'frame', payload: anyObject(chance) });
    for (let i = chance.below(4); i >= 0; i--) bytes[chance.below(bytes.length)] = chance.below(256);
    const cut = bytes.subarray(0, chance.below(bytes.length + 1));
    try {
      decode(cut);
    } catch (fault) {
      assert.ok(fault instanceof CborFault || fault instanceof TypeError || fault instanceof RangeError, String(fault));
    }
  });
});

test('a move takes as few bytes as the server takes', () => {
  const move = { type: 'act', n: 7, action: 'token.move', payload: { token: 'vault/bram', to: { x: 4.5, y: 7.25 } } };
  assert.ok(encode(move).length <= 45, `${encode(move).length}`);
  assert.equal(codecOf(PLAIN).write(move), JSON.stringify(move));
});

test('the words are those of the server', () => {
  const java = readFileSync(new URL('../../../../../core-engine/src/main/java/io/tablekeep/engine/cbor/CborKeys.java', import.meta.url), 'utf8');
  const text = java.slice(java.indexOf('List.of('), java.indexOf('.split('));
  assert.deepEqual(WORDS, [...text.matchAll(/"([^"]*)"/g)].map(each => each[1]).join('').split(' '));
});
