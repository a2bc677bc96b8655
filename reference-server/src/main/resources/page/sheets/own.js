// The sheet that a system brings: a module from its plugin, given the place and the things it needs.
import { make, button } from '../dom.js';
import { actionForm } from '../forms/action.js';
import { createForm } from '../forms/form.js';
import { awaitPlace } from '../forms/pick.js';
import { rollNode } from '../talk/roll.js';

const styles = new Set();

/**
 * Loads it. A module that does not load or throws is said so, and the table's own sheet stands instead.
 *
 * @param {{script: string, style?: string}} sheet addresses, which name the version of the plugin
 * @returns {Promise<{mount: Function, instead: string[]}>}
 */
export async function loadSheet(sheet) {
  const module = await import(sheet.script);
  if (typeof module.mount !== 'function') throw new TypeError('it exports no function mount');
  if (sheet.style && !styles.has(sheet.style)) {
    styles.add(sheet.style);
    document.head.append(make('link', { rel: 'stylesheet', href: sheet.style }));
  }
  return { mount: module.mount, instead: Array.isArray(module.instead) ? module.instead : [] };
}

/** What a system's sheet is given; page/sheets/README.md describes it. */
export function kitFor(seat, key) {
  const { table, rules } = seat;
  return {
    table, key, make, button, rollNode,
    get actor() { return table.state.actors?.[key]; },
    get system() { return rules.now.system; },
    get me() { return table.me; },
    get mine() { return seat.runs() || table.state.actors?.[key]?.owner === table.me?.id; },
    can: type => Object.hasOwn(rules.now.actions, type),
    again: () => rules.again(),
    act: (type, payload, how) => seat.act(type, payload, how),
    roll: (notation, label) => seat.act('dice.roll', { notation, ...(label ? { label } : {}), as: key }),
    form: (type, about) => actionForm(seat, type, about),
    formOf: about => createForm({ around: seat, ...about }),
    place: about => awaitPlace(seat.map, about),
    notice: seat.notice,
  };
}
