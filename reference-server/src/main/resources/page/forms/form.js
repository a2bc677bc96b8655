// A form made of a schema: labels, help, what is wrong beside what is wrong. Keyboard alone is enough.
import { make, button } from '../dom.js';
import { choicesOf, isKnown } from './choices.js';
import { pickOnMap } from './pick.js';
import { draftOf, modelOf, onlyChanged, payloadOf } from './schema.js';

const FILTER_FROM = 15;
const ALL_SHOWN = 5;
let made = 0;

/**
 * What fields need of the page to offer choices.
 *
 * @typedef {object} Around
 * @property {import('../client/tablekeep.js').Table} table
 * @property {object} [map] the map component, to choose tokens on
 */

/**
 * Makes a form.
 *
 * @param {object} about
 * @param {object} about.schema JSON Schema of a payload, or a part of one
 * @param {string[]} [about.mine] members that must name something of the sender's
 * @param {Around} about.around
 * @param {object} [about.given] what it begins with
 * @param {object} [about.fixed] members that are sent and not asked
 * @param {string[]} [about.hide] members that are neither asked nor sent
 * @param {boolean} [about.onlyChanged] whether to send only what is other than given, as edits do
 * @param {string} [about.under] where in the action's payload all of this stands, as refusals name it
 * @param {string} [about.submit] what its button says
 * @param {(payload: object) => any} about.send gives a receipt, a promise of one, or what `act` gives
 * @param {() => void} [about.cancel] with it there is a button to leave, and Escape leaves
 * @param {(receipt: object) => void} [about.done] when it was not refused
 * @returns {{root: HTMLFormElement, focus(): void, refuse(receipt: object): void, payload(): object|null,
 *     set(key: string, value: any): void, complete(): boolean}}
 */
export function createForm(about) {
  const { around, fixed = {}, hide = [], given = {} } = about;
  const model = modelOf(about.schema, { mine: about.mine });
  const asked = { ...model, fields: model.fields.filter(each => !Object.hasOwn(fixed, each.key) && !hide.includes(each.key)) };
  const id = `form-${++made}`;
  const context = { around, id, pointer: '' };
  const body = group(asked, draftOf(asked, given), context, true);
  const told = make('p', { className: 'form-told', aria: { role: 'alert' } });
  const submit = make('button', { type: 'submit', className: 'form-send' }, about.submit ?? 'Send');
  const root = make('form', { className: 'made-form', noValidate: true }, body.node, told,
    make('div', { className: 'form-buttons' }, submit, about.cancel && button('Cancel', about.cancel, { className: 'quiet' })));

  /** What would be sent, or nothing; then it says what is wrong. */
  function payload() {
    clear();
    const { value, problems } = payloadOf(asked, body.read());
    if (problems.length > 0) {
      for (const problem of problems) show(problem.field, problem.message);
      told.textContent = problems.length === 1 ? '' : `${problems.length} things are to be looked at.`;
      body.find(keysOf(problems[0].field)).focus();
      return null;
    }
    const whole = { ...fixed, ...value };
    return about.onlyChanged ? onlyChanged(whole, given, [...Object.keys(fixed), ...model.fields.filter(each => each.required).map(each => each.key)]) : whole;
  }

  function clear() {
    told.textContent = '';
    for (const each of root.querySelectorAll('[aria-invalid]')) each.removeAttribute('aria-invalid');
    for (const each of root.querySelectorAll('.form-wrong')) each.textContent = '';
  }

  /** Says what is wrong where it is, or as near to it as there is a field. */
  function show(pointer, message) {
    const found = body.find(keysOf(pointer));
    if (!found || found === body) told.textContent = message;
    else found.wrong(message);
    for (let up = found?.control?.parentElement; up && up !== root; up = up.parentElement) if (up.localName === 'details') up.open = true;
    return found;
  }

  /** Shows a refusal. */
  function refuse(receipt) {
    clear();
    const message = receipt?.message || receipt?.code || 'That was refused.';
    const field = about.under && receipt?.field?.startsWith(about.under) ? receipt.field.slice(about.under.length) : receipt?.field;
    const found = field ? show(field, message) : null;
    if (!field) told.textContent = message;
    (found && found !== body ? found : body).focus();
  }

  async function send() {
    const whole = payload();
    if (whole === null) return;
    submit.disabled = true;
    try {
      const answer = await about.send(whole);
      if (answer?.planned) { // nobody waits with an open form for the line
        about.done?.({ outcome: 'planned' });
        return;
      }
      const receipt = await (answer?.receipt ?? answer);
      if (receipt?.outcome === 'refused') refuse(receipt);
      else about.done?.(receipt);
    } catch (fault) {
      refuse({ message: fault?.message });
    } finally {
      submit.disabled = false;
    }
  }

  root.addEventListener('submit', event => {
    event.preventDefault();
    send();
  });
  root.addEventListener('keydown', event => {
    if (event.key === 'Escape' && about.cancel && !event.defaultPrevented) { event.stopPropagation(); about.cancel(); }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); send(); }
  });

  return {
    root, refuse, payload,
    focus: () => body.focus(),
    set: (key, value) => body.find([key])?.write?.(value),
    complete: () => payloadOf(asked, body.read()).problems.length === 0,
  };
}

const keysOf = pointer => String(pointer).split('/').slice(1).map(key => key.replaceAll('~1', '/').replaceAll('~0', '~'));

/*
 * A widget: node, read() → draft, find(keys) → the widget there or the nearest above, wrong(message),
 * focus(), and for single fields write(value). Those of records and lists hold others.
 */

function widget(one, draft, context) {
  if (one.kind === 'record') return one.required ? boxed(one, group(one, draft ?? {}, context)) : optional(one, draft, context);
  if (one.kind === 'list') return one.item.kind === 'choice' || one.item.kind === 'ref' ? ticks(one, draft, context) : list(one, draft, context);
  if (one.kind === 'entries') return entries(one, draft, context);
  return single(one, draft, context);
}

/** The fields of a record; what need not be said stands behind "More" when it is much. */
function group(one, draft, context, outermost = false) {
  const parts = new Map(one.fields.map(each => [each.key, widget(each, draft?.[each.key], { ...context, pointer: `${context.pointer}-${each.key}` })]));
  const needed = one.fields.filter(each => each.required || (draft?.[each.key] !== undefined && draft[each.key] !== '' && draft[each.key] !== each.fallback && !isEmpty(draft[each.key])));
  const rest = one.fields.filter(each => !needed.includes(each));
  const hides = outermost && needed.length > 0 && (rest.length > ALL_SHOWN - needed.length || rest.some(each => each.kind === 'record'));
  const nodes = list => list.map(each => parts.get(each.key).node);
  const node = make('div', { className: 'form-group' }, hides
    ? [...nodes(needed), rest.length > 0 && make('details', { className: 'form-more' }, make('summary', {}, 'More'), ...nodes(rest))]
    : nodes(one.fields));
  const self = {
    node,
    read: () => Object.fromEntries([...parts].map(([key, part]) => [key, part.read()]).filter(([, value]) => value !== undefined)),
    find: keys => keys.length === 0 || !parts.has(keys[0]) ? self : parts.get(keys[0]).find(keys.slice(1)),
    focus: () => [...parts.values()][0]?.focus(),
    control: node,
    wrong: message => [...parts.values()][0]?.wrong(message),
  };
  return self;
}

const isEmpty = value => Array.isArray(value) && value.length === 0;

/** Around what belongs together. */
function boxed(one, inner, legendMore) {
  const wrong = make('p', { className: 'form-wrong', aria: { role: 'alert' } });
  const node = make('fieldset', {}, make('legend', {}, one.label || 'Each', legendMore), help(one), inner.node, wrong);
  const self = { ...inner, node, control: node, wrong: message => { wrong.textContent = message; } };
  self.find = keys => { const found = inner.find(keys); return found === inner ? self : found; };
  return self;
}

/** A record that may be left out. */
function optional(one, draft, context) {
  const holds = make('input', { type: 'checkbox', checked: draft !== undefined });
  const place = make('div');
  let inner = null;
  const fill = () => {
    if (holds.checked && !inner) {
      inner = group(one, draft ?? draftOf({ ...one, required: true }), context);
      place.append(inner.node);
    }
    place.hidden = !holds.checked;
  };
  holds.addEventListener('change', fill);
  fill();
  const wrong = make('p', { className: 'form-wrong', aria: { role: 'alert' } });
  const node = make('fieldset', {}, make('legend', {}, make('label', { className: 'form-tick' }, holds, ` ${one.label}`)), help(one), place, wrong);
  const self = {
    node, control: node,
    read: () => holds.checked ? inner.read() : undefined,
    find: keys => {
      if (keys.length === 0 || !inner || !holds.checked) return self;
      const found = inner.find(keys);
      return found === inner ? self : found;
    },
    focus: () => (holds.checked && inner ? inner : holds).focus(),
    wrong: message => { wrong.textContent = message; },
  };
  return self;
}

/** Several of a few known things: a box to tick for each. */
function ticks(one, draft, context) {
  const chosen = new Set((draft ?? []).map(String));
  const known = one.item.kind === 'choice' ? one.item.options.map(each => ({ value: String(each), label: words(each) }))
    : choicesOf(one.item.ref, context.around.table.state, about(one.item, context));
  for (const value of chosen) if (!known.some(each => each.value === value)) known.push({ value, label: value });
  const boxes = known.map(each => [make('input', { type: 'checkbox', value: each.value, checked: chosen.has(each.value) }), each.label]);
  // Nothing chosen is nothing said; that it is nobody may mean something else, and is said so.
  const nobody = one.required ? null : make('input', { type: 'checkbox', checked: draft !== undefined && chosen.size === 0 });
  nobody?.addEventListener('change', () => { if (nobody.checked) for (const [box] of boxes) box.checked = false; });
  for (const [box] of boxes) box.addEventListener('change', () => { if (nobody && box.checked) nobody.checked = false; });
  const inner = {
    node: make('div', { className: 'form-ticks' }, boxes.map(([box, label]) => make('label', { className: 'form-tick' }, box, ` ${label}`)), nobody && boxes.length > 0 && make('label', { className: 'form-tick form-none' }, nobody, ' None of these'), boxes.length === 0 && make('span', { className: 'form-help' }, 'There is nothing to choose.')),
    read: () => {
      const values = boxes.filter(([box]) => box.checked).map(([box]) => box.value);
      // What was chosen before and is not any more has been taken away.
      return values.length > 0 || one.required || nobody.checked || chosen.size > 0 ? values : undefined;
    },
    find: () => inner,
    focus: () => (boxes[0]?.[0] ?? nobody)?.focus(),
  };
  return boxed(one, inner, one.required ? null : make('small', {}, ' if you like'));
}

/** Any number of things in order. */
function list(one, draft, context) {
  const place = make('ol', { className: 'form-list' });
  const parts = [];
  const add = value => {
    const part = widget({ ...one.item, label: one.item.kind === 'record' ? '' : `${one.label} ${parts.length + 1}` }, value, { ...context, pointer: `${context.pointer}-${++made}` });
    parts.push(part);
    const row = make('li', {}, part.node, button('Remove', () => {
      parts.splice(parts.indexOf(part), 1);
      row.remove();
      more.focus();
    }, { className: 'quiet' }));
    place.append(row);
    return part;
  };
  const more = button('Add', () => add(draftOf({ ...one.item, required: true })).focus(), { className: 'quiet' });
  for (const value of draft ?? []) add(value);
  const inner = {
    node: make('div', {}, place, more),
    read: () => parts.length === 0 && !one.required && draft === undefined ? undefined : parts.map(part => part.read()),
    find: keys => parts[Number(keys[0])]?.find(keys.slice(1)) ?? inner,
    focus: () => (parts[0] ?? more).focus(),
  };
  return boxed(one, inner);
}

/** Any number of things under names. */
function entries(one, draft, context) {
  const place = make('ol', { className: 'form-list' });
  const parts = [];
  const add = (name, value) => {
    const key = make('input', { value: name, aria: { label: `Name in ${one.label}` } });
    const part = widget({ ...one.item, label: 'Value' }, value, { ...context, pointer: `${context.pointer}-${++made}` });
    const both = { key, part };
    parts.push(both);
    const row = make('li', {}, key, part.node, button('Remove', () => {
      parts.splice(parts.indexOf(both), 1);
      row.remove();
      more.focus();
    }, { className: 'quiet' }));
    place.append(row);
    return key;
  };
  const more = button('Add', () => add('', draftOf(one.item)).focus(), { className: 'quiet' });
  for (const [name, value] of draft ?? []) add(name, value);
  const inner = {
    node: make('div', {}, place, more),
    read: () => parts.map(({ key, part }) => [key.value.trim(), part.read()]),
    find: keys => parts.find(({ key }) => key.value.trim() === keys[0])?.part.find(keys.slice(1)) ?? inner,
    focus: () => (parts[0]?.key ?? more).focus(),
  };
  return boxed(one, inner);
}

const help = one => one.help && make('span', { className: 'form-help' }, one.help);
const words = value => String(value).replace(/[_-]+/g, ' ');
const about = (one, { around }) => ({ me: around.table.me, mine: one.mine, map: around.map?.model?.key });

function single(one, draft, context) {
  const id = `${context.id}${context.pointer}`;
  const { control, extra, read, write } = controlOf(one, draft, context);
  control.id = id;
  const wrong = make('p', { className: 'form-wrong', id: `${id}-wrong`, aria: { role: 'alert' } });
  const about = one.help && make('span', { className: 'form-help', id: `${id}-help` }, one.help);
  control.setAttribute('aria-describedby', about ? `${id}-help ${id}-wrong` : `${id}-wrong`);
  if (one.required && one.kind !== 'boolean') control.required = true;
  const label = make('label', { htmlFor: id }, one.label || 'Value', one.required || one.kind === 'boolean' ? null : make('small', {}, ' if you like'));
  const tick = control.type === 'checkbox';
  const node = make('div', { className: tick ? 'form-field form-tick' : 'form-field' },
    tick ? [control, label] : [label, extra ? make('div', { className: 'form-row' }, control, extra) : control], about, wrong);
  const self = {
    node, control, read, write,
    find: () => self,
    focus: () => control.focus(),
    wrong: message => {
      wrong.textContent = message;
      control.setAttribute('aria-invalid', 'true');
    },
  };
  control.addEventListener('input', () => { wrong.textContent = ''; control.removeAttribute('aria-invalid'); });
  return self;
}

function controlOf(one, draft, context) {
  const { limits } = one;
  switch (one.kind) {
    case 'boolean': {
      if (one.required || one.fallback !== undefined) {
        const control = make('input', { type: 'checkbox', checked: draft === true });
        return { control, read: () => control.checked, write: value => { control.checked = value === true; } };
      }
      return select([{ value: '', label: '–' }, { value: 'true', label: 'Yes' }, { value: 'false', label: 'No' }], draft);
    }
    case 'choice': return select([...(one.required && draft !== '' && draft !== undefined ? [] : [{ value: '', label: one.required ? 'Choose …' : '–' }]),
      ...one.options.map(value => ({ value: String(value), label: words(value) }))], draft);
    case 'ref': return reference(one, draft, context);
    case 'number': {
      const control = make('input', { type: 'number', inputMode: limits.whole ? 'numeric' : 'decimal', step: limits.whole ? '1' : 'any', value: draft ?? '' });
      if (limits.min !== undefined) control.min = limits.min;
      if (limits.max !== undefined) control.max = limits.max;
      // A number field keeps what is no number to itself.
      return { control, read: () => control.validity.badInput ? '?' : control.value, write: value => { control.value = value; } };
    }
    case 'long':
    case 'json': {
      const control = make('textarea', { rows: one.kind === 'json' ? 3 : 4, value: draft ?? '', spellcheck: one.kind === 'long' });
      return { control, read: () => control.value, write: value => { control.value = value; } };
    }
    case 'color': {
      const control = make('input', { type: 'text', value: draft ?? '', placeholder: '#rrggbb', maxLength: 9 });
      const pick = make('input', { type: 'color', value: /^#[0-9a-f]{6}/i.test(draft ?? '') ? draft.slice(0, 7) : '#808080', aria: { label: `${one.label}, from all colours` } });
      pick.addEventListener('input', () => { control.value = pick.value; });
      return { control, extra: pick, read: () => control.value, write: value => { control.value = value; } };
    }
    case 'moment': {
      const control = make('input', { type: 'datetime-local', step: '1', value: local(draft) });
      return { control, read: () => control.value, write: value => { control.value = local(value); } };
    }
    default: {
      const control = make('input', { type: 'text', value: draft ?? '', autocomplete: 'off' });
      if (one.kind === 'notation') Object.assign(control, { placeholder: '2d6+3', spellcheck: false, autocapitalize: 'off' });
      return { control, read: () => control.value, write: value => { control.value = value; } };
    }
  }
}

/** A moment as fields for moments write it: in the time of this place. */
function local(text) {
  const moment = new Date(text);
  return text && !Number.isNaN(moment.getTime()) ? new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 19) : '';
}

function select(options, draft) {
  const control = make('select', {});
  fill(control, options);
  control.value = draft === undefined ? '' : String(draft);
  return { control, read: () => control.value, write: value => { control.value = String(value); } };
}

function fill(control, options) {
  const groups = new Map();
  for (const each of options) {
    const place = each.group ?? '';
    groups.set(place, [...(groups.get(place) ?? []), make('option', { value: each.value }, each.label)]);
  }
  const many = groups.size > 1;
  control.replaceChildren(...[...groups].flatMap(([name, all]) => many && name ? [make('optgroup', { label: name }, all)] : all));
}

/** Something the seat sees: from a list, narrowed by typing when it is long, or from the map. */
function reference(one, draft, context) {
  const { table, map } = context.around;
  if (!isKnown(one.ref)) {
    const control = make('input', { type: 'text', value: draft ?? '' });
    return { control, read: () => control.value, write: value => { control.value = value; } };
  }
  const all = () => choicesOf(one.ref, table.state, about(one, context));
  let options = all();
  const control = make('select', {});
  const show = (filter = '') => {
    const was = control.value;
    const fits = options.filter(each => `${each.label} ${each.group}`.toLowerCase().includes(filter.toLowerCase()));
    fill(control, [{ value: '', label: options.length === 0 ? 'Nothing to choose' : one.required ? 'Choose …' : '–' }, ...fits]);
    if (was) write(was);
  };
  const write = value => {
    if (value && !options.some(each => each.value === value)) {
      options = all();
      if (!options.some(each => each.value === value)) return;
      show();
    }
    control.value = value ?? '';
  };
  show();
  if (draft) write(draft);
  else if (one.required && options.length === 1) control.value = options[0].value;
  // What can be chosen changes while a form is open.
  control.addEventListener('focus', () => {
    const now = all();
    if (now.length === options.length && now.every((each, i) => each.value === options[i].value && each.label === options[i].label)) return;
    options = now;
    show(filter?.value ?? '');
  });
  let filter = null;
  const extra = [];
  if (options.length > FILTER_FROM) {
    filter = make('input', { type: 'search', className: 'form-filter', placeholder: 'Find', aria: { label: `Find in ${one.label}` } });
    filter.addEventListener('input', () => {
      show(filter.value);
      if (!control.value && control.options.length === 2) control.selectedIndex = 1;
    });
    extra.push(filter);
  }
  if (map && options.length > 1 && ['Actor', 'Token', 'Combatant'].includes(one.ref)) {
    extra.push(pickOnMap(map, table, one.ref, value => {
      if (all().some(each => each.value === value)) { write(value); control.dispatchEvent(new Event('input', { bubbles: true })); control.dispatchEvent(new Event('change', { bubbles: true })); return true; }
      return false;
    }, one.label));
  }
  return { control, extra: extra.length > 0 ? make('span', { className: 'form-extra' }, extra) : null, read: () => control.value, write };
}
