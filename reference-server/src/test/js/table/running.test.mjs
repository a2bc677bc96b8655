// An evening run by its game master, by what stands on the page alone: scenes, secrets, fights, the
// library, the world, people and invitations, features, sessions; requests decided together and handed on.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { attacks } from './kit/fighters.mjs';
import { Person } from './kit/person.mjs';
import { House, leftOut, seen } from './kit/table.mjs';

const options = { skip: leftOut, timeout: 480_000 };
let house;
let people = [];

before(async () => { if (!leftOut) house = await new House().opens(); });
after(() => house?.closes());

const truth = who => house.truth(who);
const sound = (...all) => all.forEach(person => assert.deepEqual(person.problems(), [], person.name));
/** What is copied is not the test machine's. */
const copies = person => person.evaluate(`navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); }, 1`);

test('scenes are looked at alone, everyone is brought there, and what is hidden is shown', options, seen(() => people, async () => {
  people = await Promise.all(['gm', 'ana'].map(who => house.sits(who)));
  const [gm, ana] = people;
  await gm.click('tab', /^Scenes/);
  await gm.click('button', 'New map');
  await gm.types('textbox', 'Name', 'The boat house');
  await gm.click('button', 'Make it');
  await gm.sees('The boat house');
  await gm.click('button', 'Look');
  await gm.until('the boat house', async () => (await gm.view()).map?.name === 'The boat house');
  assert.equal((await ana.view()).map.name, 'The vault');
  assert.ok(!JSON.stringify(await truth('ana')).includes('boat house'), 'it is hidden until everyone is brought there');
  await gm.click('button', 'Bring everyone');
  await ana.until('the boat house', async () => (await ana.view()).map?.name === 'The boat house');
  await gm.click('button', 'Bring everyone');
  for (const person of people) await person.until('the vault', async () => (await person.view()).map?.name === 'The vault');

  await gm.click('button', /^Show$/, { at: 0 }); // the fat rat, by name the first that is hidden
  await gm.until('the fat rat shown', async () => { const { maps, actors } = await truth('gm'); return !maps.vault.tokens['rat-3'].hidden && !actors['rat-fat'].hidden; });
  await gm.evaluate(`[...document.querySelectorAll('#scenes summary')].find(each => /^Doors/.test(each.textContent)).click()`);
  await gm.sees('secret');
  await gm.evaluate(`[...document.querySelectorAll('#scenes button')].find(each => each.dataset.keep === 'secret secret').click()`);
  await gm.until('the secret door shown', async () => (await truth('gm')).maps.vault.walls.secret.door.secret !== true);
  sound(...people);
  await Promise.all(people.map(person => person.leaves()));
}));

test('a fight is made of whom is chosen on the map, put in order by hand, begun and ended', options, seen(() => people, async () => {
  people = [await house.sits('gm')];
  const [gm] = people;
  await gm.evaluate(`(() => { const map = document.getElementById('map').component; map.select('bram'); map.select('rat-1', true); })()`);
  await gm.click('tab', /^Fights/);
  await gm.click('button', 'New fight');
  await gm.sees('The 2 tokens chosen on the map take part.');
  await gm.types('textbox', 'Name', 'One against one');
  await gm.click('button', 'Make it');
  const made = async () => Object.values((await truth('gm')).encounters).find(each => each.name === 'One against one');
  await gm.until('both of them', async () => Object.keys((await made())?.order ?? {}).length === 2);
  await gm.click('button', 'Roll for all and begin');
  await gm.until('a first turn', async () => (await made()).status === 'active' && Object.values((await made()).order).every(each => each.initiative !== undefined));
  const order = async () => Object.entries((await made()).order).sort(([a, one], [b, other]) => other.initiative - one.initiative || (a < b ? -1 : 1)).map(([, each]) => each.actor);
  const [first, second] = await order();
  await gm.click('button', new RegExp(`^${second === 'rat' ? 'Giant rat' : 'Bram'} earlier`));
  await gm.until('the other first', async () => (await order())[0] === second && first !== second);
  await gm.click('button', 'Next turn');
  await gm.click('button', 'End');
  await gm.click('button', 'End it');
  await gm.until('the end', async () => (await made()).status === 'completed');
  sound(gm);
  await gm.leaves();
}));

test('what lies in the library comes to the table, and what is known of the world is shown', options, seen(() => people, async () => {
  people = await Promise.all(['gm', 'ana'].map(who => house.sits(who)));
  const [gm, ana] = people;
  await gm.click('tab', /^Library/);
  await gm.sees('Under the lake');
  await gm.chooses(/^Where from/, 'Under the lake');
  await gm.find('button', 'Place on the map: Tomb crab');
  await gm.types('searchbox', /^Find by name/, 'crab');
  await gm.until('the crab alone', async () => !await gm.has('button', 'Place on the map: Blind eel'));
  await gm.click('button', 'Place on the map: Tomb crab');
  await gm.sees('stands on the map, hidden');
  const crab = Object.values((await truth('gm')).actors).find(each => each.name === 'Tomb crab');
  assert.equal(crab.origin.document, 'compendium/lake');
  assert.ok(!JSON.stringify((await truth('ana')).maps).includes('Tomb crab'));

  await gm.click('tab', /^World/);
  await gm.evaluate(`[...document.querySelectorAll('#world summary')].find(each => /riddle/.test(each.textContent)).click()`);
  await gm.sees('I am emptied to be filled');
  await ana.click('tab', /^World/);
  assert.ok(!(await ana.words()).includes('riddle'));
  await gm.click('button', 'Show to players');
  await ana.sees('The warden\'s riddle');
  await ana.click('button', 'New note');
  await ana.types('textbox', 'Name', 'What I think');
  await ana.types('textbox', 'Text', 'It is a cup.');
  await ana.click('button', 'Make it');
  await ana.sees('What I think');
  await gm.sees('What I think');
  assert.ok(!JSON.stringify(await truth('ben')).includes('It is a cup'));
  sound(...people);
  await Promise.all(people.map(person => person.leaves()));
}));

test('people are invited and sent away, features turned off, and a session begins anew', options, seen(() => people, async () => {
  people = [await house.sits('gm')];
  const [gm] = people;
  await copies(gm);
  await gm.click('tab', /^Table/);
  await gm.click('button', 'Invitation');
  await gm.click('button', 'Make it and copy it');
  await gm.until('the invitation', () => gm.evaluate('window.copied !== undefined'));
  const guest = await Person.opens(house.browser, 'guest', (await gm.evaluate('window.copied')).replace(/^https?:\/\/[^/]+/, house.server.url));
  people.push(guest);
  // Until its style has come, the page moves under the pointer.
  await guest.until('the name', async () => { await guest.types('textbox', 'Your name', 'Dora'); return guest.evaluate(`document.getElementById('name').value === 'Dora'`); });
  await guest.click('button', 'Take a seat');
  await guest.live();
  await guest.sees('Dora (player)');
  await gm.sees('Dora');
  await gm.sees('1 of 4 used');
  await gm.click('button', 'Remove Dora');
  await gm.click('button', 'Remove', { at: -1 });
  await gm.until('nobody of that name', async () => !JSON.stringify((await truth('gm')).participants).includes('Dora'));
  await guest.until('the seat is gone', async () => /closed/.test(await guest.line()));

  await gm.evaluate(`[...document.querySelectorAll('#table summary')].find(each => /^Features/.test(each.textContent)).click()`);
  await gm.click('checkbox', /^Players may send pictures/);
  await gm.until('the feature off', async () => (await truth('gm')).flags?.['players-send-pictures'] === false);

  const commitment = async () => /began: (\w+)/.exec(await gm.words())?.[1];
  const before = await gm.until('its dice fixed', commitment).then(commitment);
  await gm.click('button', 'End it');
  await gm.click('button', 'End the session');
  await gm.click('button', 'Begin a session');
  await gm.sees('Session 2');
  await gm.until('everyone where they were', async () => (await truth('ana')).currentSession.map === 'vault');
  await gm.until('other dice', async () => { const now = await commitment(); return now && now !== before; });
  sound(gm);
  await Promise.all(people.map(person => person.leaves()));
}));

test('requests are handed on, and decided together', options, seen(() => people, async () => {
  people = await Promise.all(['gm', 'ana', 'ben'].map(who => house.sits(who)));
  const [gm, ana, ben] = people;
  await attacks(ana, 'Giant rat');
  await gm.click('button', 'Hand it on …');
  await gm.chooses('Who', 'Ben (player)');
  await gm.click('button', 'Hand it on', { at: -1 });
  await ben.click('button', 'Approve');
  await ben.until('nothing waits', async () => !await ben.has('button', 'Approve'));
  await gm.until('nothing waits', async () => !await gm.has('button', 'Approve'));

  await house.does('gm', 'door.set', { door: 'vault/store-door', state: 'open' });
  for (let i = 0; i < 40 && Object.keys((await truth('gm')).asks ?? {}).length < 2; i++) await house.does('ana', 'duel.attack', { who: 'bram', whom: 'lyra' });
  await gm.click('button', 'Refuse all 2');
  await gm.click('button', 'Refuse all', { at: -1 });
  await gm.until('nothing waits', async () => Object.keys((await truth('gm')).asks ?? {}).length === 0);
  sound(...people);
  await Promise.all(people.map(person => person.leaves()));
}));
