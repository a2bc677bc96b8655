// The keys of the page, and how they are told.
import { make, button } from './dom.js';
import { HELP } from './map/keys.js';

const KEYS = [
  ['Everywhere', [['Tab, Shift+Tab', 'next, previous'], ['← → on a tab', 'other tabs'], ['Q', 'to what waits for you'], ['?', 'these keys'], ['Esc', 'close; back to now, when you look at an earlier moment']]],
  ['What waits for you', [['↑ ↓ or K J', 'previous, next'], ['A', 'approve'], ['C', 'change, then approve'], ['R', 'refuse'], ['H', 'hand it on'], ['X', 'choose several'], ['Enter', 'more or less of it']]],
  ['History', [['← → on the slider', 'a moment earlier, later'], ['Home, End', 'the earliest of those shown, now']]],
];

/** Whether somebody writes there. */
const writes = target => target instanceof Element && (target.closest('input:not([type="checkbox"], [type="radio"], [type="range"]), textarea, select, [contenteditable]') !== null);

function show(runs) {
  const dialog = make('dialog', { className: 'sure keys', aria: { label: 'Keys' } });
  const end = () => { dialog.close(); dialog.remove(); };
  const lists = [...KEYS.filter(([title]) => runs() || title !== 'What waits for you'), ['The map', HELP]];
  dialog.append(make('div', { className: 'row' }, make('h2', { className: 'grow' }, 'Keys'), button('Close', end, { className: 'quiet' })),
    ...lists.flatMap(([title, keys]) => [make('h3', {}, title), make('dl', {}, keys.flatMap(([key, does]) => [make('dt', {}, key), make('dd', {}, does)]))]));
  dialog.addEventListener('cancel', event => { event.preventDefault(); end(); });
  document.body.append(dialog);
  dialog.showModal();
}

/**
 * Puts the button for help into the page's head, and listens for the keys that count everywhere.
 *
 * @param {HTMLElement} header
 * @param {{runs: () => boolean}} seat
 */
export function helpKeys(header, { runs }) {
  header.append(button('Help', () => show(runs), { id: 'keys', className: 'quiet', title: 'Keys of this page (?)' }));
  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || writes(event.target) || document.querySelector('dialog[open]')) return;
    if (event.key === '?') { event.preventDefault(); show(runs); }
    const first = document.querySelector('#asks .ask');
    if (event.key.toLowerCase() === 'q' && first) { event.preventDefault(); first.focus(); }
  });
}
