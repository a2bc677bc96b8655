// The table's own time, by what stands on the page: back to an earlier moment, another course of play,
// and that one brought home with a choice where both have changed the same.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { Person } from './kit/person.mjs';
import { House, leftOut, seen } from './kit/table.mjs';

const options = { skip: leftOut, timeout: 480_000 };
let house;
let people = [];

before(async () => { if (!leftOut) house = await new House().opens(); });
after(() => house?.closes());

const truth = who => house.truth(who);
const sound = (...all) => all.forEach(person => assert.deepEqual(person.problems(), [], person.name));
const bell = state => Object.values(state.lore ?? {}).find(each => each.title === 'The bell');

/** Writes a page of lore that players see. */
async function writes(person, name, text) {
  await person.click('tab', /^World/);
  await person.click('button', 'New lore');
  await person.types('textbox', 'Name', name);
  await person.types('textbox', 'Text', text);
  await person.click('checkbox', /Players see it/);
  await person.click('button', 'Make it');
  await person.sees(name);
}

/** Changes the text of a page of lore that lies open. */
async function rewrites(person, name, text) {
  await person.click('tab', /^World/);
  await person.evaluate(`(() => { const part = [...document.querySelectorAll('#world details')].find(each => each.querySelector('summary').textContent.includes(${JSON.stringify(name)})); if (!part.open) part.querySelector('summary').click(); })()`);
  await person.until('it open', () => person.evaluate(`[...document.querySelectorAll('#world details')].some(each => each.open && each.querySelector('summary').textContent.includes(${JSON.stringify(name)}) && [...each.querySelectorAll('button')].some(one => one.textContent === 'Change'))`));
  await person.evaluate(`[...document.querySelectorAll('#world details')].find(each => each.querySelector('summary').textContent.includes(${JSON.stringify(name)})).querySelector('.unfold button').click()`);
  await person.types('textbox', 'Text', text);
  await person.click('button', 'Keep it');
}

test('the table returns to an earlier moment, and a branch keeps the way back', options, seen(() => people, async () => {
  people = await Promise.all(['gm', 'ana'].map(who => house.sits(who)));
  const [gm, ana] = people;
  await writes(gm, 'The bell', 'It rings at noon.');
  await ana.until('the bell', async () => bell(await truth('ana')) !== undefined);
  await gm.click('tab', /^History/);
  await gm.click('button', /What you see begins here/);
  await gm.sees('You look at an earlier moment');
  await gm.click('button', 'Return to this moment …');
  await gm.sees('The bell is gone');
  await gm.click('button', 'Return to it');
  await gm.until('now, without the bell', async () => bell(await truth('gm')) === undefined);
  await gm.until('no earlier moment', async () => !await gm.has('button', 'Later'));
  assert.equal(bell(await truth('ana')), undefined);
  await ana.sees('The table went back to an earlier moment.');

  await gm.evaluate(`[...document.querySelectorAll('#history summary')].find(each => each.textContent === 'Branches').click()`);
  await gm.click('button', /^Look at Before the return/);
  await gm.sees('You look at an earlier moment');
  await gm.click('tab', /^World/);
  await gm.sees('The bell');
  await gm.click('button', 'Back to now', { at: 0 });
  assert.equal(bell(await truth('ana')), undefined, 'looking changes nothing');
  sound(gm, ana);
  await Promise.all(people.map(person => person.leaves()));
}));

test('another course is played, and comes back with a choice where both changed the same', options, seen(() => people, async () => {
  people = [await house.sits('gm')];
  const [gm] = people;
  await writes(gm, 'The tower', 'It is high.');
  await gm.click('tab', /^History/);
  await gm.click('button', 'Branch here …');
  await gm.types('textbox', /A branch from now/, 'If the tower falls');
  await gm.click('button', 'Make it');
  await gm.evaluate(`[...document.querySelectorAll('#history summary')].find(each => each.textContent === 'Branches').click()`);
  await gm.click('button', 'Play If the tower falls');
  await gm.until('a way there', () => gm.evaluate(`Boolean(document.querySelector('#history details a'))`));
  const other = await Person.opens(house.browser, 'there', await gm.evaluate(`document.querySelector('#history details a').href`));
  people.push(other);
  await other.live();
  await writes(other, 'The rubble', 'It smokes.');
  await rewrites(other, 'The tower', 'It has fallen.');
  await other.sees('It has fallen.');

  await rewrites(gm, 'The tower', 'It is high, and white.');
  await gm.sees('It is high, and white.');
  await gm.click('tab', /^History/);
  await gm.click('button', 'Bring If the tower falls back');
  await gm.sees('1 place waits for a choice');
  await gm.sees('It has fallen.');
  await gm.sees('The rubble');
  await gm.click('radio', /the branch’s/);
  await gm.sees('Everything has its choice.');
  await gm.click('button', 'Bring it back');
  const lore = async () => Object.values((await truth('gm')).lore ?? {});
  await gm.until('both pages', async () => (await lore()).some(each => each.title === 'The rubble') && (await lore()).some(each => each.text === 'It has fallen.'));
  sound(gm, other);
  await Promise.all(people.map(person => person.leaves()));
}));
