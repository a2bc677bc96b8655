// The form of an action, from what the server says its payload is.
import { make } from '../dom.js';
import { createForm } from './form.js';
import { words } from './schema.js';

/** What a button for an action says: `duel.strike` → `Strike`, `inventory.give` → `Give`. */
export function actionWords(name, system) {
  const [room, ...rest] = name.split('.');
  if (room === system) return words(rest.join(' '));
  return rest.length === 1 && rest[0] !== 'edit' ? `${words(rest[0])} ${words(room).toLowerCase()}` : words(`${rest.join(' ')} ${room}`);
}

/**
 * The form of an action.
 *
 * @param {import('../panels.js').Seat} seat
 * @param {string} type name of the action
 * @param {object} [about] as createForm takes it: given, fixed, hide, submit, cancel, done, onlyChanged
 * @returns {ReturnType<typeof createForm>|null} null when this seat cannot send it
 */
export function actionForm(seat, type, about = {}) {
  const action = seat.rules.now.actions[type];
  if (!action) return null;
  const begun = seat.table.moment;
  const form = createForm({
    schema: action.payload, mine: action.mine, around: seat, submit: actionWords(type, seat.rules.now.system?.id),
    onlyChanged: action.edit && about.given !== undefined,
    send: payload => seat.act(type, payload, action.edit ? { edit: begun } : undefined),
    ...about,
  });
  form.root.dataset.needs = type;
  if (action.description && about.describe !== false) form.root.prepend(make('p', { className: 'form-help' }, action.description));
  return form;
}
