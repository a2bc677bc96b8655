import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeOf, writable } from '../../../main/resources/page/parts/clash.js';
import { mergeOf, returnInWords, stillOpen } from '../../../main/resources/page/parts/time.js';
import { becameOf, planOf, sumOf } from '../../../main/resources/page/parts/returned.js';

test('a place that both changed has the name of whose it is', () => {
  const state = { campaign: { system: 'duel' }, actors: { rat: { name: 'Giant rat' } } };
  assert.equal(placeOf(state, '/actors/rat/duel/hp'), 'Giant rat: hit points');
});

test('texts, numbers and yes or no can be written by hand, things cannot', () => {
  assert.equal(writable({ theirs: 'a', mine: 'b' }), true);
  assert.equal(writable({ base: 0 }), true);
  assert.equal(writable({ mine: false }), true);
  assert.equal(writable({ theirs: {}, mine: {} }), false);
  assert.equal(writable({}), false);
});

test('what was done without a line is told once all of it has come out', () => {
  const done = { stage: 'applied', receipt: { code: 'ok' } };
  const refused = { stage: 'refused', receipt: { code: 'no-such-thing', message: 'It is gone.' } };
  const settled = { stage: 'applied', receipt: { code: 'conflict-settled', message: 'Both were kept.' } };
  assert.equal(sumOf([]), null);
  assert.equal(sumOf([done, { stage: 'waiting' }]), null);
  assert.equal(sumOf([done, done]).plain, true);
  assert.equal(sumOf([done, refused, settled]).plain, false);
  assert.match(sumOf([done, refused, settled]).title, /3 things: 1 is done/);
  assert.equal(becameOf(refused).words, 'not done: It is gone.');
  assert.equal(becameOf(settled).words, 'Both were kept.');
  assert.match(becameOf({ stage: 'asked', receipt: { code: 'conflict' } }).words, /being asked/);
});

test('without a line the page says how much is planned, and whether it is safe', () => {
  const waiting = { stage: 'waiting' };
  const refused = { stage: 'refused', receipt: { code: 'needs-line', message: 'No.' } };
  assert.match(planOf([], { kept: true }).title, /Nothing is planned yet/);
  assert.match(planOf([], { kept: true }).words, /dice/);
  assert.match(planOf([waiting, refused], { kept: true }).title, /One thing is planned/);
  assert.match(planOf([waiting, waiting], { kept: true }).title, /2 things are planned/);
  assert.doesNotMatch(planOf([waiting], { kept: true }).words, /close/);
  assert.match(planOf([waiting], { kept: false }).words, /Do not close this page/);
});

test('a merge names the choices, and the values written by hand', () => {
  const preview = { branch: 'b1', tip: 7, head: 40, conflicts: [{ path: '/a', open: true }, { path: '/b', open: true }, { path: '/c', open: false }] };
  const chosen = new Map();
  assert.deepEqual(stillOpen(preview.conflicts, chosen).map(each => each.path), ['/a', '/b']);
  chosen.set('/a', 'both').set('/b', { value: 3 });
  assert.deepEqual(stillOpen(preview.conflicts, chosen), []);
  assert.deepEqual(mergeOf(preview, chosen), { branch: 'b1', tip: 7, seen: 40, choices: { '/a': 'both' }, values: { '/b': 3 } });
  assert.deepEqual(mergeOf(preview, new Map()), { branch: 'b1', tip: 7, seen: 40 });
});

test('a return tells what changes, who is set aside, and what stays behind', () => {
  const state = { campaign: { system: 'duel' }, participants: { ana: { name: 'Ana' } }, actors: { rat: { name: 'Giant rat' } } };
  const told = returnInWords(state, {
    at: '2026-11-22T17:32:20Z', entries: 3, by: { ana: 2, '': 1 }, changes: [{ path: '/actors/rat/duel/hp', now: 4, then: 9 }], moreChanges: 2,
    asks: [{ key: 'k', by: 'ana', summary: 'hits' }], dependents: [{ at: '2026-11-22T17:32:20Z', by: 'ana', leaves: ['/actors/rat/duel/hp'] }], mended: [], fits: false,
  });
  assert.match(told[0].text, /3 deeds are set aside \(2 by Ana, 1 by the table\)/);
  assert.deepEqual(told[1].items, ['Giant rat: hit points 4 → 9', 'and 2 more places']);
  assert.deepEqual(told[2].items, ['Ana: hits']);
  assert.match(told[3].items[0], /Ana: Giant rat: hit points$/);
  assert.match(told[4].text, /more than one entry/);
  assert.match(returnInWords(state, { at: 'x', entries: 0, changes: [] })[0].text, /as it was then already/);
});
