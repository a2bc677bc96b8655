// What the game master hides is in no player's browser: not shown, not told to screen readers, not in
// its storage, not in the heap of the page, in no frame of its sockets and no answer to its requests.
// Each secret is a text that stands nowhere else.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test, { after, before } from 'node:test';
import { Evidence } from './kit/evidence.mjs';
import { pause } from './kit/person.mjs';
import { House, leftOut, seen } from './kit/table.mjs';

const options = { skip: leftOut, timeout: 480_000 };
const DEMO = new URL('../../../main/resources/demo/campaign.json', import.meta.url);
let house;
let people = [];

before(async () => { if (!leftOut) house = await new House().opens(); });
after(() => house?.closes());

/** Who may know what: everyone who is not named may not. */
const secrets = new Map();
function secret(what, ...who) {
  const text = `zq${what}${'xkjvwq'.repeat(2).slice(secrets.size % 6, secrets.size % 6 + 5)}`;
  secrets.set(text, ['gm', ...who]);
  return text;
}

/** The demo with secrets of every kind in it. */
function campaign() {
  const document = JSON.parse(readFileSync(DEMO, 'utf8'));
  document.id = 'secrets';
  document.campaign.name = 'Full of secrets';
  const { actors, maps: { vault }, encounters, items, quests, lore } = document;
  actors.bram.gmNotes = secret('gmnotes');
  actors.bram.notes = secret('bramsnotes', 'ana');
  actors.lyra.notes = secret('lyrasnotes', 'ben');
  actors.lyra.inventory = { s1: { name: secret('lyraspurse', 'ben'), quantity: 1 } };
  actors[secret('hiddenactor')] = { name: secret('hiddenname'), type: 'monster', hidden: true, description: secret('hiddentext') };
  const [hidden] = Object.keys(actors).slice(-1);
  vault.tokens[secret('hiddentoken')] = { actor: hidden, name: secret('tokenname'), x: 5.5, y: 8.5, hidden: true };
  // Shown, though behind walls: nobody's token sees that far.
  actors.lurker = { name: secret('lurkername'), type: 'monster' };
  vault.tokens[secret('unseentoken')] = { actor: 'lurker', name: secret('unseenname'), x: 21.5, y: 2.5 };
  actors.lurker.hidden = true;
  vault.lights[secret('hiddenlight')] = { x: 5, y: 8, bright: 1, dim: 2, hidden: true };
  vault.gmNotes = secret('mapnotes');
  // Under fog, places that nobody has seen are on nobody's wire.
  vault.lighting.fog = true;
  vault.walls[secret('unseenwall')] = { points: [{ x: 20, y: 12.2 }, { x: 21, y: 12.2 }] };
  vault.lights[secret('unseenlight')] = { x: 21.5, y: 14, bright: 1, dim: 1 };
  document.maps[secret('hiddenmap')] = { name: secret('mapname'), hidden: true, grid: { type: 'square', wide: 5, high: 5, cellPixels: 40 }, tokens: {}, walls: {} };
  encounters[secret('draft')] = { name: secret('draftname'), map: 'vault', status: 'draft', gmNotes: secret('draftnotes'), order: {} };
  items[secret('item')] = { name: secret('itemname'), hidden: true, gmNotes: secret('itemnotes') };
  quests[secret('quest')] = { name: secret('questname'), summary: secret('summary'), revealed: false };
  quests.vault.gmNotes = secret('questnotes');
  quests.vault.objectives[secret('objective')] = { text: secret('objectivetext'), revealed: false };
  lore[secret('lore')] = { title: secret('loretitle'), text: secret('loretext'), revealed: false };
  lore.chapel.gmNotes = secret('lorenotes');
  document.notes = {
    own: { title: secret('gmnote'), text: secret('gmnotetext'), author: 'gm' },
    bens: { title: secret('bensnote', 'ben'), text: secret('bensnotetext', 'ben'), author: 'ben' },
  };
  return document;
}

/** Looks into every tab of the page. */
async function wanders(person) {
  for (const { name } of await person.all('tab')) {
    await person.click('tab', name).catch(() => {});
    await pause(400);
  }
  await person.click('tab', /^Talk/);
}

const found = (all, text) => Object.entries(all).filter(([, texts]) => texts.includes(text)).map(([where]) => where);

test('what is hidden is nowhere in a player\'s browser', options, seen(() => people, async () => {
  const key = await house.makes(campaign());
  const evidence = { gm: new Evidence(), ana: new Evidence(), ben: new Evidence() };
  const sits = who => house.sits(who, { campaign: key, before: page => evidence[who].listens(page) });
  people = await Promise.all(['gm', 'ana', 'ben'].map(sits));
  const [gm, ana, ben] = people;
  const does = (who, type, payload) => house.does(who, type, payload, key);
  // The evening goes on.
  await does('gm', 'chat.say', { text: secret('whisper', 'ben'), to: ['ben'] });
  await does('ben', 'chat.say', { text: secret('answer', 'ben'), to: [] });
  await does('gm', 'chat.say', { text: secret('togmalone'), to: [] });
  await does('gm', 'dice.roll', { notation: '3d6', label: secret('hiddenroll'), to: [] });
  await does('ben', 'dice.roll', { notation: '1d20', label: secret('blindroll'), blind: true });
  await does('gm', 'encounter.create', { name: secret('newdraft'), map: 'vault' });
  await does('gm', 'scene.create', { name: secret('newscene') });
  await does('gm', 'note.create', { title: secret('newnote'), text: 'for nobody' });
  const token = [...secrets.keys()].find(each => each.startsWith('zqhiddentoken'));
  await does('gm', 'token.move', { token: `vault/${token}`, to: { x: 6.5, y: 8.5 } });
  await does('gm', 'condition.add', { actor: [...secrets.keys()].find(each => each.startsWith('zqhiddenactor')), condition: { name: secret('condition') } });
  await does('gm', 'encounter.start', { encounter: 'rats' });
  await does('gm', 'combatant.add', { encounter: 'rats', actor: [...secrets.keys()].find(each => each.startsWith('zqhiddenactor')), initiative: 9, hidden: true });
  await does('gm', 'chat.say', { text: 'Everything is said.' });
  for (const person of people) {
    await person.sees('Everything is said.');
    await wanders(person);
  }
  // A reload begins with what the browser kept: that is searched too.
  await pause(1500);
  await ana.page.reload();
  await ana.live();
  await wanders(ana);
  await house.settled(ana);
  const all = { gm: await evidence.gm.of(gm), ana: await evidence.ana.of(ana), ben: await evidence.ben.of(ben) };
  const leaks = [];
  for (const [text, who] of secrets) {
    for (const person of ['ana', 'ben']) {
      if (!who.includes(person)) for (const where of found(all[person], text)) leaks.push(`${text} of ${who} is in ${person}'s browser: ${where}`);
    }
  }
  assert.deepEqual(leaks, []);
  // The search finds what is there: those who may know them have them.
  const missing = [...secrets].filter(([text, who]) => who.includes('ben') && found(all.ben, text).length === 0).map(([text]) => text);
  // Texts of notes and the like come when somebody opens them.
  assert.ok(missing.length <= 2, `ben was told nothing of ${missing}`);
  const known = [...secrets.keys()].filter(text => found(all.gm, text).length > 0);
  assert.ok(known.length > secrets.size * 0.7, `the game master's browser has ${known.length} of ${secrets.size}`);
  const whisper = [...secrets.keys()].find(each => each.startsWith('zqwhisper'));
  const places = found(all.ben, whisper);
  assert.ok(places.length >= 6, `a whisper to ben was found only in ${places}`);
  console.log(`# ${secrets.size} secrets, searched in ${evidence.ana.frames} frames, ${evidence.ana.answers.length / 2} answers and a heap of ${Math.round(all.ana['its heap'].length / 1e6)} MB; ben's whisper was found in ${places.length} places of his`);
  // What is shown afterwards is there at once, so it was the hiding that kept it away.
  await does('gm', 'quest.reveal', { quest: [...secrets.keys()].find(each => each.startsWith('zqquest')), revealed: true });
  const told = [...secrets.keys()].find(each => each.startsWith('zqsummary'));
  const name = [...secrets.keys()].find(each => each.startsWith('zqquestname'));
  await ana.click('tab', /^World/);
  await ana.sees(name);
  await ana.evaluate(`[...document.querySelectorAll('#world summary')].find(each => each.textContent.includes('${name}')).click()`);
  await ana.until('what is shown', async () => found(await evidence.ana.of(ana), told).length > 0);
  for (const person of people) assert.deepEqual(person.problems(), []);
  await Promise.all(people.map(person => person.leaves()));
}));
