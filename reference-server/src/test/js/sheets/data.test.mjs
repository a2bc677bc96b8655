// What a sheet shows of a system's data, and what an action needs nobody to be asked for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readyOf, tokenOf } from '../../../main/resources/page/forms/ready.js';
import { boundOf, rowsOf } from '../../../main/resources/page/sheets/data.js';

const int = { type: 'integer', minimum: -2147483648, maximum: 2147483647 };
const SYSTEM = {
  id: 'd20',
  shapes: [
    { at: 'items/*/d20', schema: { type: 'object', properties: { cost: int } } },
    { at: 'actors/*/d20', schema: {
      type: 'object', required: ['hp'],
      properties: {
        hp: { ...int, description: 'What is left.' }, maxHp: int, armourClass: int, proud: { type: 'boolean' },
        abilities: { type: 'object', additionalProperties: { $ref: '#/$defs/Ability' } }, feats: { type: 'array', items: { type: 'string' } },
        foe: { $ref: '#/$defs/ActorRef' }, deep: { $ref: '#/$defs/Ability' },
      },
      $defs: { Ability: { type: 'object', properties: { score: int, note: { type: 'string' } } }, ActorRef: { type: 'string', pattern: '.' } },
    } }],
  derived: [{ at: 'actors/*/d20', key: 'armourClass' }],
};

test('values come in the order of their shape, a value with its bound, others last', () => {
  const rows = rowsOf(SYSTEM, { odd: 'one', armourClass: 15, maxHp: 12, hp: 7, proud: true, feats: ['alert'], abilities: { str: { score: 14 } }, foe: 'rat', deep: { score: 1, note: 'x' } });
  assert.deepEqual(rows.map(each => [each.key, each.kind]), [
    ['hp', 'bar'], ['armourClass', 'number'], ['proud', 'truth'], ['abilities', 'group'], ['feats', 'list'], ['foe', 'refs'], ['deep', 'group'], ['odd', 'text']]);
  const [hp, armour, , abilities] = rows;
  assert.equal(hp.max, 12);
  assert.equal(hp.help, 'What is left.');
  assert.equal(armour.derived, true);
  assert.equal(armour.label, 'Armour class');
  assert.deepEqual(abilities.items[0].items.map(each => [each.key, each.value]), [['score', 14]]);
});

test('what a seat does not see is not there, and data without a shape is shown as it is', () => {
  assert.deepEqual(rowsOf(SYSTEM, { armourClass: 10 }).map(each => each.key), ['armourClass']);
  assert.deepEqual(rowsOf(SYSTEM, undefined), []);
  assert.deepEqual(rowsOf({ id: 'x', shapes: [], derived: [] }, { mood: 'wet', n: 1 }).map(each => each.kind), ['text', 'number']);
  assert.equal(boundOf('hp', ['hp', 'hp-max']), 'hp-max');
  assert.equal(boundOf('hp', ['hp', 'mp']), '');
});

const STATE = {
  actors: { bram: { name: 'Bram', owner: 'ana' }, rat: { name: 'Rat' } },
  maps: { vault: { tokens: { b: { actor: 'bram' }, r: { actor: 'rat' } } } },
};
const ANA = { id: 'ana', role: 'player' };
const action = (properties, required, mine = []) => ({ payload: { type: 'object', properties, required, $defs: { ActorRef: { type: 'string' }, TokenRef: { type: 'string' } } }, mine });
const actor = { $ref: '#/$defs/ActorRef' };
const about = { state: STATE, me: ANA, actor: 'bram', target: 'vault/r', map: 'vault' };

test('who acts and on whom is known, what else must be said is missing', () => {
  const attack = action({ who: actor, whom: actor }, ['who', 'whom'], ['who']);
  assert.deepEqual(readyOf(attack, about), { given: { who: 'bram', whom: 'rat' }, missing: [], more: false, ready: true });
  assert.equal(readyOf(action({ hp: { ...int, default: 6 } }, []), about).ready, false, 'rules of the house are looked at first');
  assert.equal(readyOf(action({}, []), about).ready, true);
  const alone = readyOf(attack, { ...about, target: '' });
  assert.deepEqual(alone.given, { who: 'bram' });
  assert.deepEqual(alone.missing.map(each => each.key), ['whom']);
  const leap = readyOf(action({ who: actor, bonus: int }, ['who', 'bonus'], ['who']), about);
  assert.deepEqual(leap.missing.map(each => each.key), ['bonus']);
});

test('tokens stand for actors and the other way round; nobody acts for another', () => {
  const shove = action({ token: { $ref: '#/$defs/TokenRef' }, target: { $ref: '#/$defs/TokenRef' }, hard: { type: 'boolean', default: false } }, ['token', 'target'], ['token']);
  assert.deepEqual(readyOf(shove, { ...about, target: 'rat' }).given, { token: 'vault/b', target: 'vault/r' });
  assert.equal(readyOf(shove, about).more, true);
  assert.equal(tokenOf(STATE, 'nobody', 'vault'), '');
  const other = readyOf(action({ who: actor }, ['who'], ['who']), { ...about, actor: 'rat' });
  assert.deepEqual(other.given, {});
});
