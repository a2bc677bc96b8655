// What of an action's payload goes without asking: who acts, and on whom. Pure.
import { ofToken, plays } from './choices.js';
import { modelOf } from './schema.js';

const SELF = new Set(['actor', 'who', 'as', 'from', 'token', 'attacker', 'caster']);
const OTHER = new Set(['whom', 'target', 'to', 'at', 'on', 'victim', 'against']);

/** A token that stands for an actor on a map. */
export function tokenOf(state, actor, map) {
  for (const [key, token] of Object.entries(state.maps?.[map]?.tokens ?? {})) if (token.actor === actor) return `${map}/${key}`;
  return '';
}

/**
 * @param {{payload: object, mine?: string[]}} action as the server describes it
 * @param {{state: object, me: object, actor: string, target: string, map: string}} about the acting
 *     actor's key, the target's token or actor, the map that is looked at
 * @returns {{given: object, missing: import('./schema.js').Field[], more: boolean, ready: boolean}} what is
 *     known, what is not and must be, whether there is more that may be said, whether it can go as it is
 */
export function readyOf(action, { state, me, actor, target, map }) {
  const model = modelOf(action.payload, { mine: action.mine });
  const given = {};
  const own = map && actor ? tokenOf(state, actor, map) : '';
  const theirs = target.includes('/') ? target : target && map ? tokenOf(state, target, map) : '';
  const meant = (kind, token, key) => kind === 'Actor' ? key || ofToken(kind, state, token) : token ? ofToken(kind, state, token) : '';
  for (const field of model.fields) {
    if (field.kind !== 'ref') continue;
    const self = field.mine || (!OTHER.has(field.key) && SELF.has(field.key));
    const other = !self && (OTHER.has(field.key) || field.required);
    const value = self ? meant(field.ref, own, actor) : other ? meant(field.ref, theirs, target.includes('/') ? '' : target) : '';
    // A thing that must be the sender's is not guessed when it cannot be.
    if (value && (!field.mine || field.ref !== 'Actor' || plays(state, me, value))) {
      if (field.required || self) given[field.key] = value;
    }
  }
  const missing = model.fields.filter(each => each.required && given[each.key] === undefined && each.kind !== 'boolean');
  const more = model.fields.some(each => (!each.required && given[each.key] === undefined) || (each.required && each.kind === 'boolean'));
  // What says nothing of who acts or on whom is no matter of one click, such as the rules of the house.
  const ready = missing.length === 0 && (Object.keys(given).length > 0 || model.fields.length === 0);
  return { given, missing, more, ready };
}
