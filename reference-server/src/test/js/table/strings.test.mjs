// What people write is text in everybody's page, whatever it looks like: nothing of it runs, nothing
// of it becomes a part of the page, and it is shown as it was written.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { after, before } from 'node:test';
import { SEED } from '../client/kit/seed.mjs';
import { House, leftOut, seen } from './kit/table.mjs';

const options = { skip: leftOut, timeout: 480_000 };
let house;
let people = [];

before(async () => { if (!leftOut) house = await new House().opens(); });
after(() => house?.closes());

/** Each sets a canary if any of it runs; more than one way into a page each. */
const PAYLOADS = [
  '<img src=x onerror="window.canary=1">', '<script>window.canary=1</script>', '"><svg onload=window.canary=1>', '\'><img src=x onerror=window.canary=1>',
  'javascript:window.canary=1', '<a href="javascript:window.canary=1">come</a>', '<iframe srcdoc="<script>parent.canary=1</script>"></iframe>',
  '<body onload=window.canary=1>', '<details open ontoggle=window.canary=1>', '<style>body{display:none}</style>', '<base href="//evil.example/">',
  '<link rel=stylesheet href="//evil.example/x.css">', '<meta http-equiv=refresh content="0;url=//evil.example/">', '<form action=//evil.example/><input name=x autofocus onfocus=window.canary=1>',
  '<math><mtext><table><mglyph><style><img src=x onerror=window.canary=1>', '<template><img src=x onerror=window.canary=1></template>', '</textarea><script>window.canary=1</script>',
  '{{constructor.constructor("window.canary=1")()}}', '${window.canary=1}', '<%= window.canary=1 %>', '[x](javascript:window.canary=1)', '![x](x" onerror="window.canary=1)',
  '<!--><script>window.canary=1</script>-->', '<svg><script href="data:,window.canary=1"/>', '<object data="data:text/html,<script>parent.canary=1</script>">',
  '\u202eright to left', 'zero\u200bwidth', 'ünï¢ödé 😀 👩‍👩‍👧 ﷽', 'Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮', '__proto__', 'constructor', 'null', 'undefined', 'NaN', '-1', '1e999',
  '%s%x%n', '../../../etc/passwd', '; DROP TABLE campaigns; --', '/r 1d20', '"\\"', '\u0007bell', 'x'.repeat(2000),
];

/** The naughty strings of the others, where they are. */
function naughty() {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, 'shared/data/strings/blns.json');
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  }
  console.log('# left out: the big list of naughty strings, as there is no shared/data/strings here; our own are used');
  return [];
}

/** What is left of a text in a page: people see no difference between kinds of blanks. */
const plain = text => text.replace(/[\s\u0000-\u001f\u007f-\u009f\u00ad\ufeff]+/g, ' ').trim();

/** Of long talk those lines alone are there that can be seen: all of it is seen by scrolling. */
const SCROLLED = `(async () => {
  const log = document.querySelector('[role="log"]');
  let all = document.body.textContent;
  for (let at = log.scrollHeight; at > log.scrollHeight - 12000 && at > 0; at -= log.clientHeight) {
    log.scrollTop = at - log.clientHeight;
    await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    all += ' ' + log.textContent;
  }
  log.scrollTop = log.scrollHeight;
  return all;
})()`;

async function harmless(person) {
  assert.equal(await person.evaluate('window.canary'), undefined, `${person.name}: something ran`);
  assert.deepEqual(person.problems(), [], `${person.name}: the policy had to step in, or a dialog came up`);
  const foreign = await person.evaluate(`[...document.querySelectorAll('script, iframe, object, embed, base, meta[http-equiv], style, template, [onerror], [onload], [onclick], a[href^="javascript"]')].map(each => each.outerHTML).filter(each => !/^<script type="module" src="\\/page\\//.test(each))`);
  assert.deepEqual(foreign, [], `${person.name}: foreign elements`);
}

/** Presses every tab, and looks at what it shows. */
async function looksAround(person) {
  let all = '';
  for (const { name } of await person.all('tab')) {
    await person.click('tab', name).catch(() => {});
    all += `\n${await person.evaluate(`document.body.textContent + ' ' + [...document.querySelectorAll('input, textarea')].map(each => each.value).join(' ') + ' ' + [...document.querySelectorAll('[aria-label],[title]')].map(each => (each.ariaLabel ?? '') + ' ' + each.title).join(' ')`)}`;
    await harmless(person);
  }
  return plain(all);
}

test('what is typed as talk is shown as it was typed, and runs nowhere', options, seen(() => people, async () => {
  people = await Promise.all(['ben', 'gm', 'ana', 'cleo'].map(who => house.sits(who)));
  const [ben, gm, ana, cleo] = people;
  const others = [gm, ana];
  // Of the big list a third each day.
  const all = [...PAYLOADS, ...naughty().filter((text, i) => i % 3 === SEED % 3)].map(text => text.slice(0, 4000)).filter(text => text.trim() !== '' && !/^\/(r|gmr|sr|br|roll)\b/.test(text.trim()));
  // The first by hand, the others by three people as fast as they may.
  for (const text of all.slice(0, 12)) {
    await ben.says(text);
    await others[0].until(`it said: ${text}`, async () => plain(await others[0].evaluate('document.body.textContent')).includes(plain(text)));
  }
  let sent = 12;
  while (sent < all.length) {
    // No more at once than are drawn: talk is a long list.
    const some = all.slice(sent, sent + 6);
    sent += some.length;
    for (const [i, text] of some.entries()) {
      await [ben, ana, cleo][i % 3].evaluate(`(() => { const field = [...document.querySelectorAll('input, textarea')].find(each => /^Say something/.test(each.ariaLabel ?? '')); field.value = ${JSON.stringify(text.replace(/\n/g, ' '))}; field.form.requestSubmit(); })()`);
    }
    for (const person of [ben, ana, cleo]) await person.until('all said', async () => await person.line() === 'live');
    const wanted = some.map(plain).filter(text => text !== '');
    for (const person of others) {
      let lacks;
      await person.until('all of them', async () => {
        const shown = plain(await person.evaluate(SCROLLED));
        lacks = wanted.filter(text => !shown.includes(text));
        return lacks.length === 0;
      }).catch(fault => { throw new Error(`${lacks.slice(0, 5).map(text => JSON.stringify(text))}: ${fault.message}`); });
      await harmless(person);
    }
  }
  console.log(`# ${all.length} strings were said`);
  await Promise.all(people.map(person => person.leaves()));
}));

test('names, notes, quests and tokens are text too, in every part of the page', options, seen(() => people, async () => {
  people = await Promise.all(['ben', 'gm', 'ana'].map(who => house.sits(who)));
  const [, gm, ana] = people;
  const does = (who, type, payload) => house.does(who, type, payload);
  for (const [i, text] of PAYLOADS.slice(0, 25).entries()) {
    const name = text.slice(0, 190);
    switch (i % 5) {
      case 0: await does('gm', 'quest.create', { name, summary: text, revealed: true }); break;
      case 1: await does('ben', 'note.create', { title: name, text, everyone: true }); break;
      case 2: await does('gm', 'lore.create', { title: name, text, revealed: true, tags: [name] }); break;
      case 3: await does('gm', 'token.place', { map: 'vault', at: { x: 5.5 + i % 4, y: 8.5 }, name }); break;
      default: await does('gm', 'item.create', { name, description: text });
    }
    await does('ben', 'participant.rename', { participant: 'ben', name });
    await does('gm', 'actor.edit', { actor: 'lyra', name, description: text });
    await does('ben', 'condition.add', { actor: 'lyra', condition: { name } });
    await does('ben', 'dice.roll', { notation: '1d4', label: name });
    for (const person of [gm, ana]) await person.until(`ben called ${name.slice(0, 30)}`, async () => plain(await person.evaluate('document.body.textContent')).includes(plain(name)));
    for (const person of people) await harmless(person);
  }
  await does('gm', 'encounter.create', { name: PAYLOADS[0], map: 'vault' });
  await does('gm', 'campaign.rename', { name: PAYLOADS[2] });
  await does('gm', 'encounter.start', { encounter: 'rats' });
  for (const person of [gm, ana]) {
    await person.until('the new name', async () => (await person.evaluate('document.title')).includes('<svg'));
    const all = await looksAround(person);
    assert.ok(all.includes(plain(PAYLOADS[2])), 'the name of the campaign');
    await person.page.reload();
    await person.live();
    await looksAround(person);
  }
  await Promise.all(people.map(person => person.leaves()));
}));

test('where something got into the page all the same, the policy stops it', options, seen(() => people, async () => {
  const gm = await house.sits('gm');
  people = [gm];
  await gm.evaluate(`document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.canary = 2' })); document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.canary = 3">')`);
  await gm.until('the policy', async () => gm.page.problems.some(each => /Content Security Policy/.test(each)));
  assert.equal(await gm.evaluate('window.canary'), undefined);
  await gm.leaves();
}));
