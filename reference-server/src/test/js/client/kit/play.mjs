// A browser with tabs at a fake server, under a clock of its own.

import { openTable } from '../../../../main/resources/page/client/tablekeep.js';
import { Clock } from './clock.mjs';
import { FakeServer } from './fake.mjs';
import { Chance } from './seed.mjs';
import { World } from './world.mjs';

export function play({ seed = 1, faults, locks = true, fetch } = {}) {
  const clock = new Clock();
  const chance = new Chance(seed);
  const server = new FakeServer({ clock, chance, faults });
  const world = new World({
    clock, seed, locks, compact: false, socket: () => server.socket(),
    fetch: fetch ?? (async () => ({ ok: false, status: 503, json: async () => ({}) })),
  });
  const predict = { add: (state, { id }) => ({ items: { [id]: { guessed: true } } }), propose: (state, { id }) => ({ items: { [id]: { guessed: true } } }), bad: (state, { id }) => ({ items: { [id]: { guessed: true } } }) };
  const open = (more = {}, tab = world.tab()) => {
    const table = openTable({ server: 'http://fake', campaign: 'c', seat: 'token', host: tab.host, predict, ...more });
    table.tab = tab;
    table.faults = [];
    table.on('fault', fault => table.faults.push(fault));
    return table;
  };
  return { clock, chance, server, world, open };
}
