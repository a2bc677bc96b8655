// A campaign of 4.65 MB in the browser: what comes, and how long it takes, before one can play.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { bigCampaign, watched } from './kit/big.mjs';
import { pause } from './kit/person.mjs';
import { House, leftOut, seen } from './kit/table.mjs';

const MOST_BYTES = 150_000;
const options = { skip: leftOut, timeout: 480_000 };
let house;
let people = [];
let big;

before(async () => {
  if (leftOut) return;
  house = await new House().opens();
  big = await bigCampaign(house.server);
  house.made = new Map([[big.campaign, Object.fromEntries(big.links)]]);
});
after(() => house?.closes());

const round = value => Math.round(value);
const kilo = bytes => `${(bytes / 1000).toFixed(1)} KB`;

for (const who of ['p1', 'gm']) {
  test(`${who === 'gm' ? 'the game master' : 'a player'} joins 4.65 MB and can play before all of it is there`, options, seen(() => people, async () => {
    const url = `${house.server.url}/c/${big.campaign}#seat=${big.links.get(who)}`;
    let noted;
    // The first to come after a start pays for the server's warming up.
    for (let time = 0; time < (process.env.AGAIN ? Number(process.env.AGAIN) : 1); time++) {
      const person = await house.sits(who, { url, campaign: big.campaign, before: async page => { noted = await watched(page); } });
      people = [person];
      const marks = await person.until('live', () => person.evaluate('marks.live && marks'));
      const before = (kind, until) => noted.at.filter(([at, what]) => what === kind && at <= until).reduce((sum, [, , size]) => sum + size, 0);
      const socket = before('socket', marks.liveAt);
      const files = before('file', marks.liveAt);
      console.log(`# ${who}: from an empty browser to playable ${round(marks.live)} ms; ${kilo(socket)} over the socket and ${kilo(files)} of page before that`);
      if (who !== 'gm') assert.ok(socket <= MOST_BYTES, `${socket} bytes came before one could play`);
      assert.ok(socket < 1_000_000, 'that is not the whole of it');
      // Playable: it can be acted on.
      const own = await person.evaluate(`document.getElementById('map').component.model.tokens.find(each => each.mine)?.id`);
      assert.ok(own, 'a token to move');
      await person.says(`here I am, ${time}`);
      await person.sees(`here I am, ${time}`);
      await pause(8000); // until its storage has it
      const reloads = [];
      for (let i = 0; i < 3; i++) {
        const had = noted.socket;
        await person.page.reload();
        await pause(50);
        const again = await person.until('live again', () => person.evaluate('globalThis.marks?.live && marks').catch(() => undefined));
        reloads.push([round(again.shown), round(again.live), noted.socket - had]);
      }
      const shown = reloads.map(([each]) => each);
      console.log(`# ${who}: a reload shows the table from the browser's storage after ${shown.join(', ')} ms and is live after ${reloads.map(([, each]) => each).join(', ')} ms; ${reloads.map(([, , each]) => each).join(', ')} bytes over the socket`);
      assert.ok(reloads.every(([, , bytes]) => bytes < 20_000), 'a reload is told only what changed');
      assert.deepEqual(person.problems(), []);
      await person.leaves();
    }
  }));
}
