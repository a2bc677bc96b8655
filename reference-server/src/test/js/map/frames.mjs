// How much of a frame the map takes while a token is dragged, and while it is panned and zoomed:
//   node frames.mjs [--walls 2000] [--tokens 200] [--seconds 6] [--as player|gm] [--limit 16]
// Main-thread work is every task of the page's main thread from one animation frame to the next, from
// Chromium's own trace, so drawing is in it, not only scripts. With --limit it fails when p99 is above.

import { browser } from './browser.mjs';
import { serve } from './serve.mjs';

const said = name => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
};
const walls = Number(said('walls') ?? 2000);
const tokens = Number(said('tokens') ?? 200);
const seconds = Number(said('seconds') ?? 6);
const as = said('as') ?? 'player';
const limit = said('limit') === undefined ? Infinity : Number(said('limit'));

const chromium = await browser();
if (!chromium) {
  console.log('left out: there is no Chromium here');
  process.exit(0);
}
const server = await serve();
const page = await chromium.newPage({ viewport: { width: 1280, height: 720 } });
await page.goto(`${server.url}?walls=${walls}&tokens=${tokens}&as=${as}&lights=${said('lights') ?? 30}`);
await page.waitForFunction('globalThis.ready');
await page.waitForTimeout(1500);

async function traced(does) {
  const events = [];
  chromium.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  await chromium.ask('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'] } });
  await does();
  const done = new Promise(resolve => chromium.on('Tracing.tracingComplete', resolve));
  await chromium.ask('Tracing.end');
  await done;
  chromium.on('Tracing.dataCollected');
  return events;
}

/** Milliseconds of main-thread work for each animation frame, and the frames a second. */
function frames(events) {
  // The page's main thread is the one that fires animation frames.
  const fired = events.filter(event => event.name === 'FireAnimationFrame' && event.ph === 'X').sort((a, b) => a.ts - b.ts);
  const { pid, tid } = fired[Math.floor(fired.length / 2)];
  const tasks = events.filter(event => event.pid === pid && event.tid === tid && event.ph === 'X' && /RunTask$/.test(event.name)).sort((a, b) => a.ts - b.ts);
  const outer = [];
  let end = 0;
  for (const task of tasks) {
    if (task.ts < end) continue;
    outer.push(task);
    end = task.ts + task.dur;
  }
  // A frame is a task in which animation callbacks fire; what runs before it since the last one is its work too.
  const drawn = outer.filter(task => fired.some(event => event.ts >= task.ts && event.ts < task.ts + task.dur));
  const work = [];
  let i = 0;
  for (const task of drawn) {
    const sum = { wall: 0, cpu: 0 };
    while (i < outer.length && outer[i].ts <= task.ts) {
      sum.wall += outer[i].dur / 1000;
      sum.cpu += (outer[i].tdur ?? outer[i].dur) / 1000;
      i++;
    }
    work.push(sum);
  }
  const names = new Map();
  for (const event of events) if (event.pid === pid && event.tid === tid && event.ph === 'X') names.set(event.name, (names.get(event.name) ?? 0) + event.dur / 1000);
  if (process.env.FRAMES_DETAIL) console.log([...names].sort((a, b) => b[1] - a[1]).slice(0, 14).map(([name, ms]) => `${name} ${(ms / work.length).toFixed(2)}`).join(' | '));
  return { work: work.slice(1), rate: (drawn.length - 1) / ((drawn[drawn.length - 1].ts - drawn[0].ts) / 1e6) };
}

const at = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
let failed = false;
async function run(name, does) {
  const { work, rate } = frames(await traced(does));
  const said = kind => {
    const sorted = work.map(each => each[kind]).sort((a, b) => a - b);
    return { p99: at(sorted, 0.99), text: `p50 ${at(sorted, 0.5).toFixed(1)}  p95 ${at(sorted, 0.95).toFixed(1)}  p99 ${at(sorted, 0.99).toFixed(1)}  most ${sorted[sorted.length - 1].toFixed(1)}` };
  };
  const cpu = said('cpu');
  console.log(`${name.padEnd(20)} ${String(work.length).padStart(4)} frames, ${rate.toFixed(0)} a second | work ms ${cpu.text} | with waiting for a processor ${said('wall').text}`);
  if (cpu.p99 > limit) failed = true;
}

/** Moves the pointer inside the page, once for each animation frame, as a fast hand does. */
const hand = (kind, from, radius) => page.evaluate(({ kind, from, radius, ms }) => new Promise(done => {
  const stage = document.querySelector('.tk-stage');
  stage.setPointerCapture = () => {};
  const send = (type, x, y) => stage.dispatchEvent(new PointerEvent(type, { pointerId: 7, pointerType: 'mouse', button: 0, clientX: x, clientY: y, bubbles: true, isPrimary: true }));
  const begun = performance.now();
  if (kind !== 'zoom') send('pointerdown', from.x, from.y);
  const step = () => {
    const part = (performance.now() - begun) / ms;
    const turn = part * ms / 1000 * 2.2;
    const x = from.x + Math.sin(turn) * radius;
    const y = from.y + Math.sin(turn * 1.7) * radius * 0.6;
    if (kind === 'zoom') stage.dispatchEvent(new WheelEvent('wheel', { deltaY: Math.sin(turn) * 40, clientX: x, clientY: y, bubbles: true, cancelable: true }));
    else send('pointermove', x, y);
    if (part < 1) requestAnimationFrame(step);
    else {
      if (kind !== 'zoom') send('pointerup', x, y);
      done();
    }
  };
  requestAnimationFrame(step);
}), { kind, from, radius, ms: seconds * 1000 });

const hero = await page.evaluate(() => map.camera.toScreen(map.model.byId.get('hero')));
console.log(`${walls} wall segments, ${tokens} tokens, ${as}, 1280 x 720, Chromium ${await chromium.version()} without a graphics card`);
await run('dragging a token', () => hand('drag', hero, 260));
await page.waitForTimeout(500);
const empty = await page.evaluate(() => {
  for (let x = 300; x < 1000; x += 20) if (!map.model.tokenAt(map.camera.toMap({ x, y: 400 })) && !map.model.doorNear(map.camera.toMap({ x, y: 400 }), 1)) return { x, y: 400 };
  return { x: 5, y: 5 };
});
await run('panning', () => hand('pan', empty, 240));
await page.waitForTimeout(500);
await run('zooming', () => hand('zoom', { x: 640, y: 360 }, 100));
await page.waitForTimeout(500);
await page.evaluate(() => map.fit());
await page.waitForTimeout(1200);
const small = await page.evaluate(() => map.camera.toScreen(map.model.byId.get('hero')));
await run('dragging, whole map', () => hand('drag', small, 260));
console.log(page.faults.join('\n'));
await chromium.close();
server.close();
process.exit(failed ? 1 : 0);
