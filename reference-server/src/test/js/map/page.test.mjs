// The map in a real browser, over a made-up table; left out where no browser is installed.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { browser } from './browser.mjs';
import { serve } from './serve.mjs';

const chromium = await browser();
const skip = chromium ? false : 'left out: there is no Chromium here';
let server;
let page;
let faults = [];

before(async () => {
  if (!chromium) return;
  server = await serve();
});
after(async () => {
  await page?.close();
  await chromium?.close();
  server?.close();
});

async function open(query = '', options = {}) {
  await page?.close();
  page = await chromium.newPage({ viewport: { width: 1000, height: 640 }, ...options });
  faults = page.faults;
  await page.goto(`${server.url}?walls=300&tokens=12&picture=no&${query}`);
  await page.waitForFunction('globalThis.ready');
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
}
const acts = () => page.evaluate(() => table.acts.filter(each => each.type));
const signals = kind => page.evaluate(wanted => table.acts.filter(each => each.signal === wanted), kind);
const said = () => page.evaluate(() => document.querySelector('.tk-live').textContent);
const where = id => page.evaluate(key => map.camera.toScreen(map.model.byId.get(key)), id);
const scale = () => page.evaluate(() => map.camera.scale);

async function drag(from, to) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

test('a dragged token comes to stand on a cell, and others see the way', { skip }, async () => {
  await open();
  const from = await where('hero');
  const cell = await scale();
  await drag(from, { x: from.x + 1.3 * cell, y: from.y + 0.2 * cell });
  await page.waitForFunction(() => table.acts.some(each => each.type === 'token.move'));
  assert.deepEqual(await acts(), [{ type: 'token.move', payload: { token: 'dungeon/hero', to: { x: 5.5, y: 4.5 } } }]);
  const told = await signals('drag');
  assert.ok(told.length > 0 && told.every(each => each.payload.token === 'dungeon/hero'));
  assert.match(await said(), /Bram Oakhand to column 6, row 5, 5 ft/);
  assert.deepEqual(faults, []);
});

test('what is not one’s own stays where it is', { skip }, async () => {
  await open();
  const from = await where('mage');
  await drag(from, { x: from.x + 120, y: from.y });
  assert.deepEqual(await acts(), []);
  assert.match(await said(), /not yours to move/);
});

test('a map is played by keyboard alone', { skip }, async () => {
  await open();
  await page.focus('.tk-stage');
  await page.keyboard.press('Tab');
  assert.match(await said(), /Bram Oakhand. column 5, row 5. its turn. 21 of 30 hit points/);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowDown');
  assert.deepEqual((await acts()).map(each => each.payload.to), [{ x: 3.5, y: 4.5 }, { x: 3.5, y: 5.5 }]);
  await page.keyboard.press('m');
  for (const key of ['Enter', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
  assert.equal(await said(), '15 ft');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => map.tool), 'select');
  await page.keyboard.press('p');
  assert.equal((await signals('ping')).length, 1);
});

test('keys of the map do not hold the focus', { skip }, async () => {
  await open();
  await page.focus('.tk-stage');
  for (let i = 0; i < 13; i++) await page.keyboard.press('Tab');
  assert.notEqual(await page.evaluate(() => document.activeElement.className), 'tk-stage');
});

test('a locked door says so, another opens', { skip }, async () => {
  await open();
  await page.evaluate(() => {
    const door = state => map.model.doors.find(each => each.state === state);
    globalThis.doors = { closed: door('closed'), locked: door('locked') };
    map.centre(doors.closed.at);
  });
  const at = await page.evaluate(() => map.camera.toScreen(doors.closed.at));
  await page.mouse.click(at.x, at.y);
  await page.waitForFunction(() => map.model.doors.find(each => each.id === doors.closed.id).state === 'open');
  await page.evaluate(() => map.centre(doors.locked.at));
  const locked = await page.evaluate(() => map.camera.toScreen(doors.locked.at));
  await page.mouse.click(locked.x, locked.y);
  await page.waitForFunction(() => document.querySelector('.tk-hint').textContent === 'The door is locked.');
});

test('what was never explored is covered, what is seen is not', { skip }, async () => {
  await open();
  const [seen, explored, unknown] = await page.evaluate(() => {
    map.fit();
    map.frameNow();
    const { ctx, scale } = { ctx: map.canvases.shade, scale: map.camera.scale / 2 };
    const alpha = (x, y) => ctx.getImageData(Math.round((x - map.camera.x) * scale), Math.round((y - map.camera.y) * scale), 1, 1).data[3];
    return [alpha(4.5, 3.6), alpha(30.5, 26.5), alpha(60.5, 40.5)];
  });
  assert.ok(seen < 90, `seen ${seen}`);
  assert.ok(explored > 90 && explored < 220, `explored ${explored}`);
  assert.ok(unknown > 240, `unknown ${unknown}`);
});

test('the game master sees all, and through a token’s eyes when asked', { skip }, async () => {
  await open('as=gm');
  const alpha = () => page.evaluate(() => {
    map.fit();
    map.frameNow();
    const scale = map.camera.scale / 2;
    return map.canvases.shade.getImageData(Math.round((60.5 - map.camera.x) * scale), Math.round((40.5 - map.camera.y) * scale), 1, 1).data[3];
  });
  assert.ok(await alpha() < 140);
  await page.evaluate(() => { map.select('hero'); map.seeAs('hero'); });
  assert.ok(await alpha() > 240);
});

test('what is drawn is handed to the table, and wiped', { skip }, async () => {
  await open();
  await page.focus('.tk-stage');
  await page.keyboard.press('w');
  await drag({ x: 400, y: 300 }, { x: 520, y: 380 });
  const [draw] = await acts();
  assert.equal(draw.type, 'drawing.create');
  assert.equal(draw.payload.kind, 'freehand');
  assert.ok(draw.payload.points.length > 2);
  await page.evaluate(() => map.setTool('erase'));
  await page.mouse.click(400, 300);
  assert.deepEqual((await acts())[1], { type: 'drawing.remove', payload: { drawings: ['dungeon/d0'] } });
});

test('an area is shown to the others until it is taken away', { skip }, async () => {
  await open();
  await page.evaluate(() => map.setTool('cone'));
  const cell = await scale();
  await drag({ x: 400, y: 300 }, { x: 400 + 3.1 * cell, y: 300 });
  const told = await signals('area');
  const last = told[told.length - 1].payload;
  assert.equal(last.shape, 'cone');
  assert.ok(Math.abs(Math.hypot(last.to.x - last.x, last.to.y - last.y) - 3) < 0.02);
  await page.focus('.tk-stage');
  await page.keyboard.press('Escape');
  const after = await signals('area');
  assert.equal(after[after.length - 1].payload.shape, undefined);
});

test('whoever asks for stillness gets no moving rings', { skip }, async () => {
  await open('', { reducedMotion: 'reduce' });
  await page.evaluate(() => map.ping({ x: 5, y: 5 }));
  assert.equal(await page.evaluate(() => map.still), true);
});

for (const grid of ['hex-rows', 'hex-rows-even', 'hex-columns', 'hex-columns-even']) {
  test(`on ${grid} arrows go to a neighbour and back`, { skip }, async () => {
    await open(`grid=${grid}&as=gm`);
    const steps = await page.evaluate(async () => {
      table.change(view => { view.map.wallsStop = false; });
      map.select('hero');
      const { grid: cells } = map.model;
      const found = [];
      for (const [dx, dy] of [[1, 0], [0, 1], [0, 1], [-1, 0], [0, -1], [0, -1]]) {
        const token = map.model.byId.get('hero');
        const from = cells.cellAt(token);
        map.keys.arrow([dx, dy], false);
        await new Promise(done => setTimeout(done, 5));
        found.push(cells.distance(from, cells.cellAt(map.model.byId.get('hero'))));
      }
      return found;
    });
    assert.ok(steps.every(step => step === 1), JSON.stringify(steps));
  });
}

test('a map that is taken away leaves nothing behind', { skip }, async () => {
  await open();
  const left = await page.evaluate(async () => {
    const element = document.getElementById('map');
    map.again('ground', 'tokens');
    map.destroy();
    table.change(view => { view.map.tokens.hero = { ...view.map.tokens.hero, x: 9.5 }; });
    table.signal({ from: 'ben', kind: 'ping', payload: { map: 'dungeon', x: 1, y: 1 } });
    await new Promise(done => setTimeout(done, 300));
    return { children: element.children.length, classes: element.className };
  });
  assert.deepEqual(left, { children: 0, classes: '' });
  assert.deepEqual(faults, []);
});

test('it can be used on a telephone', { skip }, async () => {
  await open('', { viewport: { width: 360, height: 640 }, hasTouch: true });
  const wide = await page.evaluate(() => [document.documentElement.scrollWidth, [...document.querySelectorAll('.tk-map button')].filter(each => each.offsetWidth).map(each => Math.min(each.offsetWidth, each.offsetHeight))]);
  assert.equal(wide[0], 360);
  assert.ok(wide[1].every(size => size >= 36), JSON.stringify(wide[1]));
  const from = await where('hero');
  await page.touchscreen.tap(from.x, from.y);
  assert.match(await said(), /Bram Oakhand/);
});
