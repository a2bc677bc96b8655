// Sheets, actions and forms in a real browser, over the demo with the system that brings a sheet of its own.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { House, leftOut, seen } from '../table/kit/table.mjs';

const options = { skip: leftOut, timeout: 480_000 };
let house;
let people = [];

before(async () => { if (!leftOut) house = await new House().opens(); });
after(() => house?.closes());

const says = (person, words) => person.until(`"${words}"`, async () => (await person.words()).includes(words));
const types = (person, words) => person.page.ask('Input.insertText', { text: words });

test('a character\'s sheet is drawn by the page of its system, and changed by the table\'s own forms', options, seen(() => people, async () => {
  people = [await house.sits('ana')];
  const [ana] = people;
  await ana.click('tab', /^Sheet/);
  await ana.until('the hearts of Duel', () => ana.has('image', '12 of 12 hit points'));
  assert.equal(await ana.evaluate('[...document.querySelectorAll(".system-duel")].length'), 1);
  // By keyboard: a condition, first without its name.
  await ana.tabs('button', 'Add a condition');
  await ana.key('Enter');
  await ana.until('the first field', async () => (await ana.focus()).name.startsWith('Name'));
  await ana.key('Enter');
  await says(ana, 'This is needed.');
  await ana.until('the field at fault', async () => (await ana.focus()).name.startsWith('Name'));
  await types(ana, 'Soaked');
  await ana.key('Enter');
  await ana.until('the condition', async () => Object.values((await house.truth('ana')).actors.bram.conditions ?? {}).some(each => each.name === 'Soaked'));
  await ana.click('button', 'Take Soaked off');
  await ana.until('no condition', async () => !Object.values((await house.truth('ana')).actors.bram.conditions ?? {}).some(each => each.name === 'Soaked'));
  // What she carries.
  await ana.click('button', 'Add a thing');
  await ana.until('the form', async () => (await ana.words()).includes('Stack'));
  await ana.evaluate(`(() => { const field = [...document.querySelectorAll('#sheet .made-form label')].find(each => each.textContent.startsWith('Name')).control; field.focus(); })()`);
  await types(ana, 'Torch');
  await ana.key('Enter');
  await ana.click('button', 'One Torch more');
  await ana.until('two torches', async () => Object.values((await house.truth('ana')).actors.bram.inventory ?? {}).some(each => each.name === 'Torch' && each.quantity === 2));
  assert.deepEqual(ana.problems(), []);
  await ana.leaves();
}));

test('of another\'s character a player sees what is shown, and can change nothing', options, seen(() => people, async () => {
  people = [await house.sits('ana')];
  const [ana] = people;
  await ana.click('tab', /^Sheet/);
  await ana.until('all characters', () => ana.evaluate('document.getElementById("sheet-of").options.length > 2'));
  await ana.evaluate(`(() => { const of = document.getElementById('sheet-of'); of.value = 'lyra'; of.dispatchEvent(new Event('change')); })()`);
  await says(ana, 'not a scratch');
  assert.equal(await ana.has('image', /hit points/), false, 'they are the owner\'s to know');
  assert.equal(await ana.evaluate('document.querySelectorAll("#sheet button").length'), 0);
  assert.deepEqual(ana.problems(), []);
  await ana.leaves();
}));

test('a refusal is told at the field it is about, and what was typed stays', options, seen(() => people, async () => {
  people = [await house.sits('ana')];
  const [ana] = people;
  await ana.click('tab', /^Act/);
  await ana.evaluate('document.querySelector(".act-more").open = true');
  await ana.click('button', 'Roll dice');
  await ana.evaluate(`[...document.querySelectorAll('#acting .made-form label')].find(each => each.textContent.startsWith('Notation')).control.focus()`);
  await types(ana, '2d6q3');
  await ana.key('Enter');
  await ana.until('the refusal', () => ana.evaluate(`document.querySelector('#acting [aria-invalid]')?.value === '2d6q3' && document.getElementById(document.querySelector('#acting [aria-invalid]').getAttribute('aria-describedby').split(' ').pop()).textContent.length > 10`));
  await ana.key('Escape');
  await ana.until('no form', () => ana.evaluate('document.querySelector("#acting .made-form") === null'));
  assert.deepEqual(ana.problems(), []);
  await ana.leaves();
}));

test('a target is chosen on the map, and what became of the attack is told', options, seen(() => people, async () => {
  people = [await house.sits('ana')];
  const [ana] = people;
  await ana.click('tab', /^Act/);
  await ana.click('button', 'Attack');
  await says(ana, 'choose whom');
  await ana.evaluate(`(() => { const map = document.getElementById('map').component; map.select([...map.model.byId.values()].find(each => each.actor === 'rat').id); })()`);
  await ana.until('what became of it', () => ana.evaluate(`/waits|done|game master/.test(document.querySelector('.act-log')?.textContent ?? '')`));
  assert.match(await ana.evaluate(`document.querySelector('.act-log').textContent`), /Attack: Bram → /);
  assert.deepEqual(ana.problems(), []);
  await ana.leaves();
}));
