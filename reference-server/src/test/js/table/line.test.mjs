// Bad nights: the network goes in the middle of a drag, the server is killed under three people, a
// laptop is closed, a seat is open twice. The page says so meanwhile, and ends in the server's truth.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { Cable } from './kit/cable.mjs';
import { pause } from './kit/person.mjs';
import { House, leftOut, seen } from './kit/table.mjs';

const options = { skip: leftOut, timeout: 480_000 };
let house;
let people = [];

before(async () => { if (!leftOut) house = await new House().opens(); });
after(() => house?.closes());

async function sits(...all) {
  people = await Promise.all(all.map(each => (typeof each === 'string' ? house.sits(each) : house.sits(each.who, each))));
  return people;
}
const leave = () => Promise.all(people.map(person => person.leaves()));

/** Every line that was said, by the server's own account, oldest first. */
async function said() {
  const lines = [];
  for (let older = ''; older !== undefined;) {
    const page = await house.server.ask(`/api/campaigns/demo/view?path=/chat&limit=200&before=${older}`, { key: house.seat('gm') });
    lines.push(...Object.values(page.entities));
    older = page.next;
  }
  return lines.map(line => line.text);
}

/** How often this token was moved, by the change log. */
async function moves(token) {
  const { lines } = await house.server.ask('/api/campaigns/demo/history/log?limit=50', { key: house.seat('gm') });
  return lines.filter(line => line.action === 'token.move' && line.changes.some(each => each.path.startsWith(`/maps/vault/tokens/${token}/`))).length;
}

async function sound(...all) {
  for (const person of all) {
    await house.settled(person);
    assert.deepEqual(person.problems(), [], person.name);
  }
}

for (const way of ['the network is switched off', 'the cable is pulled']) {
  test(`${way} in the middle of a drag, and comes back`, options, seen(() => people, async () => {
    const cable = await new Cable(() => house.server.port).opens();
    try {
      const [ana, gm] = await sits({ who: 'ana', url: house.link('ana').replace(house.server.url, cable.url), before: page => page.ask('Network.enable') }, 'gm');
      const network = offline => ana.page.ask('Network.emulateNetworkConditions', { offline, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
      const cut = () => (way === 'the cable is pulled' ? cable.cut() : network(true));
      const mend = () => (way === 'the cable is pulled' ? cable.mend() : network(false));
      const start = await ana.token('bram');
      const before = await moves('bram');
      const to = { x: start.x === 4.5 ? 3.5 : 4.5, y: 8.5 };
      await ana.drags('bram', to, { meanwhile: cut });
      await ana.until('the token shown where it was put', async () => (await ana.token('bram')).x === to.x);
      await ana.until('it said that nothing goes', async () => /^offline.*1 (waiting|planned)/.test(await ana.line()));
      assert.ok(await ana.has('status', undefined), 'said in a place that is read aloud');
      // While she is away, the table goes on.
      await gm.says(`while she is away, ${way}`);
      assert.deepEqual(await gm.token('bram'), start);
      await mend();
      await ana.live();
      for (const person of [ana, gm]) await person.until('the token where it was put', async () => { const at = await person.token('bram'); return at.x === to.x && at.y === to.y; });
      await ana.sees(`while she is away, ${way}`);
      await sound(ana, gm);
      assert.equal(await moves('bram'), before + 1, 'it was moved once');
      await leave();
    } finally { cable.closes(); }
  }));
}

test('the server is killed under three people, again and again', options, seen(() => people, async () => {
  const all = await sits('gm', 'ana', 'ben');
  const lines = [];
  const acked = new Set();
  for (let kill = 0; kill < 3; kill++) {
    for (let i = 0; i < 3; i++) {
      for (const person of all) {
        const words = `${person.name} says ${kill}-${i}.`;
        lines.push(words);
        await person.says(words);
      }
    }
    // What somebody else sees was acked.
    for (const words of lines.slice(-8)) if (!words.startsWith('gm') && await all[0].times(words) > 0) acked.add(words);
    await all[1].drags('bram', { x: 4.5 + kill, y: 8.5 }, { meanwhile: () => house.server.kill() });
    for (const person of all) await person.until('it said so', async () => /^(offline|connecting)/.test(await person.line()));
    for (const person of all) {
      const words = `${person.name} says ${kill}-alone.`;
      lines.push(words);
      await person.says(words);
      await person.sees(words);
      assert.match(await person.line(), /[1-9]\d* waiting/);
    }
    await house.server.start();
    await Promise.all(all.map(person => person.live()));
  }
  // The newest are drawn, each once; of the others none is there twice.
  for (const person of all) {
    for (const words of lines.slice(-3)) await person.until(words, async () => (await person.times(words)) === 1);
    for (const words of lines) assert.ok(await person.times(words) <= 1, `${person.name}: ${words}`);
  }
  const told = await said();
  for (const words of lines) assert.equal(told.filter(each => each === words).length, 1, words);
  assert.ok(acked.size > 5);
  assert.equal((await all[2].token('bram')).x, 6.5);
  await sound(...all);
  await leave();
}));

test('a laptop is closed while the others play, also while the server is started anew', options, seen(() => people, async () => {
  const [ana, gm, ben] = await sits('ana', 'gm', 'ben');
  for (const restarted of [false, true]) {
    await ana.page.ask('Page.setWebLifecycleState', { state: 'frozen' });
    await gm.drags('rat-1', { x: restarted ? 10.5 : 11.5, y: 7.5 });
    await ben.drags('lyra', { x: restarted ? 4.5 : 3.5, y: 7.5 });
    await ben.says(`into a closed laptop, ${restarted}`);
    if (restarted) {
      await house.server.kill();
      await house.server.start();
      await Promise.all([gm.live(), ben.live()]);
      await gm.says('and after the server came again');
    }
    await pause(1500);
    await ana.page.ask('Page.setWebLifecycleState', { state: 'active' });
    await ana.live();
    await ana.sees(`into a closed laptop, ${restarted}`);
    await sound(ana, gm, ben);
    assert.equal(await ana.times(`into a closed laptop, ${restarted}`), 1);
  }
  assert.equal(await ana.times('and after the server came again'), 1);
  await leave();
}));

test('a seat open twice is one seat, whichever window is closed or sleeps', options, seen(() => people, async () => {
  const [first, gm] = await sits('ana', 'gm');
  const second = await house.sits('ana', { context: first.context, name: 'ana in her second window' });
  people.push(second);
  await first.drags('bram', { x: 3.5, y: 7.5 });
  await second.until('the same in the other window', async () => (await second.token('bram')).x === 3.5);
  await second.says('from the second window');
  for (const person of [first, second, gm]) await person.until('said', async () => (await person.times('from the second window')) === 1);
  // The one that has the line sleeps: the other goes on by itself.
  await first.page.ask('Page.setWebLifecycleState', { state: 'frozen' });
  await second.says('while the first sleeps');
  await gm.sees('while the first sleeps', 120_000);
  await second.drags('bram', { x: 2.5, y: 7.5 });
  await gm.until('moved', async () => (await gm.token('bram')).x === 2.5);
  await first.page.ask('Page.setWebLifecycleState', { state: 'active' });
  await first.sees('while the first sleeps', 120_000);
  await sound(first, second, gm);
  for (const words of ['from the second window', 'while the first sleeps']) {
    for (const person of [first, second, gm]) assert.equal(await person.times(words), 1, `${person.name}: ${words}`);
  }
  await first.page.close();
  await second.says('and alone');
  await gm.sees('and alone');
  assert.equal((await said()).filter(each => each === 'and alone').length, 1);
  people = [second, gm];
  await sound(...people);
  await leave();
}));
