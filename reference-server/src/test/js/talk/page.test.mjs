// Ten thousand lines in a real browser: what is there, and what scrolling costs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Chromium, noChromium } from '../client/kit/chromium.mjs';
import { until } from '../client/kit/server.mjs';
import { serve } from '../map/serve.mjs';

const options = { skip: noChromium, timeout: 480_000 };
let files;
let browser;
let page;

const BEGIN = `(async () => {
  const { talk } = await import('/page/parts/talk.js');
  const css = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: '/page/style.css' });
  const more = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: '/page/play.css' });
  const ready = Promise.all([css, more].map(each => new Promise(done => { each.onload = done; })));
  const root = document.createElement('section');
  root.className = 'panel';
  root.id = 'talking';
  root.style.height = '600px';
  root.style.width = '320px';
  document.body.replaceChildren(css, more, root);
  await ready;
  const key = n => String(n).padStart(8, '0');
  const at = n => new Date(1700000000000 + n * 20000).toISOString();
  const all = Array.from({ length: 10000 }, (_, n) => [key(n), n % 7 === 0
    ? { from: 'ben', text: 'words '.repeat(n % 40 + 1), at: at(n), to: ['ana'] } : { from: 'ana', text: 'line ' + n, at: at(n) }]);
  const listeners = {};
  const table = {
    me: { id: 'ana', role: 'player' }, line: { state: 'live' },
    state: { chat: Object.fromEntries(all), dice: {}, participants: { ana: { name: 'Ana', role: 'player' }, ben: { name: 'Ben', role: 'player' } } },
    presence: { shown: { typing: new Map() }, typing() {} },
    get: path => table.state[path.slice(1)],
    history: async () => ({ lines: [] }),
    on: (event, run) => { listeners[event] = run; },
  };
  const seat = { table, campaign: 'x', token: 'y', act: () => ({ receipt: new Promise(() => {}) }), notice() {} };
  const drawing = talk.mount(root, seat);
  drawing.draw(table.state);
  Object.assign(globalThis, { table, drawing, key, at, list: document.getElementById('talk') });
})()`;

const frame = () => page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))');
const visible = () => page.evaluate(`(() => {
  const box = list.getBoundingClientRect();
  return [...list.querySelectorAll('li')].filter(each => { const own = each.getBoundingClientRect(); return own.bottom > box.top + 1 && own.top < box.bottom - 1; }).map(each => each.textContent);
})()`);

before(async () => {
  if (noChromium) return;
  files = await serve();
  browser = await new Chromium().start();
  page = await browser.page(`${files.url}?walls=0&tokens=1&picture=no`);
  await until('the page', () => page.evaluate('globalThis.ready === true || document.readyState === "complete"'));
  await page.evaluate(BEGIN);
  await frame();
});
after(async () => { await browser?.stop(); files?.close(); });

test('of ten thousand lines those alone are there that can be seen, the newest first of all', options, async () => {
  const there = await page.evaluate('list.querySelectorAll("li").length');
  assert.ok(there > 10 && there < 80, `${there} lines are there`);
  assert.match((await visible()).at(-1), /line 9999/);
  assert.ok(await page.evaluate('list.scrollHeight') > 200_000);
});

test('scrolling all the way costs less than a frame at each step, and leaves no gap', options, async () => {
  const { costs, plain, gaps } = await page.evaluate(`(async () => {
    const costs = []; const plain = []; let gaps = 0;
    const next = () => new Promise(done => requestAnimationFrame(done));
    for (let step = 0; step < 250; step++) {
      list.scrollTop = Math.max(0, list.scrollTop - (step < 50 ? 120 : list.scrollHeight / 160));
      await next();
      const began = performance.now();
      await new Promise(done => setTimeout(done));
      const items = [...list.querySelectorAll('li')];
      const box = list.getBoundingClientRect();
      if (items.length === 0 || items[0].getBoundingClientRect().top > box.top + 1 || items.at(-1).getBoundingClientRect().bottom < box.bottom - 1) gaps++;
      costs.push(performance.now() - began);
      if (step % 5) continue;
      // What a machine as busy as this one takes to lay out as many lines, made anew.
      const again = performance.now();
      const other = list.cloneNode(true);
      list.after(other);
      other.getBoundingClientRect();
      other.lastElementChild?.getBoundingClientRect();
      plain.push(performance.now() - again);
      other.remove();
    }
    return { costs, plain, gaps };
  })()`);
  const middle = all => all.sort((a, b) => a - b)[all.length >> 1];
  const [step, bare] = [middle(costs), middle(plain)];
  console.log(`talk, 10,000 lines: a step of scrolling ${step.toFixed(1)} ms, 95 of 100 within ${costs[Math.floor(costs.length * 0.95)].toFixed(1)} ms, the bare lines ${bare.toFixed(1)} ms`);
  assert.equal(gaps, 0);
  assert.ok(step < 16 + 4 * bare, `a step of scrolling ${step} ms, the bare lines ${bare} ms`);
});

test('what one reads stays where it is while others speak, and a hint leads to the new lines', options, async () => {
  await page.evaluate('list.scrollTop = list.scrollHeight / 2');
  await frame();
  const was = await visible();
  await page.evaluate(`(() => {
    for (let n = 10000; n < 10003; n++) table.state = { ...table.state, chat: { ...table.state.chat, [key(n)]: { from: 'ben', text: 'line ' + n, at: at(n) } } };
    drawing.draw(table.state);
  })()`);
  await frame();
  assert.deepEqual(await visible(), was);
  assert.equal(await page.evaluate('document.querySelector(".talk-below").hidden'), false);
  assert.match(await page.evaluate('document.querySelector("[aria-live=polite]").textContent'), /Ben: line 10002/);
  await page.evaluate('document.querySelector(".talk-below").click()');
  await frame();
  assert.match((await visible()).at(-1), /line 10002/);
  assert.equal(await page.evaluate('document.querySelector(".talk-below").hidden'), true);
  assert.deepEqual(page.problems.filter(each => !/404/.test(each)), []);
});
