// JSON values that are never changed in place: whoever holds an older one keeps it, and what is the
// same object has not changed. Changes copy the way from the root to the place and nothing else.

/** Sets a member, whatever its name: `__proto__` is a key like any other. */
export function put(object, key, value) {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else object[key] = value;
  return object;
}

const isObject = value => value !== null && typeof value === 'object' && !Array.isArray(value);
const own = (object, key) => (Object.hasOwn(object, key) ? object[key] : undefined);

/** A shallow copy in which `__proto__` stays a key. */
function copy(object) {
  if (!isObject(object)) return {};
  if (!Object.hasOwn(object, '__proto__')) return { ...object };
  const made = {};
  for (const key of Object.keys(object)) put(made, key, object[key]);
  return made;
}

/** A JSON pointer (RFC 6901) as keys. */
export function keys(pointer) {
  if (pointer === '') return [];
  if (pointer[0] !== '/') throw new TypeError(`no JSON pointer: ${pointer}`);
  return pointer.slice(1).split('/').map(key => key.replace(/~1/g, '/').replace(/~0/g, '~'));
}

/** Keys as a JSON pointer. */
export function pointer(way) {
  return way.map(key => '/' + String(key).replace(/~/g, '~0').replace(/\//g, '~1')).join('');
}

/** What stands at a place, or undefined. */
export function get(root, place) {
  let at = root;
  for (const key of typeof place === 'string' ? keys(place) : place) {
    if (at === null || typeof at !== 'object') return undefined;
    at = own(at, key);
  }
  return at;
}

/**
 * Applies an RFC 7396 merge patch to a copy.
 *
 * @param target what it applies to
 * @param patch the patch
 * @param {string[][]} [touched] gets the places that are different afterwards
 */
export function merge(target, patch, touched = [], way = []) {
  if (!isObject(patch)) {
    if (target !== patch) touched.push(way);
    return patch;
  }
  if (!isObject(target)) touched.push(way);
  const places = isObject(target) ? touched : [];
  const made = copy(target);
  let same = isObject(target);
  for (const key of Object.keys(patch)) {
    const value = patch[key];
    if (value === null) {
      if (!Object.hasOwn(made, key)) continue;
      places.push([...way, key]);
      delete made[key];
      same = false;
      continue;
    }
    const before = own(made, key);
    const after = merge(before, value, places, [...way, key]);
    if (after === before && before !== undefined) continue;
    put(made, key, after);
    same = false;
  }
  return same ? target : made;
}

/** Sets members of the object at a place to values, or removes those that are undefined. */
export function assign(root, place, members, touched = []) {
  const made = copy(root);
  let at = made;
  for (const key of place) {
    const next = copy(own(at, key));
    put(at, key, next);
    at = next;
  }
  for (const key of Object.keys(members)) {
    touched.push([...place, key]);
    if (members[key] === undefined) delete at[key];
    else put(at, key, members[key]);
  }
  return made;
}

/** Applies the operations of RFC 6902 that servers send (add, replace, remove) to a copy. */
export function patch(root, operations, touched = []) {
  let made = root;
  for (const { op, path, value } of operations) {
    const way = keys(path);
    touched.push(way);
    made = way.length === 0 ? (op === 'remove' ? {} : value) : step(made, way, 0, op, value);
  }
  return made;
}

function step(at, way, depth, op, value) {
  const key = way[depth];
  const last = depth === way.length - 1;
  if (Array.isArray(at)) {
    const made = at.slice();
    const index = key === '-' ? made.length : Number(key);
    if (!last) made[index] = step(made[index], way, depth + 1, op, value);
    else made.splice(index, op === 'add' ? 0 : 1, ...(op === 'remove' ? [] : [value]));
    return made;
  }
  if (!isObject(at)) throw new TypeError(`there is nothing at ${pointer(way.slice(0, depth))}`);
  const made = copy(at);
  if (!last) put(made, key, step(own(made, key), way, depth + 1, op, value));
  else if (op === 'remove') delete made[key];
  else put(made, key, value);
  return made;
}

/** Applies what a frame brings: `merge`, `patch` or, in the compact encoding, `set`. */
export function change(root, frame, touched = []) {
  if (frame.merge !== undefined) return merge(root, frame.merge, touched);
  if (frame.patch !== undefined) return patch(root, frame.patch, touched);
  let made = root;
  for (const { place, members } of frame.set ?? []) made = assign(made, place, members, touched);
  return made;
}

/** Whether a frame changes the document. */
export const changes = frame => frame.merge !== undefined || frame.patch !== undefined || frame.set !== undefined;

/** Whether a change at one place is seen at the other: one of them is the other or lies below. */
export function related(a, b) {
  const short = Math.min(a.length, b.length);
  for (let i = 0; i < short; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Whether a change at a place is seen through a pattern of keys, in which `*` is any key. */
export function fits(pattern, place) {
  const short = Math.min(pattern.length, place.length);
  for (let i = 0; i < short; i++) if (pattern[i] !== '*' && pattern[i] !== place[i]) return false;
  return true;
}
