// What a sheet shows of a system's data, from the shape its plugin declares. Pure.
import { modelOf, words } from '../forms/schema.js';

/** Whether a pattern of a shape is that of an actor's own data. */
export const isOfActor = (at, system) => at === `actors/*/${system}`;

/**
 * A value and the one that bounds it, such as hp and maxHp, belong together.
 *
 * @returns {string} the key of the bound, or nothing
 */
export function boundOf(key, keys) {
  const big = key[0].toUpperCase() + key.slice(1);
  return [`max${big}`, `${key}Max`, `max-${key}`, `${key}-max`, `max_${key}`, `${key}_max`].find(each => keys.includes(each)) ?? '';
}

/**
 * What is shown of an actor's data, in the order of its shape; what is there and not declared comes last.
 *
 * @param {{id: string, shapes: {at: string, schema: object}[], derived: {at: string, key: string}[]}} system
 * @param {any} data of the actor
 * @returns {{key: string, label: string, kind: 'number'|'bar'|'truth'|'text'|'list'|'group'|'refs', value: any, max?: number, derived: boolean, help?: string, items?: any[]}[]}
 */
export function rowsOf(system, data) {
  if (data === null || typeof data !== 'object') return [];
  const schema = system.shapes.find(each => isOfActor(each.at, system.id))?.schema;
  const derived = new Set(system.derived.filter(each => isOfActor(each.at, system.id)).map(each => each.key));
  return rows(schema?.properties ? modelOf(schema).fields : [], data, derived);
}

function rows(fields, data, derived) {
  const declared = new Map(fields.map(each => [each.key, each]));
  const keys = [...declared.keys(), ...Object.keys(data).filter(key => !declared.has(key))].filter(key => data[key] !== undefined && data[key] !== null);
  const bounds = new Set(keys.map(key => boundOf(key, keys)).filter(Boolean));
  return keys.filter(key => !bounds.has(key)).map(key => {
    const field = declared.get(key);
    const value = data[key];
    const one = { key, label: field?.label ?? words(key), help: field?.help, value, derived: derived.has(key) };
    const bound = boundOf(key, keys);
    if (bound && typeof value === 'number' && typeof data[bound] === 'number') return { ...one, kind: 'bar', max: data[bound] };
    if (field?.kind === 'ref') return { ...one, kind: 'refs', ref: field.ref, items: [value] };
    if (field?.kind === 'list' && field.item.kind === 'ref') return { ...one, kind: 'refs', ref: field.item.ref, items: value };
    switch (typeof value) {
      case 'number': return { ...one, kind: 'number' };
      case 'boolean': return { ...one, kind: 'truth' };
      case 'object': return Array.isArray(value)
        ? { ...one, kind: 'list', items: value.map(each => typeof each === 'object' && each !== null ? rows(field?.item?.fields ?? [], each, new Set()) : String(each)) }
        : { ...one, kind: 'group', items: rows(field?.kind === 'record' ? field.fields : entriesOf(field, value), value, new Set()) };
      default: return { ...one, kind: 'text' };
    }
  });
}

/** The members of a map of names to records, each as its record is declared. */
function entriesOf(field, value) {
  return field?.kind === 'entries' ? Object.keys(value).map(key => ({ ...field.item, fields: undefined, ...(field.item.kind === 'record' ? { get fields() { return field.item.fields; } } : {}), key, label: value[key]?.name ?? words(key) })) : [];
}
