// The document on the disk: a record for each entity, so that a move writes one small record and not
// the campaign. What is the same object as at the last write has not changed.

import { keys, pointer, put } from './tree.js';

const isObject = value => value !== null && typeof value === 'object' && !Array.isArray(value);

/** Entities lie one level below their collections; the parts of a map (walls, tokens) one more. */
const depthOf = way => (way[0] === 'maps' ? 3 : 2);
const splits = (value, way) => isObject(value) && way.length < depthOf(way) && Object.keys(value).length > 0;

/**
 * The records that differ between two documents.
 *
 * @param before what was written last, or undefined
 * @param after what is now, or undefined for nothing
 * @returns {[string, unknown][]} pointer and value, undefined where a record goes
 */
export function difference(before, after, way = [], into = []) {
  if (before === after) return into;
  const was = splits(before, way);
  const is = splits(after, way);
  if (was && is) {
    for (const key of Object.keys(before)) {
      if (!Object.hasOwn(after, key)) difference(before[key], undefined, [...way, key], into);
    }
    for (const key of Object.keys(after)) {
      difference(Object.hasOwn(before, key) ? before[key] : undefined, after[key], [...way, key], into);
    }
    return into;
  }
  if (was) for (const key of Object.keys(before)) difference(before[key], undefined, [...way, key], into);
  else if (before !== undefined && (is || after === undefined)) into.push([pointer(way), undefined]);
  if (is) for (const key of Object.keys(after)) difference(undefined, after[key], [...way, key], into);
  else if (after !== undefined) into.push([pointer(way), after]);
  return into;
}

/** The document that these records make. */
export function together(records) {
  let root = {};
  for (const [place, value] of records) {
    const way = keys(place);
    if (way.length === 0) { root = value; continue; }
    let at = root;
    for (const key of way.slice(0, -1)) {
      if (!Object.hasOwn(at, key)) put(at, key, {});
      at = at[key];
    }
    put(at, way[way.length - 1], value);
  }
  return root;
}
