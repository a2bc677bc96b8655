// The page's verifier of dice against the vectors that the engine's passes too.

import assert from 'node:assert/strict';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { checkDice } from '../../../main/resources/page/dice/check.js';
import { draws } from '../../../main/resources/page/dice/draws.js';
import { hex, hmac, sha256, unhex } from '../../../main/resources/page/dice/sha256.js';

const vectors = JSON.parse(readFileSync(new URL('../../../main/resources/page/dice/vectors.json', import.meta.url), 'utf8'));

test('hashes are those of the platform', () => {
  for (let length = 0; length < 300; length++) {
    const message = randomBytes(length);
    const key = randomBytes(length % 100);
    assert.equal(hex(sha256(message)), createHash('sha256').update(message).digest('hex'));
    assert.equal(hex(hmac(key, message)), createHmac('sha256', key).update(message).digest('hex'));
  }
});

test('draws come out as published', () => {
  for (const one of vectors.draws) {
    const seed = unhex(one.seed);
    assert.equal(hex(sha256(seed)), one.commitment);
    const draw = draws(seed, one.nonces, one.campaign, one.stream, one.counter, one.notation);
    assert.deepEqual(one.bounds.map(bound => draw(bound)), one.draws);
  }
});

for (const one of vectors.sessions) {
  test(`a session is judged as published: ${one.name}`, () => {
    const report = checkDice('goblin-hollow', ...one.told);
    assert.deepEqual([...new Set(report.faults.map(fault => fault.code))].sort(), one.codes);
    assert.equal(report.epochs.reduce((all, epoch) => all + epoch.proven, 0), one.proven);
  });
}
