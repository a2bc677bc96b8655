// What two have changed at once: what was there, what either wants, side by side, and the choice between them.
import { make, button } from '../dom.js';
import { placeInWords, valueInWords } from './words.js';
import { labelled } from './kit.js';

/** What can be chosen, in words for who has to choose. */
export const CHOICES = {
  theirs: 'Keep what stands', mine: 'Take what was meant', both: 'Keep both', merged: 'Take what is suggested', edit: 'Write it …',
};

const SIDES = [['base', 'Before'], ['theirs', 'Stands now'], ['mine', 'Was meant'], ['both', 'Both'], ['merged', 'Suggested']];

/** A place in words, as a title. Pure. */
export function placeOf(state, at) {
  const { who, what } = placeInWords(state, at);
  return what ? `${who}: ${what}` : who;
}

/** Whether people can write the value in a form: a text, a number, yes or no. Pure. */
export const writable = ({ theirs, mine, base }) => ['string', 'number', 'boolean'].includes(typeof (mine ?? theirs ?? base));

/**
 * Places that both changed, each with what stands on either side.
 *
 * @param {object} state
 * @param {{at: string, base?: any, theirs?: any, mine?: any, both?: any, merged?: any}[]} parts
 * @param {Record<string, string>} [names] other words for the sides
 */
export function sideBySide(state, parts, names = {}) {
  return parts.map(part => {
    const key = part.at.split('/').at(-1);
    const sides = SIDES.filter(([side]) => ['base', 'theirs', 'mine'].includes(side) || part[side] !== undefined);
    return make('section', { className: 'clash', aria: { label: placeOf(state, part.at) } },
      make('h3', {}, placeOf(state, part.at)),
      make('dl', {}, sides.map(([side, words]) => make('div', { className: side },
        make('dt', {}, names[side] ?? words),
        make('dd', {}, part[side] === undefined ? make('span', { className: 'dim' }, 'nothing')
          : typeof part[side] === 'string' && !/^\d{4}-\d\d-\d\dT/.test(part[side]) ? part[side] : valueInWords(state, part[side], key))))));
  });
}

/**
 * Fields to write what shall stand at places.
 *
 * @returns {{rows: Node[], values: () => Record<string, any>}} values by place
 */
export function ownValues(state, parts) {
  const fields = parts.filter(writable).map(part => {
    const value = part.merged ?? part.mine ?? part.theirs ?? part.base;
    const long = typeof value === 'string' && (value.length > 60 || value.includes('\n'));
    const input = typeof value === 'boolean' ? make('input', { type: 'checkbox', checked: value })
      : long ? make('textarea', { value, maxLength: 20000, rows: 6 })
        : make('input', { type: typeof value === 'number' ? 'number' : 'text', value: String(value), step: 'any' });
    return { at: part.at, row: labelled(placeOf(state, part.at), input), read: () => (typeof value === 'boolean' ? input.checked : typeof value === 'number' ? Number(input.value) : input.value) };
  });
  return { rows: fields.map(each => each.row), values: () => Object.fromEntries(fields.map(each => [each.at, each.read()])) };
}

/**
 * The choice between two changes, as a question asks it: its suggestion has `choice`, `choices`, `explanation`, `parts`.
 *
 * @param {object} about state, offer, names: what sides and choices are called, send(answer), edits(is) while somebody writes
 */
export function clashCard({ state, offer, names, send, edits }) {
  const place = make('div', {});
  const close = () => { edits(false); place.replaceChildren(); };
  function write() {
    const own = ownValues(state, offer.parts);
    const form = make('form', { className: 'stack' }, own.rows, make('div', { className: 'row' }, make('button', {}, 'So it shall stand'), button('Cancel', close, { className: 'quiet' })));
    form.addEventListener('submit', event => { event.preventDefault(); const values = own.values(); close(); send({ choice: 'edit', values }); });
    form.addEventListener('keydown', event => { event.stopPropagation(); if (event.key === 'Escape') close(); });
    edits(true);
    place.replaceChildren(form);
    form.querySelector('input, textarea')?.focus();
  }
  const can = offer.choices.filter(each => CHOICES[each] && (each !== 'edit' || offer.parts.some(writable)));
  return [...sideBySide(state, offer.parts, names),
    offer.explanation && make('p', { className: 'dim' }, offer.explanation),
    make('div', { className: 'row' }, can.map(each => button(names?.[`take ${each}`] ?? CHOICES[each], () => (each === 'edit' ? write() : send({ choice: each })), { className: each === offer.choice ? '' : 'quiet', data: { does: each } }))), place].filter(Boolean);
}
