// A fight, as a game master and two players fight it who have nothing but their links: on a map that
// was made elsewhere where there is one, and the one that a first run offers. What everyone sees is
// what the server says they see.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { after, before } from 'node:test';
import { attacks, waits } from './kit/fighters.mjs';
import { pause } from './kit/person.mjs';
import { House, leftOut, seen } from './kit/table.mjs';

const options = { skip: leftOut, timeout: 480_000 };
const HERE = dirname(fileURLToPath(import.meta.url));
let house;
let people = [];

before(async () => { if (!leftOut) house = await new House().opens(); });
after(() => house?.closes());

async function sound(...all) {
  for (const person of all) {
    await house.settled(person);
    assert.deepEqual(person.problems(), [], person.name);
  }
}

/** A map of people who make maps, where one is; else the demo's own. */
function realMap() {
  for (let folder = HERE; folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, 'shared/data/uvtt/oganm/test.dd2vtt');
    if (existsSync(file)) return readFileSync(file);
  }
  console.log('# left out: a map made elsewhere, as there is no shared/data/uvtt here; the fight is on our own');
  return undefined;
}

/** The demo's people at a table of their own, with a rat that takes a while, on this map. */
async function prepared() {
  const document = JSON.parse(readFileSync(join(HERE, '../../../main/resources/demo/campaign.json'), 'utf8'));
  document.id = 'fight';
  document.campaign.name = 'Elsewhere';
  document.actors.rat.duel = { hp: 40, skill: 1, omen: 0, look: 'fresh' };
  const bytes = realMap();
  const ours = document.maps.vault;
  if (bytes) document.maps = { blank: { name: 'Nowhere', grid: { type: 'square', wide: 4, high: 4, cellPixels: 40 }, tokens: {}, walls: {} } };
  else Object.assign(ours.tokens['rat-1'], { x: 4.5, y: 7.5 });
  document.encounters = {};
  document.currentSession.map = Object.keys(document.maps)[0];
  await house.makes(document);
  const does = (type, payload) => house.does('gm', type, payload, 'fight');
  let map = 'vault';
  if (bytes) {
    const answer = await fetch(`${house.server.url}/api/campaigns/fight/import?name=real.dd2vtt`, { method: 'POST', body: bytes, headers: { Authorization: `Bearer ${house.server.host}`, 'Content-Type': 'application/octet-stream' } });
    assert.equal(answer.status, 200, await answer.clone().text());
    const { state } = await house.server.ask('/api/campaigns/fight/state', { key: house.seat('gm', 'fight') });
    map = Object.keys(state.maps).find(key => key !== 'blank');
    await does('scene.hide', { map, hidden: false });
    await does('scene.open', { map });
    for (const [actor, x, y] of [['bram', 6.5, 6.5], ['lyra', 8.5, 6.5], ['rat', 8.5, 7.5]]) await does('token.place', { map, actor, at: { x, y } });
  }
  const { state } = await house.server.ask('/api/campaigns/fight/state', { key: house.seat('gm', 'fight') });
  const tokenOf = actor => Object.entries(state.maps[map].tokens).find(([, token]) => token.actor === actor)[0];
  await does('encounter.create', { name: 'A rat too large', map });
  const [encounter] = Object.keys((await house.truth('gm', 'fight')).encounters);
  for (const actor of ['bram', 'lyra', 'rat']) await does('combatant.add', { encounter, actor, token: `${map}/${tokenOf(actor)}` });
  return { map, tokens: { bram: tokenOf('bram'), lyra: tokenOf('lyra'), rat: tokenOf('rat') } };
}

const ratHas = async () => (await house.truth('gm', 'fight')).actors.rat.duel.hp;

test('a game master and two players fight on a map that was made elsewhere', options, seen(() => people, async () => {
  const { tokens } = await prepared();
  people = await Promise.all(['gm', 'ana', 'ben'].map(who => house.sits(who, { campaign: 'fight' })));
  const [gm, ana, ben] = people;
  await gm.click('button', /^Start: A rat too large/);
  for (const person of people) await person.sees('round 1');
  for (const person of people) assert.ok(!await person.has('button', /^Roll initiative/), 'it was rolled for all when it began');

  // A step towards it, seen by all.
  const start = await ana.token(tokens.bram);
  await ana.drags(tokens.bram, { x: start.x + 1, y: start.y + 1 });
  for (const person of people) await person.until('the step', async () => { const at = await person.token(tokens.bram); return at.x === start.x + 1 && at.y === start.y + 1; });

  // Approved as the rules say.
  await attacks(ana, 'Giant rat');
  await gm.sees('Bram attacks Giant rat and hits.');
  assert.equal(await ratHas(), 40, 'nothing has happened yet');
  assert.ok(!await ben.has('button', 'Approve'), 'that is not his to say');
  await gm.click('button', 'Approve');
  for (const person of people) {
    // What has been decided leaves the page, and the tabs move.
    await person.until('that it is told', async () => { await person.click('tab', /^Talk/); return (await person.words()).includes('Giant rat is hit.'); });
  }
  const afterFirst = await ratHas();
  assert.ok(afterFirst < 40);

  // Changed, and approved so.
  await attacks(ben, 'Giant rat');
  await gm.sees('Lyra attacks Giant rat and hits.');
  await gm.click('button', 'Change');
  await gm.types('spinbutton', /Giant rat/, '17');
  await gm.click('button', 'Approve it so');
  await gm.until('it as changed', async () => (await ratHas()) === 17);
  await ben.until('nothing waits any more', async () => await waits(ben) === 0);

  // Refused, with a reason that the one who asked is told.
  await attacks(ana, 'Giant rat');
  await gm.click('button', 'Refuse');
  await gm.types('textbox', /^Refuse/, 'The pillar is in the way.');
  await gm.click('button', 'Refuse it');
  await ana.sees('The pillar is in the way.');
  assert.equal(await ratHas(), 17);

  // Turns go round, and the fight ends.
  const turns = async person => person.evaluate(`document.getElementById('turns').innerText`);
  const current = person => person.evaluate(`document.querySelector('#turns [aria-current]')?.innerText`);
  const first = await current(gm);
  await gm.click('button', /^End turn/);
  for (const person of people) await person.until('the next turn', async () => { const now = await current(person); return now && now !== first; });
  await sound(...people);

  // The earlier moment is found again, by a player too, and left again.
  await ana.click('tab', /^History/);
  await ana.until('the log', async () => (await ana.all('button', /Look at this moment$/)).length > 4);
  await ana.click('button', /Bram.*Look at this moment$/, { at: -1 });
  await ana.sees('You look at an earlier moment');
  await ana.click('button', 'Back to now', { at: 0 });
  await gm.click('tab', /^History/);
  await gm.find('slider', /^Moment/);
  await gm.until('the rat as it was', async () => {
    if ((await gm.view()).actors.rat.duel.hp === 40) return true;
    await gm.click('button', /^◀ Earlier/);
    await pause(300);
    return false;
  }, 150_000);
  await gm.sees('You look at an earlier moment');
  await gm.click('button', 'Back to now', { at: 0 });
  await sound(...people);
  assert.equal((await gm.view()).actors.rat.duel.hp, 17, 'the rat as it is');
  await gm.click('button', /^End the fight/);
  for (const person of people) await person.until('the end of the fight', async () => !(await turns(person)).includes('round '));
  await sound(...people);
  await Promise.all(people.map(person => person.leaves()));
}));

test('whoever has only the links of a first run starts its fight, moves, acts, and finds the earlier moment again', options, seen(() => people, async () => {
  people = await Promise.all(['gm', 'ana'].map(who => house.sits(who)));
  const [gm, ana] = people;
  await gm.click('button', /^Start: Rats in the hall/);
  await ana.sees('Rats in the hall');
  await ana.drags('bram', { x: 11.5, y: 8.5 });
  await gm.until('the step', async () => (await gm.token('bram')).x === 11.5);
  await attacks(ana, 'Giant rat');
  await gm.sees('Bram attacks Giant rat and hits.');
  await gm.click('button', 'Approve');
  for (const person of people) {
    await person.until('that it is told', async () => { await person.click('tab', /^Talk/); return /Giant rat is (hit|beaten)\./.test(await person.words()); });
  }
  await ana.click('tab', /^History/);
  await ana.find('slider', /^Moment/);
  await ana.until('where Bram stood before', async () => {
    if ((await ana.token('bram')).x === 2.5) return true;
    await ana.click('button', /^◀ Earlier/);
    await pause(300);
    return false;
  }, 150_000);
  await ana.sees('You look at an earlier moment');
  // After several steps within one minute, the banner tells of the moment that is shown.
  await ana.until('the banner tells the moment', () => ana.evaluate(`document.querySelector('#past span').textContent === document.querySelector('#history .moment').textContent`));
  assert.equal((await gm.token('bram')).x, 11.5, 'for the others it is now');
  await ana.click('button', 'Back to now', { at: 0 });
  await ana.until('now', async () => (await ana.token('bram')).x === 11.5);
  await sound(...people);
  await Promise.all(people.map(person => person.leaves()));
}));
