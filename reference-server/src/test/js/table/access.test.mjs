// For everyone: axe finds nothing serious in any view of the page, light and dark, on a telephone and
// on a desk; a fight is fought by keyboard alone; whoever asks for stillness gets it.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import test, { after, before } from 'node:test';
import { attacks, missed } from './kit/fighters.mjs';
import { Person } from './kit/person.mjs';
import { House, leftOut, seen } from './kit/table.mjs';

const DEMO = new URL('../../../main/resources/demo/campaign.json', import.meta.url);
const AXE = process.env.TABLEKEEP_AXE;
const options = { skip: leftOut, timeout: 480_000 };
const withAxe = { ...options, skip: leftOut || (AXE && existsSync(AXE) ? false : 'left out: TABLEKEEP_AXE names no axe.min.js; mvn -Pbrowser hands it in') };
const LOOKS = [
  { width: 1440, height: 900 }, { width: 1440, height: 900, dark: true }, { width: 360, height: 740 }, { width: 360, height: 740, dark: true },
];
let house;
let people = [];
let looked = 0;

before(async () => { if (!leftOut) house = await new House().opens(); });
after(async () => {
  if (looked) console.log(`# axe looked at ${looked} views`);
  await house?.closes();
});

/** What axe calls serious or critical in what is shown now. */
async function faults(person, view) {
  looked++;
  if (!await person.evaluate('typeof axe === "object"')) await person.evaluate(readFileSync(AXE, 'utf8'));
  const found = await person.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.filter(each => /serious|critical/.test(each.impact)).map(each => each.id + ': ' + each.nodes.slice(0, 4).map(node => node.target.join(' ') + ' (' + (node.any[0] ?? node.all[0] ?? node.none[0])?.message + ')').join('; ')))`);
  const wide = await person.evaluate('document.documentElement.scrollWidth - innerWidth');
  if (wide > 0) found.push(`the page is ${wide} pixels too wide`);
  if (found.length) await person.picture(`axe ${view}`);
  return found.map(each => `${view}: ${each}`);
}

/** Every tab of somebody's page, in each look. */
async function everyView(person) {
  const found = [];
  const tabs = (await person.all('tab')).map(each => each.name.replace(/\s*\d+\+?$/, ''));
  assert.ok(tabs.length > 0, 'there are tabs');
  for (const look of LOOKS) {
    await person.looks(look);
    const where = `${person.name}, ${look.width} wide${look.dark ? ', dark' : ''}`;
    for (const tab of tabs) {
      await person.click('tab', new RegExp(`^${tab.replace(/[^\w ]/g, '.')}`));
      // With everything open that can be opened.
      await person.evaluate(`for (const each of document.querySelectorAll('details')) each.open = true`);
      found.push(...await faults(person, `${where}, ${tab}`));
    }
    await person.click('button', /^What is shown/);
    found.push(...await faults(person, `${where}, what the map shows`));
    await person.click('button', /^Keys/);
    found.push(...await faults(person, `${where}, the keys of the map`));
    await person.key('Escape');
  }
  return found;
}

/** Forms and dialogs, each opened, looked at and left. */
async function everyForm(person, forms) {
  const found = [];
  for (const look of [LOOKS[0], LOOKS[3]]) {
    await person.looks(look);
    for (const [tab, name, leaves] of forms) {
      if (tab) await person.click('tab', tab);
      await person.click('button', name);
      await person.find('button', leaves);
      found.push(...await faults(person, `${person.name}, ${look.width} wide${look.dark ? ', dark' : ''}, ${name}`));
      await person.click('button', leaves);
    }
  }
  return found;
}

test('axe finds nothing serious in the table, whoever looks at it', withAxe, seen(() => people, async () => {
  people = await Promise.all([{ who: 'gm' }, { who: 'ana' }].map(each => house.sits(each.who)));
  const [gm, ana] = people;
  await house.does('gm', 'encounter.start', { encounter: 'rats' });
  await gm.click('button', /^Roll initiative/);
  // One request waits at the game master's, seen by both.
  await attacks(ana, 'Giant rat');
  await gm.find('button', 'Approve');
  await ana.says('something to read');
  await ana.says('/r 2d6+3');
  await gm.sees('something to read');
  assert.deepEqual([
    ...await everyView(gm), ...await everyView(ana),
    ...await everyForm(gm, [[null, 'Change', 'Cancel'], [null, 'Refuse', 'Cancel'], [/^Act/, 'Arm', 'Cancel'], [/^Fights/, 'New fight', 'Cancel'], [/^World/, 'New quest', 'Cancel']]),
    ...await everyForm(ana, [[/^Act/, 'Arm', 'Cancel']]),
  ], []);
}));

test('axe finds nothing serious in an evening of D20, its sheet and what is asked there', withAxe, seen(() => people, async () => {
  people = await Promise.all(['gm', 'ben'].map(who => house.sits(who, { campaign: 'ford' })));
  const [gm, ben] = people;
  await gm.click('button', /^Start: Goblins at the ford/);
  await ben.sees('round 1');
  // A question of the rules waits at the game master's, and something lasts.
  await house.does('ben', 'd20.improvise', { who: 'lyra', what: 'to make the river rise', skill: 'arcana' }, 'ford');
  await house.does('gm', 'd20.afflict', { targets: ['lyra'], affliction: { name: 'Blinded', condition: 'blinded' } }, 'ford');
  await gm.sees(/Chances: easy 10/);
  assert.deepEqual([
    ...await everyView(gm), ...await everyView(ben),
    ...await everyForm(ben, [[/^Sheet/, 'Attack with Dagger', 'Cancel'], [null, 'Cast Fire Bolt', 'Cancel']]),
  ], []);
  await Promise.all(people.map(person => person.leaves()));
}));

test('axe finds nothing serious while the line is down, in the host\'s pages and in that of the dice', withAxe, seen(() => people, async () => {
  const ana = await house.sits('ana');
  people = [ana];
  const found = [];
  const host = await Person.opens(house.browser, 'host', `${house.server.url}/#host=${house.server.host}`);
  await host.sees(/Maren/);
  const dice = await Person.opens(house.browser, 'dice', `${house.server.url}/dice#c=demo&seat=${house.seat('ana')}&me=ana`);
  await dice.sees(/Nothing is wrong/);
  const lost = await Person.opens(house.browser, 'lost', `${house.server.url}/c/demo`);
  await lost.sees(/whole link/);
  const nodes = await Person.opens(house.browser, 'nodes', `${house.server.url}/cluster#host=${house.server.host}`);
  await nodes.sees(/this-server/);
  people.push(host, nodes, dice, lost);
  for (const look of LOOKS) {
    for (const person of [host, nodes, dice, lost]) {
      await person.looks(look);
      found.push(...await faults(person, `${person.name}, ${look.width} wide${look.dark ? ', dark' : ''}`));
    }
  }
  await house.server.kill();
  await ana.until('offline', async () => /^offline/.test(await ana.line()));
  for (const dark of [false, true]) {
    await ana.looks({ width: 360, height: 740, dark });
    found.push(...await faults(ana, `offline${dark ? ', dark' : ''}`));
  }
  await house.server.start();
  await ana.live();
  assert.deepEqual(found, []);
  await Promise.all(people.map(person => person.leaves()));
}));

test('the first run\'s fight is fought by keyboard alone', options, seen(() => people, async () => {
  const document = JSON.parse(readFileSync(DEMO, 'utf8'));
  const campaign = await house.makes({ ...document, id: 'keys' });
  people = await Promise.all(['gm', 'ana'].map(who => house.sits(who, { campaign })));
  const [gm, ana] = people;
  const presses = async (person, role, name) => { await person.tabs(role, name); await person.key('Enter'); };
  // Goes to a tab by Tab and arrows.
  const opens = async (person, name) => {
    await person.tabs('tab', undefined);
    for (let i = 0; i < 12 && !name.test((await person.focus()).name); i++) await person.key('ArrowRight');
    assert.match((await person.focus()).name, name);
  };
  await presses(gm, 'button', /^Start: Rats in the hall/);
  await gm.find('button', /^End turn/);
  await ana.until('rolled for all', async () => !await ana.has('button', /^Roll initiative/));
  // On the map: Tab goes to her token, arrows move it; Escape and Shift+Tab lead out again.
  const start = await ana.token('bram');
  await ana.tabs('application', /^Map/);
  await ana.until('her token chosen', async () => { await ana.key('Tab'); return (await ana.evaluate(`[...document.getElementById('map').component.selected].join()`)) === 'bram'; });
  await ana.key('ArrowRight');
  await gm.until('a step', async () => (await gm.token('bram')).x === start.x + 1);
  for (let i = 0; i < 30 && (await ana.focus()).role === 'application'; i++) await ana.key('Tab');
  assert.notEqual((await ana.focus()).role, 'application', 'the map does not hold the focus');
  // She attacks, the game master says yes, both by keys.
  await opens(ana, /^Act/);
  await ana.tabs('combobox', /^On whom/);
  for (const key of 'giant') await ana.key(key);
  await ana.until('the rat chosen', async () => /Giant rat/.test((await ana.focus()).value ?? ''));
  const waits = async () => (await gm.all('button', 'Approve')).length;
  const before = await waits();
  for (let i = 0; i < 25 && await waits() === before; i++) {
    const misses = await missed(ana);
    await presses(ana, 'button', 'Attack');
    await gm.until('what came of it', async () => await waits() > before || await missed(ana) > misses);
  }
  await presses(gm, 'button', 'Approve');
  await gm.until('approved', async () => await waits() === before);
  await opens(gm, /^Talk/);
  await gm.sees(/Giant rat is (hit|beaten)\./);
  await gm.tabs('textbox', /^Say something/);
  await gm.page.ask('Input.insertText', { text: 'by keys alone' });
  await gm.key('Enter');
  await opens(ana, /^Talk/);
  await ana.sees('by keys alone');
  // And back in time.
  await opens(ana, /^History/);
  await ana.until('the log', async () => (await ana.all('button', /Look at this moment$/)).length > 2);
  await presses(ana, 'button', /^◀ Earlier/);
  await ana.sees('You look at an earlier moment');
  await presses(ana, 'button', 'Back to now');
  await ana.until('now', async () => !(await ana.words()).includes('You look at an earlier moment'));
  for (const person of people) assert.deepEqual(person.problems(), []);
  await Promise.all(people.map(person => person.leaves()));
}));

test('whoever asks for stillness gets no motion', options, seen(() => people, async () => {
  const ana = await house.sits('ana', { still: true });
  people = [ana];
  assert.equal(await ana.evaluate(`document.getElementById('map').component.still`), true);
  const moving = await ana.evaluate(`[...document.querySelectorAll('*')].filter(each => { const { transitionDuration, animationName, animationDuration } = getComputedStyle(each); return transitionDuration.split(',').some(time => parseFloat(time) > 0.01) || animationName !== 'none' && parseFloat(animationDuration) > 0.01; }).map(each => each.tagName + '.' + each.className)`);
  assert.deepEqual(moving, []);
  await ana.leaves();
}));
