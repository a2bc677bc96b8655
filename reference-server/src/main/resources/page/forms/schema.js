// From a JSON Schema to what a form asks, and from what was filled in to a payload. Pure.
//
// Only what the schemas of this server use is understood (see /api/openapi.json); anything else becomes
// a field for JSON itself, so that no action is out of reach.

/**
 * What a form asks at one place.
 *
 * @typedef {object} Field
 * @property {'text'|'long'|'number'|'boolean'|'choice'|'ref'|'list'|'record'|'entries'|'json'|'color'|'asset'|'moment'|'notation'} kind
 * @property {string} key member of the record it belongs to; empty for others
 * @property {string} label
 * @property {string} [help]
 * @property {boolean} required
 * @property {any} [fallback] what it is when nothing is sent
 * @property {string} [ref] what is referred to, such as Actor
 * @property {boolean} [mine] whether that must be one's own
 * @property {any[]} [options]
 * @property {Field[]} [fields] of a record; made when asked for, as records may contain themselves
 * @property {Field} [item] of a list, or of the values of entries
 * @property {{min?: number, max?: number, whole?: boolean, least?: number, most?: number, pattern?: string, unique?: boolean}} limits
 */

const LONG = 500;

/** `fromTheBack_door` → `From the back door`. */
export function words(name) {
  const spaced = String(name).replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/[_.-]+/g, ' ').trim().toLowerCase();
  return spaced && spaced[0].toUpperCase() + spaced.slice(1);
}

/** The schema a reference leads to, with what stands beside the reference over it. */
export function resolved(schema, root) {
  let now = schema ?? {};
  let name = '';
  for (let hops = 0; typeof now.$ref === 'string' && hops < 20; hops++) {
    const { $ref, ...beside } = now;
    const found = $ref.startsWith('#') ? at(root, $ref.slice(1)) : undefined;
    name = $ref.split(/[/.]/).at(-1);
    now = { ...found, ...beside };
  }
  return { schema: now, name };
}

function at(root, pointer) {
  return pointer.split('/').slice(1).reduce((value, key) => value?.[key.replaceAll('~1', '/').replaceAll('~0', '~')], root);
}

/**
 * What a schema asks.
 *
 * @param {object} schema of a payload, with its own $defs
 * @param {{mine?: string[], notation?: string[]}} [hints] members that must be the sender's own
 * @returns {Field} a record
 */
export function modelOf(schema, hints = {}) {
  return field('', schema, schema, true, hints);
}

/** A schema for something of which only an example is there, such as the suggested answer of a question. */
export function schemaOf(example) {
  if (Array.isArray(example)) return { type: 'array', items: example.length ? schemaOf(example[0]) : {} };
  if (example !== null && typeof example === 'object') {
    const properties = Object.fromEntries(Object.entries(example).map(([key, value]) => [key, schemaOf(value)]));
    return { type: 'object', properties, required: Object.keys(properties) };
  }
  return { string: { type: 'string' }, number: { type: 'number' }, boolean: { type: 'boolean' } }[typeof example] ?? {};
}

function field(key, given, root, required, hints) {
  const { schema, name } = resolved(given, root);
  const whole = schema.type === 'integer';
  const one = {
    kind: 'json', key, label: words(key), required,
    // What a reference is in general helps nobody; what it is for here does.
    help: given?.description ?? (given?.$ref && schema.type === 'string' ? undefined : schema.description),
    fallback: given?.default ?? schema.default,
    limits: {
      min: schema.minimum, max: schema.maximum, whole: whole || undefined, least: schema.minLength ?? schema.minItems,
      most: schema.maxLength ?? schema.maxItems ?? schema.maxProperties, pattern: schema.pattern, unique: schema.uniqueItems,
    },
  };
  if (whole && Math.abs(schema.minimum) >= 2 ** 31 - 1) one.limits.min = undefined;
  if (whole && Math.abs(schema.maximum) >= 2 ** 31 - 1) one.limits.max = undefined;
  if (Array.isArray(schema.enum)) return { ...one, kind: 'choice', options: schema.enum };
  switch (schema.type) {
    case 'string': return text(one, schema, name, hints);
    case 'integer':
    case 'number': return { ...one, kind: 'number' };
    case 'boolean': return { ...one, kind: 'boolean' };
    case 'array': return { ...one, kind: 'list', item: field('', schema.items ?? {}, root, true, {}) };
    case 'object': return record(one, schema, root, hints);
    default: return one;
  }
}

function text(one, schema, name, hints) {
  const ref = /^([A-Z][A-Za-z]*)Ref$/.exec(name)?.[1];
  if (ref) return { ...one, kind: 'ref', ref, mine: hints.mine?.includes(one.key) ?? false };
  if (name === 'Color') return { ...one, kind: 'color' };
  if (name === 'AssetId') return { ...one, kind: 'asset' };
  if (schema.format === 'date-time') return { ...one, kind: 'moment' };
  if (/notation$/i.test(one.key) || hints.notation?.includes(one.key)) return { ...one, kind: 'notation' };
  return { ...one, kind: (schema.maxLength ?? 0) > LONG ? 'long' : 'text' };
}

function record(one, schema, root, hints) {
  if (schema.properties) {
    const required = new Set(schema.required ?? []);
    let fields;
    return {
      ...one, kind: 'record',
      // A getter of its own: a copy of the field by spreading would ask it at once, and records may go round.
      get fields() {
        return fields ??= Object.entries(schema.properties).map(([key, each]) => field(key, each, root, required.has(key), hints));
      },
    };
  }
  if (schema.additionalProperties && typeof schema.additionalProperties === 'object' && Object.keys(schema.additionalProperties).length) {
    return { ...one, kind: 'entries', item: field('', schema.additionalProperties, root, true, {}) };
  }
  return one;
}

/** What a form begins with: what is given, else what the schema says, else nothing. */
export function draftOf(one, given) {
  const value = given === undefined ? one.fallback : given;
  switch (one.kind) {
    case 'record': {
      if (value === undefined && !one.required) return undefined;
      const draft = {};
      for (const each of one.fields) {
        const inner = draftOf(each, value?.[each.key]);
        if (inner !== undefined) draft[each.key] = inner;
      }
      return draft;
    }
    case 'list': return Array.isArray(value) ? value.map(each => draftOf(one.item, each)) : value === undefined && !one.required ? undefined : [];
    case 'entries': return value && typeof value === 'object' ? Object.entries(value).map(([name, each]) => [name, draftOf(one.item, each)]) : [];
    case 'number': return value === undefined || value === null ? '' : String(value);
    case 'boolean': return value === undefined && one.required ? false : value;
    case 'json': return value === undefined ? '' : JSON.stringify(value);
    default: return value === undefined || value === null ? '' : String(value);
  }
}

/**
 * What is sent of a draft.
 *
 * @param {Field} one
 * @param {any} draft as draftOf makes it and people fill it in
 * @returns {{value: any, problems: {field: string, message: string}[]}} the value, undefined for nothing;
 *     JSON pointers to what is wrong
 */
export function payloadOf(one, draft, pointer = '') {
  const problems = [];
  const value = read(one, draft, pointer, problems);
  return { value, problems };
}

function read(one, draft, pointer, problems) {
  const wrong = message => { problems.push({ field: pointer, message }); return undefined; };
  const { limits } = one;
  switch (one.kind) {
    case 'record': {
      if (draft === undefined || draft === null) return one.required ? wrong('This is needed.') : undefined;
      const value = {};
      for (const each of one.fields) {
        const inner = read(each, draft[each.key], `${pointer}/${escaped(each.key)}`, problems);
        if (inner !== undefined) value[each.key] = inner;
      }
      return value;
    }
    case 'list': {
      if (draft === undefined) return one.required ? [] : undefined;
      const values = draft.map((each, i) => read(one.item, each, `${pointer}/${i}`, problems)).filter(each => each !== undefined);
      if (limits.least !== undefined && values.length < limits.least) return wrong(limits.least === 1 ? 'At least one is needed.' : `At least ${limits.least} are needed.`);
      if (limits.most !== undefined && values.length > limits.most) return wrong(`At most ${limits.most} are possible.`);
      return limits.unique ? [...new Map(values.map(each => [JSON.stringify(each), each])).values()] : values;
    }
    case 'entries': {
      if (draft === undefined || draft.length === 0) return one.required ? {} : undefined;
      const value = {};
      for (const [name, each] of draft) {
        if (name === '') { wrong('Each of these needs a name.'); continue; }
        const inner = read(one.item, each, `${pointer}/${escaped(name)}`, problems);
        // Not by assignment: a name such as __proto__ would be none then.
        if (inner !== undefined) Object.defineProperty(value, name, { value: inner, enumerable: true, configurable: true, writable: true });
      }
      return value;
    }
    case 'boolean': return draft === '' || draft === undefined ? one.required ? false : undefined : draft === true || draft === 'true';
    case 'number': return number(one, draft, wrong);
    case 'choice': {
      if (draft === '' || draft === undefined) return one.required ? wrong('Choose one.') : undefined;
      const found = one.options.find(each => String(each) === String(draft));
      return found === undefined ? wrong('This is none of the choices.') : found;
    }
    case 'json': {
      const text = String(draft ?? '').trim();
      if (text === '') return one.required ? wrong('This is needed.') : undefined;
      try {
        return JSON.parse(text);
      } catch {
        return wrong('This is not JSON: texts stand in "quotes".');
      }
    }
    default: return plain(one, draft, wrong);
  }
}

function number(one, draft, wrong) {
  const text = String(draft ?? '').trim().replace(',', '.');
  if (text === '') return one.required ? wrong('A number is needed.') : undefined;
  const value = Number(text);
  const { min, max, whole } = one.limits;
  if (!Number.isFinite(value)) return wrong('This is not a number.');
  if (whole && !Number.isInteger(value)) return wrong('A whole number is needed.');
  if (min !== undefined && max !== undefined && (value < min || value > max)) return wrong(`This is from ${min} to ${max}.`);
  if (min !== undefined && value < min) return wrong(`This is ${min} or more.`);
  if (max !== undefined && value > max) return wrong(`This is ${max} or less.`);
  return value;
}

function plain(one, draft, wrong) {
  const { limits, kind } = one;
  let text = String(draft ?? '');
  if (kind !== 'long') text = text.trim();
  // An empty text is nothing, unless it was there to be emptied.
  if (text === '' && (limits.least ?? 0) === 0 && kind !== 'ref' && one.required) return kind === 'text' || kind === 'long' ? '' : wrong('This is needed.');
  if (text === '') return one.required ? wrong(kind === 'ref' ? 'Choose one.' : 'This is needed.') : undefined;
  const long = [...text].length;
  if (limits.most !== undefined && long > limits.most) return wrong(`This has ${long} characters; ${limits.most} are possible.`);
  if (limits.least !== undefined && long < limits.least) return wrong(`At least ${limits.least} characters are needed.`);
  if (kind === 'notation') {
    const amiss = notationFault(text);
    if (amiss) return wrong(amiss);
  } else if (kind === 'moment') {
    const moment = new Date(text);
    return Number.isNaN(moment.getTime()) ? wrong('This is no date and time.') : moment.toISOString();
  } else if (limits.pattern !== undefined && !matches(limits.pattern, text)) return wrong(kind === 'ref' ? 'This does not name anything.' : 'This does not have the right form.');
  return text;
}

function matches(pattern, text) {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return true; // the server judges
  }
}

/**
 * What is plainly wrong with a dice notation, in words; empty when it may be one. Dialects differ: the
 * server has the last word.
 */
export function notationFault(text) {
  if (!/\d|[dD]/.test(text)) return 'Dice are written like 2d6+3.';
  const odd = /[^\w\s+\-*/×÷%().,!<>=&|?:{}[\]^"'@#~]/u.exec(text);
  if (odd) return `“${odd[0]}” is nothing in dice.`;
  if ([...text].filter(each => each === '(').length !== [...text].filter(each => each === ')').length) return 'A bracket is missing.';
  if (/[+\-*/(]\s*$/.test(text)) return 'Something is missing at the end.';
  if (/d\s*0+(?!\d)/i.test(text)) return 'A die has at least one side.';
  return '';
}

/** Of an edit only what is another: with what is kept, and what must be there. */
export function onlyChanged(payload, before, keep = []) {
  const changed = {};
  for (const [key, value] of Object.entries(payload)) {
    if (keep.includes(key) || JSON.stringify(value) !== JSON.stringify(before?.[key])) changed[key] = value;
  }
  return changed;
}

/** A member's name within a JSON pointer. */
export const escaped = key => String(key).replaceAll('~', '~0').replaceAll('/', '~1');
