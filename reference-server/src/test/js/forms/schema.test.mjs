// Forms: what schemas ask, what is sent of what was filled in, what can be chosen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choicesOf, ofToken, tokenName } from '../../../main/resources/page/forms/choices.js';
import { draftOf, modelOf, notationFault, onlyChanged, payloadOf, schemaOf, words } from '../../../main/resources/page/forms/schema.js';

const REF = { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$', description: 'The key of an actor.' };
const SCHEMA = {
  type: 'object',
  properties: {
    who: { $ref: '#/$defs/ActorRef' },
    text: { type: 'string', minLength: 1, maxLength: 5, description: 'The words.' },
    skill: { type: 'integer', minimum: 0, maximum: 5 },
    any: { type: 'integer', minimum: -2147483648, maximum: 2147483647 },
    loud: { type: 'boolean', default: false },
    kind: { type: 'string', enum: ['say', 'emote'], default: 'say' },
    to: { type: 'array', items: { $ref: '#/$defs/ParticipantRef' }, uniqueItems: true, maxItems: 2 },
    effect: { $ref: '#/$defs/Effect' },
    notation: { type: 'string', maxLength: 200 },
    notes: { type: 'string', maxLength: 100000 },
    flags: { type: 'object', additionalProperties: { type: 'integer' } },
    odd: {},
  },
  required: ['who', 'text', 'skill'],
  $defs: {
    ActorRef: REF,
    ParticipantRef: { ...REF, description: 'A person.' },
    Effect: { type: 'object', properties: { name: { type: 'string', minLength: 1 }, next: { $ref: '#/$defs/Effect' } }, required: ['name'] },
  },
};
const model = modelOf(SCHEMA, { mine: ['who'] });
const fieldOf = key => model.fields.find(each => each.key === key);
const fill = draft => payloadOf(model, { ...draftOf(model), ...draft });

test('each member becomes the field that suits it', () => {
  const kinds = Object.fromEntries(model.fields.map(each => [each.key, each.kind]));
  assert.deepEqual(kinds, {
    who: 'ref', text: 'text', skill: 'number', any: 'number', loud: 'boolean', kind: 'choice', to: 'list', effect: 'record',
    notation: 'notation', notes: 'long', flags: 'entries', odd: 'json',
  });
  assert.equal(fieldOf('who').ref, 'Actor');
  assert.equal(fieldOf('who').mine, true);
  assert.equal(fieldOf('to').item.ref, 'Participant');
  assert.equal(fieldOf('any').limits.min, undefined, 'the bounds of a computer are none for people');
  assert.equal(words('fromTheBack_door'), 'From the back door');
});

test('a record that contains itself is asked as deep as somebody goes', () => {
  const inner = fieldOf('effect').fields[1].fields[1].fields[0];
  assert.equal(inner.key, 'name');
});

test('only what was said is sent, and numbers are numbers', () => {
  const { value, problems } = fill({ who: 'bram', text: ' hi ', skill: '3' });
  assert.deepEqual(problems, []);
  assert.deepEqual(value, { who: 'bram', text: 'hi', skill: 3, loud: false, kind: 'say' });
});

test('everything that is wrong is told with its place', () => {
  const { problems } = fill({ who: '', text: 'longer', skill: '7', any: '1.5', to: ['a', 'b', 'c'], effect: { name: '' }, notation: '2d6+', odd: '{' });
  assert.deepEqual(problems.map(each => each.field), ['/who', '/text', '/skill', '/any', '/to', '/effect/name', '/notation', '/odd']);
  assert.equal(problems[0].message, 'Choose one.');
  assert.equal(problems[2].message, 'This is from 0 to 5.');
});

test('lists keep each thing once, entries keep any name', () => {
  const { value, problems } = fill({ who: 'a', text: 'x', skill: '1', to: ['b', 'b'], flags: [['__proto__', '1'], ['a/b', '2']] });
  assert.deepEqual(problems, []);
  assert.deepEqual(value.to, ['b']);
  assert.deepEqual(Object.keys(value.flags), ['__proto__', 'a/b']);
  assert.equal({}.polluted, undefined);
  const odd = fill({ who: 'a', text: 'x', skill: '1', flags: [['a/b', 'x']] });
  assert.equal(odd.problems[0].field, '/flags/a~1b');
});

test('what was there comes back as it was', () => {
  const given = { who: 'bram', text: 'hi', skill: 2, loud: true, kind: 'emote', to: ['ana'], effect: { name: 'Wet', next: { name: 'Cold' } }, flags: { a: 1 }, odd: { x: [1] } };
  const { value } = payloadOf(model, draftOf(model, given));
  assert.deepEqual(value, given);
});

test('an edit sends what is other, and what must be there', () => {
  assert.deepEqual(onlyChanged({ actor: 'bram', name: 'Bram', notes: 'new', tags: ['a'] }, { actor: 'bram', name: 'Bram', notes: 'old', tags: ['a'] }, ['actor']), { actor: 'bram', notes: 'new' });
});

test('a suggested answer is a form', () => {
  const asked = modelOf(schemaOf({ accept: false, bonus: 2, why: '' }));
  assert.deepEqual(asked.fields.map(each => each.kind), ['boolean', 'number', 'text']);
  assert.deepEqual(payloadOf(asked, draftOf(asked, { accept: true, bonus: 2, why: '' })).value, { accept: true, bonus: 2, why: '' });
});

test('dice that cannot be dice are told, others are left to the server', () => {
  for (const good of ['2d6+3', '1d20', 'd%', '4dF', '4d6kh3', '2d20kl1+5', '1d6!', '(2d6+3)*2', '{4d6,3d8}kh1', '1d20r1', '1d20+@str']) assert.equal(notationFault(good), '', good);
  for (const bad of ['', 'strength', '2d6+', '(2d6', '2d0', '2d6;x']) assert.notEqual(notationFault(bad), '', bad);
});

const STATE = {
  index: { actors: { rat: 'Giant rat', far: { name: 'Far one' } } },
  actors: { bram: { name: 'Bram', owner: 'ana', inventory: { rope: { name: 'Rope' }, key: { item: 'key-iron' } }, conditions: { wet: { name: 'Wet' } } }, lyra: { name: 'Lyra', owner: 'ben' } },
  items: { 'key-iron': { name: 'Iron key' } },
  participants: { ana: { name: 'Ana', role: 'player' } },
  maps: { vault: { name: 'The vault', tokens: { b: { actor: 'bram' }, r: { actor: 'rat', name: 'Fat rat' }, x: { actor: 'rat' } } }, other: { name: 'Other', tokens: { o: { actor: 'lyra' } } } },
  encounters: { rats: { name: 'Rats', order: { one: { actor: 'bram', token: 'vault/b' }, two: { actor: 'rat' } } } },
};
const ANA = { id: 'ana', role: 'player' };
const values = (kind, about) => choicesOf(kind, STATE, about).map(each => each.value);

test('references are chosen from what the seat sees', () => {
  assert.deepEqual(choicesOf('Actor', STATE).map(each => each.label), ['Bram', 'Far one', 'Giant rat', 'Lyra']);
  assert.deepEqual(values('Actor', { me: ANA, mine: true }), ['bram']);
  assert.deepEqual(values('Actor', { me: { id: 'gm', role: 'gm' }, mine: true }), ['bram', 'far', 'rat', 'lyra']);
  assert.deepEqual(values('Token', { map: 'vault' }), ['vault/b', 'vault/r', 'vault/x']);
  assert.deepEqual(values('Token', { me: ANA, mine: true }), ['vault/b']);
  assert.deepEqual(choicesOf('Stack', STATE, { me: ANA, mine: true }).map(each => each.label), ['Iron key', 'Rope']);
  assert.deepEqual(values('Condition', {}), ['bram/wet']);
  assert.deepEqual(choicesOf('Combatant', STATE).map(each => each.label), ['Bram', 'Giant rat']);
  assert.deepEqual(values('Nonsense'), []);
});

test('a token on the map stands for what is asked', () => {
  assert.equal(ofToken('Token', STATE, 'vault/r'), 'vault/r');
  assert.equal(ofToken('Actor', STATE, 'vault/r'), 'rat');
  assert.equal(ofToken('Combatant', STATE, 'vault/b'), 'rats/one');
  assert.equal(ofToken('Combatant', STATE, 'vault/r'), 'rats/two');
  assert.equal(ofToken('Item', STATE, 'vault/r'), '');
  assert.equal(tokenName(STATE, 'vault/x'), 'Giant rat');
});
