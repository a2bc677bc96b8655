// Takes the pictures of the page that stand in the READMEs, from the evening of D20 of a first run:
//   node src/test/js/table/pictures.mjs [--into docs]

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pause } from './kit/person.mjs';
import { House, leftOut } from './kit/table.mjs';

if (leftOut) process.exit(0);
const at = process.argv.indexOf('--into');
const into = at > 0 ? process.argv[at + 1] : join(dirname(fileURLToPath(import.meta.url)), '../../../../docs');
const campaign = 'ford';
const house = await new House().opens();
const truth = () => house.truth('gm', campaign);
const does = (type, payload) => house.does('gm', type, payload, campaign);

/** Lets what moves come to rest. A tenth of the bytes that a PNG has. */
async function take(person, name) {
  await person.until('no notice', async () => await person.evaluate(`document.getElementById('notice').textContent`) === '', 20_000);
  await person.evaluate(`document.getElementById('map').component.pings = []`);
  await pause(900);
  const { data } = await person.page.ask('Page.captureScreenshot', { format: 'webp', quality: 82 });
  mkdirSync(into, { recursive: true });
  writeFileSync(join(into, `${name}.webp`), Buffer.from(data, 'base64'));
  console.log(join(into, `${name}.webp`));
}

async function turnOf(actor) {
  const [combatant] = Object.entries((await truth()).encounters.ford.order).find(([, each]) => each.actor === actor);
  await does('turn.set', { combatant: `ford/${combatant}` });
}

try {
  const people = await Promise.all([['gm', true], ['ana', true], ['ben', false]].map(([who, dark]) => house.sits(who, { campaign, dark, width: 1280, height: 800 })));
  const [gm, ana, ben] = people;
  await gm.click('button', /^Start: Goblins at the ford/);
  for (const person of people) await person.sees('round 1');
  await ben.says('I stay by the willow. Mind your hats.');

  await turnOf('lyra');
  await ben.click('tab', /^Sheet/);
  await ben.click('button', 'Cast Fireball');
  await ben.press(await ben.at({ x: 16.6, y: 7.3 }));
  await ben.until('the slot spent', async () => (await truth()).actors.lyra.d20.now.slots?.['3'] === 1);

  await turnOf('bram');
  await ana.click('tab', /^Act/);
  await ana.click('button', 'Improvise');
  await ana.types('textbox', /^What/, 'to kick the burning cart at them');
  await ana.chooses(/^Skill/, 'athletics');
  await ana.click('button', 'Improvise', { at: -1 });
  await gm.sees(/Bram tries “to kick the burning cart at them”/);
  await gm.click('tab', /^Talk/);
  await take(gm, 'table');
  await gm.types('spinbutton', /^Dc/i, '12');
  await gm.click('button', 'Answer');

  await ana.click('tab', /^Sheet/);
  await ana.find('button', 'Shove away');
  await ana.drags('bram', { x: 8.5, y: 8.5 }, { steps: 12, meanwhile: () => take(ana, 'player') });

  await ben.click('tab', /^History/);
  await ben.until('the moment before the fire', async () => {
    if ((await ben.view()).actors.hobgoblin.d20.now.health === 'unhurt') return true;
    await ben.click('button', /^◀ Earlier/);
    await pause(300);
    return false;
  }, 30_000);
  await ben.click('button', 'Whole map (0)');
  await take(ben, 'history');
} finally {
  await house.closes();
}
