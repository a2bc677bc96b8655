// Parts of the page: each draws when what it reads is another, and only while it can be seen.
import { make } from './dom.js';

/**
 * A part of the page.
 *
 * @typedef {object} Part
 * @property {string} id name of its element
 * @property {string} [label] its tab; without, it always shows
 * @property {(state: object, seat: Seat) => boolean} [when] whether there is such a part for this seat; always when absent
 * @property {(root: HTMLElement, seat: Seat) => Drawing} mount begins it, once
 *
 * @typedef {object} Drawing
 * @property {(state: object) => any[]} reads values by which it is known whether it must be drawn anew
 * @property {(state: object) => void} draw draws it
 * @property {(state: object) => number} [count] how many things wait in it, for its tab
 *
 * @typedef {object} Seat what parts have of the page
 * @property {import('./client/tablekeep.js').Table} table
 * @property {string} campaign
 * @property {string} token the seat's token
 * @property {object} map the map component
 * @property {{now: import('./forms/rules.js').Rules, on: Function}} rules what this seat can do, and what its system's data looks like
 * @property {(where: string) => void} look looks at a map by its key; empty: at the one all look at
 * @property {() => boolean} runs whether this seat runs the game
 * @property {(type: string, payload?: object, how?: object) => object} act sends an action; refusals are told to the person
 * @property {(text: string) => void} notice tells the person something
 * @property {(id: string) => void} open brings a part to the front
 * @property {() => void} refresh draws what reads something else than the state, and has changed
 */

/**
 * Joins parts: those without a label at their elements, the others as tabs.
 *
 * @param {{tabs: HTMLElement, body: HTMLElement}} places where tabs and their panels go
 * @param {Part[]} parts
 * @param {Seat} seat
 */
export function joinParts({ tabs, body }, parts, seat) {
  const all = parts.map(part => ({ part, shown: null }));
  let front = '';

  const can = (one, state) => !one.part.when || one.part.when(state, seat);
  const seen = one => !one.part.label || one.part.id === front;

  function begin(one) {
    if (one.part.label) {
      one.tab = make('button', { type: 'button', id: `tab-${one.part.id}`, aria: { role: 'tab', controls: one.part.id, selected: 'false' } }, one.part.label);
      one.tab.addEventListener('click', () => open(one.part.id));
      one.count = make('b', { className: 'count', hidden: true });
      one.tab.append(one.count);
      one.root = make('section', { id: one.part.id, className: 'panel', hidden: true, aria: { role: 'tabpanel', labelledby: one.tab.id } });
      body.append(one.root);
    } else one.root = document.getElementById(one.part.id);
    one.drawing = one.part.mount(one.root, seat);
  }

  function draw(one, state) {
    const values = one.drawing.reads(state);
    if (one.shown && one.shown.length === values.length && one.shown.every((value, i) => Object.is(value, values[i]))) return;
    one.shown = values;
    one.drawing.draw(state);
  }

  function open(id) {
    const state = seat.table.state;
    if (!all.some(one => one.part.id === id && one.root && can(one, state))) return;
    front = id;
    for (const one of all) {
      if (!one.tab) continue;
      const is = one.part.id === front;
      one.tab.setAttribute('aria-selected', String(is));
      one.tab.tabIndex = is ? 0 : -1;
      one.root.hidden = !is;
      if (is) draw(one, state);
    }
  }
  seat.open = open;
  seat.refresh = () => update(seat.table.state);

  tabs.addEventListener('keydown', event => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const own = all.filter(one => one.tab?.isConnected);
    const at = own.findIndex(one => one.part.id === front);
    const to = step ? own[(at + step + own.length) % own.length] : event.key === 'Home' ? own[0] : event.key === 'End' ? own.at(-1) : null;
    if (!to) return;
    event.preventDefault();
    open(to.part.id);
    to.tab.focus();
  });

  /** Draws what has changed; tabs come and go with what the seat may do. */
  function update(state) {
    for (const one of all) {
      const is = can(one, state);
      if (is && !one.root) begin(one);
      if (!one.root) continue;
      if (one.tab && is !== one.tab.isConnected) {
        if (is) tabs.append(...all.filter(each => each.tab && (each === one || each.tab.isConnected)).map(each => each.tab));
        else {
          one.tab.remove();
          if (front === one.part.id) { one.root.hidden = true; front = ''; }
        }
      }
      if (one.tab) {
        const waiting = is ? one.drawing.count?.(state) ?? 0 : 0;
        one.count.hidden = waiting === 0;
        one.count.textContent = waiting > 99 ? '99+' : String(waiting);
      }
      if (is && seen(one)) draw(one, state);
    }
    if (!front) {
      const first = all.find(one => one.tab?.isConnected);
      if (first) open(first.part.id);
    }
  }

  return { update, open };
}
