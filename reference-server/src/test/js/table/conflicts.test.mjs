// Two change the same, one of them without a line: what comes of it is asked side by side, settled by the
// rules, or told with its reason.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { Cable } from './kit/cable.mjs';
import { House, leftOut, seen } from './kit/table.mjs';

const options = { skip: leftOut, timeout: 480_000 };
let house;
let people = [];

before(async () => { if (!leftOut) house = await new House().opens(); });
after(() => house?.closes());

const truth = who => house.truth(who);
const sound = (...all) => all.forEach(person => assert.deepEqual(person.problems(), [], person.name));

/** Writes Bram's notes on the sheet that is open. */
async function notes(person, text) {
  // Until the page knows what may be done, the button does nothing.
  await person.until('the form', async () => await person.has('textbox', /^Notes/) || !await person.click('button', /^(Write|Change) notes$/));
  await person.types('textbox', /^Notes/, text);
  await person.click('button', 'Save');
}

test('prose that two wrote at once is asked of those concerned, side by side, and what is chosen stands', options, seen(() => people, async () => {
  people = [await house.sits('ana')];
  const [ana] = people;
  await ana.click('tab', /^Sheet/);
  await notes(ana, 'He owes the ferryman.');
  await ana.until('them kept', async () => (await truth('ana')).actors.bram.notes === 'He owes the ferryman.');
  // She writes on while the game master, who saw the same, is faster.
  await ana.click('button', 'Change notes');
  await house.does('gm', 'actor.edit', { actor: 'bram', notes: 'He owes the ferryman nothing.' });
  await ana.types('textbox', /^Notes/, 'He owes the ferryman two coins.');
  await ana.click('button', 'Save');
  await ana.sees('He owes the ferryman nothing.');
  await ana.sees('Stands now');
  await ana.click('button', 'Take mine');
  await ana.until('what she chose', async () => (await truth('ana')).actors.bram.notes === 'He owes the ferryman two coins.');
  assert.equal(Object.keys((await truth('gm')).asks ?? {}).length, 0);
  sound(ana);
  await ana.leaves();
}));

test('what was done without a line is rebased in its order, and each thing says what became of it', options, seen(() => people, async () => {
  const cable = await new Cable(() => house.server.port).opens();
  try {
    people = [await house.sits('ana', { url: house.link('ana').replace(house.server.url, cable.url) }), await house.sits('gm')];
    const [ana, gm] = people;
    await house.does('gm', 'inventory.add', { actor: 'bram', stack: { name: 'Torch', quantity: 10 } });
    await ana.click('tab', /^Sheet/);
    await ana.find('button', 'One Torch less');
    const [stack] = Object.entries((await truth('gm')).actors.bram.inventory).find(([, each]) => each.name === 'Torch');
    const torches = async () => (await truth('gm')).actors.bram.inventory[stack]?.quantity;
    await cable.cut();
    await ana.until('no line', async () => /^offline/.test(await ana.line()));
    // Two torches burn down at hers while the game master hands out five, and the notes are written twice.
    await ana.click('button', 'One Torch less');
    await ana.until('nine', () => ana.evaluate(`document.getElementById('sheet').textContent.includes('9')`));
    await notes(ana, 'The bell rang nine times.');
    await ana.click('tab', /^Talk/);
    await ana.says('I heard a bell.');
    await house.does('gm', 'inventory.edit', { stack: `bram/${stack}`, quantity: 15 });
    await house.does('gm', 'actor.edit', { actor: 'bram', notes: 'The bell rang eight times.' });
    await cable.mend();
    await ana.live();
    await ana.sees('Without a line you did 3 things');
    await gm.sees('I heard a bell.');
    assert.ok([14, 15].includes(await torches()), `a number that either meant or both: ${await torches()}`);
    await gm.sees('The bell rang nine times.');
    await gm.click('button', 'Keep what stands');
    await ana.until('the notes of the game master', async () => (await truth('ana')).actors.bram.notes === 'The bell rang eight times.');
    await ana.click('button', 'Good');
    sound(ana, gm);
    await Promise.all(people.map(person => person.leaves()));
  } finally { cable.closes(); }
}));

test('two devices of one person play on without a line, each with a plan of its own, and come back in turn', options, seen(() => people, async () => {
  const cables = [await new Cable(() => house.server.port).opens(), await new Cable(() => house.server.port).opens()];
  try {
    const [phone, laptop] = people = await Promise.all(cables.map((cable, at) =>
      house.sits('ana', { name: ['phone', 'laptop'][at], url: house.link('ana').replace(house.server.url, cable.url) })));
    await house.does('gm', 'inventory.add', { actor: 'bram', stack: { name: 'Rope', quantity: 3 } });
    await house.does('gm', 'actor.edit', { actor: 'bram', notes: 'One door.\nTwo keys.\nThree locks.' });
    const [rope] = Object.entries((await truth('gm')).actors.bram.inventory).find(([, each]) => each.name === 'Rope');
    for (const person of people) {
      await person.click('tab', /^Sheet/);
      await person.find('button', 'One Rope less');
    }
    cables.forEach(cable => cable.cut());
    for (const person of people) {
      await person.sees('You play on without a line');
      // What needs the others says so before it is tried, and keeps the focus.
      await person.until('what cannot be done', () => person.evaluate(`[...document.querySelectorAll('#sheet button[aria-disabled=true]')].some(each => /^Give Rope/.test(each.ariaLabel) && /no line/.test(each.title))`));
      await person.evaluate(`document.querySelector('#sheet button[data-needs="inventory.give"]').click()`);
      await person.sees('this cannot be done for later');
    }
    await notes(phone, 'One door.\nTwo keys.\nFour locks.');
    await phone.click('button', 'One Rope less');
    await phone.click('tab', /^Talk/);
    await phone.says('On the train.');
    await phone.says('/r 1d20');
    await phone.sees('this cannot be done for later');
    await phone.sees('3 things are planned');
    await notes(laptop, 'No door.\nTwo keys.\nThree locks.');
    await laptop.click('button', 'Drop Rope');
    await laptop.sees('2 things are planned');
    // First one, then the other.
    cables[0].mend();
    await phone.live();
    await phone.until('it was done as meant', async () => (await truth('gm')).actors.bram.notes === 'One door.\nTwo keys.\nFour locks.');
    await phone.sees('Without a line you did 3 things: 3 are done as meant.');
    cables[1].mend();
    await laptop.live();
    await laptop.sees('Without a line you did 2 things');
    await laptop.until('both are in', async () => (await truth('gm')).actors.bram.notes === 'No door.\nTwo keys.\nFour locks.');
    assert.equal((await truth('gm')).actors.bram.inventory?.[rope], undefined);
    assert.equal(await phone.evaluate(`document.getElementById('returned').hidden`), true, 'what the other device did is not told here');
    await laptop.click('button', 'Good');
    for (const person of people) {
      await person.click('tab', /^Act/);
      await person.until('that all can be done again', () => person.evaluate(`document.querySelector('button[data-barred]') === null`));
      await house.settled(person);
    }
    const chat = Object.values((await truth('gm')).chat);
    assert.equal(chat.filter(each => each.text === 'On the train.').length, 1);
    assert.equal(Object.keys((await truth('gm')).dice ?? {}).length, 0, 'no dice fell hours later');
    sound(phone, laptop);
    await Promise.all(people.map(person => person.leaves()));
  } finally { cables.forEach(cable => cable.closes()); }
}));

test('a token that two moved, one of them without a line, stands where the later one put it, unless something is in the way', options, seen(() => people, async () => {
  const cable = await new Cable(() => house.server.port).opens();
  try {
    people = [await house.sits('ana', { url: house.link('ana').replace(house.server.url, cable.url) }), await house.sits('gm')];
    const [ana, gm] = people;
    const at = async () => { const { x, y } = (await truth('gm')).maps.vault.tokens.bram; return { x, y }; };
    const start = await at();
    const mine = { x: start.x === 4.5 ? 3.5 : 4.5, y: 8.5 };
    const theirs = { x: mine.x, y: 7.5 };
    cable.cut();
    await ana.sees('You play on without a line');
    await ana.drags('bram', mine);
    await ana.sees('One thing is planned');
    assert.deepEqual(await ana.token('bram'), mine, 'hers shows it where she put it');
    await gm.drags('bram', theirs);
    await gm.until('moved by the game master', async () => JSON.stringify(await at()) === JSON.stringify(theirs));
    assert.deepEqual(await ana.token('bram'), mine);
    cable.mend();
    await ana.live();
    await ana.sees('Without a line you did one thing: 1 is done as meant.');
    assert.deepEqual(await at(), mine);
    await gm.until('the same on both pages', async () => JSON.stringify(await gm.token('bram')) === JSON.stringify(mine));
    // Once more, and the token is gone when she comes back.
    cable.cut();
    await ana.sees('You play on without a line');
    await ana.drags('bram', { x: mine.x, y: 6.5 });
    await ana.sees('One thing is planned');
    await house.does('gm', 'token.remove', { token: 'vault/bram' });
    cable.mend();
    await ana.live();
    await ana.sees('Without a line you did one thing: 0 are done as meant.');
    await ana.sees('not done: There is nothing of that name');
    await ana.click('button', 'Good');
    assert.equal(await ana.token('bram'), undefined);
    sound(ana, gm);
    await Promise.all(people.map(person => person.leaves()));
  } finally { cable.closes(); }
}));
