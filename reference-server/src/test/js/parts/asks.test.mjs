import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Table } from '../../../main/resources/page/client/table.js';
import { editable, movedNow, tell, valueOf } from '../../../main/resources/page/parts/asks.js';

const state = {
  campaign: { system: 'duel' }, index: {},
  participants: { ana: { name: 'Ana' }, ben: { name: 'Ben' } },
  actors: { rat: { name: 'Giant rat', duel: { hp: 4 } }, bram: { name: 'Bram' } },
};
const ask = {
  key: 'k', sent: { by: 'ana', type: 'duel.attack', payload: { who: 'bram', whom: 'rat' }, at: '2026-11-22T17:32:20Z' },
  proposal: {
    reason: 'Bram hits.', until: '2026-11-22T17:40:00Z',
    changes: [{ put: '/actors/rat/duel/hp', value: 1 }, { put: '/chat/new', value: { text: 'Ouch' } }],
    follows: [{ put: '/actors/rat/duel/look', value: 'bloodied' }],
    moved: [{ at: '/actors/rat/duel/hp', seen: { is: 5 }, now: { is: 4 } }], earlier: { changes: [{ put: '/actors/rat/duel/hp', value: 2 }], follows: [] },
    shown: { ben: { reason: 'Bram hits.', changes: [], earlier: [{ remove: '/actors/bram/curse' }] } },
  },
  rolls: { attack: { notation: '1d20', total: 12, faces: [12] } },
};

test('the game master reads who, what, what changes, and what moved since', () => {
  const told = tell(state, ask, 'gm');
  assert.equal(told.who, 'Ana');
  assert.equal(told.what, 'Bram hits.');
  assert.equal(told.about, 'Attack: Bram, Giant rat');
  assert.deepEqual(told.parts[0], { path: '/actors/rat/duel/hp', before: 4, after: 1 });
  assert.deepEqual(told.moved, ['Giant rat: hit points was 5, is 4']);
  assert.deepEqual(told.earlier, ['Giant rat: hit points 2']);
  assert.equal(told.until, '2026-11-22T17:40:00Z');
  assert.deepEqual(told.rolls, ['attack: 1d20 = 12  [12]']);
});

test('another who is asked reads what is shown to them', () => {
  const shown = { ...ask, proposal: { shown: { ben: ask.proposal.shown.ben } } };
  const told = tell(state, shown, 'ben');
  assert.equal(told.parts.length, 0);
  assert.deepEqual(told.earlier, ['Bram: curse']);
  assert.ok(told.proposed);
});

test('whoever sent it reads what it was, also without the proposal', () => {
  const told = tell(state, { key: 'k', sent: ask.sent }, 'ana');
  assert.equal(told.about, 'Attack: Bram, Giant rat');
  assert.equal(told.proposed, false);
});

test('what can be changed are the leaves of what is put, with the type they have', () => {
  const parts = editable([{ path: '/a', after: 3, before: 4 }, { path: '/b', before: 1 }, { path: '/c', after: { text: 'x', on: true, list: [1] } }]);
  assert.deepEqual(parts.map(each => [each.path, each.after]), [['/a', 3], ['/c/on', true], ['/c/text', 'x']]);
  assert.equal(valueOf({ value: '7' }, 3), 7);
  assert.equal(valueOf({ checked: false }, true), false);
  assert.equal(valueOf({ value: '7' }, 'x'), '7');
});

test('what the rules have read and is another by now is told before it is decided', () => {
  const reads = [{ at: '/actors/rat/duel/hp', what: 'value', seen: { is: 6 } }, { at: '/actors/rat/name', what: 'value', seen: { is: 'Giant rat' } },
    { at: '/actors/unloaded/hp', what: 'value', seen: { is: 1 } }, { at: '/actors', what: 'keys', seen: {} }];
  const late = { ...ask, proposal: { ...ask.proposal, moved: [] }, reads };
  assert.deepEqual(movedNow(state, late), [{ at: '/actors/rat/duel/hp', seen: { is: 6 }, now: { is: 4 } }]);
  assert.deepEqual(tell(state, late, 'gm').moved, ['Giant rat: hit points was 6, is 4']);
  assert.ok(tell(state, late, 'gm').late);
  assert.deepEqual(movedNow(state, { sent: ask.sent, reads }), []);
});

test('whoever a proposal was handed on to is asked, though neither sender nor list are theirs to see', () => {
  const asksOf = (id, role, one) => Object.getOwnPropertyDescriptor(Table.prototype, 'asks').get.call({ me: { id, role }, state: { asks: { k: one } } });
  const shown = { questions: {}, proposal: { shown: { ben: { reason: 'Bram hits.', changes: [] } } } };
  assert.deepEqual(asksOf('ben', 'player', shown).forMe.map(each => each.key), ['k']);
  assert.deepEqual(asksOf('cleo', 'player', shown).forMe, []);
  assert.deepEqual(asksOf('ana', 'player', { sent: { by: 'ana' } }).forMe, []);
  assert.deepEqual(asksOf('ana', 'player', { sent: { by: 'ana' } }).mine.map(each => each.key), ['k']);
});

test('what the rules still ask somebody is not there to be approved', () => {
  const asked = { proposal: { shown: {} }, questions: { 'opportunity/bram': { answered: false, suggestion: { use: false }, summary: 'Strike?', to: ['ana'] } } };
  assert.equal(tell(state, asked, 'ana').proposed, false);
  assert.equal(tell(state, { ...asked, questions: { 'opportunity/bram': { ...asked.questions['opportunity/bram'], answered: true } } }, 'ana').proposed, true);
});
