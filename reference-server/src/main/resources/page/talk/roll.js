// A roll, die by die.
import { make } from '../dom.js';
import { oddsOf } from '../dice/line.js';

const SIGNS = { '^': 'raised', v: 'lowered', '!': 'exploded', p: 'exploded', r: 'again', ro: 'again', u: 'again', uo: 'again', d: 'dropped', '*': 'success', _: 'failure', '**': 'critical', __: 'fumble' };
const WORDS = { raised: 'raised', lowered: 'lowered', exploded: 'exploded', again: 'rolled again', dropped: 'not counted', success: 'a success', failure: 'a failure', critical: 'a critical success', fumble: 'a critical failure' };
const DIE = /^([+-]?\d+(?:\.\d+)?)((?:ro|uo|\*\*|__|[\^v!prud*_])*)$/;

/**
 * How a roll came about, in parts: texts, and dice with what happened to them. Pure.
 *
 * @param {string} text such as `[6, 5!, 2d]+2`
 * @returns {({text: string} | {face: string, marks: string[]})[]}
 */
export function partsOf(text) {
  const parts = [];
  const plain = more => {
    const last = parts.at(-1);
    if (last?.text !== undefined) last.text += more;
    else if (more) parts.push({ text: more });
  };
  let rest = text;
  while (rest) {
    const open = rest.indexOf('[');
    if (open < 0) { plain(rest); break; }
    const close = rest.indexOf(']', open);
    plain(rest.slice(0, open));
    const inside = rest.slice(open + 1, close < 0 ? undefined : close);
    for (const each of inside.split(',')) {
      const found = DIE.exec(each.trim());
      if (!found) { plain(` ${each.trim()} `); continue; }
      const marks = (found[2].match(/ro|uo|\*\*|__|[\^v!prud*_]/g) ?? []).map(sign => SIGNS[sign]);
      parts.push({ face: found[1], marks });
    }
    rest = close < 0 ? '' : rest.slice(close + 1);
  }
  return parts;
}

/** The elements of a roll: what for, the notation, the dice, the total and its odds. */
export function rollNode(roll) {
  const parts = partsOf(roll.text || `[${(roll.faces ?? []).join(', ')}]`);
  const dice = parts.map(part => part.face === undefined ? make('span', { className: 'plus' }, part.text)
    : part.marks.includes('dropped') ? make('s', { className: 'die dropped', title: WORDS.dropped }, part.face)
      : make('span', { className: `die ${part.marks.join(' ')}`, title: part.marks.map(each => WORDS[each]).join(', ') }, part.face,
        part.marks.includes('exploded') && make('sup', {}, '!'), part.marks.includes('again') && make('sup', {}, '↻')));
  return make('div', { className: 'rolled' },
    roll.label && make('span', { className: 'roll-label' }, roll.label),
    make('span', { className: 'roll-way' }, make('code', {}, roll.notation), ' ', dice),
    make('b', { className: 'roll-total' }, make('span', { className: 'unseen' }, 'makes '), String(roll.total)),
    make('small', {}, oddsOf(roll).replace(/^ \(|\)$/g, '')));
}
