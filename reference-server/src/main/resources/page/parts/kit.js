// What several parts are made of: small forms, questions that must be answered, calls of the server.
import { make, button } from '../dom.js';

let ids = 0;

/** A label with what it names. */
export function labelled(text, control, hint) {
  control.id ||= `kit-${++ids}`;
  return make('p', { className: 'field' }, make('label', { htmlFor: control.id }, text), control, hint && make('small', {}, hint));
}

/** A box to tick, with its words behind it. */
export function tick(text, checked, changed) {
  const box = make('input', { type: 'checkbox', checked });
  if (changed) box.addEventListener('change', () => changed(box.checked));
  const label = make('label', { className: 'tick' }, box, ` ${text}`);
  label.box = box;
  return label;
}

/** A choice of [value, words]. */
export function choice(options, value, props = {}) {
  const select = make('select', props, options.map(([each, words]) => make('option', { value: each }, words)));
  if (value !== undefined) select.value = value;
  return select;
}

/**
 * A small form that opens under its button and closes when it was sent.
 *
 * @param {string} text of the button
 * @param {(close: () => void) => {fields: Node[], send: () => (void | false | Promise<any>), label?: string}} build made when it opens
 */
export function unfold(text, build) {
  const place = make('div', { className: 'unfold' });
  const open = button(text, () => (place.querySelector('form') ? close() : show()), { className: 'quiet', aria: { expanded: 'false' } });
  function close() {
    open.setAttribute('aria-expanded', 'false');
    open.focus(); // before what had the focus is gone, so that it is left
    place.querySelector('form')?.remove();
  }
  function show() {
    const { fields, send, label = 'Make it' } = build(close);
    const form = make('form', { className: 'stack' }, fields, make('div', { className: 'row' }, make('button', {}, label), button('Cancel', close, { className: 'quiet' })));
    form.addEventListener('submit', async event => {
      event.preventDefault();
      if (await send() !== false) close();
    });
    form.addEventListener('keydown', event => { if (event.key === 'Escape') { event.stopPropagation(); close(); } });
    place.append(form);
    open.setAttribute('aria-expanded', 'true');
    form.querySelector('input, select, textarea')?.focus();
  }
  place.append(open);
  return place;
}

/** Asks before what cannot be taken back. @returns {Promise<boolean>} */
export function sure(question, yes = 'Yes', more = '') {
  return new Promise(done => {
    const dialog = make('dialog', { className: 'sure' });
    const answer = value => { dialog.close(); dialog.remove(); done(value); };
    dialog.append(make('h2', {}, question), more && make('p', {}, more),
      make('div', { className: 'row' }, button(yes, () => answer(true), { className: 'grave' }), button('Cancel', () => answer(false), { autofocus: true })));
    dialog.setAttribute('aria-label', question);
    dialog.addEventListener('cancel', event => { event.preventDefault(); answer(false); });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Asks for a line of text. @returns {Promise<string | null>} nothing when it was left */
export function told(question, yes, { value = '', hint = '' } = {}) {
  return new Promise(done => {
    const words = make('input', { value, maxLength: 1000, placeholder: hint, aria: { label: question } });
    const dialog = make('dialog', { className: 'sure' });
    const answer = text => { dialog.close(); dialog.remove(); done(text); };
    const form = make('form', { className: 'stack' }, words, make('div', { className: 'row' }, make('button', {}, yes), button('Cancel', () => answer(null), { className: 'quiet' })));
    form.addEventListener('submit', event => { event.preventDefault(); answer(words.value.trim()); });
    dialog.append(make('h2', {}, question), form);
    dialog.setAttribute('aria-label', question);
    dialog.addEventListener('cancel', event => { event.preventDefault(); answer(null); });
    document.body.append(dialog);
    dialog.showModal();
    words.focus();
  });
}

/** Runs once typing has paused. */
export function paused(run, millis = 250) {
  let waiting;
  return (...args) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => run(...args), millis);
  };
}

/** A line to search in, that tells when typing has paused. */
export function searchLine(label, changed) {
  const line = make('input', { type: 'search', placeholder: label, autocomplete: 'off', aria: { label } });
  line.addEventListener('input', paused(() => changed(line.value.trim().toLowerCase())));
  return line;
}

/**
 * A part that folds.
 *
 * @param {string | Node} title
 * @param {boolean | [Map<string, boolean>, string, boolean, Function?]} open whether it is open; or where that is
 *     kept, by which name, what it is at first, and what is done when it opens
 */
export function fold(title, open, ...children) {
  const [kept, name, first, then] = Array.isArray(open) ? open : [undefined, '', open];
  const summary = make('summary', {}, title);
  const part = make('details', { className: 'fold', open: kept?.get(name) ?? first }, summary, children.flat(3).filter(Boolean));
  // At once, not when the browser tells that it has opened: by then it may have been drawn anew.
  if (kept) {
    summary.dataset.keep = `fold ${name}`;
    summary.addEventListener('click', () => {
      kept.set(name, !part.open);
      if (!part.open) then?.();
    });
  }
  return part;
}

/**
 * Calls the server as this seat. Who is told to wait waits, for a while.
 *
 * @returns {Promise<any>} the answer
 * @throws {Error} in words for people
 */
export async function call({ token }, method, path, body, { type } = {}) {
  const file = body instanceof Blob;
  const headers = { Authorization: `Bearer ${token}` };
  if (body !== undefined) headers['Content-Type'] = type ?? (file ? body.type || 'application/octet-stream' : 'application/json');
  for (let again = 0; ; again++) {
    let answer;
    try {
      answer = await fetch(path, { method, headers, body: body === undefined ? undefined : file ? body : JSON.stringify(body) });
    } catch {
      throw new Error('The server cannot be reached.');
    }
    if (answer.status === 429 && again < 4) {
      await new Promise(done => setTimeout(done, Math.min(5, Number(answer.headers.get('Retry-After')) || 1) * 1000));
      continue;
    }
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) throw Object.assign(new Error(said.message ?? `The server answered ${answer.status}.`), { code: said.code });
    return said;
  }
}

/** Copies text; where the browser does not allow that, shows it to be copied by hand. */
export async function copy(text, notice) {
  try {
    await navigator.clipboard.writeText(text);
    notice('Copied.');
  } catch {
    await told('Copy this', 'Done', { value: text });
  }
}

/** What is to be drawn once the pointer is up: a button that is made anew under it would not be pressed. */
const held = new Map();
let down = null;
globalThis.document?.addEventListener('pointerdown', event => { down = event.target; }, true);
for (const up of ['pointerup', 'pointercancel']) {
  globalThis.document?.addEventListener(up, () => {
    setTimeout(() => { // behind the click
      down = null;
      for (const [root, children] of [...held]) { held.delete(root); redraw(root, children); }
    });
  }, true);
}

/** Makes children anew; what has the focus keeps it, and the list its place. */
export function redraw(root, children) {
  if (down && root.contains(down)) { held.set(root, children); return; }
  held.delete(root);
  const had = root.contains(document.activeElement) ? document.activeElement.dataset.keep : undefined;
  const top = root.scrollTop;
  root.replaceChildren(...children);
  root.scrollTop = top;
  if (had !== undefined) root.querySelector(`[data-keep="${CSS.escape(had)}"]`)?.focus();
}

const left = new Set();

/**
 * Whether somebody writes in a part, which is then not made anew under their hands; it is once they leave.
 *
 * @param {Element} root
 * @param {(busy: Element) => boolean} is whether that is writing
 * @param {() => void} again makes it anew
 */
export function writing(root, is, again) {
  const busy = document.activeElement;
  if (!root.contains(busy) || !is(busy)) return false;
  if (!left.has(root)) {
    left.add(root);
    root.addEventListener('focusout', () => { left.delete(root); setTimeout(again); }, { once: true });
  }
  return true;
}

const MOST_AT_ONCE = 60;

/**
 * Reads a collection as a whole, once, where it is small: who runs the game sees at a glance what is hidden.
 *
 * @param {any} table
 * @param {Set<string>} asked what was read already; kept by the caller
 */
export function whole(table, asked, kind) {
  const missing = Object.keys(table.state.index?.[kind] ?? {}).length;
  if (missing === 0 || missing > MOST_AT_ONCE || asked.has(kind) || table.back?.moment) return;
  asked.add(kind);
  table.load(`/${kind}`).catch(() => asked.delete(kind));
}
