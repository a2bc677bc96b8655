// The page in a real browser: its storage, locks, channels and policy are not those of a test.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { Chromium, noChromium } from './kit/chromium.mjs';
import { Server, noServer, until } from './kit/server.mjs';

const options = { skip: noServer || noChromium, timeout: 480_000 };
let server;
let browser;

before(async () => {
  if (options.skip) return;
  server = await new Server().start();
  browser = await new Chromium().start();
});
after(async () => { await browser?.stop(); await server?.stop(); });

const address = who => `${server.url}/c/demo#seat=${server.seats[who]}`;
const text = (page, id) => page.evaluate(`document.getElementById('${id}')?.textContent ?? ''`).catch(() => '');
const line = page => text(page, 'line');
const live = page => until('live', async () => (await line(page)) === 'live', 120_000);
const say = (page, words) => page.evaluate(`document.getElementById('words').value = ${JSON.stringify(words)}; document.getElementById('say').requestSubmit()`);
const times = async (page, words) => (await text(page, 'talk')).split(words).length - 1;
const problems = page => page.problems.filter(each => !/ERR_CONNECTION_REFUSED|WebSocket connection|404/.test(each));

test('two tabs share the seat, survive the server, and the crash of the one that holds the line', options, async () => {
  const [ana, gm] = [await browser.context(), await browser.context()];
  const master = await gm.page(address('gm'));
  const first = await ana.page(address('ana'));
  await Promise.all([master, first].map(live));
  const second = await ana.page(address('ana'));
  await live(second);
  await say(second, 'from the second tab');
  for (const page of [first, second, master]) await until('said', async () => (await times(page, 'from the second tab')) === 1);
  await server.kill();
  await until('offline', async () => /^offline/.test(await line(first)));
  await say(second, 'while nobody listens');
  await until('waiting', async () => /1 waiting/.test(await line(second)));
  assert.equal(await times(second, 'while nobody listens'), 1, 'it shows at once');
  await until('kept', async () => await second.evaluate(`new Promise(done => { const open = indexedDB.open('tablekeep'); open.onsuccess = () => { const all = open.result.transaction('kept').objectStore('kept').getAllKeys(); all.onsuccess = () => { open.result.close(); done(all.result.filter(key => key.includes('|o|')).length); }; }; })`) === 1);
  first.crash();
  await server.start();
  await live(second);
  await live(master);
  for (const page of [second, master]) {
    await until('said', async () => (await times(page, 'while nobody listens')) > 0);
    assert.equal(await times(page, 'while nobody listens'), 1);
    assert.deepEqual(problems(page), []);
  }
  await second.reload();
  await live(second);
  await until('drawn', async () => (await times(second, 'while nobody listens')) === 1);
  await Promise.all([second.close(), master.close()]);
});

test('a reload shows the table again', options, async () => {
  const ben = await browser.context();
  const page = await ben.page(address('ben'));
  await live(page);
  const title = await text(page, 'title');
  await new Promise(done => { setTimeout(done, 1500); });
  const shown = [];
  const alive = [];
  for (let i = 0; i < 3; i++) {
    await page.reload();
    shown.push(await until('shown', () => page.evaluate(`document.getElementById('title')?.textContent === ${JSON.stringify(title)} && performance.now()`).catch(() => false)));
    await live(page);
    alive.push(await page.evaluate('performance.now()'));
  }
  console.log(`# from navigation to the table shown: ${shown.map(Math.round).join(', ')} ms, live: ${alive.map(Math.round).join(', ')} ms`);
  assert.deepEqual(problems(page), []);
  await page.close();
});

test('what a player types runs in nobody\'s page', options, async () => {
  const [cleo, gm] = [await browser.context(), await browser.context()];
  const [page, master] = [await cleo.page(address('cleo')), await gm.page(address('gm'))];
  await Promise.all([page, master].map(live));
  for (const words of ['<img src=x onerror="window.bad=1">', '<script>window.bad=1</script>', 'javascript:window.bad=1', '"><svg onload=window.bad=1>']) {
    await say(page, words);
    await until('said', async () => (await text(master, 'talk')).includes(words));
  }
  assert.equal(await master.evaluate('window.bad'), undefined);
  // And if something got in all the same, the policy stops it.
  await master.evaluate(`document.head.append(Object.assign(document.createElement('script'), { textContent: 'window.bad = 2' }))`);
  assert.equal(await master.evaluate('window.bad'), undefined);
  await until('the policy', () => /Content Security Policy/.test(master.problems.join()));
  assert.equal(await master.evaluate('window.bad'), undefined);
  await Promise.all([page.close(), master.close()]);
});
