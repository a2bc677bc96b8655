// What people do in a fight, as they find it on the page; used by tests and by those who take pictures.

import { pause } from './person.mjs';

/** Attacks until it hits: then the game master is asked. Who misses says so to all. */
export async function attacks(person, whom, fighter) {
  await person.click('tab', /^Act/);
  if (fighter) await person.chooses(/^Who/, fighter);
  await person.chooses(/^On whom/, whom);
  for (let i = 0; i < 25; i++) {
    const before = await missed(person);
    const waited = await waits(person);
    await person.click('button', 'Attack');
    // Told by the page itself: it waits for somebody, or a miss was said.
    await person.until('what comes of an attack', async () => await waits(person) > waited || await missed(person) > before);
    if (await waits(person) > waited) return;
    await pause(50);
  }
  throw new Error(`${person.name} missed 25 times`);
}

/** How much of what somebody did waits for others. */
export const waits = person => person.evaluate(`[...document.querySelectorAll('#asks .ask')].filter(each => /waits for an answer/.test(each.textContent)).length`);
/** A miss asks nobody: what was done is done. */
export const missed = person => person.evaluate(`[...document.querySelectorAll('.act-log li')].filter(each => /^Attack.*(done|failed|refused)/.test(each.textContent)).length`);
