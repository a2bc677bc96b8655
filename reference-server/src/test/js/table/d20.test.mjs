// A fight by the rules of D20, as a game master and two players fight it in their browsers: the evening
// of a first run, with a monster out of a compendium. What everyone sees is what the server says they see.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test, { after, before } from 'node:test';
import { pause } from './kit/person.mjs';
import { House, leftOut, seen } from './kit/table.mjs';

const options = { skip: leftOut, timeout: 480_000 };
const EVENING = new URL('../../../main/resources/demo/evening.json', import.meta.url);
const CAMPAIGN = 'd20';
/** An owlbear of the SRD, at rest until something leaves its side. */
const OWLBEAR = {
  size: 'large', kind: 'monstrosity', challenge: 3, xp: 700,
  abilities: { strength: 20, dexterity: 12, constitution: 17, intelligence: 3, wisdom: 12, charisma: 7 },
  hitPoints: 59, hitDice: { d10: 7 }, armor: { worn: 'natural', base: 13, dexterity: 0 }, speed: { walk: 40 },
  attacks: {
    beak: { name: 'Beak', bonus: 7, damage: [{ dice: '1d10+5', type: 'piercing' }] },
    claws: { name: 'Claws', bonus: 7, damage: [{ dice: '2d8+5', type: 'slashing' }] },
  },
  multiattack: [{ beak: 1, claws: 1 }],
};
let house;
let people = [];

before(async () => { if (!leftOut) house = await new House().opens(); });
after(() => house?.closes());

const does = (type, payload) => house.does('gm', type, payload, CAMPAIGN);
const truth = () => house.truth('gm', CAMPAIGN);

async function sound() {
  for (const person of people) {
    await house.settled(person);
    assert.deepEqual(person.problems(), [], person.name);
  }
}

/** The evening's table, with an owlbear of a compendium at Bram's side and in the fight. */
async function prepared() {
  const document = JSON.parse(readFileSync(EVENING, 'utf8'));
  document.id = CAMPAIGN;
  // Who they are is looked at here, not the dark.
  document.maps.ford.lighting = {};
  await house.makes(document);
  const entries = { owlbear: { kind: 'actors', name: 'Owlbear', data: { name: 'Owlbear', type: 'monster', d20: { block: OWLBEAR } } } };
  await house.server.ask('/api/compendia/woods', { method: 'PUT', body: JSON.stringify({ name: 'The woods', license: 'CC-BY-4.0', entries }) });
  const taken = await house.server.ask(`/api/campaigns/${CAMPAIGN}/take`, { key: house.seat('gm', CAMPAIGN), method: 'POST', body: JSON.stringify({ compendium: 'woods', entry: 'owlbear' }) });
  assert.equal(taken.outcome, 'applied');
  const { actors } = await truth();
  const [owlbear] = Object.entries(actors).find(([, each]) => each.name === 'Owlbear');
  if (actors[owlbear].hidden) await does('actor.edit', { actor: owlbear, hidden: false });
  await does('token.place', { map: 'ford', actor: owlbear, at: { x: 5.5, y: 7.5 } });
  const { maps } = await truth();
  const [token] = Object.entries(maps.ford.tokens).find(([, each]) => each.actor === owlbear);
  await does('combatant.add', { encounter: 'ford', actor: owlbear, token: `ford/${token}` });
  return { owlbear, token };
}

/** The game master's word on whose turn it is. */
async function turnOf(actor) {
  const { encounters } = await truth();
  const [combatant] = Object.entries(encounters.ford.order).find(([, each]) => each.actor === actor);
  await does('turn.set', { combatant: `ford/${combatant}` });
}

/** Whose turn it is, and in which round. */
async function on() {
  const { encounters: { ford } } = await truth();
  return { round: ford.round, actor: ford.order[ford.turn].actor };
}

const told = words => Promise.all(people.map(person => person.until(`it told: ${words}`, async () => {
  await person.click('tab', /^Talk/);
  return words.test(await person.words());
})));
const conditions = async actor => Object.values((await truth()).actors[actor].conditions ?? {}).map(each => each.name);

test('a game master and two players fight by the rules of D20', options, seen(() => people, async () => {
  const { owlbear, token } = await prepared();
  people = await Promise.all(['gm', 'ana', 'ben'].map(who => house.sits(who, { campaign: CAMPAIGN })));
  const [gm, ana, ben] = people;
  await gm.click('button', /^Start: Goblins at the ford/);
  for (const person of people) await person.sees('round 1');
  assert.ok(Object.values((await truth()).encounters.ford.order).every(each => each.initiative !== undefined), 'rolled for all');

  // A fireball, put on the map from the sheet: one deed, a save for each in it.
  await turnOf('lyra');
  await ben.click('tab', /^Sheet/);
  await ben.click('button', 'Cast Fireball');
  await ben.press(await ben.at({ x: 13.5, y: 8 }));
  await ben.until('the slot spent', async () => (await truth()).actors.lyra.d20.now.slots?.['3'] === 1);
  await told(/Fireball/);
  const burnt = (await truth()).actors;
  for (const each of ['goblin-1', 'goblin-2', 'wolf', 'hobgoblin']) assert.notEqual(burnt[each].d20.now.health, 'unhurt', each);
  assert.equal(burnt.bram.d20.now.health, 'unhurt', 'it was put where Bram is not');
  await sound();

  // Something that lasts as long as she thinks of it.
  await does('d20.grant', { who: 'lyra' });
  await ben.click('tab', /^Sheet/);
  await ben.click('button', 'Cast Blur');
  await ben.sees('Concentrates on');
  assert.ok((await conditions('lyra')).includes('Blurred'));
  for (const person of people) await person.find('button', /^Lyra,.*Blurred/);
  await sound();

  // Hurt so that nobody could still think of it; the words say so to all.
  await does('d20.set', { actor: 'lyra', hp: 32, temporary: 100 });
  await does('d20.damage', { targets: ['lyra'], dice: '1d4+80', type: 'force' });
  await ben.until('concentration lost', async () => !(await conditions('lyra')).includes('Blurred'));
  assert.equal((await truth()).actors.lyra.d20.now.concentration, undefined);
  await sound();

  // The owlbear leaves Bram's side: Ana is asked, and strikes.
  await turnOf(owlbear);
  await gm.drags(token, { x: 6.5, y: 10.5 });
  await ana.sees('leaves the reach of Bram. Strike?');
  assert.ok(!await ben.has('button', /^Yes/), 'that is not his to say');
  await ana.click('button', /^Yes/);
  await ana.until('the reaction spent', async () => Object.values((await truth()).encounters.ford.order).find(each => each.actor === 'bram').d20?.reaction === true);
  for (const person of people) await person.until('it moved', async () => (await person.token(token))?.y === 10.5);
  await sound();

  // What no rule has: the game master is asked, with the odds, and says how hard it is.
  await turnOf('bram');
  await ana.click('tab', /^Act/);
  await ana.click('button', 'Improvise');
  await ana.types('textbox', /^What/, 'to throw a sack of flour in its eyes');
  await ana.chooses(/^Skill/, 'athletics');
  await ana.click('button', 'Improvise', { at: -1 });
  await gm.sees(/Bram tries “to throw a sack of flour in its eyes” with athletics \(\+7\)\. Chances: easy 10 90 %/);
  await gm.types('spinbutton', /^Dc/i, '5');
  await gm.click('button', 'Answer');
  await told(/Bram rolls athletics \(to throw a sack of flour in its eyes\): \d+, made\./);
  await sound();

  // Down, and against death as her turn begins.
  await does('d20.set', { actor: 'lyra', hp: 8 });
  await does('d20.damage', { targets: ['lyra'], dice: '1d4+9', type: 'force' });
  assert.equal((await truth()).actors.lyra.d20.now.hp, 0);
  for (let now = await on(); now.round === 1 || now.actor !== 'lyra'; now = await on()) {
    const was = JSON.stringify(now);
    await gm.click('button', /^End turn/);
    await gm.until('the next turn', async () => JSON.stringify(await on()) !== was);
  }
  await told(/Lyra rolls \d+ against death/);
  await sound();

  // The turn of before is found again, with what lasted then.
  await ben.click('tab', /^History/);
  await ben.find('slider', /^Moment/);
  await ben.until('Lyra as she was', async () => {
    if (Object.values((await ben.view()).actors.lyra.conditions ?? {}).some(each => each.name === 'Blurred')) return true;
    await ben.click('button', /^◀ Earlier/);
    await pause(300);
    return false;
  }, 150_000);
  await ben.sees('You look at an earlier moment');
  assert.equal((await ben.view()).actors.lyra.d20.now.concentration.spell, 'Blur');
  assert.ok((await ben.view()).actors.lyra.d20.now.hp > 0, 'she stood then');
  await ben.click('button', 'Back to now', { at: 0 });
  await ben.until('now', async () => (await ben.view()).actors.lyra.d20.now.hp === (await truth()).actors.lyra.d20.now.hp);
  await sound();
  await Promise.all(people.map(person => person.leaves()));
}));

/** Holds what a page asks for until it is let go, or has it answered otherwise. */
async function holds(page, pattern, answers) {
  const held = [];
  page.on('Fetch.requestPaused', ({ requestId, request }) => {
    const body = answers?.(request);
    if (body) page.ask('Fetch.fulfillRequest', { requestId, responseCode: 200, responseHeaders: [{ name: 'Content-Type', value: 'application/json' }], body: Buffer.from(body).toString('base64') });
    else if (answers) page.ask('Fetch.continueRequest', { requestId });
    else held.push(requestId);
  });
  await page.ask('Fetch.enable', { patterns: [{ urlPattern: pattern }] });
  return { held, lets: async () => { for (const requestId of held.splice(0)) await page.ask('Fetch.continueRequest', { requestId }); } };
}

test('what stays is moved, somebody is shoved away, and the load is told', options, seen(() => people, async () => {
  const campaign = 'grove';
  const table = () => house.truth('gm', campaign);
  const document = JSON.parse(readFileSync(EVENING, 'utf8'));
  document.id = campaign;
  const { ford } = document.maps;
  ford.lighting = {};
  Object.assign(ford.tokens.wolf, { x: 5.5, y: 7.5 });
  document.items = { ...document.items, anvil: { name: 'Anvil', d20: { gear: { pounds: 400 } } } };
  document.actors.lyra.inventory = { ...document.actors.lyra.inventory, anvil: { item: 'anvil', quantity: 1 } };
  await house.makes(document);
  await house.does('gm', 'd20.become', { actor: 'lyra', creature: 'druid' }, campaign);
  // The list of spells is slow to come to Ben, and Ana is not told at once that she can shove.
  let spells;
  const rules = await house.server.ask(`/api/campaigns/${campaign}/rules`, { key: house.seat('ana', campaign) });
  delete rules.actions['d20.shove'];
  let answered = false;
  const poorer = () => { if (answered) return null; answered = true; return JSON.stringify(rules); };
  people = await Promise.all([house.sits('gm', { campaign }),
    house.sits('ana', { campaign, before: async page => { await holds(page, '*/api/campaigns/*/rules', poorer); } }),
    house.sits('ben', { campaign, before: async page => { spells = await holds(page, '*/spells.json'); } })]);
  const [gm, ana, ben] = people;
  await gm.click('button', /^Start: Goblins at the ford/);
  for (const person of people) await person.sees('round 1');
  const turn = async actor => {
    const [combatant] = Object.entries((await table()).encounters.ford.order).find(([, each]) => each.actor === actor);
    await house.does('gm', 'turn.set', { combatant: `ford/${combatant}` }, campaign);
  };

  // More than she can carry is said so.
  await ben.click('tab', /^Sheet/);
  const { load } = (await table()).actors.lyra.d20;
  assert.equal(load.carried, 400);
  await ben.sees(`400 of ${load.most} lb`);
  await ben.sees('too much');

  // A spell that is cast before the rules of it have come waits for them, and asks for its place then.
  await turn('lyra');
  await ben.until('the list asked for', async () => spells.held.length > 0);
  await ben.click('button', 'Cast Moonbeam');
  await pause(300);
  assert.equal((await table()).actors.lyra.d20.now.slots?.['2'], undefined);
  await spells.lets();
  await ben.until('the map to ask', async () => /Moonbeam: press where it goes/.test(await ben.evaluate('document.body.textContent')));
  await ben.press(await ben.at({ x: 8, y: 10 }));
  const area = async () => Object.values((await table()).maps.ford.d20?.areas ?? {})[0];
  await ben.until('the beam', area);
  await ben.sees('Concentrates on');

  // It is put elsewhere from the sheet.
  await house.does('gm', 'd20.grant', { who: 'lyra' }, campaign);
  await ben.click('button', 'Move Moonbeam');
  await ben.press(await ben.at({ x: 12, y: 11 }));
  await ben.until('the beam elsewhere', async () => Math.hypot((await area()).x - 12, (await area()).y - 11) < 0.6);
  await ben.until('what is told of it', async () => { await ben.click('tab', /^Talk/); return /Lyra moves Moonbeam/.test(await ben.words()); });
  await ben.click('tab', /^Sheet/);
  await ben.click('button', 'Let go');
  await ben.until('no beam, and nothing to move', async () => await area() === undefined && !await ben.has('button', 'Move Moonbeam'));

  // Pushed away, by whom the server had not told at first that he can.
  await turn('bram');
  await ana.click('tab', /^Sheet/);
  await ana.click('button', 'Shove away');
  await ana.chooses(/^Target/, document.actors.wolf.name);
  await ana.click('button', 'Shove away', { at: -1 });
  await ana.until('the attempt', async () => Object.values((await table()).encounters.ford.order).find(each => each.actor === 'bram').d20?.action === true);
  await ana.until('what is told of it', async () => { await ana.click('tab', /^Talk/); return /Bram tries to (push|shove)[^:,]*(: done|, in vain)/.test(await ana.words()); });
  for (const person of people) assert.deepEqual(person.problems(), [], person.name);
  await Promise.all(people.map(person => person.leaves()));
}));
