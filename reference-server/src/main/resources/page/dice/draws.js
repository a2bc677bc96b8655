import { hmac, utf8 } from './sha256.js';

export const RULE = 'tablekeep-dice-1';

/** The numbers of one roll: a function that draws one from 0 to below a bound. */
export function draws(seed, nonces, campaign, stream, counter, notation) {
  const roll = hmac(seed, utf8([RULE, nonces, campaign, stream, counter, notation].join('\n')));
  let block = 0;
  let words = [];
  return bound => {
    const n = BigInt(bound);
    const whole = ((1n << 64n) / n) * n;
    for (;;) {
      if (words.length === 0) {
        const view = new DataView(hmac(roll, utf8(String(block++))).buffer);
        words = [0, 8, 16, 24].map(at => view.getBigUint64(at));
      }
      // The last, incomplete run of numbers would make low ones likelier: such a word is passed by.
      const word = words.shift();
      if (word < whole) return Number(word % n);
    }
  };
}

/** Nonces as they go into a roll. */
export const nonceText = nonces => Object.keys(nonces).sort().map(by => `${by}=${nonces[by]}`).join(',');

/** The dice of a text such as 4d6,dF: how many draws each has, its least face, and which face a draw is. */
export function readDice(text) {
  if (text === '') return [];
  return text.split(',').flatMap(part => {
    const found = /^(\d*)d(\d+|F1?|C)$/.exec(part);
    if (!found) throw new Error(`no dice: ${text}`);
    const count = found[1] === '' ? 1 : Number(found[1]);
    if (count < 1 || count > 10000) throw new Error(`too many dice: ${text}`);
    return Array(count).fill(die(found[2]));
  });
}

function die(name) {
  const of = (sides, face) => {
    const faces = [face(0), face(sides - 1)];
    return { name, sides, face, has: value => value >= faces[0] && value <= faces[1] };
  };
  if (name === 'F') return of(3, draw => draw - 1);
  if (name === 'F1') return of(6, draw => (draw === 0 ? -1 : draw === 5 ? 1 : 0));
  if (name === 'C') return of(2, draw => draw);
  return of(Number(name), draw => draw + 1);
}
