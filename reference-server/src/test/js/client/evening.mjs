// How much of what a page reads in an evening comes from where it is already: a game master and three
// players play on a real server for so many rounds, look at sheets, notes, lore, pictures, old chat and
// the change log as people do, and reload their pages now and then.
//
// An evening of four hours is played in a minute: the clock that the cache asks runs ahead, so that what
// would have ended by then has ended.
//
//   node src/test/js/client/evening.mjs [--seed N] [--rounds 1500]

import { deflateSync } from 'node:zlib';
import { openTable } from '../../../main/resources/page/client/tablekeep.js';
import { LongList } from '../../../main/resources/page/client/list.js';
import { Chance, SEED } from './kit/seed.mjs';
import { Server, noServer, until } from './kit/server.mjs';
import { Socket } from './kit/socket.mjs';
import { World } from './kit/world.mjs';

const at = process.argv.indexOf('--rounds');
const ROUNDS = at > 0 ? Number(process.argv[at + 1]) : 1500;
if (noServer) { console.log(noServer); process.exit(0); }

const chance = new Chance(SEED);
const server = await new Server().start();
const people = ['gm', 'ana', 'ben', 'cleo'];
const sitting = new Map();
const missed = {};
let ahead = 0;
const sums = { live: 0, cached: 0, asked: 0 };
const tiers = { memory: 0, session: 0, disk: 0 };
const reloads = { fromDisk: [], live: [], bytes: [] };
URL.createObjectURL ??= () => 'blob:';

/** A small picture of one colour, as PNG. */
function picture(size, colour) {
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    let sum = ~0;
    for (const byte of body) { sum ^= byte; for (let i = 0; i < 8; i++) sum = sum & 1 ? sum >>> 1 ^ 0xedb88320 : sum >>> 1; }
    const made = Buffer.alloc(body.length + 8);
    made.writeUInt32BE(data.length);
    body.copy(made, 4);
    made.writeUInt32BE(~sum >>> 0, body.length + 4);
    return made;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size);
  head.writeUInt32BE(size, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.concat(Array.from({ length: size }, () => Buffer.concat([Buffer.from([0]), ...Array.from({ length: size }, () => Buffer.from(colour))])));
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function sit(who, world, tab) {
  tab.host.now = () => Date.now() + ahead;
  const table = openTable({ server: server.url, campaign: 'demo', seat: server.seats[who], host: tab.host });
  const through = table.cache.through.bind(table.cache);
  table.cache.through = (key, read, more) => through(key, () => { const kind = key.replace(/(page|read|history|asset) \/?([a-z]*).*/, '$1 $2'); missed[kind] = (missed[kind] ?? 0) + 1; return read(); }, more);
  sitting.set(who, { who, table, world, tab });
  return table;
}

const live = table => until('live', () => table.line.state === 'live' && table.line.waiting === 0, 30_000);

function count({ table }) {
  const { reads, cache } = table.metrics;
  for (const key of Object.keys(sums)) sums[key] += reads[key];
  for (const key of Object.keys(tiers)) tiers[key] += cache.tiers[key].hits;
}

async function reload(one) {
  count(one);
  const name = one.table.get('/campaign/name');
  await one.table.close();
  one.tab.crash();
  const begin = performance.now();
  // Now and then a new tab, whose session storage is empty.
  const table = sit(one.who, one.world, one.world.tab(chance.chance(0.7) ? { pocket: one.tab.pocket } : {}));
  await until('from the disk', () => table.get('/campaign/name') === name);
  reloads.fromDisk.push(performance.now() - begin);
  await live(table);
  reloads.live.push(performance.now() - begin);
  reloads.bytes.push(table.metrics.line.bytesIn);
}

for (const [i, who] of people.entries()) {
  const world = new World({ seed: SEED + i, socket: (address, protocols) => new Socket(address, protocols) });
  await live(sit(who, world, world.tab()));
}
const gm = () => sitting.get('gm').table;

// The campaign: things to read that a first view does not bring.
const assets = [];
for (let i = 0; i < 8; i++) {
  const answer = await fetch(`${server.url}/api/campaigns/demo/assets`, {
    method: 'POST', headers: { Authorization: `Bearer ${server.seats.gm}`, 'Content-Type': 'image/png' }, body: picture(64, [i * 30, 80, 120]),
  });
  assets.push((await answer.json()).asset);
}
for (let i = 0; i < 12; i++) gm().act('lore.create', { title: `Lore ${i}`, text: 'What is told of it. '.repeat(40), revealed: true });
for (let i = 0; i < 8; i++) gm().act('location.create', { name: `Place ${i}`, description: 'What is seen there. '.repeat(20), revealed: true });
for (let i = 0; i < 10; i++) gm().act('actor.create', { name: `Somebody ${i}`, type: 'npc' });
for (let i = 0; i < 6; i++) gm().act('note.create', { title: `Handout ${i}`, text: 'Read this aloud. '.repeat(30), everyone: true });
for (let i = 0; i < 260; i++) { gm().act('chat.say', { text: `Before the session, line ${i}` }); if (i % 25 === 24) await live(gm()); }
await live(gm());
for (const [i, actor] of ['bram', 'lyra', 'tok', 'rat'].entries()) if (assets[i]) gm().act('actor.edit', { actor, portrait: assets[i] }, { edit: true });
await live(gm());

/** Of a list people want some things again and again. */
const often = list => list[Math.min(list.length - 1, Math.floor(chance.real() ** 2.2 * list.length))];
const key = collection => table => { const all = [...Object.keys(table.get(`/${collection}`) ?? {}), ...Object.keys(table.get(`/index/${collection}`) ?? {})].sort(); return all.length ? `/${collection}/${often(all)}` : undefined; };
const looks = [
  ...['lore', 'locations', 'notes', 'actors', 'items'].map(collection => async table => { const path = key(collection)(table); if (path) await table.read(path); }),
  async table => { const path = key('actors')(table); if (path) await table.load(path); },
  // People scroll back a little often, and far now and then.
  async table => { table.chat ??= new LongList(table, '/chat'); await table.chat.reach(often([100, 150, 200, 300, 400])); },
  async table => { if (chance.chance(0.6)) return; const page = await table.history('log', { limit: 20 }); if (chance.chance(0.5) && page.older) await table.history('log', { limit: 20, before: page.older }); },
  ...Array.from({ length: 4 }, () => async table => {
    const seen = Object.values(table.state.actors ?? {}).map(actor => actor.portrait).filter(Boolean);
    if (seen.length) (await table.asset(often(seen))).release();
  }),
];

const begin = Date.now();
for (let round = 0; round < ROUNDS; round++) {
  const one = sitting.get(chance.of(people));
  ahead += 4 * 3_600_000 / ROUNDS;
  const { table } = one;
  const token = { gm: 'rat-1', ana: 'bram', ben: 'lyra', cleo: 'tok' }[one.who];
  switch (chance.below(4)) {
    case 0: table.act('chat.say', { text: `Round ${round}` }); break;
    case 1: table.act('dice.roll', { notation: '1d20+3' }); break;
    case 2: table.act('token.move', { token: `vault/${token}`, to: { x: 2.5 + chance.below(3), y: 7.5 + chance.below(2) } }); break;
    default: if (one.who === 'gm') table.act('actor.edit', { actor: 'bram', description: `Round ${round}` }, { edit: true });
  }
  for (const other of sitting.values()) for (let i = chance.below(3); i > 0; i--) await chance.of(looks)(other.table).catch(fault => { if (process.env.DEBUG) console.log(fault.message); });
  if (chance.chance(0.03)) await reload(one);
}
for (const one of sitting.values()) { await live(one.table); count(one); }

const all = sums.live + sums.cached + sums.asked;
const share = (part, whole) => `${(part / Math.max(1, whole) * 100).toFixed(1)} %`;
const middle = list => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
console.log(JSON.stringify({
  seed: SEED, rounds: ROUNDS, seconds: Math.round((Date.now() - begin) / 1000), reads: all, ...sums,
  hitRate: share(sums.live + sums.cached, all), hitRateOfWhatIsNotLive: share(sums.cached, sums.cached + sums.asked), tiers,
  missed, reloads: reloads.live.length, usableFromDiskMillis: Number(middle(reloads.fromDisk).toFixed(1)),
  liveAgainMillis: Number(middle(reloads.live).toFixed(1)), bytesOfAReload: middle(reloads.bytes),
}, null, 1));
for (const { table } of sitting.values()) await table.close();
await server.stop();
process.exit(sums.live + sums.cached > 0.85 * all ? 0 : 1);
